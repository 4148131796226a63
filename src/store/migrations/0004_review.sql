-- Access reviews: who was looked at, what was decided and why; and the log by who acted.

-- `subject`: 2 a role, 8 a workspace, as in the audit log. `seq` is the act that applied it.
CREATE TABLE review (
    review_id INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    subject INTEGER NOT NULL CHECK (subject IN (2, 8)),
    object_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    reviewed_at INTEGER NOT NULL,
    reviewed_by INTEGER
) STRICT;

CREATE TABLE review_item (
    review_id INTEGER NOT NULL REFERENCES review (review_id),
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    is_kept INTEGER NOT NULL CHECK (is_kept IN (0, 1)),
    reason TEXT NOT NULL,
    last_sign_in_at INTEGER,
    last_used_at INTEGER,
    PRIMARY KEY (review_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_entry_actor ON audit_entry (actor_id, at);

-- Whoever administers may set passwords.
INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'users.set_password' FROM role WHERE key = 'system_administrator';
