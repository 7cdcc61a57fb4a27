-- door_put(participant int, id int, linkage int, who text, lang text, stand text, sign text, now int) exec
-- Somebody would like company; nothing happens when they have asked already.
INSERT INTO door_wish (participant, id, linkage, who, lang, stand, sign, state, made_at, state_at)
SELECT :participant, :id, :linkage, :who, :lang, :stand, :sign, 'asking', :now, :now
WHERE NOT EXISTS (SELECT 1 FROM door_wish w WHERE w.participant = :participant AND w.linkage = :linkage AND w.state <> 'over');

-- door_asked_put(participant int, wish int, account int, now int) exec
-- Somebody is asked, once.
INSERT INTO door_asked (participant, wish, account, at) VALUES (:participant, :wish, :account, :now)
ON CONFLICT (participant, wish, account) DO NOTHING;

-- door_answer_set(participant int, wish int, account int, answer text, now int) exec
-- What they said.
UPDATE door_asked SET answer = :answer, answered_at = :now WHERE participant = :participant AND wish = :wish AND account = :account;

-- door_agree(participant int, id int, greeter int, called text, now int) exec
-- The first yes has it.
UPDATE door_wish SET state = 'agreed', greeter = :greeter, called = :called, state_at = :now, acked_at = 0
WHERE participant = :participant AND id = :id AND state = 'asking';

-- door_lose(participant int, id int, greeter int, now int) exec
-- They cannot after all.
UPDATE door_wish SET state = 'asking', greeter = 0, called = '', state_at = :now, acked_at = 0
WHERE participant = :participant AND id = :id AND state = 'agreed' AND greeter = :greeter;

-- door_end(participant int, id int, now int) exec
-- Nobody is waited for any more.
UPDATE door_wish SET state = 'over', state_at = :now WHERE participant = :participant AND id = :id AND state <> 'over';

-- door_ack(participant int, id int, now int) exec
-- Seen: the climb rests.
UPDATE door_wish SET acked_at = :now WHERE participant = :participant AND id = :id AND state = 'asking';

-- door_row(id int, me int, lang text) one -> nickname text? data text? vault text? to_name text waiting int answer text?
-- One wish, with the way it is about.
SELECT w.participant, w.id, w.linkage, w.who, w.lang, w.stand, w.sign, w.state, w.greeter, w.called, w.acked_at, w.made_at, w.state_at, l.org, l.area,
	l.owner, l.deputy, l.booked_at, p.nickname, k.data, k.vault,
	COALESCE(m.name, CASE WHEN :lang = 'da' AND s.name_da <> '' OR s.name_en = '' THEN s.name_da ELSE s.name_en END, '') AS to_name,
	(SELECT COUNT(*) FROM door_asked a WHERE a.participant = w.participant AND a.wish = w.id AND a.answer = '') AS waiting,
	(SELECT a.answer FROM door_asked a WHERE a.participant = w.participant AND a.wish = w.id AND a.account = :me) AS answer
FROM door_wish w JOIN linkage_loop l ON l.participant = w.participant AND l.id = w.linkage
LEFT JOIN participant p ON p.id = w.participant LEFT JOIN participant_key k ON k.participant = w.participant
LEFT JOIN meeting m ON l.to_kind = 'meeting' AND m.id = l.target LEFT JOIN service s ON l.to_kind = 'service' AND s.id = l.target
WHERE w.id = :id;

-- door_of_loop(participant int, linkage int) one -> id int
-- The open one of a loop, or the last.
SELECT id FROM door_wish WHERE participant = :participant AND linkage = :linkage ORDER BY CASE WHEN state = 'over' THEN 1 ELSE 0 END, made_at DESC, id DESC LIMIT 1;

-- door_open(account int, everything bool, roles text, most int) many
-- Where nobody has said yes yet: within one's bounds, or asked oneself; the oldest first.
SELECT w.id FROM door_wish w JOIN linkage_loop l ON l.participant = w.participant AND l.id = w.linkage
WHERE w.state = 'asking' AND (:everything OR l.owner = :account OR l.deputy = :account
	OR EXISTS (SELECT 1 FROM door_asked a WHERE a.participant = w.participant AND a.wish = w.id AND a.account = :account AND a.answer = '')
	OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = l.org) AND (g.area = 0 OR g.area = l.area)))
ORDER BY w.made_at, w.id LIMIT :most;

-- door_speaks(account int, lang text) one -> n int
-- Do they help here, and have said languages of which this is none?
SELECT COUNT(*) AS n FROM volunteer v WHERE v.account = :account AND v.languages <> ''
	AND replace(' ' || v.languages || ' ', ' ' || :lang || ' ', '') = ' ' || v.languages || ' ';
