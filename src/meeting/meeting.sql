-- meeting_row(id int) one
-- One series, whole.
SELECT id, slug, name, org, location, area, state, method, audience, openness, mode, languages, children, newcomers,
	price, description_da, description_en, first_time_da, first_time_en, contact_role, phone, email, website,
	conference_url, conference_phone, conference_notes, conference_hidden, room, rhythm, every, weekdays, nths,
	month_day, first_day, last_day, start_min, duration_min, zone, holidays, holiday_rule, follows, sequence,
	verified_at, verified_by, source, source_key, extra, changed_at
FROM meeting WHERE id = :id;

-- meeting_running() each scan ok
-- Every running series, in order of id: for the calendars and the index.
SELECT id, slug, name, org, location, area, state, method, audience, openness, mode, languages, children, newcomers,
	price, description_da, description_en, first_time_da, first_time_en, contact_role, phone, email, website,
	conference_url, conference_phone, conference_notes, conference_hidden, room, rhythm, every, weekdays, nths,
	month_day, first_day, last_day, start_min, duration_min, zone, holidays, holiday_rule, follows, sequence,
	verified_at, verified_by, source, source_key, extra, changed_at
FROM meeting WHERE state = 'running' ORDER BY id;

-- meeting_from_source(source int) each
-- Every series that came from one source, whatever its state: for the next file of that source.
SELECT id, slug, name, org, location, area, state, method, audience, openness, mode, languages, children, newcomers,
	price, description_da, description_en, first_time_da, first_time_en, contact_role, phone, email, website,
	conference_url, conference_phone, conference_notes, conference_hidden, room, rhythm, every, weekdays, nths,
	month_day, first_day, last_day, start_min, duration_min, zone, holidays, holiday_rule, follows, sequence,
	verified_at, verified_by, source, source_key, extra, changed_at
FROM meeting WHERE source = :source ORDER BY source_key;

-- meeting_put(id int, slug text, name text, name_key text, org int?, location int?, area int?, state text, method text, audience text, openness text, mode text, languages text, children text, newcomers text, price text, description_da text, description_en text, first_time_da text, first_time_en text, contact_role text, phone text, email text, website text, conference_url text, conference_phone text, conference_notes text, conference_hidden bool, room text, rhythm text, every int, weekdays int, nths int, month_day int, first_day day, last_day day?, start_min int, duration_min int, zone text, holidays text, holiday_rule text, follows int?, sequence int, verified_at int?, verified_by text, source int?, source_key text, extra text, changed_at int) exec
-- Store one series, new or known.
INSERT INTO meeting (id, slug, name, name_key, org, location, area, state, method, audience, openness, mode, languages,
	children, newcomers, price, description_da, description_en, first_time_da, first_time_en, contact_role, phone,
	email, website, conference_url, conference_phone, conference_notes, conference_hidden, room, rhythm, every,
	weekdays, nths, month_day, first_day, last_day, start_min, duration_min, zone, holidays, holiday_rule, follows,
	sequence, verified_at, verified_by, source, source_key, extra, changed_at)
VALUES (:id, :slug, :name, :name_key, :org, :location, :area, :state, :method, :audience, :openness, :mode, :languages,
	:children, :newcomers, :price, :description_da, :description_en, :first_time_da, :first_time_en, :contact_role, :phone,
	:email, :website, :conference_url, :conference_phone, :conference_notes, :conference_hidden, :room, :rhythm, :every,
	:weekdays, :nths, :month_day, :first_day, :last_day, :start_min, :duration_min, :zone, :holidays, :holiday_rule, :follows,
	:sequence, :verified_at, :verified_by, :source, :source_key, :extra, :changed_at)
ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, name_key = excluded.name_key,
	org = excluded.org, location = excluded.location, area = excluded.area, state = excluded.state,
	method = excluded.method, audience = excluded.audience, openness = excluded.openness, mode = excluded.mode,
	languages = excluded.languages, children = excluded.children, newcomers = excluded.newcomers,
	price = excluded.price, description_da = excluded.description_da, description_en = excluded.description_en,
	first_time_da = excluded.first_time_da, first_time_en = excluded.first_time_en,
	contact_role = excluded.contact_role, phone = excluded.phone, email = excluded.email, website = excluded.website,
	conference_url = excluded.conference_url, conference_phone = excluded.conference_phone,
	conference_notes = excluded.conference_notes, conference_hidden = excluded.conference_hidden,
	room = excluded.room, rhythm = excluded.rhythm, every = excluded.every, weekdays = excluded.weekdays,
	nths = excluded.nths, month_day = excluded.month_day, first_day = excluded.first_day,
	last_day = excluded.last_day, start_min = excluded.start_min, duration_min = excluded.duration_min,
	zone = excluded.zone, holidays = excluded.holidays, holiday_rule = excluded.holiday_rule,
	follows = excluded.follows, sequence = excluded.sequence, verified_at = excluded.verified_at,
	verified_by = excluded.verified_by, source = excluded.source, source_key = excluded.source_key,
	extra = excluded.extra, changed_at = excluded.changed_at;

-- meeting_id_of_slug(slug text) one
-- Which series has this public name now.
SELECT id FROM meeting WHERE slug = :slug;

-- meeting_id_of_old_slug(slug text) one
-- Which series once had this public name.
SELECT meeting FROM meeting_slug WHERE slug = :slug;

-- meeting_slug_keep(slug text, meeting int) exec
-- A public name that was printed stays with its series.
INSERT INTO meeting_slug (slug, meeting) VALUES (:slug, :meeting)
ON CONFLICT (slug) DO UPDATE SET meeting = excluded.meeting;

-- meeting_slug_forget(slug text) exec
-- The name is in use again, by its series itself.
DELETE FROM meeting_slug WHERE slug = :slug;

-- meeting_exceptions_of(meeting int) many bounded
-- Dates of one series that are otherwise than it says, in order.
SELECT day, kind, reason_da, reason_en, new_day, new_start_min, new_location
FROM meeting_exception WHERE meeting = :meeting ORDER BY day;

-- meeting_pauses_of(meeting int) many bounded
-- Weeks in which one series rests, in order.
SELECT from_day, to_day, reason_da, reason_en FROM meeting_pause WHERE meeting = :meeting ORDER BY from_day;

-- meeting_exceptions_all() many scan ok bounded
-- Dates that are otherwise, of all running series, in the order of the series.
SELECT e.meeting, e.day, e.kind, e.reason_da, e.reason_en, e.new_day, e.new_start_min, e.new_location
FROM meeting_exception e JOIN meeting m ON m.id = e.meeting
WHERE m.state = 'running' ORDER BY e.meeting, e.day;

-- meeting_pauses_all() many scan ok bounded
-- Weeks of rest of all running series, in the order of the series.
SELECT p.meeting, p.from_day, p.to_day, p.reason_da, p.reason_en
FROM meeting_pause p JOIN meeting m ON m.id = p.meeting
WHERE m.state = 'running' ORDER BY p.meeting, p.from_day;

-- meeting_exception_put(meeting int, day day, kind text, reason_da text, reason_en text, new_day day?, new_start_min int?, new_location int?, at int) exec
-- One date is otherwise than the series says.
INSERT INTO meeting_exception (meeting, day, kind, reason_da, reason_en, new_day, new_start_min, new_location, at)
VALUES (:meeting, :day, :kind, :reason_da, :reason_en, :new_day, :new_start_min, :new_location, :at)
ON CONFLICT (meeting, day) DO UPDATE SET kind = excluded.kind, reason_da = excluded.reason_da,
	reason_en = excluded.reason_en, new_day = excluded.new_day, new_start_min = excluded.new_start_min,
	new_location = excluded.new_location, at = excluded.at;

-- meeting_exception_drop(meeting int, day day) exec
-- One date is as the series says again.
DELETE FROM meeting_exception WHERE meeting = :meeting AND day = :day;

-- meeting_pause_put(meeting int, from_day day, to_day day, reason_da text, reason_en text) exec
-- A series rests for a while.
INSERT INTO meeting_pause (meeting, from_day, to_day, reason_da, reason_en)
VALUES (:meeting, :from_day, :to_day, :reason_da, :reason_en)
ON CONFLICT (meeting, from_day) DO UPDATE SET to_day = excluded.to_day, reason_da = excluded.reason_da,
	reason_en = excluded.reason_en;

-- meeting_pause_drop(meeting int, from_day day) exec
-- A rest is called off.
DELETE FROM meeting_pause WHERE meeting = :meeting AND from_day = :from_day;

-- meeting_exceptions_pass_on(from_meeting int, to_meeting int, day day) exec
-- What was said of dates from this day on goes over to the series that follows.
UPDATE meeting_exception SET meeting = :to_meeting WHERE meeting = :from_meeting AND day >= :day;

-- meeting_pauses_pass_on(from_meeting int, to_meeting int, day day) exec
-- A rest that reaches this day or a later one holds for the series that follows, too.
INSERT INTO meeting_pause (meeting, from_day, to_day, reason_da, reason_en)
SELECT CAST(:to_meeting AS BIGINT), from_day, to_day, reason_da, reason_en FROM meeting_pause
WHERE meeting = :from_meeting AND to_day >= :day;

-- meeting_slugs_pass_on(from_meeting int, to_meeting int) exec
-- Names that were printed even earlier lead to the series that follows.
UPDATE meeting_slug SET meeting = :to_meeting WHERE meeting = :from_meeting;

-- meeting_slug_change(id int, slug text) exec
-- Another public name, and nothing else.
UPDATE meeting SET slug = :slug WHERE id = :id;

-- meeting_state_change(id int, was text, state text, last_day day?, at int) exec
-- From one state to the next, if it still is in the first.
UPDATE meeting SET state = :state, last_day = :last_day, sequence = sequence + 1, changed_at = :at
WHERE id = :id AND state = :was;

-- meeting_touch(id int, at int) exec
-- Something about its dates is new: calendars must take it in again.
UPDATE meeting SET sequence = sequence + 1, changed_at = :at WHERE id = :id;

-- meeting_verified(id int, by_what text, at int) exec
-- Somebody looked and it was right.
UPDATE meeting SET verified_at = :at, verified_by = :by_what WHERE id = :id;

-- meeting_discard_exceptions(meeting int) exec
-- The dates of a series that goes.
DELETE FROM meeting_exception WHERE meeting = :meeting;

-- meeting_discard_pauses(meeting int) exec
-- The rests of a series that goes.
DELETE FROM meeting_pause WHERE meeting = :meeting;

-- meeting_discard_slugs(meeting int) exec
-- The old names of a series that goes.
DELETE FROM meeting_slug WHERE meeting = :meeting;

-- meeting_discard_row(id int) exec
-- A series goes.
DELETE FROM meeting WHERE id = :id;

-- meeting_at_location(location int, most int) many
-- Running series in one house: who else may be in the room.
SELECT id FROM meeting WHERE location = :location AND state = 'running' ORDER BY id LIMIT :most;

-- meeting_list_rows(all bool, account int, roles text, text text, state text, org int, today day, most int, skip int) many scan ok
-- Series in somebody's scope for the keepers' list, by name; text is folded.
SELECT m.id, m.name, m.org, m.state, m.mode, m.rhythm, m.every, m.weekdays, m.nths, m.month_day, m.first_day, m.last_day,
	m.start_min, m.duration_min, m.zone, m.holidays, m.holiday_rule, m.verified_at, l.name AS place, l.city
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
	AND (:org = 0 OR m.org = :org)
	AND (:text = '' OR replace(m.name_key, :text, '') <> m.name_key OR replace(l.name_key, :text, '') <> l.name_key)
	AND (:state = '' OR :state = CASE WHEN m.state = 'running' AND (m.last_day < :today
		OR (m.rhythm = 'once' AND m.first_day < :today)) THEN 'ended' ELSE m.state END)
ORDER BY m.name_key, m.id LIMIT :most OFFSET :skip;

-- meeting_list_count(all bool, account int, roles text, text text, state text, org int, today day) one -> n int scan ok
-- How many there are on the keepers' list.
SELECT COUNT(*) AS n
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
	AND (:org = 0 OR m.org = :org)
	AND (:text = '' OR replace(m.name_key, :text, '') <> m.name_key OR replace(l.name_key, :text, '') <> l.name_key)
	AND (:state = '' OR :state = CASE WHEN m.state = 'running' AND (m.last_day < :today
		OR (m.rhythm = 'once' AND m.first_day < :today)) THEN 'ended' ELSE m.state END);

-- meeting_in_area(area int, most int) many scan ok
-- Running series of one area and where they are: where people can go instead.
SELECT m.id, l.lat, l.lon FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.area = :area AND m.state = 'running' ORDER BY m.id LIMIT :most;

-- meeting_exceptions_kept(meeting int) many bounded
-- Dates of one series that are otherwise than it says, with when that was said.
SELECT day, kind, reason_da, reason_en, new_day, new_start_min, new_location, at
FROM meeting_exception WHERE meeting = :meeting ORDER BY day;

-- meeting_slugs_of(meeting int) many bounded scan ok
-- Names that one series once had; there are few of them altogether.
SELECT slug FROM meeting_slug WHERE meeting = :meeting ORDER BY slug;

-- meeting_unled(meeting int, day day) one -> n int
-- Does the method of a series ask for training from this day on, and nobody certified is on for it?
SELECT COUNT(*) AS n FROM method_meeting b JOIN method_version v ON v.method = b.method
WHERE b.meeting = :meeting AND b.from_day <= :day AND (b.to_day IS NULL OR b.to_day >= :day) AND v.training
	AND v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = b.method AND w.from_day <= :day)
	AND NOT EXISTS (SELECT 1 FROM volunteer_span s JOIN volunteer_certified c ON c.volunteer = s.volunteer AND c.method = b.method
		WHERE s.meeting = b.meeting AND s.role = 'facilitator' AND s.last >= :day
			AND c.issued <= CASE WHEN s.first > :day THEN s.first ELSE :day END
			AND c.counts_to >= CASE WHEN s.first > :day THEN s.first ELSE :day END);

-- meeting_lead_lost(meeting int, day day, held day) one -> n int
-- Somebody leads this date, and none of them is there with a valid training on the day when it is held.
SELECT COUNT(*) AS n FROM method_meeting b JOIN method_version v ON v.method = b.method
WHERE b.meeting = :meeting AND b.from_day <= :held AND (b.to_day IS NULL OR b.to_day >= :held) AND v.training
	AND v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = b.method AND w.from_day <= :held)
	AND EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.meeting = b.meeting AND a.role = 'facilitator' AND a.state = 'planned'
		AND (a.day = :day OR (a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day))))
	AND NOT EXISTS (SELECT 1 FROM volunteer_assignment a JOIN volunteer h ON h.id = a.volunteer
		JOIN volunteer_certified c ON c.volunteer = a.volunteer AND c.method = b.method AND c.issued <= :held AND c.counts_to >= :held
		WHERE a.meeting = b.meeting AND a.role = 'facilitator' AND a.state = 'planned'
			AND (h.state <> 'paused' OR h.back_day <= :held)
			AND (a.day = :day OR (a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day)
				AND NOT EXISTS (SELECT 1 FROM volunteer_assignment x WHERE x.meeting = a.meeting AND x.volunteer = a.volunteer
					AND x.day = :day AND x.state = 'cannot'))));
