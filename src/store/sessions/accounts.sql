SELECT user_id, failures, blocked_until, is_due, locked_at
FROM credential
