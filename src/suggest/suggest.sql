-- suggest_request_put(id int, listing int, what text, sort text, at int, words text, source text, due_at int) exec
-- Somebody outside said something.
INSERT INTO suggest_request (id, listing, what, sort, at, words, source, due_at, closed_at, answer)
VALUES (:id, :listing, :what, :sort, :at, :words, :source, :due_at, NULL, '');

-- suggest_field_put(request int, field text, was text, wish text) exec
-- One field of it.
INSERT INTO suggest_field (request, field, was, wish) VALUES (:request, :field, :was, :wish);

-- suggest_request_row(id int) one
-- One of them.
SELECT id, listing, what, sort, at, words, due_at, closed_at, answer FROM suggest_request WHERE id = :id;

-- suggest_fields_of(request int) many bounded
-- Its fields.
SELECT field, was, wish FROM suggest_field WHERE request = :request ORDER BY field;

-- suggest_open_rows(most int) many
-- Open ones, the most urgent first.
SELECT id, listing, what, sort, at, words, due_at FROM suggest_request
WHERE closed_at IS NULL ORDER BY due_at, id LIMIT :most;

-- suggest_of_source(source text, since int) one -> n int scan ok
-- How many came from one network lately.
SELECT COUNT(*) AS n FROM suggest_request WHERE source = :source AND at > :since;

-- suggest_claims_of(listing int) one -> n int
-- Has somebody asked for this listing already?
SELECT COUNT(*) AS n FROM suggest_request WHERE listing = :listing AND sort = 'claim' AND closed_at IS NULL;

-- suggest_close_row(id int, at int, answer text) exec
-- It has its answer, if it had none.
UPDATE suggest_request SET closed_at = :at, answer = :answer WHERE id = :id AND closed_at IS NULL;

-- suggest_sources_forget(before int) exec scan ok
-- Where it came from is forgotten after a day.
UPDATE suggest_request SET source = '' WHERE at <= :before AND source <> '';
