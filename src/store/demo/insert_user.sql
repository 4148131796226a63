INSERT INTO user (
    user_id, name, email, email_key, phone, extension, status, onboarding, kind, client_id, title, department, location,
    language, manager, end_date, notes, tags, created_at, changed_at, last_sign_in_at, invitation_expires_at
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
