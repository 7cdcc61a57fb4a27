-- Every kind of support: what kinds there are, who offers what, where and when, and how sure we are.

-- A kind of support.  Fifteen are built in; an administrator adds others, and every page, feed and figure knows them.
CREATE TABLE kind (
	id BIGINT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL,                     -- "housing"; unique, for good
	position INTEGER NOT NULL,              -- order on pages, 1 to 15 built in
	name_da TEXT NOT NULL,
	name_en TEXT NOT NULL,
	sentence_da TEXT NOT NULL,              -- what it is, in one sentence
	sentence_en TEXT NOT NULL,
	words_da TEXT NOT NULL DEFAULT '',      -- what people type when they need it, with commas between
	words_en TEXT NOT NULL DEFAULT '',
	needs TEXT NOT NULL DEFAULT '',         -- codes of the twelve needs, with blanks between
	booking TEXT NOT NULL,                  -- drop_in series capacity request voucher
	stages TEXT NOT NULL DEFAULT '',        -- what a new service of this kind begins with
	intervention TEXT NOT NULL,             -- clinical non_clinical
	outcome TEXT NOT NULL,                  -- attended moved_in first_working_day course_completed arrived answered other
	outcome_da TEXT NOT NULL DEFAULT '',    -- how "other" is said
	outcome_en TEXT NOT NULL DEFAULT '',
	hl7 TEXT NOT NULL DEFAULT '',           -- HL7 service-type codes, the nearest first
	open_eligibility TEXT NOT NULL DEFAULT '',
	built_in BOOLEAN NOT NULL,
	state TEXT NOT NULL,                    -- active retired
	changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX kind_by_code ON kind (code);

-- A fact that belongs to one kind: "accepts substitution medicine", "seats", "appeal deadline".
CREATE TABLE kind_field (
	kind BIGINT NOT NULL,
	code TEXT NOT NULL,                     -- a-z and _; never used again for something else
	position INTEGER NOT NULL,
	type TEXT NOT NULL,                     -- text long number yes_no choice choices date money url
	label_da TEXT NOT NULL,
	label_en TEXT NOT NULL,
	hint_da TEXT NOT NULL DEFAULT '',
	hint_en TEXT NOT NULL DEFAULT '',
	choices TEXT NOT NULL DEFAULT '',       -- lines "code|dansk|english", and "|retired" behind one that is no longer offered
	least BIGINT,                           -- of a number
	most BIGINT,
	required BOOLEAN NOT NULL,
	is_public BOOLEAN NOT NULL,             -- otherwise on no public page, feed or export
	filter BOOLEAN NOT NULL,                -- visitors may ask for it; yes_no, choice(s), date (from a day on)
	expires BOOLEAN NOT NULL,               -- a date: when it has passed, the service is over
	state TEXT NOT NULL,                    -- active retired: old values stay readable
	PRIMARY KEY (kind, code)
);

-- What somebody offers, again and again: a listing.  Meetings have their own table.
CREATE TABLE service (
	id BIGINT NOT NULL PRIMARY KEY,
	slug TEXT NOT NULL,
	kind BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT,                            -- of its first place, or chosen: where it belongs
	state TEXT NOT NULL,                    -- draft parked running ended; parked: came from a list, a person must look
	name_da TEXT NOT NULL DEFAULT '',       -- one of the two at least
	name_en TEXT NOT NULL DEFAULT '',
	name_key TEXT NOT NULL,
	description_da TEXT NOT NULL DEFAULT '',
	description_en TEXT NOT NULL DEFAULT '',
	-- what it is in somebody's way through treatment
	stages TEXT NOT NULL DEFAULT '',        -- codes of service_stages with blanks between; empty: cannot be published
	intervention TEXT NOT NULL DEFAULT '',  -- clinical non_clinical
	relation TEXT NOT NULL DEFAULT 'unknown',     -- needs_treatment alongside independent unknown
	-- who gives it, to whom
	providers TEXT NOT NULL DEFAULT '',     -- peer professional faith community other, with blanks between
	provider_other TEXT NOT NULL DEFAULT '',
	staffing TEXT NOT NULL DEFAULT 'unknown',     -- volunteer paid both unknown
	audience TEXT NOT NULL DEFAULT '',
	age_least INTEGER,
	age_most INTEGER,
	languages TEXT NOT NULL DEFAULT '',
	children TEXT NOT NULL DEFAULT 'unknown',     -- children welcome: yes no unknown
	substitution TEXT NOT NULL DEFAULT 'unknown', -- people in substitution treatment welcome: yes no unknown
	mode TEXT NOT NULL,                     -- room online hybrid phone home; home: they come to you
	-- what a faith-based one expects of those who come, and where one goes instead
	expectations_da TEXT NOT NULL DEFAULT '',
	expectations_en TEXT NOT NULL DEFAULT '',
	secular_da TEXT NOT NULL DEFAULT '',
	secular_en TEXT NOT NULL DEFAULT '',
	-- what it costs; amounts in minor units
	price_type TEXT NOT NULL DEFAULT '',    -- free fixed range sliding voucher unknown; empty: not said, cannot be published
	price_least BIGINT,
	price_most BIGINT,
	currency TEXT NOT NULL DEFAULT '',      -- ISO 4217
	price_unit TEXT NOT NULL DEFAULT '',    -- once hour day night week month course
	payer_da TEXT NOT NULL DEFAULT '',      -- who pays, or pays back
	payer_en TEXT NOT NULL DEFAULT '',
	papers_da TEXT NOT NULL DEFAULT '',     -- documents to bring
	papers_en TEXT NOT NULL DEFAULT '',
	extras_da TEXT NOT NULL DEFAULT '',     -- what else it may cost
	extras_en TEXT NOT NULL DEFAULT '',
	-- how to begin
	first_time_da TEXT NOT NULL DEFAULT '',
	first_time_en TEXT NOT NULL DEFAULT '',
	apply_da TEXT NOT NULL DEFAULT '',      -- how one gets in
	apply_en TEXT NOT NULL DEFAULT '',
	hours_da TEXT NOT NULL DEFAULT '',      -- opening hours in words, where a schedule would not be certain
	hours_en TEXT NOT NULL DEFAULT '',
	contact_role TEXT NOT NULL DEFAULT '',  -- never a surname
	phone TEXT NOT NULL DEFAULT '',
	email TEXT NOT NULL DEFAULT '',
	website TEXT NOT NULL DEFAULT '',
	conference_url TEXT NOT NULL DEFAULT '',
	-- how sure
	verified_at BIGINT,
	verified_by TEXT NOT NULL DEFAULT '',   -- link keeper import
	full_since BIGINT,                      -- said to be full; absent: takes people
	full_until DATE,                        -- and until when, if known
	-- where it came from
	source BIGINT,
	source_key TEXT NOT NULL DEFAULT '',
	extra TEXT NOT NULL DEFAULT '',         -- what a list said that we have no place for, as JSON; returned whole
	changed_at BIGINT NOT NULL,
	CHECK (state IN ('draft', 'parked', 'running', 'ended')),
	-- By whatever way it came, also past the program (INV-7): what everybody sees says where in the way through
	-- treatment it stands, what it costs, who keeps it and when somebody looked.
	CHECK (state <> 'running' OR (stages <> '' AND price_type <> '' AND verified_at IS NOT NULL AND org > 0 AND kind > 0)),
	-- An amount without its currency or without what it is for tells nobody anything.
	CHECK ((price_least IS NULL AND price_most IS NULL) OR (currency <> '' AND price_unit <> ''))
);
CREATE UNIQUE INDEX service_by_slug ON service (slug);
CREATE INDEX service_by_name ON service (name_key, id);
CREATE INDEX service_by_org ON service (org, name_key);
CREATE INDEX service_by_kind ON service (kind, name_key);
CREATE INDEX service_waiting ON service (state) WHERE state IN ('draft', 'parked');
CREATE INDEX service_by_source ON service (source, source_key);

-- Old public names of a service.
CREATE TABLE service_slug (
	slug TEXT NOT NULL PRIMARY KEY,
	service BIGINT NOT NULL
);
CREATE INDEX service_slug_by_service ON service_slug (service);

-- Where it is given; the first one is what lists show.
CREATE TABLE service_place (
	service BIGINT NOT NULL,
	location BIGINT NOT NULL,
	position INTEGER NOT NULL,
	source_key TEXT NOT NULL DEFAULT '',    -- what a list calls this service at this place
	PRIMARY KEY (service, location)
);
CREATE INDEX service_place_by_location ON service_place (location);

-- Areas that it serves, when it comes to people or takes them from there only.
CREATE TABLE service_area (
	service BIGINT NOT NULL,
	area BIGINT NOT NULL,
	PRIMARY KEY (service, area)
);

-- When it is open: one line for each rhythm.
CREATE TABLE service_schedule (
	service BIGINT NOT NULL,
	position INTEGER NOT NULL,              -- from 0
	location BIGINT,                        -- absent: everywhere
	rhythm TEXT NOT NULL,                   -- as in meeting; see kit/cal/cal.h
	every INTEGER NOT NULL,
	weekdays INTEGER NOT NULL,
	nths INTEGER NOT NULL,
	month_day INTEGER NOT NULL,
	first_day DATE,                         -- absent: always
	last_day DATE,
	start_min INTEGER NOT NULL,             -- minutes after local midnight
	duration_min INTEGER NOT NULL,          -- 1440: round the clock; 0: closing time not known
	zone TEXT NOT NULL,
	note_da TEXT NOT NULL DEFAULT '',
	note_en TEXT NOT NULL DEFAULT '',
	source_key TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (service, position)
);

-- What its kind asks: one answer a row, as the field table writes it.
CREATE TABLE service_fact (
	service BIGINT NOT NULL,
	field TEXT NOT NULL,                    -- kind_field.code
	value TEXT NOT NULL,                    -- codes, number, date, minor units; of a text the Danish one
	value_en TEXT NOT NULL DEFAULT '',      -- texts only
	PRIMARY KEY (service, field)
);

-- Free places, as somebody last counted them.
CREATE TABLE service_capacity (
	service BIGINT NOT NULL,
	unit TEXT NOT NULL,                     -- bed room seat place
	total INTEGER,                          -- absent: not said
	free INTEGER NOT NULL,
	as_of BIGINT NOT NULL,
	by_what TEXT NOT NULL,                  -- keeper link import
	PRIMARY KEY (service, unit)
);

-- Somebody lives there: shown after a second confirmation, never in a feed or an export.
ALTER TABLE location ADD COLUMN home BOOLEAN NOT NULL DEFAULT FALSE;
