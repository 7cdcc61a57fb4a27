/*
 * needs.c -- which plain needs a listing meets, for whom, and when on the way.
 *
 * A kind says which of the twelve needs it answers (kind.needs).  Where one kind answers several, what a single
 * service says of itself decides: a shelter is for tonight, a flat is not.  A service that has not said is taken for both.
 */
#include "index/index_parts.h"

#include "index_sql.h"

static const struct row {
	const char *kind, *need, *field, *answers;
} rows[] = {
	{ "housing", "sleep", "stay", "tonight" },
	{ "housing", "home", "stay", "short long own_home keep_home" },
	{ "case-management", "papers", "topics", "cash food housing id health" },
	{ "case-management", "law_money", "topics", "legal debt family_law record" },
	{ "outreach", "sleep", "settings", "shelter" },
};

static const struct index_service_fact *fact_find(const struct index_service_fact *f, size_t n, const char *field)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(f[i].field, field))
			return &f[i];
	return NULL;
}

static bool have_one(struct str codes, const char *answers)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		if (code.n && codes_have(str_of(answers), code))
			return true;
	return false;
}

static bool meets(const struct index_kind *k, struct str need, const struct index_service_fact *f, size_t n)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct index_service_fact *said;
		if (!str_same(k->code, rows[i].kind) || !str_same(need, rows[i].need))
			continue;
		said = fact_find(f, n, rows[i].field);
		return !said || have_one(said->value, rows[i].answers);
	}
	return true;
}

static const struct index_question *question_find(const struct reading *to, const struct index_kind *k, struct str field)
{
	for (size_t i = 0; i < to->nquestions; i++)
		if (to->questions[i].kind == k->id && str_eq(to->questions[i].code, field))
			return &to->questions[i];
	return NULL;
}

static void say_date(struct reading *to, struct doc *d, struct said *s, const char *name, const struct index_question *q, day_t day)
{
	if (day == DAY_NONE)
		return;
	if (q->expires) {
		said_fact(to->scratch, s, "is", S("ending"));
		d->last_day = d->last_day == DAY_NONE || day < d->last_day ? day : d->last_day;
	}
	if (!q->filter)
		return;
	said_fact(to->scratch, s, name, S("date"));
	reading_date(to, d, (struct doc_date){ arena_str(to->to->arena, s->facts[s->nfacts - 1]), day });
}

/* "housing.stay:tonight" for every answer that visitors may ask for; a date stands in the document. */
static void say_answer(struct reading *to, struct doc *d, struct said *s, const struct index_kind *k, const struct index_service_fact *f)
{
	const struct index_question *q = question_find(to, k, f->field);
	const char *name = arena_printf(to->scratch, "%.*s.%.*s", STR_ARG(k->code), STR_ARG(f->field)).p;

	if (q && str_same(q->type, "date"))
		say_date(to, d, s, name, q, day_parse(f->value));
	else if (q)
		said_facts(to->scratch, s, name, f->value);
}

void reading_say_kind(struct reading *to, struct doc *d, struct said *s, const struct index_kind *k,
		      const struct index_service_fact *f, size_t n)
{
	struct str rest, need;

	d->kind = KIND_NONE;
	if (!k)
		return;
	d->kind = (uint16_t)(k - to->kinds);
	said_fact(to->scratch, s, "kind", k->code);
	rest = k->needs;
	while (str_cut(&rest, ' ', &need))
		if (need.n && meets(k, need, f, n))
			said_fact(to->scratch, s, "need", need);
	for (size_t i = 0; i < n; i++)
		say_answer(to, d, s, k, &f[i]);
}

/* --- for whom ---------------------------------------------------------------------------------------------- */

/* Relatives and parents are meant where somebody says so, and where the whole kind is for them and nobody says otherwise. */
void reading_say_whom(struct reading *to, struct said *s, struct str audience, bool relatives, const struct index_kind *k)
{
	static const char *const me[] = { "everyone", "adults", "young", "women", "men", "lgbt" };
	bool everyone = !audience.n || codes_have(audience, S("everyone")), mine = !audience.n && !relatives;
	struct arena *a = to->scratch;

	for (size_t i = 0; i < sizeof me / sizeof *me; i++)
		mine = mine || codes_have(audience, str_of(me[i]));
	said_facts(a, s, "audience", audience);
	if (!audience.n)
		said_fact(a, s, "audience", S("everyone"));
	if (mine)
		said_fact(a, s, "for", S("me"));
	if (relatives || codes_have(audience, S("relatives")) || (everyone && k && codes_have(k->needs, S("family"))))
		said_fact(a, s, "for", S("relative"));
	if (codes_have(audience, S("parents")) || (everyone && k && codes_have(k->needs, S("child"))))
		said_fact(a, s, "for", S("parent"));
	if (codes_have(audience, S("young")))
		said_fact(a, s, "for", S("youth"));
}

/* --- when on the way --------------------------------------------------------------------------------------- */

/* Before, during and after treatment, or without it: by the stages that a listing serves.  Where one must be in treatment, there is no before. */
static const struct way {
	const char *code, *stages;
	bool without_treatment;
} ways[] = {
	{ "before", "contact detox rss mutual housing harm education social", true },
	{ "during", "inpatient outpatient medication rss mutual housing harm education social", false },
	{ "after", "medication aftercare rss mutual housing social education", false },
	{ "none", "contact rss mutual housing harm education social", true },
};

void reading_say_way(struct reading *to, struct said *s, struct str stages, struct str relation)
{
	bool needs_treatment = str_same(relation, "needs_treatment");

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (have_one(stages, ways[i].stages) && !(needs_treatment && ways[i].without_treatment))
			said_fact(to->scratch, s, "way", str_of(ways[i].code));
}
