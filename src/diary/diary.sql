-- diary_groups(org int) many bounded scan ok
-- Groups of an organisation that write down their evenings.
SELECT m.id FROM evening_series s JOIN meeting m ON m.id = s.meeting WHERE m.org = :org AND m.state <> 'draft' ORDER BY m.name_key, m.id;

-- diary_helpers(org int, first day, last day) one -> certified int, active int scan ok
-- How many were certified between two days, and how many were on for something.
SELECT (SELECT COUNT(*) FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer
		WHERE v.org = :org AND q.type = 'certification' AND q.issued >= :first AND q.issued <= :last) AS certified,
	(SELECT COUNT(DISTINCT a.volunteer) FROM volunteer_assignment a JOIN volunteer v ON v.id = a.volunteer
		WHERE v.org = :org AND a.state = 'planned' AND a.from_day <= :last AND (a.to_day IS NULL OR a.to_day >= :first)) AS active;

-- diary_minutes(org int, first day, last day) one -> minutes int scan ok
-- Paid time booked on the grants of an organisation; a counter-entry takes away what it corrects.
SELECT COALESCE(SUM(e.minutes), 0) AS minutes FROM grant_entry e JOIN grant_book b ON b.id = e.book
WHERE b.org = :org AND e.kind = 'hours' AND e.day >= :first AND e.day <= :last;

-- diary_note_put(id int, programme int, day day, words text, account int, at int) exec
-- A note is written.
INSERT INTO diary_note (id, programme, day, words, account, at) VALUES (:id, :programme, :day, :words, :account, :at);

-- diary_note_row(id int) one
-- One note.
SELECT id, programme, day, words, account, at, struck_at, struck_by, struck_why FROM diary_note WHERE id = :id;

-- diary_note_rows(programme int, from_day day, to_day day, most int) many
-- Notes about days of a span, the newest day first; those that are struck through, too.
SELECT id, programme, day, words, account, at, struck_at, struck_by, struck_why FROM diary_note
WHERE programme = :programme AND day >= :from_day AND day <= :to_day ORDER BY day DESC, at DESC, id DESC LIMIT :most;

-- diary_note_mark(id int, struck_at int, struck_by int, struck_why text) exec
-- A note is struck through, once.
UPDATE diary_note SET struck_at = :struck_at, struck_by = :struck_by, struck_why = :struck_why WHERE id = :id AND struck_at IS NULL;

-- diary_explained_rows(programme int) many bounded
-- The explanation that counts of each month, oldest month first; a programme has as many months as it has.
SELECT e.month, e.entry, e.planned, e.held, e.words, e.account, e.at FROM diary_explained e
WHERE e.programme = :programme AND NOT EXISTS (SELECT 1 FROM diary_explained l WHERE l.programme = e.programme AND l.month = e.month AND l.entry > e.entry)
ORDER BY e.month;

-- diary_explained_put(programme int, month day, entry int, planned int, held int, words text, account int, at int) exec
-- One more explanation of a month; nothing happens when somebody was faster.
INSERT INTO diary_explained (programme, month, entry, planned, held, words, account, at)
VALUES (:programme, :month, :entry, :planned, :held, :words, :account, :at) ON CONFLICT (programme, month, entry) DO NOTHING;

-- diary_notes_gone() exec scan ok
-- Notes of programmes that are gone: a demonstration begins again.
DELETE FROM diary_note WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = diary_note.programme);

-- diary_explained_gone() exec scan ok
-- Explanations of these.
DELETE FROM diary_explained WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = diary_explained.programme);
