SELECT at, event_key
FROM sign_in
WHERE user_id = :user_id AND at BETWEEN :since AND :until
ORDER BY at, event_key
