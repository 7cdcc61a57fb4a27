/*
 * needs.c -- which plain needs a listing meets.
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

/* "housing.stay:tonight" for every answer that visitors may ask for. */
static void say_answer(struct reading *to, struct said *s, const struct index_kind *k, const struct index_service_fact *f)
{
	struct arena *a = to->scratch;

	for (size_t i = 0; i < to->nquestions; i++) {
		const struct index_question *q = &to->questions[i];
		struct str rest = f->value, code;
		if (q->kind != k->id || !str_eq(q->code, f->field))
			continue;
		while (str_cut(&rest, ' ', &code))
			if (code.n)
				said_fact(a, s, arena_printf(a, "%.*s.%.*s", STR_ARG(k->code), STR_ARG(f->field)).p, code);
	}
}

void reading_say_kind(struct reading *to, struct said *s, const struct index_kind *k, const struct index_service_fact *f, size_t n)
{
	struct str rest, need;

	if (!k)
		return;
	said_fact(to->scratch, s, "kind", k->code);
	rest = k->needs;
	while (str_cut(&rest, ' ', &need))
		if (need.n && meets(k, need, f, n))
			said_fact(to->scratch, s, "need", need);
	for (size_t i = 0; i < n; i++)
		say_answer(to, s, k, &f[i]);
}
