SELECT source, device, started_at, last_seen_at, expires_at, ended_at, coalesce(end_reason, '')
FROM session
WHERE user_id = :user_id
ORDER BY started_at DESC, session_id DESC
