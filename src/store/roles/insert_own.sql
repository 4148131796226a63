-- A number that none has or ever had: what the log says of a number (objects of kind 2) is always about the same one.
INSERT INTO role (role_id, name, name_key)
SELECT
    1 + max(
        coalesce((SELECT max(role_id) FROM role), 0),
        coalesce((SELECT max(object_id) FROM audit_change WHERE object_kind = 2), 0)
    ),
    :name,
    :name_key
