SELECT v.view_id, v.name, v.sharing, v.version, v.owner_id, c.content
FROM saved_view v
JOIN saved_view_version c ON c.view_id = v.view_id AND c.version = v.version
WHERE v.is_deleted = 0 AND v.view_id = :view_id
