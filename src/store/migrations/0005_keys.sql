-- Keys that the file had before its passphrase was changed: they open older backups.
CREATE TABLE retired_key (
    retired_key_id INTEGER PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32),
    retired_at INTEGER NOT NULL
) STRICT;

-- Whoever administers takes care of the file.
INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'backup.manage' FROM role WHERE key = 'system_administrator';
