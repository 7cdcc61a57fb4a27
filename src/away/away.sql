-- away_owed(account int, most int) many -> what text, subject int, kind text, owner int, deputy int, transition int, ride_day day?, booked_at int scan ok
-- Everything open that somebody answers for, is deputy of or said yes to, and who the other one is; the view is walked
-- as account_owes does.
SELECT o.what, o.subject, COALESCE(t.kind, '') AS kind, COALESCE(t.owner, l.owner, n.owner, 0) AS owner,
	COALESCE(t.deputy, l.deputy, n.deputy, 0) AS deputy, COALESCE(n.id, 0) AS transition, r.day AS ride_day,
	COALESCE(dl.booked_at, 0) AS booked_at
FROM account_owed o
LEFT JOIN task t ON o.what = 'task' AND t.id = o.subject
LEFT JOIN linkage_loop l ON o.what = 'loop' AND l.id = o.subject
LEFT JOIN landing_step s ON o.what = 'landing' AND s.id = o.subject
LEFT JOIN transition n ON n.id = CASE o.what WHEN 'transition' THEN o.subject WHEN 'landing' THEN s.transition END
LEFT JOIN ride r ON o.what = 'ride' AND r.id = o.subject
LEFT JOIN door_wish d ON o.what = 'door' AND d.id = o.subject
LEFT JOIN linkage_loop dl ON dl.participant = d.participant AND dl.id = d.linkage
WHERE o.account = :account ORDER BY o.what, o.subject LIMIT :most;

-- away_serves(account int, roles text) one -> n int
-- Does somebody have one of these roles?
SELECT COUNT(*) AS n FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles;

-- away_stand_ins(account int, roles text, most int) many scan ok
-- Who does the same where somebody does it; roles are some hundreds.
SELECT DISTINCT a.id, a.name, a.name_key FROM account_grant mine
JOIN account_grant g ON (g.org = 0 OR g.org = mine.org) AND (g.area = 0 OR g.area = mine.area)
JOIN account a ON a.id = g.account
WHERE mine.account = :account AND replace(:roles, ' ' || mine.role || ' ', '') <> :roles
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND a.state = 'active' AND a.id <> :account
ORDER BY a.name_key, a.id LIMIT :most;

-- away_colleagues(me int, everything bool, roles text, most int) many scan ok
-- Those who work here wholly within one's bounds; associations have hundreds.
SELECT a.id, a.name FROM account a
WHERE a.state = 'active' AND a.id <> :me AND EXISTS (SELECT 1 FROM account_grant t WHERE t.account = a.id)
	AND NOT EXISTS (SELECT 1 FROM account_grant t WHERE t.account = a.id AND (t.role = 'partner' OR (NOT :everything AND NOT EXISTS (
		SELECT 1 FROM account_grant m WHERE m.account = :me AND replace(:roles, ' ' || m.role || ' ', '') <> :roles
			AND (m.org = 0 OR m.org = t.org) AND (m.area = 0 OR m.area = t.area)))))
ORDER BY a.name_key, a.id LIMIT :most;

-- away_now(since day, most int) many -> name text, stand_in_name text scan ok
-- Absences that are not over, the next first; there are tens.
SELECT w.account, w.from_day, w.to_day, w.stand_in, COALESCE(a.name, '') AS name, COALESCE(s.name, '') AS stand_in_name
FROM task_away w LEFT JOIN account a ON a.id = w.account LEFT JOIN account s ON s.id = w.stand_in
WHERE w.to_day >= :since ORDER BY w.from_day, a.name_key LIMIT :most;

-- away_row(account int, from_day day) one
-- One absence.
SELECT stand_in FROM task_away WHERE account = :account AND from_day = :from_day;

-- away_move_put(account int, from_day day, what text, subject int, was int) exec
-- Somebody else became deputy of it.
INSERT INTO away_move (account, from_day, what, subject, was) VALUES (:account, :from_day, :what, :subject, :was)
ON CONFLICT (account, from_day, what, subject) DO NOTHING;

-- away_moves_of(account int, from_day day, most int) many
-- What changed hands for an absence.
SELECT what, subject, was FROM away_move WHERE account = :account AND from_day = :from_day ORDER BY what, subject LIMIT :most;

-- away_moves_drop(account int, from_day day) exec
-- It is as it was.
DELETE FROM away_move WHERE account = :account AND from_day = :from_day;

-- away_holder(what text, subject int) one -> owner int, deputy int
-- Who answers for something that is still open.
SELECT o.owner, o.deputy FROM (
	SELECT t.owner, t.deputy FROM task t WHERE :what = 'task' AND t.id = :subject AND t.done_at IS NULL
	UNION ALL SELECT l.owner, l.deputy FROM linkage_loop l WHERE :what = 'loop' AND l.id = :subject AND l.ended_at IS NULL
	UNION ALL SELECT n.owner, n.deputy FROM transition n WHERE :what = 'transition' AND n.id = :subject) o LIMIT 1;
