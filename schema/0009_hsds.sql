-- Directories of others, in and out: what they call the things of ours, and when a house is open.

-- The name (UUID) by which something of ours is known in HSDS, where it came with one; else it is made from our number.
CREATE TABLE hsds_name (
	uuid TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,                     -- service meeting org location
	id BIGINT NOT NULL
);
CREATE UNIQUE INDEX hsds_name_by_thing ON hsds_name (kind, id);
