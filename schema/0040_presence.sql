-- "I was there", said by the person; what they take part in; and where they are with treatment, in their own words.

/*
 * Somebody was at a date of a group. Which one it was lies sealed with the person's own key, and a keyed hash keeps it to
 * once: nowhere can be asked who was in a room.
 */
CREATE TABLE presence_mark (
	participant BIGINT NOT NULL,
	tag TEXT NOT NULL,                      -- keyed hash of person, group and date
	id BIGINT NOT NULL,
	said TEXT NOT NULL,                     -- group, date, hours and how it was said; sealed; personal
	kept_to DATE NOT NULL,                  -- the first of a month: says nothing of the evening
	PRIMARY KEY (participant, tag)
);
CREATE INDEX presence_mark_by_end ON presence_mark (kept_to);

-- How many said so of a date: a number, and never whose.
CREATE TABLE presence_evening (
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,                      -- by the series
	marks INTEGER NOT NULL,
	PRIMARY KEY (meeting, day),
	CHECK (marks > 0)
);
CREATE INDEX presence_evening_by_day ON presence_evening (day, meeting);

/*
 * What somebody takes part in: only by their own wish. Quiet and dormant are worked out from the last sign of them at
 * every reading; what somebody uses, or used again, is nowhere in here and closes nothing (INV-12).
 */
CREATE TABLE enrolment (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	to_kind TEXT NOT NULL,                  -- meeting service
	target BIGINT NOT NULL,
	own_wish BOOLEAN NOT NULL,
	state TEXT NOT NULL,                    -- interested clarified waiting active paused completed left
	rhythm_days INTEGER NOT NULL DEFAULT 7, -- how often it meets: quiet after three times that
	sign_at BIGINT NOT NULL,                -- the last sign of them; of a break with a last day: its end, when that is later
	offered_at BIGINT NOT NULL DEFAULT 0,   -- the kind word, once in each quiet time
	paused_until DATE,                      -- absent: open
	words TEXT NOT NULL DEFAULT '',         -- why, if they said; sealed; personal
	made_at BIGINT NOT NULL,
	state_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (own_wish),
	CHECK (to_kind IN ('meeting', 'service') AND rhythm_days BETWEEN 1 AND 31),
	CHECK (state IN ('interested', 'clarified', 'waiting', 'active', 'paused', 'completed', 'left')),
	CHECK (paused_until IS NULL OR state = 'paused')
);
CREATE UNIQUE INDEX enrolment_by_id ON enrolment (id, participant);
-- Once for each thing: whoever comes back goes on with what was.
CREATE UNIQUE INDEX enrolment_once ON enrolment (participant, to_kind, target);
CREATE INDEX enrolment_by_sign ON enrolment (state, sign_at);

-- What happened, in order; never changed.
CREATE TABLE enrolment_step (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	enrolment BIGINT NOT NULL,
	event TEXT NOT NULL,                    -- wished talked waited started paused completed left returned offered
	account BIGINT NOT NULL,                -- 0: the person
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, id)
);
CREATE INDEX enrolment_step_by_enrolment ON enrolment_step (enrolment, at);

/*
 * A time of treatment as the person says it, or staff who heard it from them: never worked out from anything else.
 * Where somebody is on a day is a function of these dates. How it ended closes nothing.
 */
CREATE TABLE enrolment_episode (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- talks stay hospital programme other; personal
	from_day DATE NOT NULL,
	planned_day DATE,                       -- when it is planned to end
	to_day DATE,                            -- the last day; absent: it goes on
	reason TEXT NOT NULL DEFAULT '',        -- completed left moved other; personal
	account BIGINT NOT NULL,                -- who wrote it down; 0: the person
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (kind IN ('talks', 'stay', 'hospital', 'programme', 'other')),
	CHECK (reason IN ('', 'completed', 'left', 'moved', 'other') AND (reason = '' OR to_day IS NOT NULL)),
	CHECK (to_day IS NULL OR to_day >= from_day),
	CHECK (planned_day IS NULL OR planned_day >= from_day)
);
CREATE UNIQUE INDEX enrolment_episode_by_id ON enrolment_episode (id, participant);
CREATE INDEX enrolment_episode_by_end ON enrolment_episode (reason, to_day);

/*
 * A sign of somebody is a sign for all they take part in; who has been away very long comes back by their own tap. Whoever
 * is erased leaves nothing.
 */
/* /* */
CREATE TRIGGER enrolment_sign AFTER UPDATE OF seen_at ON participant
WHEN NEW.seen_at > OLD.seen_at
BEGIN
	UPDATE enrolment SET sign_at = NEW.seen_at WHERE participant = NEW.id AND state IN ('active', 'paused') AND sign_at < NEW.seen_at
		AND NEW.seen_at - sign_at < (rhythm_days * 3 + 90) * 86400;
END;
CREATE TRIGGER enrolment_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	DELETE FROM presence_mark WHERE participant = NEW.id;
	DELETE FROM enrolment_step WHERE participant = NEW.id;
	DELETE FROM enrolment WHERE participant = NEW.id;
	DELETE FROM enrolment_episode WHERE participant = NEW.id;
END;
CREATE TRIGGER enrolment_step_kept BEFORE UPDATE ON enrolment_step
BEGIN
	SELECT RAISE(ABORT, 'kept: what happened stays as it happened');
END;
CREATE TRIGGER enrolment_kept BEFORE UPDATE OF participant, id, to_kind, target ON enrolment
WHEN NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.to_kind <> OLD.to_kind OR NEW.target <> OLD.target
BEGIN
	SELECT RAISE(ABORT, 'changed: taking part in something else is another row');
END;
-- */
/*pg
CREATE FUNCTION enrolment_sign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.seen_at > OLD.seen_at THEN
		UPDATE enrolment SET sign_at = NEW.seen_at WHERE participant = NEW.id AND state IN ('active', 'paused') AND sign_at < NEW.seen_at
			AND NEW.seen_at - sign_at < (rhythm_days * 3 + 90) * 86400;
	END IF;
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		DELETE FROM presence_mark WHERE participant = NEW.id;
		DELETE FROM enrolment_step WHERE participant = NEW.id;
		DELETE FROM enrolment WHERE participant = NEW.id;
		DELETE FROM enrolment_episode WHERE participant = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER enrolment_sign AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION enrolment_sign();
CREATE FUNCTION enrolment_step_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'kept: what happened stays as it happened' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER enrolment_step_kept BEFORE UPDATE ON enrolment_step FOR EACH ROW EXECUTE FUNCTION enrolment_step_kept();
CREATE FUNCTION enrolment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.to_kind <> OLD.to_kind OR NEW.target <> OLD.target THEN
		RAISE EXCEPTION 'changed: taking part in something else is another row' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER enrolment_kept BEFORE UPDATE ON enrolment FOR EACH ROW EXECUTE FUNCTION enrolment_kept();
pg*/
