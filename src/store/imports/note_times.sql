UPDATE user
SET
    created_at = coalesce(:created_at, created_at),
    last_sign_in_at = nullif(max(coalesce(last_sign_in_at, -1), coalesce(:last_sign_in_at, -1)), -1)
WHERE user_id = :user_id
