UPDATE user
SET last_sign_in_at = (SELECT max(at) FROM sign_in WHERE user_id = :user_id AND outcome = 0)
WHERE user_id = :user_id
