SELECT status, kind, client_id
FROM user
WHERE user_id = :user_id AND deleted_at IS NULL
