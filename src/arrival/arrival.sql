-- arrival_loops(account int, everything bool, roles text, since int, before int, most int) many -> ended_at int, sender_name text, outside bool, answered_at int, came_at int, talked_at int scan ok
-- Everybody who was handed over in a period, in one's bounds: when somebody of the place or of ours first had contact, and
-- when they came; no time yet: 0. A report, read rarely.
SELECT l.need, l.sender, l.made_at, COALESCE(l.ended_at, 0) AS ended_at, COALESCE(a.name, '') AS sender_name,
	EXISTS (SELECT 1 FROM account_grant g WHERE g.account = l.sender AND g.role = 'partner') AS outside,
	(SELECT COALESCE(MIN(s.at), 0) FROM linkage_step s WHERE s.participant = l.participant AND s.linkage = l.id AND s.event IN ('received', 'time')) AS answered_at,
	(SELECT COALESCE(MIN(s.at), 0) FROM linkage_step s WHERE s.participant = l.participant AND s.linkage = l.id AND s.event = 'came') AS came_at,
	(SELECT COALESCE(MIN(t.at), 0) FROM task_attempt t WHERE t.kind = 'loop' AND t.subject = l.id AND t.participant = l.participant
		AND t.result IN ('talked', 'short', 'met')) AS talked_at
FROM linkage_loop l LEFT JOIN account a ON a.id = l.sender
WHERE l.made_at >= :since AND l.made_at < :before AND (:everything OR EXISTS (SELECT 1 FROM account_grant g
	WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = l.org) AND (g.area = 0 OR g.area = l.area)))
ORDER BY l.made_at LIMIT :most;
