SELECT
    p.plan_id, p.name, p.price,
    (SELECT coalesce(group_concat(f.feature), '') FROM plan_feature AS f WHERE f.plan_id = p.plan_id),
    p.user_limit, p.client_limit, p.storage_limit
FROM plan AS p
ORDER BY p.plan_id
