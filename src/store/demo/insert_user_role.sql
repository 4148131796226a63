INSERT INTO user_role (user_id, role_id, place, granted_at) VALUES (?1, ?2, ?3, ?4)
