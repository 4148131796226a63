SELECT count(*)
FROM session
WHERE user_id = :user_id AND source = :source AND ended_at IS NULL AND started_at <= :now AND expires_at > :now
