INSERT INTO audit_change (seq, object_kind, object_id, payload)
VALUES (?1, ?2, ?3, ?4)
