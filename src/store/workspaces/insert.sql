-- A number that none has or ever had: what the log says of a number (objects of kind 8) is always about the same one.
INSERT INTO workspace (workspace_id, name, name_key)
SELECT
    1 + max(
        coalesce((SELECT max(workspace_id) FROM workspace), 0),
        coalesce((SELECT max(object_id) FROM audit_change WHERE object_kind = 8), 0)
    ),
    :name,
    :name_key
