-- Papers that are needed for something, which of them somebody has, and the day by which.

/*
 * One thing that somebody applies for, answers or renews. No document is ever kept here: a tick and a date. Whoever
 * answers for it has a promise of kind "papers", which comes up 14, 7, 3 and 1 days before the date and climbs by
 * the ladder.
 */
CREATE TABLE deadline_case (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- of the sets in src/deadline; personal
	step TEXT NOT NULL,                     -- apply answer appeal renew
	due DATE NOT NULL,                      -- the last day
	number TEXT NOT NULL DEFAULT '',        -- of the case elsewhere, if they want it here; sealed; personal
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	how TEXT NOT NULL DEFAULT '',           -- sent missed not_needed
	PRIMARY KEY (participant, id),
	CHECK (step IN ('apply', 'answer', 'appeal', 'renew')),
	CHECK ((ended_at IS NULL) = (how = '') AND how IN ('', 'sent', 'missed', 'not_needed'))
);
CREATE UNIQUE INDEX deadline_case_by_id ON deadline_case (id, participant);

-- One paper of it.
CREATE TABLE deadline_paper (
	participant BIGINT NOT NULL,
	deadline BIGINT NOT NULL,               -- the case
	n INTEGER NOT NULL,                     -- from 1
	code TEXT NOT NULL,                     -- of the set; own: in their own words
	words TEXT NOT NULL,                    -- of an own one; sealed; personal
	have_day DATE,                          -- since when they have it; absent: missing; personal
	PRIMARY KEY (participant, deadline, n)
);

-- A date that is kept has somebody who is reminded of it; and who is erased leaves none.
/* /* */
CREATE TRIGGER deadline_kept_in BEFORE INSERT ON deadline_case
WHEN NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.kind = 'papers' AND t.subject = NEW.id AND t.done_at IS NULL)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: a date needs somebody who is reminded of it');
END;
CREATE TRIGGER deadline_kept_on BEFORE UPDATE ON deadline_case
WHEN NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.kind = 'papers' AND t.subject = NEW.id AND t.done_at IS NULL)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: a date needs somebody who is reminded of it');
END;
CREATE TRIGGER deadline_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	DELETE FROM deadline_paper WHERE participant = NEW.id;
	DELETE FROM deadline_case WHERE participant = NEW.id;
END;
-- */
/*pg
CREATE FUNCTION deadline_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM task t WHERE t.kind = 'papers' AND t.subject = NEW.id AND t.done_at IS NULL) THEN
		RAISE EXCEPTION 'owner_needed: a date needs somebody who is reminded of it' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER deadline_kept BEFORE INSERT OR UPDATE ON deadline_case FOR EACH ROW EXECUTE FUNCTION deadline_kept();
CREATE FUNCTION deadline_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		DELETE FROM deadline_paper WHERE participant = NEW.id;
		DELETE FROM deadline_case WHERE participant = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER deadline_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION deadline_gone();
pg*/
