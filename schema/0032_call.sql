-- How somebody may be reached, and who asked to be called.

/*
 * A way to reach somebody, by their own rules. It is in the vault: who goes down to a code has none any more.
 */
CREATE TABLE contact_channel (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	type TEXT NOT NULL,                     -- phone sms email letter
	address TEXT NOT NULL,                  -- sealed by the vault key; personal
	reach TEXT NOT NULL,                    -- keyed hash of the address, for "the same number"; personal
	shown_name TEXT NOT NULL,               -- whom to ask for; sealed by the vault key; personal
	weekdays INTEGER NOT NULL,              -- bit 0 Sunday … bit 6 Saturday
	from_min INTEGER NOT NULL,              -- from when in the day
	to_min INTEGER NOT NULL,                -- until when
	voice BOOLEAN NOT NULL,                 -- a message may be left
	others BOOLEAN NOT NULL,                -- somebody else may answer
	stop_day DATE,                          -- the last day it may be used; absent: open
	stopped_at BIGINT,                      -- they said stop
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id),
	CHECK (type IN ('phone', 'sms', 'email', 'letter')),
	CHECK (weekdays > 0 AND weekdays < 128 AND from_min >= 0 AND to_min <= 1440 AND from_min < to_min)
);
CREATE INDEX contact_channel_by_reach ON contact_channel (reach, made_at);

-- Somebody asked to be called. What is promised, and by whom, stands in the task of kind call_back.
CREATE TABLE call_request (
	participant BIGINT NOT NULL,
	id BIGINT NOT NULL,
	org BIGINT NOT NULL,
	area BIGINT NOT NULL,
	channel BIGINT NOT NULL,                -- contact_channel
	task BIGINT NOT NULL,
	promised_at BIGINT NOT NULL,            -- called by then
	made_at BIGINT NOT NULL,
	PRIMARY KEY (participant, id)
);
CREATE INDEX call_request_by_task ON call_request (task);
CREATE INDEX call_request_by_time ON call_request (made_at);
