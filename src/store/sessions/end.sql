UPDATE session
SET ended_at = :at, last_seen_at = :at, end_reason = :reason
WHERE session_id = :session_id AND ended_at IS NULL
