SELECT f.secret, f.used_step, f.since, count(r.hash)
FROM second_factor AS f
LEFT JOIN recovery_code AS r ON r.user_id = f.user_id AND r.used_at IS NULL
WHERE f.user_id = :user_id
GROUP BY f.user_id
