UPDATE counter
SET value = value + :new
WHERE name = 'sign_in'
