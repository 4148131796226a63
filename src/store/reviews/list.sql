SELECT
    r.review_id, r.seq, r.subject, r.object_id, r.name, r.reviewed_at, coalesce(u.name, ''),
    (SELECT count(*) FROM review_item AS i WHERE i.review_id = r.review_id AND i.is_kept = 1),
    (SELECT count(*) FROM review_item AS i WHERE i.review_id = r.review_id AND i.is_kept = 0)
FROM review AS r
LEFT JOIN user AS u ON u.user_id = r.reviewed_by
ORDER BY r.review_id DESC
