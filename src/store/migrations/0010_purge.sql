-- Who was removed for good; nothing of them is left but their number.
CREATE TABLE purged (
    user_id INTEGER PRIMARY KEY REFERENCES user (user_id),
    purged_at INTEGER NOT NULL
) STRICT;

-- The SHA-256 of the keys that had sealed what the log said about them. By it they are known again in an older copy of the
-- file, whatever number they have there; a restored copy keeps all that the file before it knew.
CREATE TABLE purged_key (
    key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'users.purge' FROM role WHERE key = 'system_administrator';
