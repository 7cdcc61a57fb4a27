-- paper_areas() many scan ok bounded
-- Areas in which somebody meets or gives support, with those that they lie in.
WITH RECURSIVE up (id) AS (
	SELECT m.area FROM meeting m WHERE m.state = 'running' AND m.area IS NOT NULL
	UNION SELECT s.area FROM service s WHERE s.state = 'running' AND s.area IS NOT NULL
	UNION SELECT a.parent FROM area a JOIN up u ON u.id = a.id WHERE a.parent IS NOT NULL
)
SELECT a.id FROM area a WHERE a.id IN (SELECT u.id FROM up u) ORDER BY a.id;
