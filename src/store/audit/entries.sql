SELECT seq, at, actor_id, effective_id, command, object_kind, object_id, reason, outcome, details, count, changes_hash, hash
FROM audit_entry
ORDER BY seq
