-- When a session was used last up to then, nobody recorded.
SELECT s.session_id, s.user_id, u.name, u.email, s.device, s.source, s.started_at, min(s.last_seen_at, :now)
FROM session AS s
JOIN user AS u ON u.user_id = s.user_id
WHERE s.started_at <= :now AND coalesce(s.ended_at, s.expires_at) > :now AND s.expires_at > :now
ORDER BY min(s.last_seen_at, :now) DESC, s.session_id DESC
