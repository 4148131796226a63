SELECT e.at, e.actor_id, a.name, c.payload
FROM audit_change AS c
JOIN audit_entry AS e ON e.seq = c.seq
LEFT JOIN user AS a ON a.user_id = e.actor_id
WHERE c.object_kind = :kind AND c.object_id = :object_id
ORDER BY c.seq DESC
