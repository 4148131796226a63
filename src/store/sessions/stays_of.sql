SELECT session_id, user_id, source, device, started_at, last_seen_at, expires_at, ended_at, end_reason
FROM session
WHERE user_id = :user_id AND started_at <= :now
