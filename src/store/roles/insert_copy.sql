INSERT INTO role_permission (role_id, permission)
SELECT :role_id, permission FROM role_permission WHERE role_id = :copy_of
