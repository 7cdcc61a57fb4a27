-- Being away: who stands in, what they became deputy of, and no day on which a transition has nobody.

ALTER TABLE task_away ADD COLUMN stand_in BIGINT NOT NULL DEFAULT 0;   -- account; 0: nobody is named
ALTER TABLE task_away ADD COLUMN made_by BIGINT NOT NULL DEFAULT 0;    -- account; 0: they themselves
CREATE INDEX task_away_by_stand_in ON task_away (stand_in, to_day);
CREATE INDEX task_away_by_day ON task_away (to_day);

-- What the one who stands in became deputy of, and who was before: for when the absence is taken back.
CREATE TABLE away_move (
	account BIGINT NOT NULL,
	from_day DATE NOT NULL,
	what TEXT NOT NULL,                     -- task loop transition
	subject BIGINT NOT NULL,
	was BIGINT NOT NULL,                    -- account; 0: nobody
	PRIMARY KEY (account, from_day, what, subject),
	CHECK (what IN ('task', 'loop', 'transition'))
);

-- S-903: both who answer for somebody between two places are never away on the same day, by any path.
/* /* */
CREATE TRIGGER task_away_one_stays BEFORE INSERT ON task_away
WHEN EXISTS (SELECT 1 FROM transition t JOIN task_away w ON w.account = CASE WHEN t.owner = NEW.account THEN t.deputy ELSE t.owner END
	WHERE t.state <> 'ended' AND NEW.account IN (t.owner, t.deputy) AND w.from_day <= NEW.to_day AND w.to_day >= NEW.from_day)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: both would be away');
END;
CREATE TRIGGER task_away_one_stays_on BEFORE UPDATE OF from_day, to_day ON task_away
WHEN EXISTS (SELECT 1 FROM transition t JOIN task_away w ON w.account = CASE WHEN t.owner = NEW.account THEN t.deputy ELSE t.owner END
	WHERE t.state <> 'ended' AND NEW.account IN (t.owner, t.deputy) AND w.from_day <= NEW.to_day AND w.to_day >= NEW.from_day)
BEGIN
	SELECT RAISE(ABORT, 'owner_needed: both would be away');
END;
-- */
/*pg
CREATE FUNCTION task_away_one_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM transition t JOIN task_away w ON w.account = CASE WHEN t.owner = NEW.account THEN t.deputy ELSE t.owner END
		WHERE t.state <> 'ended' AND NEW.account IN (t.owner, t.deputy) AND w.from_day <= NEW.to_day AND w.to_day >= NEW.from_day) THEN
		RAISE EXCEPTION 'owner_needed: both would be away' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER task_away_one_stays BEFORE INSERT OR UPDATE OF from_day, to_day ON task_away FOR EACH ROW EXECUTE FUNCTION task_away_one_stays();
pg*/
