-- Whether the last that the log has about somebody is that the act was set back that had added them.
SELECT e.command = 'undo' AND json_extract(nullif(e.details, ''), '$.undoes') = :first
FROM audit_change AS c
JOIN audit_entry AS e ON e.seq = c.seq
WHERE c.object_kind = 1 AND c.object_id = :user_id
ORDER BY c.seq DESC
LIMIT 1
