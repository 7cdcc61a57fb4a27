-- presence_put(participant int, tag text, id int, said text, kept_to day) exec
-- Somebody was there; a second time nothing happens.
INSERT INTO presence_mark (participant, tag, id, said, kept_to) VALUES (:participant, :tag, :id, :said, :kept_to)
ON CONFLICT (participant, tag) DO NOTHING;

-- presence_again(participant int, tag text) one
-- What was said of it.
SELECT id, said FROM presence_mark WHERE participant = :participant AND tag = :tag;

-- presence_better(participant int, tag text, said text) exec
-- With the word as well.
UPDATE presence_mark SET said = :said WHERE participant = :participant AND tag = :tag;

-- presence_of(participant int, most int) many
-- All that somebody said.
SELECT id, said FROM presence_mark WHERE participant = :participant ORDER BY id DESC LIMIT :most;

-- presence_one_more(meeting int, day day) exec
-- One more of that date.
INSERT INTO presence_evening (meeting, day, marks) VALUES (:meeting, :day, 1)
ON CONFLICT (meeting, day) DO UPDATE SET marks = presence_evening.marks + 1;

-- presence_number(meeting int, day day) one
-- How many said so.
SELECT marks FROM presence_evening WHERE meeting = :meeting AND day = :day;

-- presence_groups(participant int, org int, area int, most int) many scan ok
-- Groups that somebody may have been at: those they are on their way to first, then those near them.  Some hundreds.
SELECT m.id FROM meeting m JOIN evening_series s ON s.meeting = m.id
WHERE m.state = 'running' AND NOT s.counts_only AND (m.area = :area OR m.org = :org OR (:area = 0 AND :org = 0)
	OR EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = :participant AND l.to_kind = 'meeting' AND l.target = m.id))
ORDER BY CASE WHEN EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = :participant AND l.to_kind = 'meeting' AND l.target = m.id)
	THEN 0 ELSE 1 END, m.name_key, m.id LIMIT :most;

-- presence_odd_rows(everything bool, account int, roles text, since day, most int) many
-- More people said so than were counted, of one's groups; the latest first.
SELECT p.meeting, p.day, m.name FROM presence_evening p JOIN evening e ON e.meeting = p.meeting AND e.day = p.day JOIN meeting m ON m.id = p.meeting
WHERE p.day >= :since AND p.marks > e.heads AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
ORDER BY p.day DESC, p.meeting LIMIT :most;

-- presence_drop(today day) exec
-- What had its time.
DELETE FROM presence_mark WHERE kept_to <= :today;
