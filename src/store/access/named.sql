SELECT workspace_id
FROM user_role_workspace
WHERE user_id = :user_id AND role_id = :role_id
