INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at)
VALUES (:user_id, :source, :device, :at, :at, :expires_at)
