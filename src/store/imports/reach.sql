UPDATE user
SET
    last_sign_in_at = max(coalesce(last_sign_in_at, :at), :at),
    onboarding = CASE WHEN onboarding IN (0, 1, 2, 4) THEN 3 ELSE onboarding END,
    changed_at = CASE WHEN onboarding IN (0, 1, 2, 4) THEN max(changed_at + 1, :now) ELSE changed_at END,
    changed_by = CASE WHEN onboarding IN (0, 1, 2, 4) THEN :by ELSE changed_by END
WHERE user_id = :user_id
