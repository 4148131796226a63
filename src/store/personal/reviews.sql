SELECT r.name, r.reviewed_at, i.is_kept, i.reason, i.last_sign_in_at, i.last_used_at
FROM review_item AS i
JOIN review AS r ON r.review_id = i.review_id
WHERE i.user_id = :user_id
ORDER BY r.review_id DESC
