INSERT INTO credential (user_id, phc, failures, blocked_until, is_due)
VALUES (:user_id, :phc, 0, 0, :is_due)
ON CONFLICT (user_id) DO UPDATE SET phc = :phc, failures = 0, blocked_until = 0, is_due = :is_due
