/* need_page.c -- start from a need (S-104): twelve plain ones, the five best answers, and what to do. */
#include "support/needs.h"
#include "support/view.h"
#include "cal/cal.h"
#include "info/info.h"

#include <string.h>

enum { BEST_MOST = 5, OF_A_KIND_MOST = 2, LOOKED_AT = 40, LINES_MOST = 5, EXPLAINED = 3, NEEDS = 12 };

struct line_view {
	struct str name, number, dial, sentence;
};

struct need_section {
	struct str label, sentence, all_url, id;
	struct rows rows;
	int64_t total;
};

struct need_view {
	const struct support_query *q;
	bool unsafe, any;
	struct line_view lines[LINES_MOST];
	size_t nlines;
	struct need_section sections[NEEDS];
	size_t nsections;
	struct str place_text;
};

static struct str other_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

/* The three that people ask for most, explained to those who tick nothing. */
static const char *const explained[EXPLAINED] = { "talk", "group", "sleep" };

#include "support_rows_html.h"
#include "support_need_html.h"

/* --- who answers now ------------------------------------------------------------------------------------------- */

static struct str digits(struct ctx *ctx, const char *number)
{
	char *to = arena_alloc(ctx->arena, strlen(number) + 1);
	size_t n = 0;

	for (const char *c = number; *c; c++)
		if (*c >= '0' && *c <= '9')
			to[n++] = *c;
	return (struct str){ to, n };
}

/* Lines that answer, or perhaps do: one that is surely closed helps nobody now. */
static void fill_lines(struct ctx *ctx, struct need_view *v)
{
	struct str country = str_is(v->q->place_country) && !str_same(v->q->place_country, "DK") ? v->q->place_country : S("DK");

	for (const struct help_line *l = help_lines; l->number && v->nlines < LINES_MOST; l++)
		if (str_same(country, l->country) && help_now(l, ctx->house->cal, ctx->now) != HELP_CLOSED)
			v->lines[v->nlines++] = (struct line_view){ tr_of(ctx, str_of(l->name)), str_of(l->number), digits(ctx, l->number),
								    tr_of(ctx, str_of(l->sentence)) };
}

/* --- the five best ------------------------------------------------------------------------------------------------ */

/* In the order of the directory, but at most two of one kind while there are others: a choice, not a list. */
static size_t pick(const struct support_hit *h, size_t n, size_t most, struct support_hit *out)
{
	bool taken[LOOKED_AT] = { false };
	size_t m = 0;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < n && m < most; i++) {
			size_t same = 0;
			for (size_t k = 0; k < m; k++)
				same += out[k].kind == h[i].kind;
			if (taken[i] || (!round && same >= OF_A_KIND_MOST))
				continue;
			taken[i] = true;
			out[m++] = h[i];
		}
	return m;
}

static enum err fill_section(struct ctx *ctx, const struct need_view *v, unsigned need, size_t most, const struct kind *kinds, size_t nkinds,
			     struct need_section *s)
{
	struct support_query one = *v->q, all = *v->q;
	struct support_result result;
	struct support_hit best[BEST_MOST];
	size_t n;

	all.needs = one.needs = UINT64_C(1) << need;
	one.takes = true;
	TRY(support_first(ctx, &one, LOOKED_AT, &result));
	n = pick(result.hits, result.n, most, best);
	TRY(rows_make(ctx, &all, kinds, nkinds, best, n, &s->rows));
	s->total = result.total;
	s->label = tr_of(ctx, str_of(kind_needs[need].label));
	s->sentence = tr(ctx, support_needs[need].sentence);
	s->all_url = support_url(ctx, &all, NULL);
	s->id = str_of(kind_needs[need].code);
	return OK;
}

static enum err fill_sections(struct ctx *ctx, struct need_view *v, const struct kind *kinds, size_t nkinds)
{
	size_t needs = (size_t)__builtin_popcountll(v->q->needs), each = needs ? BEST_MOST / needs : 0;

	if (!each)
		each = 1;
	for (unsigned i = 0; kind_needs[i].code; i++)
		if (v->q->needs >> i & 1)
			TRY(fill_section(ctx, v, i, each, kinds, nkinds, &v->sections[v->nsections++]));
	return OK;
}

enum err need_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct need_view *v = arena_new_of(ctx->arena, struct need_view);
	struct support_query q;
	const struct kind *kinds;
	struct frame f;
	size_t nkinds;

	(void)rep;
	TRY(index_kinds(ctx, &kinds, &nkinds));
	TRY(support_read(ctx, &req->query, kinds, nkinds, &q));
	v->q = &q;
	v->unsafe = value_has(&req->query, "need", "unsafe");
	v->any = q.needs || v->unsafe;
	if (v->unsafe || need_is_urgent(q.needs))
		fill_lines(ctx, v);
	TRY(fill_sections(ctx, v, kinds, nkinds));
	f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "What would help?"));
	TRY(frame_begin_html(ctx, &f));
	TRY(need_html(ctx, v));
	return frame_end_html(ctx, &f);
}
