-- Other programmes are for other people: each version carries the cases that its rule was tried on.

ALTER TABLE policy ADD COLUMN cases TEXT NOT NULL DEFAULT '';     -- i o u - for each of the 36 cases; empty: those of the pilot
