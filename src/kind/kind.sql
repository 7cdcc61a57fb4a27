-- kind_rows(most int) many scan ok
-- All kinds of support in their order; there are tens at most.
SELECT id, code, position, name_da, name_en, sentence_da, sentence_en, words_da, words_en, needs, booking, stages,
	intervention, outcome, outcome_da, outcome_en, hl7, open_eligibility, built_in, state
FROM kind ORDER BY position, id LIMIT :most;

-- kind_row(id int) one
-- One kind.
SELECT id, code, position, name_da, name_en, sentence_da, sentence_en, words_da, words_en, needs, booking, stages,
	intervention, outcome, outcome_da, outcome_en, hl7, open_eligibility, built_in, state
FROM kind WHERE id = :id;

-- kind_id_of_code(code text) one
-- Which kind has this code.
SELECT id FROM kind WHERE code = :code;

-- kind_fields_of(kind int) many bounded
-- What one kind asks of its services, retired ones last.
SELECT code, type, label_da, label_en, hint_da, hint_en, choices, least, most, required, is_public, filter, expires, state
FROM kind_field WHERE kind = :kind ORDER BY state, position, code;

-- kind_all_fields() many bounded scan ok
-- What all kinds ask of their services, kind by kind, retired ones last.
SELECT kind, code, type, label_da, label_en, hint_da, hint_en, choices, least, most, required, is_public, filter, expires, state
FROM kind_field ORDER BY kind, state, position, code;

-- kind_put(id int, code text, position int, name_da text, name_en text, sentence_da text, sentence_en text, words_da text, words_en text, needs text, booking text, stages text, intervention text, outcome text, outcome_da text, outcome_en text, hl7 text, open_eligibility text, built_in bool, changed_at int) exec
-- A new kind; nothing happens when its code is taken.
INSERT INTO kind (id, code, position, name_da, name_en, sentence_da, sentence_en, words_da, words_en, needs, booking, stages,
	intervention, outcome, outcome_da, outcome_en, hl7, open_eligibility, built_in, state, changed_at)
VALUES (:id, :code, :position, :name_da, :name_en, :sentence_da, :sentence_en, :words_da, :words_en, :needs, :booking, :stages,
	:intervention, :outcome, :outcome_da, :outcome_en, :hl7, :open_eligibility, :built_in, 'active', :changed_at)
ON CONFLICT DO NOTHING;

-- kind_change(id int, name_da text, name_en text, sentence_da text, sentence_en text, words_da text, words_en text, needs text, booking text, stages text, intervention text, outcome text, outcome_da text, outcome_en text, hl7 text, open_eligibility text, position int, changed_at int) exec
-- Everything that may change about a kind; its code stays.
UPDATE kind SET name_da = :name_da, name_en = :name_en, sentence_da = :sentence_da, sentence_en = :sentence_en,
	words_da = :words_da, words_en = :words_en, needs = :needs, booking = :booking, stages = :stages,
	intervention = :intervention, outcome = :outcome, outcome_da = :outcome_da, outcome_en = :outcome_en, hl7 = :hl7,
	open_eligibility = :open_eligibility, position = :position, changed_at = :changed_at
WHERE id = :id;

-- kind_set_state(id int, was text, state text, changed_at int) exec
-- It is retired, or used again.
UPDATE kind SET state = :state, changed_at = :changed_at WHERE id = :id AND state = :was;

-- kind_field_new(kind int, code text, position int, type text, label_da text, label_en text, hint_da text, hint_en text, choices text, least int?, most int?, required bool, is_public bool, filter bool, expires bool) exec
-- One more fact that a kind asks for; nothing happens when it has one of this code.
INSERT INTO kind_field (kind, code, position, type, label_da, label_en, hint_da, hint_en, choices, least, most, required,
	is_public, filter, expires, state)
VALUES (:kind, :code, :position, :type, :label_da, :label_en, :hint_da, :hint_en, :choices, :least, :most, :required,
	:is_public, :filter, :expires, 'active')
ON CONFLICT DO NOTHING;

-- kind_field_change(kind int, code text, position int, label_da text, label_en text, hint_da text, hint_en text, choices text, least int?, most int?, required bool, is_public bool, filter bool, expires bool, state text) exec
-- Everything that may change about a fact; its code and its type stay.
UPDATE kind_field SET position = :position, label_da = :label_da, label_en = :label_en, hint_da = :hint_da,
	hint_en = :hint_en, choices = :choices, least = :least, most = :most, required = :required, is_public = :is_public,
	filter = :filter, expires = :expires, state = :state
WHERE kind = :kind AND code = :code;
