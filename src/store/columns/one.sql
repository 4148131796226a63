SELECT
    user_id, name, email, phone, status, onboarding, kind, created_at, last_sign_in_at, invitation_expires_at, client_id,
    changed_at, end_date, extension, title, department, location, language, manager, tags
FROM user
WHERE user_id = :user_id AND deleted_at IS NULL
