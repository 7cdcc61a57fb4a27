-- verify_listing_row(id int) one -> service bool, name text, name_en text, org int?, area int?, state text, slug text, zone text, verified_at int?, phone text
-- What is looked after, a meeting or a service: as much as one needs to know for that.
SELECT FALSE AS service, m.name AS name, '' AS name_en, m.org AS org, m.area AS area, m.state AS state, m.slug AS slug,
	m.zone AS zone, m.verified_at AS verified_at, m.phone AS phone
FROM meeting m WHERE m.id = :id
UNION ALL
SELECT TRUE, s.name_da, s.name_en, s.org, s.area, s.state, s.slug,
	COALESCE((SELECT h.zone FROM service_schedule h WHERE h.service = s.id AND h.position = 0), 'Europe/Copenhagen'),
	s.verified_at, s.phone
FROM service s WHERE s.id = :id;

-- verify_check_put(id int, listing int, at int, by_what text, result text) exec
-- Somebody looked whether a listing is right.
INSERT INTO verify_check (id, listing, at, by_what, result) VALUES (:id, :listing, :at, :by_what, :result);

-- verify_link_put(tag text, listing int, made_at int, expires_at int) exec
-- A one-time link is handed out.
INSERT INTO verify_link (tag, listing, made_at, expires_at, used_at) VALUES (:tag, :listing, :made_at, :expires_at, NULL);

-- verify_link_row(tag text) one
-- What a one-time link is for.
SELECT listing, expires_at, used_at FROM verify_link WHERE tag = :tag;

-- verify_link_use(tag text, now int) exec
-- Use it up, if nobody did and it has not run out.
UPDATE verify_link SET used_at = :now WHERE tag = :tag AND used_at IS NULL AND expires_at > :now;

-- verify_report_put(id int, listing int, at int, kind text, words text, source text, due_at int) exec
-- What a visitor said is wrong.
INSERT INTO verify_report (id, listing, at, kind, words, source, due_at, closed_at, answer)
VALUES (:id, :listing, :at, :kind, :words, :source, :due_at, NULL, '');

-- verify_reports_of_source(source text, again text, since int) one -> n int scan ok
-- How many reports one source sent lately, on whatever listing.
SELECT COUNT(*) AS n FROM verify_report WHERE at > :since AND (source = :source OR source = :again);

-- verify_reports_of_source_here(listing int, source text, since int) one -> n int
-- Has this source spoken of this listing lately?
SELECT COUNT(*) AS n FROM verify_report WHERE listing = :listing AND at > :since AND source = :source;

-- verify_sources_forget(before int) exec scan ok
-- The hash of a source goes after a day; that it was a second word of the same source stays.
UPDATE verify_report SET source = CASE WHEN substr(source, 1, 5) = 'again' THEN 'again' ELSE '' END
WHERE at <= :before AND source <> '' AND source <> 'again';

-- verify_reports_recent(listing int, since int, verified_at int) many bounded
-- Reports on one listing since it was last found right, newest first.
SELECT at, source FROM verify_report
WHERE listing = :listing AND at > :since AND at > :verified_at AND kind <> 'newlink' ORDER BY at DESC;

-- verify_reports_recent_all(since int) each -> zone text scan ok
-- Reports on all listings since each was last found right, in the order of listings, newest first.
SELECT r.listing, r.at, r.source, COALESCE(m.zone,
	(SELECT h.zone FROM service_schedule h WHERE h.service = s.id AND h.position = 0), 'Europe/Copenhagen') AS zone
FROM verify_report r LEFT JOIN meeting m ON m.id = r.listing LEFT JOIN service s ON s.id = r.listing
WHERE r.at > :since AND r.at > COALESCE(m.verified_at, s.verified_at, 0) AND r.kind <> 'newlink' ORDER BY r.listing, r.at DESC;

-- verify_report_row(id int) one
-- One report.
SELECT id, listing, at, kind, words, due_at, closed_at, answer FROM verify_report WHERE id = :id;

-- verify_report_close(id int, answer text, at int) exec
-- A report has its answer, if it had none.
UPDATE verify_report SET closed_at = :at, answer = :answer WHERE id = :id AND closed_at IS NULL;

-- verify_reports_open_of(listing int) one -> n int
-- How many reports on one listing wait for an answer.
SELECT COUNT(*) AS n FROM verify_report WHERE listing = :listing AND closed_at IS NULL;

-- verify_reports_close_of(listing int, answer text, at int) exec
-- All open reports on one listing have their answer.
UPDATE verify_report SET closed_at = :at, answer = :answer WHERE listing = :listing AND closed_at IS NULL;

-- verify_due_rows(meetings bool, services bool, account int, roles text, service_roles text, before int, today day, today_text text, most int) many -> id int, service bool, name text, name_en text, verified_at int, city text? scan ok
-- Running listings in somebody's scope that were last found right before this, or never.  What has had its last day is left out.
SELECT m.id AS id, FALSE AS service, m.name AS name, '' AS name_en, COALESCE(m.verified_at, 0) AS verified_at, l.city AS city
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.state = 'running' AND (m.last_day IS NULL OR m.last_day >= :today)
	AND (m.rhythm <> 'once' OR m.first_day >= :today) AND (m.verified_at IS NULL OR m.verified_at <= :before)
	AND (:meetings OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
UNION ALL
SELECT s.id, TRUE, s.name_da, s.name_en, COALESCE(s.verified_at, 0), l.city
FROM service s LEFT JOIN service_place p ON p.service = s.id AND p.position = 0 LEFT JOIN location l ON l.id = p.location
WHERE s.state = 'running' AND s.verified_at <= :before
	AND NOT EXISTS (SELECT 1 FROM service_fact f JOIN kind_field k ON k.kind = s.kind AND k.code = f.field
		WHERE f.service = s.id AND k.expires AND k.state = 'active' AND f.value < :today_text)
	AND (:services OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:service_roles, ' ' || g.role || ' ', '') <> :service_roles
		AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)))
ORDER BY verified_at, id LIMIT :most;

-- verify_due_count(meetings bool, services bool, account int, roles text, service_roles text, before int, today day, today_text text) one -> n int scan ok
-- How many they are.
SELECT (SELECT COUNT(*) FROM meeting m
	WHERE m.state = 'running' AND (m.last_day IS NULL OR m.last_day >= :today)
		AND (m.rhythm <> 'once' OR m.first_day >= :today) AND (m.verified_at IS NULL OR m.verified_at <= :before)
		AND (:meetings OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
			AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
			AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area))))
	+ (SELECT COUNT(*) FROM service s
	WHERE s.state = 'running' AND s.verified_at <= :before
		AND NOT EXISTS (SELECT 1 FROM service_fact f JOIN kind_field k ON k.kind = s.kind AND k.code = f.field
			WHERE f.service = s.id AND k.expires AND k.state = 'active' AND f.value < :today_text)
		AND (:services OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
			AND replace(:service_roles, ' ' || g.role || ' ', '') <> :service_roles
			AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)))) AS n;

-- verify_open_rows(all bool, account int, roles text, most int) many -> name text?, name_en text?
-- Open reports in somebody's scope, the most urgent first.
SELECT r.id, r.listing, r.at, r.due_at, r.kind, r.words, COALESCE(m.name, s.name_da) AS name, s.name_en AS name_en, s.id AS service
FROM verify_report r LEFT JOIN meeting m ON m.id = r.listing LEFT JOIN service s ON s.id = r.listing
WHERE r.closed_at IS NULL AND (m.id IS NOT NULL OR s.id IS NOT NULL)
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = COALESCE(m.org, s.org)) AND (g.area = 0 OR g.area = COALESCE(m.area, s.area))))
ORDER BY r.due_at, r.id LIMIT :most;

-- verify_open_count(all bool, account int, roles text) one -> n int
-- How many they are.
SELECT COUNT(*) AS n
FROM verify_report r LEFT JOIN meeting m ON m.id = r.listing LEFT JOIN service s ON s.id = r.listing
WHERE r.closed_at IS NULL AND (m.id IS NOT NULL OR s.id IS NOT NULL)
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = COALESCE(m.org, s.org)) AND (g.area = 0 OR g.area = COALESCE(m.area, s.area))));

-- verify_checks_drop(listing int) exec
-- Checks of a listing that is gone.
DELETE FROM verify_check WHERE listing = :listing;

-- verify_links_drop(listing int) exec
-- One-time links for a listing that is gone.
DELETE FROM verify_link WHERE listing = :listing;

-- verify_reports_drop(listing int) exec
-- What visitors said of a listing that is gone.
DELETE FROM verify_report WHERE listing = :listing;
