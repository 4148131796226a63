SELECT user_id, at, event_key, source_id, device_id, reason_id
FROM sign_in
WHERE outcome <> 0 AND at >= :since
ORDER BY at DESC
