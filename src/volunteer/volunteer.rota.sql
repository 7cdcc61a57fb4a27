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
