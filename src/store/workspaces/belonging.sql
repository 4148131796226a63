-- How many people belong to a workspace or hold a role that names it, deleted people too.
SELECT count(*)
FROM (
    SELECT user_id FROM user_workspace WHERE workspace_id = :workspace_id
    UNION
    SELECT user_id FROM user_role_workspace WHERE workspace_id = :workspace_id
)
