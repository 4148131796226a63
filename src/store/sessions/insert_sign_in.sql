INSERT OR IGNORE INTO sign_in (user_id, at, event_key, outcome, source_id, device_id)
VALUES (:user_id, :at, :event_key, 0, :source_id, :device_id)
