UPDATE session
SET ended_at = max(started_at, min(last_seen_at, expires_at)), end_reason = :reason
WHERE source = :source AND ended_at IS NULL
