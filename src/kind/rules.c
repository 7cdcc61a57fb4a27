/* rules.c -- what a kind must be before it is stored. */
#include "kind/kind_parts.h"
#include "text/text.h"

#include <string.h>

enum { CODE_BYTES = 40, NAME_CHARS = 60, SENTENCE_CHARS = 240, WORDS_CHARS = 1000, LABEL_CHARS = 100, HINT_CHARS = 240,
       TERMS_MOST = 8, TERM_DIGITS = 6 };

static void fall_back(struct str *s, struct str with)
{
	if (!str_is(*s))
		*s = with;
}

static bool is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_' || s.p[i] == '-'))
			return false;
	return s.n > 0 && s.n <= CODE_BYTES;
}

/* --- the kind itself ---------------------------------------------------------------------------------------- */

static void fill_blanks(struct kind *k)
{
	struct str *const texts[] = { &k->name_da, &k->name_en, &k->sentence_da, &k->sentence_en, &k->words_da, &k->words_en,
				      &k->needs, &k->stages, &k->outcome_da, &k->outcome_en, &k->hl7, &k->open_eligibility };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fall_back(texts[i], S(""));
	fall_back(&k->booking, S("drop_in"));
	fall_back(&k->intervention, S("non_clinical"));
	fall_back(&k->outcome, S("attended"));
}

static void check_text(struct ctx *ctx, const char *field, struct str s, size_t most, bool required, struct problems *bad)
{
	struct str masked;
	const char *text = guard_number(ctx, s, &masked);

	if (required && !str_is(str_trim(s)))
		problem_once(bad, field, N_("Fill this in."));
	else if (utf8_len(s) > most)
		problem_with(bad, field, N_("Use fewer characters: at most {x}."), arena_printf(ctx->arena, "%zu", most));
	else if (text)
		problem_once(bad, field, text);
}

static void check_codes(const char *field, struct str codes, const struct choice *choices, struct problems *bad)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		if (code.n && !choice_label(choices, code))
			problem_once(bad, field, N_("Choose one of the answers in the list."));
}

/* Short numbers of a published list; four of them can look like a payment card, so they are not guarded but counted. */
static void check_terms(const char *field, struct str terms, struct problems *bad)
{
	struct str rest = terms, one;
	size_t n = 0;
	int64_t number;

	while (str_cut(&rest, ' ', &one))
		if (one.n && (++n > TERMS_MOST || one.n > TERM_DIGITS || !str_int(one, &number)))
			problem_once(bad, field, N_("Write the numbers of the terms with a blank between, the nearest first."));
}

static void check_kind(struct ctx *ctx, const struct kind *k, struct problems *bad)
{
	check_text(ctx, "name_da", k->name_da, NAME_CHARS, true, bad);
	check_text(ctx, "name_en", k->name_en, NAME_CHARS, true, bad);
	check_text(ctx, "sentence_da", k->sentence_da, SENTENCE_CHARS, true, bad);
	check_text(ctx, "sentence_en", k->sentence_en, SENTENCE_CHARS, true, bad);
	check_text(ctx, "words_da", k->words_da, WORDS_CHARS, false, bad);
	check_text(ctx, "words_en", k->words_en, WORDS_CHARS, false, bad);
	check_codes("needs", k->needs, kind_needs, bad);
	check_codes("stages", k->stages, kind_stages, bad);
	check_codes("booking", k->booking, kind_bookings, bad);
	check_codes("intervention", k->intervention, kind_interventions, bad);
	check_codes("outcome", k->outcome, kind_outcomes, bad);
	check_text(ctx, "outcome_da", k->outcome_da, NAME_CHARS, str_same(k->outcome, "other"), bad);
	check_text(ctx, "outcome_en", k->outcome_en, NAME_CHARS, str_same(k->outcome, "other"), bad);
	check_terms("hl7", k->hl7, bad);
	check_terms("open_eligibility", k->open_eligibility, bad);
}

/* --- its fields ------------------------------------------------------------------------------------------------ */

static bool has_options(const struct kind_field *f)
{
	return f->type == KIND_CHOICE || f->type == KIND_CHOICES;
}

static bool may_filter(const struct kind_field *f)
{
	return has_options(f) || f->type == KIND_YES_NO || f->type == KIND_DATE;
}

/* Whatever is not offered any more is still the answer of some service: it stays, without being offered. */
static void keep_options(struct ctx *ctx, const struct kind_field *was, struct kind_field *f)
{
	struct kind_option *all = arena_array(ctx->arena, f->noptions + was->noptions, struct kind_option);
	size_t n = 0;

	for (size_t i = 0; i < f->noptions; i++)
		all[n++] = f->options[i];
	for (size_t i = 0; i < was->noptions; i++)
		if (!kind_option_find(f, was->options[i].code)) {
			all[n] = was->options[i];
			all[n++].retired = true;
		}
	f->options = all;
	f->noptions = n;
}

static void check_options(struct ctx *ctx, const struct kind_field *f, struct problems *bad)
{
	size_t offered = 0;

	for (size_t i = 0; i < f->noptions; i++) {
		const struct kind_option *o = &f->options[i];
		offered += !o->retired;
		if (!is_code(o->code) || !str_is(o->da) || !str_is(o->en) || str_index(o->da, S("|"), 0) != SIZE_MAX)
			problem_with(bad, "options", N_("Write each answer on a line of its own: code|dansk|english. Look at “{x}”."), o->code);
		for (size_t k = 0; k < i; k++)
			if (str_eq(f->options[k].code, o->code))
				problem_with(bad, "options", N_("The code “{x}” stands there twice."), o->code);
		check_text(ctx, "options", o->da, LABEL_CHARS, false, bad);
		check_text(ctx, "options", o->en, LABEL_CHARS, false, bad);
	}
	if (has_options(f) && !offered)
		problem_once(bad, "options", N_("Write the answers that one can choose from, each on a line of its own."));
	if (f->noptions > KIND_OPTIONS_MOST)
		problem_with(bad, "options", N_("Use at most {x} answers."), S("40"));
}

static void check_field(struct ctx *ctx, const struct kind_field *was, struct kind_field *f, struct problems *bad)
{
	struct str *const texts[] = { &f->label_da, &f->label_en, &f->hint_da, &f->hint_en };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fall_back(texts[i], S(""));
	if (was && was->type != f->type)
		problem_once(bad, "type", N_("What has been answered would no longer be understood. Retire this fact and make a new one."));
	if (was)
		keep_options(ctx, was, f);
	check_text(ctx, "label_da", f->label_da, LABEL_CHARS, true, bad);
	check_text(ctx, "label_en", f->label_en, LABEL_CHARS, true, bad);
	check_text(ctx, "hint_da", f->hint_da, HINT_CHARS, false, bad);
	check_text(ctx, "hint_en", f->hint_en, HINT_CHARS, false, bad);
	check_options(ctx, f, bad);
	if (f->filter && !may_filter(f))
		problem_once(bad, "filter", N_("Visitors can only ask for yes or no, for an answer of a list, or from a date on."));
	if (f->filter && !f->is_public)
		problem_once(bad, "filter", N_("What visitors ask for must be public."));
	if (f->expires && f->type != KIND_DATE)
		problem_once(bad, "expires", N_("Only a date can pass."));
	if (f->most < f->least)
		problem_once(bad, "most", N_("The most is less than the least."));
}

static void check_fields(struct ctx *ctx, const struct kind *was, struct kind *k, struct problems *bad)
{
	struct kind_field *fields = arena_array(ctx->arena, k->nfields, struct kind_field);

	for (size_t i = 0; i < k->nfields; i++) {
		fields[i] = k->fields[i];
		if (!str_is(fields[i].code))
			fields[i].code = kind_code_of(ctx, fields[i].label_en, '_');
		check_field(ctx, kind_field_find(was, fields[i].code), &fields[i], bad);
		if (!is_code(fields[i].code))
			problem_once(bad, "label_en", N_("Write a name with letters in it."));
		for (size_t j = 0; j < i; j++)
			if (str_eq(fields[j].code, fields[i].code))
				problem_once(bad, "label_en", N_("This kind has a fact of that name already."));
	}
	k->fields = fields;
	if (k->nfields > KIND_FIELDS_MOST)
		problem_with(bad, "", N_("A kind can ask for at most {x} facts."), S("60"));
}

struct str kind_code_of(struct ctx *ctx, struct str name, char between)
{
	struct str slug = text_slug(ctx->arena, name, CODE_BYTES);
	char *p = arena_z(ctx->arena, slug);

	for (size_t i = 0; i < slug.n; i++)
		if (p[i] == '-')
			p[i] = between;
	return (struct str){ p, slug.n };
}

void kind_prepare(struct ctx *ctx, const struct kind *was, struct kind *k, struct problems *bad)
{
	fill_blanks(k);
	check_kind(ctx, k, bad);
	if (was->id) {
		k->code = was->code, k->built_in = was->built_in, k->state = was->state;
		if (!k->position)
			k->position = was->position;
	} else if (!str_is(k->code)) {
		k->code = kind_code_of(ctx, k->name_en, '-');
	}
	if (!is_code(k->code))
		problem_once(bad, "name_en", N_("Write a name with letters in it."));
	check_fields(ctx, was, k, bad);
}
