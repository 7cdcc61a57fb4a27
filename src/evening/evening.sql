-- evening_series_row(meeting int) one
-- How a group writes down its evenings.
SELECT meeting, from_day, seats, starts_with, talk FROM evening_series WHERE meeting = :meeting;

-- evening_series_put(meeting int, from_day day, seats int, starts_with int, talk text, changed_at int) exec
-- A group begins to write down its evenings, or does it otherwise.
INSERT INTO evening_series (meeting, from_day, seats, starts_with, talk, changed_at)
VALUES (:meeting, :from_day, :seats, :starts_with, :talk, :changed_at)
ON CONFLICT (meeting) DO UPDATE SET from_day = excluded.from_day, seats = excluded.seats, starts_with = excluded.starts_with,
	talk = excluded.talk, changed_at = excluded.changed_at;

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

-- evening_on(meeting int, day day) many bounded
-- Who is on for a date, those who lead it first; whoever said that they cannot is not.
SELECT a.volunteer, v.name, a.role FROM volunteer_assignment a JOIN volunteer v ON v.id = a.volunteer
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

-- evening_checks_of(meeting int, from_day day, to_day day) many bounded
-- The checks that count of a group between two days, oldest first.
SELECT c.day, c.by_whom, c.entry, c.method, c.version, c.answers, c.account, c.at FROM evening_check c
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
