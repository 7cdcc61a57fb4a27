/*
 * run.c -- one question to the directory.
 *
 * Every condition is a set of documents, and what fits is what is in all of them; what is near is a second set, and
 * what can be had without going there a third.  Counting for each kind and each stage is then a pass over a set.
 */
#include "support/view.h"

#include <math.h>
#include <string.h>

enum { ENOUGH_NEAR = 5 };

uint64_t *seek_set(const struct seek *s)
{
	return arena_array(s->ctx->arena, s->x->words, uint64_t);
}

uint64_t *seek_copy(const struct seek *s, const uint64_t *set)
{
	return memcpy(seek_set(s), set, s->x->words * sizeof *set);
}

int64_t seek_count(const struct seek *s, const uint64_t *set)
{
	return bits_count_both(set, set, s->x->words);
}

/* --- words ------------------------------------------------------------------------------------------------- */

static bool is_part_of(struct arena *a, struct str phrase, struct str raw)
{
	return str_index(phrase, arena_printf(a, " %.*s ", STR_ARG(text_fold(a, raw))), 0) != SIZE_MAX;
}

/* Documents that say the word, and those of the kinds that it means. */
static void keep_word(struct seek *s, const struct ask *ask)
{
	uint64_t *set = index_saying(s->x, s->ctx->arena, ask);
	struct clause kinds = { 0 };

	index_kinds_meant(s->x, s->ctx->arena, ask, &kinds);
	if (kinds.n)
		bits_or(set, index_having(s->x, s->ctx->arena, &kinds), s->x->words);
	bits_and(s->fit, set, s->x->words);
}

/* A phrase: documents that say all of its words, and those of the kinds that it means. */
static void keep_phrase(struct seek *s, struct str phrase, const struct clause *kinds, const struct ask *asks, size_t n)
{
	struct arena *a = s->ctx->arena;
	uint64_t *set = NULL, *meant = index_having(s->x, a, kinds);

	for (size_t i = 0; i < n; i++)
		if (is_part_of(a, phrase, asks[i].raw)) {
			uint64_t *said = index_saying(s->x, a, &asks[i]);
			if (set)
				bits_and(set, said, s->x->words);
			else
				set = said;
		}
	if (set)
		bits_or(meant, set, s->x->words);
	bits_and(s->fit, meant, s->x->words);
}

static void keep_words(struct seek *s, struct str typed)
{
	struct arena *a = s->ctx->arena;
	struct clause kinds = { 0 };
	struct ask asks[ASKS_MOST];
	size_t n = typed.n ? asks_of(s->x->vocabulary, a, typed, asks, ASKS_MOST) : 0;
	struct str phrase = STR_ABSENT;

	if (n && index_phrase_meant(s->x, a, text_fold(a, typed), &kinds, &phrase))
		keep_phrase(s, phrase, &kinds, asks, n);
	for (size_t i = 0; i < n; i++)
		if (!phrase.p || !is_part_of(a, phrase, asks[i].raw))
			keep_word(s, &asks[i]);
}

/* --- filters ----------------------------------------------------------------------------------------------- */

static void keep(struct seek *s, const struct clause *c)
{
	index_keep(s->x, s->ctx->arena, s->fit, c);
}

static void keep_one(struct seek *s, bool asked, const char *name, struct str code)
{
	struct clause c = { 0 };

	if (!asked)
		return;
	clause_add(s->ctx->arena, &c, name, code);
	keep(s, &c);
}

static struct str number(struct seek *s, int64_t n)
{
	return arena_printf(s->ctx->arena, "%lld", (long long)n);
}

static void keep_hours(struct seek *s)
{
	const struct support_query *q = s->q;
	struct arena *a = s->ctx->arena;
	struct clause c = { 0 };

	for (int d = 0; d < 7; d++)
		if (q->days >> d & 1)
			clause_add(a, &c, q->time.n ? "hour" : "day",
				   q->time.n ? arena_printf(a, "%s.%.*s", support_days[d], STR_ARG(q->time)) : str_of(support_days[d]));
	if (!q->days && q->time.n)
		clause_add(a, &c, "time", q->time);
	if (c.n)
		keep(s, &c);
	if (q->open)
		bits_and(s->fit, s->x->open, s->x->words);
}

static void keep_mode(struct seek *s)
{
	struct clause c = { 0 };

	if (s->q->in_room == s->q->online)
		return;
	clause_add(s->ctx->arena, &c, "is", s->q->in_room ? S("in_room") : S("online"));
	if (s->q->in_room)
		clause_add(s->ctx->arena, &c, "is", S("at_home"));
	keep(s, &c);
}

static day_t today(const struct seek *s)
{
	return zone_local(s->x->home, s->ctx->now).day;
}

/* Few are full, and each until a day of its own. */
static void keep_those_that_take(struct seek *s)
{
	struct clause c = { 0 };
	struct bits_walk walk;
	uint64_t *full;
	uint32_t doc;

	clause_add(s->ctx->arena, &c, "is", S("full"));
	full = index_having(s->x, s->ctx->arena, &c);
	walk = bits_walk(full, s->x->words);
	while (bits_next(&walk, &doc))
		if (s->x->docs[doc].full_until >= today(s))
			bits_drop(s->fit, doc);
}

static bool has_date(const struct doc *d, struct str fact, const struct support_fact *f)
{
	for (uint32_t i = 0; i < d->ndates; i++)
		if (str_eq(d->dates[i].fact, fact) && d->dates[i].day >= f->from && (f->to == DAY_NONE || d->dates[i].day <= f->to))
			return true;
	return false;
}

static void keep_date(struct seek *s, const char *name, const struct support_fact *f)
{
	uint64_t *set = seek_copy(s, s->fit);
	struct bits_walk walk;
	struct clause c = { 0 };
	uint32_t doc;

	clause_add(s->ctx->arena, &c, name, S("date"));
	index_keep(s->x, s->ctx->arena, set, &c);
	walk = bits_walk(set, s->x->words);
	memset(s->fit, 0, s->x->words * sizeof *s->fit);
	while (bits_next(&walk, &doc))
		if (has_date(&s->x->docs[doc], c.facts[0], f))
			bits_put(s->fit, doc);
}

static void keep_facts(struct seek *s)
{
	for (size_t i = 0; i < s->q->nfacts; i++) {
		const struct support_fact *f = &s->q->facts[i];
		const char *name = arena_printf(s->ctx->arena, "%.*s.%.*s", STR_ARG(s->q->kind), STR_ARG(f->field)).p;
		if (f->from != DAY_NONE)
			keep_date(s, name, f);
		else
			keep_one(s, true, name, f->code);
	}
}

/* What is over on its own last day. */
static void drop_ended(struct seek *s)
{
	struct clause c = { 0 };
	struct bits_walk walk;
	day_t now = today(s);
	uint32_t doc;

	clause_add(s->ctx->arena, &c, "is", S("ending"));
	walk = bits_walk(index_having(s->x, s->ctx->arena, &c), s->x->words);
	while (bits_next(&walk, &doc))
		if (s->x->docs[doc].last_day < now)
			bits_drop(s->fit, doc);
}

static void keep_filters(struct seek *s)
{
	const struct support_query *q = s->q;

	for (const struct filter *f = support_filters; f->name; f++)
		if (f->type != FILTER_WITHOUT && filter_is_set(f, q)) {
			struct clause c = filter_clause(s->ctx->arena, f, q);
			keep(s, &c);
		}
	keep_one(s, q->kind.n > 0, "kind", q->kind);
	keep_one(s, q->area_id != 0, "area", number(s, q->area_id));
	keep_one(s, q->org_id != 0, "org", number(s, q->org_id));
	keep_mode(s);
	keep_hours(s);
	keep_facts(s);
	if (q->takes)
		keep_those_that_take(s);
	drop_ended(s);
}

/* Who is to be left out goes into a set of its own: the page says how many they were. */
static void leave_out(struct seek *s)
{
	const struct filter *f = filter_find("not");
	struct clause c;

	if (!filter_is_set(f, s->q))
		return;
	c = filter_clause(s->ctx->arena, f, s->q);
	s->left = seek_copy(s, s->fit);
	keep(s, &c);
	bits_without(s->left, s->fit, s->x->words);
}

/* --- near and far -------------------------------------------------------------------------------------------- */

/* Those of a set that can be had without going there: online, by phone, or they come to where one lives. */
static uint64_t *without_going(const struct seek *s, const uint64_t *set)
{
	const struct support_query *q = s->q;
	uint64_t *out = seek_copy(s, set), *coming;
	struct clause c = { 0 };

	clause_add(s->ctx->arena, &c, "serves", arena_printf(s->ctx->arena, "%lld", (long long)q->place_area));
	coming = index_having(s->x, s->ctx->arena, &c);
	if (!q->in_room || q->online)
		bits_or(coming, s->x->anywhere, s->x->words);
	bits_and(out, coming, s->x->words);
	return out;
}

/* A wider circle holds the narrower one: what was found stays. */
static void find_near(struct seek *s, const uint64_t *shown)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };
	const struct support_query *q = s->q;
	uint32_t n = 0;

	s->near = seek_set(s);
	s->km_most = q->radius_km;
	if (q->radius_km > 0)
		index_within(s->x, q->lat, q->lon, s->km_most, shown, s->near);
	for (size_t i = 0; !(q->radius_km > 0) && i < sizeof radii / sizeof *radii && n < ENOUGH_NEAR; i++) {
		s->km_most = radii[i];
		n += index_within(s->x, q->lat, q->lon, s->km_most, shown, s->near);
	}
	s->far = without_going(s, shown);
	bits_without(s->far, s->near, s->x->words);
}

/* How many of a set are in reach or can be had without going there. */
static int64_t count_in_reach(const struct seek *s, const uint64_t *set)
{
	uint64_t *reach;

	if (isnan(s->q->lat))
		return seek_count(s, set);
	reach = without_going(s, set);
	index_within(s->x, s->q->lat, s->q->lon, s->km_most, set, reach);
	return seek_count(s, reach);
}

void seek_fill(struct seek *s)
{
	uint64_t *shown;

	s->fit = seek_copy(s, s->x->alive);
	keep_words(s, sense_rest(s->ctx, s->q->q));
	keep_filters(s);
	leave_out(s);
	shown = seek_copy(s, s->fit);
	if (!s->q->old) {
		bits_and(shown, s->x->shown, s->x->words);
		if (s->left)
			bits_and(s->left, s->x->shown, s->x->words);
	}
	if (isnan(s->q->lat)) {
		s->near = shown;
		s->far = seek_set(s);
	} else {
		find_near(s, shown);
	}
}

enum err seek_open(struct ctx *ctx, const struct support_query *q, struct seek *s)
{
	*s = (struct seek){ .ctx = ctx, .q = q };
	TRY(q->open ? index_hold_open(ctx, &s->x) : index_hold(ctx, &s->x));
	seek_fill(s);
	return OK;
}

void seek_close(struct seek *s)
{
	index_let_go(s->ctx);
}

/* --- counting ------------------------------------------------------------------------------------------------ */

/* A set, and its members one by one when they are few: then asking for each is less than a pass over all documents. */
struct members {
	const uint64_t *set;
	uint32_t *few;                /* NULL: they are many */
	size_t nfew;
};

static struct members members_of(const struct seek *s, const uint64_t *set, int64_t n)
{
	struct bits_walk walk = bits_walk(set, s->x->words);
	struct members m = { .set = set };
	uint32_t doc;

	if (n > (int64_t)s->x->words)
		return m;
	m.few = arena_array(s->ctx->arena, (size_t)n + 1, uint32_t);
	while (bits_next(&walk, &doc))
		m.few[m.nfew++] = doc;
	return m;
}

static int64_t count_with(const struct seek *s, const struct members *all, const char *name, struct str code)
{
	const struct term *t = index_term(s->x, fact_of(s->ctx->arena, name, code));
	int64_t n = 0;

	if (t && t->set && !all->few)
		return bits_count_both(all->set, t->set, s->x->words);
	for (size_t i = 0; t && t->set && i < all->nfew; i++)
		n += bits_has(t->set, all->few[i]);
	for (uint32_t i = 0; t && !t->set && i < t->n; i++)
		n += bits_has(all->set, t->docs[i]);
	return n;
}

static void count_groups(const struct seek *s, const struct kind *kinds, size_t nkinds, struct support_result *out)
{
	uint64_t *set = seek_copy(s, s->near);
	struct members all;

	bits_or(set, s->far, s->x->words);
	out->total = seek_count(s, set);
	all = members_of(s, set, out->total);
	for (size_t i = 0; i < nkinds && i < KINDS_MOST; i++)
		out->count.kinds[i] = count_with(s, &all, "kind", kinds[i].code);
	for (size_t i = 0; kind_stages[i].code; i++)
		out->count.stages[i] = count_with(s, &all, "stage", str_of(kind_stages[i].code));
}

static void count_hidden(const struct seek *s, struct support_result *out)
{
	uint64_t *hidden = seek_copy(s, s->fit);

	if (s->left)
		out->left_out = count_in_reach(s, s->left);
	if (s->q->old)
		return;
	bits_without(hidden, s->x->shown, s->x->words);
	out->old_hidden = count_in_reach(s, hidden);
}

int64_t seek_count_of(struct ctx *ctx, const struct index *x, const struct support_query *q)
{
	struct seek s = { .ctx = ctx, .x = x, .q = q };

	seek_fill(&s);
	return seek_count(&s, s.near) + seek_count(&s, s.far);
}

/* --- the answer ---------------------------------------------------------------------------------------------- */

enum err support_run(struct ctx *ctx, const struct support_query *q, const struct kind *kinds, size_t nkinds,
		     struct support_result *out)
{
	size_t from = (size_t)(q->page - 1) * SUPPORT_PAGE;
	struct seek s;

	*out = (struct support_result){ 0 };
	if (sense_is_elsewhere(ctx, q->q))
		return OK;
	TRY(seek_open(ctx, q, &s));
	count_groups(&s, kinds, nkinds, out);
	count_hidden(&s, out);
	out->radius_km = s.km_most;
	out->pages = (out->total + SUPPORT_PAGE - 1) / SUPPORT_PAGE;
	seek_page(&s, NULL, from, from + SUPPORT_PAGE, &out->hits, &out->n);
	seek_instead(&s, out->hits, out->n);
	if (!out->total)
		seek_relax(&s, out);
	seek_close(&s);
	if (!out->total)
		support_nothing_note(ctx, kind_of_query(q, kinds, nkinds) ? kind_of_query(q, kinds, nkinds)->id : 0);
	return OK;
}

enum err support_first(struct ctx *ctx, const struct support_query *q, size_t most, struct support_result *out)
{
	struct seek s;

	*out = (struct support_result){ 0 };
	TRY(seek_open(ctx, q, &s));
	out->total = seek_count(&s, s.near) + seek_count(&s, s.far);
	out->radius_km = s.km_most;
	seek_page(&s, NULL, 0, most, &out->hits, &out->n);
	seek_close(&s);
	return OK;
}

/* --- several questions at once --------------------------------------------------------------------------------- */

enum err support_counts(struct ctx *ctx, const struct support_query *q, size_t n, int64_t *out)
{
	struct arena *mine = ctx->arena;
	const struct index *x;

	TRY(n && q[0].open ? index_hold_open(ctx, &x) : index_hold(ctx, &x));
	ctx->arena = arena_new(0);
	for (size_t i = 0; i < n; i++) {
		arena_reset(ctx->arena);
		out[i] = seek_count_of(ctx, x, &q[i]);
	}
	arena_free(ctx->arena);
	ctx->arena = mine;
	index_let_go(ctx);
	return OK;
}

enum err support_groups(struct ctx *ctx, const struct support_query *q, struct group *out, size_t *n)
{
	struct seek s;

	*n = 0;
	TRY(seek_open(ctx, q, &s));
	for (size_t i = 0; kind_stages[i].code && *n < GROUPS_MOST; i++) {
		struct group *g = &out[*n];
		struct clause c = { 0 };
		uint64_t *stage;
		clause_add(ctx->arena, &c, "stage", str_of(kind_stages[i].code));
		stage = index_having(s.x, ctx->arena, &c);
		*g = (struct group){ .stage = i, .n = (int64_t)bits_count_both(stage, s.near, s.x->words) + bits_count_both(stage, s.far, s.x->words) };
		if (!g->n)
			continue;
		seek_page(&s, stage, 0, GROUP_FIRST, &g->hits, &g->nhits);
		++*n;
	}
	seek_close(&s);
	return OK;
}

enum err support_languages(struct ctx *ctx, uint64_t *bits)
{
	const struct index *x;

	*bits = 0;
	TRY(index_hold(ctx, &x));
	for (unsigned i = 0; i < 64 && language_choices[i].code; i++)
		if (index_term(x, fact_of(ctx->arena, "language", str_of(language_choices[i].code))))
			*bits |= UINT64_C(1) << i;
	index_let_go(ctx);
	return OK;
}
