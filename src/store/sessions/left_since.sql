SELECT min(started_at)
FROM session
WHERE source = :source AND ended_at IS NULL
