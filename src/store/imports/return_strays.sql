INSERT OR IGNORE INTO stray_sign_in (
    who_key, at, event_key, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
)
SELECT u.email_key, s.at, s.event_key, s.outcome, s.source_id, s.app_id, s.device_id, s.ip_id, s.location_id, s.reason_id
FROM sign_in AS s
JOIN user AS u ON u.user_id = s.user_id
WHERE s.user_id = :user_id AND u.email_key IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM credential AS c WHERE c.user_id = s.user_id)
ORDER BY s.at, s.event_key
