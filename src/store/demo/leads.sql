-- Each team is led by the first of its people who leads one by their role.
UPDATE team
SET lead_id = found.lead_id
FROM (
    SELECT ut.team_id, min(ut.user_id) AS lead_id
    FROM user_team AS ut
    JOIN user_role AS ur ON ur.user_id = ut.user_id
    JOIN role AS r ON r.role_id = ur.role_id AND r.key = 'team_lead'
    JOIN user AS u ON u.user_id = ut.user_id AND u.deleted_at IS NULL
    GROUP BY ut.team_id
) AS found
WHERE found.team_id = team.team_id
