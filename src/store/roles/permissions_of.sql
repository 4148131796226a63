SELECT DISTINCT p.permission
FROM user_role AS ur
JOIN role_permission AS p ON p.role_id = ur.role_id
WHERE ur.user_id = :user_id
