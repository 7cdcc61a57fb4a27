-- partner_row(id int) one
-- One partnership.
SELECT id, org, area, programme, first_day, last_day, org_roles, area_roles, flow, contact_role, phone, agreement
FROM partner WHERE id = :id;

-- partner_rows(most int) many scan ok
-- All partnerships in order of time; there are hundreds at most.
SELECT id, org, area, programme, first_day, last_day, org_roles, area_roles, flow, contact_role, phone, agreement
FROM partner ORDER BY first_day, id LIMIT :most;

-- partner_area_rows(area int, most int) many
-- Those of a municipality.
SELECT id, org, area, programme, first_day, last_day, org_roles, area_roles, flow, contact_role, phone, agreement
FROM partner WHERE area = :area ORDER BY first_day, id LIMIT :most;

-- partner_overlaps(id int, org int, area int, programme int, first_day day, until day, most int) many
-- The same pair at the same time; until is far away when there is no last day.
SELECT id, org, area, programme, first_day, last_day, org_roles, area_roles, flow, contact_role, phone, agreement
FROM partner
WHERE org = :org AND area = :area AND programme = :programme AND id <> :id
	AND (last_day IS NULL OR last_day >= :first_day) AND first_day <= :until
ORDER BY first_day, id LIMIT :most;

-- partner_put(id int, org int, area int, programme int, first_day day, last_day day?, org_roles text, area_roles text, flow text, contact_role text, phone text, agreement text, changed_at int) exec
-- A new partnership, or an old one as it is now.
INSERT INTO partner (id, org, area, programme, first_day, last_day, org_roles, area_roles, flow, contact_role, phone, agreement, changed_at)
VALUES (:id, :org, :area, :programme, :first_day, :last_day, :org_roles, :area_roles, :flow, :contact_role, :phone, :agreement, :changed_at)
ON CONFLICT (id) DO UPDATE SET org = excluded.org, area = excluded.area, programme = excluded.programme,
	first_day = excluded.first_day, last_day = excluded.last_day, org_roles = excluded.org_roles,
	area_roles = excluded.area_roles, flow = excluded.flow, contact_role = excluded.contact_role, phone = excluded.phone,
	agreement = excluded.agreement, changed_at = excluded.changed_at;

-- partner_drop(id int) exec
-- A partnership goes: it became part of another, or a demonstration begins again.
DELETE FROM partner WHERE id = :id;

-- partner_meetings(area int, most int) many scan ok
-- Running meetings of a municipality.
SELECT id FROM meeting WHERE area = :area AND state = 'running' ORDER BY name_key, id LIMIT :most;

-- partner_services(area int, most int) many -> verified_at int? scan ok
-- Everything else that is offered in a municipality, by kind.
SELECT s.slug, s.name_da, s.name_en, k.name_da AS kind_da, k.name_en AS kind_en, o.name AS org, s.verified_at
FROM service s JOIN kind k ON k.id = s.kind JOIN org o ON o.id = s.org
WHERE s.area = :area AND s.state = 'running' ORDER BY k.position, s.name_key, s.id LIMIT :most;
