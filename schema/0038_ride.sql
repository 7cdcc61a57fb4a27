-- A lift there and home: who drives, until somebody is home, and kilometres for the books.

/*
 * One ride: a way there and a way home.  It counts as arranged only with both (INV-11).  What the driver reads stands
 * here sealed; what it is for does too, and is opened only when kilometres are counted, where nobody's name stands.
 */
CREATE TABLE ride (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,                    -- whose drivers, and whose coordinators see to it
	area BIGINT NOT NULL,
	from_text TEXT NOT NULL,                -- where to pick up, a corner will do; sealed; personal
	to_text TEXT NOT NULL,                  -- sealed; personal
	meet_text TEXT NOT NULL,                -- how to find each other; sealed; personal
	call_text TEXT NOT NULL,                -- what the driver calls them; sealed; personal
	purpose TEXT NOT NULL,                  -- treatment support_activity employment education other; sealed; personal
	day DATE NOT NULL,
	out_min INTEGER NOT NULL,               -- picked up then, on the clock in Denmark
	home_day DATE NOT NULL,                 -- the same day, or the next one after midnight
	home_min INTEGER NOT NULL,
	drive_min INTEGER NOT NULL,             -- about so long each way
	seats INTEGER NOT NULL,
	children TEXT NOT NULL,                 -- none with alone; personal
	child_seats INTEGER NOT NULL,
	aids TEXT NOT NULL,                     -- none rollator wheelchair; personal
	out_how TEXT NOT NULL DEFAULT '',       -- driver taxi bus; empty: not found yet
	out_driver BIGINT NOT NULL DEFAULT 0,   -- account
	home_how TEXT NOT NULL DEFAULT '',      -- driver taxi bus waived (by the rider)
	home_driver BIGINT NOT NULL DEFAULT 0,
	state TEXT NOT NULL,
	steps INTEGER NOT NULL DEFAULT 0,       -- also what makes two writers notice each other
	rescues INTEGER NOT NULL DEFAULT 0,     -- how often a driver could not after all
	on_way_at BIGINT NOT NULL DEFAULT 0,
	there_at BIGINT NOT NULL DEFAULT 0,
	homebound_at BIGINT NOT NULL DEFAULT 0,
	made_by BIGINT NOT NULL,                -- account; 0: the person
	made_at BIGINT NOT NULL,
	state_at BIGINT NOT NULL,
	ended_at BIGINT,
	end_why TEXT NOT NULL DEFAULT '',       -- of cancelled: rider no_driver consent erased
	review TEXT NOT NULL DEFAULT '',        -- of stranded: what we learnt, a class
	reviewed_at BIGINT,
	PRIMARY KEY (participant, id),
	CHECK (state IN ('requested', 'offered', 'matched', 'arranged', 'rescue', 'on_way', 'there', 'homebound', 'done', 'cancelled', 'stranded', 'no_show')),
	CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'cancelled', 'stranded', 'no_show'))),
	CHECK (out_how IN ('', 'driver', 'taxi', 'bus') AND home_how IN ('', 'driver', 'taxi', 'bus', 'waived')),
	CHECK ((out_how = 'driver') = (out_driver > 0) AND (home_how = 'driver') = (home_driver > 0)),
	CHECK (children IN ('none', 'with', 'alone') AND aids IN ('none', 'rollator', 'wheelchair')),
	CHECK (end_why IN ('', 'rider', 'no_driver', 'consent', 'erased') AND (state = 'cancelled') = (end_why <> '')),
	CHECK (review IN ('', 'too_few_drivers', 'too_late', 'misunderstood', 'no_taxi', 'other') AND (review <> '') = (reviewed_at IS NOT NULL)),
	CHECK (seats BETWEEN 1 AND 8 AND drive_min BETWEEN 1 AND 240 AND participant > 0 AND org > 0)
);
CREATE UNIQUE INDEX ride_by_id ON ride (id, participant);
CREATE INDEX ride_by_day ON ride (ended_at, day);
CREATE INDEX ride_by_org ON ride (org, day);
CREATE INDEX ride_by_out ON ride (out_driver, day) WHERE out_driver > 0;
CREATE INDEX ride_by_home ON ride (home_driver, day) WHERE home_driver > 0;

-- A driver was asked.  Later waves are there from the start and are seen when their time comes: no job need run.
CREATE TABLE ride_offer (
	participant BIGINT NOT NULL,
	ride BIGINT NOT NULL,
	account BIGINT NOT NULL,
	legs INTEGER NOT NULL,                  -- 1 there, 2 home, 3 both
	from_at BIGINT NOT NULL,                -- seen from then on
	answer TEXT NOT NULL DEFAULT '',        -- yes no off thanked; empty: not yet
	answered_at BIGINT,
	PRIMARY KEY (participant, ride, account),
	CHECK (legs IN (1, 2, 3) AND answer IN ('', 'yes', 'no', 'off', 'thanked'))
);
CREATE INDEX ride_offer_by_account ON ride_offer (account, answer, from_at);

-- What happened, in order; never words about a person.
CREATE TABLE ride_step (
	participant BIGINT NOT NULL,
	ride BIGINT NOT NULL,
	n INTEGER NOT NULL,
	event TEXT NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	legs INTEGER NOT NULL,
	account BIGINT NOT NULL,                -- 0: the person, or the house
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, ride, n)
);

-- What a driver says of their car, and how many rides a week are enough.  No row: three seats, two rides.
CREATE TABLE ride_driver (
	account BIGINT NOT NULL PRIMARY KEY,
	seats INTEGER NOT NULL,
	child_seats INTEGER NOT NULL,
	wheelchair BOOLEAN NOT NULL,
	most_week INTEGER NOT NULL,
	CHECK (seats BETWEEN 1 AND 8 AND child_seats BETWEEN 0 AND 4 AND most_week BETWEEN 0 AND 30)
);

-- What a kilometre is paid from a day on, in minor units.
CREATE TABLE ride_rate (
	org BIGINT NOT NULL,
	from_day DATE NOT NULL,
	rate BIGINT NOT NULL,
	PRIMARY KEY (org, from_day),
	CHECK (rate >= 0 AND rate <= 10000)
);

-- Kilometres driven, for the books: nothing in it says who went along.
CREATE TABLE ride_drive (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	account BIGINT NOT NULL,                -- the driver; personal
	day DATE NOT NULL,
	purpose TEXT NOT NULL,                  -- a class, added up over all drivers
	km INTEGER NOT NULL,
	rate BIGINT NOT NULL,                   -- of that day
	amount BIGINT NOT NULL,
	entry BIGINT NOT NULL DEFAULT 0,        -- grant_entry that holds it; 0: not in the books yet
	at BIGINT NOT NULL,
	CHECK (purpose IN ('treatment', 'support_activity', 'employment', 'education', 'other')),
	CHECK (km > 0 AND amount = km * rate)
);
CREATE INDEX ride_drive_by_org ON ride_drive (org, day);
CREATE INDEX ride_drive_by_driver ON ride_drive (account, day);

-- Which legs have their kilometres written down: once each.
CREATE TABLE ride_counted (
	participant BIGINT NOT NULL,
	ride BIGINT NOT NULL,
	leg INTEGER NOT NULL,                   -- 1 there, 2 home
	PRIMARY KEY (participant, ride, leg)
);

-- Codes for a taxi, in the drawer: one is set aside when a driver cannot after all, and shown when nobody else is found.
CREATE TABLE ride_taxi (
	org BIGINT NOT NULL,
	code TEXT NOT NULL,
	ride BIGINT NOT NULL DEFAULT 0,         -- set aside for; 0: free
	used_at BIGINT,
	made_at BIGINT NOT NULL,
	PRIMARY KEY (org, code)
);
CREATE INDEX ride_taxi_by_ride ON ride_taxi (ride) WHERE ride <> 0;

-- Who may drive for whom, from and to which day: a volunteer who is active, with licence and insurance that both hold.
CREATE VIEW ride_may_drive AS
SELECT v.id AS volunteer, v.account, v.org, CASE WHEN l.issued > i.issued THEN l.issued ELSE i.issued END AS first,
	CASE WHEN l.counts_to < i.counts_to THEN l.counts_to ELSE i.counts_to END AS last
FROM volunteer v JOIN account a ON a.id = v.account AND a.state = 'active'
JOIN volunteer_qualification l ON l.volunteer = v.id AND l.type = 'licence'
JOIN volunteer_qualification i ON i.volunteer = v.id AND i.type = 'insurance'
WHERE v.state = 'active' AND replace(' ' || v.roles || ' ', ' driver ', '') <> ' ' || v.roles || ' ';

DROP VIEW account_owed;
CREATE VIEW account_owed AS
SELECT owner AS account, 'task' AS what, id AS subject FROM task WHERE done_at IS NULL
UNION ALL SELECT deputy, 'task', id FROM task WHERE done_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'loop', id FROM linkage_loop WHERE ended_at IS NULL
UNION ALL SELECT deputy, 'loop', id FROM linkage_loop WHERE ended_at IS NULL AND deputy <> 0
UNION ALL SELECT owner, 'transition', id FROM transition WHERE state <> 'ended'
UNION ALL SELECT deputy, 'transition', id FROM transition WHERE state <> 'ended'
UNION ALL SELECT out_driver, 'ride', id FROM ride WHERE ended_at IS NULL AND out_driver > 0
UNION ALL SELECT home_driver, 'ride', id FROM ride WHERE ended_at IS NULL AND home_driver > 0;

DROP VIEW consent_rests;
CREATE VIEW consent_rests AS
SELECT participant, consent, 'loop' AS what, id AS subject FROM linkage_loop WHERE consent <> 0 AND ended_at IS NULL
UNION ALL SELECT t.participant, c.id, 'transition', t.id FROM transition t JOIN consent c ON c.participant = t.participant AND c.purpose = 'transition'
	AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE t.state <> 'ended'
UNION ALL SELECT s.participant, c.id, 'calls', s.id FROM checkup_series s JOIN consent c ON c.participant = s.participant AND c.to_kind = 'org'
	AND c.receiver = s.org AND c.purpose = s.purpose AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE s.ended_at IS NULL
UNION ALL SELECT r.participant, c.id, 'ride', r.id FROM ride r JOIN consent c ON c.participant = r.participant AND c.to_kind = 'org'
	AND c.receiver = r.org AND c.purpose = 'ride' AND c.stopped_at IS NULL AND c.replaced_at IS NULL WHERE r.ended_at IS NULL;

/*
 * No ride is arranged without its way home (INV-11), by any path; nobody drives without licence and insurance on that
 * day; an end stays an end; whoever is erased, or takes back the yes on which it rests, is waited for no more, in that
 * same moment.
 */
/* /* */
CREATE TRIGGER ride_home_in BEFORE INSERT ON ride
WHEN NEW.state IN ('arranged', 'on_way', 'there', 'homebound', 'done', 'no_show') AND (NEW.home_how = '' OR NEW.out_how = '')
BEGIN
	SELECT RAISE(ABORT, 'ride_home: the way home is not arranged yet');
END;
CREATE TRIGGER ride_home_on BEFORE UPDATE ON ride
WHEN NEW.state IN ('arranged', 'on_way', 'there', 'homebound', 'done', 'no_show') AND (NEW.home_how = '' OR NEW.out_how = '')
BEGIN
	SELECT RAISE(ABORT, 'ride_home: the way home is not arranged yet');
END;
CREATE TRIGGER ride_driven_in BEFORE INSERT ON ride
WHEN NEW.out_driver > 0 OR NEW.home_driver > 0
BEGIN
	SELECT RAISE(ABORT, 'driver: a ride begins without a driver');
END;
CREATE TRIGGER ride_driven_on BEFORE UPDATE ON ride
WHEN (NEW.out_driver > 0 AND NEW.out_driver <> OLD.out_driver AND NOT EXISTS (SELECT 1 FROM ride_may_drive d WHERE d.account = NEW.out_driver
		AND d.org = NEW.org AND d.first <= NEW.day AND d.last >= NEW.day))
	OR (NEW.home_driver > 0 AND NEW.home_driver <> OLD.home_driver AND NOT EXISTS (SELECT 1 FROM ride_may_drive d WHERE d.account = NEW.home_driver
		AND d.org = NEW.org AND d.first <= NEW.home_day AND d.last >= NEW.home_day))
BEGIN
	SELECT RAISE(ABORT, 'driver: nobody drives without licence and insurance on that day');
END;
CREATE TRIGGER ride_end_stays BEFORE UPDATE ON ride
WHEN OLD.ended_at IS NOT NULL AND (NEW.state <> OLD.state OR NEW.ended_at IS NULL)
BEGIN
	SELECT RAISE(ABORT, 'ended: an end stays an end');
END;
CREATE TRIGGER ride_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	INSERT INTO ride_step (participant, ride, n, event, from_state, to_state, legs, account, at)
	SELECT r.participant, r.id, r.steps + 1, 'erased', r.state, 'cancelled', 3, 0, NEW.erased_at FROM ride r WHERE r.participant = NEW.id AND r.ended_at IS NULL;
	UPDATE ride_taxi SET ride = 0 WHERE used_at IS NULL AND ride IN (SELECT r.id FROM ride r WHERE r.participant = NEW.id AND r.ended_at IS NULL);
	UPDATE ride SET state = 'cancelled', end_why = 'erased', steps = steps + 1, state_at = NEW.erased_at, ended_at = NEW.erased_at
	WHERE participant = NEW.id AND ended_at IS NULL;
END;
CREATE TRIGGER ride_unsaid AFTER UPDATE OF stopped_at ON consent
WHEN NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL AND NEW.purpose = 'ride' AND NEW.to_kind = 'org'
BEGIN
	INSERT INTO ride_step (participant, ride, n, event, from_state, to_state, legs, account, at)
	SELECT r.participant, r.id, r.steps + 1, 'unsaid', r.state, 'cancelled', 3, 0, NEW.stopped_at FROM ride r
	WHERE r.participant = NEW.participant AND r.org = NEW.receiver AND r.ended_at IS NULL;
	UPDATE ride_taxi SET ride = 0 WHERE used_at IS NULL AND ride IN (SELECT r.id FROM ride r WHERE r.participant = NEW.participant
		AND r.org = NEW.receiver AND r.ended_at IS NULL);
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind IN ('ride', 'ride_rescue') AND done_at IS NULL AND participant = NEW.participant
		AND EXISTS (SELECT 1 FROM ride r WHERE r.participant = NEW.participant AND r.id = task.subject AND r.org = NEW.receiver AND r.ended_at IS NULL);
	UPDATE ride SET state = 'cancelled', end_why = 'consent', steps = steps + 1, state_at = NEW.stopped_at, ended_at = NEW.stopped_at
	WHERE participant = NEW.participant AND org = NEW.receiver AND ended_at IS NULL;
END;
-- */
/*pg
CREATE FUNCTION ride_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state IN ('arranged', 'on_way', 'there', 'homebound', 'done', 'no_show') AND (NEW.home_how = '' OR NEW.out_how = '') THEN
		RAISE EXCEPTION 'ride_home: the way home is not arranged yet' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'INSERT' THEN
		IF NEW.out_driver > 0 OR NEW.home_driver > 0 THEN
			RAISE EXCEPTION 'driver: a ride begins without a driver' USING ERRCODE = 'check_violation';
		END IF;
		RETURN NEW;
	END IF;
	IF OLD.ended_at IS NOT NULL AND (NEW.state <> OLD.state OR NEW.ended_at IS NULL) THEN
		RAISE EXCEPTION 'ended: an end stays an end' USING ERRCODE = 'check_violation';
	END IF;
	-- Whoever ends that account waits for us, or we for them.
	PERFORM 1 FROM account a WHERE a.id IN (NEW.out_driver, NEW.home_driver) ORDER BY a.id FOR SHARE;
	IF (NEW.out_driver > 0 AND NEW.out_driver <> OLD.out_driver AND NOT EXISTS (SELECT 1 FROM ride_may_drive d WHERE d.account = NEW.out_driver
			AND d.org = NEW.org AND d.first <= NEW.day AND d.last >= NEW.day))
		OR (NEW.home_driver > 0 AND NEW.home_driver <> OLD.home_driver AND NOT EXISTS (SELECT 1 FROM ride_may_drive d WHERE d.account = NEW.home_driver
			AND d.org = NEW.org AND d.first <= NEW.home_day AND d.last >= NEW.home_day)) THEN
		RAISE EXCEPTION 'driver: nobody drives without licence and insurance on that day' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER ride_kept BEFORE INSERT OR UPDATE ON ride FOR EACH ROW EXECUTE FUNCTION ride_kept();
CREATE FUNCTION ride_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
		RETURN NULL;
	END IF;
	INSERT INTO ride_step (participant, ride, n, event, from_state, to_state, legs, account, at)
	SELECT r.participant, r.id, r.steps + 1, 'erased', r.state, 'cancelled', 3, 0, NEW.erased_at FROM ride r WHERE r.participant = NEW.id AND r.ended_at IS NULL;
	UPDATE ride_taxi SET ride = 0 WHERE used_at IS NULL AND ride IN (SELECT r.id FROM ride r WHERE r.participant = NEW.id AND r.ended_at IS NULL);
	UPDATE ride SET state = 'cancelled', end_why = 'erased', steps = steps + 1, state_at = NEW.erased_at, ended_at = NEW.erased_at
	WHERE participant = NEW.id AND ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER ride_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION ride_gone();
CREATE FUNCTION ride_unsaid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.stopped_at IS NULL OR OLD.stopped_at IS NOT NULL OR NEW.purpose <> 'ride' OR NEW.to_kind <> 'org' THEN
		RETURN NULL;
	END IF;
	INSERT INTO ride_step (participant, ride, n, event, from_state, to_state, legs, account, at)
	SELECT r.participant, r.id, r.steps + 1, 'unsaid', r.state, 'cancelled', 3, 0, NEW.stopped_at FROM ride r
	WHERE r.participant = NEW.participant AND r.org = NEW.receiver AND r.ended_at IS NULL;
	UPDATE ride_taxi SET ride = 0 WHERE used_at IS NULL AND ride IN (SELECT r.id FROM ride r WHERE r.participant = NEW.participant
		AND r.org = NEW.receiver AND r.ended_at IS NULL);
	UPDATE task SET done_at = NEW.stopped_at, result = 'ended' WHERE kind IN ('ride', 'ride_rescue') AND done_at IS NULL AND participant = NEW.participant
		AND EXISTS (SELECT 1 FROM ride r WHERE r.participant = NEW.participant AND r.id = task.subject AND r.org = NEW.receiver AND r.ended_at IS NULL);
	UPDATE ride SET state = 'cancelled', end_why = 'consent', steps = steps + 1, state_at = NEW.stopped_at, ended_at = NEW.stopped_at
	WHERE participant = NEW.participant AND org = NEW.receiver AND ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER ride_unsaid AFTER UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION ride_unsaid();
pg*/
