INSERT INTO audit_change (seq, object_kind, object_id, payload)
VALUES (:seq, :object_kind, :object_id, :payload)
