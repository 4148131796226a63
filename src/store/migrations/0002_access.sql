-- Where a role is held, since when, by whose hand and until when; what workspaces, plans and modules allow.

-- `place`: 0 everywhere, 1 in the workspaces the holder is a member of, 2 in those of user_role_workspace.
ALTER TABLE user_role ADD COLUMN place INTEGER NOT NULL DEFAULT 0 CHECK (place BETWEEN 0 AND 2);
ALTER TABLE user_role ADD COLUMN granted_at INTEGER;
ALTER TABLE user_role ADD COLUMN granted_by INTEGER;
ALTER TABLE user_role ADD COLUMN ends_on TEXT;

CREATE TABLE user_role_workspace (
    user_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL REFERENCES workspace (workspace_id),
    PRIMARY KEY (user_id, role_id, workspace_id),
    FOREIGN KEY (user_id, role_id) REFERENCES user_role (user_id, role_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

ALTER TABLE role ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE role ADD COLUMN copied_from INTEGER REFERENCES role (role_id);

-- `status`: 1 open, 0 closed. `visibility`: 0 internal, 1 also for its client's people.
ALTER TABLE workspace ADD COLUMN owner_id INTEGER REFERENCES user (user_id);
ALTER TABLE workspace ADD COLUMN billing_id INTEGER REFERENCES user (user_id);
ALTER TABLE workspace ADD COLUMN status INTEGER NOT NULL DEFAULT 1 CHECK (status IN (0, 1));
ALTER TABLE workspace ADD COLUMN visibility INTEGER NOT NULL DEFAULT 0 CHECK (visibility IN (0, 1));

-- Limits: none where NULL. Storage in mebibytes.
ALTER TABLE plan ADD COLUMN user_limit INTEGER;
ALTER TABLE plan ADD COLUMN client_limit INTEGER;
ALTER TABLE plan ADD COLUMN storage_limit INTEGER;
ALTER TABLE plan ADD COLUMN price TEXT NOT NULL DEFAULT '';

CREATE TABLE plan_feature (
    plan_id INTEGER NOT NULL REFERENCES plan (plan_id),
    feature TEXT NOT NULL,
    PRIMARY KEY (plan_id, feature)
) STRICT, WITHOUT ROWID;

-- Until now every plan had everything.
INSERT INTO plan_feature (plan_id, feature)
SELECT p.plan_id, f.value FROM plan AS p, json_each('["insight","import","export"]') AS f;

CREATE TABLE addon (
    addon_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    price TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE addon_feature (
    addon_id INTEGER NOT NULL REFERENCES addon (addon_id),
    feature TEXT NOT NULL,
    PRIMARY KEY (addon_id, feature)
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace_addon (
    workspace_id INTEGER NOT NULL REFERENCES workspace (workspace_id),
    addon_id INTEGER NOT NULL REFERENCES addon (addon_id),
    PRIMARY KEY (workspace_id, addon_id)
) STRICT, WITHOUT ROWID;

-- A module without a row is installed.
CREATE TABLE module (
    key TEXT PRIMARY KEY,
    is_installed INTEGER NOT NULL CHECK (is_installed IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Who could see users saw their e-mail and phone too.
INSERT INTO role_permission (role_id, permission)
SELECT role_id, 'users.view_contact' FROM role_permission WHERE permission = 'users.view';

INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT r.role_id, p.value
FROM role AS r, json_each(
    '["users.view_contact","roles.view","roles.create","roles.delete","workspaces.view","workspaces.create",
      "workspaces.update","workspaces.delete","plans.view","plans.create","plans.update","plans.delete",
      "modules.manage","audit.view"]'
) AS p
WHERE r.key = 'system_administrator';
