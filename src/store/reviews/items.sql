SELECT i.user_id, u.name, i.is_kept, i.reason, i.last_sign_in_at, i.last_used_at
FROM review_item AS i
JOIN user AS u ON u.user_id = i.user_id
WHERE i.review_id = :review_id
ORDER BY i.is_kept, u.name, i.user_id
