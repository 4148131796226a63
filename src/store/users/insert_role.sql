-- Given by whoever changed the person last, which is this act.
INSERT INTO user_role (user_id, role_id, granted_at, granted_by)
SELECT user_id, :other_id, changed_at, changed_by FROM user WHERE user_id = :user_id
