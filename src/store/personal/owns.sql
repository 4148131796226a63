SELECT name, 0 AS held FROM workspace WHERE owner_id = :user_id
UNION ALL
SELECT name, 1 FROM workspace WHERE billing_id = :user_id
UNION ALL
SELECT name, 2 FROM team WHERE lead_id = :user_id
ORDER BY name, held
