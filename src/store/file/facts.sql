SELECT
    (SELECT count(*) FROM user WHERE user_id NOT IN (SELECT user_id FROM purged)),
    (SELECT value FROM counter WHERE name = 'sign_in'),
    (SELECT count(*) FROM role),
    (SELECT count(*) FROM workspace),
    (SELECT at FROM audit_entry ORDER BY seq LIMIT 1),
    (SELECT max(at) FROM audit_entry WHERE command IN ('backup.make', 'module.remove') AND outcome = 0)
