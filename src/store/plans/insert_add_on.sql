-- A number that none has or ever had: what the log says of a number (objects of kind 11) is always about the same one.
INSERT INTO addon (addon_id, name, name_key)
SELECT
    1 + max(
        coalesce((SELECT max(addon_id) FROM addon), 0),
        coalesce((SELECT max(object_id) FROM audit_change WHERE object_kind = 11), 0)
    ),
    :name,
    :name_key
