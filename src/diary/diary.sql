-- diary_groups(org int) many bounded scan ok
-- Groups of an organisation that write down their evenings.
SELECT m.id FROM evening_series s JOIN meeting m ON m.id = s.meeting WHERE m.org = :org AND m.state <> 'draft' ORDER BY m.name_key, m.id;

-- diary_helpers(org int, first day, last day) one -> certified int, active int scan ok
-- How many were certified between two days, and how many were on for something.
SELECT (SELECT COUNT(*) FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer
		WHERE v.org = :org AND q.type = 'certification' AND q.issued >= :first AND q.issued <= :last) AS certified,
	(SELECT COUNT(DISTINCT a.volunteer) FROM volunteer_assignment a JOIN volunteer v ON v.id = a.volunteer
		WHERE v.org = :org AND a.state = 'planned' AND a.from_day <= :last AND (a.to_day IS NULL OR a.to_day >= :first)) AS active;

-- diary_minutes(org int, first day, last day) one -> minutes int scan ok
-- Paid time booked on the grants of an organisation; a counter-entry takes away what it corrects.
SELECT COALESCE(SUM(e.minutes), 0) AS minutes FROM grant_entry e JOIN grant_book b ON b.id = e.book
WHERE b.org = :org AND e.kind = 'hours' AND e.day >= :first AND e.day <= :last;
