SELECT session_id, user_id, source, device, started_at, last_seen_at, expires_at, ended_at, end_reason
FROM session
WHERE session_id = :session_id
