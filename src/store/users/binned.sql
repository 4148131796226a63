SELECT u.user_id, u.name, u.email, u.kind, u.client_id, u.deleted_at, h.user_id, h.name
FROM user AS u
LEFT JOIN user AS h ON h.user_id = u.changed_by
WHERE u.deleted_at IS NOT NULL AND u.user_id NOT IN (SELECT user_id FROM purged)
ORDER BY u.deleted_at DESC, u.user_id
