-- A number that none has or ever had: what the log says of a number (objects of kind 10) is always about the same one.
INSERT INTO plan (plan_id, name, name_key)
SELECT
    1 + max(
        coalesce((SELECT max(plan_id) FROM plan), 0),
        coalesce((SELECT max(object_id) FROM audit_change WHERE object_kind = 10), 0)
    ),
    :name,
    :name_key
