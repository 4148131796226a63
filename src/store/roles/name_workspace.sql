INSERT INTO user_role_workspace (user_id, role_id, workspace_id)
VALUES (:user_id, :role_id, :workspace_id)
