-- transition_put(participant int, id int, org int, area int, from_kind text, agreement text, planned_day day, owner int, deputy int, next_due_at int, made_by int, now int) exec
-- One more whom nobody may lose.
INSERT INTO transition (participant, id, org, area, from_kind, agreement, planned_day, red, state, owner, deputy, next_due_at, made_by, made_at)
VALUES (:participant, :id, :org, :area, :from_kind, :agreement, :planned_day, FALSE, 'planned', :owner, :deputy, :next_due_at, :made_by, :now);

-- transition_row(id int) one
-- One of them.
SELECT participant, id, org, area, from_kind, agreement, planned_day, left_at, red, state, end_class, ended_at, owner, deputy, next_due_at,
	acked_at, contacts, last_contact_at, attended_at, second_by, made_by, made_at
FROM transition WHERE id = :id;

-- transition_open_of(participant int) one
-- The open one of a person.
SELECT participant, id, org, area, from_kind, agreement, planned_day, left_at, red, state, end_class, ended_at, owner, deputy, next_due_at,
	acked_at, contacts, last_contact_at, attended_at, second_by, made_by, made_at
FROM transition WHERE participant = :participant AND state <> 'ended' ORDER BY made_at DESC, id DESC LIMIT 1;

-- transition_sent_rows(made_by int, since int, most int) many
-- Those that one registered since a time, the newest first.
SELECT t.participant, t.id, t.org, t.area, t.from_kind, t.agreement, t.planned_day, t.left_at, t.red, t.state, t.end_class, t.ended_at, t.owner,
	t.deputy, t.next_due_at, t.acked_at, t.contacts, t.last_contact_at, t.attended_at, t.second_by, t.made_by, t.made_at
FROM transition t WHERE t.made_by = :made_by AND t.made_at > :since ORDER BY t.made_at DESC, t.id DESC LIMIT :most;

-- transition_open(account int, everything bool, roles text, most int) many
-- Those that are open within one's bounds, by the time that is stored.
SELECT t.participant, t.id, t.org, t.area, t.from_kind, t.agreement, t.planned_day, t.left_at, t.red, t.state, t.end_class, t.ended_at, t.owner,
	t.deputy, t.next_due_at, t.acked_at, t.contacts, t.last_contact_at, t.attended_at, t.second_by, t.made_by, t.made_at
FROM transition t WHERE t.state IN ('planned', 'bridging', 'arrived') AND (:everything OR t.owner = :account OR t.deputy = :account OR EXISTS (
	SELECT 1 FROM account_grant g WHERE g.account = :account AND replace(:roles, ' ' || g.role || ' ', '') <> :roles
	AND (g.org = 0 OR g.org = t.org) AND (g.area = 0 OR g.area = t.area)))
ORDER BY t.next_due_at, t.id LIMIT :most;

-- transition_set(participant int, id int, was text, planned_day day, left_at int?, red bool, state text, end_class text, ended_at int?, owner int, deputy int, next_due_at int, acked_at int, contacts int, last_contact_at int, attended_at int, second_by int) exec
-- As it is from now on, if nobody changed its state meanwhile.
UPDATE transition SET planned_day = :planned_day, left_at = :left_at, red = :red, state = :state, end_class = :end_class, ended_at = :ended_at,
	owner = :owner, deputy = :deputy, next_due_at = :next_due_at, acked_at = :acked_at, contacts = :contacts,
	last_contact_at = :last_contact_at, attended_at = :attended_at, second_by = :second_by
WHERE participant = :participant AND id = :id AND state = :was;

-- transition_step_put(participant int, id int, transition int, what text, account int, now int) exec
-- What happened.
INSERT INTO transition_step (participant, id, transition, what, account, at) VALUES (:participant, :id, :transition, :what, :account, :now);

-- transition_steps_of(transition int, most int) many
-- What happened, the newest first.
SELECT what, account, at FROM transition_step WHERE transition = :transition ORDER BY at DESC, id DESC LIMIT :most;

-- transition_link_put(tag text, participant int, transition int, now int, expires_at int) exec
-- A link for whoever they leave.
INSERT INTO transition_link (tag, participant, transition, made_at, expires_at) VALUES (:tag, :participant, :transition, :now, :expires_at);

-- transition_link_of(tag text, now int) one -> transition int
-- The open transition of a link.
SELECT l.transition FROM transition_link l JOIN transition t ON t.participant = l.participant AND t.id = l.transition
WHERE l.tag = :tag AND l.expires_at > :now AND t.state <> 'ended';

-- transition_counts_now(yesterday int) one -> open_ones int, without_owner int, overdue int scan ok
-- What must be nought. Storage refuses the first; they are counted all the same.
SELECT COUNT(*) AS open_ones,
	COALESCE(SUM(CASE WHEN (SELECT COUNT(*) FROM account a WHERE a.id IN (t.owner, t.deputy) AND a.state = 'active'
		AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.account = a.id AND g.role = 'partner')) < 2 THEN 1 ELSE 0 END), 0) AS without_owner,
	COALESCE(SUM(CASE WHEN t.next_due_at < :yesterday THEN 1 ELSE 0 END), 0) AS overdue
FROM transition t WHERE t.state <> 'ended';

-- transition_wrong_ends() one -> n int scan ok
-- Ended by anything but the five ends.
SELECT COUNT(*) AS n FROM transition WHERE state = 'ended' AND end_class NOT IN ('landed', 'stopped_by_person', 'readmitted', 'not_reached', 'died');

-- transition_day_put(day day, open_ones int, without_owner int, overdue int, wrong_end int, now int) exec
-- As it was on that day; the last count of a day stays.
INSERT INTO transition_day (day, open_ones, without_owner, overdue, wrong_end, at)
VALUES (:day, :open_ones, :without_owner, :overdue, :wrong_end, :now)
ON CONFLICT (day) DO UPDATE SET open_ones = excluded.open_ones, without_owner = excluded.without_owner, overdue = excluded.overdue,
	wrong_end = excluded.wrong_end, at = excluded.at;

-- transition_days(most int) many scan ok
-- The days so far, the newest first, by the index.
SELECT day, open_ones, without_owner, overdue, wrong_end FROM transition_day ORDER BY day DESC LIMIT :most;
