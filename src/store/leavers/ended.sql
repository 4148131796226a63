-- Active accounts whose last day is over.
SELECT user_id, end_date
FROM user
WHERE end_date IS NOT NULL AND status = 1 AND deleted_at IS NULL AND end_date < :today
ORDER BY user_id
