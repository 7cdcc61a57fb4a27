-- inquiry_put(id int, org int, from_kind text, day day, what text, made_by int, now int) exec
-- Somebody asks.
INSERT INTO inquiry (id, org, from_kind, day, what, made_by, made_at) VALUES (:id, :org, :from_kind, :day, :what, :made_by, :now);

-- inquiry_row(id int) one -> closed_at int
-- One of them.
SELECT id, org, from_kind, day, what, made_by, made_at, decision, basis, reason, given, decided_by, agreed_by, COALESCE(closed_at, 0) AS closed_at
FROM inquiry WHERE id = :id;

-- inquiry_rows(account int, everything bool, roles text, most int) many -> closed_at int scan ok
-- The register, within one's bounds, the newest first.
SELECT q.id, q.org, q.from_kind, q.day, q.made_at, q.decision, COALESCE(q.closed_at, 0) AS closed_at FROM inquiry q
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = q.org) AND g.area = 0)
ORDER BY q.made_at DESC, q.id DESC LIMIT :most;

-- inquiry_decide_row(id int, decision text, basis text, reason text, given text, account int, closed_at int?) exec
-- What is answered; closed when no second person is needed.
UPDATE inquiry SET decision = :decision, basis = :basis, reason = :reason, given = :given, decided_by = :account, agreed_by = 0, closed_at = :closed_at
WHERE id = :id AND closed_at IS NULL;

-- inquiry_agree_row(id int, account int, now int) exec
-- A second person stands for it, too.
UPDATE inquiry SET agreed_by = :account, closed_at = :now
WHERE id = :id AND closed_at IS NULL AND decision = 'given' AND decided_by <> :account;

-- inquiry_forget(before int) exec
-- Words, five years after.
UPDATE inquiry SET what = '', reason = '', given = '', forgotten = TRUE WHERE closed_at IS NOT NULL AND closed_at < :before AND NOT forgotten;

-- inquiry_breach_put(id int, org int, kind text, found_at int, what text, classes text, people int, risk text, measures text, made_by int, now int) exec
-- Something got out.
INSERT INTO inquiry_breach (id, org, kind, found_at, what, classes, people, risk, measures, made_by, made_at)
VALUES (:id, :org, :kind, :found_at, :what, :classes, :people, :risk, :measures, :made_by, :now);

-- inquiry_breach_row(id int) one -> closed_at int
-- One of them.
SELECT id, org, kind, found_at, what, classes, people, risk, measures, authority, authority_at, authority_why, told, told_at, told_why, made_by,
	made_at, closed_by, COALESCE(closed_at, 0) AS closed_at FROM inquiry_breach WHERE id = :id;

-- inquiry_breach_rows(account int, everything bool, roles text, most int) many -> closed_at int scan ok
-- All of them, within one's bounds, the newest first.
SELECT b.id, b.org, b.kind, b.found_at, b.authority, b.told, COALESCE(b.closed_at, 0) AS closed_at FROM inquiry_breach b
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = b.org) AND g.area = 0)
ORDER BY b.found_at DESC, b.id DESC LIMIT :most;

-- inquiry_breach_authority(id int, authority text, why text, now int) exec
-- The authority was told, or it is said why not.
UPDATE inquiry_breach SET authority = :authority, authority_at = :now, authority_why = :why WHERE id = :id AND closed_at IS NULL;

-- inquiry_breach_told(id int, told text, why text, now int) exec
-- Those whom it is about were told, or it is said why not.
UPDATE inquiry_breach SET told = :told, told_at = :now, told_why = :why WHERE id = :id AND closed_at IS NULL;

-- inquiry_breach_measures(id int, measures text, people int) exec
-- What is done about it, and how many they are as far as is known now.
UPDATE inquiry_breach SET measures = :measures, people = :people WHERE id = :id AND closed_at IS NULL;

-- inquiry_breach_close(id int, account int, now int) exec
-- Both decisions are there.
UPDATE inquiry_breach SET closed_at = :now, closed_by = :account WHERE id = :id AND closed_at IS NULL AND authority <> '' AND told <> '';

-- inquiry_breach_forget(before int) exec
-- Words, five years after.
UPDATE inquiry_breach SET what = '', measures = '', authority_why = '', told_why = '', forgotten = TRUE
WHERE closed_at IS NOT NULL AND closed_at < :before AND NOT forgotten;

-- inquiry_ids() many bounded scan ok
-- All of them, for a demonstration that begins again.
SELECT id FROM inquiry ORDER BY id;

-- inquiry_breach_ids() many bounded scan ok
-- The same of breaches.
SELECT id FROM inquiry_breach ORDER BY id;

-- inquiry_drop_all() exec scan ok
-- A demonstration begins again.
DELETE FROM inquiry;

-- inquiry_breach_drop_all() exec scan ok
-- The same of breaches.
DELETE FROM inquiry_breach;
