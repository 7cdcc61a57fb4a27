-- Volunteers and paid staff: who they are to one organisation, what they can, and what they are on for.

-- Somebody who helps one organisation, or would like to.  Never linked to anything that they receive themselves.
CREATE TABLE volunteer (
	id BIGINT NOT NULL PRIMARY KEY,
	org BIGINT NOT NULL,
	name TEXT NOT NULL,                     -- personal
	name_key TEXT NOT NULL,                 -- folded; personal
	phone TEXT NOT NULL DEFAULT '',         -- personal
	email TEXT NOT NULL DEFAULT '',         -- personal
	account BIGINT,                         -- whom they log in as; absent: nobody
	state TEXT NOT NULL,                    -- interested interviewed accepted cleared trained apprentice active paused former declined
	state_day DATE NOT NULL,                -- since when
	before_pause TEXT NOT NULL DEFAULT '',  -- the state to come back to
	back_day DATE,                          -- when they think they are back; nothing says why they are away
	roles TEXT NOT NULL DEFAULT '',         -- wishes: codes of assignment roles with blanks between
	areas TEXT NOT NULL DEFAULT '',         -- ids of areas with blanks between
	languages TEXT NOT NULL DEFAULT '',     -- ISO 639-1 codes with blanks between
	lived TEXT NOT NULL DEFAULT 'not_said', -- own family none not_said: for themself and who accepts them only; personal
	conflicts TEXT NOT NULL DEFAULT '',     -- what they should not be put next to; personal
	referees TEXT NOT NULL DEFAULT '',      -- personal
	interview_day DATE,
	interview_note TEXT NOT NULL DEFAULT '',      -- personal
	start_day DATE,
	statement_version INTEGER NOT NULL DEFAULT 0, -- of the confidentiality statement that they signed; 0: none
	statement_day DATE,
	child_asked_day DATE,                   -- when the children's certificate was asked for
	child_consent_day DATE,                 -- when they said yes to that
	lead_yes_by BIGINT,                     -- volunteer: the certified lead who says they can
	own_yes_day DATE,                       -- and they themself
	paid BOOLEAN NOT NULL,
	week_min INTEGER NOT NULL DEFAULT 0,    -- paid: minutes a week
	employed_from DATE,
	employed_to DATE,
	most_meetings INTEGER NOT NULL DEFAULT 2,     -- a week
	most_calls INTEGER NOT NULL DEFAULT 10,
	most_matches INTEGER NOT NULL DEFAULT 3,
	supervision_weeks INTEGER NOT NULL DEFAULT 6,
	thanked_day DATE,
	made_at BIGINT NOT NULL,
	changed_at BIGINT NOT NULL
);
CREATE INDEX volunteer_by_org ON volunteer (org, name_key, id);
CREATE UNIQUE INDEX volunteer_by_account ON volunteer (account, org) WHERE account IS NOT NULL;

/*
 * What they can show.  A certification is entered on the day it is issued, or later: then it has a written
 * evidence, and counts only when a second person has looked at it.
 */
CREATE TABLE volunteer_qualification (
	id BIGINT NOT NULL PRIMARY KEY,
	volunteer BIGINT NOT NULL,
	type TEXT NOT NULL,                     -- training certification child_check licence insurance module
	method BIGINT,                          -- of a training and a certification
	code TEXT NOT NULL DEFAULT '',          -- of a module
	version INTEGER NOT NULL DEFAULT 0,     -- of the module's text
	issued DATE NOT NULL,
	expires DATE,                           -- the last day it is valid; absent: it does not end
	counts_to DATE NOT NULL,                -- the same, or earlier when it was withdrawn: what the gate reads
	issuer TEXT NOT NULL DEFAULT '',
	evidence TEXT NOT NULL DEFAULT '',      -- number or place of the paper, never the paper
	result TEXT NOT NULL DEFAULT '',        -- of a child_check: in_order not_in_order
	entered_day DATE NOT NULL,
	seen_by BIGINT NOT NULL,                -- account
	second_by BIGINT,                       -- account
	withdrawn_day DATE,
	withdrawn_why TEXT NOT NULL DEFAULT '', -- class: renewed conduct method_owner mistake
	withdrawn_by BIGINT,
	withdrawn_second BIGINT,
	at BIGINT NOT NULL,
	CHECK (type IN ('training', 'certification', 'child_check', 'licence', 'insurance', 'module')),
	CHECK (type NOT IN ('training', 'certification') OR method IS NOT NULL),
	CHECK (expires IS NULL OR (expires >= issued AND counts_to <= expires)),
	CHECK (issued <= entered_day),
	CHECK (type <> 'certification' OR issued = entered_day OR evidence <> ''),
	CHECK (second_by IS NULL OR second_by <> seen_by),
	CHECK (type <> 'child_check' OR evidence = '')
);
CREATE INDEX volunteer_qualification_by_volunteer ON volunteer_qualification (volunteer, type, method);
CREATE INDEX volunteer_qualification_by_end ON volunteer_qualification (type, counts_to);

-- Who is on for what: a whole series from a day to a day, or one date of it, which says more than the series.
CREATE TABLE volunteer_assignment (
	id BIGINT NOT NULL PRIMARY KEY,
	meeting BIGINT NOT NULL,
	volunteer BIGINT NOT NULL,
	role TEXT NOT NULL,
	day DATE,                               -- the date by the series; absent: all dates from from_day to to_day
	from_day DATE NOT NULL,                 -- of one date: the date
	to_day DATE,                            -- inclusive; absent: open; of one date: the date
	paid BOOLEAN NOT NULL,
	state TEXT NOT NULL,                    -- planned; cannot: not that date; ended: taken off
	stands_in_for BIGINT,                   -- volunteer
	by_whom BIGINT NOT NULL,                -- account; 0: they themself by a link, or the house
	at BIGINT NOT NULL,
	CHECK (role IN ('facilitator', 'co_facilitator', 'apprentice', 'host', 'companion', 'coach', 'caller', 'driver',
		'child_carer', 'teacher', 'outreach', 'coordinator')),
	CHECK (state IN ('planned', 'cannot', 'ended')),
	CHECK (day IS NULL OR (from_day = day AND to_day IS NOT NULL AND to_day = day)),
	CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX volunteer_assignment_by_meeting ON volunteer_assignment (meeting, from_day);
CREATE INDEX volunteer_assignment_by_volunteer ON volunteer_assignment (volunteer, from_day);
CREATE UNIQUE INDEX volunteer_assignment_once ON volunteer_assignment (meeting, day, volunteer) WHERE day IS NOT NULL AND state <> 'ended';

-- A meeting led together on the way to lead: what the apprentice says of themself first, then the lead.
CREATE TABLE volunteer_practice (
	volunteer BIGINT NOT NULL,
	meeting BIGINT NOT NULL,
	day DATE NOT NULL,
	lead BIGINT NOT NULL,                   -- volunteer, certified on that day
	own_words TEXT NOT NULL,                -- personal
	lead_words TEXT NOT NULL DEFAULT '',    -- personal
	at BIGINT NOT NULL,
	PRIMARY KEY (volunteer, meeting, day)
);

-- They talked about how it is to help.
CREATE TABLE volunteer_supervision (
	volunteer BIGINT NOT NULL,
	day DATE NOT NULL,
	by_whom BIGINT NOT NULL,                -- account
	PRIMARY KEY (volunteer, day)
);

-- Certifications that count, each from its first to its last day.
CREATE VIEW volunteer_certified AS
SELECT id, volunteer, method, issued, counts_to FROM volunteer_qualification
WHERE type = 'certification' AND counts_to >= issued AND (issued = entered_day OR second_by IS NOT NULL);

-- When planned assignments are held: one date that was moved is held on its new day.
CREATE VIEW volunteer_span AS
SELECT a.id, a.meeting, a.volunteer, a.role, a.day, COALESCE(x.new_day, a.from_day) AS first,
	COALESCE(x.new_day, a.to_day, '9999-12-31') AS last
FROM volunteer_assignment a LEFT JOIN meeting_exception x ON x.meeting = a.meeting AND x.day = a.day AND x.kind = 'moved'
WHERE a.state = 'planned';

-- The same within each method that the series follows meanwhile and that asks for training.
CREATE VIEW volunteer_gate AS
SELECT s.id, s.meeting, s.volunteer, s.role, s.method, s.first, s.last FROM (
	SELECT a.id, a.meeting, a.volunteer, a.role, b.method, CASE WHEN b.from_day > a.first THEN b.from_day ELSE a.first END AS first,
		CASE WHEN b.to_day < a.last THEN b.to_day ELSE a.last END AS last
	FROM volunteer_span a JOIN method_meeting b ON b.meeting = a.meeting AND b.from_day <= a.last AND (b.to_day IS NULL OR b.to_day >= a.first)
) s WHERE EXISTS (SELECT 1 FROM method_version v WHERE v.method = s.method AND v.training AND v.from_day <= s.last
	AND NOT EXISTS (SELECT 1 FROM method_version w WHERE w.method = v.method AND w.version > v.version
		AND (w.from_day <= s.first OR w.from_day <= v.from_day)));

-- Facilitators without a certification on some day of it.  Certifications may follow each other when they overlap.
CREATE VIEW volunteer_untrained AS
SELECT g.id, g.meeting, g.volunteer, g.method, g.first, g.last FROM volunteer_gate g
WHERE g.role = 'facilitator' AND (
	NOT EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = g.volunteer AND c.method = g.method
		AND c.issued <= g.first AND c.counts_to >= g.first)
	OR EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = g.volunteer AND c.method = g.method
		AND c.counts_to >= g.first AND c.counts_to < g.last
		AND NOT EXISTS (SELECT 1 FROM volunteer_certified d WHERE d.volunteer = c.volunteer AND d.method = c.method
			AND d.issued <= c.counts_to AND d.counts_to > c.counts_to)));

-- Helpers of a facilitator who are neither trained themselves nor, as apprentices, beside a facilitator.
CREATE VIEW volunteer_unready AS
SELECT g.id, g.meeting, g.volunteer, g.method FROM volunteer_gate g
WHERE (g.role = 'co_facilitator' AND NOT EXISTS (SELECT 1 FROM volunteer_qualification q WHERE q.volunteer = g.volunteer
		AND q.method = g.method AND q.type IN ('training', 'certification') AND q.issued <= g.first AND q.counts_to >= g.first))
	OR (g.role = 'apprentice' AND NOT EXISTS (SELECT 1 FROM volunteer_span l WHERE l.meeting = g.meeting AND l.role = 'facilitator'
		AND l.volunteer <> g.volunteer AND l.first <= g.first AND l.last >= g.first));

-- Roles with children without a children's certificate that is in order.
CREATE VIEW volunteer_unchecked AS
SELECT s.id, s.volunteer FROM volunteer_span s
WHERE s.role = 'child_carer' AND NOT EXISTS (SELECT 1 FROM volunteer_qualification q WHERE q.volunteer = s.volunteer
	AND q.type = 'child_check' AND q.result = 'in_order' AND q.issued <= s.first AND q.counts_to >= s.first);

/*
 * The gate.  Whatever the path, nobody is put on as facilitator for a day without a certification that counts on
 * it: not by a row, not by another day, method or volunteer of a row, not by giving the series a method, not by a
 * version that begins to ask for training.  A certification that ends or is withdrawn changes no row: readers see
 * from the days that the future ones need a stand-in.  See 0016 for how the two databases share the text.
 */
/* /* */
CREATE TRIGGER volunteer_assignment_gate_in AFTER INSERT ON volunteer_assignment WHEN NEW.state = 'planned'
BEGIN
	SELECT RAISE(ABORT, 'not_certified: no valid training for this method on that day')
		WHERE EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_ready: neither trained nor beside a certified lead')
		WHERE EXISTS (SELECT 1 FROM volunteer_unready u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_checked: no children''s certificate in order')
		WHERE EXISTS (SELECT 1 FROM volunteer_unchecked u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_signed: the confidentiality statement is not signed')
		WHERE NOT EXISTS (SELECT 1 FROM volunteer v WHERE v.id = NEW.volunteer AND v.statement_version > 0);
END;
CREATE TRIGGER volunteer_assignment_gate_on AFTER UPDATE ON volunteer_assignment
WHEN NEW.state = 'planned' AND (OLD.state <> 'planned' OR NEW.id <> OLD.id OR NEW.meeting <> OLD.meeting OR NEW.volunteer <> OLD.volunteer
	OR NEW.role <> OLD.role OR NEW.from_day <> OLD.from_day OR COALESCE(NEW.day, '') <> COALESCE(OLD.day, '')
	OR COALESCE(NEW.to_day, '9999-12-31') > COALESCE(OLD.to_day, '9999-12-31'))
BEGIN
	SELECT RAISE(ABORT, 'not_certified: no valid training for this method on that day')
		WHERE EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_ready: neither trained nor beside a certified lead')
		WHERE EXISTS (SELECT 1 FROM volunteer_unready u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_checked: no children''s certificate in order')
		WHERE EXISTS (SELECT 1 FROM volunteer_unchecked u WHERE u.id = NEW.id);
	SELECT RAISE(ABORT, 'not_signed: the confidentiality statement is not signed')
		WHERE NOT EXISTS (SELECT 1 FROM volunteer v WHERE v.id = NEW.volunteer AND v.statement_version > 0);
END;
CREATE TRIGGER method_meeting_gate_in AFTER INSERT ON method_meeting
WHEN EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.meeting = NEW.meeting AND u.method = NEW.method AND u.last >= NEW.from_day
	AND u.first <= COALESCE(NEW.to_day, '9999-12-31'))
BEGIN
	SELECT RAISE(ABORT, 'not_certified: somebody who is on for this series has no valid training for this method');
END;
CREATE TRIGGER method_meeting_gate_on AFTER UPDATE ON method_meeting
WHEN (NEW.method <> OLD.method OR NEW.meeting <> OLD.meeting OR NEW.from_day < OLD.from_day
	OR COALESCE(NEW.to_day, '9999-12-31') > COALESCE(OLD.to_day, '9999-12-31'))
	AND EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.meeting = NEW.meeting AND u.method = NEW.method AND u.last >= NEW.from_day
	AND u.first <= COALESCE(NEW.to_day, '9999-12-31'))
BEGIN
	SELECT RAISE(ABORT, 'not_certified: somebody who is on for this series has no valid training for this method');
END;
CREATE TRIGGER method_version_gate AFTER INSERT ON method_version
WHEN NEW.training AND NOT EXISTS (SELECT 1 FROM method_version p WHERE p.method = NEW.method AND p.training AND p.from_day <= NEW.from_day
		AND p.version = (SELECT MAX(q.version) FROM method_version q WHERE q.method = NEW.method AND q.version < NEW.version))
	AND EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.method = NEW.method AND u.last >= NEW.from_day)
BEGIN
	SELECT RAISE(ABORT, 'not_certified: somebody who is on for a series of this method has no valid training for it');
END;
-- What a certification says is not rewritten: it can end earlier, be seen by a second person, be withdrawn.
CREATE TRIGGER volunteer_qualification_kept BEFORE UPDATE ON volunteer_qualification
WHEN OLD.type = 'certification' AND (NEW.id <> OLD.id OR NEW.type <> OLD.type OR NEW.volunteer <> OLD.volunteer OR NEW.method <> OLD.method
	OR NEW.issued <> OLD.issued OR NEW.entered_day <> OLD.entered_day OR NEW.seen_by <> OLD.seen_by OR NEW.counts_to > OLD.counts_to
	OR COALESCE(NEW.expires, '9999-12-31') > COALESCE(OLD.expires, '9999-12-31'))
BEGIN
	SELECT RAISE(ABORT, 'certification_kept: enter a new one instead');
END;
CREATE TRIGGER volunteer_qualification_made BEFORE UPDATE ON volunteer_qualification
WHEN OLD.type <> 'certification' AND NEW.type = 'certification'
BEGIN
	SELECT RAISE(ABORT, 'certification_kept: enter a new one instead');
END;
-- */
/*pg
CREATE FUNCTION volunteer_assignment_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> 'planned' THEN
		RETURN NULL;
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF OLD.state = 'planned' AND NEW.id = OLD.id AND NEW.meeting = OLD.meeting AND NEW.volunteer = OLD.volunteer AND NEW.role = OLD.role
			AND NEW.from_day = OLD.from_day AND NEW.day IS NOT DISTINCT FROM OLD.day
			AND COALESCE(NEW.to_day, '9999-12-31') <= COALESCE(OLD.to_day, '9999-12-31') THEN
			RETURN NULL;
		END IF;
	END IF;
	-- Whoever gives the series a method, or the method a version, waits for us or we for them.
	PERFORM 1 FROM meeting m WHERE m.id = NEW.meeting FOR UPDATE;
	PERFORM 1 FROM method m JOIN method_meeting b ON b.method = m.id WHERE b.meeting = NEW.meeting FOR SHARE OF m;
	IF EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.id = NEW.id) THEN
		RAISE EXCEPTION 'not_certified: no valid training for this method on that day' USING ERRCODE = 'check_violation';
	END IF;
	IF EXISTS (SELECT 1 FROM volunteer_unready u WHERE u.id = NEW.id) THEN
		RAISE EXCEPTION 'not_ready: neither trained nor beside a certified lead' USING ERRCODE = 'check_violation';
	END IF;
	IF EXISTS (SELECT 1 FROM volunteer_unchecked u WHERE u.id = NEW.id) THEN
		RAISE EXCEPTION 'not_checked: no children''s certificate in order' USING ERRCODE = 'check_violation';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM volunteer v WHERE v.id = NEW.volunteer AND v.statement_version > 0) THEN
		RAISE EXCEPTION 'not_signed: the confidentiality statement is not signed' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER volunteer_assignment_gate AFTER INSERT OR UPDATE ON volunteer_assignment
	FOR EACH ROW EXECUTE FUNCTION volunteer_assignment_gate();

CREATE FUNCTION method_meeting_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.method = OLD.method AND NEW.meeting = OLD.meeting AND NEW.from_day >= OLD.from_day
			AND COALESCE(NEW.to_day, '9999-12-31') <= COALESCE(OLD.to_day, '9999-12-31') THEN
			RETURN NULL;
		END IF;
	END IF;
	PERFORM 1 FROM meeting m WHERE m.id = NEW.meeting FOR UPDATE;
	PERFORM 1 FROM method m WHERE m.id = NEW.method FOR SHARE;
	IF EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.meeting = NEW.meeting AND u.method = NEW.method AND u.last >= NEW.from_day
		AND u.first <= COALESCE(NEW.to_day, '9999-12-31')) THEN
		RAISE EXCEPTION 'not_certified: somebody who is on for this series has no valid training for this method' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER method_meeting_gate AFTER INSERT OR UPDATE ON method_meeting FOR EACH ROW EXECUTE FUNCTION method_meeting_gate();

CREATE FUNCTION method_version_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM method m WHERE m.id = NEW.method FOR UPDATE;
	IF NEW.training AND NOT EXISTS (SELECT 1 FROM method_version p WHERE p.method = NEW.method AND p.training AND p.from_day <= NEW.from_day
			AND p.version = (SELECT MAX(q.version) FROM method_version q WHERE q.method = NEW.method AND q.version < NEW.version))
		AND EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.method = NEW.method AND u.last >= NEW.from_day) THEN
		RAISE EXCEPTION 'not_certified: somebody who is on for a series of this method has no valid training for it' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER method_version_gate AFTER INSERT ON method_version FOR EACH ROW EXECUTE FUNCTION method_version_gate();

CREATE FUNCTION volunteer_qualification_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.type <> 'certification' THEN
		IF NEW.type = 'certification' THEN
			RAISE EXCEPTION 'certification_kept: enter a new one instead' USING ERRCODE = 'check_violation';
		END IF;
		RETURN NEW;
	END IF;
	IF NEW.id <> OLD.id OR NEW.type <> OLD.type OR NEW.volunteer <> OLD.volunteer OR NEW.method <> OLD.method OR NEW.issued <> OLD.issued
		OR NEW.entered_day <> OLD.entered_day OR NEW.seen_by <> OLD.seen_by OR NEW.counts_to > OLD.counts_to
		OR COALESCE(NEW.expires, '9999-12-31') > COALESCE(OLD.expires, '9999-12-31') THEN
		RAISE EXCEPTION 'certification_kept: enter a new one instead' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER volunteer_qualification_kept BEFORE UPDATE ON volunteer_qualification
	FOR EACH ROW EXECUTE FUNCTION volunteer_qualification_kept();
pg*/
