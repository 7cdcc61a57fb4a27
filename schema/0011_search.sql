-- Searches without a result: how many a day, by the kind that was asked for; the only trace of searching.  Nothing below
-- five is ever written, and nothing of what somebody typed.
CREATE TABLE support_nothing (
	day DATE NOT NULL,
	kind BIGINT NOT NULL,                   -- 0: no kind was chosen
	n INTEGER NOT NULL,
	PRIMARY KEY (day, kind)
);
