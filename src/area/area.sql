-- area_row(id int) one -> parent_code text?
-- One area with the code of the one it lies in.
SELECT a.id, a.parent, a.code, a.kind, a.country, a.name, a.name_en, a.slug, a.zone, a.lat, a.lon,
	a.child_concern_phone, (SELECT p.code FROM area p WHERE p.id = a.parent) AS parent_code
FROM area a WHERE a.id = :id;

-- area_id_of_code(code text) one
-- Who has this code.
SELECT id FROM area WHERE code = :code;

-- area_id_of_slug(slug text) one
-- Who has this address.
SELECT id FROM area WHERE slug = :slug;

-- area_rows(country text, kind text, most int) many -> parent_code text? scan ok
-- Areas of a country and kind; empty texts mean any.
SELECT a.id, a.parent, a.code, a.kind, a.country, a.name, a.name_en, a.slug, a.zone, a.lat, a.lon,
	a.child_concern_phone, (SELECT p.code FROM area p WHERE p.id = a.parent) AS parent_code
FROM area a
WHERE (:country = '' OR a.country = :country) AND (:kind = '' OR a.kind = :kind) ORDER BY a.code LIMIT :most;

-- area_names(most int) many scan ok
-- What areas are called, for finding one by what somebody typed.
SELECT id, code, name, name_en FROM area ORDER BY id LIMIT :most;

-- area_put(id int, code text, kind text, country text, parent int?, name text, name_en text, slug text, lat real?, lon real?, zone text, child_concern_phone text) exec
-- A new area; nothing happens when its code or address is taken.
INSERT INTO area (id, code, kind, country, parent, name, name_en, slug, lat, lon, zone, child_concern_phone)
VALUES (:id, :code, :kind, :country, :parent, :name, :name_en, :slug, :lat, :lon, :zone, :child_concern_phone)
ON CONFLICT DO NOTHING;

-- area_change(id int, parent int?, name text, name_en text, lat real?, lon real?, zone text, child_concern_phone text) exec
-- What may change about an area.
UPDATE area SET parent = :parent, name = :name, name_en = :name_en, lat = :lat, lon = :lon, zone = :zone,
	child_concern_phone = :child_concern_phone
WHERE id = :id;
