-- task_put(id int, org int, area int, participant int, kind text, subject int, owner int, deputy int, due_at int, red bool, once text, now int) exec
-- A promise, made once.
INSERT INTO task (id, org, area, participant, kind, subject, owner, deputy, due_at, red, once, made_at)
VALUES (:id, :org, :area, :participant, :kind, :subject, :owner, :deputy, :due_at, :red, :once, :now)
ON CONFLICT (once) DO NOTHING;

-- task_row(id int) one
-- One promise.
SELECT id, org, area, participant, kind, subject, owner, deputy, due_at, red, acked_at, made_at, done_at, result FROM task WHERE id = :id;

-- task_row_once(once text) one -> id int
-- The promise of this name.
SELECT id FROM task WHERE once = :once;

-- task_row_of(kind text, subject int) one
-- The open promise about something.
SELECT id, org, area, participant, kind, subject, owner, deputy, due_at, red, acked_at, made_at, done_at, result FROM task
WHERE kind = :kind AND subject = :subject AND done_at IS NULL ORDER BY due_at LIMIT 1;

-- task_close(id int, result text, now int) exec
-- It is done; nobody is waited for any more.
UPDATE task SET done_at = :now, result = :result WHERE id = :id AND done_at IS NULL;

-- task_ack_row(id int, now int) exec
-- Seen: the climb rests.
UPDATE task SET acked_at = :now WHERE id = :id AND done_at IS NULL;

-- task_due_row(id int, due_at int) exec
-- Another time.
UPDATE task SET due_at = :due_at, acked_at = 0 WHERE id = :id AND done_at IS NULL;

-- task_owner_row(id int, owner int, deputy int) exec
-- Somebody else has it from now on.
UPDATE task SET owner = :owner, deputy = :deputy, acked_at = 0 WHERE id = :id AND done_at IS NULL;

-- task_mine(me int, most int) many
-- What is one's own, and that for which one is deputy; the earliest first.
SELECT t.id, t.org, t.area, t.participant, t.kind, t.subject, t.owner, t.deputy, t.due_at, t.red, t.acked_at, t.made_at, t.done_at, t.result
FROM task t WHERE t.done_at IS NULL AND (t.owner = :me OR (t.deputy = :me AND t.deputy <> 0)) ORDER BY t.due_at, t.id LIMIT :most;

-- task_late(account int, everything bool, roles text, before int, most int) many
-- What others let wait, in one's bounds: due before a time; the earliest first.
SELECT t.id, t.org, t.area, t.participant, t.kind, t.subject, t.owner, t.deputy, t.due_at, t.red, t.acked_at, t.made_at, t.done_at, t.result
FROM task t WHERE t.done_at IS NULL AND t.due_at <= :before AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = t.org) AND (g.area = 0 OR g.area = t.area)))
ORDER BY t.due_at, t.id LIMIT :most;

-- task_person_row(account int) one
-- Somebody who may be asked to do something: at work here, and no partner from outside.
SELECT a.id, a.name FROM account a WHERE a.id = :account AND a.state = 'active'
	AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.account = a.id AND g.role = 'partner');

-- task_away_on(account int, day day) one -> n int
-- Is somebody away that day?
SELECT COUNT(*) AS n FROM task_away w WHERE w.account = :account AND w.from_day <= :day AND w.to_day >= :day;

-- task_away_within(account int, from_day day, to_day day) one -> n int
-- Is somebody away on any of these days?
SELECT COUNT(*) AS n FROM task_away w WHERE w.account = :account AND w.from_day <= :to_day AND w.to_day >= :from_day;

-- task_away_put(account int, from_day day, to_day day, stand_in int, made_by int) exec
-- Away for some days.
INSERT INTO task_away (account, from_day, to_day, stand_in, made_by) VALUES (:account, :from_day, :to_day, :stand_in, :made_by)
ON CONFLICT (account, from_day) DO UPDATE SET to_day = excluded.to_day, stand_in = excluded.stand_in, made_by = excluded.made_by;

-- task_away_drop(account int, from_day day) exec
-- Not away after all.
DELETE FROM task_away WHERE account = :account AND from_day = :from_day;

-- task_away_short(account int, from_day day, to_day day) exec
-- Back sooner.
UPDATE task_away SET to_day = :to_day WHERE account = :account AND from_day = :from_day;

-- task_away_of(account int, since day, most int) many -> name text, stand_in_name text
-- The absences of somebody that are not over, the next first.
SELECT w.account, w.from_day, w.to_day, w.stand_in, w.made_by, COALESCE(a.name, '') AS name, COALESCE(s.name, '') AS stand_in_name
FROM task_away w LEFT JOIN account a ON a.id = w.account LEFT JOIN account s ON s.id = w.stand_in
WHERE w.account = :account AND w.to_day >= :since ORDER BY w.from_day LIMIT :most;

-- task_away_for(stand_in int, since day, most int) many -> name text, stand_in_name text
-- Whom somebody stands in for, the next first.
SELECT w.account, w.from_day, w.to_day, w.stand_in, w.made_by, COALESCE(a.name, '') AS name, COALESCE(s.name, '') AS stand_in_name
FROM task_away w LEFT JOIN account a ON a.id = w.account LEFT JOIN account s ON s.id = w.stand_in
WHERE w.stand_in = :stand_in AND w.to_day >= :since ORDER BY w.from_day, w.account LIMIT :most;

-- task_people_rows(roles text, org int, area int, most int) many -> far int scan ok
-- Who does such things for an organisation (0: any) and area (0: any), those of this very area first; roles are some hundreds.
SELECT a.id, a.name, g.org, CASE WHEN g.area = :area THEN 0 WHEN g.org = :org THEN 1 ELSE 2 END AS far
FROM account a JOIN account_grant g ON g.account = a.id
WHERE a.state = 'active' AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (:org = 0 OR g.org = 0 OR g.org = :org)
	AND (:area = 0 OR g.area = 0 OR g.area = :area)
ORDER BY far, a.name_key, a.id, g.org LIMIT :most;

-- task_attempt_put(participant int, id int, kind text, subject int, account int, channel text, result text, minutes int, now int) exec
-- A try.
INSERT INTO task_attempt (participant, id, kind, subject, account, channel, result, minutes, at)
VALUES (:participant, :id, :kind, :subject, :account, :channel, :result, :minutes, :now);

-- task_attempts_of(kind text, subject int, most int) many
-- Tries for one thing, the newest first.
SELECT id, account, channel, result, minutes, at FROM task_attempt WHERE kind = :kind AND subject = :subject ORDER BY at DESC, id DESC LIMIT :most;
