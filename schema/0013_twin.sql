-- Two listings that are one thing: linked, never merged, and taken apart again at any time.
CREATE TABLE twin (
	shown BIGINT NOT NULL,                  -- the one that stays in lists; of a pair kept apart the smaller id
	other BIGINT NOT NULL,                  -- the one that lists leave out while they are linked
	what TEXT NOT NULL,                     -- meeting service
	state TEXT NOT NULL,                    -- linked apart: somebody looked, they are two
	at BIGINT NOT NULL,
	PRIMARY KEY (shown, other)
);
CREATE INDEX twin_by_other ON twin (other);
