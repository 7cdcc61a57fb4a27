-- participant_put(id int, org int, area int, level int, role text, lang text, nickname text, protected bool, now int) exec
-- Somebody new.
INSERT INTO participant (id, org, area, level, role, lang, nickname, protected, made_at, seen_at, erased_at)
VALUES (:id, :org, :area, :level, :role, :lang, :nickname, :protected, :now, :now, NULL);

-- participant_key_put(participant int, data text, vault text) exec
-- Their keys, sealed.
INSERT INTO participant_key (participant, data, vault) VALUES (:participant, :data, :vault);

-- participant_row(id int) one
-- One person with the keys to them; nobody who was erased.
SELECT p.id, p.org, p.area, p.level, p.role, p.lang, p.nickname, p.protected, p.made_at, p.seen_at, k.data, k.vault
FROM participant p JOIN participant_key k ON k.participant = p.id WHERE p.id = :id AND p.erased_at IS NULL;

-- participant_keys_of(id int) one
-- Only the keys.
SELECT data, vault FROM participant_key WHERE participant = :id;

-- participant_seen(id int, now int) exec
-- A sign of them.
UPDATE participant SET seen_at = :now WHERE id = :id AND seen_at < :now AND erased_at IS NULL;

-- participant_change_row(id int, org int, area int, lang text, nickname text, protected bool) exec
-- What they want to be called, and where they are served.
UPDATE participant SET org = :org, area = :area, lang = :lang, nickname = :nickname, protected = :protected
WHERE id = :id AND erased_at IS NULL;

-- participant_person_put(participant int, name text) exec
-- Who they are, in the vault.
INSERT INTO participant_person (participant, name) VALUES (:participant, :name)
ON CONFLICT (participant) DO UPDATE SET name = :name;

-- participant_person_of(participant int) one -> name text
-- Who they are, sealed.
SELECT name FROM participant_person WHERE participant = :participant;

-- participant_person_drop(participant int) exec
-- Nobody knows any more.
DELETE FROM participant_person WHERE participant = :participant;

-- participant_level_set(id int, level int) exec
-- Up or down, by their own act.
UPDATE participant SET level = :level WHERE id = :id AND erased_at IS NULL;

-- participant_vault_set(participant int, vault text, at int) exec
-- A new key of the vault, or none: what was sealed with the old one is gone.
UPDATE participant_key SET vault = :vault, vault_at = :at WHERE participant = :participant;

-- participant_vault_bury(participant int, at int) exec
-- The vault that was given up at that time, and not one that was made since.
UPDATE participant_key SET vault = '' WHERE participant = :participant AND vault <> '' AND vault_at <= :at;

-- participant_key_drop(participant int) exec
-- Everything that was sealed for them is gone.
DELETE FROM participant_key WHERE participant = :participant;

-- participant_erase_row(id int, now int) exec
-- What is left of them: a number and days.
UPDATE participant SET nickname = '', protected = FALSE, level = 2, erased_at = :now WHERE id = :id AND erased_at IS NULL;

-- participant_tombstone_put(participant int, what text, at int) exec
-- So that no old backup brings them back; "erased" is never taken back to less.
INSERT INTO participant_tombstone (participant, what, at) VALUES (:participant, :what, :at)
ON CONFLICT (participant) DO UPDATE SET what = CASE WHEN participant_tombstone.what = 'erased' THEN 'erased' ELSE excluded.what END, at = excluded.at;

-- participant_tombstones_row(after int, most int) many
-- Everybody who is not to come back, in the order of their numbers.
SELECT participant, what, at FROM participant_tombstone WHERE participant > :after ORDER BY participant LIMIT :most;

-- participant_return_put(participant int, tag text, now int) exec
-- Their return key from now on.
INSERT INTO participant_return (participant, tag, made_at) VALUES (:participant, :tag, :now)
ON CONFLICT (participant) DO UPDATE SET tag = excluded.tag, made_at = excluded.made_at;

-- participant_return_of(tag text) one -> participant int
-- Whose return key this is.
SELECT r.participant FROM participant_return r JOIN participant p ON p.id = r.participant
WHERE r.tag = :tag AND p.erased_at IS NULL;

-- participant_return_any(participant int) one -> made_at int
-- Since when somebody has a return key.
SELECT made_at FROM participant_return WHERE participant = :participant;

-- participant_return_drop(participant int) exec
-- No key opens their things any more.
DELETE FROM participant_return WHERE participant = :participant;

-- participant_session_of(tag text, now int, idle_since int) one
-- The living session of a cookie.
SELECT s.id, s.participant, s.seen_at FROM participant_session s JOIN participant p ON p.id = s.participant
WHERE s.tag = :tag AND s.ends_at > :now AND s.seen_at > :idle_since AND p.erased_at IS NULL;

-- participant_session_put(tag text, id int, participant int, now int, ends_at int) exec
-- A session begins.
INSERT INTO participant_session (tag, id, participant, made_at, seen_at, ends_at)
VALUES (:tag, :id, :participant, :now, :now, :ends_at);

-- participant_session_touch(participant int, id int, now int) exec
-- A session was used.
UPDATE participant_session SET seen_at = :now WHERE participant = :participant AND id = :id AND seen_at < :now;

-- participant_session_drop(participant int, id int) exec
-- One session ends.
DELETE FROM participant_session WHERE participant = :participant AND id = :id;

-- participant_sessions_drop(participant int, except int) exec
-- All their sessions end, but one (0: none stays).
DELETE FROM participant_session WHERE participant = :participant AND id <> :except;

-- participant_sessions_over(participant int, now int, idle_since int) exec
-- Sessions of theirs that ran out.
DELETE FROM participant_session WHERE participant = :participant AND (ends_at <= :now OR seen_at <= :idle_since);

-- participant_sessions_shift(seconds int) exec scan ok
-- The demonstration's clock was turned: sessions stay as fresh as they were.
UPDATE participant_session SET seen_at = seen_at + :seconds, ends_at = ends_at + :seconds, made_at = made_at + :seconds;
