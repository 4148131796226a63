UPDATE user
SET
    last_sign_in_at = max(coalesce(last_sign_in_at, :at), :at),
    changed_at = CASE WHEN onboarding IN (0, 1, 2, 4) THEN max(changed_at + 1, :at) ELSE changed_at END,
    invitation_expires_at = CASE WHEN onboarding IN (0, 1, 2, 4) THEN NULL ELSE invitation_expires_at END,
    onboarding = CASE WHEN onboarding IN (0, 1, 2, 4) THEN 3 ELSE onboarding END
WHERE user_id = :user_id
