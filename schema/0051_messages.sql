-- More that is told by message, to whom, and as long as it is still so; and what reminds those whose turn it is.

/* /* */
-- The same table with more kinds and one more receiver: in SQLite what a column may hold is changed by making it anew.
DROP TRIGGER outbox_gone;
CREATE TABLE outbox_message_wider (
	participant BIGINT NOT NULL,            -- whom it concerns; 0: nobody in particular
	id BIGINT NOT NULL,
	name TEXT NOT NULL,                     -- its own name outside: random, tells nothing
	once TEXT NOT NULL,                     -- the same intention is written once
	kind TEXT NOT NULL,                     -- see the check; what it tells, in the table of src/outbox/road.c
	subject BIGINT NOT NULL,                -- what it tells of in the room of that kind
	mark TEXT NOT NULL,                     -- as that thing stood: another time, another link is another message
	to_kind TEXT NOT NULL,                  -- channel: of the person; service, org: its public address; account: who works here; self: a try-out
	to_id BIGINT NOT NULL,
	lang TEXT NOT NULL,
	about TEXT NOT NULL,                    -- subject line; sealed; empty: thrown away
	words TEXT NOT NULL,                    -- the text; sealed; empty: thrown away
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	owner BIGINT NOT NULL,                  -- account that tells it otherwise when it cannot be sent; 0: nobody
	deputy BIGINT NOT NULL,
	state TEXT NOT NULL,                    -- waiting taken sent dropped failed
	reason TEXT NOT NULL DEFAULT '',        -- why it was dropped or failed, a code
	attempts INTEGER NOT NULL DEFAULT 0,    -- how often it was handed over
	again INTEGER NOT NULL DEFAULT 0,       -- how often nobody could say whether the road had it
	send_at BIGINT NOT NULL,                -- not before
	until_at BIGINT NOT NULL,               -- afterwards it has no sense any more
	lease_until BIGINT NOT NULL DEFAULT 0,  -- of a taken one: afterwards nobody is handing it over any more
	made_at BIGINT NOT NULL,
	ended_at BIGINT,
	PRIMARY KEY (participant, id),
	CHECK (kind IN ('loop_link', 'loop_time', 'call_moved', 'call_agreed', 'ride_set', 'ride_search', 'ride_off', 'plan_step', 'last_day', 'stage_day',
		'yes_ends', 'yes_stopped', 'drive_asked', 'drive_off', 'form_missing', 'listing_old', 'waits', 'try')),
	CHECK (to_kind IN ('channel', 'service', 'org', 'account', 'self')),
	CHECK (state IN ('waiting', 'taken', 'sent', 'dropped', 'failed')),
	CHECK ((state IN ('sent', 'dropped', 'failed')) = (ended_at IS NOT NULL)),
	CHECK ((state IN ('dropped', 'failed')) = (reason <> '')),
	/* Who works here is told nothing about anybody; a person is told only what is theirs. */
	CHECK ((to_kind IN ('channel', 'service', 'org')) = (participant <> 0)),
	CHECK (to_kind NOT IN ('service', 'org') OR kind IN ('loop_link', 'yes_stopped')),
	CHECK (to_kind <> 'org' OR kind = 'yes_stopped'),
	CHECK (kind <> 'yes_stopped' OR to_kind IN ('service', 'org')),
	CHECK (until_at > made_at AND owner >= 0)
);
INSERT INTO outbox_message_wider (participant, id, name, once, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state,
	reason, attempts, again, send_at, until_at, lease_until, made_at, ended_at)
SELECT participant, id, name, once, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state,
	reason, attempts, again, send_at, until_at, lease_until, made_at, ended_at FROM outbox_message;
DROP TABLE outbox_message;
ALTER TABLE outbox_message_wider RENAME TO outbox_message;
CREATE UNIQUE INDEX outbox_message_by_once ON outbox_message (participant, once);
CREATE UNIQUE INDEX outbox_message_by_name ON outbox_message (participant, name);
CREATE INDEX outbox_message_by_reply ON outbox_message (name);
CREATE INDEX outbox_message_by_time ON outbox_message (state, send_at);
CREATE INDEX outbox_message_by_subject ON outbox_message (kind, subject);
CREATE INDEX outbox_message_by_to ON outbox_message (to_kind, to_id, state);
CREATE INDEX outbox_message_with_words ON outbox_message (ended_at) WHERE words <> '';
-- */
/*pg
DO $$
DECLARE c record;
BEGIN
	FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'outbox_message'::regclass AND contype = 'c' LOOP
		EXECUTE 'ALTER TABLE outbox_message DROP CONSTRAINT ' || quote_ident(c.conname);
	END LOOP;
END $$;
ALTER TABLE outbox_message ADD CHECK (kind IN ('loop_link', 'loop_time', 'call_moved', 'call_agreed', 'ride_set', 'ride_search', 'ride_off', 'plan_step',
		'last_day', 'stage_day', 'yes_ends', 'yes_stopped', 'drive_asked', 'drive_off', 'form_missing', 'listing_old', 'waits', 'try')),
	ADD CHECK (to_kind IN ('channel', 'service', 'org', 'account', 'self')),
	ADD CHECK (state IN ('waiting', 'taken', 'sent', 'dropped', 'failed')),
	ADD CHECK ((state IN ('sent', 'dropped', 'failed')) = (ended_at IS NOT NULL)),
	ADD CHECK ((state IN ('dropped', 'failed')) = (reason <> '')),
	ADD CHECK ((to_kind IN ('channel', 'service', 'org')) = (participant <> 0)),
	ADD CHECK (to_kind NOT IN ('service', 'org') OR kind IN ('loop_link', 'yes_stopped')),
	ADD CHECK (to_kind <> 'org' OR kind = 'yes_stopped'),
	ADD CHECK (kind <> 'yes_stopped' OR to_kind IN ('service', 'org')),
	ADD CHECK (until_at > made_at AND owner >= 0);
pg*/

CREATE INDEX consent_by_id ON consent (id);

-- What was found missing and is still asked for: a form of an evening, a listing that nobody has confirmed.
CREATE TABLE remind_missing (
	kind TEXT NOT NULL,                     -- form_missing listing_old
	subject BIGINT NOT NULL,                -- meeting; of a listing: meeting or service
	mark TEXT NOT NULL,                     -- the day of the evening; of a listing when it was confirmed last
	at BIGINT NOT NULL,
	PRIMARY KEY (kind, subject, mark),
	CHECK (kind IN ('form_missing', 'listing_old'))
);
CREATE INDEX remind_missing_by_at ON remind_missing (at);

-- When it was looked last: every hour is enough.
CREATE TABLE remind_turn (
	one INTEGER NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	CHECK (one = 1)
);
INSERT INTO remind_turn (one, at) VALUES (1, 0);

-- Every arm gives a text of its own making (CAST): else SQLite would not ask the one arm that is meant, but read all of them.
DROP VIEW outbox_stands;
CREATE VIEW outbox_stands AS
SELECT 'loop_link' AS kind, l.id AS subject, k.tag AS mark FROM linkage_loop l JOIN linkage_link k ON k.participant = l.participant AND k.linkage = l.id
	AND k.used_at IS NULL AND k.revoked_at IS NULL WHERE l.ended_at IS NULL
UNION ALL SELECT 'loop_time', id, CAST(booked_at AS TEXT) FROM linkage_loop WHERE ended_at IS NULL AND booked_at <> 0 AND state IN ('agreed', 'booked')
UNION ALL SELECT 'call_moved', id, CAST(due_at AS TEXT) FROM task WHERE kind = 'call_back' AND done_at IS NULL
UNION ALL SELECT 'call_agreed', subject, CAST(due_at AS TEXT) FROM task WHERE kind = 'support_call' AND done_at IS NULL
-- With the next step of a ride something else is so.
UNION ALL SELECT 'ride_set', id, CAST(steps AS TEXT) FROM ride WHERE state = 'arranged'
UNION ALL SELECT 'ride_search', id, CAST(steps AS TEXT) FROM ride WHERE state = 'rescue'
UNION ALL SELECT 'ride_off', id, CAST(steps AS TEXT) FROM ride WHERE state = 'cancelled'
UNION ALL SELECT 'drive_asked', o.ride, CAST(o.account AS TEXT) FROM ride_offer o JOIN ride r ON r.participant = o.participant AND r.id = o.ride
	WHERE o.answer = '' AND r.ended_at IS NULL
UNION ALL SELECT 'drive_off', id, CAST('' AS TEXT) FROM ride WHERE state = 'cancelled'
-- A step is that of a day and an hour, counted from a day of leaving that can move.
UNION ALL SELECT 'plan_step', t.id,
	CAST(CAST(s.id AS TEXT) || ' ' || CAST(s.after_days AS TEXT) || ' ' || CAST(s.at_min AS TEXT) || ' ' || CAST(t.left_at AS TEXT) AS TEXT)
	FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
	WHERE s.ended_at IS NULL AND t.left_at IS NOT NULL AND (t.state <> 'ended' OR t.end_class = 'landed')
UNION ALL SELECT 'last_day', id, CAST(planned_day AS TEXT) FROM transition WHERE state = 'planned'
UNION ALL SELECT 'stage_day', participant, CAST(planned_day AS TEXT) FROM enrolment_episode WHERE to_day IS NULL AND planned_day IS NOT NULL
UNION ALL SELECT 'yes_ends', id, CAST(end_day AS TEXT) FROM consent WHERE stopped_at IS NULL AND replaced_at IS NULL
UNION ALL SELECT 'yes_stopped', id, CAST('' AS TEXT) FROM consent WHERE stopped_at IS NOT NULL
UNION ALL SELECT 'form_missing', m.subject, m.mark FROM remind_missing m WHERE m.kind = 'form_missing'
	AND NOT EXISTS (SELECT 1 FROM evening e WHERE e.meeting = m.subject AND CAST(e.day AS TEXT) = m.mark)
UNION ALL SELECT 'listing_old', m.subject, m.mark FROM remind_missing m WHERE m.kind = 'listing_old'
	AND (EXISTS (SELECT 1 FROM meeting g WHERE g.id = m.subject AND g.state = 'running' AND CAST(COALESCE(g.verified_at, 0) AS TEXT) = m.mark)
	OR EXISTS (SELECT 1 FROM service v WHERE v.id = m.subject AND v.state = 'running' AND CAST(COALESCE(v.verified_at, 0) AS TEXT) = m.mark));

/*
 * A service is written to only about somebody who is on their way to that very service, and whoever had been told something
 * only of a yes of theirs that was stopped: a group of people who help each other gets no message about anybody (INV-5).
 */
/* /* */
CREATE TRIGGER outbox_message_to_whom BEFORE INSERT ON outbox_message
WHEN (NEW.kind = 'loop_link' AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant AND l.id = NEW.subject
	AND l.mode = 'referral' AND l.to_kind = 'service' AND l.target = NEW.to_id))
	OR (NEW.kind = 'yes_stopped' AND NOT EXISTS (SELECT 1 FROM consent c JOIN consent_disclosure d ON d.participant = c.participant AND d.consent = c.id
	WHERE c.participant = NEW.participant AND c.id = NEW.subject AND c.to_kind = NEW.to_kind AND c.receiver = NEW.to_id AND c.stopped_at IS NOT NULL))
BEGIN
	SELECT RAISE(ABORT, 'introduction: a group is told nothing about anybody');
END;
CREATE TRIGGER outbox_message_kept BEFORE UPDATE OF participant, id, name, kind, subject, mark, to_kind, to_id ON outbox_message
WHEN NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR NEW.subject <> OLD.subject
	OR NEW.mark <> OLD.mark OR NEW.to_kind <> OLD.to_kind OR NEW.to_id <> OLD.to_id
BEGIN
	SELECT RAISE(ABORT, 'changed: a message to somebody else is another message');
END;
CREATE TRIGGER outbox_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	UPDATE outbox_message SET state = 'dropped', reason = 'erased', ended_at = NEW.erased_at WHERE participant = NEW.id AND state = 'waiting';
	UPDATE outbox_message SET about = '', words = '' WHERE participant = NEW.id;
	DELETE FROM outbox_stop WHERE participant = NEW.id;
END;
-- */
/*pg
CREATE OR REPLACE FUNCTION outbox_message_to_whom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' AND ((NEW.kind = 'loop_link' AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant
		AND l.id = NEW.subject AND l.mode = 'referral' AND l.to_kind = 'service' AND l.target = NEW.to_id))
		OR (NEW.kind = 'yes_stopped' AND NOT EXISTS (SELECT 1 FROM consent c JOIN consent_disclosure d ON d.participant = c.participant AND d.consent = c.id
		WHERE c.participant = NEW.participant AND c.id = NEW.subject AND c.to_kind = NEW.to_kind AND c.receiver = NEW.to_id
		AND c.stopped_at IS NOT NULL))) THEN
		RAISE EXCEPTION 'introduction: a group is told nothing about anybody' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'UPDATE' AND (NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind
		OR NEW.subject <> OLD.subject OR NEW.mark <> OLD.mark OR NEW.to_kind <> OLD.to_kind OR NEW.to_id <> OLD.to_id) THEN
		RAISE EXCEPTION 'changed: a message to somebody else is another message' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
pg*/
