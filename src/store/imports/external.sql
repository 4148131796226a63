SELECT x.source, x.external_id, x.user_id
FROM external_id AS x
JOIN user AS u ON u.user_id = x.user_id
WHERE u.deleted_at IS NULL
ORDER BY x.source, x.external_id
