UPDATE user
SET
    last_sign_in_at = max(coalesce(last_sign_in_at, :at), :at),
    onboarding = CASE WHEN onboarding IN (0, 1, 2, 4) THEN 3 ELSE onboarding END
WHERE user_id = :user_id
