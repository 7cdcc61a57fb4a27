-- People who receive support: a number, what they want to be called, and what opens their own things.

/*
 * Somebody who wanted more than to be one of those in the room.  Level 2 ("code") has a key and a nickname, level 3
 * ("known") also a name or a way to reach them in the vault.  Level 1, a head, has no row anywhere.
 */
CREATE TABLE participant (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,                    -- that serves them; 0: none yet
	area BIGINT NOT NULL,                   -- municipality; 0: not said
	level INTEGER NOT NULL,                 -- 2 code, 3 known
	role TEXT NOT NULL,                     -- person relative young
	lang TEXT NOT NULL,
	nickname TEXT NOT NULL,                 -- sealed by their own key; personal
	protected BOOLEAN NOT NULL DEFAULT FALSE,     -- nothing is shared with people around them, and nobody is told so; personal
	made_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,                -- last sign of them
	erased_at BIGINT,                       -- then nothing above says who it was
	CHECK (level IN (2, 3) AND role IN ('person', 'relative', 'young'))
);
CREATE INDEX participant_by_place ON participant (org, area, seen_at);

/*
 * The keys of one person, each sealed by the root key of the folder and bound to its place.  What is sealed with
 * them is gone when the row is: one for what they tell, another for who they are and how to reach them.
 */
CREATE TABLE participant_key (
	participant BIGINT NOT NULL PRIMARY KEY,
	data TEXT NOT NULL,
	vault TEXT NOT NULL DEFAULT '',         -- empty: level 2, nothing in the vault can be read
	vault_at BIGINT NOT NULL DEFAULT 0      -- when that key was made
);

-- Who they are: the vault.  Sealed by the vault key.
CREATE TABLE participant_person (
	participant BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL                      -- sealed; personal
);

-- The return key, known here only by a slow keyed hash.  One a person; a new one ends the old one.
CREATE TABLE participant_return (
	participant BIGINT NOT NULL PRIMARY KEY,
	tag TEXT NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX participant_return_by_tag ON participant_return (tag);

CREATE TABLE participant_session (
	tag TEXT NOT NULL PRIMARY KEY,
	id BIGINT NOT NULL,
	participant BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL
);
CREATE INDEX participant_session_by_participant ON participant_session (participant);

/*
 * Who was erased, so that a backup from before is erased again when it is restored: numbers and days, nothing more.
 */
CREATE TABLE participant_tombstone (
	participant BIGINT NOT NULL PRIMARY KEY,
	what TEXT NOT NULL,                     -- erased: all; vault: who they are and how to reach them
	at BIGINT NOT NULL,
	CHECK (what IN ('erased', 'vault'))
);

-- An erased person stays erased: no key comes back, by any path.
/* /* */
CREATE TRIGGER participant_key_gone BEFORE INSERT ON participant_key
WHEN EXISTS (SELECT 1 FROM participant_tombstone t WHERE t.participant = NEW.participant AND t.what = 'erased')
BEGIN
	SELECT RAISE(ABORT, 'erased: this person is gone and stays so');
END;
CREATE TRIGGER participant_tombstone_kept BEFORE DELETE ON participant_tombstone
BEGIN
	SELECT RAISE(ABORT, 'erased: a tombstone stays');
END;
-- */
/*pg
CREATE FUNCTION participant_key_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM participant_tombstone t WHERE t.participant = NEW.participant AND t.what = 'erased') THEN
		RAISE EXCEPTION 'erased: this person is gone and stays so' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER participant_key_gone BEFORE INSERT ON participant_key FOR EACH ROW EXECUTE FUNCTION participant_key_gone();
CREATE FUNCTION participant_tombstone_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'erased: a tombstone stays' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER participant_tombstone_kept BEFORE DELETE ON participant_tombstone FOR EACH ROW EXECUTE FUNCTION participant_tombstone_kept();
pg*/
