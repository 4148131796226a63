SELECT t.team_id, t.name, t.lead_id, t.workspace_id, l.name
FROM team AS t
LEFT JOIN user AS l ON l.user_id = t.lead_id AND l.deleted_at IS NULL
ORDER BY t.name_key
