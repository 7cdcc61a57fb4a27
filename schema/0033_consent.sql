-- Who may be told what about somebody, what was told, and who looked for a reason that needs a second pair of eyes.

/*
 * Somebody said yes: one receiver, one purpose, these classes, at most twelve months. A row is never written anew: it is
 * stopped, or another one takes its place. That it has run out is worked out from ends_at at every reading.
 */
CREATE TABLE consent (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	from_org BIGINT NOT NULL,               -- who may tell; 0: the house
	to_kind TEXT NOT NULL,                  -- org service account
	receiver BIGINT NOT NULL,               -- its id: exactly one
	classes INTEGER NOT NULL,               -- a bit each, see enum consent_class; never all of them
	purpose TEXT NOT NULL,                  -- handover follow transition ride callback
	starts_at BIGINT NOT NULL,
	start_day DATE NOT NULL,
	end_day DATE NOT NULL,                  -- the last day
	ends_at BIGINT NOT NULL,                -- the first second after it
	form TEXT NOT NULL,                     -- key written spoken
	witness TEXT NOT NULL,                  -- role of who was there; empty: the person alone, with their key
	version INTEGER NOT NULL,               -- of the text that was shown
	account BIGINT NOT NULL,                -- who wrote it down; 0: the person
	said TEXT NOT NULL,                     -- all of the above as it was said; sealed by their own key; personal
	stopped_at BIGINT,
	replaced_at BIGINT,                     -- another one took its place
	told_at BIGINT,                         -- the receiver was told that it has stopped
	PRIMARY KEY (participant, id),
	CHECK (to_kind IN ('org', 'service', 'account') AND receiver > 0),
	CHECK (classes > 0 AND classes < 2047),
	CHECK (purpose IN ('handover', 'follow', 'transition', 'ride', 'callback')),
	CHECK (form IN ('key', 'written', 'spoken') AND (form = 'key') = (witness = '')),
	-- Twelve months and the rest of the last day, with the hour that summer takes.
	CHECK (end_day >= start_day AND ends_at > starts_at AND ends_at - starts_at <= 31712400),
	CHECK (stopped_at IS NULL OR replaced_at IS NULL),
	CHECK (told_at IS NULL OR stopped_at IS NOT NULL)
);
-- One at a time for a receiver and a purpose: the newer one takes the place of the older.
CREATE UNIQUE INDEX consent_live_one ON consent (participant, to_kind, receiver, purpose) WHERE stopped_at IS NULL AND replaced_at IS NULL;
CREATE INDEX consent_untold ON consent (stopped_at, id) WHERE stopped_at IS NOT NULL AND told_at IS NULL;

-- Something was told, once, to that receiver. None without a consent that was live and covers it: see the triggers.
CREATE TABLE consent_disclosure (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	consent BIGINT NOT NULL,
	to_kind TEXT NOT NULL,
	receiver BIGINT NOT NULL,
	classes INTEGER NOT NULL,
	purpose TEXT NOT NULL,
	at BIGINT NOT NULL,
	account BIGINT NOT NULL,                -- by whom; 0: the person, or the house by itself
	notice INTEGER NOT NULL,                -- version of the notice that went along: not to be passed on
	PRIMARY KEY (participant, id),
	CHECK (classes > 0)
);
CREATE INDEX consent_disclosure_by_consent ON consent_disclosure (consent, at);

/*
 * A look without a task for that person. It stands in the diary as every look does; here it waits for somebody who
 * looks after data protection. Whoever has two that wait cannot take a third.
 */
CREATE TABLE consent_unusual (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	account BIGINT NOT NULL,
	class TEXT NOT NULL,
	why TEXT NOT NULL,                      -- a code of consent_reasons
	at BIGINT NOT NULL,
	reviewed_at BIGINT,
	reviewer BIGINT,                        -- account
	PRIMARY KEY (participant, id),
	CHECK (why <> ''),
	CHECK ((reviewed_at IS NULL) = (reviewer IS NULL) AND (reviewer IS NULL OR reviewer <> account))
);
CREATE INDEX consent_unusual_by_account ON consent_unusual (account, reviewed_at);
CREATE INDEX consent_unusual_by_time ON consent_unusual (reviewed_at, at);

/*
 * What is under way that rests on a consent. Rooms above make this view anew with what is theirs, so that somebody who
 * stops is told before what else ends.
 */
CREATE VIEW consent_rests AS
SELECT participant, id AS consent, 'none' AS what, id AS subject FROM consent WHERE 1 = 0;

/* /* */
CREATE TRIGGER consent_bounds BEFORE INSERT ON consent
WHEN NEW.end_day > CAST(CAST(substr(NEW.start_day, 1, 4) AS INTEGER) + 1 AS TEXT) || substr(NEW.start_day, 5) OR NEW.stopped_at IS NOT NULL OR NEW.replaced_at IS NOT NULL
	OR NOT EXISTS (SELECT 1 FROM participant_key k WHERE k.participant = NEW.participant)
	OR NOT EXISTS (SELECT 1 FROM org o WHERE NEW.to_kind = 'org' AND o.id = NEW.receiver
		UNION ALL SELECT 1 FROM service s WHERE NEW.to_kind = 'service' AND s.id = NEW.receiver
		UNION ALL SELECT 1 FROM account a WHERE NEW.to_kind = 'account' AND a.id = NEW.receiver)
BEGIN
	SELECT RAISE(ABORT, 'consent: at most twelve months, by somebody, for one receiver that there is');
END;
CREATE TRIGGER consent_kept BEFORE UPDATE ON consent
WHEN NEW.participant <> OLD.participant OR NEW.id <> OLD.id OR NEW.from_org <> OLD.from_org OR NEW.to_kind <> OLD.to_kind
	OR NEW.receiver <> OLD.receiver OR NEW.classes <> OLD.classes OR NEW.purpose <> OLD.purpose OR NEW.starts_at <> OLD.starts_at
	OR NEW.start_day <> OLD.start_day OR NEW.end_day <> OLD.end_day OR NEW.ends_at <> OLD.ends_at OR NEW.form <> OLD.form
	OR NEW.witness <> OLD.witness OR NEW.version <> OLD.version OR NEW.account <> OLD.account OR NEW.said <> OLD.said
	OR (OLD.stopped_at IS NOT NULL AND NEW.stopped_at IS NOT OLD.stopped_at)
	OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS NOT OLD.replaced_at)
	OR (OLD.told_at IS NOT NULL AND NEW.told_at IS NOT OLD.told_at)
BEGIN
	SELECT RAISE(ABORT, 'consent: what was said is not written anew');
END;
CREATE TRIGGER consent_stays BEFORE DELETE ON consent
BEGIN
	SELECT RAISE(ABORT, 'consent: what was said stays');
END;
CREATE TRIGGER consent_disclosure_live BEFORE INSERT ON consent_disclosure
WHEN NOT EXISTS (SELECT 1 FROM consent c JOIN participant_key k ON k.participant = c.participant
	WHERE c.participant = NEW.participant AND c.id = NEW.consent AND c.stopped_at IS NULL AND c.replaced_at IS NULL
	AND NEW.at >= c.starts_at AND NEW.at < c.ends_at AND c.to_kind = NEW.to_kind AND c.receiver = NEW.receiver
	AND c.purpose = NEW.purpose AND (c.classes & NEW.classes) = NEW.classes)
BEGIN
	SELECT RAISE(ABORT, 'no_consent: nothing is told without a live consent for it');
END;
CREATE TRIGGER consent_disclosure_kept BEFORE UPDATE ON consent_disclosure
BEGIN
	SELECT RAISE(ABORT, 'consent: what was told was told');
END;
CREATE TRIGGER consent_disclosure_stays BEFORE DELETE ON consent_disclosure
BEGIN
	SELECT RAISE(ABORT, 'consent: what was told was told');
END;
-- */
/*pg
CREATE FUNCTION consent_bounds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.end_day > NEW.start_day + INTERVAL '12 months' OR NEW.stopped_at IS NOT NULL OR NEW.replaced_at IS NOT NULL
		OR NOT EXISTS (SELECT 1 FROM participant_key k WHERE k.participant = NEW.participant)
		OR NOT EXISTS (SELECT 1 FROM org o WHERE NEW.to_kind = 'org' AND o.id = NEW.receiver
			UNION ALL SELECT 1 FROM service s WHERE NEW.to_kind = 'service' AND s.id = NEW.receiver
			UNION ALL SELECT 1 FROM account a WHERE NEW.to_kind = 'account' AND a.id = NEW.receiver) THEN
		RAISE EXCEPTION 'consent: at most twelve months, by somebody, for one receiver that there is' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER consent_bounds BEFORE INSERT ON consent FOR EACH ROW EXECUTE FUNCTION consent_bounds();
CREATE FUNCTION consent_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.participant, NEW.id, NEW.from_org, NEW.to_kind, NEW.receiver, NEW.classes, NEW.purpose, NEW.starts_at, NEW.start_day,
	    NEW.end_day, NEW.ends_at, NEW.form, NEW.witness, NEW.version, NEW.account, NEW.said)
		IS DISTINCT FROM (OLD.participant, OLD.id, OLD.from_org, OLD.to_kind, OLD.receiver, OLD.classes, OLD.purpose, OLD.starts_at,
	    OLD.start_day, OLD.end_day, OLD.ends_at, OLD.form, OLD.witness, OLD.version, OLD.account, OLD.said)
		OR (OLD.stopped_at IS NOT NULL AND NEW.stopped_at IS DISTINCT FROM OLD.stopped_at)
		OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at)
		OR (OLD.told_at IS NOT NULL AND NEW.told_at IS DISTINCT FROM OLD.told_at) THEN
		RAISE EXCEPTION 'consent: what was said is not written anew' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER consent_kept BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_kept();
CREATE FUNCTION consent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'consent: what was said and told stays' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER consent_stays BEFORE DELETE ON consent FOR EACH ROW EXECUTE FUNCTION consent_stays();
CREATE TRIGGER consent_disclosure_stays BEFORE UPDATE OR DELETE ON consent_disclosure FOR EACH ROW EXECUTE FUNCTION consent_stays();
CREATE FUNCTION consent_disclosure_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Whoever stops it waits for us, or we for them.
	PERFORM 1 FROM consent c JOIN participant_key k ON k.participant = c.participant
	WHERE c.participant = NEW.participant AND c.id = NEW.consent AND c.stopped_at IS NULL AND c.replaced_at IS NULL
	AND NEW.at >= c.starts_at AND NEW.at < c.ends_at AND c.to_kind = NEW.to_kind AND c.receiver = NEW.receiver
	AND c.purpose = NEW.purpose AND (c.classes & NEW.classes) = NEW.classes FOR SHARE OF c, k;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'no_consent: nothing is told without a live consent for it' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER consent_disclosure_live BEFORE INSERT ON consent_disclosure FOR EACH ROW EXECUTE FUNCTION consent_disclosure_live();
pg*/
