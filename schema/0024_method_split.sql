-- A series that goes on from another ("this and following") follows what that one followed.
/* /* */
CREATE TRIGGER method_meeting_goes_on AFTER INSERT ON meeting WHEN NEW.follows IS NOT NULL
BEGIN
	INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at)
	SELECT NEW.id, CASE WHEN b.from_day > NEW.first_day THEN b.from_day ELSE NEW.first_day END, b.to_day, b.method, NEW.changed_at
	FROM method_meeting b WHERE b.meeting = NEW.follows AND (b.to_day IS NULL OR b.to_day >= NEW.first_day)
		AND NOT EXISTS (SELECT 1 FROM method_meeting x WHERE x.meeting = NEW.id);
END;
-- */
/*pg
CREATE FUNCTION method_meeting_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at)
	SELECT NEW.id, CASE WHEN b.from_day > NEW.first_day THEN b.from_day ELSE NEW.first_day END, b.to_day, b.method, NEW.changed_at
	FROM method_meeting b WHERE b.meeting = NEW.follows AND (b.to_day IS NULL OR b.to_day >= NEW.first_day)
		AND NOT EXISTS (SELECT 1 FROM method_meeting x WHERE x.meeting = NEW.id);
	RETURN NULL;
END $$;
CREATE TRIGGER method_meeting_goes_on AFTER INSERT ON meeting FOR EACH ROW WHEN (NEW.follows IS NOT NULL)
	EXECUTE FUNCTION method_meeting_goes_on();
pg*/
