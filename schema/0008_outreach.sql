-- Outreach: people who go where others are.  Counts only; there is no field for anybody's name.

-- One round: where, when, how many people were talked with.
CREATE TABLE outreach_round (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	place TEXT NOT NULL,                    -- "the station": a place, never a person
	place_key TEXT NOT NULL,                -- folded: the area of the next round there is known
	day DATE NOT NULL,
	period TEXT NOT NULL,                   -- morning afternoon evening night
	conversations INTEGER NOT NULL,
	new_faces INTEGER NOT NULL,             -- a guess; no more than conversations
	left_at_place BOOLEAN NOT NULL,         -- nobody was there, and something was left
	next_day DATE,                          -- the next round there; absent: not said
	note TEXT NOT NULL,                     -- numbers and addresses of persons are stars
	account BIGINT NOT NULL,                -- who wrote it down
	changed_at BIGINT NOT NULL
);
CREATE INDEX outreach_round_by_day ON outreach_round (day, id);
CREATE INDEX outreach_round_by_place ON outreach_round (org, place_key, day);

-- What was given on a round, and what people wished for.  Nothing stands for none.
CREATE TABLE outreach_number (
	round BIGINT NOT NULL,
	what TEXT NOT NULL,                     -- given wish
	code TEXT NOT NULL,                     -- given: directory card kit food clothes other; wish: the twelve needs
	n INTEGER NOT NULL,
	PRIMARY KEY (round, what, code)
);
