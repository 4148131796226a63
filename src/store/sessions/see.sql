UPDATE session
SET last_seen_at = max(last_seen_at, :at), expires_at = max(expires_at, :expires_at)
WHERE session_id = :session_id AND ended_at IS NULL AND expires_at > :at
