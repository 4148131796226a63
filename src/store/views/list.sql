-- Somebody's views and those that are shared, by name.
SELECT v.view_id, v.name, v.sharing, v.version, v.owner_id, c.content
FROM saved_view v
JOIN saved_view_version c ON c.view_id = v.view_id AND c.version = v.version
WHERE v.is_deleted = 0 AND (v.owner_id = :user_id OR v.sharing = 1)
ORDER BY v.name, v.view_id
