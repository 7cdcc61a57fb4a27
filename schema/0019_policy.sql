-- Who a programme is for, as data: versions that stay, and what people declared under each.

-- One version of a rule.  Never changed: a change is a new version.
CREATE TABLE policy (
	id BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	version INTEGER NOT NULL,               -- 1, 2, 3 …
	expression TEXT NOT NULL,               -- facts with and, or, not
	substitution BOOLEAN NOT NULL,          -- the branch for people in stable substitution treatment is open
	stable_weeks INTEGER,                   -- how long "stable" is; absent: no number is given
	in_da TEXT NOT NULL,
	in_en TEXT NOT NULL,
	out_da TEXT NOT NULL,                   -- what is open to the person all the same
	out_en TEXT NOT NULL,
	unknown_da TEXT NOT NULL,
	unknown_en TEXT NOT NULL,
	account BIGINT NOT NULL,                -- who wrote it; 0: a command
	at BIGINT NOT NULL,
	CHECK (version >= 1),
	CHECK (stable_weeks IS NULL OR stable_weeks > 0)
);
CREATE UNIQUE INDEX policy_by_programme ON policy (programme, version);

-- What somebody said of themself: facts and a date.  Said again it is a new row.
CREATE TABLE policy_declaration (
	id BIGINT NOT NULL PRIMARY KEY,
	programme BIGINT NOT NULL,
	policy BIGINT NOT NULL,                 -- the version that it was made under
	been TEXT NOT NULL,                     -- finished ongoing left no not_said
	wants TEXT NOT NULL,                    -- yes no not_said
	status TEXT NOT NULL,                   -- drug_free stable otherwise not_said
	result TEXT NOT NULL,                   -- in out unknown
	day DATE NOT NULL,
	participant TEXT,                       -- personal: a code that tells nothing by itself; absent: nobody's
	CHECK (been IN ('finished', 'ongoing', 'left', 'no', 'not_said')),
	CHECK (wants IN ('yes', 'no', 'not_said')),
	CHECK (status IN ('drug_free', 'stable', 'otherwise', 'not_said')),
	CHECK (result IN ('in', 'out', 'unknown'))
);
CREATE INDEX policy_declaration_by_policy ON policy_declaration (policy);
CREATE INDEX policy_declaration_by_programme ON policy_declaration (programme, day);

/* Both only grow, whoever writes.  See 0016 for how the two databases share the text. */
/* /* */
CREATE TRIGGER policy_kept BEFORE UPDATE ON policy
BEGIN
	SELECT RAISE(ABORT, 'policy_kept: write a new version');
END;
CREATE TRIGGER policy_stays BEFORE DELETE ON policy
BEGIN
	SELECT RAISE(ABORT, 'policy_kept: write a new version');
END;
CREATE TRIGGER policy_declaration_kept BEFORE UPDATE ON policy_declaration
BEGIN
	SELECT RAISE(ABORT, 'declaration_kept: it can be made again');
END;
CREATE TRIGGER policy_declaration_stays BEFORE DELETE ON policy_declaration
BEGIN
	SELECT RAISE(ABORT, 'declaration_kept: it can be made again');
END;
-- */
/*pg
CREATE FUNCTION policy_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'policy_kept: write a new version, declare again' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER policy_kept BEFORE UPDATE OR DELETE ON policy FOR EACH ROW EXECUTE FUNCTION policy_kept();
CREATE TRIGGER policy_declaration_kept BEFORE UPDATE OR DELETE ON policy_declaration FOR EACH ROW EXECUTE FUNCTION policy_kept();
pg*/
