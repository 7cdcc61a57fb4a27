-- search_listing(after int, upto int) each
-- Everything that the index knows of running series with ids in (after, upto], in their order.
SELECT m.id, m.slug, m.name, m.name_key, m.org, m.area, m.method, m.audience, m.mode, m.languages, m.children, m.newcomers,
	m.description_da, m.description_en, m.conference_notes, m.rhythm, m.every, m.weekdays, m.nths, m.month_day,
	m.first_day, m.last_day, m.start_min, m.duration_min, m.zone, m.holidays, m.holiday_rule, m.verified_at,
	l.name AS location_name, l.address, l.postcode, l.city, l.region, l.lat, l.lon, l.step_free, l.protected,
	o.name AS org_name
FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org
WHERE m.id > :after AND m.id <= :upto AND m.state = 'running' ORDER BY m.id;

-- search_how_many() one -> n int scan ok
-- How much room an index of them needs, with those that no longer run.
SELECT COUNT(*) AS n FROM meeting;

-- search_verified(id int) one
-- When somebody last found a series right.
SELECT verified_at FROM meeting WHERE id = :id;

-- search_exception(after int, upto int) many bounded
-- Dates that are otherwise than their series says, of the same series.
SELECT meeting, day, kind, reason_da, reason_en, new_day, new_start_min, new_location
FROM meeting_exception WHERE meeting > :after AND meeting <= :upto ORDER BY meeting, day;

-- search_pause(after int, upto int) many bounded
-- Weeks in which they rest.
SELECT meeting, from_day, to_day FROM meeting_pause
WHERE meeting > :after AND meeting <= :upto ORDER BY meeting, from_day;

-- search_at_location(location int, most int) many
-- Series in one house: what must be read again when the house changes.
SELECT id FROM meeting WHERE location = :location ORDER BY id LIMIT :most;

-- search_of_org(org int, most int) many
-- Series of one organisation.
SELECT id FROM meeting WHERE org = :org ORDER BY id LIMIT :most;

-- search_rows(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- What a page of results shows of its twenty listings.
SELECT m.id, m.slug, m.name, m.method, m.audience, m.openness, m.mode, m.languages, m.children, m.newcomers, m.zone, m.location,
	m.description_da, m.description_en, m.room, m.phone, m.verified_at, m.conference_hidden, m.rhythm,
	l.name AS location_name, l.address, l.postcode, l.city, l.lat, l.lon, l.step_free, l.protected, l.approximate
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);
