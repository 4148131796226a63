SELECT at, event_key
FROM stray_sign_in
WHERE who_key = :who_key
ORDER BY at, event_key
