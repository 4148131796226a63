UPDATE team
SET name = :name, name_key = :name_key, lead_id = :lead_id, workspace_id = :workspace_id
WHERE team_id = :team_id
