-- account_of_id(id int) one
-- One person who works here.
SELECT id, name, name_key, hash, totp, totp_step, state, lang, made_at, seen_at FROM account WHERE id = :id;

-- account_of_key(name_key text) one
-- The person of a log-in name.
SELECT id, name, name_key, hash, totp, totp_step, state, lang, made_at, seen_at
FROM account WHERE name_key = :name_key;

-- account_name_of(id int) one
-- What colleagues call somebody.
SELECT name FROM account WHERE id = :id;

-- account_put(id int, name text, name_key text, lang text, now int) exec
-- Somebody invited; nothing when the name is taken.
INSERT INTO account (id, name, name_key, hash, totp, totp_step, state, lang, made_at, seen_at)
VALUES (:id, :name, :name_key, '', '', 0, 'invited', :lang, :now, :now)
ON CONFLICT (name_key) DO NOTHING;

-- account_activate(id int, hash text, now int) exec
-- A passphrase chosen with a one-time code: the person is in, a lost second factor is out.
UPDATE account SET hash = :hash, totp = '', totp_step = 0, state = 'active', seen_at = :now WHERE id = :id;

-- account_hash_change(id int, was text, hash text) exec
-- A new passphrase in the place of the one that was proved.
UPDATE account SET hash = :hash WHERE id = :id AND hash = :was AND state = 'active';

-- account_seen(id int, hash text, now int) exec
-- A log-in with the passphrase that was proved a moment ago.
UPDATE account SET seen_at = :now WHERE id = :id AND hash = :hash AND state = 'active';

-- account_totp_change(id int, totp text, step int) exec
-- A second factor begins (or ends, with an empty secret).
UPDATE account SET totp = :totp, totp_step = :step WHERE id = :id AND state = 'active';

-- account_totp_use(id int, step int) exec
-- One code of the second factor, if no later one was used.
UPDATE account SET totp_step = :step WHERE id = :id AND totp_step < :step AND totp <> '';

-- account_wake_up(id int, now int) exec
-- A log-in that slept may be used again.
UPDATE account SET seen_at = :now WHERE id = :id AND state = 'active';

-- account_guard_take(one int) exec
-- First of all by whoever takes an administrator away, so that two cannot each believe the other stays:
-- written, not only locked, because a transaction that waited must not go on from what it saw before.
UPDATE account_guard SET one = :one WHERE one = :one;

-- account_end(id int, awake_since int) exec
-- Somebody leaves; never the last awake administrator of the whole house.
UPDATE account SET state = 'former', hash = '', totp = '', totp_step = 0
WHERE id = :id AND state <> 'former' AND (
	NOT EXISTS (SELECT 1 FROM account_grant g
		WHERE g.account = :id AND g.role = 'administrator' AND g.org = 0 AND g.area = 0)
	OR EXISTS (SELECT 1 FROM account_grant o JOIN account a ON a.id = o.account
		WHERE o.role = 'administrator' AND o.org = 0 AND o.area = 0 AND o.account <> :id
		AND a.state = 'active' AND a.seen_at > :awake_since)
	OR NOT EXISTS (SELECT 1 FROM account s WHERE s.id = :id AND s.state = 'active'));

-- account_administrators(except int, awake_since int) one -> n int
-- How many awake administrators of the whole house there are besides one.
SELECT count(*) AS n FROM account_grant g JOIN account a ON a.id = g.account
WHERE g.role = 'administrator' AND g.org = 0 AND g.area = 0 AND g.account <> :except
AND a.state = 'active' AND a.seen_at > :awake_since;

-- account_grants_of(account int, most int) many
-- The roles of a person.
SELECT role, org, area FROM account_grant WHERE account = :account ORDER BY role, org, area LIMIT :most;

-- account_grant_put(account int, role text, org int, area int) exec
-- One role more.
INSERT INTO account_grant (account, role, org, area) VALUES (:account, :role, :org, :area)
ON CONFLICT (account, role, org, area) DO NOTHING;

-- account_grant_take(account int, role text, org int, area int, awake_since int) exec
-- One role less; never the last awake administrator of the whole house.
DELETE FROM account_grant
WHERE account = :account AND role = :role AND org = :org AND area = :area AND (
	role <> 'administrator' OR org <> 0 OR area <> 0
	OR EXISTS (SELECT 1 FROM account_grant o JOIN account a ON a.id = o.account
		WHERE o.role = 'administrator' AND o.org = 0 AND o.area = 0 AND o.account <> :account
		AND a.state = 'active' AND a.seen_at > :awake_since)
	OR NOT EXISTS (SELECT 1 FROM account s WHERE s.id = :account AND s.state = 'active'));

-- account_grants_drop(account int) exec
-- All roles of somebody who left.
DELETE FROM account_grant WHERE account = :account;

-- account_page(me int, all_of_them bool, former bool, most int, skip int) many scan ok
-- People by name, of the reader's bounds.  Associations have hundreds, so the whole table may be walked.
SELECT a.id, a.name, a.state, a.made_at, a.seen_at, a.totp FROM account a
WHERE (a.state = 'former') = :former AND (:all_of_them OR EXISTS (
	SELECT 1 FROM account_grant mine JOIN account_grant theirs ON
		(mine.org = 0 OR mine.org = theirs.org) AND (mine.area = 0 OR mine.area = theirs.area)
	WHERE mine.account = :me AND mine.role = 'administrator' AND theirs.account = a.id))
ORDER BY a.name_key LIMIT :most OFFSET :skip;

-- account_count(me int, all_of_them bool, former bool) one -> n int scan ok
-- How many people the reader may see.
SELECT count(*) AS n FROM account a
WHERE (a.state = 'former') = :former AND (:all_of_them OR EXISTS (
	SELECT 1 FROM account_grant mine JOIN account_grant theirs ON
		(mine.org = 0 OR mine.org = theirs.org) AND (mine.area = 0 OR mine.area = theirs.area)
	WHERE mine.account = :me AND mine.role = 'administrator' AND theirs.account = a.id));

-- account_search(me int, all_of_them bool, part text, most int) many scan ok
-- People whose name holds a piece of text, also those who left.
SELECT a.id, a.name, a.state, a.made_at, a.seen_at, a.totp FROM account a
WHERE replace(a.name_key, :part, '') <> a.name_key AND (:all_of_them OR EXISTS (
	SELECT 1 FROM account_grant mine JOIN account_grant theirs ON
		(mine.org = 0 OR mine.org = theirs.org) AND (mine.area = 0 OR mine.area = theirs.area)
	WHERE mine.account = :me AND mine.role = 'administrator' AND theirs.account = a.id))
ORDER BY a.name_key LIMIT :most;

-- account_code_put(tag text, account int, purpose text, made_by int, seconded_by int?, now int, expires_at int) exec
-- A one-time code, known here only by its keyed hash.
INSERT INTO account_code (tag, account, purpose, made_by, seconded_by, made_at, expires_at)
VALUES (:tag, :account, :purpose, :made_by, :seconded_by, :now, :expires_at);

-- account_codes_drop(account int) exec
-- Earlier codes of a person, used or not.
DELETE FROM account_code WHERE account = :account;

-- account_code_of(tag text) one
-- A typed code, whatever has become of it.
SELECT c.account, c.purpose, c.seconded_by, c.expires_at, c.used_at, a.name
FROM account_code c JOIN account a ON a.id = c.account WHERE c.tag = :tag;

-- account_code_open(account int, now int) one
-- The code that was made for a person and not used yet.
SELECT purpose, made_by, seconded_by, made_at, expires_at FROM account_code
WHERE account = :account AND used_at IS NULL AND expires_at > :now ORDER BY made_at DESC LIMIT 1;

-- account_code_confirm(account int, by int, now int) exec
-- The second helper of a reset: another than who made the code, and not the person.
UPDATE account_code SET seconded_by = :by
WHERE account = :account AND account <> :by AND purpose = 'reset' AND made_by <> :by AND seconded_by IS NULL
AND used_at IS NULL AND expires_at > :now;

-- account_code_use(tag text, now int) exec
-- Used, if it is still good.
UPDATE account_code SET used_at = :now
WHERE tag = :tag AND used_at IS NULL AND seconded_by IS NOT NULL AND expires_at > :now;

-- account_session_of(tag text, now int, idle_since int) one
-- The living session of a cookie.
SELECT s.id, s.account, s.seen_at, a.name FROM account_session s JOIN account a ON a.id = s.account
WHERE s.tag = :tag AND s.ends_at > :now AND s.seen_at > :idle_since AND a.state = 'active';

-- account_session_was(tag text) one -> n int
-- Is this the session, living or not, of a partner from outside?
SELECT COUNT(*) AS n FROM account_session s JOIN account_grant g ON g.account = s.account AND g.role = 'partner' WHERE s.tag = :tag;

-- account_session_put(id int, tag text, account int, now int, ends_at int, device text) exec
-- A session begins.
INSERT INTO account_session (id, tag, account, made_at, seen_at, ends_at, device)
VALUES (:id, :tag, :account, :now, :now, :ends_at, :device);

-- account_session_touch(id int, now int) exec
-- A session was used.
UPDATE account_session SET seen_at = :now WHERE id = :id AND seen_at < :now;

-- account_sessions_of(account int, now int, idle_since int, most int) many
-- Living sessions of a person, the newest first.
SELECT id, made_at, seen_at, device FROM account_session
WHERE account = :account AND ends_at > :now AND seen_at > :idle_since ORDER BY made_at DESC, id DESC LIMIT :most;

-- account_session_drop(id int, account int) exec
-- One session ends.
DELETE FROM account_session WHERE id = :id AND account = :account;

-- account_sessions_drop(account int, except int) exec
-- All sessions of a person end, but one (0: none stays).
DELETE FROM account_session WHERE account = :account AND id <> :except;

-- account_sessions_over(account int, now int, idle_since int) exec
-- Sessions of a person that ran out.
DELETE FROM account_session WHERE account = :account AND (ends_at <= :now OR seen_at <= :idle_since);

-- account_sessions_shift(seconds int) exec scan ok
-- The demonstration's clock was turned: sessions stay as fresh as they were.
UPDATE account_session SET seen_at = seen_at + :seconds, ends_at = ends_at + :seconds, made_at = made_at + :seconds;

-- account_seen_shift(seconds int) exec scan ok
-- The demonstration's clock was turned: nobody falls asleep by that.
UPDATE account SET seen_at = seen_at + :seconds;

-- account_try_of(what text) one
-- How often in a row it went wrong, and until when to wait.
SELECT n, at, wait_until FROM account_try WHERE what = :what;

-- account_try_put(what text, n int, at int, wait_until int) exec
-- It went wrong once more.
INSERT INTO account_try (what, n, at, wait_until) VALUES (:what, :n, :at, :wait_until)
ON CONFLICT (what) DO UPDATE SET n = :n, at = :at, wait_until = :wait_until;

-- account_try_drop(what text) exec
-- It went right.
DELETE FROM account_try WHERE what = :what;

-- account_tries_over(before int) exec
-- Wrong tries are forgotten after a day.
DELETE FROM account_try WHERE at < :before;

-- account_owes(account int) one -> n int scan ok
-- How many open promises a person answers for, or is deputy of; the view is walked, its parts are found by index.
SELECT COUNT(*) AS n FROM account_owed o WHERE o.account = :account;
