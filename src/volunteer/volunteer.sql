-- volunteer_row(id int) one
-- One person.
SELECT id, org, name, phone, email, account, state, state_day, before_pause, back_day, roles, areas, languages, lived, conflicts,
	referees, interview_day, interview_note, start_day, statement_version, statement_day, child_asked_day, child_consent_day,
	lead_yes_by, own_yes_day, paid, week_min, employed_from, employed_to, most_meetings, most_calls, most_matches,
	supervision_weeks, thanked_day, made_at
FROM volunteer WHERE id = :id;

-- volunteer_rows(everything bool, account int, roles text, group_from text, group_to text, most int, skip int) many scan ok
-- People of somebody's bounds by name, of one group of states; both texts empty: who has not left.
SELECT v.id, v.org, v.name, v.state, v.state_day, v.back_day, v.areas, v.paid, v.roles, v.account
FROM volunteer v
WHERE (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = v.org)
		AND (g.area = 0 OR replace(' ' || v.areas || ' ', ' ' || g.area || ' ', '') <> ' ' || v.areas || ' ')))
	AND CASE WHEN :group_from = '' THEN v.state NOT IN ('former', 'declined') ELSE v.state IN (:group_from, :group_to) END
ORDER BY v.name_key, v.id LIMIT :most OFFSET :skip;

-- volunteer_tally(everything bool, account int, roles text, most int) many -> n int scan ok
-- How many of them there are in each state.
SELECT v.state, COUNT(*) AS n FROM volunteer v
WHERE :everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = v.org)
		AND (g.area = 0 OR replace(' ' || v.areas || ' ', ' ' || g.area || ' ', '') <> ' ' || v.areas || ' '))
GROUP BY v.state ORDER BY v.state LIMIT :most;

-- volunteer_of_org(org int, day day, most int) many -> busy int
-- Who can be put on for something of this organisation, and how many groups they are on for.
SELECT v.id, v.name, v.most_meetings, (SELECT COUNT(*) FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.day IS NULL
	AND a.state = 'planned' AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day)) AS busy
FROM volunteer v
WHERE org = :org AND state NOT IN ('former', 'declined', 'interested', 'interviewed') ORDER BY name_key, id LIMIT :most;

-- volunteer_of_account(account int) many bounded scan ok
-- What somebody who logs in is as a helper: one row an organisation.
SELECT v.id FROM volunteer v WHERE v.account = :account AND v.state <> 'declined' ORDER BY v.id;

-- volunteer_put(id int, org int, name text, name_key text, phone text, email text, account int?, state text, state_day day, roles text, areas text, languages text, lived text, conflicts text, referees text, interview_note text, start_day day, paid bool, week_min int, employed_from day, employed_to day, most_meetings int, most_calls int, most_matches int, supervision_weeks int, at int) exec
-- Somebody new, or what is written about them as it is now; their state has its own ways.
INSERT INTO volunteer (id, org, name, name_key, phone, email, account, state, state_day, roles, areas, languages, lived, conflicts,
	referees, interview_note, start_day, paid, week_min, employed_from, employed_to, most_meetings, most_calls, most_matches,
	supervision_weeks, made_at, changed_at)
VALUES (:id, :org, :name, :name_key, :phone, :email, :account, :state, :state_day, :roles, :areas, :languages, :lived, :conflicts,
	:referees, :interview_note, :start_day, :paid, :week_min, :employed_from, :employed_to, :most_meetings, :most_calls, :most_matches,
	:supervision_weeks, :at, :at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, phone = excluded.phone, email = excluded.email,
	account = excluded.account, roles = excluded.roles, areas = excluded.areas, languages = excluded.languages,
	lived = excluded.lived, conflicts = excluded.conflicts, referees = excluded.referees, interview_note = excluded.interview_note,
	start_day = excluded.start_day, paid = excluded.paid, week_min = excluded.week_min, employed_from = excluded.employed_from,
	employed_to = excluded.employed_to, most_meetings = excluded.most_meetings, most_calls = excluded.most_calls,
	most_matches = excluded.most_matches, supervision_weeks = excluded.supervision_weeks, changed_at = excluded.changed_at;

-- volunteer_state_set(id int, was text, state text, day day, back_day day, before_pause text, at int) exec
-- A step on the path, if nobody took one meanwhile.
UPDATE volunteer SET state = :state, state_day = :day, back_day = :back_day, before_pause = :before_pause, changed_at = :at
WHERE id = :id AND state = :was;

-- volunteer_interview_set(id int, day day) exec
-- The talk was held.
UPDATE volunteer SET interview_day = :day WHERE id = :id;

-- volunteer_statement_set(id int, version int, day day) exec
-- They signed this version of the confidentiality statement.
UPDATE volunteer SET statement_version = :version, statement_day = :day WHERE id = :id;

-- volunteer_child_asked(id int, day day) exec
-- They said yes to it, and the children's certificate was asked for.
UPDATE volunteer SET child_asked_day = :day, child_consent_day = :day WHERE id = :id;

-- volunteer_lead_yes(id int, lead int?) exec
-- A certified lead says that they can.
UPDATE volunteer SET lead_yes_by = :lead WHERE id = :id;

-- volunteer_own_yes(id int, day day) exec
-- They say so themself.
UPDATE volunteer SET own_yes_day = :day WHERE id = :id;

-- volunteer_thank(id int, day day) exec
-- They were thanked.
UPDATE volunteer SET thanked_day = :day WHERE id = :id;

-- volunteer_qualifications_of(volunteer int) many bounded
-- What somebody can show, newest first.
SELECT id, volunteer, type, method, code, version, issued, expires, counts_to, issuer, evidence, result, entered_day, seen_by,
	second_by, withdrawn_day, withdrawn_why, withdrawn_by, withdrawn_second
FROM volunteer_qualification WHERE volunteer = :volunteer ORDER BY issued DESC, id DESC;

-- volunteer_qualification_row(id int) one
-- One of them.
SELECT id, volunteer, type, method, code, version, issued, expires, counts_to, issuer, evidence, result, entered_day, seen_by,
	second_by, withdrawn_day, withdrawn_why, withdrawn_by, withdrawn_second
FROM volunteer_qualification WHERE id = :id;

-- volunteer_qualification_put(id int, volunteer int, type text, method int?, code text, version int, issued day, expires day, counts_to day, issuer text, evidence text, result text, entered_day day, seen_by int, second_by int?, at int) exec
-- A new one.
INSERT INTO volunteer_qualification (id, volunteer, type, method, code, version, issued, expires, counts_to, issuer, evidence, result,
	entered_day, seen_by, second_by, at)
VALUES (:id, :volunteer, :type, :method, :code, :version, :issued, :expires, :counts_to, :issuer, :evidence, :result,
	:entered_day, :seen_by, :second_by, :at);

-- volunteer_seconded(id int, second_by int) exec
-- A second person has looked at it.
UPDATE volunteer_qualification SET second_by = :second_by WHERE id = :id AND second_by IS NULL AND seen_by <> :second_by;

-- volunteer_withdrawal_asked(id int, why text, by_whom int) exec
-- Somebody wants to withdraw it.
UPDATE volunteer_qualification SET withdrawn_why = :why, withdrawn_by = :by_whom WHERE id = :id AND withdrawn_day IS NULL;

-- volunteer_withdrawn(id int, day day, last day, second int) exec
-- A second person agrees: it counts no longer.
UPDATE volunteer_qualification SET withdrawn_day = :day, counts_to = CASE WHEN counts_to < :last THEN counts_to ELSE :last END,
	withdrawn_second = :second
WHERE id = :id AND withdrawn_day IS NULL AND withdrawn_by IS NOT NULL AND withdrawn_by <> :second;

-- volunteer_forget_checks(before day) exec scan ok
-- What was not in order goes thirty days after it was decided.
DELETE FROM volunteer_qualification WHERE type = 'child_check' AND result = 'not_in_order' AND entered_day < :before;

-- volunteer_certified_on(volunteer int, method int, day day) one -> until day
-- Until when somebody is certified in a method, without a day between, if they are on this day.
SELECT MAX(c.counts_to) AS until FROM volunteer_certified c
WHERE c.volunteer = :volunteer AND c.method = :method AND c.issued <= :day AND c.counts_to >= :day
GROUP BY c.volunteer;

-- volunteer_expiring(everything bool, account int, roles text, day day, until day, most int) many scan ok
-- Certifications of somebody's bounds that end soon, and that nothing later follows.
SELECT c.volunteer, v.name, c.method, c.counts_to FROM volunteer_certified c JOIN volunteer v ON v.id = c.volunteer
WHERE c.counts_to >= :day AND c.counts_to <= :until AND v.state NOT IN ('former', 'declined')
	AND NOT EXISTS (SELECT 1 FROM volunteer_certified d WHERE d.volunteer = c.volunteer AND d.method = c.method AND d.counts_to > c.counts_to)
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = v.org)
		AND (g.area = 0 OR replace(' ' || v.areas || ' ', ' ' || g.area || ' ', '') <> ' ' || v.areas || ' ')))
ORDER BY c.counts_to, v.name_key LIMIT :most;

-- volunteer_practice_of(volunteer int) many bounded
-- Meetings that somebody led together with a certified lead, newest first.
SELECT p.meeting, p.day, p.lead, p.own_words, p.lead_words, m.name AS meeting_name, l.name AS lead_name
FROM volunteer_practice p JOIN meeting m ON m.id = p.meeting JOIN volunteer l ON l.id = p.lead
WHERE p.volunteer = :volunteer ORDER BY p.day DESC, p.meeting;

-- volunteer_practice_put(volunteer int, meeting int, day day, lead int, own_words text, lead_words text, at int) exec
-- One more of them; the same evening is one.
INSERT INTO volunteer_practice (volunteer, meeting, day, lead, own_words, lead_words, at)
VALUES (:volunteer, :meeting, :day, :lead, :own_words, :lead_words, :at)
ON CONFLICT (volunteer, meeting, day) DO UPDATE SET own_words = excluded.own_words, lead_words = excluded.lead_words, lead = excluded.lead;

-- volunteer_supervision_put(volunteer int, day day, by_whom int) exec
-- They talked about how it is to help.
INSERT INTO volunteer_supervision (volunteer, day, by_whom) VALUES (:volunteer, :day, :by_whom) ON CONFLICT DO NOTHING;

-- volunteer_supervision_last(volunteer int) one -> day day, n int
-- When last, and how often.
SELECT MAX(day) AS day, COUNT(*) AS n FROM volunteer_supervision WHERE volunteer = :volunteer GROUP BY volunteer;

-- volunteer_assign_put(id int, meeting int, volunteer int, role text, day day, from_day day, to_day day, paid bool, state text, stands_in_for int?, by_whom int, at int) exec
-- Somebody is put on; storage refuses who may not be.
INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, stands_in_for, by_whom, at)
VALUES (:id, :meeting, :volunteer, :role, :day, :from_day, :to_day, :paid, :state, :stands_in_for, :by_whom, :at)
ON CONFLICT DO NOTHING;

-- volunteer_assignment_row(id int) one
-- One row of who is on.
SELECT id, meeting, volunteer, role, day, from_day, to_day, paid, state FROM volunteer_assignment WHERE id = :id;

-- volunteer_assigned_to(meeting int, day day) many -> untrained int bounded
-- Who is or was on for a series on this day or later, by their first day.
SELECT a.id, a.volunteer, v.name, v.state AS volunteer_state, a.role, a.day, a.from_day, a.to_day, a.paid, a.state,
	CASE WHEN EXISTS (SELECT 1 FROM volunteer_untrained u WHERE u.id = a.id) THEN 1 ELSE 0 END AS untrained
FROM volunteer_assignment a JOIN volunteer v ON v.id = a.volunteer
WHERE a.meeting = :meeting AND a.state <> 'ended' AND (a.to_day IS NULL OR a.to_day >= :day)
ORDER BY a.from_day, v.name_key, a.id;

-- volunteer_assigned(volunteer int, day day) many bounded
-- What somebody is on for on this day or later.
SELECT a.id, a.meeting, m.name AS meeting_name, a.role, a.day, a.from_day, a.to_day, a.state
FROM volunteer_assignment a JOIN meeting m ON m.id = a.meeting
WHERE a.volunteer = :volunteer AND m.state <> 'ended' AND a.state <> 'ended' AND (a.to_day IS NULL OR a.to_day >= :day)
ORDER BY a.from_day, m.name_key, a.id;

-- volunteer_assign_end(id int, before day, today day) exec
-- Taken off: from today on if they have been on, else altogether.
UPDATE volunteer_assignment SET state = CASE WHEN from_day < :today AND day IS NULL THEN state ELSE 'ended' END,
	to_day = CASE WHEN from_day < :today AND day IS NULL THEN :before ELSE to_day END
WHERE id = :id;

-- volunteer_lead_of(volunteer int, method int, org int, day day, most int) many
-- Certified people of an organisation who can say that somebody else can.
SELECT DISTINCT v.id, v.name, v.name_key FROM volunteer v JOIN volunteer_certified c ON c.volunteer = v.id
WHERE v.org = :org AND v.id <> :volunteer AND c.method = :method AND c.issued <= :day AND c.counts_to >= :day
ORDER BY v.name_key, v.id LIMIT :most;

-- volunteer_account_in(account int, org int) one
-- Has this log-in a role in this organisation?
SELECT account FROM account_grant WHERE account = :account AND org = :org LIMIT 1;

-- volunteer_trained_on(volunteer int, method int, day day) one -> n int
-- Have they taken the course, or are they certified, on this day?
SELECT COUNT(*) AS n FROM volunteer_qualification
WHERE volunteer = :volunteer AND method = :method AND type IN ('training', 'certification') AND issued <= :day AND counts_to >= :day;

-- volunteer_led(meeting int, volunteer int, day day) one -> n int
-- Is somebody else put on as facilitator on this day?
SELECT COUNT(*) AS n FROM volunteer_span s
WHERE s.meeting = :meeting AND s.role = 'facilitator' AND s.volunteer <> :volunteer AND s.first <= :day AND s.last >= :day;

-- volunteer_checked_on(volunteer int, day day) one -> n int
-- Have they a children's certificate in order on this day?
SELECT COUNT(*) AS n FROM volunteer_qualification
WHERE volunteer = :volunteer AND type = 'child_check' AND result = 'in_order' AND issued <= :day AND counts_to >= :day;

-- volunteer_groups(org int, most int) many
-- Groups of an organisation, by name.
SELECT id, name FROM meeting WHERE org = :org AND state <> 'draft' ORDER BY name_key, id LIMIT :most;

-- volunteer_drop_assignments(volunteer int) exec
-- What somebody was on for goes.
DELETE FROM volunteer_assignment WHERE volunteer = :volunteer;

-- volunteer_drop_practice(volunteer int) exec scan ok
-- What they led together, or others with them, goes.
DELETE FROM volunteer_practice WHERE volunteer = :volunteer OR lead = :volunteer;

-- volunteer_drop_supervision(volunteer int) exec
-- Their talks go.
DELETE FROM volunteer_supervision WHERE volunteer = :volunteer;

-- volunteer_drop_qualifications(volunteer int) exec
-- What they could show goes.
DELETE FROM volunteer_qualification WHERE volunteer = :volunteer;

-- volunteer_drop(id int) exec
-- They go themself.
DELETE FROM volunteer WHERE id = :id;

-- volunteer_cannot_once(meeting int, day day, volunteer int, by_whom int, at int) exec
-- Who was on for this one date is not any more.
UPDATE volunteer_assignment SET state = 'cannot', by_whom = :by_whom, at = :at
WHERE meeting = :meeting AND day = :day AND volunteer = :volunteer AND state = 'planned';

-- volunteer_cannot_put(id int, meeting int, volunteer int, role text, day day, to_day day, by_whom int, at int) exec
-- Who is on for the whole series cannot come on this date.
INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)
VALUES (:id, :meeting, :volunteer, :role, :day, :day, :to_day, FALSE, 'cannot', :by_whom, :at)
ON CONFLICT DO NOTHING;

-- volunteer_stand_in_put(id int, meeting int, volunteer int, role text, day day, to_day day, stands_in_for int, by_whom int, at int) exec
-- Somebody comes instead; storage refuses who may not.
INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, stands_in_for, by_whom, at)
VALUES (:id, :meeting, :volunteer, :role, :day, :day, :to_day, FALSE, 'planned', :stands_in_for, :by_whom, :at)
ON CONFLICT DO NOTHING;

-- volunteer_called_rows(org int, name_key text, most int) many
-- Who of an organisation has this name.
SELECT id FROM volunteer WHERE org = :org AND name_key = :name_key ORDER BY id LIMIT :most;

-- volunteer_stand_row(id int) one
-- Where somebody stands on their path.
SELECT state, state_day, back_day, before_pause, changed_at FROM volunteer WHERE id = :id;

-- volunteer_stand_put(id int, state text, state_day day, back_day day, before_pause text, changed_at int) exec
-- Where they stood before.
UPDATE volunteer SET state = :state, state_day = :state_day, back_day = :back_day, before_pause = :before_pause, changed_at = :changed_at
WHERE id = :id;

-- volunteer_qualification_drop(id int) exec
-- One that came with a table that was taken back.
DELETE FROM volunteer_qualification WHERE id = :id;

-- volunteer_assignment_drop(id int) exec
-- One that came with a table that was taken back, if nobody has changed it.
DELETE FROM volunteer_assignment WHERE id = :id AND state = 'planned';

-- volunteer_left(before day, most int) many scan ok
-- Who left before a day.
SELECT id FROM volunteer WHERE state IN ('former', 'declined') AND state_day < :before ORDER BY id LIMIT :most;

-- volunteer_left_tally(before day) one -> waiting int?, over int? bounded scan ok
-- How many who left have not been gone so long, and how many have.
SELECT SUM(CASE WHEN state_day >= :before THEN 1 ELSE 0 END) AS waiting, SUM(CASE WHEN state_day < :before THEN 1 ELSE 0 END) AS over
FROM volunteer WHERE state IN ('former', 'declined');

-- volunteer_loads(everything bool, account int, roles text, day day, week_from day, week_to day, most int) many -> meetings int scan ok
-- People of somebody's bounds who are on for more in a week than they said.
SELECT w.id, w.name, w.most_meetings, w.meetings FROM (
	SELECT v.id, v.name, v.name_key, v.most_meetings,
		(SELECT COUNT(*) FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.state = 'planned'
			AND ((a.day IS NULL AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day))
				OR (a.day >= :week_from AND a.day <= :week_to))) AS meetings
	FROM volunteer v
	WHERE v.state = 'active' AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
			AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = v.org)
			AND (g.area = 0 OR replace(' ' || v.areas || ' ', ' ' || g.area || ' ', '') <> ' ' || v.areas || ' ')))
) w WHERE w.meetings > w.most_meetings ORDER BY w.name_key, w.id LIMIT :most;

-- volunteer_lived_tally(everything bool, account int, roles text, day day, most int) many -> own int, others int, unknown int scan ok
-- What those who lead for a whole organisation of somebody's said of their own experience.
SELECT o.name AS org_name, SUM(CASE WHEN v.lived = 'own' THEN 1 ELSE 0 END) AS own,
	SUM(CASE WHEN v.lived IN ('family', 'none') THEN 1 ELSE 0 END) AS others, SUM(CASE WHEN v.lived = 'not_said' THEN 1 ELSE 0 END) AS unknown
FROM volunteer v JOIN org o ON o.id = v.org
WHERE v.state IN ('active', 'paused') AND EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.role = 'facilitator'
		AND a.state = 'planned' AND a.from_day <= :day AND (a.to_day IS NULL OR a.to_day >= :day))
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = v.org) AND g.area = 0))
GROUP BY o.name ORDER BY o.name LIMIT :most;

-- volunteer_declare_two(org int) many -> last day bounded
-- Who says each year that the register of an organisation is right.
SELECT d.place, d.account, a.name, d.since, (SELECT MAX(c.day) FROM volunteer_declaration c WHERE c.org = d.org AND c.account = d.account) AS last
FROM volunteer_declarer d JOIN account a ON a.id = d.account WHERE d.org = :org ORDER BY d.place;

-- volunteer_declare_of_account(account int, most int) many -> last day
-- For which organisations somebody says so.
SELECT d.org, o.name AS org_name, d.since, (SELECT MAX(c.day) FROM volunteer_declaration c WHERE c.org = d.org AND c.account = d.account) AS last
FROM volunteer_declarer d JOIN org o ON o.id = d.org WHERE d.account = :account ORDER BY o.name, o.id LIMIT :most;

-- volunteer_declare_kept_orgs(everything bool, account int, roles text, most int) many scan ok
-- Organisations with volunteers that somebody keeps whole.
SELECT o.id, o.name FROM org o
WHERE EXISTS (SELECT 1 FROM volunteer v WHERE v.org = o.id AND v.state NOT IN ('former', 'declined'))
	AND (:everything OR EXISTS (SELECT 1 FROM account_grant g WHERE g.account = :account
		AND replace(:roles, ' ' || g.role || ' ', '') <> :roles AND (g.org = 0 OR g.org = o.id) AND g.area = 0))
ORDER BY o.name, o.id LIMIT :most;

-- volunteer_declare_near(org int, day day, most int) many -> until day, planned int
-- Who is near children or would like to be, with how long a certificate in order lasts, if there is one.
SELECT v.id, v.name,
	(SELECT MAX(q.counts_to) FROM volunteer_qualification q WHERE q.volunteer = v.id AND q.type = 'child_check'
		AND q.result = 'in_order' AND q.issued <= :day AND q.counts_to >= :day) AS until,
	(SELECT COUNT(*) FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.role = 'child_carer' AND a.state = 'planned'
		AND COALESCE(a.day, a.to_day, :day) >= :day) AS planned
FROM volunteer v
WHERE v.org = :org AND v.state NOT IN ('former', 'declined')
	AND (replace(' ' || v.roles || ' ', ' child_carer ', '') <> ' ' || v.roles || ' '
		OR EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.volunteer = v.id AND a.role = 'child_carer' AND a.state = 'planned'
			AND COALESCE(a.day, a.to_day, :day) >= :day))
ORDER BY v.name_key, v.id LIMIT :most;

-- volunteer_declare_could(org int, most int) many scan ok
-- Who logs in with a role in an organisation or in all of them.
SELECT a.id, a.name FROM account a
WHERE a.state = 'active' AND EXISTS (SELECT 1 FROM account_grant g WHERE g.account = a.id AND (g.org = 0 OR g.org = :org))
ORDER BY a.name_key, a.id LIMIT :most;

-- volunteer_declare_said(org int, most int) many
-- What was said of an organisation's register, the latest first.
SELECT c.day, a.name, c.near, c.in_order FROM volunteer_declaration c JOIN account a ON a.id = c.account
WHERE c.org = :org ORDER BY c.day DESC, a.name LIMIT :most;

-- volunteer_declare_two_drop(org int) exec
-- Others are named in place of these.
DELETE FROM volunteer_declarer WHERE org = :org;

-- volunteer_declare_two_put(org int, place int, account int, since day, named_by int) exec
-- One of the two; nothing happens when somebody was faster.
INSERT INTO volunteer_declarer (org, place, account, since, named_by) VALUES (:org, :place, :account, :since, :named_by)
ON CONFLICT DO NOTHING;

-- volunteer_declare_put(org int, day day, account int, near int, in_order int, at int) exec
-- The register was said to be right; a second time on the same day changes nothing.
INSERT INTO volunteer_declaration (org, day, account, near, in_order, at) VALUES (:org, :day, :account, :near, :in_order, :at)
ON CONFLICT (org, day, account) DO NOTHING;

-- volunteer_declare_drop_two() exec scan ok
-- Who says so: all of them, when a demonstration begins again.
DELETE FROM volunteer_declarer;

-- volunteer_declare_drop_said() exec scan ok
-- What was said: all of it, when a demonstration begins again.
DELETE FROM volunteer_declaration;
