UPDATE session
SET last_seen_at = max(last_seen_at, :at)
WHERE session_id = :session_id AND ended_at IS NULL
