-- The days between leaving a place and sitting safely somewhere else: each has a name on it.

/*
 * One transition. It has an owner and a deputy and a time by which somebody does something, from the day it is
 * registered until one of five ends. What it says of its state on a day that passed in silence ("unclear", "late") is
 * worked out at every reading.
 */
CREATE TABLE transition (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	from_kind TEXT NOT NULL,                -- inpatient residential detox psychiatry prison outpatient programme
	agreement TEXT NOT NULL,                -- a discharge agreement or coordination plan exists: yes no unknown
	planned_day DATE NOT NULL,
	left_at BIGINT,
	red BOOLEAN NOT NULL,                   -- left early: the fast ladder
	state TEXT NOT NULL,                    -- planned bridging arrived ended
	end_class TEXT NOT NULL DEFAULT '',     -- landed stopped_by_person readmitted not_reached died
	ended_at BIGINT,
	owner BIGINT NOT NULL,                  -- account
	deputy BIGINT NOT NULL,                 -- account
	next_due_at BIGINT NOT NULL,
	acked_at BIGINT NOT NULL DEFAULT 0,
	contacts INTEGER NOT NULL DEFAULT 0,    -- talks and meetings with a human since they left
	last_contact_at BIGINT NOT NULL DEFAULT 0,
	attended_at BIGINT NOT NULL DEFAULT 0,  -- the first meeting or service they came to; 0: not yet
	second_by BIGINT NOT NULL DEFAULT 0,    -- account; of "not reached": the second person who agreed
	made_by BIGINT NOT NULL,                -- account; 0: by the link of a partner
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (from_kind IN ('inpatient', 'residential', 'detox', 'psychiatry', 'prison', 'outpatient', 'programme')),
	CHECK (state IN ('planned', 'bridging', 'arrived', 'ended')),
	CHECK (owner > 0 AND deputy > 0 AND owner <> deputy),
	CHECK (next_due_at > 0),
	CHECK ((state = 'ended') = (end_class IN ('landed', 'stopped_by_person', 'readmitted', 'not_reached', 'died'))),
	CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (state = 'ended' OR end_class = '')),
	CHECK (state IN ('planned', 'ended') OR left_at IS NOT NULL),
	CHECK (end_class <> 'landed' OR (contacts >= 2 AND attended_at > 0)),
	CHECK (end_class <> 'not_reached' OR (second_by > 0 AND second_by <> owner))
);
CREATE UNIQUE INDEX transition_by_id ON transition (id, participant);
CREATE INDEX transition_by_owner ON transition (owner, state);
CREATE INDEX transition_by_deputy ON transition (deputy, state);
CREATE INDEX transition_by_due ON transition (state, next_due_at);

-- What happened, in order; never words about a person.
CREATE TABLE transition_step (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	transition BIGINT NOT NULL,
	what TEXT NOT NULL,                     -- registered moved left left_early undone talked tried attended handed_over seen ended
	account BIGINT NOT NULL,                -- 0: the person, or a partner by link
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, id)
);
CREATE INDEX transition_step_by_transition ON transition_step (transition, at);

-- A link by which whoever they leave can say so without an account: one transition, until it ends.
CREATE TABLE transition_link (
	tag TEXT NOT NULL PRIMARY KEY,
	participant BIGINT NOT NULL,
	transition BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL
);
CREATE INDEX transition_link_by_transition ON transition_link (transition);

-- What must be nought, as it was at the end of each day: kept as proof.
CREATE TABLE transition_day (
	day DATE NOT NULL PRIMARY KEY,
	open_ones INTEGER NOT NULL,
	without_owner INTEGER NOT NULL,
	overdue INTEGER NOT NULL,               -- by more than a day
	wrong_end INTEGER NOT NULL,
	at BIGINT NOT NULL
);

DROP VIEW account_owed;
CREATE VIEW account_owed AS
SELECT owner AS account, 'task' AS what, id AS subject FROM task WHERE done_at IS NULL
UNION ALL SELECT deputy, 'task', id FROM task WHERE done_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'loop', id FROM linkage_loop WHERE ended_at IS NULL
UNION ALL SELECT deputy, 'loop', id FROM linkage_loop WHERE ended_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'transition', id FROM transition WHERE state <> 'ended'
UNION ALL SELECT deputy, 'transition', id FROM transition WHERE state <> 'ended';

-- A yes on which somebody rests: whoever takes it back is told first.
DROP VIEW consent_rests;
CREATE VIEW consent_rests AS
SELECT participant, consent, 'loop' AS what, id AS subject FROM linkage_loop WHERE consent <> 0 AND ended_at IS NULL
UNION ALL SELECT t.participant, c.id, 'transition', t.id FROM transition t JOIN consent c ON c.participant = t.participant AND c.purpose = 'transition'
	AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE t.state <> 'ended';

/*
 * Whoever is erased, or takes back the yes on which it rests, is waited for no more, in that same moment; what was
 * promised to somebody who is erased is not owed any more either.
 */
/* /* */
CREATE TRIGGER transition_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	UPDATE transition SET state = 'ended', end_class = 'stopped_by_person', ended_at = NEW.erased_at WHERE participant = NEW.id AND state <> 'ended';
	UPDATE task SET done_at = NEW.erased_at, result = 'erased' WHERE participant = NEW.id AND done_at IS NULL;
END;
CREATE TRIGGER transition_unsaid AFTER UPDATE OF stopped_at ON consent
WHEN NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.purpose = 'transition'
BEGIN
	UPDATE transition SET state = 'ended', end_class = 'stopped_by_person', ended_at = NEW.stopped_at WHERE participant = NEW.participant AND state <> 'ended';
END;
CREATE TRIGGER transition_owned_in BEFORE INSERT ON transition
WHEN NEW.state <> 'ended' AND (SELECT COUNT(*) FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) AND a.state = 'active') < 2
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open transition needs two people who work here');
END;
CREATE TRIGGER transition_owned_on BEFORE UPDATE ON transition
WHEN NEW.state <> 'ended' AND (SELECT COUNT(*) FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) AND a.state = 'active') < 2
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open transition needs two people who work here');
END;
CREATE TRIGGER transition_kept BEFORE DELETE ON transition WHEN OLD.state <> 'ended'
BEGIN
	SELECT RAISE(ABORT, 'not_ended: an open transition is ended, not thrown away');
END;
-- */
/*pg
CREATE FUNCTION transition_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
		RETURN NULL;
	END IF;
	UPDATE transition SET state = 'ended', end_class = 'stopped_by_person', ended_at = NEW.erased_at WHERE participant = NEW.id AND state <> 'ended';
	UPDATE task SET done_at = NEW.erased_at, result = 'erased' WHERE participant = NEW.id AND done_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER transition_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION transition_gone();
CREATE FUNCTION transition_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.purpose = 'transition' THEN
		UPDATE transition SET state = 'ended', end_class = 'stopped_by_person', ended_at = NEW.stopped_at
		WHERE participant = NEW.participant AND state <> 'ended';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER transition_unsaid AFTER UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION transition_unsaid();
CREATE FUNCTION transition_owned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'ended' THEN
		RETURN NEW;
	END IF;
	-- Whoever ends one of the accounts waits for us, or we for them.
	PERFORM 1 FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) ORDER BY a.id FOR SHARE;
	IF (SELECT COUNT(*) FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) AND a.state = 'active') < 2 THEN
		RAISE EXCEPTION 'owner_needed: an open transition needs two people who work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER transition_owned BEFORE INSERT OR UPDATE ON transition FOR EACH ROW EXECUTE FUNCTION transition_owned();
CREATE FUNCTION transition_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'ended' THEN
		RAISE EXCEPTION 'not_ended: an open transition is ended, not thrown away' USING ERRCODE = 'check_violation';
	END IF;
	RETURN OLD;
END $$;
CREATE TRIGGER transition_kept BEFORE DELETE ON transition FOR EACH ROW EXECUTE FUNCTION transition_kept();
pg*/
