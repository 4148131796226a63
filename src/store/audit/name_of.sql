-- What a person, a role, a workspace, a plan, an add-on or a view is called now.
SELECT CASE :object_kind
    WHEN 1 THEN (SELECT name FROM user WHERE user_id = :object_id)
    WHEN 2 THEN (SELECT name FROM role WHERE role_id = :object_id)
    WHEN 8 THEN (SELECT name FROM workspace WHERE workspace_id = :object_id)
    WHEN 10 THEN (SELECT name FROM plan WHERE plan_id = :object_id)
    WHEN 11 THEN (SELECT name FROM addon WHERE addon_id = :object_id)
    WHEN 12 THEN (SELECT name FROM saved_view WHERE view_id = :object_id)
END
