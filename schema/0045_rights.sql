-- What somebody asks of us about what is kept of them, whom we asked before we forget, and what was forgotten each night.

/*
 * A copy, a correction or an end that somebody asked for.  Whoever has their key does most of it alone at once; what
 * needs somebody who works here is a promise of thirty days: a task of kind "right".
 */
CREATE TABLE rights_request (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- copy correct erase
	form TEXT NOT NULL,                     -- how we know that it is they: key present
	words TEXT NOT NULL DEFAULT '',         -- what is wrong, in their words; sealed; personal
	answer TEXT NOT NULL DEFAULT '',        -- why it was left as it is; sealed; personal
	made_by BIGINT NOT NULL,                -- account; 0: the person
	made_at BIGINT NOT NULL,
	due_at BIGINT NOT NULL,
	done_at BIGINT,
	done_by BIGINT NOT NULL DEFAULT 0,      -- account
	result TEXT NOT NULL DEFAULT '',        -- given corrected kept erased
	PRIMARY KEY (participant, id),
	CHECK (kind IN ('copy', 'correct', 'erase') AND form IN ('key', 'present')),
	CHECK ((done_at IS NULL) = (result = '') AND result IN ('', 'given', 'corrected', 'kept', 'erased')),
	CHECK (result <> 'kept' OR kind <> 'erase')
);
CREATE UNIQUE INDEX rights_request_by_id ON rights_request (id);
CREATE INDEX rights_request_by_due ON rights_request (done_at, due_at);

-- Nobody heard from them for long: they are told thirty days before anything is forgotten.
CREATE TABLE rights_asked (
	participant BIGINT NOT NULL,
	what TEXT NOT NULL,                     -- vault: name and ways to reach them; whole: everything
	asked_at BIGINT NOT NULL,
	PRIMARY KEY (participant, what),
	CHECK (what IN ('vault', 'whole'))
);

-- How many of what were forgotten on a day; never who.
CREATE TABLE rights_night (
	day DATE NOT NULL,
	what TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (day, what)
);

-- Whoever is erased has asked for nothing any more, in that same moment.
/* /* */
CREATE TRIGGER rights_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	UPDATE rights_request SET done_at = NEW.erased_at, result = 'erased' WHERE participant = NEW.id AND done_at IS NULL;
	UPDATE rights_request SET words = '', answer = '' WHERE participant = NEW.id;
	DELETE FROM rights_asked WHERE participant = NEW.id;
END;
-- */
/*pg
CREATE FUNCTION rights_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		UPDATE rights_request SET done_at = NEW.erased_at, result = 'erased' WHERE participant = NEW.id AND done_at IS NULL;
		UPDATE rights_request SET words = '', answer = '' WHERE participant = NEW.id;
		DELETE FROM rights_asked WHERE participant = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER rights_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION rights_gone();
pg*/
