SELECT ur.user_id, ur.role_id, ur.place, ur.ends_on
FROM user_role AS ur
JOIN role_permission AS p ON p.role_id = ur.role_id
WHERE p.permission = :permission
ORDER BY ur.user_id, ur.role_id
