SELECT object_kind, object_id, payload
FROM audit_change
WHERE seq = :seq
ORDER BY object_kind, object_id
LIMIT :most
