SELECT
    w.workspace_id, w.name, w.status, w.visibility, w.client_id, w.plan_id, w.owner_id, w.billing_id,
    (SELECT group_concat(a.addon_id) FROM workspace_addon AS a WHERE a.workspace_id = w.workspace_id)
FROM workspace AS w
WHERE w.workspace_id = :workspace_id
