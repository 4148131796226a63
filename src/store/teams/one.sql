SELECT team_id, name, lead_id, workspace_id
FROM team
WHERE team_id = :team_id
