SELECT EXISTS (
    SELECT 1
    FROM session
    WHERE source = :source AND ended_at IS NULL
)
