INSERT INTO external_id (source, external_id, user_id, seen_seq)
VALUES (:source, :external_id, :user_id, :seq)
ON CONFLICT (source, external_id) DO UPDATE SET user_id = :user_id, seen_seq = :seq
