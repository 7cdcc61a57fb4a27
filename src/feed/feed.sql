-- feed_places() each -> area_code text? scan ok
-- Every place where somebody meets, in order of id.
SELECT l.id, l.area, l.name, l.address, l.postcode, l.city, l.country, l.region, l.lat, l.lon, l.approximate, l.zone, l.step_free,
	l.toilet, l.transit, l.entrance_da, l.entrance_en, l.protected, l.home, (SELECT a.code FROM area a WHERE a.id = l.area) AS area_code
FROM location l ORDER BY l.id;

-- feed_orgs() each scan ok
-- Every organisation, in order of id; there are hundreds at most.
SELECT id, area, name, slug, kind, website, phone, email, description_da, description_en FROM org ORDER BY id;

-- feed_areas() many scan ok bounded
-- Every area, in order of id.
SELECT id, parent, code, slug FROM area ORDER BY id;

-- feed_followed() each scan ok
-- Series that go on from another one, with the name of that one.
SELECT m.id, f.slug FROM meeting m JOIN meeting f ON f.id = m.follows WHERE m.state = 'running' ORDER BY m.id;

-- feed_old_slugs() each scan ok
-- Names that running series once had.
SELECT s.meeting, s.slug FROM meeting_slug s JOIN meeting m ON m.id = s.meeting WHERE m.state = 'running' ORDER BY s.meeting, s.slug;

-- feed_changes(most int) many scan ok
-- The newest lines of the diary that tell of a listing that everybody may see: a meeting, or a service.
SELECT e.n, e.at, e.what, e.detail, m.id AS meeting, m.name, s.id AS service, s.name_da, s.name_en
FROM event e LEFT JOIN meeting m ON m.id = e.subject LEFT JOIN service s ON s.id = e.subject
WHERE (m.state <> 'draft' AND e.detail <> 'draft'
		AND e.what IN ('meeting.added', 'meeting.saved', 'meeting.published', 'meeting.ended', 'meeting.cancelled', 'meeting.moved',
			'meeting.held', 'meeting.restored', 'meeting.rested', 'meeting.unrested', 'meeting.split', 'meeting.dates_set'))
	OR (s.state IN ('running', 'ended') AND e.detail <> 'draft' AND e.detail <> 'parked'
		AND e.what IN ('service.added', 'service.saved', 'service.published', 'service.undone',
			'service.ended', 'service.full', 'service.takes'))
ORDER BY e.n DESC LIMIT :most;

-- feed_page(area int, org int, method text, most int, skip int) many scan ok
-- Running series by name, of an area and all that lies in it, an organisation, a method; 0 and empty are all.
WITH RECURSIVE inside (id) AS (
	SELECT a.id FROM area a WHERE a.id = :area UNION ALL SELECT a.id FROM area a JOIN inside i ON a.parent = i.id
)
SELECT m.id FROM meeting m
WHERE m.state = 'running' AND (:area = 0 OR m.area IN (SELECT i.id FROM inside i)) AND (:org = 0 OR m.org = :org)
	AND (:method = '' OR m.method = :method)
ORDER BY m.name_key, m.id LIMIT :most OFFSET :skip;

-- feed_count(area int, org int, method text) one -> n int scan ok
-- How many they are.
WITH RECURSIVE inside (id) AS (
	SELECT a.id FROM area a WHERE a.id = :area UNION ALL SELECT a.id FROM area a JOIN inside i ON a.parent = i.id
)
SELECT COUNT(*) AS n FROM meeting m
WHERE m.state = 'running' AND (:area = 0 OR m.area IN (SELECT i.id FROM inside i)) AND (:org = 0 OR m.org = :org)
	AND (:method = '' OR m.method = :method);

-- feed_services(area int, org int, kind int, most int, skip int) many scan ok
-- Running services by name, of an area and all that lies in it, an organisation, a kind; 0 is all.
WITH RECURSIVE inside (id) AS (
	SELECT a.id FROM area a WHERE a.id = :area UNION ALL SELECT a.id FROM area a JOIN inside i ON a.parent = i.id
)
SELECT s.id FROM service s
WHERE s.state = 'running' AND (:area = 0 OR s.area IN (SELECT i.id FROM inside i)) AND (:org = 0 OR s.org = :org)
	AND (:kind = 0 OR s.kind = :kind)
ORDER BY s.name_key, s.id LIMIT :most OFFSET :skip;

-- feed_services_count(area int, org int, kind int) one -> n int scan ok
-- How many they are.
WITH RECURSIVE inside (id) AS (
	SELECT a.id FROM area a WHERE a.id = :area UNION ALL SELECT a.id FROM area a JOIN inside i ON a.parent = i.id
)
SELECT COUNT(*) AS n FROM service s
WHERE s.state = 'running' AND (:area = 0 OR s.area IN (SELECT i.id FROM inside i)) AND (:org = 0 OR s.org = :org)
	AND (:kind = 0 OR s.kind = :kind);

-- feed_orgs_running(most int) many scan ok
-- Organisations with running meetings, by name.
SELECT o.id, o.name, o.slug FROM org o WHERE EXISTS (SELECT 1 FROM meeting m WHERE m.org = o.id AND m.state = 'running')
ORDER BY o.name_key LIMIT :most;
