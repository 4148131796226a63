SELECT e.at, e.actor_id, a.name, e.command, e.object_kind, e.object_id, e.outcome, e.reason, e.details, e.count, e.hash
FROM audit_entry AS e
LEFT JOIN user AS a ON a.user_id = e.actor_id
WHERE e.seq = :seq
