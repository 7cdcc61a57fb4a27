-- incident_named(org int) many bounded
-- The two who are named for an organisation and work here.
SELECT d.account FROM volunteer_declarer d JOIN account a ON a.id = d.account WHERE d.org = :org AND a.state = 'active' ORDER BY d.place;

-- incident_reads_for(org int, account int) one -> n int
-- Is somebody one of the two who are named now?
SELECT COUNT(*) AS n FROM volunteer_declarer d WHERE d.org = :org AND d.account = :account;

-- incident_put(id int, org int, class text, severity text, day day, what text, done text, told text, call_back bool, writer int, first int, second int, now int, review_day day) exec
-- Something went wrong.
INSERT INTO incident (id, org, class, severity, day, what, done, told, call_back, writer, first, second, made_at, review_day)
VALUES (:id, :org, :class, :severity, :day, :what, :done, :told, :call_back, :writer, :first, :second, :now, :review_day);

-- incident_row(id int) one -> closed_at int
-- One of them.
SELECT id, org, class, severity, day, what, done, told, call_back, writer, first, second, made_at, debriefed_at, review_day, learned, forgotten,
	COALESCE(closed_at, 0) AS closed_at FROM incident WHERE id = :id;

-- incident_rows(account int, most int) many -> closed_at int scan ok
-- What one wrote, or is one of the two for, the newest first; some a year.
SELECT i.id, i.org, i.class, i.severity, i.day, i.writer, i.first, i.second, i.made_at, i.debriefed_at, i.review_day,
	COALESCE(i.closed_at, 0) AS closed_at FROM incident i
WHERE i.writer = :account OR i.first = :account OR i.second = :account
	OR EXISTS (SELECT 1 FROM volunteer_declarer d WHERE d.org = i.org AND d.account = :account)
ORDER BY i.made_at DESC, i.id DESC LIMIT :most;

-- incident_debriefed(id int, now int) exec
-- It was talked over.
UPDATE incident SET debriefed_at = :now WHERE id = :id AND debriefed_at = 0 AND closed_at IS NULL;

-- incident_review_row(id int, review_day day) exec
-- Looked at again on another day.
UPDATE incident SET review_day = :review_day WHERE id = :id AND closed_at IS NULL;

-- incident_close_row(id int, learned text, now int) exec
-- What was learned; nothing is open any more.
UPDATE incident SET learned = :learned, closed_at = :now WHERE id = :id AND closed_at IS NULL AND debriefed_at > 0;

-- incident_year(account int, everything bool, from_day day, to_day day) many bounded -> class text, n int scan ok
-- How many of each class in a year, of the organisations that one is named for, or of all.
SELECT i.class, COUNT(*) AS n FROM incident i WHERE i.day >= :from_day AND i.day <= :to_day AND (:everything
	OR EXISTS (SELECT 1 FROM volunteer_declarer d WHERE d.org = i.org AND d.account = :account))
GROUP BY i.class ORDER BY i.class;

-- incident_forget(before int) exec
-- Words, five years after it was closed.
UPDATE incident SET what = '', done = '', learned = '', forgotten = TRUE WHERE closed_at IS NOT NULL AND closed_at < :before AND NOT forgotten;

-- incident_child_put(id int, org int, area int, note text, writer int, first int, second int, now int) exec
-- Somebody is worried about a child.
INSERT INTO incident_child (id, org, area, note, writer, first, second, made_at) VALUES (:id, :org, :area, :note, :writer, :first, :second, :now);

-- incident_child_row(id int) one -> done_at int
-- One of them.
SELECT id, org, area, note, writer, first, second, made_at, told, told_by, why, forgotten, COALESCE(done_at, 0) AS done_at
FROM incident_child WHERE id = :id;

-- incident_child_rows(account int, most int) many -> done_at int scan ok
-- What one wrote, or is one of the two for, the newest first.
SELECT c.id, c.org, c.area, c.writer, c.first, c.second, c.made_at, c.told, c.told_by, COALESCE(c.done_at, 0) AS done_at FROM incident_child c
WHERE c.writer = :account OR c.first = :account OR c.second = :account
	OR EXISTS (SELECT 1 FROM volunteer_declarer d WHERE d.org = c.org AND d.account = :account)
ORDER BY c.made_at DESC, c.id DESC LIMIT :most;

-- incident_child_end(id int, told text, told_by text, why text, now int) exec
-- The municipality was told, or it was said why not.
UPDATE incident_child SET told = :told, told_by = :told_by, why = :why, done_at = :now WHERE id = :id AND done_at IS NULL;

-- incident_child_forget(before int) exec
-- Words, five years after.
UPDATE incident_child SET note = '', why = '', forgotten = TRUE WHERE done_at IS NOT NULL AND done_at < :before AND NOT forgotten;

-- incident_ids() many bounded scan ok
-- All of them, for a demonstration that begins again.
SELECT id FROM incident ORDER BY id;

-- incident_child_ids() many bounded scan ok
-- The same of worries about a child.
SELECT id FROM incident_child ORDER BY id;

-- incident_drop_all() exec scan ok
-- A demonstration begins again.
DELETE FROM incident;

-- incident_child_drop_all() exec scan ok
-- The same of worries about a child.
DELETE FROM incident_child;

-- incident_numbers_asked() many bounded scan ok
-- Municipalities whose number somebody was asked to write in, and has not.
SELECT subject FROM task WHERE kind = 'child_number' AND done_at IS NULL ORDER BY subject;
