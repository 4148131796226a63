SELECT user_id
FROM session
WHERE session_id = :session_id AND source = :source AND ended_at IS NULL
