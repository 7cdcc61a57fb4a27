-- phone_list_newest() one -> day day made_at int since int scan ok
-- The last list; there is one for each morning of a failure.
SELECT l.day, l.made_at, l.since FROM phone_list l ORDER BY l.day DESC LIMIT 1;

-- phone_list_put(day day, now int, since int) exec
-- The list of a morning, once.
INSERT INTO phone_list (day, made_at, since) VALUES (:day, :now, :since) ON CONFLICT (day) DO NOTHING;

-- phone_call_put(participant int, message int, day day) exec
-- A call, once.
INSERT INTO phone_call (participant, message, day) VALUES (:participant, :message, :day) ON CONFLICT (participant, message, day) DO NOTHING;

-- phone_call_told(participant int, message int, day day, now int, account int) exec
-- They were reached.
INSERT INTO phone_call (participant, message, day, told_at, told_by) VALUES (:participant, :message, :day, :now, :account)
ON CONFLICT (participant, message, day) DO UPDATE SET told_at = excluded.told_at, told_by = excluded.told_by WHERE phone_call.told_at IS NULL;

-- phone_calls_of(day day, most int) many -> told_at int? ended_at int?
-- The calls of a day, and what came of their messages.
SELECT c.participant, c.message, c.told_at, m.kind, m.subject, m.to_kind, m.to_id, m.org, m.area, m.owner, m.deputy, m.state, m.reason, m.ended_at
FROM phone_call c JOIN outbox_message m ON m.participant = c.participant AND m.id = c.message
WHERE c.day = :day ORDER BY c.message LIMIT :most;

-- phone_service(service int) one
-- What a place is called, and its number.
SELECT name_da, name_en, phone FROM service WHERE id = :service;

-- phone_colleague(account int) one
-- Somebody who works here.
SELECT name FROM account WHERE id = :account AND state = 'active';

-- phone_colleague_orgs(account int, most int) many
-- For which organisations they work; 0: all.
SELECT org FROM account_grant WHERE account = :account ORDER BY org LIMIT :most;

-- phone_faults() one
-- What the last check of everything found: how many faults.
SELECT value FROM hall_setting WHERE name = 'care_faults';

-- phone_calls_drop(before day) exec scan ok
-- Calls of long ago.
DELETE FROM phone_call WHERE day < :before;

-- phone_lists_drop(before day) exec
-- Lists of long ago.
DELETE FROM phone_list WHERE day < :before;
