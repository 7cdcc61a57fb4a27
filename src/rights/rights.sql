-- rights_self(participant int, most int) many
-- Themselves.
SELECT id, org, area, level, role, lang, nickname, protected, made_at, seen_at FROM participant
WHERE id = :participant AND erased_at IS NULL LIMIT :most;

-- rights_names(participant int, most int) many
-- Who they are.
SELECT name FROM participant_person WHERE participant = :participant LIMIT :most;

-- rights_keys(participant int, most int) many
-- That there is a return key, and since when.
SELECT made_at FROM participant_return WHERE participant = :participant LIMIT :most;

-- rights_sessions(participant int, most int) many
-- When they were logged in.
SELECT made_at, seen_at, ends_at FROM participant_session WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_ways(participant int, most int) many -> stopped_at int
-- Ways to reach them.
SELECT id, type, address, shown_name, weekdays, from_min, to_min, voice, others, stop_day, COALESCE(stopped_at, 0) AS stopped_at, made_at
FROM contact_channel WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_calls(participant int, most int) many
-- Calls that they asked for.
SELECT org, area, promised_at, made_at FROM call_request WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_tasks(participant int, most int) many -> done_at int
-- What somebody promised to do for them.
SELECT org, area, kind, owner, deputy, due_at, red, made_at, COALESCE(done_at, 0) AS done_at, result FROM task
WHERE participant = :participant AND participant <> 0 ORDER BY made_at DESC LIMIT :most;

-- rights_tries(participant int, most int) many
-- Tries to reach them.
SELECT kind, account, channel, result, minutes, at FROM task_attempt WHERE participant = :participant ORDER BY at DESC LIMIT :most;

-- rights_consents(participant int, most int) many -> stopped_at int, replaced_at int, told_at int
-- What they said yes to.
SELECT from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, form, witness, version, account,
	COALESCE(stopped_at, 0) AS stopped_at, COALESCE(replaced_at, 0) AS replaced_at, COALESCE(told_at, 0) AS told_at
FROM consent WHERE participant = :participant ORDER BY starts_at DESC, id DESC LIMIT :most;

-- rights_told(participant int, most int) many
-- What was told about them.
SELECT to_kind, receiver, classes, purpose, at, account, notice FROM consent_disclosure WHERE participant = :participant
ORDER BY at DESC, id DESC LIMIT :most;

-- rights_unusual(participant int, most int) many -> reviewed_at int, reviewer int
-- Who looked without a task for them.
SELECT account, class, why, at, COALESCE(reviewed_at, 0) AS reviewed_at, COALESCE(reviewer, 0) AS reviewer FROM consent_unusual
WHERE participant = :participant ORDER BY at DESC, id DESC LIMIT :most;

-- rights_looks(participant int, most int) many scan ok
-- What the diary says about them: what happened, when, by whom.
SELECT at, account, what, detail FROM event WHERE subject = :participant ORDER BY n DESC LIMIT :most;

-- rights_loops(participant int, most int) many -> ended_at int
-- Where they wanted to go.
SELECT id, org, area, mode, need, to_kind, target, told, urgency, owner, deputy, sender, companion, state, end_class, evidence, decline, answer,
	next_due_at, booked_at, wait_until, place, missed, visits, ask_again, tell, made_at, state_at, COALESCE(ended_at, 0) AS ended_at
FROM linkage_loop WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_steps(participant int, most int) many
-- What happened on the way there.
SELECT linkage, event, from_state, to_state, by_what, account, words, at FROM linkage_step WHERE participant = :participant
ORDER BY at DESC, n DESC LIMIT :most;

-- rights_links(participant int, most int) many -> used_at int, revoked_at int, asked_at int
-- Links by which a place answered.
SELECT made_at, expires_at, COALESCE(used_at, 0) AS used_at, COALESCE(revoked_at, 0) AS revoked_at, COALESCE(asked_at, 0) AS asked_at
FROM linkage_link WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_bridges(participant int, most int) many -> left_at int, ended_at int
-- Between two places.
SELECT org, area, from_kind, agreement, planned_day, COALESCE(left_at, 0) AS left_at, red, state, end_class, COALESCE(ended_at, 0) AS ended_at,
	owner, deputy, next_due_at, contacts, last_contact_at, attended_at, second_by, made_by, made_at
FROM transition WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_bridge_steps(participant int, most int) many
-- What happened between them.
SELECT what, account, at FROM transition_step WHERE participant = :participant ORDER BY at DESC, id DESC LIMIT :most;

-- rights_bridge_links(participant int, most int) many scan ok
-- Links by which the place that they left said so.
SELECT made_at, expires_at FROM transition_link WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_requests(participant int, most int) many -> done_at int
-- What they asked of us.
SELECT id, kind, form, words, answer, made_by, made_at, due_at, COALESCE(done_at, 0) AS done_at, done_by, result FROM rights_request
WHERE participant = :participant ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_asks(participant int, most int) many
-- That we asked whether to forget.
SELECT what, asked_at FROM rights_asked WHERE participant = :participant ORDER BY what LIMIT :most;

-- rights_landings(participant int, most int) many -> ended_at int
-- The first days after leaving, as they planned them.
SELECT id, kind, after_days, at_min, what, place, who, otherwise, watched, COALESCE(ended_at, 0) AS ended_at, how, ended_by, made_at
FROM landing_step WHERE participant = :participant ORDER BY after_days, at_min, id LIMIT :most;

-- rights_doors(participant int, most int) many
-- That they wanted company the first time.
SELECT id, who, lang, stand, sign, state, greeter, called, made_at, state_at FROM door_wish WHERE participant = :participant
ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_door_asked(participant int, most int) many -> answered_at int
-- Who was asked to meet them.
SELECT account, at, answer, COALESCE(answered_at, 0) AS answered_at FROM door_asked WHERE participant = :participant ORDER BY at DESC, account LIMIT :most;

-- rights_marks(participant int, most int) many
-- That they were there.
SELECT id, said, kept_to FROM presence_mark WHERE participant = :participant ORDER BY id DESC LIMIT :most;

-- rights_enrolments(participant int, most int) many
-- What they take part in.
SELECT id, org, area, to_kind, target, own_wish, state, rhythm_days, sign_at, offered_at, paused_until, words, made_at, state_at
FROM enrolment WHERE participant = :participant ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_enrolment_steps(participant int, most int) many
-- What happened with it.
SELECT event, account, at FROM enrolment_step WHERE participant = :participant ORDER BY at DESC, id DESC LIMIT :most;

-- rights_episodes(participant int, most int) many
-- Times of treatment, as they said them.
SELECT kind, from_day, planned_day, to_day, reason, account, made_at FROM enrolment_episode WHERE participant = :participant
ORDER BY from_day DESC, id DESC LIMIT :most;

-- rights_deadlines(participant int, most int) many -> ended_at int
-- Papers that are needed, and the day by which.
SELECT id, org, area, kind, step, due, number, made_at, COALESCE(ended_at, 0) AS ended_at, how FROM deadline_case WHERE participant = :participant
ORDER BY due DESC, id DESC LIMIT :most;

-- rights_papers(participant int, most int) many -> number int
-- Which of them they have; number is of the case.
SELECT n, code, words, have_day, deadline AS number FROM deadline_paper WHERE participant = :participant ORDER BY deadline DESC, n LIMIT :most;

-- rights_messages(participant int, most int) many -> ended_at int
-- What was written to somebody about them.
SELECT id, kind, to_kind, lang, about, org, area, owner, deputy, state, reason, send_at, until_at, made_at, COALESCE(ended_at, 0) AS ended_at FROM outbox_message
WHERE participant = :participant AND participant <> 0 ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_stops(participant int, most int) many
-- Links with which they stop messages.
SELECT made_at FROM outbox_stop
WHERE participant = :participant ORDER BY made_at DESC LIMIT :most;

-- rights_phoned(participant int, most int) many -> told_at int
-- Calls instead of messages.
SELECT day, COALESCE(told_at, 0) AS told_at, told_by FROM phone_call
WHERE participant = :participant AND participant <> 0 ORDER BY day DESC, message DESC LIMIT :most;

-- rights_series(participant int, most int) many -> ended_at int
-- Calls that were agreed.
SELECT org, area, kind, purpose, from_day, planned, held, next_day, made_by, made_at, COALESCE(ended_at, 0) AS ended_at, end_class FROM checkup_series
WHERE participant = :participant ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_answers(participant int, most int) many
-- How they said things were.
SELECT id, wave, early, way, codes, words, day, account, at FROM checkup_answer
WHERE participant = :participant ORDER BY at DESC, id DESC LIMIT :most;

-- rights_rides(participant int, most int) many -> ended_at int, reviewed_at int
-- Lifts there and home.
SELECT id, org, area, from_text, to_text, meet_text, call_text, purpose, day, out_min, home_day, home_min, drive_min, seats, children, child_seats, aids, out_how, out_driver, home_how, home_driver, state, rescues, on_way_at, there_at, homebound_at, made_by, made_at, state_at, COALESCE(ended_at, 0) AS ended_at, end_why, review, COALESCE(reviewed_at, 0) AS reviewed_at FROM ride
WHERE participant = :participant ORDER BY day DESC, id DESC LIMIT :most;

-- rights_offers(participant int, most int) many -> answered_at int
-- Who was asked to drive them.
SELECT account, legs, from_at, answer, COALESCE(answered_at, 0) AS answered_at FROM ride_offer
WHERE participant = :participant ORDER BY from_at DESC, account LIMIT :most;

-- rights_ride_steps(participant int, most int) many
-- What happened with the rides.
SELECT event, from_state, to_state, legs, account, at FROM ride_step
WHERE participant = :participant ORDER BY at DESC, n DESC LIMIT :most;

-- rights_counted(participant int, most int) many
-- Ways whose kilometres are written down.
SELECT leg FROM ride_counted
WHERE participant = :participant ORDER BY ride, leg LIMIT :most;

-- rights_gates(participant int, most int) many -> closed_at int
-- What they share with somebody close.
SELECT id, label, shares, made_at, expires_at, got_at, well_at, meet_day, COALESCE(closed_at, 0) AS closed_at FROM gate_half
WHERE participant = :participant ORDER BY made_at DESC, id DESC LIMIT :most;

-- rights_request_put(participant int, id int, kind text, form text, words text, made_by int, now int, due_at int) exec
-- Somebody asks.
INSERT INTO rights_request (participant, id, kind, form, words, made_by, made_at, due_at)
VALUES (:participant, :id, :kind, :form, :words, :made_by, :now, :due_at);

-- rights_request_row(id int) one -> done_at int
-- One of them.
SELECT participant, id, kind, form, words, answer, made_by, made_at, due_at, COALESCE(done_at, 0) AS done_at, done_by, result
FROM rights_request WHERE id = :id;

-- rights_request_end(participant int, id int, result text, answer text, account int, now int) exec
-- It was done, or it was said why not.
UPDATE rights_request SET done_at = :now, done_by = :account, result = :result, answer = :answer
WHERE participant = :participant AND id = :id AND done_at IS NULL;

-- rights_request_open(participant int, kind text) one -> n int
-- Is the same asked for already?
SELECT COUNT(*) AS n FROM rights_request WHERE participant = :participant AND kind = :kind AND done_at IS NULL;

-- rights_waiting(account int, everything bool, roles text, most int) many -> nickname text, data text, vault text
-- What is asked for and not yet done, within one's bounds; the earliest first.
SELECT r.participant, r.id, r.kind, r.made_at, r.due_at, p.nickname, k.data, k.vault FROM rights_request r
JOIN participant p ON p.id = r.participant JOIN participant_key k ON k.participant = r.participant
WHERE r.done_at IS NULL AND r.due_at >= 0 AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = p.org) AND (g.area = 0 OR g.area = p.area)))
ORDER BY r.due_at, r.id LIMIT :most;

-- rights_fading_row(account int, everything bool, roles text, most int) many -> nickname text, data text, vault text scan ok
-- Who was asked and will be forgotten, within one's bounds; some at a time.
SELECT a.participant, a.what, a.asked_at, p.nickname, k.data, k.vault FROM rights_asked a
JOIN participant p ON p.id = a.participant JOIN participant_key k ON k.participant = a.participant
WHERE p.erased_at IS NULL AND p.seen_at < a.asked_at AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
	AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = p.org) AND (g.area = 0 OR g.area = p.area)))
ORDER BY a.asked_at, a.participant LIMIT :most;

-- rights_quiet(what text, before int, most int) many scan ok
-- Who was quiet since before a time, has nothing open and was not asked since; nightly.
SELECT p.id FROM participant p JOIN participant_key k ON k.participant = p.id
WHERE p.erased_at IS NULL AND p.seen_at < :before AND (:what = 'whole' OR k.vault <> '')
	AND NOT EXISTS (SELECT 1 FROM rights_asked a WHERE a.participant = p.id AND a.what = :what AND a.asked_at > p.seen_at)
	AND NOT EXISTS (SELECT 1 FROM task t WHERE t.participant = p.id AND t.participant <> 0 AND t.done_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = p.id AND l.ended_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM transition n WHERE n.participant = p.id AND n.state <> 'ended')
	AND NOT EXISTS (SELECT 1 FROM ride r WHERE r.participant = p.id AND r.ended_at IS NULL)
ORDER BY p.id LIMIT :most;

-- rights_silent(what text, seen_before int, asked_before int, most int) many scan ok
-- Who was quiet for so long, was asked so long ago and has not answered; nightly.
SELECT p.id FROM participant p JOIN participant_key k ON k.participant = p.id JOIN rights_asked a ON a.participant = p.id AND a.what = :what
WHERE p.erased_at IS NULL AND p.seen_at < :seen_before AND a.asked_at <= :asked_before AND a.asked_at > p.seen_at
	AND (:what = 'whole' OR k.vault <> '')
	AND NOT EXISTS (SELECT 1 FROM task t WHERE t.participant = p.id AND t.participant <> 0 AND t.done_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM linkage_loop l WHERE l.participant = p.id AND l.ended_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM transition n WHERE n.participant = p.id AND n.state <> 'ended')
	AND NOT EXISTS (SELECT 1 FROM ride r WHERE r.participant = p.id AND r.ended_at IS NULL)
ORDER BY p.id LIMIT :most;

-- rights_asked_put(participant int, what text, now int) exec
-- They are asked.
INSERT INTO rights_asked (participant, what, asked_at) VALUES (:participant, :what, :now)
ON CONFLICT (participant, what) DO UPDATE SET asked_at = :now;

-- rights_asked_drop(participant int, what text) exec
-- It is forgotten, and so is that we asked.
DELETE FROM rights_asked WHERE participant = :participant AND what = :what;

-- rights_asked_answered() exec scan ok
-- Whoever came back has answered.
DELETE FROM rights_asked WHERE EXISTS (SELECT 1 FROM participant p WHERE p.id = rights_asked.participant AND p.seen_at >= rights_asked.asked_at);

-- rights_words_drop(before int) exec
-- Words about a correction, a year after it was done.
UPDATE rights_request SET words = '', answer = '' WHERE done_at IS NOT NULL AND done_at < :before AND (words <> '' OR answer <> '');

-- rights_night_put(day day, what text, n int) exec
-- So many were forgotten today, or so many more.
INSERT INTO rights_night (day, what, n) VALUES (:day, :what, :n) ON CONFLICT (day, what) DO UPDATE SET n = rights_night.n + :n;

-- rights_nights_row(most int) many scan ok
-- What was forgotten lately, a row a day and class; small.
SELECT day, what, n FROM rights_night ORDER BY day DESC, what LIMIT :most;
