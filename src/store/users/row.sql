SELECT
    name, email, phone, extension, status, onboarding, kind, client_id, title, department, location,
    language, manager, end_date, tags, created_at, last_sign_in_at, invitation_expires_at, changed_at
FROM user
WHERE user_id = ? AND deleted_at IS NULL
