UPDATE addon
SET name = :name,
    name_key = :name_key,
    price = :price
WHERE addon_id = :add_on_id
