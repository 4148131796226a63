INSERT INTO stranger (bucket, failures, blocked_until)
VALUES (:bucket, :failures, :until)
ON CONFLICT (bucket) DO UPDATE SET failures = :failures, blocked_until = :until
