-- What somebody has promised to do for a person, who sees to it when they do not, and who is away.

/*
 * One promise. What is due is worked out from due_at at every reading; no job need have run. An open one has an
 * owner who works here now: see the triggers.
 */
CREATE TABLE task (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,                    -- whose coordinators see to it
	area BIGINT NOT NULL,                   -- municipality; 0: not said
	participant BIGINT NOT NULL,            -- 0: about nobody in particular
	kind TEXT NOT NULL,                     -- call_back, and what other rooms say
	subject BIGINT NOT NULL,                -- what it is about in that room; 0: itself
	owner BIGINT NOT NULL,                  -- account
	deputy BIGINT NOT NULL,                 -- account; 0: none
	due_at BIGINT NOT NULL,
	red BOOLEAN NOT NULL,                   -- climbs fast
	once TEXT NOT NULL,                     -- the same promise is made once
	acked_at BIGINT NOT NULL DEFAULT 0,     -- the climb rests for twelve hours from then; 0: nobody said anything
	made_at BIGINT NOT NULL,
	done_at BIGINT,
	result TEXT NOT NULL DEFAULT '',        -- a class, never words about a person
	CHECK (owner <> deputy AND owner > 0),
	CHECK ((done_at IS NULL) = (result = ''))
);
CREATE UNIQUE INDEX task_by_once ON task (once);
CREATE INDEX task_by_owner ON task (owner, done_at, due_at);
CREATE INDEX task_by_deputy ON task (deputy, done_at, due_at);
CREATE INDEX task_by_due ON task (done_at, due_at);
CREATE INDEX task_by_subject ON task (kind, subject);
CREATE INDEX task_by_participant ON task (participant, made_at) WHERE participant <> 0;

-- A try to reach somebody: when and how it went, never what was said.
CREATE TABLE task_attempt (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- what it was for: task loop transition call
	subject BIGINT NOT NULL,
	account BIGINT NOT NULL,
	channel TEXT NOT NULL,                  -- phone sms email letter met
	result TEXT NOT NULL,                   -- talked short voicemail no_answer wrong_number asked_stop met
	minutes INTEGER NOT NULL DEFAULT 0,
	at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (result IN ('talked', 'short', 'voicemail', 'no_answer', 'wrong_number', 'asked_stop', 'met'))
);
CREATE INDEX task_attempt_by_subject ON task_attempt (kind, subject, at);

-- Somebody who works here is away: what is theirs goes to the deputy by itself.
CREATE TABLE task_away (
	account BIGINT NOT NULL,
	from_day DATE NOT NULL,
	to_day DATE NOT NULL,                   -- inclusive
	PRIMARY KEY (account, from_day),
	CHECK (to_day >= from_day)
);

/*
 * Who owes something that is open. Later rooms make this view anew with what they add; it is what a person who
 * leaves is asked about.
 */
CREATE VIEW account_owed AS
SELECT owner AS account, 'task' AS what, id AS subject FROM task WHERE done_at IS NULL
UNION ALL SELECT deputy, 'task', id FROM task WHERE done_at IS NULL AND deputy <> 0;

-- No open promise without somebody who works here, by any path: not a new one, not a changed one, not by leaving.
/* /* */
CREATE TRIGGER task_owned_in BEFORE INSERT ON task
WHEN NEW.done_at IS NULL AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open task needs somebody who works here');
END;
CREATE TRIGGER task_owned_on BEFORE UPDATE ON task
WHEN NEW.done_at IS NULL AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active')
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: an open task needs somebody who works here');
END;
CREATE TRIGGER account_owes BEFORE UPDATE OF state ON account
WHEN NEW.state <> 'active' AND OLD.state = 'active' AND EXISTS (SELECT 1 FROM account_owed o WHERE o.account = OLD.id)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: somebody else must take over what is open first');
END;
CREATE TRIGGER account_owes_gone BEFORE DELETE ON account
WHEN EXISTS (SELECT 1 FROM account_owed o WHERE o.account = OLD.id)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: somebody else must take over what is open first');
END;
-- */
/*pg
CREATE FUNCTION task_owned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.done_at IS NOT NULL THEN
		RETURN NEW;
	END IF;
	-- Whoever ends that account waits for us, or we for them.
	PERFORM 1 FROM account a WHERE a.id = NEW.owner AND a.state = 'active' FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'owner_needed: an open task needs somebody who works here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER task_owned BEFORE INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_owned();
CREATE FUNCTION account_owes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND (NEW.state = 'active' OR OLD.state <> 'active') THEN
		RETURN NEW;
	END IF;
	IF EXISTS (SELECT 1 FROM account_owed o WHERE o.account = OLD.id) THEN
		RAISE EXCEPTION 'owner_needed: somebody else must take over what is open first' USING ERRCODE = 'check_violation';
	END IF;
	RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER account_owes BEFORE UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION account_owes();
pg*/
