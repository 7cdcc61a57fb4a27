-- The first hours, weeks and months after leaving, as the person wants them; and somebody at the door the first time.

/*
 * One step of somebody's plan. Its day is counted from the day on which they leave, so that a plan moves with that
 * day and begins when somebody leaves early; its hour is one on the wall. When it is due, and whether it has gone quiet,
 * is worked out at every reading. The plan is theirs: the words are sealed, and go when they go.
 */
CREATE TABLE landing_step (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	transition BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- sleep sleep_open pharmacy food phone talk meeting evening review other; personal
	after_days INTEGER NOT NULL,            -- 0: the day of leaving
	at_min INTEGER NOT NULL,                -- on the wall; -1: some time that day
	what TEXT NOT NULL,                     -- sealed; personal
	place TEXT NOT NULL,                    -- sealed; personal
	who TEXT NOT NULL,                      -- sealed; personal
	otherwise TEXT NOT NULL,                -- what they do if it fails; sealed; personal
	watched BOOLEAN NOT NULL DEFAULT TRUE,  -- whoever answers for the transition answers for it
	acked_at BIGINT NOT NULL DEFAULT 0,
	ended_at BIGINT,
	how TEXT NOT NULL DEFAULT '',           -- done let_go
	ended_by BIGINT NOT NULL DEFAULT 0,     -- account; 0: the person
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (kind IN ('sleep', 'sleep_open', 'pharmacy', 'food', 'phone', 'talk', 'meeting', 'evening', 'review', 'other')),
	CHECK (after_days BETWEEN 0 AND 90 AND at_min BETWEEN -1 AND 1439),
	-- The first 72 hours are said by the hour.
	CHECK (after_days > 3 OR at_min >= 0),
	CHECK ((ended_at IS NULL) = (how = '') AND how IN ('', 'done', 'let_go'))
);
CREATE UNIQUE INDEX landing_step_by_id ON landing_step (id, participant);
CREATE INDEX landing_step_by_transition ON landing_step (transition, after_days, at_min);
CREATE INDEX landing_step_open ON landing_step (participant, transition) WHERE watched AND ended_at IS NULL;

/*
 * Somebody would like company the first time. Several are asked; the first yes has it, and when they cannot after all
 * it is asked again. Who answers for it is whoever answers for the loop. Nobody of the place is told anything (INV-5).
 */
CREATE TABLE door_wish (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	linkage BIGINT NOT NULL,                -- the loop
	who TEXT NOT NULL,                      -- any woman man: whom they would rather meet; personal
	lang TEXT NOT NULL,                     -- da en
	stand TEXT NOT NULL,                    -- where they meet; sealed; personal
	sign TEXT NOT NULL,                     -- by what they know each other; sealed; personal
	state TEXT NOT NULL,                    -- asking agreed over
	greeter BIGINT NOT NULL DEFAULT 0,      -- account; 0: nobody yet
	called TEXT NOT NULL DEFAULT '',        -- what the greeter wants to be called by the person
	acked_at BIGINT NOT NULL DEFAULT 0,
	made_at BIGINT NOT NULL,
	state_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (who IN ('any', 'woman', 'man') AND lang IN ('da', 'en') AND state IN ('asking', 'agreed', 'over')),
	CHECK (state <> 'agreed' OR (greeter > 0 AND called <> '')),
	CHECK (state <> 'asking' OR greeter = 0)
);
CREATE UNIQUE INDEX door_wish_by_id ON door_wish (id, participant);
-- One at a time for a loop.
CREATE UNIQUE INDEX door_wish_by_linkage ON door_wish (participant, linkage) WHERE state <> 'over';
CREATE INDEX door_wish_by_state ON door_wish (state, made_at);

-- Who was asked, and what they said; nobody is asked why.
CREATE TABLE door_asked (
	participant BIGINT NOT NULL,
	wish BIGINT NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	answer TEXT NOT NULL DEFAULT '',        -- yes no cannot (a yes that was taken back)
	answered_at BIGINT,
	PRIMARY KEY (participant, wish, account),
	CHECK (answer IN ('', 'yes', 'no', 'cannot') AND (answer = '') = (answered_at IS NULL))
);
CREATE INDEX door_asked_by_account ON door_asked (account, answer);

DROP VIEW account_owed;
CREATE VIEW account_owed AS
SELECT owner AS account, 'task' AS what, id AS subject FROM task WHERE done_at IS NULL
UNION ALL SELECT deputy, 'task', id FROM task WHERE done_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'loop', id FROM linkage_loop WHERE ended_at IS NULL
UNION ALL SELECT deputy, 'loop', id FROM linkage_loop WHERE ended_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'transition', id FROM transition WHERE state <> 'ended'
UNION ALL SELECT deputy, 'transition', id FROM transition WHERE state <> 'ended'
-- Of somebody who has landed: what they planned for later.
UNION ALL SELECT t.owner, 'landing', s.id FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
	WHERE s.watched AND s.ended_at IS NULL AND t.state = 'ended'
UNION ALL SELECT t.deputy, 'landing', s.id FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
	WHERE s.watched AND s.ended_at IS NULL AND t.state = 'ended'
-- Whoever said yes to meet somebody at the door.
UNION ALL SELECT greeter, 'door', id FROM door_wish WHERE state = 'agreed'
-- Whoever said yes to drive.
UNION ALL SELECT out_driver, 'ride', id FROM ride WHERE ended_at IS NULL AND out_driver > 0
UNION ALL SELECT home_driver, 'ride', id FROM ride WHERE ended_at IS NULL AND home_driver > 0;

DROP VIEW consent_rests;
CREATE VIEW consent_rests AS
SELECT participant, consent, 'loop' AS what, id AS subject FROM linkage_loop WHERE consent <> 0 AND ended_at IS NULL
UNION ALL SELECT t.participant, c.id, 'transition', t.id FROM transition t JOIN consent c ON c.participant = t.participant AND c.purpose = 'transition'
	AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE t.state <> 'ended'
UNION ALL SELECT DISTINCT s.participant, c.id, 'landing', t.id FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
	JOIN consent c ON c.participant = s.participant AND c.purpose = 'transition' AND c.stopped_at IS NULL AND c.replaced_at IS NULL
	WHERE s.watched AND s.ended_at IS NULL AND t.state = 'ended'
UNION ALL SELECT s.participant, c.id, 'calls', s.id FROM checkup_series s JOIN consent c ON c.participant = s.participant AND c.to_kind = 'org'
	AND c.receiver = s.org AND c.purpose = s.purpose AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE s.ended_at IS NULL
UNION ALL SELECT r.participant, c.id, 'ride', r.id FROM ride r JOIN consent c ON c.participant = r.participant AND c.to_kind = 'org'
	AND c.receiver = r.org AND c.purpose = 'ride' AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE r.ended_at IS NULL;

/*
 * Nobody answers for a step of somebody who said stop, or took back the yes on which it rests; the plan itself stays with
 * them. Whoever is erased leaves none. A step that is answered for needs the two who answer, also after landing; and
 * whoever meets somebody at the door works here.
 */
/* /* */
CREATE TRIGGER landing_ended AFTER UPDATE OF state ON transition
WHEN NEW.state = 'ended' AND NEW.end_class <> 'landed'
BEGIN
	UPDATE landing_step SET watched = FALSE WHERE participant = NEW.participant AND transition = NEW.id AND watched;
END;
CREATE TRIGGER landing_unsaid AFTER UPDATE OF stopped_at ON consent
WHEN NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.purpose = 'transition'
BEGIN
	UPDATE landing_step SET watched = FALSE WHERE participant = NEW.participant AND watched;
END;
CREATE TRIGGER landing_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	DELETE FROM landing_step WHERE participant = NEW.id;
	DELETE FROM door_asked WHERE participant = NEW.id;
	DELETE FROM door_wish WHERE participant = NEW.id;
END;
CREATE TRIGGER landing_watched_in BEFORE INSERT ON landing_step
WHEN NEW.watched AND NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM transition t
	WHERE t.participant = NEW.participant AND t.id = NEW.transition AND (t.state <> 'ended' OR t.end_class = 'landed')
	AND (SELECT COUNT(*) FROM account a WHERE a.id IN (t.owner, t.deputy) AND a.state = 'active') = 2)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: a step that is answered for needs two people who work here');
END;
CREATE TRIGGER landing_watched_on BEFORE UPDATE ON landing_step
WHEN NEW.watched AND NEW.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM transition t
	WHERE t.participant = NEW.participant AND t.id = NEW.transition AND (t.state <> 'ended' OR t.end_class = 'landed')
	AND (SELECT COUNT(*) FROM account a WHERE a.id IN (t.owner, t.deputy) AND a.state = 'active') = 2)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: a step that is answered for needs two people who work here');
END;
CREATE TRIGGER landing_owner_stays BEFORE UPDATE OF owner, deputy ON transition
WHEN NEW.state = 'ended' AND NEW.end_class = 'landed' AND (SELECT COUNT(*) FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) AND a.state = 'active') < 2
	AND EXISTS (SELECT 1 FROM landing_step s WHERE s.participant = NEW.participant AND s.transition = NEW.id AND s.watched AND s.ended_at IS NULL)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: a step that is answered for needs two people who work here');
END;
CREATE TRIGGER door_greeter_in BEFORE INSERT ON door_wish
WHEN NEW.state = 'agreed' AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.greeter AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: whoever stands at the door works here');
END;
CREATE TRIGGER door_greeter_on BEFORE UPDATE ON door_wish
WHEN NEW.state = 'agreed' AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.greeter AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: whoever stands at the door works here');
END;
-- The loop is over: nobody is waited for at the door.
CREATE TRIGGER door_over AFTER UPDATE OF ended_at ON linkage_loop
WHEN NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL
BEGIN
	UPDATE door_wish SET state = 'over', state_at = NEW.ended_at WHERE participant = NEW.participant AND linkage = NEW.id AND state <> 'over';
END;
-- */
/*pg
CREATE FUNCTION landing_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'ended' AND NEW.end_class <> 'landed' THEN
		UPDATE landing_step SET watched = FALSE WHERE participant = NEW.participant AND transition = NEW.id AND watched;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER landing_ended AFTER UPDATE ON transition FOR EACH ROW EXECUTE FUNCTION landing_ended();
CREATE FUNCTION landing_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.purpose = 'transition' THEN
		UPDATE landing_step SET watched = FALSE WHERE participant = NEW.participant AND watched;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER landing_unsaid AFTER UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION landing_unsaid();
CREATE FUNCTION landing_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		DELETE FROM landing_step WHERE participant = NEW.id;
		DELETE FROM door_asked WHERE participant = NEW.id;
		DELETE FROM door_wish WHERE participant = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER landing_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION landing_gone();
CREATE FUNCTION landing_watched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT NEW.watched OR NEW.ended_at IS NOT NULL THEN
		RETURN NEW;
	END IF;
	-- Whoever ends the transition, or one of the accounts, waits for us, or we for them.
	PERFORM 1 FROM transition t WHERE t.participant = NEW.participant AND t.id = NEW.transition FOR SHARE;
	PERFORM 1 FROM account a JOIN transition t ON a.id IN (t.owner, t.deputy) WHERE t.participant = NEW.participant AND t.id = NEW.transition
		ORDER BY a.id FOR SHARE OF a;
	IF NOT EXISTS (SELECT 1 FROM transition t WHERE t.participant = NEW.participant AND t.id = NEW.transition AND (t.state <> 'ended' OR t.end_class = 'landed')
		AND (SELECT COUNT(*) FROM account a WHERE a.id IN (t.owner, t.deputy) AND a.state = 'active') = 2) THEN
		RAISE EXCEPTION 'owner_needed: a step that is answered for needs two people who work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER landing_watched BEFORE INSERT OR UPDATE ON landing_step FOR EACH ROW EXECUTE FUNCTION landing_watched();
CREATE FUNCTION landing_owner_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'ended' AND NEW.end_class = 'landed' AND (NEW.owner <> OLD.owner OR NEW.deputy <> OLD.deputy)
		AND (SELECT COUNT(*) FROM account a WHERE a.id IN (NEW.owner, NEW.deputy) AND a.state = 'active') < 2
		AND EXISTS (SELECT 1 FROM landing_step s WHERE s.participant = NEW.participant AND s.transition = NEW.id AND s.watched AND s.ended_at IS NULL) THEN
		RAISE EXCEPTION 'owner_needed: a step that is answered for needs two people who work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER landing_owner_stays BEFORE UPDATE ON transition FOR EACH ROW EXECUTE FUNCTION landing_owner_stays();
CREATE FUNCTION door_greeter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> 'agreed' THEN
		RETURN NEW;
	END IF;
	PERFORM 1 FROM account a WHERE a.id = NEW.greeter AND a.state = 'active' FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'owner_needed: whoever stands at the door works here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER door_greeter BEFORE INSERT OR UPDATE ON door_wish FOR EACH ROW EXECUTE FUNCTION door_greeter();
CREATE FUNCTION door_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL THEN
		UPDATE door_wish SET state = 'over', state_at = NEW.ended_at WHERE participant = NEW.participant AND linkage = NEW.id AND state <> 'over';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER door_over AFTER UPDATE ON linkage_loop FOR EACH ROW EXECUTE FUNCTION door_over();
pg*/
