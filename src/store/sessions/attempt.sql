SELECT a.seq, a.at, a.object_id, n.command
FROM audit_entry AS a
LEFT JOIN audit_entry AS n ON n.seq = a.seq + 1
WHERE a.command = 'session.attempt' AND a.seq = :seq
