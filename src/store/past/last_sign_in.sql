SELECT at
FROM sign_in
WHERE user_id = :user_id AND at <= :at AND outcome = 0
ORDER BY at DESC
LIMIT 1
