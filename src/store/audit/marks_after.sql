SELECT seq, payload
FROM audit_change
WHERE object_kind = 1 AND object_id = :user_id AND seq > :place
ORDER BY seq DESC
