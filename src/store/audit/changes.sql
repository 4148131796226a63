SELECT seq, object_kind, object_id, payload
FROM audit_change
ORDER BY seq, object_kind, object_id
