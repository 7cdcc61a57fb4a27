-- method_on_row(method int, day day) one
-- A method as it is in force on a day.
SELECT m.id, m.code, m.state, v.version, v.from_day, v.name_da, v.name_en, v.sentence_da, v.sentence_en, v.rights_da, v.rights_en,
	v.training, v.valid_months, v.practice, v.label, v.label_da, v.label_en, v.reviewed_day, v.reviewed_by
FROM method m JOIN method_version v ON v.method = m.id
WHERE m.id = :method AND v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = m.id AND w.from_day <= :day);

-- method_id_of_code(code text) one
-- Which method has this address.
SELECT id FROM method WHERE code = :code;

-- method_rows(day day, most int) many scan ok
-- Every method as it is in force on a day.
SELECT m.id, m.code, m.state, v.version, v.from_day, v.name_da, v.name_en, v.sentence_da, v.sentence_en, v.rights_da, v.rights_en,
	v.training, v.valid_months, v.practice, v.label, v.label_da, v.label_en, v.reviewed_day, v.reviewed_by
FROM method m JOIN method_version v ON v.method = m.id
WHERE v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = m.id AND w.from_day <= :day)
ORDER BY v.name_en, m.id LIMIT :most;

-- method_version_rows(method int, most int) many
-- Versions of a method, newest first.
SELECT version, from_day, name_da, name_en, training, label FROM method_version WHERE method = :method
ORDER BY version DESC LIMIT :most;

-- method_last(method int) one -> version int, used int
-- Its newest version, and whether a series follows it.
SELECT MAX(v.version) AS version, (SELECT COUNT(*) FROM method_used u WHERE u.method = v.method AND u.version = MAX(v.version)) AS used
FROM method_version v WHERE v.method = :method GROUP BY v.method;

-- method_parts_of(method int, version int) many bounded
-- Parts of a meeting in their order; twenty at most.
SELECT name_da, name_en, least_min, most_min FROM method_part WHERE method = :method AND version = :version ORDER BY position;

-- method_items_of(method int, version int) many bounded
-- What can be looked at, in its order; twenty at most.
SELECT text_da, text_en FROM method_item WHERE method = :method AND version = :version ORDER BY position;

-- method_sources_of(method int, version int) many bounded
-- What the label leans on; twenty at most.
SELECT title, year, link FROM method_source WHERE method = :method AND version = :version ORDER BY position;

-- method_put(id int, code text, made_at int) exec
-- A new method; nothing happens when its address is taken.
INSERT INTO method (id, code, state, made_at) VALUES (:id, :code, 'active', :made_at) ON CONFLICT DO NOTHING;

-- method_version_put(method int, version int, from_day day, name_da text, name_en text, sentence_da text, sentence_en text, rights_da text, rights_en text, training bool, valid_months int, practice int, label text, label_da text, label_en text, reviewed_day day, reviewed_by text, made_by int, made_at int) exec
-- A new version.
INSERT INTO method_version (method, version, from_day, name_da, name_en, sentence_da, sentence_en, rights_da, rights_en, training,
	valid_months, practice, label, label_da, label_en, reviewed_day, reviewed_by, made_by, made_at)
VALUES (:method, :version, :from_day, :name_da, :name_en, :sentence_da, :sentence_en, :rights_da, :rights_en, :training,
	:valid_months, :practice, :label, :label_da, :label_en, :reviewed_day, :reviewed_by, :made_by, :made_at);

-- method_part_put(method int, version int, position int, name_da text, name_en text, least_min int, most_min int) exec
-- A part of a new version.
INSERT INTO method_part (method, version, position, name_da, name_en, least_min, most_min)
VALUES (:method, :version, :position, :name_da, :name_en, :least_min, :most_min);

-- method_item_put(method int, version int, position int, text_da text, text_en text) exec
-- An item of a new version.
INSERT INTO method_item (method, version, position, text_da, text_en) VALUES (:method, :version, :position, :text_da, :text_en);

-- method_source_put(method int, version int, position int, title text, year int, link text) exec
-- A source of a new version.
INSERT INTO method_source (method, version, position, title, year, link) VALUES (:method, :version, :position, :title, :year, :link);

-- method_parts_drop(method int, version int) exec
-- Parts of a version that nobody uses, before it is put anew.
DELETE FROM method_part WHERE method = :method AND version = :version;

-- method_items_drop(method int, version int) exec
-- Its items.
DELETE FROM method_item WHERE method = :method AND version = :version;

-- method_sources_drop(method int, version int) exec
-- Its sources.
DELETE FROM method_source WHERE method = :method AND version = :version;

-- method_version_drop(method int, version int) exec
-- The version itself; storage refuses it for one that is used.
DELETE FROM method_version WHERE method = :method AND version = :version;

-- method_followed(meeting int, day day) one
-- What a series follows on a day.
SELECT method FROM method_meeting WHERE meeting = :meeting AND from_day <= :day AND (to_day IS NULL OR to_day >= :day);

-- method_cut(meeting int, day day, before day) exec
-- What a series follows ends on the day before.
UPDATE method_meeting SET to_day = :before WHERE meeting = :meeting AND from_day < :day AND (to_day IS NULL OR to_day >= :day);

-- method_drop_after(meeting int, day day) exec
-- What it was to follow from this day on or later is not any more.
DELETE FROM method_meeting WHERE meeting = :meeting AND from_day >= :day;

-- method_follow_put(meeting int, from_day day, method int, entered_at int) exec
-- From this day on the series follows the method.
INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (:meeting, :from_day, NULL, :method, :entered_at);

-- method_unready_of_meeting(meeting int, method int, day day) one -> n int
-- How many who lead the series from this day on have no certification that lasts as long as they lead it.
SELECT COUNT(DISTINCT s.volunteer) AS n FROM volunteer_span s
WHERE s.meeting = :meeting AND s.role = 'facilitator' AND s.last >= :day
	AND NOT EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = s.volunteer AND c.method = :method
		AND c.issued <= CASE WHEN s.first > :day THEN s.first ELSE :day END AND c.counts_to >= s.last);

-- method_unready(method int, day day) one -> n int
-- How many who lead a series of this method from this day on have no such certification.
SELECT COUNT(DISTINCT s.volunteer) AS n FROM method_meeting b JOIN volunteer_span s ON s.meeting = b.meeting
WHERE b.method = :method AND (b.to_day IS NULL OR b.to_day >= :day) AND s.role = 'facilitator' AND s.last >= :day
	AND NOT EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = s.volunteer AND c.method = b.method
		AND c.issued <= CASE WHEN s.first > :day THEN s.first ELSE :day END AND c.counts_to >= s.last);
