-- report_row(id int) one
-- One report.
SELECT id, programme, book, name, due_day, from_day, to_day, state, done, learned, ahead FROM report WHERE id = :id;

-- report_of_due(book int, due_day day) one
-- The report that a grant asks for on a day.
SELECT id, programme FROM report WHERE book = :book AND book <> 0 AND due_day = :due_day;

-- report_put(id int, programme int, book int, name text, due_day day, from_day day, to_day day, state text, account int, changed_at int) exec
-- A report is begun; nothing happens when the grant has one for that day.
INSERT INTO report (id, programme, book, name, due_day, from_day, to_day, state, account, changed_at)
VALUES (:id, :programme, :book, :name, :due_day, :from_day, :to_day, :state, :account, :changed_at)
ON CONFLICT DO NOTHING;

-- report_change(id int, name text, due_day day, from_day day, to_day day, done text, learned text, ahead text, account int, changed_at int) exec
-- A draft as it is now.
UPDATE report SET name = :name, due_day = :due_day, from_day = :from_day, to_day = :to_day, done = :done, learned = :learned,
	ahead = :ahead, account = :account, changed_at = :changed_at
WHERE id = :id AND state = 'draft';

-- report_seal(id int, account int, changed_at int) exec
-- A draft is final.
UPDATE report SET state = 'final', account = :account, changed_at = :changed_at WHERE id = :id AND state = 'draft';

-- report_final_put(report int, programme int, figures text, done text, learned text, ahead text, hash text, account int, at int) exec
-- As it was sent in.
INSERT INTO report_final (report, programme, figures, done, learned, ahead, hash, account, at)
VALUES (:report, :programme, :figures, :done, :learned, :ahead, :hash, :account, :at) ON CONFLICT (report) DO NOTHING;

-- report_final_row(report int) one
-- One that was sent in.
SELECT figures, done, learned, ahead, hash, account, at FROM report_final WHERE report = :report;

-- report_final_each() each scan ok
-- All that were sent in, for the check of their sums.
SELECT f.report, f.figures, f.done, f.learned, f.ahead, f.hash, f.at FROM report_final f ORDER BY f.report;

-- report_dues_of(programme int, org int, pool int, most int) many -> about text scan ok
-- What a programme sends in: its reports, and what its grants ask for and nobody has begun.
SELECT r.id AS report, r.book, r.due_day AS day, r.name, r.state,
	COALESCE((SELECT b.name FROM grant_book b WHERE b.id = r.book), '') AS about
FROM report r WHERE r.programme = :programme
UNION ALL SELECT 0, d.book, d.day, d.name, '', b.name FROM grant_due d JOIN grant_book b ON b.id = d.book
WHERE b.state = 'open' AND b.org = :org AND b.pool IN (:programme, :pool)
	AND NOT EXISTS (SELECT 1 FROM report r WHERE r.book = d.book AND r.due_day = d.day)
ORDER BY 3, 4 LIMIT :most;

-- report_asked(book int, day day, org int, programme int, pool int) one
-- What a grant of a programme asks for on a day.
SELECT d.name, b.first_day, b.last_day FROM grant_due d JOIN grant_book b ON b.id = d.book
WHERE d.book = :book AND d.day = :day AND b.state = 'open' AND b.org = :org AND b.pool IN (:programme, :pool);

-- report_open_until(until day, everything bool, account int, roles text, most int) many -> report int, programme int, book int, org int, day day, name text, about text scan ok
-- What is not sent in yet, of the organisations of somebody's bounds, the earliest first.
SELECT x.report, x.programme, x.book, x.org, x.day, x.name, x.about FROM (
	SELECT r.id AS report, r.programme, r.book, COALESCE(p.org, 0) AS org, r.due_day AS day, r.name, '' AS about
	FROM report r JOIN programme p ON p.id = r.programme
	WHERE r.state = 'draft' AND r.due_day <= :until
	UNION ALL SELECT 0, COALESCE((SELECT MIN(p.id) FROM programme p WHERE p.org = b.org AND (p.parent = b.pool OR p.id = b.pool)), 0),
		d.book, b.org, d.day, d.name, b.name FROM grant_due d JOIN grant_book b ON b.id = d.book
	WHERE b.state = 'open' AND d.day <= :until AND NOT EXISTS (SELECT 1 FROM report r WHERE r.book = d.book AND r.due_day = d.day)) x
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = x.org) AND g.area = 0)
ORDER BY x.day, x.name LIMIT :most;

-- report_meetings(org int) many bounded scan ok
-- Groups of an organisation that run, and what was decided about each in a programme's end.
SELECT m.id, m.name, m.last_day FROM meeting m WHERE m.org = :org AND m.state = 'running' ORDER BY m.name_key, m.id;

-- report_end_group_put(programme int, meeting int, goes text, org int, account int, at int) exec
-- It goes on with somebody, or ends.
INSERT INTO report_end_group (programme, meeting, goes, org, account, at) VALUES (:programme, :meeting, :goes, :org, :account, :at)
ON CONFLICT (programme, meeting) DO UPDATE SET goes = excluded.goes, org = excluded.org, account = excluded.account, at = excluded.at
WHERE report_end_group.goes <> excluded.goes OR report_end_group.org <> excluded.org;

-- report_end_groups(programme int) many bounded
-- Groups about which something was decided; also those that have moved to their new owner or ended since.
SELECT g.meeting, g.goes, g.org, m.name, m.org AS present, m.state, m.last_day FROM report_end_group g JOIN meeting m ON m.id = g.meeting
WHERE g.programme = :programme ORDER BY m.name_key, m.id;

-- report_end_points(programme int) many bounded
-- What was decided.
SELECT code, what, day FROM report_end_point WHERE programme = :programme ORDER BY code;

-- report_end_point_put(programme int, code text, what text, day day?, account int, at int) exec
-- A decision.
INSERT INTO report_end_point (programme, code, what, day, account, at) VALUES (:programme, :code, :what, :day, :account, :at)
ON CONFLICT (programme, code) DO UPDATE SET what = excluded.what, day = excluded.day, account = excluded.account, at = excluded.at;

-- report_end_row(programme int) one
-- When a programme was closed.
SELECT account, at FROM report_end WHERE programme = :programme;

-- report_end_put(programme int, account int, at int) exec
-- It is closed.
INSERT INTO report_end (programme, account, at) VALUES (:programme, :account, :at) ON CONFLICT (programme) DO NOTHING;

-- report_corrections(org int) one -> n int scan ok
-- What visitors reported about listings of an organisation, and nobody has answered.
SELECT COUNT(*) AS n FROM verify_report r WHERE r.closed_at IS NULL
	AND (EXISTS (SELECT 1 FROM meeting m WHERE m.id = r.listing AND m.org = :org) OR EXISTS (SELECT 1 FROM service s WHERE s.id = r.listing AND s.org = :org));

-- report_books(programme int, org int, pool int) many bounded scan ok
-- The grants of a programme.
SELECT id FROM grant_book WHERE state = 'open' AND (pool = :programme OR (org = :org AND pool = :pool)) ORDER BY id;

-- report_deletions_due(until day, everything bool, account int, roles text, most int) many scan ok
-- What was to be deleted, of the programmes of somebody's bounds.
SELECT e.programme, e.code, e.day, p.name_da, p.name_en FROM report_end_point e JOIN programme p ON p.id = e.programme
WHERE e.what = 'delete' AND e.day <= :until AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = p.org) AND g.area = 0))
ORDER BY e.day, e.code LIMIT :most;

-- report_final_gone() exec scan ok
-- What belongs to programmes that are gone.
DELETE FROM report_final WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = report_final.programme);

-- report_gone() exec scan ok
-- Reports of these.
DELETE FROM report WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = report.programme);

-- report_end_gone() exec scan ok
-- And their end.
DELETE FROM report_end WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = report_end.programme);

-- report_end_group_gone() exec scan ok
-- What was decided about groups in it.
DELETE FROM report_end_group WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = report_end_group.programme);

-- report_end_point_gone() exec scan ok
-- And everything else that was decided.
DELETE FROM report_end_point WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = report_end_point.programme);
