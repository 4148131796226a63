SELECT a.seq, a.at, a.object_id, n.command
FROM audit_entry AS a
LEFT JOIN audit_entry AS n ON n.seq = a.seq + 1
WHERE
    a.command = 'session.attempt'
    AND a.at >= :since
    AND (:user_id IS NULL OR a.object_id = :user_id)
    AND NOT coalesce(
        n.outcome = 0
        AND (n.actor_id = a.object_id OR n.object_id = a.object_id)
        AND n.command IN (
            'session.sign_in', 'session.password_right', 'session.unlock', 'session.prove', 'own.change_password',
            'own.turn_off_factor', 'file.retire_key', 'file.encrypt', 'backup.make', 'backup.restore'
        ),
        0
    )
ORDER BY a.at DESC
