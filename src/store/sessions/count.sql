UPDATE counter
SET value = max(0, value + :new)
WHERE name = 'sign_in'
