-- Looking through the log: what its list needs without the entries themselves, and reasons.
CREATE INDEX audit_entry_list ON audit_entry (command, at, actor_id, object_kind, object_id, outcome);

CREATE INDEX audit_entry_reason ON audit_entry (reason) WHERE reason IS NOT NULL;
