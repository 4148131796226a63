SELECT
    a.addon_id, a.name, a.price,
    (SELECT coalesce(group_concat(f.feature), '') FROM addon_feature AS f WHERE f.addon_id = a.addon_id)
FROM addon AS a
ORDER BY a.addon_id
