-- Removed for good since an instant, and there before it as far as anybody can tell.
SELECT count(*)
FROM purged AS p
JOIN user AS u ON u.user_id = p.user_id
WHERE u.deleted_at > :at AND (u.created_at IS NULL OR u.created_at <= :at)
