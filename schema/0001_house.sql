-- The house itself: the diary, settings, and writes that must happen once.

-- What happened, to what, by whom; append-only, each row bound to the one before by its hash.
CREATE TABLE event (
	n BIGINT NOT NULL PRIMARY KEY,          -- 1, 2, 3 … without gaps
	at BIGINT NOT NULL,                     -- seconds UTC
	account BIGINT NOT NULL,                -- who; 0 a visitor or the house itself
	what TEXT NOT NULL,                     -- "meeting.saved"
	subject BIGINT NOT NULL,                -- id of what it happened to
	detail TEXT NOT NULL,                   -- codes and counts only, never a person's words
	hash TEXT NOT NULL                      -- of this row and the hash before it
);
CREATE INDEX event_by_subject ON event (subject, n);

-- The end of the chain: one row.  Who writes to the diary takes it first.
CREATE TABLE event_head (
	one INTEGER NOT NULL PRIMARY KEY,
	n BIGINT NOT NULL,
	hash TEXT NOT NULL
);
INSERT INTO event_head (one, n, hash) VALUES (1, 0, '');

-- What the house is called, where it stands, its languages: name and value.
CREATE TABLE hall_setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
);

-- A write that was done under a key is not done again: the answer is given once more.
CREATE TABLE hall_key (
	key TEXT NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	account BIGINT NOT NULL,
	route TEXT NOT NULL,
	print TEXT NOT NULL,                    -- digest of the body: the same key for other content is refused
	status INTEGER NOT NULL,
	location TEXT NOT NULL,                 -- where a 303 led; empty otherwise
	body TEXT NOT NULL                      -- of a JSON answer; empty for pages
);
CREATE INDEX hall_key_by_at ON hall_key (at);
