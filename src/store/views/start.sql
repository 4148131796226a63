INSERT INTO start_view (user_id, view_id) VALUES (:user_id, :view_id)
ON CONFLICT (user_id) DO UPDATE SET view_id = excluded.view_id
