-- Somebody wants to go somewhere: handed over to a service, or introduced to people who help each other.

/*
 * One loop: from "would you like to" to sitting in the room, or to one of six honest ends.  It has one owner and one
 * next date until then.  A referral goes to somebody who keeps records and may answer; an introduction is to people
 * who keep none and are never told anything about anybody (INV-5): nothing is told there, nobody there can take it,
 * and whether somebody came only they themselves say, or who went along.
 */
CREATE TABLE linkage_loop (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,                    -- whose coordinators see to it
	area BIGINT NOT NULL,                   -- municipality; 0: not said
	mode TEXT NOT NULL,                     -- referral introduction
	need TEXT NOT NULL,                     -- one of the twelve; personal
	to_kind TEXT NOT NULL,                  -- service meeting
	target BIGINT NOT NULL,
	told INTEGER NOT NULL,                  -- what may be told, a bit each; 0: an enquiry about nobody
	consent BIGINT NOT NULL,                -- the one it rests on; 0: an enquiry about nobody, or an introduction
	urgency TEXT NOT NULL,                  -- normal urgent red
	owner BIGINT NOT NULL,                  -- account
	deputy BIGINT NOT NULL,                 -- account; 0: none
	sender BIGINT NOT NULL,                 -- account that handed over
	companion BIGINT NOT NULL,              -- account that goes along; 0: nobody
	parent BIGINT NOT NULL,                 -- the loop that led here; 0: none
	state TEXT NOT NULL,
	steps INTEGER NOT NULL,                 -- how many there are in linkage_step
	end_class TEXT NOT NULL DEFAULT '',
	evidence TEXT NOT NULL DEFAULT 'none',  -- who said that they came: receiver companion self
	decline TEXT NOT NULL DEFAULT '',       -- why the service could not, a class and never a reason about a person
	answer TEXT NOT NULL DEFAULT '',        -- the person's no: not_now never changed_mind; personal
	next_due_at BIGINT NOT NULL,
	acked_at BIGINT NOT NULL DEFAULT 0,
	booked_at BIGINT NOT NULL DEFAULT 0,    -- when they are expected; 0: no time yet
	wait_until DATE,
	place INTEGER NOT NULL DEFAULT 0,       -- on the waiting list; 0: not said
	missed INTEGER NOT NULL DEFAULT 0,
	visits INTEGER NOT NULL DEFAULT 0,      -- that are known of
	ask_again DATE,                         -- the person may be asked again from then
	tell BOOLEAN NOT NULL DEFAULT FALSE,    -- who introduced may be told that they came
	made_at BIGINT NOT NULL,
	state_at BIGINT NOT NULL,
	ended_at BIGINT,
	PRIMARY KEY (participant, id),
	CHECK (mode IN ('referral', 'introduction') AND urgency IN ('normal', 'urgent', 'red') AND to_kind IN ('service', 'meeting')),
	CHECK (state IN ('offered', 'agreed', 'acknowledged', 'booked', 'waiting', 'missed', 'ended')),
	CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
	CHECK ((state = 'ended') = (end_class <> '')),
	CHECK (end_class IN ('', 'attended', 'declined_by_person', 'redirected', 'not_reachable', 'withdrawn', 'died')),
	CHECK (evidence IN ('none', 'self', 'companion', 'receiver')),
	CHECK (mode <> 'introduction' OR (evidence <> 'receiver' AND state <> 'acknowledged' AND told = 0 AND consent = 0)),
	CHECK (mode <> 'referral' OR to_kind = 'service'),
	CHECK ((told = 0) = (consent = 0)),
	CHECK (decline IN ('', 'full', 'criteria', 'area', 'closed', 'other') AND answer IN ('', 'not_now', 'never', 'changed_mind')),
	CHECK (owner > 0 AND owner <> deputy AND next_due_at > 0 AND participant > 0)
);
CREATE UNIQUE INDEX linkage_by_id ON linkage_loop (id);
CREATE INDEX linkage_by_owner ON linkage_loop (owner, ended_at, next_due_at);
CREATE INDEX linkage_by_deputy ON linkage_loop (deputy, ended_at, next_due_at);
CREATE INDEX linkage_by_due ON linkage_loop (ended_at, next_due_at);
CREATE INDEX linkage_by_sender ON linkage_loop (sender, mode, made_at);
CREATE INDEX linkage_by_target ON linkage_loop (target, decline, ended_at);
CREATE INDEX linkage_by_consent ON linkage_loop (consent) WHERE consent <> 0;

-- What happened, in order.  Nothing is ever changed or taken out.
CREATE TABLE linkage_step (
	participant BIGINT NOT NULL,
	linkage BIGINT NOT NULL,                -- the loop
	n INTEGER NOT NULL,                     -- from 1
	event TEXT NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	by_what TEXT NOT NULL,                  -- staff link person companion house
	account BIGINT NOT NULL,                -- 0: by link, by the person, by the house
	words TEXT NOT NULL DEFAULT '',         -- to the sender, from the place; sealed; personal
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, linkage, n)
);
CREATE INDEX linkage_step_with_words ON linkage_step (at) WHERE words <> '';

-- A link with which a service answers once, without an account.  Kept as a keyed hash only.
CREATE TABLE linkage_link (
	participant BIGINT NOT NULL,
	linkage BIGINT NOT NULL,                -- the loop
	tag TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT,
	revoked_at BIGINT,
	asked_at BIGINT,                        -- somebody asked for a new one
	PRIMARY KEY (participant, linkage, tag)
);
CREATE UNIQUE INDEX linkage_link_by_tag ON linkage_link (tag);
CREATE INDEX linkage_link_by_end ON linkage_link (expires_at);

DROP VIEW account_owed;
CREATE VIEW account_owed AS
SELECT owner AS account, 'task' AS what, id AS subject FROM task WHERE done_at IS NULL
UNION ALL SELECT deputy, 'task', id FROM task WHERE done_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'loop', id FROM linkage_loop WHERE ended_at IS NULL
UNION ALL SELECT deputy, 'loop', id FROM linkage_loop WHERE ended_at IS NULL AND deputy <> 0;

-- What ends when a consent is stopped.
DROP VIEW consent_rests;
CREATE VIEW consent_rests AS
SELECT participant, consent, 'loop' AS what, id AS subject FROM linkage_loop WHERE consent <> 0 AND ended_at IS NULL;

/*
 * No open loop without somebody who works here (INV-2); an end stays an end, but for somebody who could not be
 * reached and then calls; steps stay; a group of people who help each other gets no link about anybody (INV-5);
 * whoever is erased, or takes back the yes on which it rests, is waited for no more, in that same moment.
 */
/* /* */
CREATE TRIGGER linkage_owned_in BEFORE INSERT ON linkage_loop
WHEN NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open loop needs somebody who works here');
END;
CREATE TRIGGER linkage_owned_on BEFORE UPDATE ON linkage_loop
WHEN NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open loop needs somebody who works here');
END;
CREATE TRIGGER linkage_end_stays BEFORE UPDATE ON linkage_loop
WHEN OLD.ended_at IS NOT NULL AND NEW.end_class <> OLD.end_class AND OLD.end_class <> 'not_reachable'
BEGIN
	SELECT RAISE(ABORT, 'ended: an end stays an end');
END;
CREATE TRIGGER linkage_mode_stays BEFORE UPDATE OF mode, participant, id, target, to_kind, told ON linkage_loop
WHEN NEW.mode <> OLD.mode OR NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.target <> OLD.target OR NEW.to_kind <> OLD.to_kind
	OR NEW.told <> OLD.told
BEGIN
	SELECT RAISE(ABORT, 'changed: a loop to another place is another loop');
END;
CREATE TRIGGER linkage_step_kept BEFORE UPDATE ON linkage_step
WHEN NEW.words <> '' OR NEW.event <> OLD.event OR NEW.from_state <> OLD.from_state OR NEW.to_state <> OLD.to_state OR NEW.at <> OLD.at
BEGIN
	SELECT RAISE(ABORT, 'kept: what happened stays as it happened');
END;
CREATE TRIGGER linkage_link_to_whom BEFORE INSERT ON linkage_link
WHEN NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant AND l.id = NEW.linkage AND l.mode = 'referral')
BEGIN
	SELECT RAISE(ABORT, 'introduction: a group is told nothing about anybody');
END;
CREATE TRIGGER linkage_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at)
	SELECT l.participant, l.id, l.steps + 1, 'stopped', l.state, 'ended', 'house', 0, NEW.erased_at
	FROM linkage_loop l WHERE l.participant = NEW.id AND l.ended_at IS NULL;
	UPDATE linkage_link SET revoked_at = NEW.erased_at WHERE revoked_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.participant = linkage_link.participant AND l.id = linkage_link.linkage AND l.participant = NEW.id);
	UPDATE linkage_loop SET state = 'ended', end_class = 'withdrawn', steps = steps + 1, state_at = NEW.erased_at, ended_at = NEW.erased_at
	WHERE participant = NEW.id AND ended_at IS NULL;
END;
CREATE TRIGGER linkage_unsaid AFTER UPDATE OF stopped_at ON consent
WHEN NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.to_kind = 'service' AND NEW.purpose = 'handover'
BEGIN
	INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at)
	SELECT l.participant, l.id, l.steps + 1, 'stopped', l.state, 'ended', 'house', 0, NEW.stopped_at
	FROM linkage_loop l WHERE l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0 AND l.ended_at IS NULL;
	UPDATE linkage_link SET revoked_at = NEW.stopped_at WHERE revoked_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.participant = linkage_link.participant AND l.id = linkage_link.linkage AND l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0);
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind = 'go_along' AND done_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.id = task.subject AND l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0 AND l.ended_at IS NULL);
	UPDATE linkage_loop SET state = 'ended', end_class = 'withdrawn', steps = steps + 1, state_at = NEW.stopped_at, ended_at = NEW.stopped_at
	WHERE participant = NEW.participant AND target = NEW.receiver AND told <> 0 AND ended_at IS NULL;
END;
-- */
/*pg
CREATE FUNCTION linkage_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.ended_at IS NOT NULL AND NEW.end_class <> OLD.end_class AND OLD.end_class <> 'not_reachable' THEN
			RAISE EXCEPTION 'ended: an end stays an end' USING ERRCODE = 'check_violation';
		END IF;
		IF NEW.mode <> OLD.mode OR NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.target <> OLD.target
			OR NEW.to_kind <> OLD.to_kind OR NEW.told <> OLD.told THEN
			RAISE EXCEPTION 'changed: a loop to another place is another loop' USING ERRCODE = 'check_violation';
		END IF;
	END IF;
	IF NEW.ended_at IS NOT NULL THEN
		RETURN NEW;
	END IF;
	-- Whoever ends that account waits for us, or we for them.
	PERFORM 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active' FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'owner_needed: an open loop needs somebody who works here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER linkage_kept BEFORE INSERT OR UPDATE ON linkage_loop FOR EACH ROW EXECUTE FUNCTION linkage_kept();
CREATE FUNCTION linkage_step_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.words <> '' OR NEW.event <> OLD.event OR NEW.from_state <> OLD.from_state OR NEW.to_state <> OLD.to_state OR NEW.at <> OLD.at THEN
		RAISE EXCEPTION 'kept: what happened stays as it happened' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER linkage_step_kept BEFORE UPDATE ON linkage_step FOR EACH ROW EXECUTE FUNCTION linkage_step_kept();
CREATE FUNCTION linkage_link_to_whom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant AND l.id = NEW.linkage AND l.mode = 'referral') THEN
		RAISE EXCEPTION 'introduction: a group is told nothing about anybody' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER linkage_link_to_whom BEFORE INSERT OR UPDATE ON linkage_link FOR EACH ROW EXECUTE FUNCTION linkage_link_to_whom();
CREATE FUNCTION linkage_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
		RETURN NULL;
	END IF;
	INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at)
	SELECT l.participant, l.id, l.steps + 1, 'stopped', l.state, 'ended', 'house', 0, NEW.erased_at
	FROM linkage_loop l WHERE l.participant = NEW.id AND l.ended_at IS NULL;
	UPDATE linkage_link SET revoked_at = NEW.erased_at WHERE revoked_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.participant = linkage_link.participant AND l.id = linkage_link.linkage AND l.participant = NEW.id);
	UPDATE linkage_loop SET state = 'ended', end_class = 'withdrawn', steps = steps + 1, state_at = NEW.erased_at, ended_at = NEW.erased_at
	WHERE participant = NEW.id AND ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER linkage_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION linkage_gone();
CREATE FUNCTION linkage_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.stopped_at IS NULL OR OLD.stopped_at IS NOT NULL OR NEW.to_kind <> 'service' OR NEW.purpose <> 'handover' THEN
		RETURN NULL;
	END IF;
	INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at)
	SELECT l.participant, l.id, l.steps + 1, 'stopped', l.state, 'ended', 'house', 0, NEW.stopped_at
	FROM linkage_loop l WHERE l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0 AND l.ended_at IS NULL;
	UPDATE linkage_link SET revoked_at = NEW.stopped_at WHERE revoked_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.participant = linkage_link.participant AND l.id = linkage_link.linkage AND l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0);
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind = 'go_along' AND done_at IS NULL AND EXISTS (SELECT 1 FROM linkage_loop l
		WHERE l.id = task.subject AND l.participant = NEW.participant AND l.target = NEW.receiver AND l.told <> 0 AND l.ended_at IS NULL);
	UPDATE linkage_loop SET state = 'ended', end_class = 'withdrawn', steps = steps + 1, state_at = NEW.stopped_at, ended_at = NEW.stopped_at
	WHERE participant = NEW.participant AND target = NEW.receiver AND told <> 0 AND ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER linkage_unsaid AFTER UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION linkage_unsaid();
pg*/
