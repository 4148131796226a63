SELECT seq, at <= :at FROM audit_entry WHERE seq BETWEEN :from AND :to ORDER BY seq
