INSERT INTO review (seq, subject, object_id, name, reviewed_at, reviewed_by)
VALUES (:seq, :subject, :object_id, :name, :reviewed_at, :reviewed_by)
