SELECT e.seq, e.at, a.user_id, a.name, e.command, e.reason, c.payload
FROM audit_change AS c
JOIN audit_entry AS e ON e.seq = c.seq
LEFT JOIN user AS a ON a.user_id = e.actor_id
WHERE c.object_kind = 1 AND c.object_id = :user_id AND c.seq <= :last
ORDER BY c.seq DESC
LIMIT :most
