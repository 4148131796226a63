INSERT OR IGNORE INTO sign_in (
    user_id, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
)
VALUES (:user_id, :at, :event_key, :outcome, :source_id, :app_id, :device_id, :ip_id, :location_id, :reason_id)
