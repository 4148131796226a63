INSERT INTO saved_view (owner_id, name, sharing, version) VALUES (:owner_id, :name, :sharing, 0)
