-- The features of a workspace with a plan: the plan's and its add-ons'; NULL where it has none. '-' is no feature.
SELECT
    w.workspace_id,
    w.status,
    iif(w.plan_id IS NULL, NULL, (
        SELECT coalesce(group_concat(f.feature), '-')
        FROM (
            SELECT feature FROM plan_feature WHERE plan_id = w.plan_id
            UNION
            SELECT af.feature
            FROM workspace_addon AS wa
            JOIN addon_feature AS af ON af.addon_id = wa.addon_id
            WHERE wa.workspace_id = w.workspace_id
        ) AS f
    ))
FROM workspace AS w
