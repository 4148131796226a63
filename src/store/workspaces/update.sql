UPDATE workspace
SET name = :name,
    name_key = :name_key,
    status = :status,
    visibility = :visibility,
    client_id = :client_id,
    plan_id = :plan_id,
    owner_id = :owner_id,
    billing_id = :billing_id
WHERE workspace_id = :workspace_id
