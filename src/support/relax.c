/* relax.c -- nothing fits: which one choice to let go, and how many there are then. */
#include "support/support_parts.h"
#include "support/senses.h"

#include <stdlib.h>

enum { TRIES_MOST = 60 };

struct tries {
	struct seek *s;
	struct support_relaxation all[TRIES_MOST];
	size_t n;
};

static void attempt(struct tries *t, const struct support_query *wider, struct support_relaxation r)
{
	struct ctx *ctx = t->s->ctx;
	struct arena *mine = ctx->arena;

	ctx->arena = arena_new(0);
	r.hits = seek_count_of(ctx, t->s->x, wider);
	arena_free(ctx->arena);
	ctx->arena = mine;
	if (r.hits && t->n < TRIES_MOST)
		t->all[t->n++] = r;
}

static void without_filters(struct tries *t)
{
	for (const struct filter *f = support_filters; f->name; f++) {
		struct support_query wider = *t->s->q;
		if (!filter_is_set(f, &wider))
			continue;
		filter_clear(f, &wider);
		attempt(t, &wider, (struct support_relaxation){ .filter = f->name, .weekday = -1 });
	}
}

/* "2 if you include Thursday": one day more at a time, and all of them. */
static void with_more_days(struct tries *t)
{
	struct support_query wider = *t->s->q;

	for (int d = 0; wider.days && d < 7; d++) {
		wider = *t->s->q;
		if (wider.days >> d & 1)
			continue;
		wider.days |= 1u << d;
		attempt(t, &wider, (struct support_relaxation){ .filter = "day", .weekday = d });
	}
	wider = *t->s->q;
	if (!wider.days && !wider.time.n && !wider.open)
		return;
	wider.days = 0;
	wider.time = S("");
	wider.open = false;
	attempt(t, &wider, (struct support_relaxation){ .filter = "when", .weekday = -1 });
}

/* The text without one of its words; absent when it has only this one. */
static struct str text_without(struct arena *a, struct str text, struct str word)
{
	size_t at = (size_t)(word.p - text.p);
	struct str rest = arena_printf(a, "%.*s %.*s", STR_ARG(str_trim(str_slice(text, 0, at))),
				       STR_ARG(str_trim(str_slice(text, at + word.n, text.n))));

	return str_trim(rest).n ? str_trim(rest) : STR_ABSENT;
}

static void without_words(struct tries *t)
{
	struct support_query wider = *t->s->q;
	struct str word, rest;
	size_t at = 0;

	if (!wider.q.n)
		return;
	while (text_word(t->s->q->q, &at, &word)) {
		rest = text_without(t->s->ctx->arena, t->s->q->q, word);
		wider.q = rest;
		if (rest.p)
			attempt(t, &wider, (struct support_relaxation){ .filter = "q", .weekday = -1, .word = word });
	}
	wider.q = S("");
	attempt(t, &wider, (struct support_relaxation){ .filter = "q", .weekday = -1 });
}

static void no_kind(struct support_query *q) { q->kind = S(""); q->nfacts = 0; }
static void no_facts(struct support_query *q) { q->nfacts = 0; }
static void any_mode(struct support_query *q) { q->in_room = q->online = false; }
static void no_area(struct support_query *q) { q->area_id = 0; }
static void no_org(struct support_query *q) { q->org_id = 0; }
static void full_too(struct support_query *q) { q->takes = false; }
static void no_km(struct support_query *q) { q->radius_km = 0; }

static void without_others(struct tries *t)
{
	const struct support_query *q = t->s->q;
	const struct {
		const char *filter;
		bool set;
		void (*let_go)(struct support_query *);
	} others[] = {
		{ "kind", q->kind.n > 0, no_kind }, { "facts", q->nfacts > 0, no_facts }, { "room", q->in_room && !q->online, any_mode },
		{ "online", q->online && !q->in_room, any_mode }, { "area", q->area_id != 0, no_area }, { "org", q->org_id != 0, no_org },
		{ "takes", q->takes, full_too }, { "km", q->radius_km > 0, no_km },
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct support_query wider = *q;
		if (!others[i].set)
			continue;
		others[i].let_go(&wider);
		attempt(t, &wider, (struct support_relaxation){ .filter = others[i].filter, .weekday = -1 });
	}
}

static int by_hits(const void *a, const void *b)
{
	const struct support_relaxation *x = a, *y = b;

	return (x->hits < y->hits) - (x->hits > y->hits);
}

/* One word less is a smaller step than no word at all, one day more than any time: small steps first, then many hits. */
static bool is_small(const struct support_relaxation *r)
{
	return r->weekday >= 0 || r->word.p;
}

void seek_relax(struct seek *s, struct support_result *out)
{
	struct tries t = { .s = s };

	with_more_days(&t);
	without_filters(&t);
	without_others(&t);
	without_words(&t);
	if (t.n)
		qsort(t.all, t.n, sizeof *t.all, by_hits);
	for (int small = 1; small >= 0; small--)
		for (size_t i = 0, taken = 0; i < t.n && out->nrelax < SUPPORT_RELAX_MOST && taken < SUPPORT_RELAX_MOST / 2 + !small * 4; i++)
			if (is_small(&t.all[i]) == small) {
				out->relax[out->nrelax++] = t.all[i];
				taken++;
			}
}
