-- enrolment_put(participant int, id int, org int, area int, to_kind text, target int, state text, rhythm_days int, now int) exec
-- Somebody takes part, by their own wish; once for each thing.
INSERT INTO enrolment (participant, id, org, area, to_kind, target, own_wish, state, rhythm_days, sign_at, made_at, state_at)
VALUES (:participant, :id, :org, :area, :to_kind, :target, TRUE, :state, :rhythm_days, :now, :now, :now)
ON CONFLICT (participant, to_kind, target) DO NOTHING;

-- enrolment_rows(participant int, lang text, most int) many -> to_name text
-- What somebody takes part in, the newest first.
SELECT e.participant, e.id, e.org, e.area, e.to_kind, e.target, e.state, e.rhythm_days, e.sign_at, e.offered_at, e.paused_until, e.words, e.made_at,
	e.state_at, COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name
FROM enrolment e LEFT JOIN meeting m ON e.to_kind = 'meeting' AND m.id = e.target LEFT JOIN service s ON e.to_kind = 'service' AND s.id = e.target
WHERE e.participant = :participant ORDER BY e.made_at DESC, e.id DESC LIMIT :most;

-- enrolment_set(participant int, id int, was text, state text, sign_at int, paused_until day?, words text, now int) exec
-- As it is from now on, if nobody changed it meanwhile.
UPDATE enrolment SET state = :state, sign_at = :sign_at, paused_until = :paused_until, words = :words, state_at = :now
WHERE participant = :participant AND id = :id AND state = :was;

-- enrolment_offered(participant int, id int, now int) exec
-- The kind word, once since the last sign.
UPDATE enrolment SET offered_at = :now WHERE participant = :participant AND id = :id AND state IN ('active', 'paused') AND offered_at <= sign_at;

-- enrolment_step_put(participant int, id int, enrolment int, event text, account int, now int) exec
-- What happened.
INSERT INTO enrolment_step (participant, id, enrolment, event, account, at) VALUES (:participant, :id, :enrolment, :event, :account, :now);

-- enrolment_targets_of(participant int, lang text, most int) many -> to_name text
-- Where somebody is or was on their way to, each once.
SELECT l.to_kind, l.target, COALESCE(MAX(m.name), MAX(CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END), '') AS to_name
FROM linkage_loop l LEFT JOIN meeting m ON l.to_kind = 'meeting' AND m.id = l.target LEFT JOIN service s ON l.to_kind = 'service' AND s.id = l.target
WHERE l.participant = :participant GROUP BY l.to_kind, l.target ORDER BY to_name, l.target LIMIT :most;

-- enrolment_quiet_rows(everything bool, account int, roles text, now int, today day, lang text, most int) many -> nickname text? data text? vault text? to_name text
-- Quiet, not yet dormant and without a kind word, of those whom one serves; the rhythm is a day to a month.
SELECT e.participant, e.id, e.org, e.area, e.to_kind, e.target, e.state, e.rhythm_days, e.sign_at, e.offered_at, e.paused_until, e.made_at, e.state_at,
	p.nickname, k.data, k.vault,
	COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name
FROM enrolment e LEFT JOIN participant p ON p.id = e.participant LEFT JOIN participant_key k ON k.participant = e.participant
LEFT JOIN meeting m ON e.to_kind = 'meeting' AND m.id = e.target LEFT JOIN service s ON e.to_kind = 'service' AND s.id = e.target
WHERE e.state IN ('active', 'paused') AND e.sign_at <= :now - 3 * 86400 AND e.sign_at > :now - 183 * 86400
	AND (e.state = 'active' OR e.paused_until < :today) AND e.offered_at <= e.sign_at AND e.sign_at + e.rhythm_days * 3 * 86400 <= :now
	AND e.sign_at + (e.rhythm_days * 3 + 90) * 86400 > :now
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = e.org) AND (g.area = 0 OR g.area = e.area)))
ORDER BY e.sign_at, e.id LIMIT :most;

-- enrolment_episode_put(participant int, id int, kind text, from_day day, planned_day day?, to_day day?, reason text, account int, now int) exec
-- A time of treatment, as it is said.
INSERT INTO enrolment_episode (participant, id, kind, from_day, planned_day, to_day, reason, account, made_at)
VALUES (:participant, :id, :kind, :from_day, :planned_day, :to_day, :reason, :account, :now)
ON CONFLICT (participant, id) DO UPDATE SET kind = excluded.kind, from_day = excluded.from_day, planned_day = excluded.planned_day,
	to_day = excluded.to_day, reason = excluded.reason, account = excluded.account;

-- enrolment_episodes_of(participant int, most int) many
-- What somebody said of treatment, the latest first.
SELECT id, kind, from_day, planned_day, to_day, reason, account FROM enrolment_episode WHERE participant = :participant
ORDER BY from_day DESC, id DESC LIMIT :most;

-- enrolment_episode_drop(participant int, id int) exec
-- They take it back.
DELETE FROM enrolment_episode WHERE participant = :participant AND id = :id;

-- enrolment_completed(everything bool, account int, roles text, since day, most int) many -> nickname text? data text? vault text?
-- Completed lately, and nothing for afterwards is under way.
SELECT e.participant, e.to_day, p.nickname, k.data, k.vault
FROM enrolment_episode e JOIN participant p ON p.id = e.participant LEFT JOIN participant_key k ON k.participant = e.participant
WHERE e.reason = 'completed' AND e.to_day >= :since AND p.erased_at IS NULL
	AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = e.participant AND (l.ended_at IS NULL OR l.end_class = 'attended'))
	AND NOT EXISTS (SELECT 1 FROM enrolment n WHERE n.participant = e.participant AND n.state NOT IN ('completed', 'left'))
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = p.org) AND (g.area = 0 OR g.area = p.area)))
ORDER BY e.to_day, e.participant LIMIT :most;
