SELECT e.at, e.actor_id, a.name, e.command, e.reason, e.outcome
FROM audit_entry AS e
LEFT JOIN user AS a ON a.user_id = e.actor_id
WHERE e.seq = :seq
