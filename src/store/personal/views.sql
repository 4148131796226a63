SELECT v.name, v.sharing, v.is_deleted, c.version, c.content
FROM saved_view AS v
JOIN saved_view_version AS c ON c.view_id = v.view_id
WHERE v.owner_id = :user_id
ORDER BY v.name, v.view_id, c.version
