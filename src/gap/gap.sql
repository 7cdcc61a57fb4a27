-- gap_sizes() many bounded scan ok
-- How many people live where; there are some thousand postcodes.
SELECT postcode, people FROM gap_size ORDER BY postcode;

-- gap_size_put(postcode text, people int) exec
-- One of them.
INSERT INTO gap_size (postcode, people) VALUES (:postcode, :people)
ON CONFLICT (postcode) DO UPDATE SET people = excluded.people;

-- gap_sizes_clear() exec scan ok
-- A new list takes the place of the old one.
DELETE FROM gap_size;
