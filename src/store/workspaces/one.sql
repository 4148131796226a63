SELECT workspace_id, name, status, visibility, client_id, plan_id, owner_id, billing_id
FROM workspace
WHERE workspace_id = :workspace_id
