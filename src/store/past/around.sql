SELECT max(seq) FILTER (WHERE at <= :at), min(seq) FILTER (WHERE at > :at) FROM audit_entry
