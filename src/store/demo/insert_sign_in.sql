INSERT INTO sign_in (
    user_id, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
