-- location_row(id int) one -> area_code text?
-- One place.
SELECT l.id, l.name, l.org, l.address, l.postcode, l.city, l.area, l.country, l.region, l.lat, l.lon, l.approximate,
	l.zone, l.step_free, l.toilet, l.transit, l.entrance_da, l.entrance_en, l.protected, l.home, l.state,
	(SELECT a.code FROM area a WHERE a.id = l.area) AS area_code
FROM location l WHERE l.id = :id;

-- location_of_key(name_key text, country text) one
-- Who has this name and address already; active ones before ended ones.
SELECT id FROM location WHERE name_key = :name_key AND country = :country ORDER BY state, id LIMIT 1;

-- location_found(ended bool, a text, b text, c text, d text) each scan ok
-- Places that contain all of four words, or with empty words any; a keeper looks for one.
SELECT id, name, city FROM location
WHERE (:ended OR state = 'active')
	AND (:a = '' OR length(replace(name_key, :a, '')) < length(name_key))
	AND (:b = '' OR length(replace(name_key, :b, '')) < length(name_key))
	AND (:c = '' OR length(replace(name_key, :c, '')) < length(name_key))
	AND (:d = '' OR length(replace(name_key, :d, '')) < length(name_key));

-- location_nearby(country text, postcode text, city text, most int) many scan ok
-- Active places of one postcode, or of one town as it is spelt: a new one may be among them.
SELECT id, name, address FROM location
WHERE country = :country AND state = 'active' AND ((:postcode <> '' AND postcode = :postcode) OR (:city <> '' AND city = :city))
ORDER BY id LIMIT :most;

-- location_put(id int, name text, name_key text, org int?, address text, postcode text, city text, area int?, country text, region text, lat real?, lon real?, approximate bool, zone text, step_free text, toilet text, transit text, entrance_da text, entrance_en text, protected bool, home bool, changed_at int) exec
-- A new place.
INSERT INTO location (id, name, name_key, org, address, postcode, city, area, country, region, lat, lon, approximate, zone,
	step_free, toilet, transit, entrance_da, entrance_en, protected, home, state, changed_at)
VALUES (:id, :name, :name_key, :org, :address, :postcode, :city, :area, :country, :region, :lat, :lon, :approximate, :zone,
	:step_free, :toilet, :transit, :entrance_da, :entrance_en, :protected, :home, 'active', :changed_at);

-- location_change(id int, name text, name_key text, org int?, address text, postcode text, city text, area int?, country text, region text, lat real?, lon real?, approximate bool, zone text, step_free text, toilet text, transit text, entrance_da text, entrance_en text, protected bool, home bool, changed_at int) exec
-- Everything that may change about a place.
UPDATE location SET name = :name, name_key = :name_key, org = :org, address = :address, postcode = :postcode, city = :city,
	area = :area, country = :country, region = :region, lat = :lat, lon = :lon, approximate = :approximate, zone = :zone,
	step_free = :step_free, toilet = :toilet, transit = :transit, entrance_da = :entrance_da, entrance_en = :entrance_en,
	protected = :protected, home = :home, changed_at = :changed_at
WHERE id = :id;

-- location_set_state(id int, was text, state text, changed_at int) exec
-- It ends, or is used again.
UPDATE location SET state = :state, changed_at = :changed_at WHERE id = :id AND state = :was;

-- location_meetings(location int) one -> n int
-- How many meetings are running there.
SELECT COUNT(*) AS n FROM meeting WHERE location = :location AND state = 'running';

-- location_services(location int) one -> n int
-- How many services everybody sees are given there.
SELECT COUNT(*) AS n FROM service_place p JOIN service s ON s.id = p.service WHERE p.location = :location AND s.state = 'running';

-- location_changed_at(id int) one
-- When it was changed last.
SELECT changed_at FROM location WHERE id = :id;

-- location_discard_row(id int) exec scan ok
-- A place goes, if nobody meets there or was told to, and nothing is given there.
DELETE FROM location WHERE id = :id AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.location = :id)
	AND NOT EXISTS (SELECT 1 FROM service_place p WHERE p.location = :id)
	AND NOT EXISTS (SELECT 1 FROM meeting_exception e WHERE e.new_location = :id);

-- location_hours_list(location int) many bounded
-- When one house is open.
SELECT rhythm, every, weekdays, nths, month_day, first_day, last_day, start_min, duration_min, zone, note
FROM location_hours WHERE location = :location ORDER BY position;

-- location_hours_put(location int, position int, rhythm text, every int, weekdays int, nths int, month_day int, first_day day?, last_day day?, start_min int, duration_min int, zone text, note text) exec
-- One line of hours.
INSERT INTO location_hours (location, position, rhythm, every, weekdays, nths, month_day, first_day, last_day, start_min,
	duration_min, zone, note)
VALUES (:location, :position, :rhythm, :every, :weekdays, :nths, :month_day, :first_day, :last_day, :start_min, :duration_min,
	:zone, :note);

-- location_hours_drop(location int) exec
-- All of them, before others are put.
DELETE FROM location_hours WHERE location = :location;
