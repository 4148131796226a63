-- The audit number of the newest import of a source that listed everybody there.
CREATE TABLE full_list (
    source TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX user_end_date ON user (end_date) WHERE end_date IS NOT NULL AND status = 1 AND deleted_at IS NULL;

-- Whom the newest list of everybody of a source no longer names.
CREATE VIEW leaver AS
SELECT x.user_id, x.source
FROM external_id AS x
JOIN full_list AS f ON f.source = x.source
GROUP BY x.user_id, x.source
HAVING max(x.seen_seq) < max(f.seq);
