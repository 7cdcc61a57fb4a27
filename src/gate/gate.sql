-- gate_half_put(participant int, id int, tag text, label text, shares text, now int, expires_at int) exec
-- A half of one's own.
INSERT INTO gate_half (participant, id, tag, label, shares, made_at, expires_at)
VALUES (:participant, :id, :tag, :label, :shares, :now, :expires_at);

-- gate_half_row(participant int, id int) one -> closed_at int
-- One of one's own.
SELECT id, label, shares, made_at, expires_at, got_at, well_at, meet_day, COALESCE(closed_at, 0) AS closed_at
FROM gate_half WHERE participant = :participant AND id = :id;

-- gate_halves(participant int, most int) many -> closed_at int
-- All of one's own that are not closed, the newest first.
SELECT id, label, shares, made_at, expires_at, got_at, well_at, meet_day, COALESCE(closed_at, 0) AS closed_at
FROM gate_half WHERE participant = :participant AND closed_at IS NULL ORDER BY made_at DESC, id DESC LIMIT :most;

-- gate_half_count(participant int) one -> n int
-- How many there are that are not closed.
SELECT COUNT(*) AS n FROM gate_half WHERE participant = :participant AND closed_at IS NULL;

-- gate_half_join(participant int, id int, other text, now int) exec
-- The word of the other is written in.  Once: another word is another gate.
UPDATE gate_half SET other = :other, got_at = :now
WHERE participant = :participant AND id = :id AND closed_at IS NULL AND other = '';

-- gate_half_shares(participant int, id int, shares text) exec
-- What the other may see from now on.
UPDATE gate_half SET shares = :shares WHERE participant = :participant AND id = :id AND closed_at IS NULL;

-- gate_half_says(participant int, id int, well_at int, meet_day day) exec
-- What one says oneself.
UPDATE gate_half SET well_at = :well_at, meet_day = :meet_day WHERE participant = :participant AND id = :id AND closed_at IS NULL;

-- gate_half_close(participant int, id int, now int) exec
-- Alone and at once.
UPDATE gate_half SET closed_at = :now WHERE participant = :participant AND id = :id AND closed_at IS NULL;

-- gate_other(participant int, id int) one -> came int, came_too int
-- The other half of an open gate: each holds the other's word, got while it was good, and nobody is shielded or gone.
SELECT b.participant, b.shares, b.well_at, b.meet_day,
	(SELECT COALESCE(MAX(s.at), 0) FROM linkage_step s WHERE s.participant = b.participant AND s.event IN ('came', 'again')) AS came,
	(SELECT COALESCE(MAX(s.at), 0) FROM transition_step s WHERE s.participant = b.participant AND s.what = 'attended') AS came_too
FROM gate_half a JOIN gate_half b ON b.tag = a.other AND a.tag = b.other AND b.participant <> a.participant
JOIN participant p ON p.id = a.participant JOIN participant q ON q.id = b.participant
WHERE a.participant = :participant AND a.id = :id AND a.closed_at IS NULL AND b.closed_at IS NULL
	AND a.got_at < b.expires_at AND b.got_at < a.expires_at AND NOT p.protected AND NOT q.protected
	AND p.erased_at IS NULL AND q.erased_at IS NULL;

-- gate_halves_drop(closed_before int) exec
-- Nightly: closed a year ago.
DELETE FROM gate_half WHERE closed_at IS NOT NULL AND closed_at < :closed_before;

-- gate_halves_over(expired_before int, now int) exec
-- Nightly: never joined, and the word is no good any more.
UPDATE gate_half SET closed_at = :now WHERE closed_at IS NULL AND other = '' AND expires_at < :expired_before;
