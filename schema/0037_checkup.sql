-- A call every week for a while, and a look every three months: agreed with the person, and ended by one word of theirs.

/*
 * Somebody agreed to be called (kind phone) or to be asked how things are every three months (kind checkup).  Who calls,
 * and by when, stands in the open task about it.  It rests on a consent of its own purpose.  What they say in it ends
 * nothing else (INV-12).
 */
CREATE TABLE checkup_series (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- phone checkup
	purpose TEXT NOT NULL,                  -- of the consent: callback follow
	channel BIGINT NOT NULL,                -- contact_channel; 0: they come, or write on their own page
	from_day DATE NOT NULL,                 -- entry: three months are counted from it
	planned INTEGER NOT NULL,               -- so many are agreed; then it is asked whether to go on
	held INTEGER NOT NULL DEFAULT 0,
	turn INTEGER NOT NULL DEFAULT 1,        -- the task that is open now is called kind/id/turn
	next_day DATE NOT NULL,
	steps INTEGER NOT NULL DEFAULT 0,       -- what makes two writers notice each other
	made_by BIGINT NOT NULL,                -- account; 0: the person
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	end_class TEXT NOT NULL DEFAULT '',     -- finished declined stopped wrong_number not_reached erased
	PRIMARY KEY (participant, id),
	CHECK ((kind = 'phone' AND purpose = 'callback' AND channel > 0) OR (kind = 'checkup' AND purpose = 'follow')),
	CHECK ((ended_at IS NOT NULL) = (end_class <> '')),
	CHECK (end_class IN ('', 'finished', 'declined', 'stopped', 'wrong_number', 'not_reached', 'erased')),
	CHECK (planned > 0 AND held >= 0 AND participant > 0)
);
CREATE UNIQUE INDEX checkup_series_by_id ON checkup_series (id, participant);
CREATE UNIQUE INDEX checkup_series_one ON checkup_series (participant, kind) WHERE ended_at IS NULL;
CREATE INDEX checkup_series_by_end ON checkup_series (ended_at);

-- How somebody said things were, in a few codes and in their own words.  Never changed: a correction is another one.
CREATE TABLE checkup_answer (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	series BIGINT NOT NULL,
	wave INTEGER NOT NULL,                  -- months since entry, 3 6 9 …; 0: outside of them
	early BOOLEAN NOT NULL,                 -- sooner than sixty days after the one before
	way TEXT NOT NULL,                      -- talk phone own
	codes TEXT NOT NULL,                    -- "days=good people=some …"; sealed; personal
	words TEXT NOT NULL,                    -- sealed; personal
	day DATE NOT NULL,
	account BIGINT NOT NULL,                -- who asked; 0: they wrote it themselves
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (way IN ('talk', 'phone', 'own'))
);
CREATE INDEX checkup_answer_by_time ON checkup_answer (at);

-- What an organisation says on the phone, in its own words.
CREATE TABLE checkup_script (
	org BIGINT NOT NULL PRIMARY KEY,
	body TEXT NOT NULL,
	changed_at BIGINT NOT NULL
);

DROP VIEW consent_rests;
CREATE VIEW consent_rests AS
SELECT participant, consent, 'loop' AS what, id AS subject FROM linkage_loop WHERE consent <> 0 AND ended_at IS NULL
UNION ALL SELECT t.participant, c.id, 'transition', t.id FROM transition t JOIN consent c ON c.participant = t.participant AND c.purpose = 'transition'
	AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE t.state <> 'ended'
UNION ALL SELECT s.participant, c.id, 'calls', s.id FROM checkup_series s JOIN consent c ON c.participant = s.participant AND c.to_kind = 'org'
	AND c.receiver = s.org AND c.purpose = s.purpose AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE s.ended_at IS NULL;

/*
 * What is owed in it are tasks, and the view of who owes knows these. An end stays an end; an open one has somebody
 * who calls; whoever is erased, or takes back the yes on which it rests, is not called any more, in that same moment.
 */
/* /* */
CREATE TRIGGER checkup_end_stays BEFORE UPDATE ON checkup_series
WHEN OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NULL OR NEW.end_class <> OLD.end_class)
BEGIN
	SELECT RAISE(ABORT, 'ended: an end stays an end');
END;
CREATE TRIGGER checkup_answer_kept BEFORE UPDATE ON checkup_answer
WHEN NEW.words <> '' OR NEW.codes <> OLD.codes OR NEW.wave <> OLD.wave OR NEW.way <> OLD.way OR NEW.day <> OLD.day OR NEW.at <> OLD.at
BEGIN
	SELECT RAISE(ABORT, 'kept: what was said stays as it was said');
END;
CREATE TRIGGER checkup_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	UPDATE checkup_series SET ended_at = NEW.erased_at, end_class = 'erased' WHERE participant = NEW.id AND ended_at IS NULL;
END;
CREATE TRIGGER checkup_unsaid AFTER UPDATE OF stopped_at ON consent
WHEN NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.to_kind = 'org' AND NEW.purpose IN ('callback', 'follow')
BEGIN
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind IN ('support_call', 'checkup', 'not_answering') AND done_at IS NULL
		AND participant = NEW.participant AND EXISTS (SELECT 1 FROM checkup_series s WHERE s.participant = NEW.participant AND s.id = task.subject
		AND s.org = NEW.receiver AND s.purpose = NEW.purpose AND s.ended_at IS NULL);
	UPDATE checkup_series SET ended_at = NEW.stopped_at, end_class = 'stopped'
	WHERE participant = NEW.participant AND org = NEW.receiver AND purpose = NEW.purpose AND ended_at IS NULL;
END;
-- */
/*pg
CREATE FUNCTION checkup_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NULL OR NEW.end_class <> OLD.end_class) THEN
		RAISE EXCEPTION 'ended: an end stays an end' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER checkup_kept BEFORE UPDATE ON checkup_series FOR EACH ROW EXECUTE FUNCTION checkup_kept();
CREATE FUNCTION checkup_answer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.words <> '' OR NEW.codes <> OLD.codes OR NEW.wave <> OLD.wave OR NEW.way <> OLD.way OR NEW.day <> OLD.day OR NEW.at <> OLD.at THEN
		RAISE EXCEPTION 'kept: what was said stays as it was said' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER checkup_answer_kept BEFORE UPDATE ON checkup_answer FOR EACH ROW EXECUTE FUNCTION checkup_answer_kept();
CREATE FUNCTION checkup_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		UPDATE checkup_series SET ended_at = NEW.erased_at, end_class = 'erased' WHERE participant = NEW.id AND ended_at IS NULL;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER checkup_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION checkup_gone();
CREATE FUNCTION checkup_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.stopped_at IS NULL OR OLD.stopped_at IS NOT NULL OR NEW.to_kind <> 'org' OR NEW.purpose NOT IN ('callback', 'follow') THEN
		RETURN NULL;
	END IF;
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind IN ('support_call', 'checkup', 'not_answering') AND done_at IS NULL
		AND participant = NEW.participant AND EXISTS (SELECT 1 FROM checkup_series s WHERE s.participant = NEW.participant AND s.id = task.subject
		AND s.org = NEW.receiver AND s.purpose = NEW.purpose AND s.ended_at IS NULL);
	UPDATE checkup_series SET ended_at = NEW.stopped_at, end_class = 'stopped'
	WHERE participant = NEW.participant AND org = NEW.receiver AND purpose = NEW.purpose AND ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER checkup_unsaid AFTER UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION checkup_unsaid();
pg*/
