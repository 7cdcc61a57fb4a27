-- After something went wrong, and when a child may be in danger: read by two, counted in classes, forgotten in time.

/*
 * Something went wrong.  What is written says what happened and never to whom; it is sealed, and two people of the
 * organisation read it: those who are named for its children's register, or whoever was chosen when nobody was named.
 */
CREATE TABLE incident (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,                    -- 0: the house
	class TEXT NOT NULL,                    -- health aggression threat boundary data child other
	severity TEXT NOT NULL,                 -- small serious grave
	day DATE NOT NULL,
	what TEXT NOT NULL,                     -- sealed; personal
	done TEXT NOT NULL,                     -- what was done at once; sealed; personal
	told TEXT NOT NULL,                     -- who was told, codes with a blank between
	call_back BOOLEAN NOT NULL,             -- who wrote it wants to be called
	writer BIGINT NOT NULL,                 -- account
	first BIGINT NOT NULL,                  -- account; of the two who read it
	second BIGINT NOT NULL,                 -- account; 0: there is only one
	made_at BIGINT NOT NULL,
	debriefed_at BIGINT NOT NULL DEFAULT 0, -- somebody talked it over with those who were there
	review_day DATE NOT NULL,
	learned TEXT NOT NULL DEFAULT '',       -- sealed; personal
	forgotten BOOLEAN NOT NULL DEFAULT FALSE,     -- the words are gone, five years after
	closed_at BIGINT,
	CHECK (class IN ('health', 'aggression', 'threat', 'boundary', 'data', 'child', 'other')),
	CHECK (severity IN ('small', 'serious', 'grave') AND first > 0 AND first <> second),
	CHECK (closed_at IS NULL OR (debriefed_at > 0 AND (learned <> '' OR forgotten)))
);
CREATE INDEX incident_by_day ON incident (org, day);
CREATE INDEX incident_by_end ON incident (closed_at);

/*
 * A child may be in danger.  The program sends nothing: a person does, and this says that they were shown how, at what
 * time, and whether the municipality was told, by whom, or why not.
 */
CREATE TABLE incident_child (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,                   -- municipality where the child is; 0: not known
	note TEXT NOT NULL,                     -- what was seen; sealed; may be empty; personal
	writer BIGINT NOT NULL,                 -- account
	first BIGINT NOT NULL,                  -- account; of the two who read it
	second BIGINT NOT NULL,                 -- account; 0: there is only one
	made_at BIGINT NOT NULL,
	told TEXT NOT NULL DEFAULT '',          -- yes no; empty: not said yet
	told_by TEXT NOT NULL DEFAULT '',       -- self coordinator other
	why TEXT NOT NULL DEFAULT '',           -- why nobody was told; sealed; personal
	forgotten BOOLEAN NOT NULL DEFAULT FALSE,
	done_at BIGINT,
	CHECK (told IN ('', 'yes', 'no') AND told_by IN ('', 'self', 'coordinator', 'other')),
	CHECK ((told = '') = (done_at IS NULL) AND (told = 'yes') = (told_by <> '')),
	CHECK (told <> 'no' OR why <> '' OR forgotten),
	CHECK (first > 0 AND first <> second)
);
CREATE INDEX incident_child_by_time ON incident_child (org, made_at);
CREATE INDEX incident_child_by_end ON incident_child (done_at);
