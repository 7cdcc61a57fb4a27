-- hsds_name_of(kind text, id int) one
-- The foreign name of one thing of ours.
SELECT uuid FROM hsds_name WHERE kind = :kind AND id = :id;

-- hsds_named(uuid text) one
-- What has this name.
SELECT kind, id FROM hsds_name WHERE uuid = :uuid;

-- hsds_there(kind text, id int) one -> n int
-- 1 while this thing of ours is there.
SELECT (SELECT COUNT(*) FROM service s WHERE s.id = :id AND :kind = 'service')
	+ (SELECT COUNT(*) FROM meeting m WHERE m.id = :id AND :kind = 'meeting')
	+ (SELECT COUNT(*) FROM org o WHERE o.id = :id AND :kind = 'org')
	+ (SELECT COUNT(*) FROM location l WHERE l.id = :id AND :kind = 'location') AS n;

-- hsds_name_put(uuid text, kind text, id int) exec
-- It came with this name.
INSERT INTO hsds_name (uuid, kind, id) VALUES (:uuid, :kind, :id)
ON CONFLICT (uuid) DO UPDATE SET kind = excluded.kind, id = excluded.id;

-- hsds_name_drop(kind text, id int) exec
-- It went, or was taken back.
DELETE FROM hsds_name WHERE kind = :kind AND id = :id;

-- hsds_changed_meetings(since int) each scan ok
-- Running meetings that were changed, or whose place or organisation was.
SELECT m.id FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org
WHERE m.state = 'running' AND (m.changed_at >= :since OR l.changed_at >= :since OR o.changed_at >= :since);

-- hsds_changed_services(since int) each scan ok
-- Running services that were changed, or whose organisation or one of whose places was.
SELECT s.id FROM service s JOIN org o ON o.id = s.org
WHERE s.state = 'running' AND (s.changed_at >= :since OR o.changed_at >= :since OR EXISTS (
	SELECT 1 FROM service_place p JOIN location l ON l.id = p.location WHERE p.service = s.id AND l.changed_at >= :since));

-- hsds_shown_orgs() each scan ok
-- Organisations that stand behind something running, by name.
SELECT o.id FROM org o WHERE EXISTS (SELECT 1 FROM service s WHERE s.org = o.id AND s.state = 'running')
	OR EXISTS (SELECT 1 FROM meeting m WHERE m.org = o.id AND m.state = 'running')
ORDER BY o.name_key, o.id;

-- hsds_methods() each scan ok
-- Methods of running meetings.
SELECT DISTINCT method FROM meeting WHERE state = 'running' ORDER BY method;

-- hsds_codes() each scan ok
-- What running services say of themselves in codes: for the terms that are in use.
SELECT DISTINCT kind, stages, providers, audience FROM service WHERE state = 'running'
ORDER BY kind, stages, providers, audience;

-- hsds_audiences() each scan ok
-- The same of running meetings.
SELECT DISTINCT audience FROM meeting WHERE state = 'running' ORDER BY audience;

-- hsds_keeperless() each scan ok
-- Running meetings that no organisation keeps.
SELECT id FROM meeting WHERE org IS NULL AND state = 'running';

-- hsds_over(today text) each scan ok
-- Running services one of whose last days (to apply, to begin) has passed.
SELECT s.id FROM service_fact f JOIN service s ON s.id = f.service JOIN kind_field k ON k.kind = s.kind AND k.code = f.field
WHERE k.expires AND k.state = 'active' AND s.state = 'running' AND f.value < :today;

-- hsds_serving(area int) each -> id int scan ok
-- Services that say that they serve this area.
SELECT service AS id FROM service_area WHERE area = :area;

-- hsds_bounded() each -> id int scan ok
-- Services that say which areas they serve.
SELECT DISTINCT service AS id FROM service_area;

-- hsds_place_named(uuid text) one scan ok
-- The service that came with this name for itself at one of its places.
SELECT service FROM service_place WHERE source_key = :uuid ORDER BY service LIMIT 1;

-- hsds_meeting_places() each -> n int scan ok
-- At how many places running meetings are: a house, and online.
SELECT id, CASE WHEN location IS NULL THEN 0 ELSE 1 END + CASE WHEN mode = 'room' THEN 0 ELSE 1 END AS n
FROM meeting WHERE state = 'running' ORDER BY id;

-- hsds_service_places() each -> n int scan ok
-- The same of running services.
SELECT s.id, (SELECT COUNT(*) FROM service_place p WHERE p.service = s.id) + CASE WHEN s.conference_url = '' THEN 0 ELSE 1 END AS n
FROM service s WHERE s.state = 'running' ORDER BY s.id;

-- hsds_meeting_stamps() each scan ok
-- When running meetings were last changed.
SELECT id, changed_at FROM meeting WHERE state = 'running' ORDER BY id;

-- hsds_service_stamps() each scan ok
-- The same of running services.
SELECT id, changed_at FROM service WHERE state = 'running' ORDER BY id;
