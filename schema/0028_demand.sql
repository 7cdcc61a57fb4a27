-- Groups of which only counts are kept, and who says once a year that the children's register is right.

-- Of a group that keeps counts only nobody is asked for a code or a nickname.
ALTER TABLE evening_series ADD COLUMN counts_only BOOLEAN NOT NULL DEFAULT FALSE;

-- The two of an organisation who say each year that the register of children's certificates is right.
CREATE TABLE volunteer_declarer (
	org BIGINT NOT NULL,
	place INTEGER NOT NULL,                 -- 1 2
	account BIGINT NOT NULL,
	since DATE NOT NULL,
	named_by BIGINT NOT NULL,               -- account
	PRIMARY KEY (org, place),
	CHECK (place IN (1, 2))
);
CREATE UNIQUE INDEX volunteer_declarer_once ON volunteer_declarer (org, account);
CREATE INDEX volunteer_declarer_by_account ON volunteer_declarer (account);

/*
 * Said by one of them on a day: everybody near children has a certificate in order, or is not near them.  A line is
 * never changed or taken away, also when others are named; nothing about any certificate stands here.
 */
CREATE TABLE volunteer_declaration (
	org BIGINT NOT NULL,
	day DATE NOT NULL,
	account BIGINT NOT NULL,
	near INTEGER NOT NULL,                  -- how many were near children or wanted to be
	in_order INTEGER NOT NULL,              -- how many of them had a certificate in order
	at BIGINT NOT NULL,
	PRIMARY KEY (org, day, account)
);
