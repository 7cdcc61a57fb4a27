/*
 * facts.c -- what a service answers to its kind: held against the fields of the kind, and as fields of a form.
 *
 * A fact is stored as one text whatever its type: codes, a number, a day, minor units; only words have a second language.
 */
#include "service/service_parts.h"
#include "tr/tr.h"

enum { LINE_CHARS = 300, LONG_CHARS = 2000, MONEY_MOST = 100000000 /* minor units */ };

const char *service_fact_name(struct ctx *ctx, struct str field, bool english)
{
	return arena_printf(ctx->arena, "fact_%.*s%s", STR_ARG(field), english ? "_en" : "").p;
}

const struct service_fact *service_fact_find(const struct service_whole *w, struct str field)
{
	for (size_t i = 0; i < w->nfacts; i++)
		if (str_eq(w->facts[i].field, field))
			return &w->facts[i];
	return NULL;
}

static bool has_words(const struct kind_field *f)
{
	return f->type == KIND_TEXT || f->type == KIND_LONG;
}

/* --- one fact: NULL or what is wrong with it ----------------------------------------------------------------- */

static const char *check_words(struct ctx *ctx, const struct kind_field *f, struct str words)
{
	struct str masked;

	if (utf8_len(words) > (f->type == KIND_LONG ? LONG_CHARS : LINE_CHARS))
		return N_("This is too long. Say it with fewer words.");
	return guard_number(ctx, words, &masked);
}

static const char *check_number(const struct kind_field *f, struct str value)
{
	int64_t n;

	if (!str_int(value, &n) || ((f->least || f->most) && (n < f->least || n > f->most)))
		return N_("Write a whole number, for example 12.");
	return NULL;
}

/* In the order in which the kind offers them, so that the same answers are the same text. */
static const char *check_choices(struct ctx *ctx, const struct kind_field *f, struct str *value)
{
	struct str rest = *value, code, sorted = S("");

	while (str_cut(&rest, ' ', &code))
		if (code.n && !kind_option_find(f, code))
			return N_("Choose one of the answers in the list.");
	for (size_t i = 0; i < f->noptions; i++) {
		rest = *value;
		while (str_cut(&rest, ' ', &code))
			if (str_eq(code, f->options[i].code)) {
				sorted = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(sorted), sorted.n ? " " : "", STR_ARG(code));
				break;
			}
	}
	*value = sorted;
	return NULL;
}

static const char *check_url(struct str value)
{
	bool http = str_starts(value, S("http://")) || str_starts(value, S("https://"));

	for (size_t i = 0; i < value.n; i++)
		http = http && (unsigned char)value.p[i] > 32 && value.p[i] != '"' && value.p[i] != '<';
	return http && value.n <= 500 ? NULL : N_("Write the whole address, for example https://example.org.");
}

static const char *check_money(struct str value, struct str currency)
{
	int64_t minor;

	if (!str_int(value, &minor) || minor < 0 || minor > MONEY_MOST)
		return N_("Write an amount in digits, for example 150 or 99,50.");
	return str_is(currency) ? NULL : N_("Choose the currency, under what it costs.");
}

static const char *check_value(struct ctx *ctx, const struct kind_field *f, struct service_fact *fact, struct str currency)
{
	const char *wrong = NULL;

	switch (f->type) {
	case KIND_TEXT:
	case KIND_LONG:
		wrong = check_words(ctx, f, fact->value);
		return wrong ? wrong : check_words(ctx, f, fact->value_en);
	case KIND_NUMBER:
		return check_number(f, fact->value);
	case KIND_YES_NO:
		return str_same(fact->value, "yes") || str_same(fact->value, "no") ? NULL : N_("Choose one of the answers in the list.");
	case KIND_CHOICE:
		return kind_option_find(f, fact->value) ? NULL : N_("Choose one of the answers in the list.");
	case KIND_CHOICES:
		return check_choices(ctx, f, &fact->value);
	case KIND_DATE:
		return day_parse(fact->value) != DAY_NONE ? NULL : N_("Write a date, for example 24.11.2026.");
	case KIND_MONEY:
		return check_money(fact->value, currency);
	case KIND_URL:
	case KIND_TYPES:
		break;
	}
	return check_url(fact->value);
}

/* --- all facts of a service --------------------------------------------------------------------------------------- */

static bool says_nothing(const struct kind_field *f, const struct service_fact *fact)
{
	if (!str_is(fact->value) && !str_is(fact->value_en))
		return true;
	return f && f->type == KIND_YES_NO && str_same(fact->value, "unknown");
}

static struct str bounds(struct ctx *ctx, const struct kind_field *f)
{
	return arena_printf(ctx->arena, "%lld–%lld", (long long)f->least, (long long)f->most);
}

static void check_fact(struct ctx *ctx, const struct kind_field *f, struct service_fact *fact, struct str currency, struct problems *bad)
{
	const char *name = service_fact_name(ctx, fact->field, false), *wrong;

	if (!f) {
		problem_once(bad, name, N_("This kind of support does not ask for that."));
		return;
	}
	if (!has_words(f))
		fact->value_en = S("");
	wrong = check_value(ctx, f, fact, currency);
	if (wrong && f->type == KIND_NUMBER && (f->least || f->most))
		problem_with(bad, name, N_("Write a whole number from {x}."), bounds(ctx, f));
	else if (wrong)
		problem_once(bad, name, wrong);
}

static bool is_double(const struct service_fact *facts, size_t n, struct str field)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(facts[i].field, field))
			return true;
	return false;
}

void service_check_facts(struct ctx *ctx, const struct kind *k, struct service_whole *w, struct problems *bad)
{
	struct service_fact *facts = arena_array(ctx->arena, w->nfacts, struct service_fact);
	size_t n = 0;

	for (size_t i = 0; i < w->nfacts; i++) {
		struct service_fact fact = w->facts[i];
		const struct kind_field *f = kind_field_find(k, fact.field);

		fact.value = fact.value.p ? str_trim(fact.value) : S("");
		fact.value_en = fact.value_en.p ? str_trim(fact.value_en) : S("");
		if (says_nothing(f, &fact) || is_double(facts, n, fact.field))
			continue;
		check_fact(ctx, f, &fact, w->s.currency, bad);
		facts[n++] = fact;
	}
	w->facts = facts, w->nfacts = n;
}

/* Who asks for a yes before it is shown wants to hear yes: a no is an answer, but no permission. */
void service_missing_facts(struct ctx *ctx, const struct kind *k, const struct service_whole *w, struct problems *bad)
{
	for (size_t i = 0; i < k->nfields; i++) {
		const struct kind_field *f = &k->fields[i];
		const struct service_fact *fact = service_fact_find(w, f->code);

		if (!f->required || f->retired)
			continue;
		if (!fact)
			problem_with(bad, service_fact_name(ctx, f->code, false), N_("Before everybody can see it, answer this: {x}."),
				     kind_field_label(ctx, f));
		else if (f->type == KIND_YES_NO && !str_same(fact->value, "yes"))
			problem_with(bad, service_fact_name(ctx, f->code, false), N_("It can only be shown when this is a yes: {x}."),
				     kind_field_label(ctx, f));
	}
}

day_t service_last_day(const struct kind *k, const struct service_whole *w)
{
	day_t last = DAY_NONE, day;

	for (size_t i = 0; i < w->nfacts; i++) {
		const struct kind_field *f = kind_field_find(k, w->facts[i].field);
		if (!f || !f->expires || f->retired || f->type != KIND_DATE)
			continue;
		day = day_parse(w->facts[i].value);
		if (day != DAY_NONE && (last == DAY_NONE || day < last))
			last = day;
	}
	return last;
}

/* --- said aloud -------------------------------------------------------------------------------------------------------- */

static struct str options_said(struct ctx *ctx, const struct kind_field *f, struct str codes)
{
	struct str words[KIND_OPTIONS_MOST], rest = codes, code;
	size_t n = 0;

	while (n < KIND_OPTIONS_MOST && str_cut(&rest, ' ', &code)) {
		const struct kind_option *o = code.n ? kind_option_find(f, code) : NULL;
		if (!code.n)
			continue;
		words[n] = o ? kind_option_label(ctx, o) : code;
		words[n] = n ? tr_small(ctx, words[n]) : words[n];
		n++;
	}
	return tr_and(ctx, words, n);
}

struct str service_fact_text(struct ctx *ctx, const struct kind_field *f, const struct service_fact *fact, struct str currency, bool *foreign)
{
	int64_t n;

	*foreign = false;
	switch (f->type) {
	case KIND_YES_NO:
		return str_same(fact->value, "yes") ? tr(ctx, "Yes") : tr(ctx, "No");
	case KIND_CHOICE:
	case KIND_CHOICES:
		return options_said(ctx, f, fact->value);
	case KIND_NUMBER:
		return str_int(fact->value, &n) ? tr_number(ctx, n) : fact->value;
	case KIND_MONEY:
		return str_int(fact->value, &n) ? tr_money(ctx, n, currency) : fact->value;
	case KIND_DATE:
		return day_parse(fact->value) == DAY_NONE ? fact->value : tr_date(ctx, day_parse(fact->value));
	case KIND_TEXT:
	case KIND_LONG:
		return meeting_text(ctx, fact->value, fact->value_en, foreign);
	case KIND_URL:
	case KIND_TYPES:
		break;
	}
	return fact->value;
}

/* --- as fields of a form ---------------------------------------------------------------------------------------------------- */

static const enum field_type types[KIND_TYPES] = {
	[KIND_TEXT] = FIELD_TEXT, [KIND_LONG] = FIELD_LONG, [KIND_NUMBER] = FIELD_OPT_INT, [KIND_YES_NO] = FIELD_CHOICE,
	[KIND_CHOICE] = FIELD_CHOICE, [KIND_CHOICES] = FIELD_CHOICES, [KIND_DATE] = FIELD_DATE, [KIND_MONEY] = FIELD_MONEY,
	[KIND_URL] = FIELD_URL,
};

/* Where a fact stands in service_typed: Danish and English side by side. */
static size_t slot(size_t field, bool english)
{
	return offsetof(struct service_typed, facts) + (2 * field + english) * sizeof(struct service_answer);
}

static size_t offset_of(const struct kind_field *f, size_t field)
{
	size_t in_answer = f->type == KIND_DATE ? offsetof(struct service_answer, day) :
			   f->type == KIND_NUMBER || f->type == KIND_MONEY ? offsetof(struct service_answer, n) :
									     offsetof(struct service_answer, text);

	return slot(field, false) + in_answer;
}

static const struct choice *choices_of(struct ctx *ctx, const struct kind_field *f)
{
	struct choice *c;

	if (f->type == KIND_YES_NO)
		return tri_choices;
	c = arena_array(ctx->arena, f->noptions + 1, struct choice);
	/* A retired one can be kept by who has it, but is not offered anew: the order says so. */
	for (size_t i = 0; i < f->noptions; i++)
		c[i] = (struct choice){ arena_z(ctx->arena, f->options[i].code), arena_z(ctx->arena, kind_option_label(ctx, &f->options[i])) };
	return c;
}

static struct field field_of(struct ctx *ctx, const struct kind_field *f, size_t i)
{
	struct str label = kind_field_label(ctx, f), hint = kind_field_hint(ctx, f);
	unsigned flags = (f->required ? FIELD_DEPENDS : 0) | (f->is_public ? 0 : FIELD_PRIVATE) | (has_words(f) ? FIELD_GUARDED : 0);

	if (has_words(f))
		label = TR_FILL(ctx, tr(ctx, "{label}, in Danish"), { "label", label });
	return (struct field){
		.name = service_fact_name(ctx, f->code, false), .type = types[f->type], .offset = offset_of(f, i), .flags = flags,
		.least = f->least, .label = arena_z(ctx->arena, label), .hint = hint.n ? arena_z(ctx->arena, hint) : NULL,
		.most = f->type == KIND_TEXT ? LINE_CHARS : f->type == KIND_LONG ? LONG_CHARS : f->type == KIND_MONEY ? MONEY_MOST : f->most,
		.choices = f->type == KIND_YES_NO || f->noptions ? choices_of(ctx, f) : NULL,
	};
}

static struct field english_of(struct ctx *ctx, const struct kind_field *f, size_t i, const struct field *danish)
{
	struct field out = *danish;

	out.name = service_fact_name(ctx, f->code, true);
	out.offset = slot(i, true) + offsetof(struct service_answer, text);
	out.label = arena_z(ctx->arena, TR_FILL(ctx, tr(ctx, "{label}, in English"), { "label", kind_field_label(ctx, f) }));
	out.hint = NULL;
	out.flags &= ~(unsigned)FIELD_DEPENDS;
	return out;
}

static size_t put_facts(struct ctx *ctx, const struct kind *k, struct field *out)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nfields && i < KIND_FIELDS_MOST; i++) {
		const struct kind_field *f = &k->fields[i];
		if (f->retired)
			continue;
		out[n] = field_of(ctx, f, i);
		if (!n)
			out[n].group = arena_z(ctx->arena, kind_name(ctx, k));
		n++;
		if (has_words(f))
			out[n] = english_of(ctx, f, i, &out[n - 1]), n++;
	}
	return n;
}

const struct field *service_form_fields(struct ctx *ctx, const struct kind *k)
{
	struct field *all;
	size_t n = 0, shared = 0;

	while (service_fields[shared].name)
		shared++;
	all = arena_array(ctx->arena, shared + 2 * k->nfields + 1, struct field);
	for (size_t i = 0; i < shared; i++) {
		if (i && service_fields[i].group && n == i)
			n += put_facts(ctx, k, all + n);
		all[n++] = service_fields[i];
	}
	return all;
}

static struct service_answer answer_of(const struct kind_field *f, struct str value)
{
	struct service_answer a = { .text = value, .n = INT64_MIN, .day = DAY_NONE };

	if (f->type == KIND_DATE)
		a.day = day_parse(value);
	else if (f->type == KIND_NUMBER || f->type == KIND_MONEY)
		a.n = str_int(value, &a.n) ? a.n : INT64_MIN;
	return a;
}

void service_to_typed(struct ctx *ctx, const struct kind *k, const struct service_whole *w, struct service_typed *t)
{
	(void)ctx;
	*t = (struct service_typed){ .s = w->s };
	for (size_t i = 0; i < k->nfields && i < KIND_FIELDS_MOST; i++) {
		const struct service_fact *fact = service_fact_find(w, k->fields[i].code);
		t->facts[2 * i] = answer_of(&k->fields[i], fact ? fact->value : S(""));
		t->facts[2 * i + 1].text = fact ? fact->value_en : S("");
	}
}

static struct str answer_text(struct ctx *ctx, const struct kind_field *f, const struct service_answer *a)
{
	if (f->type == KIND_DATE)
		return a->day == DAY_NONE ? S("") : day_str(ctx->arena, a->day);
	if (f->type == KIND_NUMBER || f->type == KIND_MONEY)
		return a->n == INT64_MIN ? S("") : arena_printf(ctx->arena, "%lld", (long long)a->n);
	return a->text;
}

void service_of_typed(struct ctx *ctx, const struct kind *k, const struct service_typed *t, struct service_whole *w)
{
	struct service_fact *facts = arena_array(ctx->arena, k->nfields, struct service_fact);
	size_t n = 0;

	for (size_t i = 0; i < k->nfields && i < KIND_FIELDS_MOST; i++) {
		const struct kind_field *f = &k->fields[i];
		const struct service_fact *kept = service_fact_find(w, f->code);
		if (f->retired && !kept)
			continue;
		facts[n++] = f->retired ? *kept : (struct service_fact){ f->code, answer_text(ctx, f, &t->facts[2 * i]), t->facts[2 * i + 1].text };
	}
	w->s = t->s;
	w->facts = facts, w->nfacts = n;
}
