SELECT r.role_id, r.key, r.name, p.permission
FROM role AS r
LEFT JOIN role_permission AS p ON p.role_id = r.role_id
ORDER BY r.role_id
