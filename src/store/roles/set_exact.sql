INSERT INTO user_role (user_id, role_id, place, granted_at, granted_by, ends_on)
VALUES (:user_id, :role_id, :place, :granted_at, :granted_by, :ends_on)
ON CONFLICT (user_id, role_id) DO UPDATE
SET place = :place,
    granted_at = :granted_at,
    granted_by = :granted_by,
    ends_on = :ends_on
