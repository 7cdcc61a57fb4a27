-- What is said beside the figures of a programme: notes, why a month differed, reports that are sent in, the orderly end.

-- A note in the diary of a programme.  It is never taken away: only struck through, by whom and why.
CREATE TABLE diary_note (
	id BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	day DATE NOT NULL,                      -- that it is about
	words TEXT NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	struck_at BIGINT,                       -- absent: it stands
	struck_by BIGINT,
	struck_why TEXT NOT NULL DEFAULT '',
	CHECK (words <> ''),
	CHECK ((struck_at IS NULL) = (struck_by IS NULL)),
	CHECK ((struck_at IS NULL) = (struck_why = ''))
);
CREATE INDEX diary_note_by_programme ON diary_note (programme, day);

-- Why a month went otherwise than planned.  A later explanation is one more entry, and the last one counts.
CREATE TABLE diary_explained (
	programme BIGINT NOT NULL,
	month DATE NOT NULL,                    -- its first day
	entry INTEGER NOT NULL,
	planned INTEGER NOT NULL,               -- as the figures were then
	held INTEGER NOT NULL,
	words TEXT NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (programme, month, entry),
	CHECK (words <> '')
);

-- A report that is due on a day, about a span of days.
CREATE TABLE report (
	id BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	book BIGINT NOT NULL,                   -- the grant that asks for it; 0: none
	name TEXT NOT NULL,
	due_day DATE NOT NULL,
	from_day DATE NOT NULL,
	to_day DATE NOT NULL,
	state TEXT NOT NULL,                    -- draft final elsewhere (it was sent in another way)
	done TEXT NOT NULL DEFAULT '',          -- what its authors say: what was done
	learned TEXT NOT NULL DEFAULT '',
	ahead TEXT NOT NULL DEFAULT '',         -- and what comes next
	account BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	CHECK (to_day >= from_day),
	CHECK (state IN ('draft', 'final', 'elsewhere'))
);
CREATE INDEX report_by_programme ON report (programme, due_day);
CREATE UNIQUE INDEX report_by_due ON report (book, due_day) WHERE book <> 0;

-- A report as it was sent in, for good: what it said and the figures of that moment, with a checksum over both.
CREATE TABLE report_final (
	report BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	figures TEXT NOT NULL,                  -- a line each: what it is, and its number
	done TEXT NOT NULL,
	learned TEXT NOT NULL,
	ahead TEXT NOT NULL,
	hash TEXT NOT NULL,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL
);

-- A programme was closed, with nothing open.
CREATE TABLE report_end (
	programme BIGINT NOT NULL PRIMARY KEY,
	account BIGINT NOT NULL,
	at BIGINT NOT NULL
);

-- What becomes of a group when its programme ends.
CREATE TABLE report_end_group (
	programme BIGINT NOT NULL,
	meeting BIGINT NOT NULL,
	goes TEXT NOT NULL,                     -- on ends
	org BIGINT NOT NULL,                    -- who owns it from then on; 0: nobody, it ends
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (programme, meeting),
	CHECK ((goes = 'on') = (org <> 0)),
	CHECK (goes IN ('on', 'ends'))
);

-- What somebody must do or decide before a programme is closed, and what was decided.
CREATE TABLE report_end_point (
	programme BIGINT NOT NULL,
	code TEXT NOT NULL,                     -- notes vouchers volunteers thanks
	what TEXT NOT NULL,                     -- keep delete done
	day DATE,                               -- keep until, delete on; absent: done
	account BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (programme, code),
	CHECK (what IN ('keep', 'delete', 'done')),
	CHECK ((what = 'done') = (day IS NULL))
);

/*
 * A note stays as it was written and is struck through once; what was sent in stays as it was.  Only what belongs to a
 * programme that is gone itself, because a demonstration began again, can go.  See 0016 for how the two databases
 * share the text.
 */
/* /* */
CREATE TRIGGER diary_note_kept BEFORE UPDATE ON diary_note
WHEN OLD.struck_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.programme <> OLD.programme OR NEW.day <> OLD.day OR NEW.words <> OLD.words
	OR NEW.account <> OLD.account OR NEW.at <> OLD.at
BEGIN
	SELECT RAISE(ABORT, 'note_kept: strike it through with a reason');
END;
CREATE TRIGGER diary_note_stays BEFORE DELETE ON diary_note
WHEN EXISTS (SELECT 1 FROM programme p WHERE p.id = OLD.programme)
BEGIN
	SELECT RAISE(ABORT, 'note_kept: strike it through with a reason');
END;
CREATE TRIGGER diary_explained_kept BEFORE UPDATE ON diary_explained
BEGIN
	SELECT RAISE(ABORT, 'explanation_kept: a later one is one more');
END;
CREATE TRIGGER diary_explained_stays BEFORE DELETE ON diary_explained
WHEN EXISTS (SELECT 1 FROM programme p WHERE p.id = OLD.programme)
BEGIN
	SELECT RAISE(ABORT, 'explanation_kept: a later one is one more');
END;
CREATE TRIGGER report_final_kept BEFORE UPDATE ON report_final
BEGIN
	SELECT RAISE(ABORT, 'report_kept: what was sent in stays as it was');
END;
CREATE TRIGGER report_final_stays BEFORE DELETE ON report_final
WHEN EXISTS (SELECT 1 FROM programme p WHERE p.id = OLD.programme)
BEGIN
	SELECT RAISE(ABORT, 'report_kept: what was sent in stays as it was');
END;
CREATE TRIGGER report_sent_kept BEFORE UPDATE ON report
WHEN OLD.state = 'final'
BEGIN
	SELECT RAISE(ABORT, 'report_kept: what was sent in stays as it was');
END;
-- */
/*pg
CREATE FUNCTION diary_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM programme p WHERE p.id = OLD.programme) THEN
		RAISE EXCEPTION 'kept: what stands in the diary or was sent in stays as it was' USING ERRCODE = 'check_violation';
	END IF;
	RETURN OLD;
END $$;
CREATE TRIGGER diary_note_kept BEFORE UPDATE ON diary_note FOR EACH ROW
WHEN (OLD.struck_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.programme <> OLD.programme OR NEW.day <> OLD.day OR NEW.words <> OLD.words
	OR NEW.account <> OLD.account OR NEW.at <> OLD.at)
EXECUTE FUNCTION diary_kept();
CREATE TRIGGER diary_note_stays BEFORE DELETE ON diary_note FOR EACH ROW EXECUTE FUNCTION diary_kept();
CREATE TRIGGER diary_explained_kept BEFORE UPDATE OR DELETE ON diary_explained FOR EACH ROW EXECUTE FUNCTION diary_kept();
CREATE TRIGGER report_final_kept BEFORE UPDATE OR DELETE ON report_final FOR EACH ROW EXECUTE FUNCTION diary_kept();
CREATE TRIGGER report_sent_kept BEFORE UPDATE ON report FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION diary_kept();
pg*/
