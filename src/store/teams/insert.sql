-- A number that none has or ever had: what the log says of a number (objects of kind 3) is always about the same one.
INSERT INTO team (team_id, name, name_key)
SELECT
    1 + max(
        coalesce((SELECT max(team_id) FROM team), 0),
        coalesce((SELECT max(object_id) FROM audit_change WHERE object_kind = 3), 0)
    ),
    :name,
    :name_key
