SELECT source.text, device.text, reason.text, app.text, ip.text, location.text
FROM sign_in AS s
LEFT JOIN term AS source ON source.term_id = s.source_id
LEFT JOIN term AS device ON device.term_id = s.device_id
LEFT JOIN term AS reason ON reason.term_id = s.reason_id
LEFT JOIN term AS app ON app.term_id = s.app_id
LEFT JOIN term AS ip ON ip.term_id = s.ip_id
LEFT JOIN term AS location ON location.term_id = s.location_id
WHERE s.user_id = :user_id AND s.at = :at AND s.event_key = :event_key AND s.outcome <> 0
