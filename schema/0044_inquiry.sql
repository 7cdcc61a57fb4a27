-- Somebody outside asks about a person, and something confidential got out: answered calmly, by two, in time.

/*
 * An authority, a court, the press, a relative asks.  Nobody is confirmed or denied; what is given in spite of that has a
 * legal basis and two people who stand for it, and storage refuses it without.
 */
CREATE TABLE inquiry (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,                    -- 0: the house
	from_kind TEXT NOT NULL,                -- police court authority insurance press family other
	day DATE NOT NULL,
	what TEXT NOT NULL,                     -- what they ask; sealed; personal
	made_by BIGINT NOT NULL,                -- account
	made_at BIGINT NOT NULL,
	decision TEXT NOT NULL DEFAULT '',      -- nothing refused given
	basis TEXT NOT NULL DEFAULT '',         -- none consent order law danger
	reason TEXT NOT NULL DEFAULT '',        -- the paragraph, the number of the order; sealed; personal
	given TEXT NOT NULL DEFAULT '',         -- what was given; sealed; personal
	decided_by BIGINT NOT NULL DEFAULT 0,   -- account
	agreed_by BIGINT NOT NULL DEFAULT 0,    -- account; of "given": the second person
	forgotten BOOLEAN NOT NULL DEFAULT FALSE,
	closed_at BIGINT,
	CHECK (from_kind IN ('police', 'court', 'authority', 'insurance', 'press', 'family', 'other')),
	CHECK (decision IN ('', 'nothing', 'refused', 'given') AND basis IN ('', 'none', 'consent', 'order', 'law', 'danger')),
	CHECK ((decision = '') = (decided_by = 0)),
	CHECK (closed_at IS NULL OR decision <> ''),
	CHECK (closed_at IS NULL OR decision <> 'given' OR (basis NOT IN ('', 'none') AND (reason <> '' OR forgotten)
		AND agreed_by > 0 AND agreed_by <> decided_by))
);
CREATE INDEX inquiry_by_time ON inquiry (org, made_at);
CREATE INDEX inquiry_by_end ON inquiry (closed_at);

/*
 * Something confidential got out, was lost or was changed.  From the hour in which somebody here learned of it, the
 * authority is told within 72 hours, or it is said why not; and so are those whom it is about (GDPR articles 33 and 34).
 */
CREATE TABLE inquiry_breach (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- lost wrong seen changed gone
	found_at BIGINT NOT NULL,               -- when somebody here learned of it
	what TEXT NOT NULL,                     -- sealed; personal
	classes TEXT NOT NULL,                  -- what it was, codes with a blank between
	people INTEGER NOT NULL,                -- about how many; a count
	risk TEXT NOT NULL,                     -- low some high
	measures TEXT NOT NULL DEFAULT '',      -- sealed; personal
	authority TEXT NOT NULL DEFAULT '',     -- yes no; empty: not decided
	authority_at BIGINT NOT NULL DEFAULT 0,
	authority_why TEXT NOT NULL DEFAULT '', -- why not, or why so late; sealed; personal
	told TEXT NOT NULL DEFAULT '',          -- those whom it is about: yes no; empty: not decided
	told_at BIGINT NOT NULL DEFAULT 0,
	told_why TEXT NOT NULL DEFAULT '',      -- sealed; personal
	made_by BIGINT NOT NULL,                -- account
	made_at BIGINT NOT NULL,
	closed_by BIGINT NOT NULL DEFAULT 0,    -- account
	forgotten BOOLEAN NOT NULL DEFAULT FALSE,
	closed_at BIGINT,
	CHECK (kind IN ('lost', 'wrong', 'seen', 'changed', 'gone') AND risk IN ('low', 'some', 'high') AND people >= 0),
	CHECK (authority IN ('', 'yes', 'no') AND told IN ('', 'yes', 'no')),
	CHECK ((authority = '') = (authority_at = 0) AND (told = '') = (told_at = 0)),
	CHECK (authority <> 'no' OR authority_why <> '' OR forgotten),
	CHECK (told <> 'no' OR told_why <> '' OR forgotten),
	CHECK (closed_at IS NULL OR (authority <> '' AND told <> ''))
);
CREATE INDEX inquiry_breach_by_time ON inquiry_breach (org, found_at);
CREATE INDEX inquiry_breach_by_end ON inquiry_breach (closed_at);
