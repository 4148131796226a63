SELECT
    p.plan_id, p.name, p.price, p.user_limit,
    (SELECT coalesce(group_concat(f.feature), '') FROM plan_feature AS f WHERE f.plan_id = p.plan_id)
FROM plan AS p
ORDER BY p.plan_id
