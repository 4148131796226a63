SELECT onboarding, last_sign_in_at
FROM user
WHERE user_id = :user_id
