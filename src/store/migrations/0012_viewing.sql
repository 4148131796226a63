-- Viewing as a user: whoever administers the file may.
INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'users.impersonate' FROM role WHERE key = 'system_administrator';
