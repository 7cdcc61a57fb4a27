-- programme_row(id int) one
-- One programme.
SELECT id, parent, level, slug, org, name_da, name_en, first_day, last_day, audience, purpose_da, purpose_en, target_da,
	target_en, method, contact_role, phone, unit, verified_day
FROM programme WHERE id = :id;

-- programme_id_of_slug(slug text) one
-- Who has this address.
SELECT id FROM programme WHERE slug = :slug;

-- programme_rows(most int) many scan ok
-- All programmes in order of time; there are hundreds at most.
SELECT id, parent, level, slug, org, name_da, name_en, first_day, last_day, audience, purpose_da, purpose_en, target_da,
	target_en, method, contact_role, phone, unit, verified_day
FROM programme ORDER BY first_day, name_da, id LIMIT :most;

-- programme_put(id int, parent int?, level text, slug text, org int?, name_da text, name_en text, first_day day, last_day day?, audience text, purpose_da text, purpose_en text, target_da text, target_en text, method text, contact_role text, phone text, unit text, verified_day day?, changed_at int) exec
-- A new programme; nothing happens when its address is taken.
INSERT INTO programme (id, parent, level, slug, org, name_da, name_en, first_day, last_day, audience, purpose_da, purpose_en,
	target_da, target_en, method, contact_role, phone, unit, verified_day, changed_at)
VALUES (:id, :parent, :level, :slug, :org, :name_da, :name_en, :first_day, :last_day, :audience, :purpose_da, :purpose_en,
	:target_da, :target_en, :method, :contact_role, :phone, :unit, :verified_day, :changed_at)
ON CONFLICT DO NOTHING;

-- programme_change(id int, parent int?, level text, org int?, name_da text, name_en text, first_day day, last_day day?, audience text, purpose_da text, purpose_en text, target_da text, target_en text, method text, contact_role text, phone text, unit text, verified_day day?, changed_at int) exec
-- What may change about a programme; its address stays.
UPDATE programme SET parent = :parent, level = :level, org = :org, name_da = :name_da, name_en = :name_en,
	first_day = :first_day, last_day = :last_day, audience = :audience, purpose_da = :purpose_da, purpose_en = :purpose_en,
	target_da = :target_da, target_en = :target_en, method = :method, contact_role = :contact_role, phone = :phone,
	unit = :unit, verified_day = :verified_day, changed_at = :changed_at
WHERE id = :id;

-- programme_drop(id int) exec
-- A programme goes.
DELETE FROM programme WHERE id = :id;

-- programme_document_rows(programme int, most int) many
-- Its documents without their contents, in order of name.
SELECT id, programme, name, lang, type, size, day FROM programme_document WHERE programme = :programme
ORDER BY name, id LIMIT :most;

-- programme_document_row(id int) one
-- One document with its content.
SELECT id, programme, name, lang, type, size, day, content FROM programme_document WHERE id = :id;

-- programme_document_put(id int, programme int, name text, lang text, type text, size int, content text, day day) exec
-- A new document.
INSERT INTO programme_document (id, programme, name, lang, type, size, content, day)
VALUES (:id, :programme, :name, :lang, :type, :size, :content, :day);

-- programme_document_drop(id int) exec
-- A document goes.
DELETE FROM programme_document WHERE id = :id;

-- programme_documents_drop(programme int) exec
-- All documents of a programme go.
DELETE FROM programme_document WHERE programme = :programme;

-- programme_rules(programme int) one -> n int
-- Has it a rule about whom it is for?
SELECT COUNT(*) AS n FROM policy WHERE programme = :programme;
