-- outreach_row(id int) one
-- One round.
SELECT id, org, area, place, day, period, conversations, new_faces, left_at_place, next_day, note, account
FROM outreach_round WHERE id = :id;

-- outreach_numbers_of(round int) many bounded
-- What was given and wished for on one round; there are eighteen codes.
SELECT what, code, n FROM outreach_number WHERE round = :round ORDER BY what, code;

-- outreach_list(everything bool, account int, roles text, most int, skip int) many scan ok
-- Rounds of somebody's bounds, newest first.
SELECT r.id, r.org, r.area, r.place, r.day, r.period, r.conversations, r.new_faces, r.left_at_place, r.next_day, r.note, r.account
FROM outreach_round r
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area))
ORDER BY r.day DESC, r.id DESC LIMIT :most OFFSET :skip;

-- outreach_count(everything bool, account int, roles text) one -> n int scan ok
-- How many they are.
SELECT COUNT(*) AS n FROM outreach_round r
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area));

-- outreach_put(id int, org int, area int, place text, place_key text, day day, period text, conversations int, new_faces int, left_at_place bool, next_day day, note text, account int, changed_at int) exec
-- A new round, or an old one as it is now; who wrote it down first stays.
INSERT INTO outreach_round (id, org, area, place, place_key, day, period, conversations, new_faces, left_at_place, next_day,
	note, account, changed_at)
VALUES (:id, :org, :area, :place, :place_key, :day, :period, :conversations, :new_faces, :left_at_place, :next_day,
	:note, :account, :changed_at)
ON CONFLICT (id) DO UPDATE SET org = excluded.org, area = excluded.area, place = excluded.place, place_key = excluded.place_key,
	day = excluded.day, period = excluded.period, conversations = excluded.conversations, new_faces = excluded.new_faces,
	left_at_place = excluded.left_at_place, next_day = excluded.next_day, note = excluded.note, changed_at = excluded.changed_at;

-- outreach_number_put(round int, what text, code text, n int) exec
-- One count of a round.
INSERT INTO outreach_number (round, what, code, n) VALUES (:round, :what, :code, :n);

-- outreach_numbers_drop(round int) exec
-- All counts of a round, before they are put anew.
DELETE FROM outreach_number WHERE round = :round;

-- outreach_drop(id int) exec
-- A round that was none.
DELETE FROM outreach_round WHERE id = :id;

-- outreach_last_there(org int, place_key text) many bounded
-- Where the organisation's last round to a place of this name was.
SELECT area FROM outreach_round WHERE org = :org AND place_key = :place_key ORDER BY day DESC, id DESC LIMIT 1;

-- outreach_last_of(account int) many scan ok bounded
-- What somebody wrote down last.
SELECT id, org, area, place, day, period, conversations, new_faces, left_at_place, next_day, note, account
FROM outreach_round WHERE account = :account ORDER BY day DESC, id DESC LIMIT 1;

-- outreach_place_names(everything bool, account int, roles text, most int) many scan ok
-- Places of rounds in somebody's bounds, the latest first.
SELECT r.place FROM outreach_round r
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area))
GROUP BY r.place ORDER BY MAX(r.day) DESC, r.place LIMIT :most;

-- outreach_walkers(everything bool, account int, roles text, most int) many scan ok
-- Organisations that somebody may write rounds down for.
SELECT o.id, o.name FROM org o
WHERE o.state = 'active' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = o.id)))
ORDER BY o.name_key LIMIT :most;

-- outreach_days(everything bool, account int, roles text, from_day day, to_day day) many -> n int, conversations int, new_faces int bounded
-- Sums by day in somebody's bounds; the caller asks for a year at most.
SELECT r.day, COUNT(*) AS n, SUM(r.conversations) AS conversations, SUM(r.new_faces) AS new_faces FROM outreach_round r
WHERE r.day >= :from_day AND r.day <= :to_day AND (:everything OR EXISTS (SELECT 1 FROM account_grant g
		WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area)))
GROUP BY r.day ORDER BY r.day;

-- outreach_day_numbers(everything bool, account int, roles text, from_day day, to_day day) many -> n int bounded
-- What was given and wished for, by day.
SELECT r.day, u.what, u.code, SUM(u.n) AS n FROM outreach_round r JOIN outreach_number u ON u.round = r.id
WHERE r.day >= :from_day AND r.day <= :to_day AND (:everything OR EXISTS (SELECT 1 FROM account_grant g
		WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area)))
GROUP BY r.day, u.what, u.code ORDER BY r.day, u.what, u.code;

-- outreach_wish_rows(from_day day, to_day day, most int) many -> n int, rounds int
-- Wishes by area and need, the most often heard first.
SELECT r.area, u.code, SUM(u.n) AS n, COUNT(*) AS rounds FROM outreach_round r JOIN outreach_number u ON u.round = r.id
WHERE r.day >= :from_day AND r.day <= :to_day AND u.what = 'wish'
GROUP BY r.area, u.code ORDER BY 3 DESC, r.area, u.code LIMIT :most;

-- outreach_area_sums(from_day day, to_day day, most int) many -> n int
-- Conversations by area, the fewest first.
SELECT area, SUM(conversations) AS n FROM outreach_round WHERE day >= :from_day AND day <= :to_day
GROUP BY area ORDER BY 2, area LIMIT :most;
