UPDATE credential
SET locked_at = :since, failures = 0, blocked_until = 0
WHERE user_id = :user_id
