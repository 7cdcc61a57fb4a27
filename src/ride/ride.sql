-- ride_put(participant int, id int, org int, area int, from_text text, to_text text, meet_text text, call_text text, purpose text, day day, out_min int, home_day day, home_min int, drive_min int, seats int, children text, child_seats int, aids text, home_how text, made_by int, now int) exec
-- Somebody asks for a ride.
INSERT INTO ride (participant, id, org, area, from_text, to_text, meet_text, call_text, purpose, day, out_min, home_day, home_min, drive_min, seats,
	children, child_seats, aids, home_how, state, made_by, made_at, state_at)
VALUES (:participant, :id, :org, :area, :from_text, :to_text, :meet_text, :call_text, :purpose, :day, :out_min, :home_day, :home_min, :drive_min, :seats,
	:children, :child_seats, :aids, :home_how, 'requested', :made_by, :now, :now);

-- ride_row(id int) one
-- One ride, as those who serve see it: not what it is for.
SELECT participant, id, org, area, from_text, to_text, meet_text, call_text, day, out_min, home_day, home_min, drive_min, seats, children, child_seats,
	aids, out_how, out_driver, home_how, home_driver, state, steps, rescues, on_way_at, there_at, homebound_at, made_at, state_at, ended_at, end_why, review
FROM ride WHERE id = :id;

-- ride_of_person(participant int, most int) many
-- Rides of one person, the newest first.
SELECT participant, id, org, area, from_text, to_text, meet_text, call_text, day, out_min, home_day, home_min, drive_min, seats, children, child_seats,
	aids, out_how, out_driver, home_how, home_driver, state, steps, rescues, on_way_at, there_at, homebound_at, made_at, state_at, ended_at, end_why, review
FROM ride WHERE participant = :participant ORDER BY day DESC, out_min DESC, id DESC LIMIT :most;

-- ride_open(account int, everything bool, roles text, most int) many scan ok
-- Rides that are open within one's bounds, and stranded ones that nobody has looked at; the earliest first.
SELECT r.participant, r.id, r.org, r.area, r.from_text, r.to_text, r.meet_text, r.call_text, r.day, r.out_min, r.home_day, r.home_min, r.drive_min, r.seats,
	r.children, r.child_seats, r.aids, r.out_how, r.out_driver, r.home_how, r.home_driver, r.state, r.steps, r.rescues, r.on_way_at, r.there_at,
	r.homebound_at, r.made_at, r.state_at, r.ended_at, r.end_why, r.review
FROM ride r WHERE (r.ended_at IS NULL OR (r.state = 'stranded' AND r.reviewed_at IS NULL)) AND (:everything OR EXISTS (
	SELECT 1 FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area)))
ORDER BY r.day, r.out_min, r.id LIMIT :most;

-- ride_set(participant int, id int, steps int, out_how text, out_driver int, home_how text, home_driver int, state text, rescues int, on_way_at int, there_at int, homebound_at int, state_at int, ended_at int?, end_why text) exec
-- As it is from now on, if nobody changed it meanwhile.
UPDATE ride SET out_how = :out_how, out_driver = :out_driver, home_how = :home_how, home_driver = :home_driver, state = :state, rescues = :rescues,
	on_way_at = :on_way_at, there_at = :there_at, homebound_at = :homebound_at, state_at = :state_at, ended_at = :ended_at, end_why = :end_why,
	steps = steps + 1
WHERE participant = :participant AND id = :id AND steps = :steps AND ended_at IS NULL;

-- ride_review_set(participant int, id int, review text, now int) exec
-- Somebody looked at how it could happen.
UPDATE ride SET review = :review, reviewed_at = :now WHERE participant = :participant AND id = :id AND state = 'stranded' AND reviewed_at IS NULL;

-- ride_step_put(participant int, ride int, n int, event text, from_state text, to_state text, legs int, account int, at int) exec
-- What happened.
INSERT INTO ride_step (participant, ride, n, event, from_state, to_state, legs, account, at)
VALUES (:participant, :ride, :n, :event, :from_state, :to_state, :legs, :account, :at);

-- ride_steps_of(participant int, ride int, most int) many
-- What happened, the newest first.
SELECT event, legs, account, at FROM ride_step WHERE participant = :participant AND ride = :ride ORDER BY n DESC LIMIT :most;

-- ride_figures(account int, everything bool, roles text, from_day day, to_day day) one -> all_of int, arranged int, done int, rescued int, stranded int, unreviewed int
-- How rides went between two days, in one's bounds.
SELECT COUNT(*) AS all_of,
	COALESCE(SUM(CASE WHEN r.state IN ('arranged', 'on_way', 'there', 'homebound', 'done', 'no_show') OR r.rescues > 0 THEN 1 ELSE 0 END), 0) AS arranged,
	COALESCE(SUM(CASE WHEN r.state = 'done' THEN 1 ELSE 0 END), 0) AS done,
	COALESCE(SUM(CASE WHEN r.rescues > 0 AND r.state NOT IN ('rescue', 'stranded', 'cancelled') THEN 1 ELSE 0 END), 0) AS rescued,
	COALESCE(SUM(CASE WHEN r.state = 'stranded' THEN 1 ELSE 0 END), 0) AS stranded,
	COALESCE(SUM(CASE WHEN r.state = 'stranded' AND r.reviewed_at IS NULL THEN 1 ELSE 0 END), 0) AS unreviewed
FROM ride r WHERE r.org > 0 AND r.day BETWEEN :from_day AND :to_day AND (:everything OR EXISTS (
	SELECT 1 FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = r.org) AND (g.area = 0 OR g.area = r.area)));

-- ride_drivers(org int, area text, day day, home_day day, monday day, sunday day, seats int, child_seats int, wheelchair bool, alone bool, most int) many -> near int, taken int scan ok
-- Who may drive that day, at work and not away, whose car fits and whose week is not full: those of the area first, then the least loaded.
SELECT d.account, v.name, CASE WHEN :area <> '' AND replace(' ' || v.areas || ' ', :area, '') <> ' ' || v.areas || ' ' THEN 0 ELSE 1 END AS near,
	(SELECT COUNT(*) FROM ride t WHERE (t.out_driver = d.account OR t.home_driver = d.account) AND t.day BETWEEN :monday AND :sunday
		AND t.state NOT IN ('cancelled', 'stranded')) AS taken
FROM ride_may_drive d JOIN volunteer v ON v.id = d.volunteer LEFT JOIN ride_driver c ON c.account = d.account
WHERE d.org = :org AND d.first <= :day AND d.last >= :home_day AND COALESCE(c.seats, 3) >= :seats AND COALESCE(c.child_seats, 0) >= :child_seats
	AND (NOT :wheelchair OR c.wheelchair)
	AND NOT EXISTS (SELECT 1 FROM task_away w WHERE w.account = d.account AND w.from_day <= :home_day AND w.to_day >= :day)
	AND (NOT :alone OR EXISTS (SELECT 1 FROM volunteer_qualification q WHERE q.volunteer = d.volunteer AND q.type = 'child_check'
		AND q.result = 'in_order' AND q.issued <= :day AND q.counts_to >= :home_day))
	AND (SELECT COUNT(*) FROM ride t WHERE (t.out_driver = d.account OR t.home_driver = d.account) AND t.day BETWEEN :monday AND :sunday
		AND t.state NOT IN ('cancelled', 'stranded')) < COALESCE(c.most_week, v.most_meetings)
ORDER BY near, taken, d.account LIMIT :most;

-- ride_may(account int, org int, day day, home_day day) one -> n int scan ok
-- May somebody drive for this organisation on these days?
SELECT COUNT(*) AS n FROM ride_may_drive d WHERE d.account = :account AND d.org = :org AND d.first <= :day AND d.last >= :home_day;

-- ride_offer_put(participant int, ride int, account int, legs int, from_at int) exec
-- A driver is asked; somebody who said no, or could not after all, is not asked again.
INSERT INTO ride_offer (participant, ride, account, legs, from_at) VALUES (:participant, :ride, :account, :legs, :from_at)
ON CONFLICT (participant, ride, account) DO UPDATE SET legs = excluded.legs, from_at = excluded.from_at, answer = '', answered_at = NULL
WHERE ride_offer.answer IN ('', 'thanked', 'yes');

-- ride_offer_row(ride int, participant int, account int) one
-- What a driver was asked, and what they said.
SELECT legs, from_at, answer FROM ride_offer WHERE participant = :participant AND ride = :ride AND account = :account;

-- ride_offer_answer(ride int, participant int, account int, answer text, now int) exec
-- Yes, no, or cannot after all.
UPDATE ride_offer SET answer = :answer, answered_at = :now WHERE participant = :participant AND ride = :ride AND account = :account;

-- ride_offers_thank(ride int, participant int, now int) exec
-- It is taken, or not needed: who has not answered is thanked.
UPDATE ride_offer SET answer = 'thanked', answered_at = :now WHERE participant = :participant AND ride = :ride AND answer = '';

-- ride_offers_open(ride int, participant int) one -> n int
-- How many were asked and have not answered.
SELECT COUNT(*) AS n FROM ride_offer WHERE participant = :participant AND ride = :ride AND answer = '';

-- ride_job_row(id int, account int, now int) one -> asked int?, answer text? scan ok
-- A ride as a driver of it, or somebody who was asked, may see it: what it is for is not among it.
SELECT r.participant, r.id, r.org, r.area, r.from_text, r.to_text, r.meet_text, r.call_text, r.day, r.out_min, r.home_day, r.home_min, r.drive_min, r.seats,
	r.children, r.child_seats, r.aids, r.out_how, r.out_driver, r.home_how, r.home_driver, r.state, r.ended_at, r.on_way_at,
	o.legs AS asked, o.answer
FROM ride r LEFT JOIN ride_offer o ON o.participant = r.participant AND o.ride = r.id AND o.account = :account AND o.from_at <= :now
WHERE r.id = :id AND (r.out_driver = :account OR r.home_driver = :account OR o.account = :account);

-- ride_jobs_of(account int, now int, since day, most int) many -> id int scan ok
-- Rides that a driver was asked for and has not answered, drives, or has driven, from a day on.
SELECT r.id FROM ride r WHERE (r.ended_at IS NULL OR r.home_day >= :since) AND ((r.out_driver = :account AND r.out_driver > 0) OR (r.home_driver = :account AND r.home_driver > 0)
	OR (r.ended_at IS NULL AND EXISTS (SELECT 1 FROM ride_offer o WHERE o.participant = r.participant AND o.ride = r.id AND o.account = :account
		AND o.from_at <= :now AND o.answer = '')))
ORDER BY r.day, r.out_min, r.id LIMIT :most;

-- ride_car_row(account int) one
-- What a driver says of their car.
SELECT seats, child_seats, wheelchair, most_week FROM ride_driver WHERE account = :account;

-- ride_car_put(account int, seats int, child_seats int, wheelchair bool, most_week int) exec
-- The same, kept.
INSERT INTO ride_driver (account, seats, child_seats, wheelchair, most_week) VALUES (:account, :seats, :child_seats, :wheelchair, :most_week)
ON CONFLICT (account) DO UPDATE SET seats = excluded.seats, child_seats = excluded.child_seats, wheelchair = excluded.wheelchair, most_week = excluded.most_week;

-- ride_purpose_of(participant int, id int) one
-- What a ride is for, sealed: only when its kilometres are counted.
SELECT purpose FROM ride WHERE participant = :participant AND id = :id;

-- ride_counted_put(participant int, ride int, leg int) exec
-- The kilometres of a leg are written down, once.
INSERT INTO ride_counted (participant, ride, leg) VALUES (:participant, :ride, :leg) ON CONFLICT (participant, ride, leg) DO NOTHING;

-- ride_counted_of(participant int, ride int) one -> legs int
-- Which legs have their kilometres.
SELECT COALESCE(SUM(leg), 0) AS legs FROM ride_counted WHERE participant = :participant AND ride = :ride;

-- ride_drive_put(id int, org int, account int, day day, purpose text, km int, rate int, amount int, now int) exec
-- Kilometres for the books.
INSERT INTO ride_drive (id, org, account, day, purpose, km, rate, amount, at) VALUES (:id, :org, :account, :day, :purpose, :km, :rate, :amount, :now);

-- ride_rate_on(org int, day day) one
-- What a kilometre is paid on a day.
SELECT rate FROM ride_rate WHERE org = :org AND from_day <= :day ORDER BY from_day DESC LIMIT 1;

-- ride_rate_put(org int, from_day day, rate int) exec
-- From a day on.
INSERT INTO ride_rate (org, from_day, rate) VALUES (:org, :from_day, :rate) ON CONFLICT (org, from_day) DO UPDATE SET rate = excluded.rate;

-- ride_by_driver(org int, from_day day, to_day day, most int) many -> name text?, rides int, km int, amount int, open int
-- Kilometres by driver.
SELECT d.account, a.name, COUNT(*) AS rides, COALESCE(SUM(d.km), 0) AS km, COALESCE(SUM(d.amount), 0) AS amount,
	COALESCE(SUM(CASE WHEN d.entry = 0 THEN d.amount ELSE 0 END), 0) AS open
FROM ride_drive d LEFT JOIN account a ON a.id = d.account WHERE d.org = :org AND d.day BETWEEN :from_day AND :to_day
GROUP BY d.account, a.name ORDER BY d.account LIMIT :most;

-- ride_by_purpose(org int, from_day day, to_day day, most int) many -> rides int, km int, amount int, open int
-- Kilometres by what they were for, over all drivers.
SELECT d.purpose, COUNT(*) AS rides, COALESCE(SUM(d.km), 0) AS km, COALESCE(SUM(d.amount), 0) AS amount,
	COALESCE(SUM(CASE WHEN d.entry = 0 THEN d.amount ELSE 0 END), 0) AS open
FROM ride_drive d WHERE d.org = :org AND d.day BETWEEN :from_day AND :to_day GROUP BY d.purpose ORDER BY d.purpose LIMIT :most;

-- ride_open_amount(org int, from_day day, to_day day) one -> amount int, km int, last day?
-- What is not in the books yet, and its last day.
SELECT COALESCE(SUM(amount), 0) AS amount, COALESCE(SUM(km), 0) AS km, MAX(day) AS last FROM ride_drive
WHERE org = :org AND day BETWEEN :from_day AND :to_day AND entry = 0;

-- ride_booked(org int, from_day day, to_day day, entry int) exec
-- Now it is.
UPDATE ride_drive SET entry = :entry WHERE org = :org AND day BETWEEN :from_day AND :to_day AND entry = 0;

-- ride_taxi_put(org int, code text, now int) exec
-- A code in the drawer.
INSERT INTO ride_taxi (org, code, made_at) VALUES (:org, :code, :now) ON CONFLICT (org, code) DO NOTHING;

-- ride_taxi_aside(org int, ride int) exec scan ok
-- One is set aside for a ride, if there is a free one and it has none yet.
UPDATE ride_taxi SET ride = :ride WHERE org = :org AND code = (SELECT MIN(t.code) FROM ride_taxi t WHERE t.org = :org AND t.ride = 0)
	AND NOT EXISTS (SELECT 1 FROM ride_taxi u WHERE u.ride = :ride AND u.used_at IS NULL);

-- ride_taxi_row(ride int) one scan ok
-- The code that is set aside for a ride.
SELECT code FROM ride_taxi WHERE ride = :ride AND ride <> 0 ORDER BY made_at DESC, code LIMIT 1;

-- ride_taxi_used(ride int, now int) exec scan ok
-- They go by taxi.
UPDATE ride_taxi SET used_at = :now WHERE ride = :ride AND ride <> 0 AND used_at IS NULL;

-- ride_taxi_back(ride int) exec scan ok
-- It was not needed.
UPDATE ride_taxi SET ride = 0 WHERE ride = :ride AND ride <> 0 AND used_at IS NULL;

-- ride_taxi_count(org int) one -> n int
-- How many are free.
SELECT COUNT(*) AS n FROM ride_taxi WHERE org = :org AND ride = 0;

-- ride_words_drop(before int) exec scan ok
-- Where somebody was picked up and taken, when it is over long enough.
UPDATE ride SET from_text = '', to_text = '', meet_text = '', call_text = '' WHERE ended_at < :before AND from_text <> '';

-- ride_offers_drop(before int) exec scan ok
-- Who was asked, a year later.
DELETE FROM ride_offer WHERE EXISTS (SELECT 1 FROM ride r WHERE r.participant = ride_offer.participant AND r.id = ride_offer.ride AND r.ended_at < :before);

-- ride_needs_drop(before int) exec scan ok
-- What somebody needed along and what it was for, a year later.
UPDATE ride SET children = 'none', aids = 'none', child_seats = 0, purpose = '' WHERE ended_at < :before AND purpose <> '';

-- ride_drives_drop() exec scan ok
-- A demonstration begins again.
DELETE FROM ride_drive;

-- ride_taxis_drop() exec scan ok
-- The same for the drawer.
DELETE FROM ride_taxi;
