-- deadline_put(participant int, id int, org int, area int, kind text, step text, due day, number text, now int) exec
-- Something with a last day.
INSERT INTO deadline_case (participant, id, org, area, kind, step, due, number, made_at)
VALUES (:participant, :id, :org, :area, :kind, :step, :due, :number, :now);

-- deadline_rows(participant int, most int) many
-- All of one person, the next date first, those that are over last.
SELECT participant, id, org, area, kind, step, due, number, ended_at, how FROM deadline_case WHERE participant = :participant
ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, due, id LIMIT :most;

-- deadline_row(id int) one
-- One of them.
SELECT participant, id, org, area, kind, step, due, number, ended_at, how FROM deadline_case WHERE id = :id;

-- deadline_paper_put(participant int, deadline int, n int, code text, words text) exec
-- One paper of it.
INSERT INTO deadline_paper (participant, deadline, n, code, words) VALUES (:participant, :deadline, :n, :code, :words);

-- deadline_papers_of(participant int, deadline int, most int) many
-- Its papers, in order.
SELECT n, code, words, have_day FROM deadline_paper WHERE participant = :participant AND deadline = :deadline ORDER BY n LIMIT :most;

-- deadline_have(participant int, deadline int, n int, have_day day?) exec
-- They have it, or not any more.
UPDATE deadline_paper SET have_day = :have_day WHERE participant = :participant AND deadline = :deadline AND n = :n;

-- deadline_due_set(participant int, id int, due day) exec
-- Another last day.
UPDATE deadline_case SET due = :due WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- deadline_end_set(participant int, id int, how text, now int) exec
-- It is over.
UPDATE deadline_case SET ended_at = :now, how = :how WHERE participant = :participant AND id = :id AND ended_at IS NULL;
