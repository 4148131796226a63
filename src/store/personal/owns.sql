SELECT name, 1 AS is_owner FROM workspace WHERE owner_id = :user_id
UNION ALL
SELECT name, 0 FROM workspace WHERE billing_id = :user_id
ORDER BY name, is_owner DESC
