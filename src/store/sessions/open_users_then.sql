SELECT user_id, count(*)
FROM session
WHERE started_at <= :now AND coalesce(ended_at, expires_at) > :now AND expires_at > :now
GROUP BY user_id
