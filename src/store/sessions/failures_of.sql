SELECT user_id, at, event_key, source_id, device_id, reason_id
FROM sign_in
WHERE user_id = :user_id AND at >= :since AND +outcome <> 0
ORDER BY at DESC
