-- info_setting(name text) one
-- One thing that the house says about itself: who answers questions about its pages.
SELECT value FROM hall_setting WHERE name = :name;

-- info_offices(most int) many scan ok
-- Organisations that can be reached; there are few, and a reader needs some.
SELECT name, slug FROM org WHERE state = 'active' AND (phone <> '' OR email <> '') ORDER BY id LIMIT :most;

-- info_drafts(everything bool, account int, roles text) one -> n int
-- Meetings of somebody's scope that are begun and not yet shown to anybody.
SELECT COUNT(*) AS n FROM meeting m
WHERE m.state = 'draft' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)));

-- info_any() one -> org int?, location int?, meeting int? scan ok
-- Is there anything yet?  An empty house shows where to begin.
SELECT (SELECT id FROM org LIMIT 1) AS org, (SELECT id FROM location LIMIT 1) AS location,
	(SELECT id FROM meeting LIMIT 1) AS meeting;
