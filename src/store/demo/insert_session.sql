INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
