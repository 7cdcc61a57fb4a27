-- call_request_put(participant int, id int, org int, area int, channel int, task int, promised_at int, now int) exec
-- Somebody asked to be called.
INSERT INTO call_request (participant, id, org, area, channel, task, promised_at, made_at)
VALUES (:participant, :id, :org, :area, :channel, :task, :promised_at, :now);

-- call_request_of_task(task int) one
-- Whom a promise is about, and how to reach them.
SELECT r.participant, r.id, r.org, r.area, r.channel, r.task, r.promised_at, r.made_at
FROM call_request r JOIN task t ON t.id = r.task AND t.participant = r.participant WHERE r.task = :task;

-- call_requests_of(participant int, most int) many
-- What somebody asked for, the newest first, and whether it is still open.
SELECT r.id, r.channel, r.task, r.promised_at, r.made_at, t.owner, t.done_at, t.result FROM call_request r JOIN task t ON t.id = r.task
WHERE r.participant = :participant ORDER BY r.made_at DESC, r.id DESC LIMIT :most;

-- call_same(reach text, except int, since int) one
-- The open request of the same number, made lately.
SELECT r.task, r.promised_at, r.org, r.area FROM contact_channel c JOIN call_request r ON r.participant = c.participant AND r.channel = c.id
JOIN task t ON t.id = r.task WHERE c.reach = :reach AND c.participant <> :except AND c.made_at > :since AND t.done_at IS NULL ORDER BY r.made_at DESC LIMIT 1;

-- call_queue(org int) one -> n int, longest int?
-- How many wait, and since when the longest.
SELECT COUNT(*) AS n, MIN(t.made_at) AS longest FROM task t WHERE t.done_at IS NULL AND t.kind = 'call_back' AND t.due_at >= 0 AND (:org = 0 OR t.org = :org);

-- call_waiting(account int, everything bool, roles text, most int) many
-- Calls within one's bounds that are promised, the earliest first.
SELECT r.participant, r.channel, t.id, t.org, t.area, t.owner, t.deputy, t.due_at, t.red, t.acked_at
FROM task t JOIN call_request r ON r.task = t.id AND r.participant = t.participant
WHERE t.done_at IS NULL AND t.due_at >= 0 AND t.kind = 'call_back' AND (:everything OR t.owner = :account OR t.deputy = :account OR EXISTS (
	SELECT 1 FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = t.org) AND (g.area = 0 OR g.area = t.area)))
ORDER BY t.due_at, t.id LIMIT :most;

-- call_led_nowhere(before int, most int) many scan ok
-- Requests that ended, or were last tried, before a day, of people who have nothing else here: nightly, they are forgotten.
SELECT DISTINCT r.participant FROM call_request r JOIN participant p ON p.id = r.participant JOIN task t ON t.id = r.task
WHERE p.erased_at IS NULL AND p.seen_at < :before AND r.made_at < :before AND t.done_at IS NOT NULL AND t.done_at < :before
AND NOT EXISTS (SELECT 1 FROM task o WHERE o.participant = r.participant AND o.done_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM task_attempt a WHERE a.participant = r.participant AND a.at >= :before)
ORDER BY r.participant LIMIT :most;
