-- Ways in: passwords that somebody else set, second factors, and failures of addresses that nobody signs in with.

-- A password that somebody else set must be changed at the next sign-in.
ALTER TABLE credential ADD COLUMN is_due INTEGER NOT NULL DEFAULT 0 CHECK (is_due IN (0, 1));

-- `used_step` is the last step of 30 seconds whose code was taken.
CREATE TABLE second_factor (
    user_id INTEGER PRIMARY KEY REFERENCES user (user_id),
    secret BLOB NOT NULL CHECK (length(secret) = 20),
    used_step INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL REFERENCES second_factor (user_id) ON DELETE CASCADE,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    used_at INTEGER,
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

-- Twelve bits of a sum of the address: enough to slow guessing, too little to tell what was typed.
CREATE TABLE stranger (
    bucket INTEGER PRIMARY KEY CHECK (bucket BETWEEN 0 AND 4095),
    failures INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL
) STRICT;
