-- support_nothing_add(day day, kind int, n int) exec
-- So many more searches of that day had no result.
INSERT INTO support_nothing (day, kind, n) VALUES (:day, :kind, :n)
ON CONFLICT (day, kind) DO UPDATE SET n = support_nothing.n + excluded.n;

-- support_nothing_days(from_day day, to_day day) many bounded
-- Totals of these days, each kind by itself.
SELECT day, kind, n FROM support_nothing WHERE day >= :from_day AND day <= :to_day ORDER BY day, kind;

-- support_meeting_rows(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- What a page of answers shows of its meetings.
SELECT m.id, m.slug, m.name, m.method, m.audience, m.mode, m.languages, m.children, m.newcomers, m.openness, m.price,
	m.description_da, m.description_en, m.phone, m.email, m.website, m.verified_at, m.location, o.name AS org_name
FROM meeting m LEFT JOIN org o ON o.id = m.org
WHERE m.id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);

-- support_service_rows(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- What it shows of its services.
SELECT s.id, s.slug, s.kind, s.name_da, s.name_en, s.description_da, s.description_en, s.stages, s.intervention, s.relation,
	s.providers, s.provider_other, s.staffing, s.audience, s.languages, s.children, s.substitution, s.mode, s.price_type,
	s.price_least, s.price_most, s.currency, s.price_unit, s.payer_da, s.payer_en, s.secular_da, s.secular_en, s.apply_da, s.apply_en,
	s.hours_da, s.hours_en, s.phone, s.email, s.website, s.conference_url, s.verified_at, o.name AS org_name
FROM service s JOIN org o ON o.id = s.org
WHERE s.id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);

-- support_first_places(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- The first house of each of these services: of those without a place that may be shown.
SELECT p.service, p.location FROM service_place p
WHERE p.service IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t)
	AND p.position = (SELECT MIN(f.position) FROM service_place f WHERE f.service = p.service);

-- support_places(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- Houses by their ids.
SELECT id, name, address, postcode, city, step_free, toilet, protected FROM location
WHERE id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);

-- support_capacities(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- Free places of these services.
SELECT service, unit, total, free, as_of FROM service_capacity
WHERE service IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t) ORDER BY service, unit;

-- support_names(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded -> meeting bool
-- What listings are called, whatever they are.
SELECT id, slug, name AS name_da, name AS name_en, true AS meeting FROM meeting
WHERE id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t)
UNION ALL SELECT id, slug, name_da, name_en, false FROM service WHERE id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);
