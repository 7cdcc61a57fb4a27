-- hall_key_find(key text) one
-- What a write under this key answered.
SELECT account, route, print, status, location, body FROM hall_key WHERE key = :key;

-- hall_key_put(key text, at int, account int, route text, print text, status int, location text, body text) exec
-- Remember that this write was done.
INSERT INTO hall_key (key, at, account, route, print, status, location, body)
VALUES (:key, :at, :account, :route, :print, :status, :location, :body);

-- hall_key_forget(before int) exec
-- Keys older than two days: nobody sends a form that late.
DELETE FROM hall_key WHERE at < :before;

-- hall_setting_all(most int) many scan ok
-- All settings; there are few.
SELECT name, value FROM hall_setting ORDER BY name LIMIT :most;

-- hall_setting_put(name text, value text) exec
-- Set one.
INSERT INTO hall_setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- hall_opening_next() exec
-- One opening of the folder more.
INSERT INTO hall_setting (name, value) VALUES ('opening', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(hall_setting.value AS BIGINT) + 1 AS TEXT);

-- hall_opening() one -> n int
-- The how-manieth it is.
SELECT CAST(value AS BIGINT) AS n FROM hall_setting WHERE name = 'opening';

-- hall_faults() many -> what text n int bounded scan ok
-- What points at something that is not there, or says two things at once; by kind, how often.
SELECT 'meeting.org' AS what, COUNT(*) AS n FROM meeting m WHERE m.org IS NOT NULL AND NOT EXISTS (SELECT 1 FROM org o WHERE o.id = m.org)
UNION ALL SELECT 'meeting.location', COUNT(*) FROM meeting m WHERE m.location IS NOT NULL AND NOT EXISTS (SELECT 1 FROM location l WHERE l.id = m.location)
UNION ALL SELECT 'meeting.area', COUNT(*) FROM meeting m WHERE m.area IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area a WHERE a.id = m.area)
UNION ALL SELECT 'meeting.follows', COUNT(*) FROM meeting m WHERE m.follows IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting f WHERE f.id = m.follows)
UNION ALL SELECT 'meeting.state', COUNT(*) FROM meeting m WHERE m.state NOT IN ('draft', 'running', 'ended')
UNION ALL SELECT 'meeting.place', COUNT(*) FROM meeting m WHERE m.state = 'running' AND m.source IS NULL AND m.location IS NULL AND m.mode IN ('room', 'hybrid')
UNION ALL SELECT 'meeting.last_day', COUNT(*) FROM meeting m WHERE m.last_day < m.first_day
UNION ALL SELECT 'meeting_exception.meeting', COUNT(*) FROM meeting_exception e WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = e.meeting)
UNION ALL SELECT 'meeting_exception.kind', COUNT(*) FROM meeting_exception e WHERE e.kind NOT IN ('cancelled', 'moved', 'held') OR (e.kind = 'moved') <> (e.new_day IS NOT NULL)
UNION ALL SELECT 'meeting_exception.new_location', COUNT(*) FROM meeting_exception e WHERE e.new_location IS NOT NULL AND NOT EXISTS (SELECT 1 FROM location l WHERE l.id = e.new_location)
UNION ALL SELECT 'meeting_pause.meeting', COUNT(*) FROM meeting_pause p WHERE p.to_day < p.from_day OR NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = p.meeting)
UNION ALL SELECT 'meeting_slug.meeting', COUNT(*) FROM meeting_slug s WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = s.meeting)
UNION ALL SELECT 'meeting_slug.slug', COUNT(*) FROM meeting_slug s JOIN meeting m ON m.slug = s.slug
UNION ALL SELECT 'location.org', COUNT(*) FROM location l WHERE l.org IS NOT NULL AND NOT EXISTS (SELECT 1 FROM org o WHERE o.id = l.org)
UNION ALL SELECT 'location.area', COUNT(*) FROM location l WHERE l.area IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area a WHERE a.id = l.area)
UNION ALL SELECT 'location.point', COUNT(*) FROM location l WHERE (l.lat IS NULL) <> (l.lon IS NULL)
UNION ALL SELECT 'location.state', COUNT(*) FROM location l JOIN meeting m ON m.location = l.id WHERE l.state = 'ended' AND m.state = 'running'
UNION ALL SELECT 'org.area', COUNT(*) FROM org o WHERE o.area IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area a WHERE a.id = o.area)
UNION ALL SELECT 'area.parent', COUNT(*) FROM area a WHERE a.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area p WHERE p.id = a.parent)
UNION ALL SELECT 'verify_check.listing', COUNT(*) FROM verify_check v WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = v.listing) AND NOT EXISTS (SELECT 1 FROM service s WHERE s.id = v.listing)
UNION ALL SELECT 'verify_link.listing', COUNT(*) FROM verify_link v WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = v.listing) AND NOT EXISTS (SELECT 1 FROM service s WHERE s.id = v.listing)
UNION ALL SELECT 'verify_link.used_at', COUNT(*) FROM verify_link v WHERE v.used_at > v.expires_at
UNION ALL SELECT 'verify_report.listing', COUNT(*) FROM verify_report v WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = v.listing) AND NOT EXISTS (SELECT 1 FROM service s WHERE s.id = v.listing)
UNION ALL SELECT 'verify_report.answer', COUNT(*) FROM verify_report v WHERE (v.closed_at IS NULL) <> (v.answer = '')
UNION ALL SELECT 'account.hash', COUNT(*) FROM account a WHERE (a.state = 'active'
	AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.account = a.id AND g.role = 'partner')) <> (a.hash <> '')
UNION ALL SELECT 'account_grant.account', COUNT(*) FROM account_grant g WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = g.account AND a.state <> 'former')
UNION ALL SELECT 'account_grant.org', COUNT(*) FROM account_grant g WHERE g.org <> 0 AND NOT EXISTS (SELECT 1 FROM org o WHERE o.id = g.org)
UNION ALL SELECT 'account_grant.area', COUNT(*) FROM account_grant g WHERE g.area <> 0 AND NOT EXISTS (SELECT 1 FROM area a WHERE a.id = g.area)
UNION ALL SELECT 'account_code.account', COUNT(*) FROM account_code c WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.account)
UNION ALL SELECT 'account_session.account', COUNT(*) FROM account_session s WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = s.account AND a.state = 'active')
UNION ALL SELECT 'event.n', COUNT(*) FROM event_head h WHERE h.n <> (SELECT COUNT(*) FROM event);

-- hall_began() one -> at int? scan ok
-- When the first thing was written down.
SELECT MIN(at) AS at FROM event;

-- hall_clock(since int, slack int) one -> newest int?, jumps int scan ok
-- When the latest thing was written down, and how often since then the clock ran back.
SELECT (SELECT MAX(e.at) FROM event e) AS newest,
	(SELECT COUNT(*) FROM event e JOIN event p ON p.n = e.n - 1 WHERE p.at >= :since AND e.at < p.at - :slack) AS jumps;

-- hall_listed() one -> meetings int, services int scan ok
-- What the finder should know.
SELECT (SELECT COUNT(*) FROM meeting WHERE state = 'running') AS meetings, (SELECT COUNT(*) FROM service WHERE state = 'running') AS services;

-- hall_programme_faults() many -> what text n int bounded scan ok
-- The same of what is said beside programmes.
SELECT 'diary_note.programme' AS what, COUNT(*) AS n FROM diary_note d WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = d.programme)
UNION ALL SELECT 'diary_explained.programme', COUNT(*) FROM diary_explained d WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = d.programme)
UNION ALL SELECT 'report.programme', COUNT(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = r.programme)
UNION ALL SELECT 'report.state', COUNT(*) FROM report r WHERE (r.state = 'final') <> EXISTS (SELECT 1 FROM report_final f WHERE f.report = r.id)
UNION ALL SELECT 'report_end.programme', COUNT(*) FROM report_end e WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = e.programme);

-- hall_service_faults() many -> what text n int bounded scan ok
-- The same of kinds of support and of services.
SELECT 'kind_field.kind' AS what, COUNT(*) AS n FROM kind_field f WHERE NOT EXISTS (SELECT 1 FROM kind k WHERE k.id = f.kind)
UNION ALL SELECT 'service.kind', COUNT(*) FROM service s WHERE NOT EXISTS (SELECT 1 FROM kind k WHERE k.id = s.kind)
UNION ALL SELECT 'service.org', COUNT(*) FROM service s WHERE NOT EXISTS (SELECT 1 FROM org o WHERE o.id = s.org)
UNION ALL SELECT 'service.area', COUNT(*) FROM service s WHERE s.area IS NOT NULL AND NOT EXISTS (SELECT 1 FROM area a WHERE a.id = s.area)
UNION ALL SELECT 'service.full_until', COUNT(*) FROM service s WHERE s.full_until IS NOT NULL AND s.full_since IS NULL
UNION ALL SELECT 'service_slug.slug', COUNT(*) FROM service_slug g WHERE EXISTS (SELECT 1 FROM service s WHERE s.slug = g.slug) OR NOT EXISTS (SELECT 1 FROM service s WHERE s.id = g.service)
UNION ALL SELECT 'service_place.location', COUNT(*) FROM service_place p WHERE NOT EXISTS (SELECT 1 FROM location l WHERE l.id = p.location) OR NOT EXISTS (SELECT 1 FROM service s WHERE s.id = p.service)
UNION ALL SELECT 'service_area.area', COUNT(*) FROM service_area v WHERE NOT EXISTS (SELECT 1 FROM area a WHERE a.id = v.area) OR NOT EXISTS (SELECT 1 FROM service s WHERE s.id = v.service)
UNION ALL SELECT 'service_schedule.service', COUNT(*) FROM service_schedule h WHERE NOT EXISTS (SELECT 1 FROM service s WHERE s.id = h.service)
UNION ALL SELECT 'service_fact.field', COUNT(*) FROM service_fact f WHERE NOT EXISTS (SELECT 1 FROM service s JOIN kind_field k ON k.kind = s.kind WHERE s.id = f.service AND k.code = f.field)
UNION ALL SELECT 'service_capacity.service', COUNT(*) FROM service_capacity c WHERE c.free < 0 OR NOT EXISTS (SELECT 1 FROM service s WHERE s.id = c.service);

-- hall_words() each -> what text words text scan ok
-- Every text that a person wrote and that is not a phone, an address of the net or a code.
SELECT 'meeting.name' AS what, name AS words FROM meeting
UNION ALL SELECT 'meeting.description_da', description_da FROM meeting
UNION ALL SELECT 'meeting.description_en', description_en FROM meeting
UNION ALL SELECT 'meeting.first_time_da', first_time_da FROM meeting
UNION ALL SELECT 'meeting.first_time_en', first_time_en FROM meeting
UNION ALL SELECT 'meeting.contact_role', contact_role FROM meeting
UNION ALL SELECT 'meeting.conference_notes', conference_notes FROM meeting
UNION ALL SELECT 'meeting.room', room FROM meeting
UNION ALL SELECT 'meeting_exception.reason_da', reason_da FROM meeting_exception
UNION ALL SELECT 'meeting_exception.reason_en', reason_en FROM meeting_exception
UNION ALL SELECT 'meeting_pause.reason_da', reason_da FROM meeting_pause
UNION ALL SELECT 'meeting_pause.reason_en', reason_en FROM meeting_pause
UNION ALL SELECT 'location.name', name FROM location
UNION ALL SELECT 'location.address', address FROM location
UNION ALL SELECT 'location.transit', transit FROM location
UNION ALL SELECT 'location.entrance_da', entrance_da FROM location
UNION ALL SELECT 'location.entrance_en', entrance_en FROM location
UNION ALL SELECT 'location.region', region FROM location
UNION ALL SELECT 'org.name', name FROM org
UNION ALL SELECT 'org.neutral_name', neutral_name FROM org
UNION ALL SELECT 'org.description_da', description_da FROM org
UNION ALL SELECT 'org.description_en', description_en FROM org
UNION ALL SELECT 'area.name', name FROM area
UNION ALL SELECT 'diary_note.words', words FROM diary_note
UNION ALL SELECT 'diary_explained.words', words FROM diary_explained
UNION ALL SELECT 'report.done', done FROM report
UNION ALL SELECT 'report.learned', learned FROM report
UNION ALL SELECT 'report.ahead', ahead FROM report
UNION ALL SELECT 'verify_report.words', words FROM verify_report
UNION ALL SELECT 'account.name', name FROM account
UNION ALL SELECT 'hall_setting.value', value FROM hall_setting WHERE name <> 'clock';

-- hall_service_words() each -> what text words text scan ok
-- The same of kinds of support and of services.
SELECT 'kind.name_da' AS what, name_da AS words FROM kind
UNION ALL SELECT 'kind.name_en', name_en FROM kind
UNION ALL SELECT 'kind.sentence_da', sentence_da FROM kind
UNION ALL SELECT 'kind.sentence_en', sentence_en FROM kind
UNION ALL SELECT 'kind_field.label_da', label_da FROM kind_field
UNION ALL SELECT 'kind_field.label_en', label_en FROM kind_field
UNION ALL SELECT 'kind_field.hint_da', hint_da FROM kind_field
UNION ALL SELECT 'kind_field.hint_en', hint_en FROM kind_field
UNION ALL SELECT 'kind_field.choices', choices FROM kind_field
UNION ALL SELECT 'service.name_da', name_da FROM service
UNION ALL SELECT 'service.name_en', name_en FROM service
UNION ALL SELECT 'service.description_da', description_da FROM service
UNION ALL SELECT 'service.description_en', description_en FROM service
UNION ALL SELECT 'service.provider_other', provider_other FROM service
UNION ALL SELECT 'service.expectations_da', expectations_da FROM service
UNION ALL SELECT 'service.expectations_en', expectations_en FROM service
UNION ALL SELECT 'service.secular_da', secular_da FROM service
UNION ALL SELECT 'service.secular_en', secular_en FROM service
UNION ALL SELECT 'service.payer_da', payer_da FROM service
UNION ALL SELECT 'service.payer_en', payer_en FROM service
UNION ALL SELECT 'service.papers_da', papers_da FROM service
UNION ALL SELECT 'service.papers_en', papers_en FROM service
UNION ALL SELECT 'service.extras_da', extras_da FROM service
UNION ALL SELECT 'service.extras_en', extras_en FROM service
UNION ALL SELECT 'service.first_time_da', first_time_da FROM service
UNION ALL SELECT 'service.first_time_en', first_time_en FROM service
UNION ALL SELECT 'service.apply_da', apply_da FROM service
UNION ALL SELECT 'service.apply_en', apply_en FROM service
UNION ALL SELECT 'service.hours_da', hours_da FROM service
UNION ALL SELECT 'service.hours_en', hours_en FROM service
UNION ALL SELECT 'service.contact_role', contact_role FROM service
UNION ALL SELECT 'service_schedule.note_da', note_da FROM service_schedule
UNION ALL SELECT 'service_schedule.note_en', note_en FROM service_schedule
UNION ALL SELECT 'service_fact.value', f.value FROM service_fact f JOIN service s ON s.id = f.service
	JOIN kind_field k ON k.kind = s.kind AND k.code = f.field WHERE k.type IN ('text', 'long')
UNION ALL SELECT 'service_fact.value_en', value_en FROM service_fact;
