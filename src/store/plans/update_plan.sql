UPDATE plan
SET name = :name,
    name_key = :name_key,
    price = :price,
    user_limit = :users,
    client_limit = :clients,
    storage_limit = :storage
WHERE plan_id = :plan_id
