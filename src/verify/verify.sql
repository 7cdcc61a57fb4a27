-- verify_check_put(id int, meeting int, at int, by_what text, result text) exec
-- Somebody looked whether a listing is right.
INSERT INTO verify_check (id, meeting, at, by_what, result) VALUES (:id, :meeting, :at, :by_what, :result);

-- verify_link_put(tag text, meeting int, made_at int, expires_at int) exec
-- A one-time link is handed out.
INSERT INTO verify_link (tag, meeting, made_at, expires_at, used_at) VALUES (:tag, :meeting, :made_at, :expires_at, NULL);

-- verify_link_row(tag text) one
-- What a one-time link is for.
SELECT meeting, expires_at, used_at FROM verify_link WHERE tag = :tag;

-- verify_link_use(tag text, now int) exec
-- Use it up, if nobody did and it has not run out.
UPDATE verify_link SET used_at = :now WHERE tag = :tag AND used_at IS NULL AND expires_at > :now;

-- verify_report_put(id int, meeting int, at int, kind text, words text, source text, due_at int) exec
-- What a visitor said is wrong.
INSERT INTO verify_report (id, meeting, at, kind, words, source, due_at, closed_at, answer)
VALUES (:id, :meeting, :at, :kind, :words, :source, :due_at, NULL, '');

-- verify_reports_of_source(source text, again text, since int) one -> n int scan ok
-- How many reports one source sent lately, on whatever listing.
SELECT COUNT(*) AS n FROM verify_report WHERE at > :since AND (source = :source OR source = :again);

-- verify_reports_of_source_here(meeting int, source text, since int) one -> n int
-- Has this source spoken of this listing lately?
SELECT COUNT(*) AS n FROM verify_report WHERE meeting = :meeting AND at > :since AND source = :source;

-- verify_sources_forget(before int) exec scan ok
-- The hash of a source goes after a day; that it was a second word of the same source stays.
UPDATE verify_report SET source = CASE WHEN substr(source, 1, 5) = 'again' THEN 'again' ELSE '' END
WHERE at <= :before AND source <> '' AND source <> 'again';

-- verify_reports_recent(meeting int, since int, verified_at int) many bounded
-- Reports on one listing since it was last found right, newest first.
SELECT at, source FROM verify_report
WHERE meeting = :meeting AND at > :since AND at > :verified_at AND kind <> 'newlink' ORDER BY at DESC;

-- verify_reports_recent_all(since int) each scan ok
-- Reports on all listings since each was last found right, in the order of listings.
SELECT r.meeting, r.at, r.source, m.zone
FROM verify_report r JOIN meeting m ON m.id = r.meeting
WHERE r.at > :since AND r.at > COALESCE(m.verified_at, 0) AND r.kind <> 'newlink' ORDER BY r.meeting;

-- verify_report_row(id int) one
-- One report with the listing it speaks of.
SELECT r.id, r.meeting, r.at, r.kind, r.words, r.due_at, r.closed_at, r.answer, m.name, m.org, m.area
FROM verify_report r JOIN meeting m ON m.id = r.meeting WHERE r.id = :id;

-- verify_report_close(id int, answer text, at int) exec
-- A report has its answer, if it had none.
UPDATE verify_report SET closed_at = :at, answer = :answer WHERE id = :id AND closed_at IS NULL;

-- verify_reports_open_of(meeting int) one -> n int
-- How many reports on one listing wait for an answer.
SELECT COUNT(*) AS n FROM verify_report WHERE meeting = :meeting AND closed_at IS NULL;

-- verify_reports_close_of(meeting int, answer text, at int) exec
-- All open reports on one listing have their answer.
UPDATE verify_report SET closed_at = :at, answer = :answer WHERE meeting = :meeting AND closed_at IS NULL;

-- verify_due_rows(all bool, account int, roles text, before int, today day, most int) many scan ok
-- Running listings in somebody's scope that were last found right before this, or never.
SELECT m.id, m.name, m.verified_at, l.city
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.state = 'running' AND (m.last_day IS NULL OR m.last_day >= :today)
	AND (m.rhythm <> 'once' OR m.first_day >= :today) AND (m.verified_at IS NULL OR m.verified_at <= :before)
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
ORDER BY COALESCE(m.verified_at, 0), m.id LIMIT :most;

-- verify_due_count(all bool, account int, roles text, before int, today day) one -> n int scan ok
-- How many they are.
SELECT COUNT(*) AS n FROM meeting m
WHERE m.state = 'running' AND (m.last_day IS NULL OR m.last_day >= :today)
	AND (m.rhythm <> 'once' OR m.first_day >= :today) AND (m.verified_at IS NULL OR m.verified_at <= :before)
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)));

-- verify_open_rows(all bool, account int, roles text, most int) many
-- Open reports in somebody's scope, the most urgent first.
SELECT r.id, r.meeting, r.at, r.due_at, r.kind, r.words, m.name
FROM verify_report r JOIN meeting m ON m.id = r.meeting
WHERE r.closed_at IS NULL AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
ORDER BY r.due_at, r.id LIMIT :most;

-- verify_open_count(all bool, account int, roles text) one -> n int
-- How many they are.
SELECT COUNT(*) AS n FROM verify_report r JOIN meeting m ON m.id = r.meeting
WHERE r.closed_at IS NULL AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)));

-- verify_checks_drop(meeting int) exec
-- Checks of a listing that is gone.
DELETE FROM verify_check WHERE meeting = :meeting;

-- verify_links_drop(meeting int) exec
-- One-time links for a listing that is gone.
DELETE FROM verify_link WHERE meeting = :meeting;

-- verify_reports_drop(meeting int) exec
-- What visitors said of a listing that is gone.
DELETE FROM verify_report WHERE meeting = :meeting;
