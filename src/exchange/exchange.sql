-- exchange_source_row(id int) one
-- One list that comes again.
SELECT id, name, method, zone, org FROM exchange_source WHERE id = :id;

-- exchange_source_of_name(name_key text) one
-- The same by its name, folded.
SELECT id, name, method, zone, org FROM exchange_source WHERE name_key = :name_key;

-- exchange_source_put(id int, name text, name_key text, method text, zone text, org int?, made_at int) exec
-- A list that comes for the first time, or what is known of it now.
INSERT INTO exchange_source (id, name, name_key, method, zone, org, made_at)
VALUES (:id, :name, :name_key, :method, :zone, :org, :made_at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, method = excluded.method,
	zone = excluded.zone, org = excluded.org;

-- exchange_listings(source int) each
-- What a list said last of each of its listings; meeting_id is absent when we gave it up.
SELECT e.key, e.meeting, e.digest, e.gone_at, m.id AS meeting_id, m.name_key, m.location, m.weekdays, m.start_min, m.rhythm
FROM exchange_listing e LEFT JOIN meeting m ON m.id = e.meeting
WHERE e.source = :source ORDER BY e.key;

-- exchange_listing_row(source int, key text) one
-- All that a list said last of one listing.
SELECT meeting, digest, said, gone_at FROM exchange_listing WHERE source = :source AND key = :key;

-- exchange_listing_put(source int, key text, meeting int, digest text, said text, gone_at int?) exec
-- What a list says now of one listing.
INSERT INTO exchange_listing (source, key, meeting, digest, said, gone_at)
VALUES (:source, :key, :meeting, :digest, :said, :gone_at)
ON CONFLICT (source, key) DO UPDATE SET meeting = excluded.meeting, digest = excluded.digest, said = excluded.said,
	gone_at = excluded.gone_at;

-- exchange_listing_drop(source int, key text) exec
-- The list calls it otherwise, or it was taken back.
DELETE FROM exchange_listing WHERE source = :source AND key = :key;

-- exchange_listing_gone(source int, key text, gone_at int?) exec
-- It is missing in the file, or there again.
UPDATE exchange_listing SET gone_at = :gone_at WHERE source = :source AND key = :key;

-- exchange_others(source int) each scan ok
-- Listings that did not come from this list, as far as it takes to know one again.
SELECT id, slug, name_key, location, weekdays, start_min, rhythm FROM meeting
WHERE (source IS NULL OR source <> :source) AND state <> 'ended';

-- exchange_place_others(location int, source int) one -> n int
-- How many listings at this place did not come from this list.
SELECT COUNT(*) AS n FROM meeting WHERE location = :location AND (source IS NULL OR source <> :source);

-- exchange_run_put(id int, source int, format text, at int, account int, n_new int, n_changed int, n_same int, n_refused int, n_gone int, body text) exec
-- A file was looked at.
INSERT INTO exchange_run (id, source, format, at, account, state, done_at, sure, n_new, n_changed, n_same, n_refused, n_gone, body)
VALUES (:id, :source, :format, :at, :account, 'checked', NULL, FALSE, :n_new, :n_changed, :n_same, :n_refused, :n_gone, :body);

-- exchange_run_row(id int) one
-- One file, without its bytes.
SELECT r.id, r.source, r.format, r.at, r.account, r.state, r.done_at, r.sure, r.n_new, r.n_changed, r.n_same, r.n_refused,
	r.n_gone, s.name, s.org
FROM exchange_run r JOIN exchange_source s ON s.id = r.source WHERE r.id = :id;

-- exchange_run_body(id int) one
-- The bytes of a file that waits for a yes.
SELECT body FROM exchange_run WHERE id = :id;

-- exchange_runs(most int) many scan ok
-- The newest files; those of others are left out afterwards.
SELECT r.id, r.source, r.format, r.at, r.account, r.state, r.done_at, r.n_new, r.n_changed, r.n_same, r.n_refused, r.n_gone,
	s.name, s.org
FROM exchange_run r JOIN exchange_source s ON s.id = r.source
WHERE r.state <> 'forgotten' ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- exchange_run_newest_done(source int) one -> id int?
-- The last file of a list that was taken in and not taken back.
SELECT MAX(id) AS id FROM exchange_run WHERE source = :source AND state = 'done';

-- exchange_run_done(id int, at int, n_new int, n_changed int, n_same int, n_refused int, n_gone int) exec
-- It was taken in, if it still waited.
UPDATE exchange_run SET state = 'done', done_at = :at, n_new = :n_new, n_changed = :n_changed, n_same = :n_same,
	n_refused = :n_refused, n_gone = :n_gone, body = ''
WHERE id = :id AND state = 'checked';

-- exchange_run_sure(id int) exec
-- Somebody held it against the world.
UPDATE exchange_run SET sure = TRUE WHERE id = :id AND state = 'checked';

-- exchange_run_state(id int, was text, state text) exec
-- From one state to the next, if it still is in the first; the bytes go.
UPDATE exchange_run SET state = :state, body = '' WHERE id = :id AND state = :was;

-- exchange_runs_forget(source int, at int, before int) exec scan ok
-- A newer file of the same list, or a week, ends the waiting.
UPDATE exchange_run SET state = 'forgotten', body = ''
WHERE state = 'checked' AND ((source = :source AND at <= :at) OR at < :before);

-- exchange_change_put(run int, n int, line int, verdict text, meeting int?, key text, name text, field text, reason text, gap text, was text, became text, was_listing text) exec
-- What a file does to one listing.
INSERT INTO exchange_change (run, n, line, verdict, meeting, key, name, field, reason, gap, was, became, was_listing)
VALUES (:run, :n, :line, :verdict, :meeting, :key, :name, :field, :reason, :gap, :was, :became, :was_listing);

-- exchange_changes(run int) many bounded
-- All that a file does, in its order; what is gone comes last.
SELECT line, verdict, meeting, key, name, field, reason, gap FROM exchange_change WHERE run = :run ORDER BY n;

-- exchange_changes_whole(run int) each
-- The same with what stood there before, the last first.
SELECT n, verdict, meeting, key, was, became, was_listing FROM exchange_change WHERE run = :run ORDER BY n DESC;

-- exchange_changes_drop(run int) exec
-- A look is followed by the real thing.
DELETE FROM exchange_change WHERE run = :run;

-- exchange_changes_settle(before int) exec scan ok
-- After the days of grace nothing can be put back: what stood there before is not kept any longer.
UPDATE exchange_change SET was = '', became = '', was_listing = ''
WHERE (was <> '' OR became <> '' OR was_listing <> '')
	AND run IN (SELECT id FROM exchange_run WHERE done_at < :before);

-- exchange_thing_put(run int, kind text, id int, was text, became text) exec
-- A place or organisation that a run made, or changed for the first time.
INSERT INTO exchange_thing (run, kind, id, was, became) VALUES (:run, :kind, :id, :was, :became)
ON CONFLICT (run, kind, id) DO UPDATE SET became = excluded.became;

-- exchange_things(run int) many bounded
-- Places before organisations, which they may belong to.
SELECT kind, id, was, became FROM exchange_thing WHERE run = :run ORDER BY kind, id;
