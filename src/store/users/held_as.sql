SELECT place, ends_on, granted_at, granted_by
FROM user_role
WHERE user_id = :user_id AND role_id = :role_id
