-- index_listing(after int, upto int) each
-- Everything that the index knows of running series with ids in (after, upto], in their order.  Of two that are one, the one shown.
SELECT m.id, m.name, m.name_key, m.org, m.area, m.method, m.audience, m.openness, m.mode, m.languages, m.children, m.newcomers, m.price,
	m.description_da, m.description_en, m.rhythm, m.every, m.weekdays, m.nths, m.month_day,
	m.first_day, m.last_day, m.start_min, m.duration_min, m.zone, m.holidays, m.holiday_rule, m.verified_at,
	l.id AS location, l.name AS location_name, l.address, l.postcode, l.city, l.region, l.lat, l.lon, l.step_free, l.toilet,
	l.protected, o.name AS org_name
FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org
WHERE m.id > :after AND m.id <= :upto AND m.state = 'running'
	AND NOT EXISTS (SELECT 1 FROM twin t WHERE t.other = m.id AND t.state = 'linked') ORDER BY m.id;

-- index_how_many() one -> n int scan ok
-- How much room an index of all listings needs, with those that no longer run.
SELECT (SELECT COUNT(*) FROM meeting) + (SELECT COUNT(*) FROM service) AS n;

-- index_exception(after int, upto int) many bounded
-- Dates that are otherwise than their series says, of the same series.
SELECT meeting, day, kind, reason_da, reason_en, new_day, new_start_min, new_location
FROM meeting_exception WHERE meeting > :after AND meeting <= :upto ORDER BY meeting, day;

-- index_pause(after int, upto int) many bounded
-- Weeks in which they rest.
SELECT meeting, from_day, to_day FROM meeting_pause
WHERE meeting > :after AND meeting <= :upto ORDER BY meeting, from_day;

-- index_at_location(location int, most int) many
-- Series and services in one house: what must be read again when the house changes.
SELECT id FROM meeting WHERE location = :location
UNION ALL SELECT service FROM service_place WHERE location = :location LIMIT :most;

-- index_of_org(org int, most int) many
-- Series and services of one organisation.
SELECT id FROM meeting WHERE org = :org UNION ALL SELECT id FROM service WHERE org = :org LIMIT :most;

-- index_kind() many bounded scan ok
-- Kinds of support with the words that people type for them.
SELECT id, code, name_da, name_en, words_da, words_en, needs FROM kind ORDER BY position, id;

-- index_question() many bounded scan ok
-- What visitors may ask of services of each kind, and dates after which one is over.
SELECT kind, code, type, filter, expires FROM kind_field WHERE (filter AND is_public) OR expires ORDER BY kind, code;

-- index_area() many bounded scan ok
-- Which area lies in which; there are hundreds.
SELECT id, parent FROM area ORDER BY id;

-- index_service(after int, upto int, most int) many
-- Everything that the index knows of running services with ids in (after, upto], in their order.
SELECT s.id, s.kind, s.org, s.area, s.name_da, s.name_en, s.name_key, s.description_da, s.description_en, s.stages,
	s.intervention, s.relation, s.providers, s.staffing, s.audience, s.languages, s.children, s.substitution, s.mode,
	s.price_type, s.verified_at, s.full_since, s.full_until, o.name AS org_name
FROM service s LEFT JOIN org o ON o.id = s.org
WHERE s.id > :after AND s.id <= :upto AND s.state = 'running'
	AND NOT EXISTS (SELECT 1 FROM twin t WHERE t.other = s.id AND t.state = 'linked') ORDER BY s.id LIMIT :most;

-- index_service_place(after int, upto int) many bounded
-- The houses of the same services, each one's first house first.
SELECT p.service, l.id, l.name, l.address, l.postcode, l.city, l.region, l.area, l.lat, l.lon, l.step_free, l.toilet, l.protected
FROM service_place p JOIN location l ON l.id = p.location
WHERE p.service > :after AND p.service <= :upto ORDER BY p.service, p.position, l.id;

-- index_service_area(after int, upto int) many bounded
-- Areas that they serve.
SELECT service, area FROM service_area WHERE service > :after AND service <= :upto ORDER BY service, area;

-- index_service_schedule(after int, upto int) many bounded
-- When they are open.
SELECT service, rhythm, every, weekdays, nths, month_day, first_day, last_day, start_min, duration_min, zone
FROM service_schedule WHERE service > :after AND service <= :upto ORDER BY service, position;

-- index_service_fact(after int, upto int) many bounded
-- What their kinds ask.
SELECT service, field, value FROM service_fact WHERE service > :after AND service <= :upto ORDER BY service, field;
