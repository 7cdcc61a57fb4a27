-- consent_put(participant int, id int, from_org int, to_kind text, receiver int, classes int, purpose text, starts_at int, start_day day, end_day day, ends_at int, form text, witness text, version int, account int, said text) exec
-- Somebody said yes.
INSERT INTO consent (participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness,
	version, account, said, stopped_at, replaced_at, told_at)
VALUES (:participant, :id, :from_org, :to_kind, :receiver, :classes, :purpose, :starts_at, :start_day, :end_day, :ends_at, :form, :witness,
	:version, :account, :said, NULL, NULL, NULL);

-- consent_row(participant int, id int) one
-- One of them.
SELECT participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness, version, account,
	said, stopped_at, replaced_at, told_at
FROM consent WHERE participant = :participant AND id = :id;

-- consent_rows(participant int, most int) many
-- All that somebody said yes to, the newest first.
SELECT participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness, version, account,
	said, stopped_at, replaced_at, told_at
FROM consent WHERE participant = :participant ORDER BY id DESC LIMIT :most;

-- consent_live_row(participant int, to_kind text, receiver int, purpose text) one
-- The one that was not stopped and not replaced; whether it has run out is seen by whoever reads.
SELECT participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness, version, account,
	said, stopped_at, replaced_at, told_at
FROM consent WHERE participant = :participant AND to_kind = :to_kind AND receiver = :receiver AND purpose = :purpose
AND stopped_at IS NULL AND replaced_at IS NULL;

-- consent_live_take(participant int, to_kind text, receiver int, purpose text) one
-- The same, kept from being stopped until this transaction ends.
SELECT participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness, version, account,
	said, stopped_at, replaced_at, told_at
FROM consent WHERE participant = :participant AND to_kind = :to_kind AND receiver = :receiver AND purpose = :purpose
AND stopped_at IS NULL AND replaced_at IS NULL /*for update*/;

-- consent_end(participant int, id int, now int) exec
-- Stopped.
UPDATE consent SET stopped_at = :now WHERE participant = :participant AND id = :id AND stopped_at IS NULL AND replaced_at IS NULL;

-- consent_replace(participant int, to_kind text, receiver int, purpose text, now int) exec
-- Another one takes its place.
UPDATE consent SET replaced_at = :now WHERE participant = :participant AND to_kind = :to_kind AND receiver = :receiver AND purpose = :purpose
AND stopped_at IS NULL AND replaced_at IS NULL;

-- consent_told_row(participant int, id int, now int) exec
-- The receiver knows that it was stopped.
UPDATE consent SET told_at = :now WHERE participant = :participant AND id = :id AND stopped_at IS NOT NULL AND told_at IS NULL;

-- consent_untold(most int) many
-- Stopped, something had been told, and the receiver does not know yet: the longest first.
SELECT c.participant, c.id, c.to_kind, c.receiver, c.stopped_at FROM consent c
WHERE c.stopped_at IS NOT NULL AND c.told_at IS NULL AND EXISTS (SELECT 1 FROM consent_disclosure d WHERE d.consent = c.id)
ORDER BY c.stopped_at, c.id LIMIT :most;

-- consent_rests_on(participant int, consent int) one -> n int scan ok
-- How much is under way that rests on it.
SELECT COUNT(*) AS n FROM consent_rests WHERE participant = :participant AND consent = :consent;

-- consent_disclosure_put(participant int, id int, consent int, to_kind text, receiver int, classes int, purpose text, at int, account int, notice int) exec
-- Something was told.
INSERT INTO consent_disclosure (participant, id, consent, to_kind, receiver, classes, purpose, at, account, notice)
VALUES (:participant, :id, :consent, :to_kind, :receiver, :classes, :purpose, :at, :account, :notice);

-- consent_disclosed(participant int, most int) many
-- What was told about somebody, the newest first.
SELECT id, consent, to_kind, receiver, classes, purpose, at, account FROM consent_disclosure
WHERE participant = :participant ORDER BY id DESC LIMIT :most;

-- consent_disclosed_of(participant int, consent int) one -> n int, last int
-- How often something was told with one consent, and when last.
SELECT COUNT(*) AS n, COALESCE(MAX(at), 0) AS last FROM consent_disclosure WHERE participant = :participant AND consent = :consent;

-- consent_looks_at(participant int, most int) many
-- Looks at what is kept about somebody, out of the diary, the newest first.
SELECT n, at, account, what, detail FROM event WHERE subject = :participant AND substr(what, 1, 5) = 'look.' ORDER BY n DESC LIMIT :most;

-- consent_look_lately(participant int, account int, what text, since int) one -> n int
-- Has somebody looked at the same a moment ago?
SELECT COUNT(*) AS n FROM event WHERE subject = :participant AND what = :what AND account = :account AND at > :since;

-- consent_unusual_put(participant int, id int, account int, class text, why text, at int) exec
-- A look without a task.
INSERT INTO consent_unusual (participant, id, account, class, why, at, reviewed_at, reviewer)
VALUES (:participant, :id, :account, :class, :why, :at, NULL, NULL);

-- consent_unusual_of(account int) one -> n int
-- How many of theirs nobody has looked through.
SELECT COUNT(*) AS n FROM consent_unusual WHERE account = :account AND reviewed_at IS NULL;

-- consent_unusual_open(most int) many
-- Unusual looks that wait, the longest first.
SELECT participant, id, account, class, why, at FROM consent_unusual WHERE reviewed_at IS NULL ORDER BY at, id LIMIT :most;

-- consent_unusual_done(most int) many
-- The last ones that somebody looked through.
SELECT participant, id, account, class, why, at, reviewed_at, reviewer FROM consent_unusual WHERE reviewed_at IS NOT NULL
ORDER BY reviewed_at DESC, id DESC LIMIT :most;

-- consent_unusual_review(participant int, id int, reviewer int, now int) exec
-- Somebody else looked at it.
UPDATE consent_unusual SET reviewed_at = :now, reviewer = :reviewer
WHERE participant = :participant AND id = :id AND reviewed_at IS NULL AND account <> :reviewer;

-- consent_task_of(participant int, account int) one -> task int
-- An open task that somebody has for this person.
SELECT COALESCE(MIN(id), 0) AS task FROM task
WHERE participant = :participant AND participant <> 0 AND done_at IS NULL AND (owner = :account OR deputy = :account);

-- consent_org_there(id int) one -> n int
-- Is there such an organisation now?
SELECT COUNT(*) AS n FROM org WHERE id = :id AND state <> 'ended';

-- consent_service_there(id int) one -> n int
-- Is there such a service now?
SELECT COUNT(*) AS n FROM service WHERE id = :id AND state = 'running';

-- consent_account_there(id int) one -> n int
-- Does this person work here now?
SELECT COUNT(*) AS n FROM account WHERE id = :id AND state = 'active';

-- consent_service_name(id int) one
-- What a service is called.
SELECT name_da, name_en FROM service WHERE id = :id;

-- consent_find_receivers(q text, most int) many -> kind text, id int, name_da text, name_en text scan ok
-- Organisations and services whose name holds this, by name.
SELECT 'org' AS kind, o.id AS id, o.name AS name_da, o.name AS name_en, o.name_key AS sort FROM org o
WHERE o.state <> 'ended' AND replace(o.name_key, :q, '') <> o.name_key
UNION ALL
SELECT 'service', s.id, s.name_da, s.name_en, s.name_key FROM service s
WHERE s.state = 'running' AND replace(s.name_key, :q, '') <> s.name_key
ORDER BY sort, id LIMIT :most;
