-- policy_row(id int) one
-- One version.
SELECT id, programme, version, expression, cases, substitution, stable_weeks, in_da, in_en, out_da, out_en, unknown_da, unknown_en, at
FROM policy WHERE id = :id;

-- policy_rows(programme int, most int) many
-- All versions of a programme, the newest first.
SELECT id, programme, version, expression, cases, substitution, stable_weeks, in_da, in_en, out_da, out_en, unknown_da, unknown_en, at
FROM policy WHERE programme = :programme ORDER BY version DESC LIMIT :most;

-- policy_put(id int, programme int, version int, expression text, cases text, substitution bool, stable_weeks int?, in_da text, in_en text, out_da text, out_en text, unknown_da text, unknown_en text, account int, at int) exec
-- A new version; nothing happens when somebody wrote the same one meanwhile.
INSERT INTO policy (id, programme, version, expression, cases, substitution, stable_weeks, in_da, in_en, out_da, out_en, unknown_da, unknown_en, account, at)
VALUES (:id, :programme, :version, :expression, :cases, :substitution, :stable_weeks, :in_da, :in_en, :out_da, :out_en, :unknown_da, :unknown_en, :account, :at)
ON CONFLICT DO NOTHING;

-- policy_declaration_put(id int, programme int, policy int, been text, wants text, status text, result text, day day, participant text?) exec
-- What somebody said of themself.
INSERT INTO policy_declaration (id, programme, policy, been, wants, status, result, day, participant)
VALUES (:id, :programme, :policy, :been, :wants, :status, :result, :day, :participant);

-- policy_declared_on(programme int, day day) one -> n int
-- How many were declared on a day.
SELECT COUNT(*) AS n FROM policy_declaration WHERE programme = :programme AND day = :day;

-- policy_sums(programme int, most int) many -> n int
-- Declarations by version, answers and result.
SELECT p.version, d.been, d.wants, d.status, d.result, COUNT(*) AS n
FROM policy_declaration d JOIN policy p ON p.id = d.policy
WHERE d.programme = :programme
GROUP BY p.version, d.been, d.wants, d.status, d.result ORDER BY p.version DESC, d.been, d.wants, d.status LIMIT :most;
