SELECT at
FROM sign_in
WHERE user_id = :user_id AND at >= :since AND at <= :until AND outcome = 0
ORDER BY at
