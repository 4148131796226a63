SELECT role_id, place, ends_on
FROM user_role
WHERE user_id = :user_id
ORDER BY role_id
