INSERT OR IGNORE INTO stray_sign_in (
    who_key, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
)
VALUES (:who_key, :at, :event_key, :outcome, :source_id, :app_id, :device_id, :ip_id, :location_id, :reason_id)
