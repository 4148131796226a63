UPDATE user
SET
    name = :name, email = :email, email_key = :email_key, phone = :phone, extension = :extension, status = :status,
    onboarding = :onboarding, kind = :kind, client_id = :client_id, title = :title, department = :department,
    location = :location, language = :language, manager = :manager, end_date = :end_date, notes = :notes, tags = :tags,
    changed_at = max(changed_at + 1, :changed_at), changed_by = :changed_by
WHERE user_id = :user_id AND deleted_at IS NULL
