-- What is to be told to somebody outside: written in the same transaction as the thing it tells of, sent afterwards.

/*
 * One message. No address stands here: it is looked up when it is sent, and so is whether it may be. What it says is
 * sealed, by the key of the person it concerns where there is one, and is thrown away seven days after it ended.
 */
CREATE TABLE outbox_message (
	participant BIGINT NOT NULL,            -- whom it concerns; 0: nobody in particular
	id BIGINT NOT NULL,
	name TEXT NOT NULL,                     -- its own name outside: random, tells nothing
	once TEXT NOT NULL,                     -- the same intention is written once
	kind TEXT NOT NULL,                     -- loop_link loop_time call_moved waits try
	subject BIGINT NOT NULL,                -- what it tells of in the room of that kind
	mark TEXT NOT NULL,                     -- as that thing stood: another time, another link is another message
	to_kind TEXT NOT NULL,                  -- channel: of the person; service: its public address; account: who works here; self: a try-out
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
	CHECK (kind IN ('loop_link', 'loop_time', 'call_moved', 'waits', 'try')),
	CHECK (to_kind IN ('channel', 'service', 'account', 'self')),
	CHECK (state IN ('waiting', 'taken', 'sent', 'dropped', 'failed')),
	CHECK ((state IN ('sent', 'dropped', 'failed')) = (ended_at IS NOT NULL)),
	CHECK ((state IN ('dropped', 'failed')) = (reason <> '')),
	/* Who works here is told nothing about anybody; a person is told only what is theirs. */
	CHECK ((to_kind IN ('channel', 'service')) = (participant <> 0)),
	CHECK (to_kind <> 'service' OR kind = 'loop_link'),
	CHECK (until_at > made_at AND owner >= 0)
);
CREATE UNIQUE INDEX outbox_message_by_once ON outbox_message (participant, once);
CREATE UNIQUE INDEX outbox_message_by_name ON outbox_message (participant, name);
CREATE INDEX outbox_message_by_reply ON outbox_message (name);
CREATE INDEX outbox_message_by_time ON outbox_message (state, send_at);
CREATE INDEX outbox_message_by_subject ON outbox_message (kind, subject);
CREATE INDEX outbox_message_by_to ON outbox_message (to_kind, to_id, state);
CREATE INDEX outbox_message_with_words ON outbox_message (ended_at) WHERE words <> '';

-- The road on which they leave, one for the house; and what every message says of who sends it.
CREATE TABLE outbox_road (
	one INTEGER NOT NULL PRIMARY KEY,
	road TEXT NOT NULL,                     -- none command folder relay
	host TEXT NOT NULL,                     -- of the relay
	port INTEGER NOT NULL,
	tls TEXT NOT NULL,                      -- none start first
	login TEXT NOT NULL,
	secret TEXT NOT NULL,                   -- sealed by the root key; empty: none
	from_address TEXT NOT NULL,
	from_name TEXT NOT NULL,                -- neutral
	origin TEXT NOT NULL,                   -- of links in messages; empty: that of the house
	own_words TEXT NOT NULL,                -- that never leave either: own name, own street; with blanks between
	numbers BOOLEAN NOT NULL,               -- this road carries text messages to telephones, too
	broken_since BIGINT NOT NULL DEFAULT 0, -- the road took nothing since then; 0: it works
	broken_why TEXT NOT NULL DEFAULT '',    -- a few words for whoever keeps the machine, never an address
	sent_at BIGINT NOT NULL DEFAULT 0,      -- the last one that it took
	CHECK (one = 1),
	CHECK (road IN ('none', 'command', 'folder', 'relay') AND tls IN ('none', 'start', 'first'))
);
INSERT INTO outbox_road (one, road, host, port, tls, login, secret, from_address, from_name, origin, own_words, numbers)
VALUES (1, 'none', '', 587, 'start', '', '', '', '', '', '', FALSE);

-- Who works here and wants to be told that something waits for them.
CREATE TABLE outbox_notice (
	account BIGINT NOT NULL PRIMARY KEY,
	address TEXT NOT NULL,                  -- sealed by the root key; personal
	wish TEXT NOT NULL,                     -- day: between 7 and 21; any
	made_at BIGINT NOT NULL,
	CHECK (wish IN ('day', 'any'))
);

-- A promise that climbed to somebody: told once for each rung.
CREATE TABLE outbox_climbed (
	what TEXT NOT NULL,                     -- task loop transition
	subject BIGINT NOT NULL,
	due_at BIGINT NOT NULL,                 -- with another time it climbs anew
	rung INTEGER NOT NULL,                  -- the highest that was told
	at BIGINT NOT NULL,
	PRIMARY KEY (what, subject, due_at)
);
CREATE INDEX outbox_climbed_by_at ON outbox_climbed (at);

-- The link at the end of a message, with which a person stops that way to reach them.  Kept as a keyed hash only.
CREATE TABLE outbox_stop (
	participant BIGINT NOT NULL,
	channel BIGINT NOT NULL,
	tag TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, channel)
);
CREATE INDEX outbox_stop_by_tag ON outbox_stop (tag);

-- Everything that somebody has promised and that climbs.
CREATE VIEW outbox_duty AS
SELECT 'task' AS what, id AS subject, org, area, owner, deputy, due_at, red, acked_at FROM task WHERE done_at IS NULL
UNION ALL SELECT 'loop', id, org, area, owner, deputy, next_due_at, urgency = 'red', acked_at FROM linkage_loop WHERE ended_at IS NULL
UNION ALL SELECT 'transition', id, org, area, owner, deputy, next_due_at, red, acked_at FROM transition WHERE state IN ('planned', 'bridging', 'arrived');

/*
 * What a message tells of and is still so: asked in the transaction that takes it. Rooms that send add theirs to this
 * view, so that no path by which a thing ends, not even a trigger, leaves a message behind that speaks of it.
 */
CREATE VIEW outbox_stands AS
SELECT 'loop_link' AS kind, l.id AS subject, k.tag AS mark FROM linkage_loop l JOIN linkage_link k ON k.participant = l.participant AND k.linkage = l.id
	AND k.used_at IS NULL AND k.revoked_at IS NULL WHERE l.ended_at IS NULL
UNION ALL SELECT 'loop_time', id, CAST(booked_at AS TEXT) FROM linkage_loop WHERE ended_at IS NULL AND booked_at <> 0 AND state IN ('agreed', 'booked')
UNION ALL SELECT 'call_moved', id, CAST(due_at AS TEXT) FROM task WHERE kind = 'call_back' AND done_at IS NULL;

/*
 * A service is written to only about somebody who is on their way to that very service as a referral: a group of people
 * who help each other gets no message about anybody (INV-5).  What concerns somebody who is erased says nothing any
 * more, in that same moment.
 */
/* /* */
CREATE TRIGGER outbox_message_to_whom BEFORE INSERT ON outbox_message
WHEN NEW.to_kind = 'service' AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant AND l.id = NEW.subject
	AND l.mode = 'referral' AND l.to_kind = 'service' AND l.target = NEW.to_id)
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
CREATE TRIGGER outbox_notice_gone AFTER UPDATE OF state ON account
WHEN NEW.state = 'former'
BEGIN
	DELETE FROM outbox_notice WHERE account = NEW.id;
END;
-- */
/*pg
CREATE FUNCTION outbox_message_to_whom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' AND NEW.to_kind = 'service' AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = NEW.participant
		AND l.id = NEW.subject AND l.mode = 'referral' AND l.to_kind = 'service' AND l.target = NEW.to_id) THEN
		RAISE EXCEPTION 'introduction: a group is told nothing about anybody' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'UPDATE' AND (NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.kind <> OLD.kind
		OR NEW.subject <> OLD.subject OR NEW.mark <> OLD.mark OR NEW.to_kind <> OLD.to_kind OR NEW.to_id <> OLD.to_id) THEN
		RAISE EXCEPTION 'changed: a message to somebody else is another message' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER outbox_message_to_whom BEFORE INSERT OR UPDATE ON outbox_message FOR EACH ROW EXECUTE FUNCTION outbox_message_to_whom();
CREATE FUNCTION outbox_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
		RETURN NULL;
	END IF;
	UPDATE outbox_message SET state = 'dropped', reason = 'erased', ended_at = NEW.erased_at WHERE participant = NEW.id AND state = 'waiting';
	UPDATE outbox_message SET about = '', words = '' WHERE participant = NEW.id;
	DELETE FROM outbox_stop WHERE participant = NEW.id;
	RETURN NULL;
END $$;
CREATE TRIGGER outbox_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION outbox_gone();
CREATE FUNCTION outbox_notice_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state = 'former' THEN
		DELETE FROM outbox_notice WHERE account = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER outbox_notice_gone AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION outbox_notice_gone();
pg*/
