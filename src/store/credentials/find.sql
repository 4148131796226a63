SELECT u.user_id, u.name, c.phc, c.failures, c.blocked_until, c.is_due, coalesce(u.email, ''), c.locked_at IS NOT NULL
FROM user AS u
JOIN credential AS c ON c.user_id = u.user_id
WHERE u.email_key = :email_key AND u.status = 1 AND u.deleted_at IS NULL
