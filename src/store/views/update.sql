-- Another state of a view, one that was deleted comes back with it.
UPDATE saved_view SET name = :name, sharing = :sharing, version = :version, is_deleted = 0 WHERE view_id = :view_id
