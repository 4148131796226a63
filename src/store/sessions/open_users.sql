SELECT user_id, count(*)
FROM session
WHERE ended_at IS NULL AND started_at <= :now AND expires_at > :now
GROUP BY user_id
