-- People who work with it.

-- Someone who can log in.  The name is what colleagues see.
CREATE TABLE account (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,                     -- personal
	name_key TEXT NOT NULL,                 -- folded log-in name, unique; personal
	hash TEXT NOT NULL,                     -- Argon2id of the passphrase; empty until chosen
	totp TEXT NOT NULL,                     -- sealed secret; empty without second factor
	totp_step BIGINT NOT NULL,              -- the last step used: each code works once
	state TEXT NOT NULL,                    -- invited active former; asleep is computed from seen_at
	lang TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL                 -- last log-in
);
CREATE UNIQUE INDEX account_by_key ON account (name_key);

-- A role in an organisation and area; 0 is all of them.
CREATE TABLE account_grant (
	account BIGINT NOT NULL,
	role TEXT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	PRIMARY KEY (account, role, org, area)
);
CREATE INDEX account_grant_by_role ON account_grant (role, org, area);

-- One row, taken first by whoever takes roles away: somebody must be left who can invite.
CREATE TABLE account_guard (
	one INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO account_guard (one) VALUES (1);

-- A one-time code to choose a passphrase with: the first, or a new one with two helpers present.
CREATE TABLE account_code (
	tag TEXT NOT NULL PRIMARY KEY,          -- keyed hash of the code
	account BIGINT NOT NULL,
	purpose TEXT NOT NULL,                  -- invite reset
	made_by BIGINT NOT NULL,                -- 0: at the machine itself
	seconded_by BIGINT,                     -- second helper of a reset; absent: the code does not work yet
	made_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT
);
CREATE INDEX account_code_by_account ON account_code (account);

-- A browser that is logged in.  Ended ones are gone.
CREATE TABLE account_session (
	id BIGINT NOT NULL PRIMARY KEY,
	tag TEXT NOT NULL,                      -- keyed hash of the cookie
	account BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,                -- to the minute
	ends_at BIGINT NOT NULL,                -- eight hours after it was made
	device TEXT NOT NULL                    -- "Firefox, Linux": the kind only
);
CREATE UNIQUE INDEX account_session_by_tag ON account_session (tag);
CREATE INDEX account_session_by_account ON account_session (account);

-- Wrong tries in a row, of a name (also one that nobody has), a code or a network.  Forgotten after a day.
CREATE TABLE account_try (
	what TEXT NOT NULL PRIMARY KEY,         -- keyed hash
	n INTEGER NOT NULL,
	at BIGINT NOT NULL,
	wait_until BIGINT NOT NULL
);
CREATE INDEX account_try_by_at ON account_try (at);
