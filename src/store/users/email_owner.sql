SELECT user_id
FROM user
WHERE email_key = :email_key AND deleted_at IS NULL AND user_id <> :except
