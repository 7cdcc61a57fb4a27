-- Lists of more than meetings: services, places and organisations of a directory come in the same way.

-- Which thing of ours: a meeting, service, location or org.
ALTER TABLE exchange_listing RENAME COLUMN meeting TO subject;
ALTER TABLE exchange_listing ADD COLUMN kind TEXT NOT NULL DEFAULT 'meeting';
ALTER TABLE exchange_change RENAME COLUMN meeting TO subject;
ALTER TABLE exchange_change ADD COLUMN kind TEXT NOT NULL DEFAULT 'meeting';
-- The code of the kind of its services, where a file does not say; empty: it must say.
ALTER TABLE exchange_source ADD COLUMN kind TEXT NOT NULL DEFAULT '';

-- When a house is open, whoever gives something there.
CREATE TABLE location_hours (
	location BIGINT NOT NULL,
	position INTEGER NOT NULL,              -- from 0
	rhythm TEXT NOT NULL,                   -- weekly monthly_weekday monthly_day daily once
	every INTEGER NOT NULL,
	weekdays INTEGER NOT NULL,
	nths INTEGER NOT NULL,
	month_day INTEGER NOT NULL,
	first_day DATE,                         -- absent: always
	last_day DATE,
	start_min INTEGER NOT NULL,             -- minutes after local midnight
	duration_min INTEGER NOT NULL,          -- 1440: round the clock; 0: closing time not known
	zone TEXT NOT NULL,
	note TEXT NOT NULL DEFAULT '',          -- as the list wrote it, where it cannot be meant so
	PRIMARY KEY (location, position)
);
