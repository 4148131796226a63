SELECT max(at)
FROM stray_sign_in
WHERE who_key = :who_key AND outcome = 0
