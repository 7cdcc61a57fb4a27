-- Lists from elsewhere: which ones we know, what each file did, and how to take it back.

-- A list that comes again: files under one name are compared with each other.
CREATE TABLE exchange_source (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                 -- folded: unique
	method TEXT NOT NULL,                   -- of its meetings, where a file does not say; empty: look at its addresses
	zone TEXT NOT NULL,                     -- of its clock times, where a file does not say; empty: look at its places
	org BIGINT,                             -- whose its listings are to keep; absent: nobody's
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX exchange_source_by_name ON exchange_source (name_key);

-- What a list said last of one listing.  A listing that we gave up stays here, so that it does not come again.
CREATE TABLE exchange_listing (
	source BIGINT NOT NULL,
	key TEXT NOT NULL,                      -- what the list calls it
	meeting BIGINT NOT NULL,
	digest TEXT NOT NULL,                   -- of what was said: the same again costs nothing
	said TEXT NOT NULL,                     -- as JSON: what the list did not change, it does not take from a keeper
	gone_at BIGINT,                         -- first missing in a file; absent: still there
	PRIMARY KEY (source, key)
);
CREATE INDEX exchange_listing_by_meeting ON exchange_listing (meeting);

-- One file: looked at, taken in, taken back.
CREATE TABLE exchange_run (
	id BIGINT NOT NULL PRIMARY KEY,
	source BIGINT NOT NULL,
	format TEXT NOT NULL,                   -- meeting-guide oiaa csv
	at BIGINT NOT NULL,
	account BIGINT NOT NULL,
	state TEXT NOT NULL,                    -- checked done undone forgotten
	done_at BIGINT,
	sure BOOLEAN NOT NULL,                  -- somebody held the list against the world that day
	n_new INTEGER NOT NULL,
	n_changed INTEGER NOT NULL,
	n_same INTEGER NOT NULL,
	n_refused INTEGER NOT NULL,
	n_gone INTEGER NOT NULL,                -- in our list from this source, no longer in the file
	-- Lines of the diary that it wrote when it was taken in and taken back: what came after is somebody's hand.
	first_event BIGINT NOT NULL,
	last_event BIGINT NOT NULL,
	undo_first_event BIGINT NOT NULL,
	undo_last_event BIGINT NOT NULL
);
CREATE INDEX exchange_run_by_source ON exchange_run (source, at);
CREATE INDEX exchange_run_by_at ON exchange_run (at);

-- What a run did to one listing, with what stood there before.
CREATE TABLE exchange_change (
	run BIGINT NOT NULL,
	n INTEGER NOT NULL,                     -- in the order of the file, from 0
	line INTEGER NOT NULL,                  -- in the file; 0: no longer in it
	verdict TEXT NOT NULL,                  -- new changed same refused gone; same: only what the list calls it
	meeting BIGINT,
	key TEXT NOT NULL,
	name TEXT NOT NULL,
	field TEXT NOT NULL,                    -- the column that the reason speaks of; empty: the whole row
	reason TEXT NOT NULL,                   -- sentences for refused and mended rows, one on each line
	gap TEXT NOT NULL,                      -- the value that the first one speaks of
	said TEXT NOT NULL,                     -- the good row as JSON while it waits for a yes; emptied afterwards
	digest TEXT NOT NULL,                   -- of said
	old_key TEXT NOT NULL,                  -- what the list called it before; empty: the same, or it is new
	was TEXT NOT NULL,                      -- the record before, as JSON; empty for a new one
	was_listing TEXT NOT NULL,              -- the row of exchange_listing before, as JSON; empty: there was none
	PRIMARY KEY (run, n)
);
CREATE INDEX exchange_change_by_meeting ON exchange_change (meeting);

-- Places and organisations that a run made or changed, each once.
CREATE TABLE exchange_thing (
	run BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- location org
	id BIGINT NOT NULL,
	was TEXT NOT NULL,                      -- empty: it was made
	PRIMARY KEY (run, kind, id)
);
