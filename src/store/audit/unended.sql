SELECT b.seq, b.object_id
FROM audit_entry AS b
WHERE b.command = :begin AND b.at >= :since AND b.outcome = 0 AND b.object_id IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM audit_entry AS e
        WHERE e.command = :end AND e.seq > b.seq AND json_extract(e.details, '$.viewing') = b.seq
    )
ORDER BY b.seq
