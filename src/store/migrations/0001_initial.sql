-- The first schema. Times are UTC milliseconds, days are ISO texts, codes are those of the domain's enums.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE client (
    client_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE plan (
    plan_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE workspace (
    workspace_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    plan_id INTEGER REFERENCES plan (plan_id),
    client_id INTEGER REFERENCES client (client_id)
) STRICT;

CREATE TABLE role (
    role_id INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE role_permission (
    role_id INTEGER NOT NULL REFERENCES role (role_id),
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE team (
    team_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

-- AUTOINCREMENT: a Contact ID is given once and never reused.
CREATE TABLE user (
    user_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT,
    email_key TEXT,
    phone TEXT,
    extension TEXT,
    status INTEGER NOT NULL CHECK (status IN (0, 1)),
    onboarding INTEGER NOT NULL CHECK (onboarding BETWEEN 0 AND 5),
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    client_id INTEGER REFERENCES client (client_id),
    title TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    manager TEXT NOT NULL DEFAULT '',
    end_date TEXT,
    notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    created_at INTEGER,
    created_by INTEGER,
    changed_at INTEGER NOT NULL,
    changed_by INTEGER,
    last_sign_in_at INTEGER,
    invitation_expires_at INTEGER,
    deleted_at INTEGER,
    CHECK ((email IS NULL) = (email_key IS NULL))
) STRICT;

-- A deleted person's address can be used again.
CREATE UNIQUE INDEX user_email ON user (email_key) WHERE email_key IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE user_role (
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    role_id INTEGER NOT NULL REFERENCES role (role_id),
    PRIMARY KEY (user_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_team (
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    team_id INTEGER NOT NULL REFERENCES team (team_id),
    PRIMARY KEY (user_id, team_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_workspace (
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    workspace_id INTEGER NOT NULL REFERENCES workspace (workspace_id),
    PRIMARY KEY (user_id, workspace_id)
) STRICT, WITHOUT ROWID;

-- `seen_seq` is the audit number of the last import that named the person.
CREATE TABLE external_id (
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    seen_seq INTEGER NOT NULL,
    PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX external_id_user ON external_id (user_id);

CREATE TABLE credential (
    user_id INTEGER PRIMARY KEY REFERENCES user (user_id),
    phc TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    blocked_until INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Texts that repeat in logs: applications, devices, places, addresses.
CREATE TABLE term (
    term_id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- `event_key` is a hash of the source's event id, or of the whole row where it has none, so that a log read twice adds nothing.
-- `outcome`: 0 success, 1 failure, 2 interrupted.
CREATE TABLE sign_in (
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event_key INTEGER NOT NULL,
    outcome INTEGER NOT NULL CHECK (outcome IN (0, 1, 2)),
    source_id INTEGER,
    app_id INTEGER,
    device_id INTEGER,
    ip_id INTEGER,
    location_id INTEGER,
    reason_id INTEGER,
    PRIMARY KEY (user_id, at, event_key)
) STRICT, WITHOUT ROWID;

-- Sign-ins of people who are not (yet) in the directory; `who_key` is a folded e-mail or an external id.
CREATE TABLE stray_sign_in (
    who_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    event_key INTEGER NOT NULL,
    outcome INTEGER NOT NULL CHECK (outcome IN (0, 1, 2)),
    source_id INTEGER,
    app_id INTEGER,
    device_id INTEGER,
    ip_id INTEGER,
    location_id INTEGER,
    reason_id INTEGER,
    PRIMARY KEY (who_key, at, event_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    session_id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES user (user_id),
    source TEXT NOT NULL,
    device TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    end_reason TEXT
) STRICT;

CREATE INDEX session_open ON session (user_id) WHERE ended_at IS NULL;

-- A person's key seals what the audit log says about them; a purge destroys it and leaves the chain valid.
CREATE TABLE person_key (
    user_id INTEGER PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id INTEGER,
    effective_id INTEGER,
    command TEXT NOT NULL,
    object_kind INTEGER NOT NULL,
    object_id INTEGER,
    reason TEXT,
    outcome INTEGER NOT NULL,
    details TEXT NOT NULL,
    count INTEGER NOT NULL,
    changes_hash BLOB NOT NULL CHECK (length(changes_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- One row an object that an act touched; the payload is JSON, sealed where the object is a person.
CREATE TABLE audit_change (
    seq INTEGER NOT NULL REFERENCES audit_entry (seq) DEFERRABLE INITIALLY DEFERRED,
    object_kind INTEGER NOT NULL,
    object_id INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (seq, object_kind, object_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_change_object ON audit_change (object_kind, object_id, seq);

-- What the person chose for a file with these headers.
CREATE TABLE import_mapping (
    signature TEXT PRIMARY KEY,
    mapping TEXT NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
