INSERT INTO user (
    name, email, email_key, phone, extension, status, onboarding, kind, client_id, title, department, location, language,
    manager, end_date, notes, tags, created_at, created_by, changed_at, changed_by, invitation_expires_at
)
VALUES (
    :name, :email, :email_key, :phone, :extension, :status, :onboarding, :kind, :client_id, :title, :department, :location,
    :language, :manager, :end_date, :notes, :tags, :created_at, :created_by, :changed_at, :changed_by,
    :invitation_expires_at
)
