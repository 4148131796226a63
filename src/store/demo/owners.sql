-- The first workspace owner and the first billing contact among the members answer for a workspace.
UPDATE workspace
SET owner_id = found.owner_id, billing_id = found.billing_id
FROM (
    SELECT
        uw.workspace_id,
        min(iif(r.key = 'workspace_owner', ur.user_id, NULL)) AS owner_id,
        min(iif(r.key = 'billing_contact', ur.user_id, NULL)) AS billing_id
    FROM role AS r
    JOIN user_role AS ur ON ur.role_id = r.role_id
    JOIN user_workspace AS uw ON uw.user_id = ur.user_id
    WHERE r.key IN ('workspace_owner', 'billing_contact')
    GROUP BY uw.workspace_id
) AS found
WHERE workspace.workspace_id = found.workspace_id
