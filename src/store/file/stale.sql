-- People whose newest sign-in is later than what is kept of them.
SELECT u.user_id
FROM user AS u
JOIN (SELECT user_id, max(at) AS at FROM sign_in WHERE outcome = 0 GROUP BY user_id) AS s ON s.user_id = u.user_id
WHERE u.last_sign_in_at IS NULL OR u.last_sign_in_at < s.at
