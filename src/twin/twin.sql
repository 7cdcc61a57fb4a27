-- twin_meetings(most int) many scan ok
-- Meetings that may be listed twice: by whom, where, when and under what name.
SELECT m.id, m.org, m.area, m.location, m.name, m.name_key, m.rhythm, m.every, m.weekdays, m.nths, m.month_day, m.start_min,
	m.state, m.source, l.city
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.state <> 'ended' ORDER BY m.id LIMIT :most;

-- twin_services(most int) many scan ok
-- Services that may be listed twice.
SELECT s.id, s.kind, s.org, s.area, p.location, s.name_da, s.name_en, s.name_key, s.phone, s.state, s.source, l.city
FROM service s LEFT JOIN service_place p ON p.service = s.id AND p.position = 0 LEFT JOIN location l ON l.id = p.location
WHERE s.state <> 'ended' ORDER BY s.id LIMIT :most;

-- twin_decided() many bounded scan ok
-- Pairs that somebody has looked at.
SELECT shown, other FROM twin;

-- twin_put(shown int, other int, what text, state text, at int) exec
-- What somebody decided on a pair.
INSERT INTO twin (shown, other, what, state, at) VALUES (:shown, :other, :what, :state, :at)
ON CONFLICT (shown, other) DO UPDATE SET state = excluded.state, at = excluded.at;

-- twin_drop(a int, b int) exec scan ok
-- Whatever was decided on a pair, in either order.
DELETE FROM twin WHERE (shown = :a AND other = :b) OR (shown = :b AND other = :a);

-- twin_links_of(id int) many bounded scan ok
-- Linked pairs that one listing is in.
SELECT shown, other FROM twin WHERE state = 'linked' AND (shown = :id OR other = :id);

-- twin_shown(other int) one
-- Which one is shown instead.
SELECT shown FROM twin WHERE other = :other AND state = 'linked';

-- twin_linked_rows(most int) many scan ok
-- Linked pairs, newest first.
SELECT shown, other, what, at FROM twin WHERE state = 'linked' ORDER BY at DESC, other LIMIT :most;
