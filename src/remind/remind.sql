-- remind_turn_row() one
-- When it was looked last.
SELECT at FROM remind_turn WHERE one = 1;

-- remind_turn_set(now int) exec
-- It was looked now.
UPDATE remind_turn SET at = :now WHERE one = 1;

-- remind_missing_put(kind text, subject int, mark text, now int) exec
-- Something is missing, once.
INSERT INTO remind_missing (kind, subject, mark, at) VALUES (:kind, :subject, :mark, :now) ON CONFLICT (kind, subject, mark) DO NOTHING;

-- remind_missing_drop(before int) exec
-- What was missing long ago.
DELETE FROM remind_missing WHERE at < :before;

-- remind_account_of(volunteer int) one -> account int?
-- The log-in of somebody who helps.
SELECT account FROM volunteer WHERE id = :volunteer AND state = 'active';

-- remind_meeting(id int) one -> org int area int verified_at int
-- Whose a meeting is.
SELECT COALESCE(org, 0) AS org, COALESCE(area, 0) AS area, COALESCE(verified_at, 0) AS verified_at FROM meeting WHERE id = :id AND state = 'running';

-- remind_service(id int) one -> org int area int verified_at int
-- Whose a service is.
SELECT COALESCE(org, 0) AS org, COALESCE(area, 0) AS area, COALESCE(verified_at, 0) AS verified_at FROM service WHERE id = :id AND state = 'running';

-- remind_ending(now int, by int, most int) many scan ok
-- A yes that ends soon and on which something rests.
SELECT c.participant, c.id, c.from_org, c.end_day, c.ends_at FROM consent c
WHERE c.stopped_at IS NULL AND c.replaced_at IS NULL AND c.ends_at > :now AND c.ends_at <= :by
	AND EXISTS (SELECT 1 FROM consent_rests r WHERE r.participant = c.participant AND r.consent = c.id)
ORDER BY c.ends_at, c.id LIMIT :most;

-- remind_told(consent int) one -> at int? classes int
-- What a receiver had been told by a yes, and when last; a bit for each class.
SELECT MAX(d.at) AS at, COALESCE(MAX(d.classes & 1), 0) + COALESCE(MAX(d.classes & 2), 0) + COALESCE(MAX(d.classes & 4), 0) + COALESCE(MAX(d.classes & 8), 0)
	+ COALESCE(MAX(d.classes & 16), 0) + COALESCE(MAX(d.classes & 32), 0) + COALESCE(MAX(d.classes & 64), 0) + COALESCE(MAX(d.classes & 128), 0)
	+ COALESCE(MAX(d.classes & 256), 0) + COALESCE(MAX(d.classes & 512), 0) + COALESCE(MAX(d.classes & 1024), 0) AS classes
FROM consent_disclosure d WHERE d.consent = :consent;

-- remind_consent(id int) one -> stopped_at int?
-- A yes that was stopped.
SELECT c.participant, c.from_org, c.to_kind, c.receiver, c.purpose, c.stopped_at FROM consent c WHERE c.id = :id AND c.stopped_at IS NOT NULL;

-- remind_service_org(service int) one
-- Whose a service is, also when it has ended.
SELECT org FROM service WHERE id = :service;

-- remind_open_tasks() many bounded
-- What somebody has still to read or to tell.
SELECT id FROM task WHERE kind IN ('yes_stopped', 'yes_tell') AND done_at IS NULL ORDER BY id;
