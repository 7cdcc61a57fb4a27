-- search_rows(id_a int, id_b int, id_c int, id_d int, id_e int, id_f int, id_g int, id_h int, id_i int, id_j int, id_k int, id_l int, id_m int, id_n int, id_o int, id_p int, id_q int, id_r int, id_s int, id_t int) many bounded
-- What a page of results shows of its twenty listings.
SELECT m.id, m.slug, m.name, m.method, m.audience, m.openness, m.mode, m.languages, m.children, m.newcomers, m.zone, m.location,
	m.description_da, m.description_en, m.room, m.phone, m.verified_at, m.conference_hidden, m.rhythm,
	l.name AS location_name, l.address, l.postcode, l.city, l.lat, l.lon, l.step_free, l.protected, l.approximate
FROM meeting m LEFT JOIN location l ON l.id = m.location
WHERE m.id IN (:id_a, :id_b, :id_c, :id_d, :id_e, :id_f, :id_g, :id_h, :id_i, :id_j, :id_k, :id_l, :id_m, :id_n, :id_o, :id_p, :id_q, :id_r, :id_s, :id_t);

-- search_method(meeting int, day day) one -> code text, trained int
-- The method that we answer for, and whether it is led by trained people only.
SELECT m.code, CASE WHEN v.training THEN 1 ELSE 0 END AS trained FROM method_meeting b JOIN method m ON m.id = b.method JOIN method_version v ON v.method = m.id
WHERE b.meeting = :meeting AND b.from_day <= :day AND (b.to_day IS NULL OR b.to_day >= :day)
	AND v.version = (SELECT MAX(w.version) FROM method_version w WHERE w.method = m.id AND w.from_day <= :day)
	AND (NOT v.training OR EXISTS (SELECT 1 FROM volunteer_span s JOIN volunteer_certified c ON c.volunteer = s.volunteer AND c.method = m.id
		WHERE s.meeting = b.meeting AND s.role = 'facilitator' AND s.last >= :day AND c.issued <= s.last AND c.counts_to >= :day));
