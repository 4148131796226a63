UPDATE user
SET end_date = :end_date, changed_at = max(changed_at + 1, :at), changed_by = :by
WHERE user_id = :user_id AND deleted_at IS NULL
