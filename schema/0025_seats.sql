-- Seats of closed groups, and who waits for one.

/*
 * Somebody who has a seat in a closed group, was offered one, or waits: by a nickname and nothing else.  An offer that
 * has run out frees its seat by itself: whoever reads looks at the clock.
 */
CREATE TABLE evening_seat (
	id BIGINT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	nickname TEXT NOT NULL,                 -- personal
	state TEXT NOT NULL,                    -- waiting offered seated left
	offered_until BIGINT,                   -- of offered
	talk TEXT NOT NULL DEFAULT '',          -- what came of the talk before: starts waits other_offer not_now
	at BIGINT NOT NULL,                     -- since when they wait: the order of the line
	changed_at BIGINT NOT NULL,
	CHECK (state IN ('waiting', 'offered', 'seated', 'left')),
	CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
	CHECK (talk IN ('', 'starts', 'waits', 'other_offer', 'not_now'))
);
CREATE INDEX evening_seat_by_meeting ON evening_seat (meeting, state, at, id);
