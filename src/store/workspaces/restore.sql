INSERT INTO workspace (workspace_id, name, name_key)
VALUES (:workspace_id, :name, :name_key)
