-- hall_key_find(key text) one
-- What a write under this key answered.
SELECT account, route, print, status, location, body FROM hall_key WHERE key = :key;

-- hall_key_put(key text, at int, account int, route text, print text, status int, location text, body text) exec
-- Remember that this write was done.
INSERT INTO hall_key (key, at, account, route, print, status, location, body)
VALUES (:key, :at, :account, :route, :print, :status, :location, :body);

-- hall_key_forget(before int) exec
-- Keys older than two days: nobody sends a form that late.
DELETE FROM hall_key WHERE at < :before;

-- hall_setting_all(most int) many scan ok
-- All settings; there are few.
SELECT name, value FROM hall_setting ORDER BY name LIMIT :most;

-- hall_setting_put(name text, value text) exec
-- Set one.
INSERT INTO hall_setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
