-- Tables that somebody kept themselves and that come inside: the cells until a yes, and what became of each row.

-- One file.  Of the file itself only the cells are kept, and they for a day at most.
CREATE TABLE sheet_run (
	id BIGINT NOT NULL PRIMARY KEY,
	target TEXT NOT NULL,                   -- what the rows are: volunteers courses evenings
	org BIGINT NOT NULL,                    -- whose they are
	account BIGINT NOT NULL,                -- who brought it
	at BIGINT NOT NULL,
	state TEXT NOT NULL,                    -- columns: nobody has said what they are; checked done undone forgotten
	basis TEXT NOT NULL DEFAULT '',         -- of data about persons, the ground in law: agreement consent duty
	titles TEXT NOT NULL DEFAULT '',        -- of the columns, 0x1F between; gone with the cells
	header BIGINT NOT NULL,                 -- hash of the folded titles, to know a table of this form again
	mapping TEXT NOT NULL DEFAULT '',       -- a code for each column with blanks between; - not taken, ! numbers of persons
	day_order TEXT NOT NULL DEFAULT '',     -- dmy mdy; empty: nobody had to say
	mended TEXT NOT NULL DEFAULT '',        -- how the letters were read: windows utf16 undoubled
	n_rows BIGINT NOT NULL,
	n_new BIGINT NOT NULL DEFAULT 0,
	n_same BIGINT NOT NULL DEFAULT 0,
	n_refused BIGINT NOT NULL DEFAULT 0,
	done_at BIGINT,
	first_event BIGINT NOT NULL DEFAULT 0,  -- of the diary, while it was taken in
	last_event BIGINT NOT NULL DEFAULT 0,
	undo_first_event BIGINT NOT NULL DEFAULT 0,   -- while it was taken back
	undo_last_event BIGINT NOT NULL DEFAULT 0,
	CHECK (state IN ('columns', 'checked', 'done', 'undone', 'forgotten')),
	CHECK (day_order IN ('', 'dmy', 'mdy'))
);
CREATE INDEX sheet_run_by_time ON sheet_run (at, id);

-- A row of it.
CREATE TABLE sheet_row (
	run BIGINT NOT NULL,
	n BIGINT NOT NULL,                      -- from 1
	line BIGINT NOT NULL,                   -- in the file
	cells TEXT NOT NULL,                    -- 0x1F between; personal; gone when the run is over
	broken TEXT NOT NULL,                   -- why it could not be read as a row, N_; empty: it could
	hidden BIGINT NOT NULL,                 -- the column where a number of a person stood that we do not keep; -1: none
	verdict TEXT NOT NULL DEFAULT '',       -- new same refused
	field TEXT NOT NULL DEFAULT '',         -- that the reason speaks of
	reason TEXT NOT NULL DEFAULT '',        -- N_
	gap TEXT NOT NULL DEFAULT '',           -- fills {x} of it; personal; gone with the cells
	subject BIGINT NOT NULL DEFAULT 0,      -- what it became, or belongs to
	was TEXT NOT NULL DEFAULT '',           -- what an undo must know
	PRIMARY KEY (run, n)
);
CREATE INDEX sheet_row_by_verdict ON sheet_row (run, verdict, n);

-- What somebody said last of a table with these titles.
CREATE TABLE sheet_form (
	org BIGINT NOT NULL,
	target TEXT NOT NULL,
	header BIGINT NOT NULL,
	mapping TEXT NOT NULL,
	day_order TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (org, target, header)
);
