-- Partners from outside hand people over without an account of their own: an organisation link and six digits each.

/*
 * One partner. The account is made for them and nobody logs in to it by name: it has no passphrase. They come in by
 * the link together with the digits; a new link ends the old one and its digits at once.
 */
CREATE TABLE sender (
	account BIGINT NOT NULL PRIMARY KEY,
	tag TEXT NOT NULL,                      -- keyed hash of the link
	pin TEXT NOT NULL,                      -- Argon2id of the six digits
	made_by BIGINT NOT NULL,                -- account; 0: at the machine itself
	made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sender_by_tag ON sender (tag);

-- Whoever registered somebody sees how it stands, in one of three words.
CREATE INDEX transition_by_maker ON transition (made_by, made_at);

/*
 * A partner does not work here: they never answer for anybody, are no deputy, do not go along and stand at no door, by no path; their
 * account has that one role and no other; and when it ends, so does the link, in that moment.
 */
/* /* */
CREATE TRIGGER sender_ended AFTER UPDATE OF state ON account WHEN NEW.state <> 'active'
BEGIN
	DELETE FROM sender WHERE account = NEW.id;
END;
CREATE TRIGGER sender_alone BEFORE INSERT ON account_grant
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.account = NEW.account AND (g.role = 'partner') <> (NEW.role = 'partner'))
	OR (NEW.role = 'partner' AND EXISTS (SELECT 1 FROM account_owed o WHERE o.account = NEW.account))
BEGIN
	SELECT RAISE(ABORT, 'partner: from outside, and nothing else');
END;
CREATE TRIGGER sender_alone_on BEFORE UPDATE ON account_grant WHEN (OLD.role = 'partner') <> (NEW.role = 'partner')
BEGIN
	SELECT RAISE(ABORT, 'partner: from outside, and nothing else');
END;
CREATE TRIGGER sender_no_task_in BEFORE INSERT ON task
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_task_on BEFORE UPDATE OF owner, deputy ON task
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_loop_in BEFORE INSERT ON linkage_loop
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.companion))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_loop_on BEFORE UPDATE OF owner, deputy, companion ON linkage_loop
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.companion))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_transition_in BEFORE INSERT ON transition
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.second_by))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_transition_on BEFORE UPDATE OF owner, deputy, second_by ON transition
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.second_by))
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_door_in BEFORE INSERT ON door_wish
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.greeter)
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_door_on BEFORE UPDATE OF greeter ON door_wish
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.greeter)
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
-- */
/*pg
CREATE FUNCTION sender_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> 'active' THEN
		DELETE FROM sender WHERE account = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER sender_ended AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION sender_ended();
CREATE FUNCTION sender_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Two roles given at once wait for each other.
	PERFORM 1 FROM account a WHERE a.id = NEW.account FOR UPDATE;
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.account = NEW.account AND (g.role = 'partner') <> (NEW.role = 'partner'))
		OR (NEW.role = 'partner' AND EXISTS (SELECT 1 FROM account_owed o WHERE o.account = NEW.account)) THEN
		RAISE EXCEPTION 'partner: from outside, and nothing else' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_alone BEFORE INSERT OR UPDATE ON account_grant FOR EACH ROW EXECUTE FUNCTION sender_alone();
CREATE FUNCTION sender_no_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy)) THEN
		RAISE EXCEPTION 'partner: does not work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_no_owner BEFORE INSERT OR UPDATE OF owner, deputy ON task FOR EACH ROW EXECUTE FUNCTION sender_no_owner();
CREATE FUNCTION sender_no_companion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.companion)) THEN
		RAISE EXCEPTION 'partner: does not work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_no_companion BEFORE INSERT OR UPDATE OF owner, deputy, companion ON linkage_loop
	FOR EACH ROW EXECUTE FUNCTION sender_no_companion();
CREATE FUNCTION sender_no_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account IN (NEW.owner, NEW.deputy, NEW.second_by)) THEN
		RAISE EXCEPTION 'partner: does not work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_no_second BEFORE INSERT OR UPDATE OF owner, deputy, second_by ON transition FOR EACH ROW EXECUTE FUNCTION sender_no_second();
CREATE FUNCTION sender_no_greeter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.greeter) THEN
		RAISE EXCEPTION 'partner: does not work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_no_greeter BEFORE INSERT OR UPDATE OF greeter ON door_wish FOR EACH ROW EXECUTE FUNCTION sender_no_greeter();
pg*/
