-- org_row(id int) one
-- One organisation.
SELECT id, name, slug, kind, reg_no, area, website, phone, email, description_da, description_en, neutral_name,
	frame_hosts, state
FROM org WHERE id = :id;

-- org_id_of_slug(slug text) one
-- Who has this address.
SELECT id FROM org WHERE slug = :slug;

-- org_id_of_name(name_key text) one
-- Who is called that, folded.
SELECT id FROM org WHERE name_key = :name_key;

-- org_rows(most int) many scan ok
-- All organisations; there are hundreds at most.
SELECT id, name, slug, kind, reg_no, area, website, phone, email, description_da, description_en, neutral_name,
	frame_hosts, state
FROM org ORDER BY id LIMIT :most;

-- org_first_row() one -> id int? scan ok
-- The one that was there first.
SELECT MIN(id) AS id FROM org WHERE state = 'active';

-- org_put(id int, name text, name_key text, slug text, kind text, reg_no text, area int?, website text, phone text, email text, description_da text, description_en text, neutral_name text, frame_hosts text, changed_at int) exec
-- A new organisation; nothing happens when its name or address is taken.
INSERT INTO org (id, name, name_key, slug, kind, reg_no, area, website, phone, email, description_da, description_en,
	neutral_name, frame_hosts, state, changed_at)
VALUES (:id, :name, :name_key, :slug, :kind, :reg_no, :area, :website, :phone, :email, :description_da, :description_en,
	:neutral_name, :frame_hosts, 'active', :changed_at)
ON CONFLICT DO NOTHING;

-- org_change(id int, name text, name_key text, kind text, reg_no text, area int?, website text, phone text, email text, description_da text, description_en text, neutral_name text, frame_hosts text, changed_at int) exec
-- What may change about an organisation; its address stays.
UPDATE org SET name = :name, name_key = :name_key, kind = :kind, reg_no = :reg_no, area = :area, website = :website,
	phone = :phone, email = :email, description_da = :description_da, description_en = :description_en,
	neutral_name = :neutral_name, frame_hosts = :frame_hosts, changed_at = :changed_at
WHERE id = :id;

-- org_set_state(id int, was text, state text, changed_at int) exec
-- It ends, or goes on again.
UPDATE org SET state = :state, changed_at = :changed_at WHERE id = :id AND state = :was;

-- org_meetings(org int) one -> n int
-- How many of its meetings are running.
SELECT COUNT(*) AS n FROM meeting WHERE org = :org AND state = 'running';

-- org_services(org int) one -> n int
-- How much of what it offers everybody sees.
SELECT COUNT(*) AS n FROM service WHERE org = :org AND state = 'running';

-- org_discard_row(id int) exec scan ok
-- An organisation goes, if nothing belongs to it.
DELETE FROM org WHERE id = :id AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.org = :id)
	AND NOT EXISTS (SELECT 1 FROM service s WHERE s.org = :id) AND NOT EXISTS (SELECT 1 FROM location l WHERE l.org = :id) AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.org = :id);
