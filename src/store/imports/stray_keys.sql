SELECT DISTINCT who_key
FROM stray_sign_in
