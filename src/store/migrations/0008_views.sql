-- Saved views of the table of users. What a view shows is kept a version a change, so that changes can be set back; a
-- deleted view stays for the same reason.
CREATE TABLE saved_view (
    view_id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_id INTEGER NOT NULL REFERENCES user (user_id),
    name TEXT NOT NULL CHECK (name <> ''),
    sharing INTEGER NOT NULL CHECK (sharing IN (0, 1)),
    version INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1))
) STRICT;

CREATE INDEX saved_view_owner ON saved_view (owner_id);

CREATE TABLE saved_view_version (
    view_id INTEGER NOT NULL REFERENCES saved_view (view_id),
    version INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    PRIMARY KEY (view_id, version)
) STRICT, WITHOUT ROWID;

-- The view that somebody's Users page begins with.
CREATE TABLE start_view (
    user_id INTEGER PRIMARY KEY REFERENCES user (user_id),
    view_id INTEGER NOT NULL REFERENCES saved_view (view_id)
) STRICT;
