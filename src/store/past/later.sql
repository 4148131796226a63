-- Everybody about whom the log has something after a place: whether they were added after it, and how many acts there were.
SELECT object_id, min(seq) > :place, count(*) FILTER (WHERE seq > :place)
FROM audit_change
WHERE object_kind = 1
GROUP BY object_id
HAVING max(seq) > :place
