INSERT INTO import_mapping (signature, mapping, used_at)
VALUES (:signature, :mapping, :at)
ON CONFLICT (signature) DO UPDATE SET mapping = :mapping, used_at = :at
