SELECT u.name, u.status, ur.place, ur.granted_at, g.user_id, g.name, ur.ends_on, u.last_sign_in_at
FROM user_role AS ur
JOIN user AS u ON u.user_id = ur.user_id
LEFT JOIN user AS g ON g.user_id = ur.granted_by
WHERE ur.user_id = :user_id AND ur.role_id = :role_id AND u.deleted_at IS NULL
