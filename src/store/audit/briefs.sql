-- What the list of the log needs of every entry, from its index alone.
SELECT seq, at, actor_id, command, object_kind, object_id, outcome
FROM audit_entry INDEXED BY audit_entry_list
