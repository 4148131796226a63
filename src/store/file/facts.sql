SELECT
    (SELECT count(*) FROM user),
    (SELECT value FROM counter WHERE name = 'sign_in'),
    (SELECT count(*) FROM role),
    (SELECT count(*) FROM workspace),
    (SELECT at FROM audit_entry ORDER BY seq LIMIT 1),
    (SELECT max(at) FROM audit_entry WHERE command IN ('backup.make', 'module.remove') AND outcome = 0)
