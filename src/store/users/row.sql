SELECT name, email, status, onboarding, invitation_expires_at, created_at, last_sign_in_at
FROM user
WHERE user_id = :user_id
