SELECT s.session_id, s.user_id, u.name, u.email, s.device, s.source, s.started_at, s.last_seen_at
FROM session AS s
JOIN user AS u ON u.user_id = s.user_id
WHERE s.ended_at IS NULL AND s.started_at <= :now AND s.expires_at > :now AND u.deleted_at IS NULL
ORDER BY s.last_seen_at DESC, s.session_id DESC
