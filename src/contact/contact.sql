-- contact_channel_put(participant int, id int, type text, address text, reach text, shown_name text, weekdays int, from_min int, to_min int, voice bool, others bool, stop_day day, now int) exec
-- A way to reach somebody.
INSERT INTO contact_channel (participant, id, type, address, reach, shown_name, weekdays, from_min, to_min, voice, others, stop_day, made_at)
VALUES (:participant, :id, :type, :address, :reach, :shown_name, :weekdays, :from_min, :to_min, :voice, :others, :stop_day, :now);

-- contact_channel_row(participant int, id int) one
-- One way to reach somebody.
SELECT id, type, address, shown_name, weekdays, from_min, to_min, voice, others, stop_day, stopped_at, made_at
FROM contact_channel WHERE participant = :participant AND id = :id;

-- contact_channels_of(participant int, most int) many
-- Every way to reach somebody, the newest first.
SELECT id, type, address, shown_name, weekdays, from_min, to_min, voice, others, stop_day, stopped_at, made_at
FROM contact_channel WHERE participant = :participant ORDER BY made_at DESC, id DESC LIMIT :most;

-- contact_channel_stop(participant int, id int, now int) exec
-- They said stop.
UPDATE contact_channel SET stopped_at = :now WHERE participant = :participant AND id = :id AND stopped_at IS NULL;

-- contact_channels_drop(participant int) exec
-- Nobody can be reached any more.
DELETE FROM contact_channel WHERE participant = :participant;

-- contact_lost(most int) many scan ok
-- Ways to reach people whose vault is gone: nothing in them can be read any more.
SELECT DISTINCT c.participant FROM contact_channel c
WHERE NOT EXISTS (SELECT 1 FROM participant_key k WHERE k.participant = c.participant AND k.vault <> '') ORDER BY c.participant LIMIT :most;
