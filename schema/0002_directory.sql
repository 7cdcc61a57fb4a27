-- Where and when: areas, organisations, locations, series of meetings.

-- A piece of the world that things are grouped by: country, region, municipality, state, any other.
CREATE TABLE area (
	id BIGINT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL,                     -- "DK-751", "US-NJ"; unique
	kind TEXT NOT NULL,                     -- country region municipality state other
	country TEXT NOT NULL,                  -- ISO 3166-1 alpha-2
	parent BIGINT,
	name TEXT NOT NULL,
	name_en TEXT NOT NULL,
	slug TEXT NOT NULL,
	lat DOUBLE PRECISION,
	lon DOUBLE PRECISION,
	zone TEXT NOT NULL,                     -- IANA
	child_concern_phone TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX area_by_code ON area (code);
CREATE UNIQUE INDEX area_by_slug ON area (slug);

-- An association, municipality, hospital … that meetings and people belong to.
CREATE TABLE org (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                 -- folded: unique
	slug TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- association municipality hospital company faith other
	reg_no TEXT NOT NULL DEFAULT '',
	area BIGINT,
	website TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT '',         -- of an office, never of a person
	email TEXT NOT NULL DEFAULT '',
	description_da TEXT NOT NULL DEFAULT '',
	description_en TEXT NOT NULL DEFAULT '',
	neutral_name TEXT NOT NULL DEFAULT '',
	frame_hosts TEXT NOT NULL DEFAULT '',   -- sites that may embed its lists
	state TEXT NOT NULL,                    -- active ended
	changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX org_by_name ON org (name_key);
CREATE UNIQUE INDEX org_by_slug ON org (slug);

-- A house that one can come to.
CREATE TABLE location (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                 -- folded name and address: to find it again on import
	org BIGINT,                             -- whose it is to keep; absent: everybody's
	address TEXT NOT NULL,                  -- street line
	postcode TEXT NOT NULL,
	city TEXT NOT NULL,
	area BIGINT,
	country TEXT NOT NULL,
	region TEXT NOT NULL DEFAULT '',        -- as a feed said it, general to specific, " > " between
	lat DOUBLE PRECISION,
	lon DOUBLE PRECISION,
	approximate BOOLEAN NOT NULL,           -- the point is the town's, not the house's
	zone TEXT NOT NULL,
	step_free TEXT NOT NULL DEFAULT 'unknown',    -- yes no unknown
	toilet TEXT NOT NULL DEFAULT 'unknown',       -- a toilet for wheelchairs
	transit TEXT NOT NULL DEFAULT '',       -- nearest bus stop or station
	entrance_da TEXT NOT NULL DEFAULT '',   -- how to come in
	entrance_en TEXT NOT NULL DEFAULT '',
	protected BOOLEAN NOT NULL,             -- address never public
	state TEXT NOT NULL,                    -- active ended
	changed_at BIGINT NOT NULL
);
CREATE INDEX location_by_key ON location (name_key);
CREATE INDEX location_by_area ON location (area);

-- A series: something that happens again and again at a wall-clock time.
CREATE TABLE meeting (
	id BIGINT NOT NULL PRIMARY KEY,
	slug TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,
	org BIGINT,
	location BIGINT,                        -- absent: online or by phone only
	area BIGINT,                            -- of the location, or chosen for an online meeting
	state TEXT NOT NULL,                    -- draft running ended
	method TEXT NOT NULL,                   -- code of meeting_methods
	audience TEXT NOT NULL DEFAULT '',      -- codes with blanks between; empty: everyone
	openness TEXT NOT NULL DEFAULT 'unknown',     -- open closed unknown
	mode TEXT NOT NULL,                     -- room online hybrid phone
	languages TEXT NOT NULL DEFAULT '',     -- ISO 639-1 codes with blanks between
	children TEXT NOT NULL DEFAULT 'unknown',     -- children welcome: yes no unknown
	newcomers TEXT NOT NULL DEFAULT 'unknown',
	price TEXT NOT NULL DEFAULT 'free',
	description_da TEXT NOT NULL DEFAULT '',
	description_en TEXT NOT NULL DEFAULT '',
	first_time_da TEXT NOT NULL DEFAULT '', -- what happens the first time
	first_time_en TEXT NOT NULL DEFAULT '',
	contact_role TEXT NOT NULL DEFAULT '',  -- never a surname
	phone TEXT NOT NULL DEFAULT '',         -- public, of the group
	email TEXT NOT NULL DEFAULT '',
	website TEXT NOT NULL DEFAULT '',
	conference_url TEXT NOT NULL DEFAULT '',
	conference_phone TEXT NOT NULL DEFAULT '',
	conference_notes TEXT NOT NULL DEFAULT '',
	conference_hidden BOOLEAN NOT NULL,     -- how to join is shown only 30 minutes before
	room TEXT NOT NULL DEFAULT '',          -- floor, door
	-- when: see kit/cal/cal.h
	rhythm TEXT NOT NULL,                   -- once weekly monthly_weekday monthly_day daily appointment
	every INTEGER NOT NULL,
	weekdays INTEGER NOT NULL,
	nths INTEGER NOT NULL,
	month_day INTEGER NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE,
	start_min INTEGER NOT NULL,             -- minutes after local midnight
	duration_min INTEGER NOT NULL,          -- 0: not known
	zone TEXT NOT NULL,
	holidays TEXT NOT NULL,                 -- none DK US
	holiday_rule TEXT NOT NULL,             -- hold skip ask
	follows BIGINT,                         -- the series that this one goes on from ("this and following")
	sequence INTEGER NOT NULL,              -- iCalendar: one more at each change of time, place or state
	-- how sure
	verified_at BIGINT,                     -- absent: never
	verified_by TEXT NOT NULL DEFAULT '',   -- link keeper import
	-- where it came from
	source BIGINT,                          -- import that made it
	source_key TEXT NOT NULL DEFAULT '',    -- what the source calls it
	extra TEXT NOT NULL DEFAULT '',         -- what a feed said that we have no place for, as JSON; returned whole
	changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_by_slug ON meeting (slug);
CREATE INDEX meeting_by_name ON meeting (name_key, id);
CREATE INDEX meeting_by_org ON meeting (org, name_key);
CREATE INDEX meeting_by_location ON meeting (location);
CREATE INDEX meeting_drafts ON meeting (state) WHERE state = 'draft';
CREATE INDEX meeting_by_source ON meeting (source, source_key);

-- One date that is otherwise than the series says.
CREATE TABLE meeting_exception (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,                      -- the date by the series
	kind TEXT NOT NULL,                     -- cancelled moved held (a holiday that is held all the same)
	reason_da TEXT NOT NULL DEFAULT '',
	reason_en TEXT NOT NULL DEFAULT '',
	new_day DATE,
	new_start_min INTEGER,
	new_location BIGINT,
	at BIGINT NOT NULL,
	PRIMARY KEY (meeting, day)
);

-- Weeks in which a series rests.
CREATE TABLE meeting_pause (
	meeting BIGINT NOT NULL,
	from_day DATE NOT NULL,
	to_day DATE NOT NULL,                   -- inclusive
	reason_da TEXT NOT NULL DEFAULT '',
	reason_en TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (meeting, from_day)
);

-- Old public names of a series: an address that was printed goes on working.
CREATE TABLE meeting_slug (
	slug TEXT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL
);
CREATE INDEX meeting_slug_by_meeting ON meeting_slug (meeting);

-- Somebody looked whether it is right.
CREATE TABLE verify_check (
	id BIGINT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	at BIGINT NOT NULL,
	by_what TEXT NOT NULL,                  -- link keeper import
	result TEXT NOT NULL                    -- right changed closed
);
CREATE INDEX verify_check_by_meeting ON verify_check (meeting, at);

-- A one-time link to say so without log-in; only its keyed hash is kept.
CREATE TABLE verify_link (
	tag TEXT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT
);
CREATE INDEX verify_link_by_meeting ON verify_link (meeting);

-- A visitor says that something is wrong.
CREATE TABLE verify_report (
	id BIGINT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	at BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- locked time number place other
	words TEXT NOT NULL,                    -- masked before it came here
	source TEXT NOT NULL,                   -- salted hash, emptied after 24 hours
	due_at BIGINT NOT NULL,
	closed_at BIGINT,
	answer TEXT NOT NULL DEFAULT ''         -- mended wrong_report closed
);
CREATE INDEX verify_report_by_meeting ON verify_report (meeting, at);
CREATE INDEX verify_report_open ON verify_report (closed_at, due_at);
