SELECT
    u.name, u.email, u.phone, u.extension, u.status, u.onboarding, u.kind, u.client_id, u.title, u.department, u.location,
    u.language, u.manager, u.end_date, u.tags, u.created_at, u.last_sign_in_at, u.invitation_expires_at,
    (SELECT group_concat(t.team_id) FROM user_team AS t WHERE t.user_id = u.user_id)
FROM user AS u
WHERE u.user_id = ? AND u.deleted_at IS NULL
