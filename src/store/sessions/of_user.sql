SELECT s.session_id, s.user_id, u.name, u.email, s.device, s.source, s.started_at, s.last_seen_at
FROM session AS s
JOIN user AS u ON u.user_id = s.user_id
WHERE s.user_id = :user_id AND s.source = :source AND s.ended_at IS NULL AND s.started_at <= :now AND s.expires_at > :now
ORDER BY s.last_seen_at DESC, s.session_id DESC
