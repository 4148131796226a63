-- Sign-ins that did not succeed are looked through by time, with what they are narrowed by.
CREATE INDEX sign_in_failed ON sign_in (at, source_id, device_id, reason_id, outcome) WHERE outcome <> 0;

-- Of one person they are found by the person.
CREATE INDEX session_person ON session (user_id, started_at);

-- Whoever is locked can't sign in here until somebody unlocks them.
ALTER TABLE credential ADD COLUMN locked_at INTEGER;
