-- linkage_put(participant int, id int, org int, area int, mode text, need text, to_kind text, target int, told int, consent int, urgency text, owner int, deputy int, sender int, companion int, parent int, state text, next_due_at int, booked_at int, now int) exec
-- Somebody is handed over.
INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, companion,
	parent, state, steps, next_due_at, booked_at, made_at, state_at)
VALUES (:participant, :id, :org, :area, :mode, :need, :to_kind, :target, :told, :consent, :urgency, :owner, :deputy, :sender, :companion,
	:parent, :state, 0, :next_due_at, :booked_at, :now, :now);

-- linkage_change(participant int, id int, steps int, state text, end_class text, evidence text, decline text, answer text, next_due_at int, acked_at int, booked_at int, wait_until day, place int, missed int, visits int, ask_again day, state_at int, ended_at int?) exec
-- How it stands from now on; nothing happens when somebody was faster.
UPDATE linkage_loop SET steps = :steps + 1, state = :state, end_class = :end_class, evidence = :evidence, decline = :decline, answer = :answer,
	next_due_at = :next_due_at, acked_at = :acked_at, booked_at = :booked_at, wait_until = :wait_until, place = :place, missed = :missed,
	visits = :visits, ask_again = :ask_again, state_at = :state_at, ended_at = :ended_at
WHERE participant = :participant AND id = :id AND steps = :steps;

-- linkage_wish_row(participant int, id int, tell bool, ask_again day) exec
-- What the person wishes of it.
UPDATE linkage_loop SET tell = :tell, ask_again = :ask_again WHERE participant = :participant AND id = :id;

-- linkage_owner_row(participant int, id int, steps int, owner int, deputy int) exec
-- Somebody else answers for it.
UPDATE linkage_loop SET owner = :owner, deputy = :deputy, acked_at = 0, steps = :steps + 1
WHERE participant = :participant AND id = :id AND steps = :steps AND ended_at IS NULL;

-- linkage_companion_row(participant int, id int, companion int) exec
-- Somebody else goes along.
UPDATE linkage_loop SET companion = :companion WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- linkage_ack_row(participant int, id int, now int) exec
-- Seen: the climb rests.
UPDATE linkage_loop SET acked_at = :now WHERE participant = :participant AND id = :id AND ended_at IS NULL;

-- linkage_row(id int, lang text) one -> nickname text? data text? vault text? to_name text
-- One loop.
SELECT l.participant, l.id, l.org, l.area, l.mode, l.need, l.to_kind, l.target, l.told, l.consent, l.urgency, l.owner, l.deputy, l.sender,
	l.companion, l.parent, l.state, l.steps, l.end_class, l.evidence, l.decline, l.answer, l.next_due_at, l.acked_at, l.booked_at,
	l.wait_until, l.place, l.missed, l.visits, l.ask_again, l.tell, l.made_at, l.state_at, l.ended_at, p.nickname, k.data, k.vault,
	COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name
FROM linkage_loop l LEFT JOIN participant p ON p.id = l.participant LEFT JOIN participant_key k ON k.participant = l.participant
LEFT JOIN meeting m ON l.to_kind = 'meeting' AND m.id = l.target LEFT JOIN service s ON l.to_kind = 'service' AND s.id = l.target
WHERE l.id = :id;

-- linkage_mine(me int, most int) many
-- What one answers for, and that for which one is deputy; the earliest first.
SELECT l.participant, l.id, l.org, l.area, l.mode, l.need, l.to_kind, l.target, l.told, l.consent, l.urgency, l.owner, l.deputy, l.sender,
	l.companion, l.parent, l.state, l.steps, l.end_class, l.evidence, l.decline, l.answer, l.next_due_at, l.acked_at, l.booked_at,
	l.wait_until, l.place, l.missed, l.visits, l.ask_again, l.tell, l.made_at, l.state_at, l.ended_at
FROM linkage_loop l
WHERE l.ended_at IS NULL AND (l.owner = :me OR (l.deputy = :me AND l.deputy <> 0)) ORDER BY l.next_due_at, l.id LIMIT :most;

-- linkage_late(account int, everything bool, roles text, before int, most int) many
-- What others let wait, in one's bounds: due before a time; the earliest first.
SELECT l.participant, l.id, l.org, l.area, l.mode, l.need, l.to_kind, l.target, l.told, l.consent, l.urgency, l.owner, l.deputy, l.sender,
	l.companion, l.parent, l.state, l.steps, l.end_class, l.evidence, l.decline, l.answer, l.next_due_at, l.acked_at, l.booked_at,
	l.wait_until, l.place, l.missed, l.visits, l.ask_again, l.tell, l.made_at, l.state_at, l.ended_at
FROM linkage_loop l
WHERE l.ended_at IS NULL AND l.next_due_at <= :before AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = l.org) AND (g.area = 0 OR g.area = l.area)))
ORDER BY l.next_due_at, l.id LIMIT :most;

-- linkage_of_person(participant int, lang text, most int) many -> nickname text? data text? vault text? to_name text
-- Everything that was begun for one person, the newest first.
SELECT l.participant, l.id, l.org, l.area, l.mode, l.need, l.to_kind, l.target, l.told, l.consent, l.urgency, l.owner, l.deputy, l.sender,
	l.companion, l.parent, l.state, l.steps, l.end_class, l.evidence, l.decline, l.answer, l.next_due_at, l.acked_at, l.booked_at,
	l.wait_until, l.place, l.missed, l.visits, l.ask_again, l.tell, l.made_at, l.state_at, l.ended_at, p.nickname, k.data, k.vault,
	COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name
FROM linkage_loop l LEFT JOIN participant p ON p.id = l.participant LEFT JOIN participant_key k ON k.participant = l.participant
LEFT JOIN meeting m ON l.to_kind = 'meeting' AND m.id = l.target LEFT JOIN service s ON l.to_kind = 'service' AND s.id = l.target
WHERE l.participant = :participant ORDER BY l.made_at DESC, l.id DESC LIMIT :most;

-- linkage_beside(participant int, need text, except int) many bounded -> id int
-- Other open loops of a person for the same need.
SELECT id FROM linkage_loop WHERE participant = :participant AND need = :need AND id <> :except AND ended_at IS NULL ORDER BY id;

-- linkage_above(id int) one
-- Where a loop came from.
SELECT target, parent FROM linkage_loop WHERE id = :id;

-- linkage_full_times(target int, since int) one -> n int
-- How often a service had no room, since a time.
SELECT COUNT(*) AS n FROM linkage_loop WHERE target = :target AND decline = 'full' AND ended_at >= :since;

-- linkage_count_own(sender int, mode text) one -> n int came int
-- One's own introductions, or referrals, that have ended, and in how many of them somebody came.
SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN end_class = 'attended' THEN 1 ELSE 0 END), 0) AS came
FROM linkage_loop WHERE sender = :sender AND mode = :mode AND ended_at IS NOT NULL;

-- linkage_told_back(sender int, since int, lang text, most int) many -> nickname text? data text? vault text? to_name text
-- Introductions by somebody in which a person came, and wants them to know it; the newest first.
SELECT l.participant, l.id, l.org, l.area, l.mode, l.need, l.to_kind, l.target, l.told, l.consent, l.urgency, l.owner, l.deputy, l.sender,
	l.companion, l.parent, l.state, l.steps, l.end_class, l.evidence, l.decline, l.answer, l.next_due_at, l.acked_at, l.booked_at,
	l.wait_until, l.place, l.missed, l.visits, l.ask_again, l.tell, l.made_at, l.state_at, l.ended_at, p.nickname, k.data, k.vault,
	COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name
FROM linkage_loop l LEFT JOIN participant p ON p.id = l.participant LEFT JOIN participant_key k ON k.participant = l.participant
LEFT JOIN meeting m ON l.to_kind = 'meeting' AND m.id = l.target LEFT JOIN service s ON l.to_kind = 'service' AND s.id = l.target
WHERE l.sender = :sender AND l.mode = 'introduction' AND l.tell AND l.end_class = 'attended' AND l.ended_at > :since
ORDER BY l.ended_at DESC, l.id DESC LIMIT :most;

-- linkage_step_put(participant int, linkage int, n int, event text, from_state text, to_state text, by_what text, account int, words text, at int) exec
-- What happened.
INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, words, at)
VALUES (:participant, :linkage, :n, :event, :from_state, :to_state, :by_what, :account, :words, :at);

-- linkage_steps_of(participant int, linkage int, most int) many -> by_name text?
-- What happened, the newest first.
SELECT t.n, t.event, t.from_state, t.to_state, t.by_what, t.account, t.words, t.at, a.name AS by_name
FROM linkage_step t LEFT JOIN account a ON a.id = t.account
WHERE t.participant = :participant AND t.linkage = :linkage ORDER BY t.n DESC LIMIT :most;

-- linkage_link_put(participant int, linkage int, tag text, now int, expires_at int) exec
-- A link is made.
INSERT INTO linkage_link (participant, linkage, tag, made_at, expires_at) VALUES (:participant, :linkage, :tag, :now, :expires_at);

-- linkage_link_row(tag text) one
-- What a link is for.
SELECT participant, linkage, expires_at, used_at, revoked_at FROM linkage_link WHERE tag = :tag;

-- linkage_link_use(tag text, now int) exec
-- It answers once.
UPDATE linkage_link SET used_at = :now WHERE tag = :tag AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now;

-- linkage_link_asked(tag text, now int) exec
-- Somebody asks for a new one; once is enough.
UPDATE linkage_link SET asked_at = :now WHERE tag = :tag AND asked_at IS NULL;

-- linkage_links_off(participant int, linkage int, now int) exec
-- All links of a loop end.
UPDATE linkage_link SET revoked_at = :now WHERE participant = :participant AND linkage = :linkage AND used_at IS NULL AND revoked_at IS NULL;

-- linkage_words_drop(before int) exec
-- What places wrote about loops that ended before a time.
UPDATE linkage_step SET words = '' WHERE words <> '' AND at < :before AND EXISTS (SELECT 1 FROM linkage_loop l
	WHERE l.participant = linkage_step.participant AND l.id = linkage_step.linkage AND l.ended_at < :before);

-- linkage_need_drop(before int) exec
-- What somebody needed, and what they said, when it is long over.
UPDATE linkage_loop SET need = '', answer = '' WHERE ended_at < :before AND need <> '';

-- linkage_links_drop(before int) exec
-- Links that ran out before a time.
DELETE FROM linkage_link WHERE expires_at < :before;
