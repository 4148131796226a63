UPDATE credential
SET failures = :failures, blocked_until = :until
WHERE user_id = :user_id
