-- outbox_message_put(participant int, id int, name text, once text, kind text, subject int, mark text, to_kind text, to_id int, lang text, about text, words text, org int, area int, owner int, deputy int, send_at int, until_at int, now int) exec
-- An intention, once.
INSERT INTO outbox_message (participant, id, name, once, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state,
	send_at, until_at, made_at)
VALUES (:participant, :id, :name, :once, :kind, :subject, :mark, :to_kind, :to_id, :lang, :about, :words, :org, :area, :owner, :deputy, 'waiting',
	:send_at, :until_at, :now)
ON CONFLICT (participant, once) DO NOTHING;

-- outbox_due(now int) one -> n int
-- Is there one that may be due, or one that nobody hands over any more?
SELECT CASE WHEN EXISTS (SELECT 1 FROM outbox_message m WHERE m.state = 'waiting' AND m.send_at <= :now)
	OR EXISTS (SELECT 1 FROM outbox_message m WHERE m.state = 'taken' AND m.send_at <= :now AND m.lease_until <= :now) THEN 1 ELSE 0 END AS n;

-- outbox_due_rows(now int, most int) many
-- What may be due, the longest waiting first.
SELECT participant, id, name, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state, attempts, again, send_at,
	until_at, made_at
FROM outbox_message WHERE send_at <= :now AND (state = 'waiting' OR (state = 'taken' AND lease_until <= :now))
ORDER BY send_at, id LIMIT :most;

-- outbox_taken_row(participant int, id int) one
-- One that somebody is about to hand over.
SELECT participant, id, name, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state, attempts, again, send_at,
	until_at, made_at
FROM outbox_message WHERE participant = :participant AND id = :id AND state = 'taken';

-- outbox_unsent_rows(by int, since int, most int) many scan ok
-- What would leave by a time or was tried in vain, and what failed since a time because of the road; the oldest first.
SELECT participant, id, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, until_at
FROM outbox_message WHERE (state IN ('waiting', 'taken') AND (send_at <= :by OR attempts > 0))
	OR (state = 'failed' AND reason = 'road' AND ended_at >= :since)
ORDER BY made_at, id LIMIT :most;

-- outbox_told_row(participant int, id int, now int) exec
-- Somebody told it otherwise: it does not leave, or was not needed after it had failed.
UPDATE outbox_message SET state = 'dropped', reason = 'told', ended_at = :now
WHERE participant = :participant AND id = :id AND state IN ('waiting', 'taken', 'failed');

-- outbox_row(participant int, id int) one
-- One message; asked for by whoever tells it otherwise.
SELECT participant, id, name, kind, subject, mark, to_kind, to_id, lang, org, area, owner, deputy, state, reason, made_at
FROM outbox_message WHERE participant = :participant AND id = :id;

-- outbox_take_row(participant int, id int, attempts int, lease_until int, again int) exec
-- From now on somebody hands it over; nothing happens when another one was faster.
UPDATE outbox_message SET state = 'taken', attempts = attempts + 1, again = again + :again, lease_until = :lease_until
WHERE participant = :participant AND id = :id AND attempts = :attempts AND state IN ('waiting', 'taken');

-- outbox_wait_row(participant int, id int, attempts int, send_at int) exec
-- Not now: from that time on.
UPDATE outbox_message SET state = 'waiting', send_at = :send_at
WHERE participant = :participant AND id = :id AND attempts = :attempts AND state IN ('waiting', 'taken');

-- outbox_end_row(participant int, id int, attempts int, state text, reason text, now int) exec
-- It is over.
UPDATE outbox_message SET state = :state, reason = :reason, ended_at = :now
WHERE participant = :participant AND id = :id AND attempts = :attempts AND state IN ('waiting', 'taken');

-- outbox_unsure_row(participant int, id int) exec
-- Nobody could say whether the road had it.
UPDATE outbox_message SET again = again + 1 WHERE participant = :participant AND id = :id;

-- outbox_stands(kind text, subject int, mark text) one
-- Is what it tells of still so?
SELECT s.subject FROM outbox_stands s WHERE s.kind = :kind AND s.subject = :subject AND s.mark = :mark LIMIT 1;

-- outbox_words_drop(before int) exec
-- Texts of what ended before a time.
UPDATE outbox_message SET about = '', words = '' WHERE words <> '' AND ended_at < :before;

-- outbox_messages_drop(before int) exec scan ok
-- What ended long ago.
DELETE FROM outbox_message WHERE ended_at < :before;

-- outbox_climbed_drop(before int) exec scan ok
-- What was told about promises that are over.
DELETE FROM outbox_climbed WHERE at < :before AND NOT EXISTS (SELECT 1 FROM outbox_duty d
	WHERE d.what = outbox_climbed.what AND d.subject = outbox_climbed.subject AND d.due_at = outbox_climbed.due_at);

-- outbox_try_again(now int) exec
-- What waits for a road, not for an hour, waits since now.
UPDATE outbox_message SET send_at = :now WHERE state = 'waiting' AND (attempts > 0 OR send_at < :now);

-- outbox_drop_all(now int) exec
-- Nothing of what waits is sent any more.
UPDATE outbox_message SET state = 'dropped', reason = 'restored', ended_at = :now WHERE state IN ('waiting', 'taken');

-- outbox_count(now int, late int, week int) one -> waiting int late int taken int sent_week int failed_week int dropped_week int again_week int words int oldest_at int? scan ok
-- How many wait, since when, and what came of those of a week.
SELECT COUNT(CASE WHEN m.state = 'waiting' THEN 1 END) AS waiting,
	COUNT(CASE WHEN m.state IN ('waiting', 'taken') AND ((m.send_at < :late AND m.made_at < :late) OR m.attempts >= 5) THEN 1 END) AS late,
	COUNT(CASE WHEN m.state = 'taken' THEN 1 END) AS taken,
	COUNT(CASE WHEN m.state = 'sent' AND m.ended_at >= :week THEN 1 END) AS sent_week,
	COUNT(CASE WHEN m.state = 'failed' AND m.ended_at >= :week THEN 1 END) AS failed_week,
	COUNT(CASE WHEN m.state = 'dropped' AND m.ended_at >= :week THEN 1 END) AS dropped_week,
	COUNT(CASE WHEN m.again > 0 AND m.made_at >= :week THEN 1 END) AS again_week,
	COUNT(CASE WHEN m.state = 'failed' AND m.reason = 'word' AND m.ended_at >= :week THEN 1 END) AS words,
	MIN(CASE WHEN m.state = 'waiting' AND m.send_at < :now THEN m.made_at END) AS oldest_at
FROM outbox_message m;

-- outbox_reason_counts(week int, most int) many -> n int scan ok
-- Why those of a week were not sent.
SELECT state, reason, COUNT(*) AS n FROM outbox_message WHERE state IN ('dropped', 'failed') AND ended_at >= :week
GROUP BY state, reason ORDER BY n DESC, reason LIMIT :most;

-- outbox_road_row() one
-- The road.
SELECT road, host, port, tls, login, secret, from_address, from_name, origin, own_words, numbers, broken_since, broken_why, sent_at
FROM outbox_road WHERE one = 1;

-- outbox_road_put(road text, host text, port int, tls text, login text, secret text, from_address text, from_name text, origin text, own_words text, numbers bool) exec
-- Another one.
UPDATE outbox_road SET road = :road, host = :host, port = :port, tls = :tls, login = :login, secret = :secret, from_address = :from_address,
	from_name = :from_name, origin = :origin, own_words = :own_words, numbers = :numbers, broken_since = 0, broken_why = '' WHERE one = 1;

-- outbox_road_fine(now int) exec
-- It took something.
UPDATE outbox_road SET broken_since = 0, broken_why = '', sent_at = :now WHERE one = 1;

-- outbox_road_broke(now int, why text) exec
-- It took nothing.
UPDATE outbox_road SET broken_since = CASE WHEN broken_since = 0 THEN :now ELSE broken_since END, broken_why = :why WHERE one = 1;

-- outbox_road_off() exec
-- Nothing leaves.
UPDATE outbox_road SET road = 'none' WHERE one = 1;

-- outbox_notice_row(account int) one
-- Where somebody wants to be told.
SELECT address, wish FROM outbox_notice WHERE account = :account;

-- outbox_notice_put(account int, address text, wish text, now int) exec
-- They want to be told.
INSERT INTO outbox_notice (account, address, wish, made_at) VALUES (:account, :address, :wish, :now)
ON CONFLICT (account) DO UPDATE SET address = excluded.address, wish = excluded.wish, made_at = excluded.made_at;

-- outbox_notice_drop(account int) exec
-- They do not.
DELETE FROM outbox_notice WHERE account = :account;

-- outbox_climbing(now int, most int) many -> what text red bool scan ok
-- What is due and was not told to the end of its ladder; the earliest first.
SELECT d.what, d.subject, d.org, d.area, d.owner, d.deputy, d.due_at, d.red, d.acked_at FROM outbox_duty d WHERE d.due_at <= :now
	AND NOT EXISTS (SELECT 1 FROM outbox_climbed c WHERE c.what = d.what AND c.subject = d.subject AND c.due_at = d.due_at AND c.rung >= 4)
ORDER BY d.due_at, d.subject LIMIT :most;

-- outbox_climbed_row(what text, subject int, due_at int) one
-- How far it was told.
SELECT rung FROM outbox_climbed WHERE what = :what AND subject = :subject AND due_at = :due_at;

-- outbox_climbed_put(what text, subject int, due_at int, rung int, now int) exec
-- It was told so far.
INSERT INTO outbox_climbed (what, subject, due_at, rung, at) VALUES (:what, :subject, :due_at, :rung, :now)
ON CONFLICT (what, subject, due_at) DO UPDATE SET rung = excluded.rung, at = excluded.at;

-- outbox_told_lately(account int) one -> waiting int made_at int?
-- Does a message wait that tells somebody of what waits, and when was the last one written?
SELECT COUNT(CASE WHEN m.state = 'waiting' THEN 1 END) AS waiting, MAX(m.made_at) AS made_at FROM outbox_message m
WHERE m.to_kind = 'account' AND m.to_id = :account AND m.kind = 'waits';

-- outbox_own_due(account int, now int) one scan ok
-- Does something of somebody's own wait?
SELECT d.subject FROM outbox_duty d WHERE d.due_at <= :now AND (d.owner = :account OR d.deputy = :account) LIMIT 1;

-- outbox_any_due(before int) one scan ok
-- Does anything wait that climbed beyond its two?
SELECT d.subject FROM outbox_duty d WHERE d.due_at <= :before LIMIT 1;

-- outbox_stop_put(participant int, channel int, tag text, now int) exec
-- What a link stops.
INSERT INTO outbox_stop (participant, channel, tag, made_at) VALUES (:participant, :channel, :tag, :now) ON CONFLICT (participant, channel) DO NOTHING;

-- outbox_stop_row(tag text) one
-- What a link stops.
SELECT participant, channel FROM outbox_stop WHERE tag = :tag;

-- outbox_replied(name text) one
-- Which way a message went.
SELECT participant, to_kind, to_id FROM outbox_message WHERE name = :name;

-- outbox_service_email(service int) one -> org_email text?
-- Where a service can be written to: its own address, and that of its organisation.
SELECT s.email, o.email AS org_email FROM service s LEFT JOIN org o ON o.id = s.org AND o.state = 'active' WHERE s.id = :service AND s.state = 'running';

-- outbox_org_email(org int) one
-- Where an organisation can be written to.
SELECT email FROM org WHERE id = :org AND state = 'active';

-- outbox_org_name(org int) one
-- What an organisation is called where nobody is to learn what it is.
SELECT neutral_name FROM org WHERE id = :org;

-- outbox_row_whole(participant int, id int) one
-- One message that was taken.
SELECT kind, org, area, owner, deputy, state, attempts, until_at FROM outbox_message WHERE participant = :participant AND id = :id;
