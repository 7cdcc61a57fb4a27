-- exchange_source_row(id int) one
-- One list that comes again.
SELECT id, name, method, zone, kind, org FROM exchange_source WHERE id = :id;

-- exchange_source_of_name(name_key text) one
-- The same by its name, folded.
SELECT id, name, method, zone, kind, org FROM exchange_source WHERE name_key = :name_key;

-- exchange_source_put(id int, name text, name_key text, method text, zone text, kind text, org int?, made_at int) exec
-- A list that comes for the first time, or what is known of it now.
INSERT INTO exchange_source (id, name, name_key, method, zone, kind, org, made_at)
VALUES (:id, :name, :name_key, :method, :zone, :kind, :org, :made_at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, method = excluded.method,
	zone = excluded.zone, kind = excluded.kind, org = excluded.org;

-- exchange_listings(source int) each -> there int?, name text?
-- What a list said last of each of its listings; there is absent when we gave it up.
SELECT e.key, e.kind, e.subject, e.digest, e.gone_at, COALESCE(m.id, s.id, l.id, o.id) AS there,
	COALESCE(m.name, s.name_da, l.name, o.name) AS name, s.name_en, m.name_key, m.location, m.weekdays, m.start_min
FROM exchange_listing e LEFT JOIN meeting m ON e.kind = 'meeting' AND m.id = e.subject
	LEFT JOIN service s ON e.kind = 'service' AND s.id = e.subject
	LEFT JOIN location l ON e.kind = 'location' AND l.id = e.subject
	LEFT JOIN org o ON e.kind = 'org' AND o.id = e.subject
WHERE e.source = :source ORDER BY e.key;

-- exchange_listing_row(source int, key text) one
-- All that a list said last of one listing.
SELECT kind, subject, digest, said, gone_at FROM exchange_listing WHERE source = :source AND key = :key;

-- exchange_listing_put(source int, key text, kind text, subject int, digest text, said text, gone_at int?) exec
-- What a list says now of one listing.
INSERT INTO exchange_listing (source, key, kind, subject, digest, said, gone_at)
VALUES (:source, :key, :kind, :subject, :digest, :said, :gone_at)
ON CONFLICT (source, key) DO UPDATE SET kind = excluded.kind, subject = excluded.subject, digest = excluded.digest, said = excluded.said,
	gone_at = excluded.gone_at;

-- exchange_listing_drop(source int, key text) exec
-- The list calls it otherwise, or it was taken back.
DELETE FROM exchange_listing WHERE source = :source AND key = :key;

-- exchange_others(source int) each scan ok
-- Listings that did not come from this list, as far as it takes to know one again.
SELECT id, slug, name_key, location, weekdays, start_min FROM meeting
WHERE (source IS NULL OR source <> :source) AND state <> 'ended';

-- exchange_place_others(location int, source int) one -> n int
-- How many listings at this place did not come from this list.
SELECT COUNT(*) AS n FROM meeting WHERE location = :location AND (source IS NULL OR source <> :source);

-- exchange_run_put(id int, source int, format text, at int, account int, n_new int, n_changed int, n_same int, n_refused int, n_gone int) exec
-- A file was looked at.
INSERT INTO exchange_run (id, source, format, at, account, state, done_at, sure, n_new, n_changed, n_same, n_refused, n_gone,
	first_event, last_event, undo_first_event, undo_last_event)
VALUES (:id, :source, :format, :at, :account, 'checked', NULL, FALSE, :n_new, :n_changed, :n_same, :n_refused, :n_gone, 0, 0, 0, 0);

-- exchange_run_row(id int) one
-- One file.
SELECT r.id, r.source, r.format, r.at, r.account, r.state, r.done_at, r.sure, r.n_new, r.n_changed, r.n_same, r.n_refused,
	r.n_gone, r.last_event, s.name, s.org
FROM exchange_run r JOIN exchange_source s ON s.id = r.source WHERE r.id = :id;

-- exchange_runs(most int) many scan ok
-- The newest files; those of others are left out afterwards.
SELECT r.id, r.source, r.format, r.at, r.account, r.state, r.done_at, r.n_new, r.n_changed, r.n_same, r.n_refused, r.n_gone,
	s.name, s.org
FROM exchange_run r JOIN exchange_source s ON s.id = r.source
WHERE r.state <> 'forgotten' ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- exchange_run_newest_done(source int) one -> id int?
-- The last file of a list that was taken in and not taken back.
SELECT MAX(id) AS id FROM exchange_run WHERE source = :source AND state = 'done';

-- exchange_run_done(id int, at int, n_new int, n_changed int, n_refused int, first_event int, last_event int) exec
-- It was taken in, if it still waited.
UPDATE exchange_run SET state = 'done', done_at = :at, n_new = :n_new, n_changed = :n_changed, n_refused = :n_refused,
	first_event = :first_event, last_event = :last_event
WHERE id = :id AND state = 'checked';

-- exchange_run_sure(id int) exec
-- Somebody held it against the world.
UPDATE exchange_run SET sure = TRUE WHERE id = :id AND state = 'checked';

-- exchange_run_state(id int, was text, state text) exec
-- From one state to the next, if it still is in the first.
UPDATE exchange_run SET state = :state WHERE id = :id AND state = :was;

-- exchange_run_undone(id int, first_event int, last_event int) exec
-- It was taken back: what the diary says of that.
UPDATE exchange_run SET state = 'undone', undo_first_event = :first_event, undo_last_event = :last_event
WHERE id = :id AND state = 'done';

-- exchange_runs_undone(source int, after int) many bounded
-- Newer files of a list that were taken back: their lines of the diary are nobody's hand.
SELECT first_event, last_event, undo_first_event, undo_last_event FROM exchange_run
WHERE source = :source AND id > :after AND state = 'undone' ORDER BY id;

-- exchange_runs_waiting(source int, before int) many bounded scan ok
-- Files that a newer one of the same list, or a week, makes useless.
SELECT id FROM exchange_run WHERE state = 'checked' AND (source = :source OR at < :before) ORDER BY id;

-- exchange_change_put(run int, n int, line int, verdict text, kind text, subject int?, key text, name text, field text, reason text, gap text, said text, digest text, old_key text) exec
-- What a file would do to one listing.
INSERT INTO exchange_change (run, n, line, verdict, kind, subject, key, name, field, reason, gap, said, digest, old_key, was, was_listing)
VALUES (:run, :n, :line, :verdict, :kind, :subject, :key, :name, :field, :reason, :gap, :said, :digest, :old_key, '', '');

-- exchange_change_done(run int, n int, verdict text, subject int?, field text, reason text, gap text, was text, was_listing text) exec
-- What it did; the row itself is kept with the listing.
UPDATE exchange_change SET verdict = :verdict, subject = :subject, field = :field, reason = :reason, gap = :gap, said = '',
	was = :was, was_listing = :was_listing
WHERE run = :run AND n = :n;

-- exchange_changes(run int) many bounded
-- All that a file does, in its order; what is gone comes last.
SELECT line, verdict, kind, subject, key, name, field, reason, gap FROM exchange_change
WHERE run = :run AND verdict <> 'same' ORDER BY n;

-- exchange_changes_page(run int, after int, most int) many
-- Rows that can be shown, some at a time.
SELECT n, line, verdict, kind, subject, key, name, field, reason, gap FROM exchange_change
WHERE run = :run AND n > :after AND verdict <> 'same' ORDER BY n LIMIT :most;

-- exchange_changes_waiting(run int, after int, most int) many
-- Rows of a checked file, some at a time.
SELECT n, line, verdict, kind, subject, key, name, field, reason, gap, said, digest, old_key FROM exchange_change
WHERE run = :run AND n > :after ORDER BY n LIMIT :most;

-- exchange_changes_back(run int, before int, most int) many
-- Rows of a file that was taken in, the last first, some at a time.
SELECT n, verdict, kind, subject, key, old_key, was, was_listing FROM exchange_change
WHERE run = :run AND n < :before ORDER BY n DESC LIMIT :most;

-- exchange_changes_drop(run int) exec
-- A file that is not taken in leaves nothing.
DELETE FROM exchange_change WHERE run = :run;

-- exchange_changes_settle(before int) exec scan ok
-- After the days of grace nothing can be put back: what stood there before is not kept any longer.
UPDATE exchange_change SET was = '', was_listing = ''
WHERE (was <> '' OR was_listing <> '') AND run IN (SELECT id FROM exchange_run WHERE done_at < :before);

-- exchange_thing_put(run int, kind text, id int, was text) exec
-- A place or organisation that a run made, or changed for the first time.
INSERT INTO exchange_thing (run, kind, id, was) VALUES (:run, :kind, :id, :was)
ON CONFLICT (run, kind, id) DO NOTHING;

-- exchange_things(run int) many bounded
-- Places before organisations, which they may belong to.
SELECT kind, id, was FROM exchange_thing WHERE run = :run ORDER BY kind, id;
