-- What a group follows when it meets: parts, what to look at, which training, how sure anybody is that it helps.

-- A method.  What it says stands in its versions.
CREATE TABLE method (
	id BIGINT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL,                     -- "smart"; unique, for good: its public address
	state TEXT NOT NULL,                    -- active retired
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX method_by_code ON method (code);

-- What a method says from a day on.  On a day the highest version that has begun is in force.
CREATE TABLE method_version (
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,               -- 1, 2, 3 …
	from_day DATE NOT NULL,
	name_da TEXT NOT NULL,
	name_en TEXT NOT NULL,
	sentence_da TEXT NOT NULL DEFAULT '',   -- what one meets in the room
	sentence_en TEXT NOT NULL DEFAULT '',
	rights_da TEXT NOT NULL DEFAULT '',     -- whose the name is, and that we are not they
	rights_en TEXT NOT NULL DEFAULT '',
	training BOOLEAN NOT NULL,              -- only who is certified in it may facilitate
	valid_months INTEGER NOT NULL,          -- how long a certification lasts
	practice INTEGER NOT NULL,              -- meetings led together before one leads
	label TEXT NOT NULL DEFAULT '',         -- well_supported promising little_known negative; empty: nobody looked
	label_da TEXT NOT NULL DEFAULT '',      -- what was looked at, in a sentence
	label_en TEXT NOT NULL DEFAULT '',
	reviewed_day DATE,
	reviewed_by TEXT NOT NULL DEFAULT '',   -- a role, never a name
	made_by BIGINT NOT NULL,                -- account; 0: came with the program
	made_at BIGINT NOT NULL,
	PRIMARY KEY (method, version)
);

-- A part of a meeting and how long it usually takes.
CREATE TABLE method_part (
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name_da TEXT NOT NULL,
	name_en TEXT NOT NULL,
	least_min INTEGER NOT NULL,
	most_min INTEGER NOT NULL,
	PRIMARY KEY (method, version, position)
);

-- What one can look at to see whether a meeting followed the method, in our own words.
CREATE TABLE method_item (
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text_da TEXT NOT NULL,
	text_en TEXT NOT NULL,
	PRIMARY KEY (method, version, position)
);

-- What the label leans on.
CREATE TABLE method_source (
	method BIGINT NOT NULL,
	version INTEGER NOT NULL,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	year INTEGER NOT NULL,
	link TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (method, version, position)
);

-- Which method a series follows, from which day to which; a series without a row follows none of ours.
CREATE TABLE method_meeting (
	meeting BIGINT NOT NULL,
	from_day DATE NOT NULL,
	to_day DATE,                            -- inclusive; absent: open
	method BIGINT NOT NULL,
	entered_at BIGINT NOT NULL,
	PRIMARY KEY (meeting, from_day),
	CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX method_meeting_by_method ON method_meeting (method, meeting);

-- The versions that some series follows or will.
CREATE VIEW method_used AS
SELECT v.method, v.version FROM method_version v
WHERE EXISTS (SELECT 1 FROM method_meeting b WHERE b.method = v.method AND (b.to_day IS NULL OR b.to_day >= v.from_day));

/*
 * A version that is used is never changed: a new one is made.  SQLite and PostgreSQL say triggers differently, so
 * this text stands twice: what follows up to the next lone end of a remark is for SQLite (PostgreSQL nests remarks),
 * what stands between the marks "pg" is a remark to SQLite and opened on PostgreSQL by db_migrate().
 */
/* /* */
CREATE TRIGGER method_version_kept BEFORE UPDATE ON method_version
WHEN EXISTS (SELECT 1 FROM method_used u WHERE u.method = OLD.method AND u.version = OLD.version)
BEGIN
	SELECT RAISE(ABORT, 'method_used: a version that is used is not changed; make a new one');
END;
CREATE TRIGGER method_version_stays BEFORE DELETE ON method_version
WHEN EXISTS (SELECT 1 FROM method_used u WHERE u.method = OLD.method AND u.version = OLD.version)
BEGIN
	SELECT RAISE(ABORT, 'method_used: a version that is used does not go');
END;
CREATE TRIGGER method_item_kept BEFORE UPDATE ON method_item
WHEN EXISTS (SELECT 1 FROM method_used u WHERE u.method = OLD.method AND u.version = OLD.version)
BEGIN
	SELECT RAISE(ABORT, 'method_used: a version that is used is not changed; make a new one');
END;
CREATE TRIGGER method_item_stays BEFORE DELETE ON method_item
WHEN EXISTS (SELECT 1 FROM method_used u WHERE u.method = OLD.method AND u.version = OLD.version)
BEGIN
	SELECT RAISE(ABORT, 'method_used: a version that is used is not changed; make a new one');
END;
-- */
/*pg
CREATE FUNCTION method_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM method_used u WHERE u.method = OLD.method AND u.version = OLD.version) THEN
		RAISE EXCEPTION 'method_used: a version that is used is not changed; make a new one' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN
		RETURN OLD;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER method_version_kept BEFORE UPDATE OR DELETE ON method_version FOR EACH ROW EXECUTE FUNCTION method_kept();
CREATE TRIGGER method_item_kept BEFORE UPDATE OR DELETE ON method_item FOR EACH ROW EXECUTE FUNCTION method_kept();
pg*/
