SELECT user_id, email_key
FROM user
WHERE deleted_at IS NULL
ORDER BY user_id
