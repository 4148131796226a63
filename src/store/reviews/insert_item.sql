INSERT INTO review_item (review_id, user_id, is_kept, reason, last_sign_in_at, last_used_at)
SELECT
    :review_id,
    u.user_id,
    :is_kept,
    :reason,
    u.last_sign_in_at,
    (SELECT max(e.at) FROM audit_entry AS e WHERE e.actor_id = u.user_id)
FROM user AS u
WHERE u.user_id = :user_id
