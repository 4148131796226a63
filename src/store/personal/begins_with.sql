SELECT v.name
FROM start_view AS s
JOIN saved_view AS v ON v.view_id = s.view_id
WHERE s.user_id = :user_id
