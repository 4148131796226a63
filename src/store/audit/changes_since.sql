-- What acts changed about people, roles, workspaces, modules, plans and add-ons since an instant, newest first.
SELECT
    e.seq, e.at, e.actor_id, a.name, e.command, e.reason, c.object_kind, c.object_id, c.payload, k.key,
    coalesce(u.name, r.name, w.name, p.name, o.name)
FROM audit_entry AS e
JOIN audit_change AS c ON c.seq = e.seq
LEFT JOIN person_key AS k ON c.object_kind = 1 AND k.user_id = c.object_id
LEFT JOIN user AS a ON a.user_id = e.actor_id
LEFT JOIN user AS u ON c.object_kind = 1 AND u.user_id = c.object_id
LEFT JOIN role AS r ON c.object_kind = 2 AND r.role_id = c.object_id
LEFT JOIN workspace AS w ON c.object_kind = 8 AND w.workspace_id = c.object_id
LEFT JOIN plan AS p ON c.object_kind = 10 AND p.plan_id = c.object_id
LEFT JOIN addon AS o ON c.object_kind = 11 AND o.addon_id = c.object_id
WHERE e.seq >= (SELECT coalesce(min(s.seq), 9223372036854775807) FROM audit_entry AS s WHERE s.at >= :since)
    AND c.object_kind IN (1, 2, 8, 9, 10, 11)
ORDER BY e.seq DESC, c.object_kind, c.object_id
