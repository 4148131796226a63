SELECT source, external_id
FROM external_id
WHERE user_id = :user_id
ORDER BY source, external_id
