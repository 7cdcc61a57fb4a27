-- checkup_put(participant int, id int, org int, area int, kind text, purpose text, channel int, from_day day, planned int, next_day day, made_by int, now int) exec
-- Agreed.
INSERT INTO checkup_series (participant, id, org, area, kind, purpose, channel, from_day, planned, next_day, made_by, made_at)
VALUES (:participant, :id, :org, :area, :kind, :purpose, :channel, :from_day, :planned, :next_day, :made_by, :now);

-- checkup_row(id int) one -> bridge int
-- One of them, and whether the person is between two places.
SELECT s.participant, s.id, s.org, s.area, s.kind, s.purpose, s.channel, s.from_day, s.next_day, s.planned, s.held, s.turn, s.steps, s.made_at, s.ended_at,
	s.end_class, (SELECT COUNT(*) FROM transition t WHERE t.participant = s.participant AND t.state IN ('bridging', 'arrived')) AS bridge
FROM checkup_series s WHERE s.id = :id;

-- checkup_of_person(participant int, most int) many -> bridge int
-- All of one person, the newest first.
SELECT s.participant, s.id, s.org, s.area, s.kind, s.purpose, s.channel, s.from_day, s.next_day, s.planned, s.held, s.turn, s.steps, s.made_at, s.ended_at,
	s.end_class, (SELECT COUNT(*) FROM transition t WHERE t.participant = s.participant AND t.state IN ('bridging', 'arrived')) AS bridge
FROM checkup_series s WHERE s.participant = :participant ORDER BY s.made_at DESC, s.id DESC LIMIT :most;

-- checkup_due(account int, everything bool, roles text, before int, most int) many -> bridge int
-- What is due before a time for somebody: theirs, what they are deputy for, and in their bounds; the earliest first.
SELECT s.participant, s.id, s.org, s.area, s.kind, s.purpose, s.channel, s.from_day, s.next_day, s.planned, s.held, s.turn, s.steps, s.made_at, s.ended_at,
	s.end_class, (SELECT COUNT(*) FROM transition b WHERE b.participant = s.participant AND b.state IN ('bridging', 'arrived')) AS bridge
FROM task t JOIN checkup_series s ON s.participant = t.participant AND s.id = t.subject
WHERE t.done_at IS NULL AND t.due_at <= :before AND t.kind IN ('support_call', 'checkup') AND s.ended_at IS NULL
	AND (:everything OR t.owner = :account OR t.deputy = :account OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = t.org) AND (g.area = 0 OR g.area = t.area)))
ORDER BY t.due_at, t.id LIMIT :most;

-- checkup_set(participant int, id int, steps int, planned int, held int, turn int, next_day day, ended_at int?, end_class text) exec
-- As it is from now on, if nobody changed it meanwhile.
UPDATE checkup_series SET planned = :planned, held = :held, turn = :turn, next_day = :next_day, ended_at = :ended_at, end_class = :end_class,
	steps = steps + 1
WHERE participant = :participant AND id = :id AND steps = :steps AND ended_at IS NULL;

-- checkup_answer_put(participant int, id int, series int, wave int, early bool, way text, codes text, words text, day day, account int, now int) exec
-- How they said things are.
INSERT INTO checkup_answer (participant, id, series, wave, early, way, codes, words, day, account, at)
VALUES (:participant, :id, :series, :wave, :early, :way, :codes, :words, :day, :account, :now);

-- checkup_answers_of(participant int, series int, most int) many
-- The same, the newest first.
SELECT id, wave, early, way, codes, words, day FROM checkup_answer WHERE participant = :participant AND series = :series ORDER BY at DESC, id DESC LIMIT :most;

-- checkup_last_day(participant int, series int) one -> last day?
-- When they were last asked.
SELECT MAX(day) AS last FROM checkup_answer WHERE participant = :participant AND series = :series;

-- checkup_script_of(org int) one
-- What is said on the phone there.
SELECT body FROM checkup_script WHERE org = :org;

-- checkup_script_put(org int, body text, now int) exec
-- The same, written anew.
INSERT INTO checkup_script (org, body, changed_at) VALUES (:org, :body, :now) ON CONFLICT (org) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at;

-- checkup_words_drop(before int) exec
-- What somebody said in their own words, a year later.
UPDATE checkup_answer SET words = '' WHERE words <> '' AND at < :before;

-- checkup_answers_drop(before int) exec scan ok
-- Answers two years after it ended, and those of people who are gone.
DELETE FROM checkup_answer WHERE EXISTS (SELECT 1 FROM checkup_series s WHERE s.participant = checkup_answer.participant AND s.id = checkup_answer.series
	AND (s.ended_at < :before OR s.end_class = 'erased'));
