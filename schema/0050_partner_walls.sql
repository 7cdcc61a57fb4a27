-- A partner from outside is no volunteer, by no path: whoever is asked to come to the door or to drive works here.

/* /* */
CREATE TRIGGER sender_no_volunteer_in BEFORE INSERT ON volunteer
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.account)
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_no_volunteer_on BEFORE UPDATE OF account ON volunteer
WHEN EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.account)
BEGIN
	SELECT RAISE(ABORT, 'partner: does not work here');
END;
CREATE TRIGGER sender_helps_not BEFORE INSERT ON account_grant
WHEN NEW.role = 'partner' AND EXISTS (SELECT 1 FROM volunteer v WHERE v.account = NEW.account)
BEGIN
	SELECT RAISE(ABORT, 'partner: from outside, and nothing else');
END;
CREATE TRIGGER sender_helps_not_on BEFORE UPDATE ON account_grant
WHEN NEW.role = 'partner' AND EXISTS (SELECT 1 FROM volunteer v WHERE v.account = NEW.account)
BEGIN
	SELECT RAISE(ABORT, 'partner: from outside, and nothing else');
END;
-- */
/*pg
CREATE FUNCTION sender_no_volunteer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.account IS NULL THEN
		RETURN NEW;
	END IF;
	-- A role that is given at the same moment waits for us, or we for it.
	PERFORM 1 FROM account a WHERE a.id = NEW.account FOR UPDATE;
	IF EXISTS (SELECT 1 FROM account_grant g WHERE g.role = 'partner' AND g.account = NEW.account) THEN
		RAISE EXCEPTION 'partner: does not work here' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_no_volunteer BEFORE INSERT OR UPDATE OF account ON volunteer FOR EACH ROW EXECUTE FUNCTION sender_no_volunteer();
CREATE FUNCTION sender_helps_not() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM account a WHERE a.id = NEW.account FOR UPDATE;
	IF NEW.role = 'partner' AND EXISTS (SELECT 1 FROM volunteer v WHERE v.account = NEW.account) THEN
		RAISE EXCEPTION 'partner: from outside, and nothing else' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER sender_helps_not BEFORE INSERT OR UPDATE ON account_grant FOR EACH ROW EXECUTE FUNCTION sender_helps_not();
pg*/
