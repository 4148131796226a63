SELECT user_id, failures, blocked_until, is_due, locked_at
FROM credential
WHERE user_id = :user_id
