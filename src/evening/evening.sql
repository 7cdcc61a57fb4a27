-- evening_series_row(meeting int) one
-- How a group writes down its evenings.
SELECT meeting, from_day, seats, starts_with, talk, counts_only FROM evening_series WHERE meeting = :meeting;

-- evening_series_put(meeting int, from_day day, seats int, starts_with int, talk text, counts_only bool, changed_at int) exec
-- A group begins to write down its evenings, or does it otherwise.
INSERT INTO evening_series (meeting, from_day, seats, starts_with, talk, counts_only, changed_at)
VALUES (:meeting, :from_day, :seats, :starts_with, :talk, :counts_only, :changed_at)
ON CONFLICT (meeting) DO UPDATE SET from_day = excluded.from_day, seats = excluded.seats, starts_with = excluded.starts_with,
	talk = excluded.talk, counts_only = excluded.counts_only, changed_at = excluded.changed_at;

-- evening_groups(everything bool, account int, roles text, most int) many scan ok
-- Groups of somebody's bounds that write down their evenings, by name.
SELECT m.id, m.name FROM evening_series s JOIN meeting m ON m.id = s.meeting
WHERE m.state <> 'draft' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
ORDER BY m.name_key, m.id LIMIT :most;

-- evening_groups_of(account int, since day, most int) many scan ok
-- Groups that somebody who logs in was or is on for since a day, and that write down their evenings.
SELECT m.id, m.name FROM evening_series s JOIN meeting m ON m.id = s.meeting
WHERE EXISTS (SELECT 1 FROM volunteer v JOIN volunteer_assignment a ON a.volunteer = v.id
	WHERE v.account = :account AND a.meeting = m.id AND a.state = 'planned' AND (a.to_day IS NULL OR a.to_day >= :since))
ORDER BY m.name_key, m.id LIMIT :most;

-- evening_row(meeting int, day day) one
-- One evening as it stands.
SELECT meeting, day, entry, state, reason, heads, first_timers, relatives, left_early, turned_away, method, version, tools, incident,
	flags, by_what, documented_at, account
FROM evening WHERE meeting = :meeting AND day = :day;

-- evening_rows(meeting int, from_day day, to_day day) many bounded
-- Evenings of a group between two days, oldest first.
SELECT meeting, day, entry, state, reason, heads, first_timers, relatives, left_early, turned_away, method, version, tools, incident,
	flags, by_what, documented_at, account
FROM evening WHERE meeting = :meeting AND day >= :from_day AND day <= :to_day ORDER BY day;

-- evening_add(meeting int, day day, state text, reason text, heads int, first_timers int, relatives int, left_early int, turned_away int, method int, version int, tools text, incident bool, flags text, by_what text, documented_at int, account int) exec
-- What came of an evening; nothing happens when somebody was faster.
INSERT INTO evening (meeting, day, entry, state, reason, heads, first_timers, relatives, left_early, turned_away, method, version,
	tools, incident, flags, by_what, documented_at, account)
VALUES (:meeting, :day, 1, :state, :reason, :heads, :first_timers, :relatives, :left_early, :turned_away, :method, :version,
	:tools, :incident, :flags, :by_what, :documented_at, :account)
ON CONFLICT (meeting, day) DO NOTHING;

-- evening_keep(meeting int, day day, entry int, replaced_at int, replaced_by int) exec
-- What stood there before a correction stays to be read.
INSERT INTO evening_before (meeting, day, entry, state, reason, heads, first_timers, relatives, left_early, turned_away, method,
	version, tools, incident, flags, by_what, documented_at, account, replaced_at, replaced_by)
SELECT meeting, day, entry, state, reason, heads, first_timers, relatives, left_early, turned_away, method,
	version, tools, incident, flags, by_what, documented_at, account, :replaced_at, :replaced_by
FROM evening WHERE meeting = :meeting AND day = :day AND entry = :entry
ON CONFLICT (meeting, day, entry) DO NOTHING;

-- evening_correct(meeting int, day day, entry int, state text, reason text, heads int, first_timers int, relatives int, left_early int, turned_away int, tools text, incident bool, flags text, by_what text, documented_at int, account int) exec
-- A correction of the entry that its author had read; nothing happens when somebody was faster.
UPDATE evening SET entry = entry + 1, state = :state, reason = :reason, heads = :heads, first_timers = :first_timers,
	relatives = :relatives, left_early = :left_early, turned_away = :turned_away, tools = :tools, incident = :incident,
	flags = :flags, by_what = :by_what, documented_at = :documented_at, account = :account
WHERE meeting = :meeting AND day = :day AND entry = :entry;

-- evening_earlier(meeting int, day day) many bounded
-- What stood there before each correction, the latest first.
SELECT entry, state, reason, heads, first_timers, relatives, documented_at, account, replaced_at, replaced_by
FROM evening_before WHERE meeting = :meeting AND day = :day ORDER BY entry DESC;

-- evening_led_put(meeting int, day day, entry int, volunteer int) exec
-- Somebody led it.
INSERT INTO evening_led (meeting, day, entry, volunteer) VALUES (:meeting, :day, :entry, :volunteer)
ON CONFLICT (meeting, day, entry, volunteer) DO NOTHING;

-- evening_leaders_rows(meeting int, day day, entry int) many bounded
-- Who led it.
SELECT l.volunteer, v.name FROM evening_led l JOIN volunteer v ON v.id = l.volunteer
WHERE l.meeting = :meeting AND l.day = :day AND l.entry = :entry ORDER BY v.name_key, v.id;

-- evening_on(meeting int, day day) many -> away int bounded
-- Who is on for a date, those who lead it first; whoever said that they cannot is not.  away: they are on a break by then.
SELECT a.volunteer, v.name, a.role, CASE WHEN v.state = 'paused' AND (v.back_day IS NULL OR v.back_day > :day) THEN 1 ELSE 0 END AS away
FROM volunteer_assignment a JOIN volunteer v ON v.id = a.volunteer
WHERE a.meeting = :meeting AND a.state = 'planned'
	AND (a.day = :day OR (a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day)))
	AND NOT EXISTS (SELECT 1 FROM volunteer_assignment c WHERE c.meeting = a.meeting AND c.day = :day
		AND c.volunteer = a.volunteer AND c.state = 'cannot')
ORDER BY CASE a.role WHEN 'facilitator' THEN 0 WHEN 'co_facilitator' THEN 1 ELSE 2 END, v.name_key, v.id;

-- evening_people(org int, most int) many
-- Who helps an organisation and could have led, by name.
SELECT id, name FROM volunteer WHERE org = :org AND state IN ('trained', 'apprentice', 'active', 'paused')
ORDER BY name_key, id LIMIT :most;

-- evening_certified(volunteer int, method int, day day) one -> n int
-- Were they certified in the method on the day?
SELECT COUNT(*) AS n FROM volunteer_certified
WHERE volunteer = :volunteer AND method = :method AND issued <= :day AND counts_to >= :day;

-- evening_method(meeting int, day day) one -> method int, version int, training bool
-- The method that a group followed on a day, in the version that was in force then.
SELECT b.method, v.version, v.training FROM method_meeting b JOIN method_version v ON v.method = b.method
WHERE b.meeting = :meeting AND b.from_day <= :day AND (b.to_day IS NULL OR b.to_day >= :day)
	AND v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = b.method AND w.from_day <= :day);

-- evening_items(method int, version int) many bounded
-- What one can look at to see whether a meeting followed a version of a method; twenty at most.
SELECT position, text_da, text_en FROM method_item WHERE method = :method AND version = :version ORDER BY position;

-- evening_informal_row(meeting int, day day) one
-- Was it said before that people meet informally?
SELECT account, at FROM evening_informal WHERE meeting = :meeting AND day = :day;

-- evening_note_put(id int, meeting int, day day, sealed text, account int, at int) exec
-- Something that the coordinator must know.
INSERT INTO evening_note (id, meeting, day, sealed, account, at) VALUES (:id, :meeting, :day, :sealed, :account, :at);

-- evening_notes_of(meeting int, day day, since int) many bounded
-- What still counts of it, oldest first.
SELECT id, sealed, account, at FROM evening_note WHERE meeting = :meeting AND day = :day AND at > :since ORDER BY at, id;

-- evening_notes_drop(before int) exec
-- What counts no longer goes.
DELETE FROM evening_note WHERE at <= :before;

-- evening_check_put(meeting int, day day, by_whom text, entry int, method int, version int, answers text, account int, at int) exec
-- One more check; nothing happens when somebody was faster.
INSERT INTO evening_check (meeting, day, by_whom, entry, method, version, answers, account, at)
VALUES (:meeting, :day, :by_whom, :entry, :method, :version, :answers, :account, :at)
ON CONFLICT (meeting, day, by_whom, entry) DO NOTHING;

-- evening_checks_of(meeting int, from_day day, to_day day) many -> informal int bounded
-- The checks that count of a group between two days, oldest first.  informal: the evening was no meeting of the method.
SELECT c.day, c.by_whom, c.entry, c.method, c.version, c.answers, c.account, c.at,
	CASE WHEN EXISTS (SELECT 1 FROM evening e WHERE e.meeting = c.meeting AND e.day = c.day AND e.state = 'informal_held') THEN 1 ELSE 0 END AS informal
FROM evening_check c
WHERE c.meeting = :meeting AND c.day >= :from_day AND c.day <= :to_day
	AND NOT EXISTS (SELECT 1 FROM evening_check d WHERE d.meeting = c.meeting AND d.day = c.day AND d.by_whom = c.by_whom
		AND d.entry > c.entry)
ORDER BY c.day, c.by_whom;

-- evening_link_put(tag text, meeting int, day day, made_at int, expires_at int) exec
-- A link is handed out.
INSERT INTO evening_link (tag, meeting, day, made_at, expires_at, used_at) VALUES (:tag, :meeting, :day, :made_at, :expires_at, NULL);

-- evening_link_row(tag text) one
-- What a link is for.
SELECT meeting, day, expires_at, used_at FROM evening_link WHERE tag = :tag;

-- evening_link_use(tag text, now int) exec
-- It is used: only once, and only in time.
UPDATE evening_link SET used_at = :now WHERE tag = :tag AND used_at IS NULL AND expires_at > :now;

-- evening_check_last(meeting int, day day, by_whom text) one -> n int
-- How often this evening was checked by that kind of person.
SELECT COUNT(*) AS n FROM evening_check WHERE meeting = :meeting AND day = :day AND by_whom = :by_whom;

-- evening_last_heads(meeting int, before day) many bounded
-- How many came the last time, with which tools.
SELECT day, heads FROM evening WHERE meeting = :meeting AND day < :before AND state <> 'not_held' ORDER BY day DESC LIMIT 1;

-- evening_own(account int, org int) many bounded
-- Who somebody that logs in is as a helper of an organisation.
SELECT id FROM volunteer WHERE account = :account AND org = :org LIMIT 1;

-- evening_informal_put(meeting int, day day, account int, at int) exec
-- People meet all the same, without somebody certified.
INSERT INTO evening_informal (meeting, day, account, at) VALUES (:meeting, :day, :account, :at) ON CONFLICT (meeting, day) DO NOTHING;

-- evening_call_put(meeting int, day day, volunteer int, role text, at int, account int) exec
-- Somebody cannot come; nothing happens when that is known.
INSERT INTO evening_call (meeting, day, volunteer, role, at, account, filled_by, filled_at)
VALUES (:meeting, :day, :volunteer, :role, :at, :account, NULL, NULL)
ON CONFLICT (meeting, day, volunteer) DO NOTHING;

-- evening_call_row(meeting int, day day, volunteer int) one
-- One of these.
SELECT role, at, filled_by, filled_at FROM evening_call WHERE meeting = :meeting AND day = :day AND volunteer = :volunteer;

-- evening_call_fill(meeting int, day day, volunteer int, filled_by int, filled_at int) exec
-- The first yes wins: nothing happens for the second.
UPDATE evening_call SET filled_by = :filled_by, filled_at = :filled_at
WHERE meeting = :meeting AND day = :day AND volunteer = :volunteer AND filled_by IS NULL;

-- evening_calls(meeting int, from_day day, to_day day) many bounded
-- Dates of a group for which somebody said that they cannot.
SELECT c.day, c.volunteer, c.role, c.at, c.filled_by, c.filled_at, v.name FROM evening_call c JOIN volunteer v ON v.id = c.volunteer
WHERE c.meeting = :meeting AND c.day >= :from_day AND c.day <= :to_day ORDER BY c.day, c.at, c.volunteer;

-- evening_asked_put(meeting int, day day, instead_of int, volunteer int, place int, ask_at int, tag text) exec
-- Somebody is to be asked from a moment on.
INSERT INTO evening_asked (meeting, day, instead_of, volunteer, place, ask_at, tag, answer, answered_at)
VALUES (:meeting, :day, :instead_of, :volunteer, :place, :ask_at, :tag, '', NULL);

-- evening_asked_of(meeting int, day day, instead_of int) many bounded
-- Who is asked for one date, in their order.
SELECT a.volunteer, a.place, a.ask_at, a.answer, v.name FROM evening_asked a JOIN volunteer v ON v.id = a.volunteer
WHERE a.meeting = :meeting AND a.day = :day AND a.instead_of = :instead_of ORDER BY a.place;

-- evening_asked_row(tag text) one
-- Whom a link asks about what.
SELECT meeting, day, instead_of, volunteer, ask_at, answer FROM evening_asked WHERE tag = :tag;

-- evening_answer(meeting int, day day, instead_of int, volunteer int, answer text, answered_at int) exec
-- An answer is given once.
UPDATE evening_asked SET answer = :answer, answered_at = :answered_at
WHERE meeting = :meeting AND day = :day AND instead_of = :instead_of AND volunteer = :volunteer AND answer = '';

-- evening_could(meeting int, org int, method int, day day, held day, week_from day, week_to day, most int) many -> busy int
-- Who could stand in: certified in the method on the day when it is held (0: none is asked), not away, not on or excused
-- for that date, and not on for more in that week than they said; those who have least first.
SELECT w.id, w.areas, w.busy FROM (
	SELECT v.id, v.areas, (SELECT COUNT(*) FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.state = 'planned'
			AND (a.to_day IS NULL OR a.to_day >= :day)) AS busy
	FROM volunteer v
	WHERE v.org = :org AND v.state = 'active' AND v.statement_version > 0
		AND (:method = 0 OR EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = v.id AND c.method = :method
			AND c.issued <= :held AND c.counts_to >= :held))
		AND NOT EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.meeting = :meeting AND a.volunteer = v.id AND a.state <> 'ended'
			AND (a.day = :day OR (a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day))))
		AND (SELECT COUNT(*) FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.state = 'planned'
			AND ((a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day))
				OR (a.day >= :week_from AND a.day <= :week_to))) < v.most_meetings
) w ORDER BY w.busy, w.id LIMIT :most;

-- evening_talked(meeting int, since day) one -> n int scan ok
-- Did somebody who is on for a group talk about how it goes, since a day?
SELECT COUNT(*) AS n FROM volunteer_supervision s WHERE s.day >= :since
	AND EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.volunteer = s.volunteer AND a.meeting = :meeting
		AND a.state = 'planned' AND (a.to_day IS NULL OR a.to_day >= :since));

-- evening_helps(account int, meeting int) one -> n int
-- Is or was somebody who logs in on for a group?
SELECT COUNT(*) AS n FROM volunteer v JOIN volunteer_assignment a ON a.volunteer = v.id
WHERE v.account = :account AND a.meeting = :meeting AND a.state <> 'ended';

-- evening_drop_evenings() exec scan ok
-- Evenings: all of them, when a demonstration begins again.
DELETE FROM evening;

-- evening_drop_before() exec scan ok
-- What stood before corrections: all of them, when a demonstration begins again.
DELETE FROM evening_before;

-- evening_drop_led() exec scan ok
-- Who led them: all of them, when a demonstration begins again.
DELETE FROM evening_led;

-- evening_drop_notes() exec scan ok
-- Notes to coordinators: all of them, when a demonstration begins again.
DELETE FROM evening_note;

-- evening_drop_checks() exec scan ok
-- Checks: all of them, when a demonstration begins again.
DELETE FROM evening_check;

-- evening_drop_links() exec scan ok
-- Links: all of them, when a demonstration begins again.
DELETE FROM evening_link;

-- evening_drop_informal() exec scan ok
-- Decisions to meet informally: all of them, when a demonstration begins again.
DELETE FROM evening_informal;

-- evening_drop_calls() exec scan ok
-- Who cannot come: all of them, when a demonstration begins again.
DELETE FROM evening_call;

-- evening_drop_asked() exec scan ok
-- Who was asked instead: all of them, when a demonstration begins again.
DELETE FROM evening_asked;

-- evening_drop_series() exec scan ok
-- Groups that write down their evenings: all of them, when a demonstration begins again.
DELETE FROM evening_series;

-- evening_seats_lock(meeting int) one
-- Seats of a group; whoever wants to give one waits for whoever is giving one.
SELECT seats, starts_with, counts_only FROM evening_series WHERE meeting = :meeting /*for update*/;

-- evening_seat_put(id int, meeting int, nickname text, at int) exec
-- Somebody waits for a seat.
INSERT INTO evening_seat (id, meeting, nickname, state, offered_until, talk, at, changed_at)
VALUES (:id, :meeting, :nickname, 'waiting', NULL, '', :at, :at);

-- evening_seat_row(id int) one
-- One of those who wait or have a seat.
SELECT meeting, nickname, state, offered_until, talk, at FROM evening_seat WHERE id = :id;

-- evening_seat_offer_put(id int, meeting int, until int, now int) exec
-- A free seat is kept for somebody who waits, or whose offer has run out; nothing happens when none is free.
UPDATE evening_seat SET state = 'offered', offered_until = :until, changed_at = :now
WHERE id = :id AND meeting = :meeting AND (state = 'waiting' OR (state = 'offered' AND offered_until <= :now))
	AND (SELECT COUNT(*) FROM evening_seat t WHERE t.meeting = :meeting AND t.state = 'seated')
		+ (SELECT COUNT(*) FROM evening_seat t WHERE t.meeting = :meeting AND t.state = 'offered' AND t.offered_until > :now)
		< (SELECT s.seats FROM evening_series s WHERE s.meeting = :meeting);

-- evening_seat_take_put(id int, now int) exec
-- Whoever was offered a seat takes it, in time.
UPDATE evening_seat SET state = 'seated', offered_until = NULL, changed_at = :now
WHERE id = :id AND state = 'offered' AND offered_until > :now;

-- evening_seat_leave_put(id int, now int) exec
-- They need it no longer.
UPDATE evening_seat SET state = 'left', offered_until = NULL, changed_at = :now WHERE id = :id AND state <> 'left';

-- evening_seat_talk_put(id int, talk text, now int) exec
-- What came of the talk before: one of four, and nothing about the person.
UPDATE evening_seat SET talk = :talk, changed_at = :now WHERE id = :id AND state <> 'left';

-- evening_seat_rows(meeting int) many bounded
-- Everybody of a group who waits or has a seat, those with one first, then in the order of the line.
SELECT id, nickname, state, offered_until, talk, at FROM evening_seat WHERE meeting = :meeting AND state <> 'left'
ORDER BY CASE state WHEN 'seated' THEN 0 ELSE 1 END, at, id;

-- evening_drop_seats() exec scan ok
-- Seats: all of them, when a demonstration begins again.
DELETE FROM evening_seat;

-- evening_alone(meeting int, day day) one -> n int
-- 1 when the evening stands as a list brought it, and nothing hangs on it.
SELECT COUNT(*) AS n FROM evening e
WHERE e.meeting = :meeting AND e.day = :day AND e.entry = 1 AND e.by_what = 'list'
	AND NOT EXISTS (SELECT 1 FROM evening_check c WHERE c.meeting = e.meeting AND c.day = e.day)
	AND NOT EXISTS (SELECT 1 FROM evening_note o WHERE o.meeting = e.meeting AND o.day = e.day);

-- evening_led_drop(meeting int, day day) exec
-- Who led an evening that was taken back.
DELETE FROM evening_led WHERE meeting = :meeting AND day = :day;

-- evening_drop(meeting int, day day) exec
-- The evening itself.
DELETE FROM evening WHERE meeting = :meeting AND day = :day;

-- evening_unseen_rows(everything bool, account int, roles text, since day, most int) many -> seen day? scan ok
-- Groups of somebody's bounds that have met by a method since a day, and when a second person last looked.
SELECT m.id, m.name, s.from_day, (SELECT MAX(c.day) FROM evening_check c WHERE c.meeting = m.id AND c.by_whom = 'observer') AS seen
FROM evening_series s JOIN meeting m ON m.id = s.meeting
WHERE m.state = 'running'
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
	AND EXISTS (SELECT 1 FROM evening e WHERE e.meeting = m.id AND e.day >= :since AND e.state = 'held' AND e.method <> 0)
ORDER BY m.name_key, m.id LIMIT :most;

-- evening_seen_row(meeting int) one -> seen day?
-- When a second person last looked at how a group follows its method.
SELECT MAX(day) AS seen FROM evening_check WHERE meeting = :meeting AND by_whom = 'observer';

-- evening_seats_used(meeting int) one -> n int
-- How many of a group have a seat, are offered one or wait for one.
SELECT COUNT(*) AS n FROM evening_seat WHERE meeting = :meeting AND state <> 'left';

-- evening_seats_forget(meeting int) exec
-- Nicknames of those who have left a group that keeps counts only from now on.
DELETE FROM evening_seat WHERE meeting = :meeting AND state = 'left';

-- evening_demand_rows(everything bool, account int, roles text, now int, since int, most int) many -> pattern int, starts_with int, waits int, other int scan ok
-- Who waits for groups of somebody's bounds, by area, evening and audience: each person in one of the two.  waits: for a seat;
-- other: the talk came to another offer, lately.  pattern: the oldest of these groups.
SELECT m.area, m.weekdays, m.audience, MIN(m.id) AS pattern, MIN(s.starts_with) AS starts_with,
	COUNT(CASE WHEN t.state <> 'left' AND t.talk NOT IN ('other_offer', 'not_now') THEN 1 END) AS waits,
	COUNT(CASE WHEN t.talk = 'other_offer' AND t.changed_at >= :since THEN 1 END) AS other
FROM evening_seat t JOIN evening_series s ON s.meeting = t.meeting JOIN meeting m ON m.id = t.meeting
WHERE (t.state IN ('waiting', 'left') OR (t.state = 'offered' AND t.offered_until <= :now)) AND m.state <> 'draft'
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
		AND (g.org = 0 OR g.org = m.org) AND (g.area = 0 OR g.area = m.area)))
GROUP BY m.area, m.weekdays, m.audience ORDER BY MIN(m.id) LIMIT :most;

-- evening_waiting_alike(meeting int, org int, area int, weekdays int, audience text, now int, most int) many scan ok
-- Who waits for a seat in other groups of the same organisation, area, evening and audience, in the order of the line.
SELECT t.id, t.meeting FROM evening_seat t JOIN meeting m ON m.id = t.meeting
WHERE t.meeting <> :meeting AND m.org = :org AND COALESCE(m.area, 0) = :area AND m.weekdays = :weekdays AND m.audience = :audience
	AND m.state <> 'draft' AND t.talk NOT IN ('other_offer', 'not_now')
	AND (t.state = 'waiting' OR (t.state = 'offered' AND t.offered_until <= :now))
ORDER BY t.at, t.id LIMIT :most;

-- evening_seat_bring_put(id int, was int, meeting int, until int, now int) exec
-- A free seat of another group is kept for somebody who waits; nothing happens when none is free, or they wait no longer.
UPDATE evening_seat SET meeting = :meeting, state = 'offered', offered_until = :until, changed_at = :now
WHERE id = :id AND meeting = :was AND (state = 'waiting' OR (state = 'offered' AND offered_until <= :now))
	AND (SELECT COUNT(*) FROM evening_seat t WHERE t.meeting = :meeting AND t.state = 'seated')
		+ (SELECT COUNT(*) FROM evening_seat t WHERE t.meeting = :meeting AND t.state = 'offered' AND t.offered_until > :now)
		< (SELECT s.seats FROM evening_series s WHERE s.meeting = :meeting);
