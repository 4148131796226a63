UPDATE session
SET ended_at = :at, last_seen_at = max(last_seen_at, min(:at, expires_at)), end_reason = :reason
WHERE user_id = :user_id AND source = :source AND ended_at IS NULL AND session_id IS NOT :but
