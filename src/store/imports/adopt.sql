INSERT OR IGNORE INTO sign_in (
    user_id, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
)
SELECT :user_id, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
FROM stray_sign_in
WHERE who_key = :who_key
ORDER BY at, event_key
