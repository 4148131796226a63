-- Who leads a team, and the workspace that it is of.
ALTER TABLE team ADD COLUMN lead_id INTEGER REFERENCES user (user_id);
ALTER TABLE team ADD COLUMN workspace_id INTEGER REFERENCES workspace (workspace_id);

CREATE INDEX team_lead ON team (lead_id) WHERE lead_id IS NOT NULL;

INSERT OR IGNORE INTO role_permission (role_id, permission)
SELECT role_id, 'teams.manage' FROM role WHERE key = 'system_administrator';
