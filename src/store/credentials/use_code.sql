UPDATE recovery_code
SET used_at = :at
WHERE user_id = :user_id AND hash = :hash AND used_at IS NULL
