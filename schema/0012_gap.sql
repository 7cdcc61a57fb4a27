-- How many people live where: loaded by the house, so that a gap can be said in people.
CREATE TABLE gap_size (
	postcode TEXT NOT NULL PRIMARY KEY,     -- Danish, four digits
	people BIGINT NOT NULL
);
