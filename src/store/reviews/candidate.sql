SELECT u.name, u.status, u.last_sign_in_at, (SELECT max(e.at) FROM audit_entry AS e WHERE e.actor_id = u.user_id)
FROM user AS u
WHERE u.user_id = :user_id AND u.deleted_at IS NULL
