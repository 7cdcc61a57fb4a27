-- What came of each date of a group: held, not held and why, or nothing written down yet.

/*
 * Groups that write down their evenings.  A series without a row is only listed: nobody is asked for figures of it.
 */
CREATE TABLE evening_series (
	meeting BIGINT NOT NULL PRIMARY KEY,
	from_day DATE NOT NULL,                 -- the first evening that is written down
	seats INTEGER NOT NULL DEFAULT 0,       -- of a closed group; 0: as many as come
	starts_with INTEGER NOT NULL DEFAULT 4, -- so many must want to come before a new group begins
	talk TEXT NOT NULL DEFAULT 'none',      -- before one comes the first time: none offered expected
	changed_at BIGINT NOT NULL,
	CHECK (seats >= 0 AND starts_with > 0 AND talk IN ('none', 'offered', 'expected'))
);

/*
 * One evening as it stands now: one row per series and date.  No row 48 hours after its end: it is undocumented,
 * which every reading finds out by itself.  What was cancelled before it began stands in meeting_exception.
 */
CREATE TABLE evening (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,                      -- by the series
	entry INTEGER NOT NULL,                 -- 1, and one more with each correction
	state TEXT NOT NULL,                    -- held not_held informal_held
	reason TEXT NOT NULL DEFAULT '',        -- class, of what was not held
	heads INTEGER NOT NULL DEFAULT 0,       -- who came, without those who led
	first_timers INTEGER NOT NULL DEFAULT 0,
	relatives INTEGER NOT NULL DEFAULT 0,
	left_early INTEGER NOT NULL DEFAULT 0,
	turned_away INTEGER NOT NULL DEFAULT 0, -- stood at the door of an evening that was not held
	method BIGINT NOT NULL DEFAULT 0,       -- that the series followed on that day; 0: none of ours
	version INTEGER NOT NULL DEFAULT 0,     -- in force on that day
	tools TEXT NOT NULL DEFAULT '',         -- codes with blanks between
	incident BOOLEAN NOT NULL,
	flags TEXT NOT NULL DEFAULT '',         -- what was asked about and kept: codes with blanks between
	by_what TEXT NOT NULL,                  -- form link sheet list
	documented_at BIGINT NOT NULL,
	account BIGINT NOT NULL,                -- 0: by a link
	PRIMARY KEY (meeting, day),
	CHECK (state IN ('held', 'not_held', 'informal_held')),
	CHECK ((state = 'not_held') = (reason <> '')),
	CHECK (heads >= 0 AND first_timers >= 0 AND relatives >= 0 AND left_early >= 0 AND turned_away >= 0)
);
CREATE INDEX evening_by_day ON evening (day, meeting);

-- An evening as it stood before a correction.  Nothing is changed or taken away here.
CREATE TABLE evening_before (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	entry INTEGER NOT NULL,
	state TEXT NOT NULL,
	reason TEXT NOT NULL,
	heads INTEGER NOT NULL,
	first_timers INTEGER NOT NULL,
	relatives INTEGER NOT NULL,
	left_early INTEGER NOT NULL,
	turned_away INTEGER NOT NULL,
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,
	tools TEXT NOT NULL,
	incident BOOLEAN NOT NULL,
	flags TEXT NOT NULL,
	by_what TEXT NOT NULL,
	documented_at BIGINT NOT NULL,
	account BIGINT NOT NULL,
	replaced_at BIGINT NOT NULL,
	replaced_by BIGINT NOT NULL,            -- account
	PRIMARY KEY (meeting, day, entry)
);

-- Who led an evening, as one of its entries says.
CREATE TABLE evening_led (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	entry INTEGER NOT NULL,
	volunteer BIGINT NOT NULL,
	PRIMARY KEY (meeting, day, entry, volunteer)
);

-- What the coordinator must know, sealed: for them and for who wrote it.  It counts for twelve months.
CREATE TABLE evening_note (
	id BIGINT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	sealed TEXT NOT NULL,                   -- personal
	account BIGINT NOT NULL,                -- who wrote it; 0: by a link
	at BIGINT NOT NULL
);
CREATE INDEX evening_note_by_evening ON evening_note (meeting, day);
CREATE INDEX evening_note_by_time ON evening_note (at);

/*
 * Did the evening follow the method?  By who led it, and by a second person who looked.  A letter for each item of the
 * method's version, in their order: y yes, p partly, n no, r not relevant, - not answered.  Answers are not changed:
 * a later check of the same evening by the same kind of person is one more entry, and the last one counts.
 */
CREATE TABLE evening_check (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	by_whom TEXT NOT NULL,                  -- self observer
	entry INTEGER NOT NULL,
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,
	answers TEXT NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (meeting, day, by_whom, entry),
	CHECK (by_whom IN ('self', 'observer'))
);

-- A link to write down one evening of one group without log-in; only its keyed hash is kept.
CREATE TABLE evening_link (
	tag TEXT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT
);
CREATE INDEX evening_link_by_evening ON evening_link (meeting, day);

-- Nobody who may lead could be found: the coordinator says that people meet all the same, informally.
CREATE TABLE evening_informal (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (meeting, day)
);
