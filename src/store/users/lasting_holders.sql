SELECT u.user_id
FROM role AS r
JOIN user_role AS ur ON ur.role_id = r.role_id
JOIN user AS u ON u.user_id = ur.user_id
WHERE r.key = :role_key AND u.status = 1 AND u.deleted_at IS NULL AND ur.place = 0 AND ur.ends_on IS NULL
