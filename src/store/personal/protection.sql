SELECT
    c.user_id IS NOT NULL, coalesce(c.is_due, 0), coalesce(c.failures, 0), f.since,
    (SELECT count(*) FROM recovery_code AS r WHERE r.user_id = u.user_id AND r.used_at IS NULL)
FROM user AS u
LEFT JOIN credential AS c ON c.user_id = u.user_id
LEFT JOIN second_factor AS f ON f.user_id = u.user_id
WHERE u.user_id = :user_id
