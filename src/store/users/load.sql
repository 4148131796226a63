SELECT
    u.name, u.email, u.phone, u.extension, u.status, u.onboarding, u.kind, u.client_id, u.title, u.department, u.location,
    u.language, u.manager, u.end_date, u.notes, u.tags, u.created_at, c.user_id, c.name, u.changed_at, h.user_id, h.name,
    u.last_sign_in_at, u.invitation_expires_at, u.deleted_at
FROM user AS u
LEFT JOIN user AS c ON c.user_id = u.created_by
LEFT JOIN user AS h ON h.user_id = u.changed_by
WHERE u.user_id = :user_id AND u.user_id NOT IN (SELECT user_id FROM purged)
