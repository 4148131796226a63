-- What is left of somebody: that they were, from when to when, and on which side.
UPDATE user
SET name = :name, email = NULL, email_key = NULL, phone = NULL, extension = NULL, status = 0, onboarding = 0,
    client_id = NULL, title = '', department = '', location = '', language = '', manager = '', end_date = NULL, notes = '',
    tags = '[]', last_sign_in_at = NULL, invitation_expires_at = NULL, deleted_at = coalesce(deleted_at, :at),
    changed_at = max(changed_at + 1, :at), changed_by = :by
WHERE user_id = :user_id
