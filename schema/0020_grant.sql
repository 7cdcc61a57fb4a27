-- The books of a grant: what it is for, what was used, and months that are closed.  Amounts are whole minor units.

-- One grant to one organisation out of one pool.
CREATE TABLE grant_book (
	id BIGINT NOT NULL PRIMARY KEY,
	pool BIGINT NOT NULL,                   -- programme
	org BIGINT NOT NULL,
	name TEXT NOT NULL,
	amount BIGINT NOT NULL,
	currency TEXT NOT NULL,                 -- ISO 4217
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	conditions TEXT NOT NULL,
	state TEXT NOT NULL,                    -- open withdrawn: the books of a demonstration that began again
	changed_at BIGINT NOT NULL,
	CHECK (amount > 0),
	CHECK (last_day >= first_day),
	CHECK (state IN ('open', 'withdrawn'))
);
CREATE INDEX grant_book_by_org ON grant_book (org);

-- What it may be used for.  The lines add up to the grant.
CREATE TABLE grant_line (
	id BIGINT NOT NULL PRIMARY KEY,
	book BIGINT NOT NULL,
	position INTEGER NOT NULL,              -- order of the budget, from 0
	name TEXT NOT NULL,
	kind TEXT NOT NULL,                     -- hours cost
	amount BIGINT NOT NULL,
	CHECK (amount > 0),
	CHECK (kind IN ('hours', 'cost'))
);
CREATE UNIQUE INDEX grant_line_by_book ON grant_line (book, position);

-- When something must be sent in.
CREATE TABLE grant_due (
	book BIGINT NOT NULL,
	day DATE NOT NULL,
	name TEXT NOT NULL,                     -- status report, accounts
	PRIMARY KEY (book, day)
);

-- Who is paid out of it.
CREATE TABLE grant_staff (
	id BIGINT NOT NULL PRIMARY KEY,
	book BIGINT NOT NULL,
	name TEXT NOT NULL,                     -- personal
	account BIGINT                          -- of the person; absent: does not log in
);
CREATE INDEX grant_staff_by_book ON grant_staff (book);
CREATE INDEX grant_staff_by_account ON grant_staff (account);

-- What an hour costs from a day on.
CREATE TABLE grant_rate (
	staff BIGINT NOT NULL,
	from_day DATE NOT NULL,
	rate BIGINT NOT NULL,                   -- personal: minor units an hour
	PRIMARY KEY (staff, from_day),
	CHECK (rate > 0)
);

-- One line of the ledger.  It only grows: what was wrong is taken back by a counter-entry.
CREATE TABLE grant_entry (
	id BIGINT NOT NULL PRIMARY KEY,
	book BIGINT NOT NULL,
	kind TEXT NOT NULL,                     -- hours cost income
	line BIGINT,                            -- of the budget; absent: income
	day DATE NOT NULL,
	staff BIGINT,                           -- hours: whose
	worker BIGINT,                          -- hours: the account, or the staff of one without; a day has 24 hours over all books
	activity TEXT NOT NULL,                 -- hours: a code
	minutes BIGINT NOT NULL,
	rate BIGINT NOT NULL,                   -- personal: of that day
	amount BIGINT NOT NULL,                 -- personal with hours
	voucher TEXT NOT NULL,                  -- cost: number of the paper
	note TEXT NOT NULL,
	counter_of BIGINT,                      -- the entry that this one takes back
	by_whom BIGINT NOT NULL,                -- account; 0: a command
	at BIGINT NOT NULL,
	CHECK (kind IN ('hours', 'cost', 'income')),
	CHECK ((line IS NULL) = (kind = 'income')),
	CHECK ((kind = 'hours' AND staff IS NOT NULL AND worker IS NOT NULL AND rate > 0 AND activity <> ''
			AND amount * 60 - minutes * rate BETWEEN -30 AND 30)
		OR (kind <> 'hours' AND staff IS NULL AND worker IS NULL AND minutes = 0 AND rate = 0 AND activity = '')),
	CHECK (kind <> 'cost' OR voucher <> ''),
	CHECK (counter_of IS NOT NULL OR (amount >= 0 AND minutes >= 0 AND amount + minutes > 0)),
	CHECK (kind <> 'hours' OR counter_of IS NOT NULL OR minutes BETWEEN 1 AND 1440)
);
CREATE UNIQUE INDEX grant_entry_counter ON grant_entry (counter_of);
CREATE INDEX grant_entry_by_book ON grant_entry (book, day);
CREATE INDEX grant_entry_by_worker ON grant_entry (worker, day);

-- A month that is closed.
CREATE TABLE grant_lock (
	book BIGINT NOT NULL,
	month DATE NOT NULL,                    -- its first day
	by_whom BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (book, month)
);

-- What is wrong with an entry that has been put; no row: nothing.  The triggers refuse what stands here.
CREATE VIEW grant_entry_wrong AS
SELECT e.id, CASE
	WHEN b.id IS NULL OR b.state <> 'open' THEN 'no_book'
	WHEN e.day < b.first_day OR e.day > b.last_day THEN 'outside_period'
	WHEN (SELECT SUM(l.amount) FROM grant_line l WHERE l.book = e.book) <> b.amount THEN 'budget_open'
	WHEN e.line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_line l WHERE l.id = e.line AND l.book = e.book AND l.kind = e.kind) THEN 'wrong_line'
	WHEN e.staff IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_staff s WHERE s.id = e.staff AND s.book = e.book
		AND COALESCE(s.account, s.id) = e.worker) THEN 'wrong_staff'
	WHEN e.counter_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_entry o WHERE o.id = e.counter_of AND o.counter_of IS NULL
		AND o.book = e.book AND o.kind = e.kind AND COALESCE(o.line, 0) = COALESCE(e.line, 0) AND COALESCE(o.staff, 0) = COALESCE(e.staff, 0)
		AND o.minutes + e.minutes = 0 AND o.amount + e.amount = 0 AND o.rate = e.rate AND e.day >= o.day) THEN 'wrong_counter'
	ELSE 'more_than_a_day' END AS why
FROM grant_entry e LEFT JOIN grant_book b ON b.id = e.book
WHERE b.id IS NULL OR b.state <> 'open' OR e.day < b.first_day OR e.day > b.last_day
	OR (SELECT SUM(l.amount) FROM grant_line l WHERE l.book = e.book) <> b.amount
	OR (e.line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_line l WHERE l.id = e.line AND l.book = e.book AND l.kind = e.kind))
	OR (e.staff IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_staff s WHERE s.id = e.staff AND s.book = e.book
		AND COALESCE(s.account, s.id) = e.worker))
	OR (e.counter_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grant_entry o WHERE o.id = e.counter_of AND o.counter_of IS NULL
		AND o.book = e.book AND o.kind = e.kind AND COALESCE(o.line, 0) = COALESCE(e.line, 0) AND COALESCE(o.staff, 0) = COALESCE(e.staff, 0)
		AND o.minutes + e.minutes = 0 AND o.amount + e.amount = 0 AND o.rate = e.rate AND e.day >= o.day))
	OR (e.kind = 'hours' AND e.counter_of IS NULL AND (SELECT SUM(d.minutes) FROM grant_entry d JOIN grant_book o ON o.id = d.book
		WHERE d.worker = e.worker AND d.day = e.day AND d.counter_of IS NULL AND o.state = 'open'
			AND NOT EXISTS (SELECT 1 FROM grant_entry c WHERE c.counter_of = d.id)) > 1440);

/*
 * The ledger only grows, inside the period, into months that are open, into lines that add up to the grant, and
 * nobody works more than a day has hours.  See 0016 for how the two databases share the text.
 */
/* /* */
CREATE TRIGGER grant_entry_gate AFTER INSERT ON grant_entry
BEGIN
	SELECT RAISE(ABORT, 'locked_month: the month is closed')
		WHERE EXISTS (SELECT 1 FROM grant_lock k WHERE k.book = NEW.book AND k.month = substr(NEW.day, 1, 7) || '-01');
	SELECT RAISE(ABORT, 'wrong_entry: outside the period, another grant, or more than a day')
		WHERE EXISTS (SELECT 1 FROM grant_entry_wrong w WHERE w.id = NEW.id);
END;
CREATE TRIGGER grant_entry_kept BEFORE UPDATE ON grant_entry
BEGIN
	SELECT RAISE(ABORT, 'entry_kept: take it back by a counter-entry');
END;
CREATE TRIGGER grant_entry_stays BEFORE DELETE ON grant_entry
BEGIN
	SELECT RAISE(ABORT, 'entry_kept: take it back by a counter-entry');
END;
CREATE TRIGGER grant_lock_kept BEFORE UPDATE ON grant_lock
BEGIN
	SELECT RAISE(ABORT, 'lock_kept: a closed month stays closed');
END;
CREATE TRIGGER grant_lock_stays BEFORE DELETE ON grant_lock
BEGIN
	SELECT RAISE(ABORT, 'lock_kept: a closed month stays closed');
END;
CREATE TRIGGER grant_line_in BEFORE INSERT ON grant_line
WHEN EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = NEW.book)
BEGIN
	SELECT RAISE(ABORT, 'budget_kept: the books have begun');
END;
CREATE TRIGGER grant_line_kept BEFORE UPDATE ON grant_line
WHEN EXISTS (SELECT 1 FROM grant_entry e WHERE e.book IN (OLD.book, NEW.book))
BEGIN
	SELECT RAISE(ABORT, 'budget_kept: the books have begun');
END;
CREATE TRIGGER grant_line_stays BEFORE DELETE ON grant_line
WHEN EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.book)
BEGIN
	SELECT RAISE(ABORT, 'budget_kept: the books have begun');
END;
CREATE TRIGGER grant_book_kept BEFORE UPDATE ON grant_book
WHEN EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.id) AND (NEW.id <> OLD.id OR NEW.pool <> OLD.pool OR NEW.org <> OLD.org
	OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
	OR EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.id AND (e.day < NEW.first_day OR e.day > NEW.last_day)))
BEGIN
	SELECT RAISE(ABORT, 'book_kept: the books have begun');
END;
CREATE TRIGGER grant_book_stays BEFORE DELETE ON grant_book
WHEN EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.id)
BEGIN
	SELECT RAISE(ABORT, 'book_kept: the books have begun');
END;
-- */
/*pg
CREATE FUNCTION grant_entry_gate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	wrong TEXT;
BEGIN
	-- Whoever closes the month, or writes hours of the same person, waits for us or we for them.
	PERFORM 1 FROM grant_book b WHERE b.id = NEW.book FOR UPDATE;
	IF NEW.worker IS NOT NULL THEN
		PERFORM pg_advisory_xact_lock(NEW.worker);
	END IF;
	IF EXISTS (SELECT 1 FROM grant_lock k WHERE k.book = NEW.book AND k.month = date_trunc('month', NEW.day)::date) THEN
		RAISE EXCEPTION 'locked_month: the month is closed' USING ERRCODE = 'check_violation';
	END IF;
	SELECT w.why INTO wrong FROM grant_entry_wrong w WHERE w.id = NEW.id;
	IF FOUND THEN
		RAISE EXCEPTION 'wrong_entry: %', wrong USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER grant_entry_gate AFTER INSERT ON grant_entry FOR EACH ROW EXECUTE FUNCTION grant_entry_gate();

CREATE FUNCTION grant_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'kept: what stands in the books is taken back by a counter-entry' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER grant_entry_kept BEFORE UPDATE OR DELETE ON grant_entry FOR EACH ROW EXECUTE FUNCTION grant_kept();
CREATE TRIGGER grant_lock_kept BEFORE UPDATE OR DELETE ON grant_lock FOR EACH ROW EXECUTE FUNCTION grant_kept();

CREATE FUNCTION grant_lock_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM grant_book b WHERE b.id = NEW.book FOR UPDATE;
	RETURN NEW;
END $$;
CREATE TRIGGER grant_lock_gate BEFORE INSERT ON grant_lock FOR EACH ROW EXECUTE FUNCTION grant_lock_gate();

CREATE FUNCTION grant_line_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = NEW.book) THEN
		RAISE EXCEPTION 'budget_kept: the books have begun' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.book) THEN
		RAISE EXCEPTION 'budget_kept: the books have begun' USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN
		RETURN OLD;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER grant_line_kept BEFORE INSERT OR UPDATE OR DELETE ON grant_line FOR EACH ROW EXECUTE FUNCTION grant_line_kept();

CREATE FUNCTION grant_book_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.id) THEN
		IF TG_OP = 'DELETE' THEN
			RETURN OLD;
		END IF;
		RETURN NEW;
	END IF;
	IF TG_OP = 'DELETE' THEN
		RAISE EXCEPTION 'book_kept: the books have begun' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.id <> OLD.id OR NEW.pool <> OLD.pool OR NEW.org <> OLD.org OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
		OR EXISTS (SELECT 1 FROM grant_entry e WHERE e.book = OLD.id AND (e.day < NEW.first_day OR e.day > NEW.last_day)) THEN
		RAISE EXCEPTION 'book_kept: the books have begun' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER grant_book_kept BEFORE UPDATE OR DELETE ON grant_book FOR EACH ROW EXECUTE FUNCTION grant_book_kept();
pg*/
