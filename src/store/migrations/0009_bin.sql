-- Deleted users are found by when they were deleted.
CREATE INDEX user_deleted ON user (deleted_at) WHERE deleted_at IS NOT NULL;

INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'users.delete' FROM role WHERE key = 'system_administrator';
