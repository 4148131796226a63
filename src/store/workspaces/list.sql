SELECT
    w.workspace_id, w.name, w.status, w.visibility, w.client_id, w.plan_id, w.owner_id, w.billing_id,
    (SELECT group_concat(a.addon_id) FROM workspace_addon AS a WHERE a.workspace_id = w.workspace_id),
    o.name, b.name
FROM workspace AS w
LEFT JOIN user AS o ON o.user_id = w.owner_id AND o.deleted_at IS NULL
LEFT JOIN user AS b ON b.user_id = w.billing_id AND b.deleted_at IS NULL
ORDER BY w.name_key
