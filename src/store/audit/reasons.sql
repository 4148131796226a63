SELECT seq, reason
FROM audit_entry
WHERE reason IS NOT NULL
