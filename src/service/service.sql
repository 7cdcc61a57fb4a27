-- service_row(id int) one
-- One service.
SELECT id, slug, kind, org, area, state, name_da, name_en, description_da, description_en, stages, intervention, relation,
	providers, provider_other, staffing, audience, age_least, age_most, languages, children, substitution, mode,
	expectations_da, expectations_en, secular_da, secular_en, price_type, price_least, price_most, currency, price_unit,
	payer_da, payer_en, papers_da, papers_en, extras_da, extras_en, first_time_da, first_time_en, apply_da, apply_en,
	hours_da, hours_en, contact_role, phone, email, website, conference_url, verified_at, verified_by, full_since,
	full_until, source, source_key, extra, changed_at
FROM service WHERE id = :id;

-- service_after(state text, after int, most int) many
-- The next services of one state (empty: all) in order of id: for indexes, feeds and exports.
SELECT id, slug, kind, org, area, state, name_da, name_en, description_da, description_en, stages, intervention, relation,
	providers, provider_other, staffing, audience, age_least, age_most, languages, children, substitution, mode,
	expectations_da, expectations_en, secular_da, secular_en, price_type, price_least, price_most, currency, price_unit,
	payer_da, payer_en, papers_da, papers_en, extras_da, extras_en, first_time_da, first_time_en, apply_da, apply_en,
	hours_da, hours_en, contact_role, phone, email, website, conference_url, verified_at, verified_by, full_since,
	full_until, source, source_key, extra, changed_at
FROM service WHERE id > :after AND (:state = '' OR state = :state) ORDER BY id LIMIT :most;

-- service_of_source_after(source int, after int, most int) many
-- The next services that came from one source, whatever their state: for the next file of that source.
SELECT id, slug, kind, org, area, state, name_da, name_en, description_da, description_en, stages, intervention, relation,
	providers, provider_other, staffing, audience, age_least, age_most, languages, children, substitution, mode,
	expectations_da, expectations_en, secular_da, secular_en, price_type, price_least, price_most, currency, price_unit,
	payer_da, payer_en, papers_da, papers_en, extras_da, extras_en, first_time_da, first_time_en, apply_da, apply_en,
	hours_da, hours_en, contact_role, phone, email, website, conference_url, verified_at, verified_by, full_since,
	full_until, source, source_key, extra, changed_at
FROM service WHERE source = :source AND id > :after ORDER BY id LIMIT :most;

-- service_places_between(first int, last int) many bounded
-- Where the services of these ids are given, service by service.
SELECT service, location, source_key FROM service_place
WHERE service >= :first AND service <= :last ORDER BY service, position;

-- service_areas_between(first int, last int) many bounded
-- Which areas the services of these ids serve.
SELECT service, area FROM service_area WHERE service >= :first AND service <= :last ORDER BY service, area;

-- service_schedules_between(first int, last int) many bounded
-- When the services of these ids are open.
SELECT service, location, rhythm, every, weekdays, nths, month_day, first_day, last_day, start_min, duration_min, zone,
	note_da, note_en, source_key
FROM service_schedule WHERE service >= :first AND service <= :last ORDER BY service, position;

-- service_facts_between(first int, last int) many bounded
-- What the services of these ids answer to their kinds.
SELECT service, field, value, value_en FROM service_fact
WHERE service >= :first AND service <= :last ORDER BY service, field;

-- service_capacities_between(first int, last int) many bounded
-- Free places of the services of these ids.
SELECT service, unit, total, free, as_of, by_what FROM service_capacity
WHERE service >= :first AND service <= :last ORDER BY service, unit;

-- service_id_of_slug(slug text) one
-- Which service has this public name now.
SELECT id FROM service WHERE slug = :slug;

-- service_id_of_old_slug(slug text) one
-- Which service once had this public name.
SELECT service FROM service_slug WHERE slug = :slug;

-- service_slug_keep(slug text, service int) exec
-- A public name that was printed stays with its service.
INSERT INTO service_slug (slug, service) VALUES (:slug, :service)
ON CONFLICT (slug) DO UPDATE SET service = excluded.service;

-- service_slug_forget(slug text) exec
-- The name is in use again, by its service itself.
DELETE FROM service_slug WHERE slug = :slug;

-- service_slugs_of(service int) many bounded
-- Names that one service once had.
SELECT slug FROM service_slug WHERE service = :service ORDER BY slug;

-- service_put(id int, slug text, kind int, org int, area int?, state text, name_da text, name_en text, name_key text, description_da text, description_en text, stages text, intervention text, relation text, providers text, provider_other text, staffing text, audience text, age_least int?, age_most int?, languages text, children text, substitution text, mode text, expectations_da text, expectations_en text, secular_da text, secular_en text, price_type text, price_least int?, price_most int?, currency text, price_unit text, payer_da text, payer_en text, papers_da text, papers_en text, extras_da text, extras_en text, first_time_da text, first_time_en text, apply_da text, apply_en text, hours_da text, hours_en text, contact_role text, phone text, email text, website text, conference_url text, verified_at int?, verified_by text, full_since int?, full_until day?, source int?, source_key text, extra text, changed_at int) exec
-- Store one service, new or known.
INSERT INTO service (id, slug, kind, org, area, state, name_da, name_en, name_key, description_da, description_en, stages,
	intervention, relation, providers, provider_other, staffing, audience, age_least, age_most, languages, children,
	substitution, mode, expectations_da, expectations_en, secular_da, secular_en, price_type, price_least, price_most,
	currency, price_unit, payer_da, payer_en, papers_da, papers_en, extras_da, extras_en, first_time_da, first_time_en,
	apply_da, apply_en, hours_da, hours_en, contact_role, phone, email, website, conference_url, verified_at, verified_by,
	full_since, full_until, source, source_key, extra, changed_at)
VALUES (:id, :slug, :kind, :org, :area, :state, :name_da, :name_en, :name_key, :description_da, :description_en, :stages,
	:intervention, :relation, :providers, :provider_other, :staffing, :audience, :age_least, :age_most, :languages, :children,
	:substitution, :mode, :expectations_da, :expectations_en, :secular_da, :secular_en, :price_type, :price_least, :price_most,
	:currency, :price_unit, :payer_da, :payer_en, :papers_da, :papers_en, :extras_da, :extras_en, :first_time_da, :first_time_en,
	:apply_da, :apply_en, :hours_da, :hours_en, :contact_role, :phone, :email, :website, :conference_url, :verified_at, :verified_by,
	:full_since, :full_until, :source, :source_key, :extra, :changed_at)
ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, kind = excluded.kind, org = excluded.org, area = excluded.area,
	state = excluded.state, name_da = excluded.name_da, name_en = excluded.name_en, name_key = excluded.name_key,
	description_da = excluded.description_da, description_en = excluded.description_en, stages = excluded.stages,
	intervention = excluded.intervention, relation = excluded.relation, providers = excluded.providers,
	provider_other = excluded.provider_other, staffing = excluded.staffing, audience = excluded.audience,
	age_least = excluded.age_least, age_most = excluded.age_most, languages = excluded.languages, children = excluded.children,
	substitution = excluded.substitution, mode = excluded.mode, expectations_da = excluded.expectations_da,
	expectations_en = excluded.expectations_en, secular_da = excluded.secular_da, secular_en = excluded.secular_en,
	price_type = excluded.price_type, price_least = excluded.price_least, price_most = excluded.price_most,
	currency = excluded.currency, price_unit = excluded.price_unit, payer_da = excluded.payer_da, payer_en = excluded.payer_en,
	papers_da = excluded.papers_da, papers_en = excluded.papers_en, extras_da = excluded.extras_da,
	extras_en = excluded.extras_en, first_time_da = excluded.first_time_da, first_time_en = excluded.first_time_en,
	apply_da = excluded.apply_da, apply_en = excluded.apply_en, hours_da = excluded.hours_da, hours_en = excluded.hours_en,
	contact_role = excluded.contact_role, phone = excluded.phone, email = excluded.email, website = excluded.website,
	conference_url = excluded.conference_url, verified_at = excluded.verified_at, verified_by = excluded.verified_by,
	full_since = excluded.full_since, full_until = excluded.full_until, source = excluded.source,
	source_key = excluded.source_key, extra = excluded.extra, changed_at = excluded.changed_at;

-- service_place_put(service int, location int, position int, source_key text) exec
-- One place where it is given.
INSERT INTO service_place (service, location, position, source_key) VALUES (:service, :location, :position, :source_key)
ON CONFLICT DO NOTHING;

-- service_area_put(service int, area int) exec
-- One area that it serves.
INSERT INTO service_area (service, area) VALUES (:service, :area)
ON CONFLICT DO NOTHING;

-- service_schedule_put(service int, position int, location int?, rhythm text, every int, weekdays int, nths int, month_day int, first_day day?, last_day day?, start_min int, duration_min int, zone text, note_da text, note_en text, source_key text) exec
-- One rhythm of its hours.
INSERT INTO service_schedule (service, position, location, rhythm, every, weekdays, nths, month_day, first_day, last_day,
	start_min, duration_min, zone, note_da, note_en, source_key)
VALUES (:service, :position, :location, :rhythm, :every, :weekdays, :nths, :month_day, :first_day, :last_day,
	:start_min, :duration_min, :zone, :note_da, :note_en, :source_key);

-- service_fact_put(service int, field text, value text, value_en text) exec
-- One answer to its kind.
INSERT INTO service_fact (service, field, value, value_en) VALUES (:service, :field, :value, :value_en);

-- service_capacity_put(service int, unit text, total int?, free int, as_of int, by_what text) exec
-- Free places as somebody counted them.
INSERT INTO service_capacity (service, unit, total, free, as_of, by_what)
VALUES (:service, :unit, :total, :free, :as_of, :by_what)
ON CONFLICT (service, unit) DO UPDATE SET total = excluded.total, free = excluded.free, as_of = excluded.as_of,
	by_what = excluded.by_what;

-- service_places_drop(service int) exec
-- Its places go, to be written anew.
DELETE FROM service_place WHERE service = :service;

-- service_areas_drop(service int) exec
-- The areas that it serves go, to be written anew.
DELETE FROM service_area WHERE service = :service;

-- service_schedules_drop(service int) exec
-- Its hours go, to be written anew.
DELETE FROM service_schedule WHERE service = :service;

-- service_facts_drop(service int) exec
-- Its facts go, to be written anew.
DELETE FROM service_fact WHERE service = :service;

-- service_capacities_drop(service int) exec
-- Its counts of free places go, to be written anew.
DELETE FROM service_capacity WHERE service = :service;

-- service_slugs_drop(service int) exec
-- The old names of a service that goes.
DELETE FROM service_slug WHERE service = :service;

-- service_discard_row(id int) exec
-- A service goes.
DELETE FROM service WHERE id = :id;

-- service_state_change(id int, was text, state text, verified_at int?, verified_by text, at int) exec
-- From one state to the next, if it still is in the first.
UPDATE service SET state = :state, verified_at = :verified_at, verified_by = :verified_by, changed_at = :at
WHERE id = :id AND state = :was;

-- service_verified(id int, by_what text, at int) exec
-- Somebody looked and it was right.
UPDATE service SET verified_at = :at, verified_by = :by_what WHERE id = :id;

-- service_full(id int, since int?, until day?, at int) exec
-- It takes nobody for now, or people again.
UPDATE service SET full_since = :since, full_until = :until, changed_at = :at WHERE id = :id;

-- service_lines(all bool, account int, roles text, text text, state text, kind int, org int, most int, skip int) many scan ok
-- Services in somebody's scope for the keepers' list, by name; text is folded.
SELECT s.id, s.slug, s.kind, s.org, s.area, s.name_da, s.name_en, s.state, s.mode, s.verified_at, s.full_since, s.full_until,
	o.name AS org_name, l.city
FROM service s JOIN org o ON o.id = s.org
	LEFT JOIN service_place p ON p.service = s.id AND p.position = 0
	LEFT JOIN location l ON l.id = p.location
WHERE (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)))
	AND (:kind = 0 OR s.kind = :kind) AND (:org = 0 OR s.org = :org) AND (:state = '' OR s.state = :state)
	AND (:text = '' OR replace(s.name_key, :text, '') <> s.name_key OR replace(o.name_key, :text, '') <> o.name_key)
ORDER BY s.name_key, s.id LIMIT :most OFFSET :skip;

-- service_lines_count(all bool, account int, roles text, text text, state text, kind int, org int) one -> n int scan ok
-- How many there are on the keepers' list.
SELECT COUNT(*) AS n FROM service s JOIN org o ON o.id = s.org
WHERE (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)))
	AND (:kind = 0 OR s.kind = :kind) AND (:org = 0 OR s.org = :org) AND (:state = '' OR s.state = :state)
	AND (:text = '' OR replace(s.name_key, :text, '') <> s.name_key OR replace(o.name_key, :text, '') <> o.name_key);

-- service_before_put(service int, change int, at int, whole text) exec
-- How it was before somebody changed it by hand.
INSERT INTO service_before (service, change, at, whole) VALUES (:service, :change, :at, :whole)
ON CONFLICT (service) DO UPDATE SET change = excluded.change, at = excluded.at, whole = excluded.whole;

-- service_before_of(service int, after int) one
-- How it was before the last change by hand, if that was after this.
SELECT change, at, whole FROM service_before WHERE service = :service AND at > :after;

-- service_before_drop(service int) exec
-- The last change is not the last any more.
DELETE FROM service_before WHERE service = :service;

-- service_before_forget(until int) exec
-- What is too old to be taken back.
DELETE FROM service_before WHERE at <= :until;

-- service_review_rows(all bool, account int, roles text, until text, most int) many scan ok
-- Material in somebody's scope whose day of review is this one or earlier, the earliest first.
SELECT s.id, s.name_da, s.name_en, o.name AS org_name, f.value
FROM service_fact f JOIN service s ON s.id = f.service JOIN org o ON o.id = s.org
WHERE f.field = 'review_by' AND f.value <> '' AND f.value <= :until AND s.state <> 'ended'
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)))
ORDER BY f.value, s.name_key, s.id LIMIT :most;

-- service_review_count(all bool, account int, roles text, until text) one -> n int scan ok
-- How much of it there is.
SELECT COUNT(*) AS n
FROM service_fact f JOIN service s ON s.id = f.service
WHERE f.field = 'review_by' AND f.value <> '' AND f.value <= :until AND s.state <> 'ended'
	AND (:all OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = s.org) AND (g.area = 0 OR g.area = s.area)));
