UPDATE user_role
SET place = :place, ends_on = :ends_on
WHERE user_id = :user_id AND role_id = :role_id
