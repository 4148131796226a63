UPDATE user
SET deleted_at = NULL, changed_at = max(changed_at + 1, :at), changed_by = :by
WHERE user_id = :user_id AND deleted_at IS NOT NULL
