-- Two people who are close to each other share one thing or two: when both said so, each alone, and as long as both do.

/*
 * One half of a gate, of one person.  It has a word of its own, which its owner gives to the other by mouth, and keeps
 * the word that the other gave: both only as keyed hashes.  A gate is open when two halves hold each other's word, in
 * time, and neither is closed; that is worked out at every reading, and stands nowhere.  So nothing here can tell a
 * half whose other side exists from one that was made up.
 */
CREATE TABLE gate_half (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	tag TEXT NOT NULL,                      -- of the word to give away
	other TEXT NOT NULL DEFAULT '',         -- of the word that was got; empty: none yet
	label TEXT NOT NULL,                    -- what its owner calls the other; sealed, theirs alone; personal
	shares TEXT NOT NULL,                   -- codes of what the other may see, with a blank between
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,             -- a word is good for so long
	got_at BIGINT NOT NULL DEFAULT 0,       -- when the other word was written in
	well_at BIGINT NOT NULL DEFAULT 0,      -- "I am well", last said
	meet_day DATE,                          -- a day that was named
	closed_at BIGINT,
	PRIMARY KEY (participant, id),
	CHECK ((other = '') = (got_at = 0))
);
CREATE UNIQUE INDEX gate_half_by_tag ON gate_half (tag);
CREATE INDEX gate_half_by_end ON gate_half (closed_at, expires_at);

-- Whoever is erased, or is to be shielded from people around them, shares nothing any more, in that same moment.
/* /* */
CREATE TRIGGER gate_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	UPDATE gate_half SET closed_at = NEW.erased_at WHERE participant = NEW.id AND closed_at IS NULL;
END;
CREATE TRIGGER gate_stays_closed BEFORE UPDATE ON gate_half WHEN OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL
BEGIN
	SELECT RAISE(ABORT, 'closed: a gate that was closed is made anew by both');
END;
-- */
/*pg
CREATE FUNCTION gate_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		UPDATE gate_half SET closed_at = NEW.erased_at WHERE participant = NEW.id AND closed_at IS NULL;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER gate_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION gate_gone();
CREATE FUNCTION gate_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL THEN
		RAISE EXCEPTION 'closed: a gate that was closed is made anew by both' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER gate_stays_closed BEFORE UPDATE ON gate_half FOR EACH ROW EXECUTE FUNCTION gate_stays_closed();
pg*/
