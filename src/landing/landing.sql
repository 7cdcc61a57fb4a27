-- landing_last(participant int) one -> id int
-- The last transition of a person: its plan is theirs, also when it is over.
SELECT id FROM transition WHERE participant = :participant ORDER BY CASE WHEN state <> 'ended' THEN 0 ELSE 1 END, made_at DESC, id DESC LIMIT 1;

-- landing_steps_of(participant int, transition int, most int) many
-- A plan, in its order.
SELECT id, kind, after_days, at_min, what, place, who, otherwise, watched, acked_at, ended_at, how, ended_by
FROM landing_step WHERE participant = :participant AND transition = :transition
ORDER BY after_days, CASE WHEN at_min < 0 THEN 1440 ELSE at_min END, id LIMIT :most;

-- landing_step_put(participant int, id int, transition int, kind text, after_days int, at_min int, what text, place text, who text, otherwise text, watched bool, now int) exec
-- One more step.
INSERT INTO landing_step (participant, id, transition, kind, after_days, at_min, what, place, who, otherwise, watched, made_at)
VALUES (:participant, :id, :transition, :kind, :after_days, :at_min, :what, :place, :who, :otherwise, :watched, :now);

-- landing_step_set(participant int, id int, kind text, after_days int, at_min int, what text, place text, who text, otherwise text) exec
-- Another day, hour or words.
UPDATE landing_step SET kind = :kind, after_days = :after_days, at_min = :at_min, what = :what, place = :place, who = :who, otherwise = :otherwise,
	acked_at = 0
WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- landing_step_end(participant int, id int, how text, account int, now int) exec
-- Done, or let go.
UPDATE landing_step SET ended_at = :now, how = :how, ended_by = :account WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- landing_step_again(participant int, id int) exec
-- It was a slip: open again.
UPDATE landing_step SET ended_at = NULL, how = '', ended_by = 0, acked_at = 0 WHERE participant = :participant AND id = :id AND ended_at IS NOT NULL;

-- landing_step_ack(participant int, id int, now int) exec
-- Seen: the climb rests.
UPDATE landing_step SET acked_at = :now WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- landing_open(account int, everything bool, roles text, now int, most int) many scan ok
-- Steps that may have gone quiet, of those who left, within one's bounds, by the index of open ones; the earliest first.
SELECT s.participant, s.id, s.transition, s.kind, s.after_days, s.at_min, s.acked_at
FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
WHERE s.watched AND s.ended_at IS NULL AND t.left_at IS NOT NULL AND t.left_at + s.after_days * 86400 - 86400 <= :now
	AND (:everything OR t.owner = :account OR t.deputy = :account OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = t.org) AND (g.area = 0 OR g.area = t.area)))
ORDER BY t.left_at + s.after_days * 86400, s.id LIMIT :most;

-- landing_soon(from int, to int, most int) many -> left_at int? scan ok
-- Steps with an hour, of those who left, that are near; by the index of open ones.
SELECT s.participant, s.id, s.transition, s.after_days, s.at_min, t.planned_day, t.left_at, t.org, t.area, t.owner, t.deputy
FROM landing_step s JOIN transition t ON t.participant = s.participant AND t.id = s.transition
WHERE s.watched AND s.ended_at IS NULL AND s.at_min >= 0 AND t.left_at IS NOT NULL
	AND t.left_at + s.after_days * 86400 BETWEEN :from AND :to
ORDER BY t.left_at + s.after_days * 86400, s.id LIMIT :most;
