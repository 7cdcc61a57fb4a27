-- sheet_run_add(id int, target text, org int, account int, at int, basis text, titles text, header int, mapping text, mended text, n_rows int) exec
-- A file came.
INSERT INTO sheet_run (id, target, org, account, at, state, basis, titles, header, mapping, mended, n_rows)
VALUES (:id, :target, :org, :account, :at, 'columns', :basis, :titles, :header, :mapping, :mended, :n_rows);

-- sheet_run_row(id int) one
-- One file.
SELECT r.id, r.target, r.org, o.name AS org_name, r.account, r.at, r.state, r.basis, r.titles, r.header, r.mapping, r.day_order, r.mended,
	r.n_rows, r.n_new, r.n_same, r.n_refused, r.done_at, r.last_event
FROM sheet_run r JOIN org o ON o.id = r.org WHERE r.id = :id;

-- sheet_runs(everything bool, account int, roles text, most int) many scan ok
-- The newest files of whole organisations in somebody's bounds, and their own.
SELECT r.id, r.target, r.org, o.name AS org_name, r.account, r.at, r.state, r.basis, r.titles, r.header, r.mapping, r.day_order, r.mended,
	r.n_rows, r.n_new, r.n_same, r.n_refused, r.done_at, r.last_event
FROM sheet_run r JOIN org o ON o.id = r.org
WHERE r.state <> 'forgotten' AND (:everything OR r.account = :account OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND g.area = 0 AND (g.org = 0 OR g.org = r.org)))
ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- sheet_orgs(everything bool, account int, roles text, most int) many scan ok
-- Organisations that somebody may bring tables for, be it of one area.
SELECT o.id, o.name FROM org o
WHERE o.state = 'active' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = o.id)))
ORDER BY o.name_key, o.id LIMIT :most;

-- sheet_run_mapped(id int, mapping text, day_order text, n_new int, n_same int, n_refused int) exec
-- Its columns are known, and what it would do.
UPDATE sheet_run SET state = 'checked', mapping = :mapping, day_order = :day_order, n_new = :n_new, n_same = :n_same, n_refused = :n_refused
WHERE id = :id AND state IN ('columns', 'checked');

-- sheet_run_taken(id int, at int, n_new int, n_same int, n_refused int, first_event int, last_event int) exec
-- It was taken in: what it did.
UPDATE sheet_run SET done_at = :at, n_new = :n_new, n_same = :n_same, n_refused = :n_refused, first_event = :first_event,
	last_event = :last_event
WHERE id = :id AND state = 'done';

-- sheet_run_undone(id int, first_event int, last_event int) exec
-- It was taken back: what the diary says of that.
UPDATE sheet_run SET undo_first_event = :first_event, undo_last_event = :last_event WHERE id = :id AND state = 'undone';

-- sheet_runs_undone(org int, after int) many bounded scan ok
-- Later files of an organisation that were taken back: their lines of the diary are nobody's hand.
SELECT first_event, last_event, undo_first_event, undo_last_event FROM sheet_run
WHERE org = :org AND last_event > :after AND state = 'undone' ORDER BY id;

-- sheet_run_over(id int, was text, state text) exec
-- From one state to the next, if it still is in the first.
UPDATE sheet_run SET state = :state, titles = '' WHERE id = :id AND state = :was;

-- sheet_row_add(run int, n int, line int, cells text, broken text, hidden int) exec
-- A row came.
INSERT INTO sheet_row (run, n, line, cells, broken, hidden) VALUES (:run, :n, :line, :cells, :broken, :hidden);

-- sheet_rows(run int, after int, most int) many
-- Rows in their order, some at a time.
SELECT n, line, cells, broken, hidden, verdict FROM sheet_row WHERE run = :run AND n > :after ORDER BY n LIMIT :most;

-- sheet_rows_said(run int, verdict text, most int, skip int) many
-- Rows of one verdict.
SELECT n, line, cells, verdict, field, reason, gap, subject FROM sheet_row WHERE run = :run AND verdict = :verdict
ORDER BY n LIMIT :most OFFSET :skip;

-- sheet_rows_back(run int, before int, most int) many
-- What a run made, the last first, some at a time.
SELECT n, subject, was FROM sheet_row WHERE run = :run AND verdict = 'new' AND n < :before ORDER BY n DESC LIMIT :most;

-- sheet_row_said(run int, n int, verdict text, field text, reason text, gap text, subject int, was text) exec
-- What becomes of a row.
UPDATE sheet_row SET verdict = :verdict, field = :field, reason = :reason, gap = :gap, subject = :subject, was = :was
WHERE run = :run AND n = :n;

-- sheet_cells_drop(run int) exec
-- The cells go; what became of the rows stays.
UPDATE sheet_row SET cells = '', gap = '' WHERE run = :run;

-- sheet_rows_drop(run int) exec
-- Nothing of a file is left.
DELETE FROM sheet_row WHERE run = :run;

-- sheet_over(waiting int, done int, most int) many scan ok
-- Files that waited too long for a yes, and files that can no longer be taken back but still have rows.
SELECT r.id, r.state FROM sheet_run r
WHERE (r.state IN ('columns', 'checked') AND r.at <= :waiting)
	OR (r.state = 'done' AND r.done_at <= :done AND EXISTS (SELECT 1 FROM sheet_row w WHERE w.run = r.id))
ORDER BY r.id LIMIT :most;

-- sheet_form_row(org int, target text, header int) one
-- What somebody said last of such a table.
SELECT mapping, day_order FROM sheet_form WHERE org = :org AND target = :target AND header = :header;

-- sheet_form_put(org int, target text, header int, mapping text, day_order text, at int) exec
-- The same for the next time.
INSERT INTO sheet_form (org, target, header, mapping, day_order, at) VALUES (:org, :target, :header, :mapping, :day_order, :at)
ON CONFLICT (org, target, header) DO UPDATE SET mapping = excluded.mapping, day_order = excluded.day_order, at = excluded.at;

-- sheet_groups(org int, name_key text, most int) many scan ok
-- Groups of an organisation that are called so.
SELECT id FROM meeting WHERE org = :org AND name_key = :name_key AND state <> 'draft' ORDER BY id LIMIT :most;

-- sheet_hours_like(staff int, day day, minutes int, activity text, note text, most int) many
-- The same hours in the books, and not taken back.
SELECT e.id FROM grant_entry e
WHERE e.staff = :staff AND e.worker = (SELECT COALESCE(s.account, s.id) FROM grant_staff s WHERE s.id = :staff) AND e.day = :day
	AND e.minutes = :minutes AND e.activity = :activity AND e.note = :note AND e.counter_of IS NULL
	AND NOT EXISTS (SELECT 1 FROM grant_entry c WHERE c.counter_of = e.id)
ORDER BY e.id LIMIT :most;

-- sheet_costs_like(book int, day day, amount int, voucher text, most int) many
-- The same cost in the books, and not taken back.
SELECT e.id FROM grant_entry e
WHERE e.book = :book AND e.day = :day AND e.kind = 'cost' AND e.amount = :amount AND e.voucher = :voucher AND e.counter_of IS NULL
	AND NOT EXISTS (SELECT 1 FROM grant_entry c WHERE c.counter_of = e.id)
ORDER BY e.id LIMIT :most;
