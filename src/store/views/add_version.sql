INSERT INTO saved_view_version (view_id, version, content)
SELECT :view_id, 1 + coalesce(max(version), 0), :content FROM saved_view_version WHERE view_id = :view_id
RETURNING version
