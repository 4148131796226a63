INSERT INTO second_factor (user_id, secret, used_step, since)
VALUES (:user_id, :secret, :step, :at)
