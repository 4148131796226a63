SELECT r.name
FROM user_role AS ur
JOIN role AS r ON r.role_id = ur.role_id
WHERE ur.user_id = :user_id
ORDER BY r.role_id
