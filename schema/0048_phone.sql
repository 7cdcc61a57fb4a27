-- The road on which messages leave has failed: who is to be called instead, a list each morning.

-- One morning's list. It is made once, also when nobody was on it.
CREATE TABLE phone_list (
	day DATE NOT NULL PRIMARY KEY,
	made_at BIGINT NOT NULL,
	since BIGINT NOT NULL                   -- the road had taken nothing since then
);

-- One call instead of one message. What the message says and whom it is for stands with the message alone.
CREATE TABLE phone_call (
	participant BIGINT NOT NULL,            -- as of the message; 0: somebody who works here
	message BIGINT NOT NULL,
	day DATE NOT NULL,                      -- of the list; of what was told before there was one, the day on which it was
	told_at BIGINT,                         -- somebody reached them and ticked it
	told_by BIGINT NOT NULL DEFAULT 0,      -- account
	PRIMARY KEY (participant, message, day),
	CHECK ((told_at IS NULL) = (told_by = 0))
);
CREATE INDEX phone_call_by_day ON phone_call (day, message);

-- Whoever is erased is called by nobody.
/* /* */
CREATE TRIGGER phone_gone AFTER UPDATE OF erased_at ON participant
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
	DELETE FROM phone_call WHERE participant = NEW.id;
END;
-- */
/*pg
CREATE FUNCTION phone_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL THEN
		DELETE FROM phone_call WHERE participant = NEW.id;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER phone_gone AFTER UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION phone_gone();
pg*/
