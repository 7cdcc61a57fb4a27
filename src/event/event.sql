-- event_take(one int) one
-- The end of the chain; taken first by whoever writes.
SELECT n, hash FROM event_head WHERE one = :one /*for update*/;

-- event_end(one int) one
-- The end of the chain, only looked at.
SELECT n, hash FROM event_head WHERE one = :one;

-- event_move(one int, was int, n int, hash text) exec
-- Move the end of the chain, if nobody else did.
UPDATE event_head SET n = :n, hash = :hash WHERE one = :one AND n = :was;

-- event_put(n int, at int, account int, what text, subject int, detail text, hash text) exec
-- One line of the diary.
INSERT INTO event (n, at, account, what, subject, detail, hash)
VALUES (:n, :at, :account, :what, :subject, :detail, :hash);

-- event_after(after int, most int) many
-- Lines after a number, oldest first.
SELECT n, at, account, what, subject, detail FROM event WHERE n > :after ORDER BY n LIMIT :most;

-- event_of(subject int, most int) many
-- Lines about one thing, newest first.
SELECT n, at, account, what, subject, detail FROM event WHERE subject = :subject ORDER BY n DESC LIMIT :most;

-- event_chain(after int) each
-- The whole diary in order, for checking the chain.
SELECT n, at, account, what, subject, detail, hash FROM event WHERE n > :after ORDER BY n;
