CREATE UNIQUE INDEX user_email ON user (email_key) WHERE email_key IS NOT NULL AND deleted_at IS NULL
