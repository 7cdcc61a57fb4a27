/* support_page.c -- the directory of every kind of support. */
#include "support/needs.h"
#include "support/view.h"
#include "place/gazetteer.h"

#include <math.h>
#include <string.h>

enum { SUGGEST_MOST = 3, CHOSEN_MOST = 40, LINKS_MOST = 40, SENSES_MOST = 20, OPTIONS_MOST = KIND_OPTIONS_MOST + 4 };

struct fact_view {
	struct str name, label, chosen;
	struct str codes[OPTIONS_MOST], labels[OPTIONS_MOST];
	size_t n;
	bool is_yes_no;
};

struct sense_view {
	struct str label, gloss, href;
	int64_t n;
};

struct link_view {
	struct str label, href;
	int64_t n;
};

struct group_view {
	struct str label, href;
	int64_t n;
	struct row *rows;
	size_t nrows;
};

/* Everything that the page shows. */
struct directory {
	const struct support_query *q;
	const struct support_result *result;
	const struct kind *kinds;
	size_t nkinds;
	struct rows rows;
	struct str title, lead, count, here, finder_url, old_url, all_givers_url, left_out_text, stage, km, kind_name;
	bool more_used, methods, begin, elsewhere, urgent;
	uint64_t languages;
	struct fact_view *facts;
	size_t nfacts;
	struct str chosen[CHOSEN_MOST], chosen_urls[CHOSEN_MOST];
	size_t nchosen;
	struct str suggest[SUGGEST_MOST], suggest_urls[SUGGEST_MOST];
	size_t nsuggest;
	struct str sense_title, sense_explain, sense_name;
	struct sense_view senses[SENSES_MOST];
	size_t nsenses;
	struct group_view groups[GROUPS_MOST];
	size_t ngroups;
	struct str relax_texts[SUPPORT_RELAX_MOST], relax_urls[SUPPORT_RELAX_MOST];
	struct link_view kind_links[LINKS_MOST], stage_links[GROUPS_MOST];
	size_t nkind_links, nstage_links;
	struct pager pager;
};

static struct str other_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

#include "support_rows_html.h"
#include "support_find_html.h"

struct str support_url(struct ctx *ctx, const struct support_query *q, const char *drop)
{
	struct str address = support_write(ctx, q, drop);

	return arena_printf(ctx->arena, "/%s/support%s%.*s", ctx->lang, address.n ? "?" : "", STR_ARG(address));
}

/* --- the form -------------------------------------------------------------------------------------------------- */

static struct str answer_to(const struct support_query *q, struct str field)
{
	for (size_t i = 0; i < q->nfacts; i++)
		if (str_eq(q->facts[i].field, field))
			return q->facts[i].code;
	return S("");
}

static void option(struct fact_view *v, struct str code, struct str label)
{
	if (v->n == OPTIONS_MOST)
		return;
	v->codes[v->n] = code;
	v->labels[v->n++] = label;
}

static void fill_options(struct ctx *ctx, const struct kind_field *f, struct fact_view *v)
{
	for (size_t i = 0; i < f->noptions; i++)
		if (!f->options[i].retired)
			option(v, f->options[i].code, kind_option_label(ctx, &f->options[i]));
	if (f->type != KIND_DATE)
		return;
	option(v, S("30"), tr(ctx, "Within 30 days"));
	option(v, S("90"), tr(ctx, "Within 3 months"));
	/* A day out of an address or a link. */
	if (day_parse(v->chosen) != DAY_NONE)
		option(v, v->chosen, TR_FILL(ctx, tr(ctx, "From {date}"), { "date", tr_date(ctx, day_parse(v->chosen)) }));
}

static void fill_facts(struct ctx *ctx, struct directory *v, const struct kind *k)
{
	v->kind_name = kind_name(ctx, k);
	v->facts = arena_array(ctx->arena, k->nfields, struct fact_view);
	for (size_t i = 0; i < k->nfields; i++) {
		const struct kind_field *f = &k->fields[i];
		struct fact_view *view = &v->facts[v->nfacts];
		if (!f->filter || !f->is_public || f->retired)
			continue;
		view->name = arena_printf(ctx->arena, "f_%.*s", STR_ARG(f->code));
		view->label = kind_field_label(ctx, f);
		view->chosen = answer_to(v->q, f->code);
		view->is_yes_no = f->type == KIND_YES_NO;
		fill_options(ctx, f, view);
		v->nfacts++;
	}
}

static struct str first_code(const struct choice *c, uint64_t bits)
{
	return bits ? str_of(c[__builtin_ctzll(bits)].code) : S("");
}

static bool more_is_used(const struct support_query *q)
{
	static const char *const outside[] = { "need", "free", NULL };

	for (const struct filter *f = support_filters; f->name; f++) {
		bool out = false;
		for (const char *const *o = outside; *o; o++)
			out = out || !strcmp(f->name, *o);
		if (!out && filter_is_set(f, q))
			return true;
	}
	return q->days || q->time.n || q->takes || q->old || q->radius_km > 0 || q->order != ORDER_FREE_FIRST || q->nfacts;
}

static enum err fill_form(struct ctx *ctx, struct directory *v)
{
	const struct support_query *q = v->q;
	const struct kind *k = kind_of_query(q, v->kinds, v->nkinds);

	v->more_used = more_is_used(q) || k;
	v->methods = q->method.n || (k && str_same(k->code, KIND_OF_MEETINGS));
	v->stage = first_code(kind_stages, q->stages);
	v->km = q->radius_km > 0 ? arena_printf(ctx->arena, "%d", (int)q->radius_km) : S("");
	if (k)
		fill_facts(ctx, v, k);
	return support_languages(ctx, &v->languages);
}

/* --- what was chosen, each to be taken away ----------------------------------------------------------------------- */

static void choose(struct ctx *ctx, struct directory *v, struct str text, const struct support_query *without)
{
	if (v->nchosen == CHOSEN_MOST)
		return;
	v->chosen[v->nchosen] = text;
	v->chosen_urls[v->nchosen++] = support_url(ctx, without, NULL);
}

static void choose_filter(struct ctx *ctx, struct directory *v, const struct filter *f)
{
	struct support_query without = *v->q;

	if (f->type == FILTER_FLAG || f->type == FILTER_ONE) {
		filter_clear(f, &without);
		choose(ctx, v, f->type == FILTER_FLAG ? tr(ctx, f->label) : tr_of(ctx, str_of(choice_label(f->choices, *filter_code(f, v->q)))), &without);
		return;
	}
	for (unsigned i = 0; f->choices[i].code; i++) {
		uint64_t *bits = (uint64_t *)(void *)((char *)&without + f->at);
		struct str label = tr_of(ctx, str_of(f->choices[i].label));
		if (!(*filter_bits(f, v->q) >> i & 1))
			continue;
		*bits = *filter_bits(f, v->q) & ~(UINT64_C(1) << i);
		choose(ctx, v, f->type == FILTER_WITHOUT ? TR_FILL(ctx, tr(ctx, "Not: {what}"), { "what", label }) : label, &without);
	}
}

static void fill_chosen(struct ctx *ctx, struct directory *v)
{
	const struct kind *k = kind_of_query(v->q, v->kinds, v->nkinds);
	struct support_query without = *v->q;

	if (k) {
		without.kind = S("");
		without.nfacts = 0;
		choose(ctx, v, kind_name(ctx, k), &without);
	}
	for (const struct filter *f = support_filters; f->name; f++)
		if (filter_is_set(f, v->q))
			choose_filter(ctx, v, f);
	for (int d = 1; d <= 7; d++)
		if (v->q->days >> d % 7 & 1) {
			without = *v->q;
			without.days &= ~(UINT64_C(1) << d % 7);
			choose(ctx, v, tr_capital(ctx, tr_weekday(ctx, d % 7)), &without);
		}
	for (size_t i = 0; k && i < v->q->nfacts; i++) {
		const struct kind_field *f = kind_field_find(k, v->q->facts[i].field);
		const struct kind_option *o = kind_option_find(f, v->q->facts[i].code);
		without = *v->q;
		without.facts[i] = without.facts[--without.nfacts];
		choose(ctx, v, o ? kind_option_label(ctx, o) : kind_field_label(ctx, f), &without);
	}
}

/* --- links that narrow ---------------------------------------------------------------------------------------------- */

static void fill_kind_links(struct ctx *ctx, struct directory *v)
{
	for (size_t i = 0; i < v->nkinds && v->nkind_links < LINKS_MOST; i++) {
		struct support_query only = *v->q;
		if (!v->result->count.kinds[i] && !(v->begin && kind_is_active(&v->kinds[i])))
			continue;
		only.kind = v->kinds[i].code;
		only.nfacts = 0;
		v->kind_links[v->nkind_links++] = (struct link_view){ kind_name(ctx, &v->kinds[i]), support_url(ctx, &only, NULL), v->result->count.kinds[i] };
	}
}

static void fill_stage_links(struct ctx *ctx, struct directory *v)
{
	for (size_t i = 0; kind_stages[i].code && v->nstage_links < GROUPS_MOST; i++) {
		struct support_query only = *v->q;
		if (!v->result->count.stages[i])
			continue;
		only.stages = UINT64_C(1) << i;
		v->stage_links[v->nstage_links++] = (struct link_view){ tr_of(ctx, str_of(kind_stages[i].label)), support_url(ctx, &only, NULL),
									v->result->count.stages[i] };
	}
}

/* --- words that mean several things ----------------------------------------------------------------------------------- */

/* The question that a sense asks: the same without the word, and with what the sense says. */
static enum err sense_query(struct ctx *ctx, const struct directory *v, const struct sense_word *w, const struct sense *s,
			    struct support_query *out)
{
	struct support_query rest = *v->q;
	struct values values;
	struct str address;

	/* The word stays where answers come in groups of it: it looks for nothing, and says why one is here. */
	if (!w->grouped)
		rest.q = sense_without(ctx, w, rest.q);
	address = support_write(ctx, &rest, NULL);
	address = arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(address), address.n ? "&" : "", s->asks);
	if (!values_parse(ctx->arena, address, &values))
		return fail(ctx, ERR_BUG, "sense %s: %s", w->name, s->asks);
	return support_read(ctx, &values, v->kinds, v->nkinds, out);
}

static enum err fill_senses(struct ctx *ctx, struct directory *v, const struct sense_word *w)
{
	struct support_query asked[SENSES_MOST];
	struct sense_view views[SENSES_MOST];
	int64_t counts[SENSES_MOST] = { 0 };
	size_t n = 0, some = 0;

	for (const struct sense *s = w->senses; s->label && n < SENSES_MOST; s++) {
		if (!s->asks)
			continue;
		TRY(sense_query(ctx, v, w, s, &asked[n]));
		views[n] = (struct sense_view){ tr_of(ctx, str_of(s->label)), tr(ctx, s->gloss), support_url(ctx, &asked[n], NULL), 0 };
		n++;
	}
	TRY(support_counts(ctx, asked, n, counts));
	for (size_t i = 0; i < n; i++) {
		views[i].n = counts[i];
		some += counts[i] > 0;
	}
	if (some < 2 && !w->grouped)
		return OK;
	for (size_t i = 0; i < n; i++)
		if (views[i].n)
			v->senses[v->nsenses++] = views[i];
	v->sense_title = tr(ctx, "This word means several things. What do you think of?");
	v->sense_explain = tr(ctx, w->explain);
	v->sense_name = str_of(w->name);
	return OK;
}

/* Somebody who chose a meaning already is not asked again. */
static bool has_chosen(const struct support_query *q)
{
	return q->stages || q->kind.n || q->needs || q->method.n || q->for_whom.n || q->providers || q->independent;
}

static enum err fill_groups(struct ctx *ctx, struct directory *v)
{
	struct group groups[GROUPS_MOST];
	size_t n;

	TRY(support_groups(ctx, v->q, groups, &n));
	for (size_t i = 0; i < n; i++) {
		struct support_query only = *v->q;
		struct group_view *g = &v->groups[v->ngroups];
		struct rows rows;
		only.stages = UINT64_C(1) << groups[i].stage;
		TRY(rows_make(ctx, v->q, v->kinds, v->nkinds, groups[i].hits, groups[i].nhits, &rows));
		*g = (struct group_view){ tr_of(ctx, str_of(kind_stages[groups[i].stage].label)), support_url(ctx, &only, NULL), groups[i].n, rows.at, rows.n };
		v->ngroups++;
	}
	return OK;
}

static enum err fill_meanings(struct ctx *ctx, struct directory *v)
{
	const struct sense_word *away = sense_elsewhere(ctx, v->q->q), *w = sense_find(ctx, v->q->q);

	if (away) {
		v->elsewhere = true;
		v->sense_explain = tr(ctx, away->elsewhere);
		v->sense_name = str_of(away->name);
		return OK;
	}
	if (!w || has_chosen(v->q))
		return OK;
	TRY(fill_senses(ctx, v, w));
	return w->grouped && v->result->total ? fill_groups(ctx, v) : OK;
}

/* --- when there is nothing ------------------------------------------------------------------------------------------------ */

static const struct relax_row {
	const char *filter, *one, *many;
} relax_rows[] = {
	{ "when", N_("There is {n} at other times"), N_("There are {n} at other times") },
	{ "kind", N_("There is {n} of other kinds"), N_("There are {n} of other kinds") },
	{ "facts", N_("There is {n} of this kind without these wishes"), N_("There are {n} of this kind without these wishes") },
	{ "room", N_("There is {n} online or by phone"), N_("There are {n} online or by phone") },
	{ "online", N_("There is {n} in person"), N_("There are {n} in person") },
	{ "area", N_("There is {n} in other areas"), N_("There are {n} in other areas") },
	{ "org", N_("There is {n} of other organisations"), N_("There are {n} of other organisations") },
	{ "takes", N_("There is {n} that is full at present"), N_("There are {n} that are full at present") },
	{ "km", N_("There is {n} farther away"), N_("There are {n} farther away") },
	{ "q", N_("There is {n} without the words"), N_("There are {n} without the words") },
};

static struct str relax_text(struct ctx *ctx, const struct support_relaxation *r)
{
	const struct filter *f = filter_find(r->filter);
	struct str n = tr_number(ctx, r->hits);
	const char *text = NULL;

	if (r->weekday >= 0)
		return TR_FILL(ctx, tr(ctx, "{n} if you include {day}"), { "n", n }, { "day", tr_weekday(ctx, r->weekday) });
	if (r->word.p)
		return TR_FILL(ctx, tr(ctx, "{n} without “{word}”"), { "n", n }, { "word", r->word });
	if (f)
		text = r->hits == 1 ? f->one : f->many;
	for (size_t i = 0; !text && i < sizeof relax_rows / sizeof *relax_rows; i++)
		if (!strcmp(relax_rows[i].filter, r->filter))
			text = r->hits == 1 ? relax_rows[i].one : relax_rows[i].many;
	return text ? TR_FILL(ctx, tr_of(ctx, str_of(text)), { "n", n }) : S("");
}

static struct str relax_url(struct ctx *ctx, const struct support_query *q, const struct support_relaxation *r)
{
	struct support_query wider = *q;

	if (r->weekday >= 0)
		wider.days |= UINT64_C(1) << r->weekday;
	else if (r->word.p)
		wider.q = str_trim(arena_printf(ctx->arena, "%.*s %.*s", (int)(r->word.p - q->q.p), q->q.p,
						STR_ARG(str_slice(q->q, (size_t)(r->word.p - q->q.p) + r->word.n, q->q.n))));
	if (r->weekday >= 0 || r->word.p)
		return support_url(ctx, &wider, NULL);
	if (!strcmp(r->filter, "facts"))
		wider.nfacts = 0;
	if (!strcmp(r->filter, "when")) {
		wider.days = 0;
		wider.time = S("");
		wider.open = false;
	}
	return support_url(ctx, &wider, r->filter);
}

static void fill_relax(struct ctx *ctx, struct directory *v)
{
	for (size_t i = 0; i < v->result->nrelax; i++) {
		v->relax_texts[i] = relax_text(ctx, &v->result->relax[i]);
		v->relax_urls[i] = relax_url(ctx, v->q, &v->result->relax[i]);
	}
}

static void fill_suggestions(struct ctx *ctx, struct directory *v)
{
	struct support_query other = *v->q;
	enum country hint = strcmp(ctx->lang, "da") ? COUNTRY_ANY : COUNTRY_DK;

	v->nsuggest = gazetteer_nearest_names(ctx->house->gazetteer, ctx->arena, v->q->place, hint, v->suggest, SUGGEST_MOST);
	for (size_t i = 0; i < v->nsuggest; i++) {
		other.place = v->suggest[i];
		v->suggest_urls[i] = support_url(ctx, &other, NULL);
	}
}

/* --- the whole ------------------------------------------------------------------------------------------------------------- */

static struct str count_text(struct ctx *ctx, const struct directory *v)
{
	struct str n = tr_number(ctx, v->result->total), km = tr_km(ctx, v->result->radius_km);

	if (!(v->result->radius_km > 0))
		return trn(ctx, "{n} place to turn to", "{n} places to turn to", v->result->total);
	if (v->q->in_room && !v->q->online)
		return TR_FILL(ctx, trn(ctx, "{n} within {km}", "{n} within {km}", v->result->total), { "n", n }, { "km", km });
	return TR_FILL(ctx, trn(ctx, "{n} within {km} or without going there", "{n} within {km} or without going there", v->result->total), { "n", n },
		       { "km", km });
}

static struct str left_out_text(struct ctx *ctx, const struct directory *v)
{
	struct str who[8];
	size_t n = 0;

	for (unsigned i = 0; support_givers[i].code && n < 8; i++)
		if (v->q->without >> i & 1)
			who[n++] = tr_of(ctx, str_of(support_givers[i].label));
	return TR_FILL(ctx, trn(ctx, "{n} is left out, because it is given by: {who}.", "{n} are left out, because they are given by: {who}.", v->result->left_out),
		       { "who", tr_and(ctx, who, n) });
}

static void fill_texts(struct ctx *ctx, struct directory *v)
{
	struct support_query other = *v->q;
	struct str place = v->q->place.n ? arena_printf(ctx->arena, "?place=%.*s", STR_ARG(percent_encode(ctx->arena, v->q->place))) : S("");

	v->title = tr(ctx, "Every kind of support");
	v->lead = tr(ctx, "From a lift to a home. You see who gives it, what it costs, and when somebody last checked. Nobody asks who you are.");
	v->here = support_url(ctx, v->q, NULL);
	v->finder_url = arena_printf(ctx->arena, "/%s/find%.*s", ctx->lang, STR_ARG(place));
	v->all_givers_url = support_url(ctx, v->q, "not");
	other.old = true;
	v->old_url = support_url(ctx, &other, NULL);
	v->count = count_text(ctx, v);
	v->left_out_text = left_out_text(ctx, v);
	v->pager = (struct pager){ .base = support_is_asked(v->q) ? v->here : arena_printf(ctx->arena, "%.*s?", STR_ARG(v->here)),
				   .page = v->q->page, .pages = v->result->pages };
}

static enum err fill(struct ctx *ctx, struct directory *v)
{
	v->begin = !support_is_asked(v->q) && v->q->page == 1;
	v->urgent = need_is_urgent(v->q->needs) || need_typed_is_urgent(ctx->arena, v->q->q);
	TRY(fill_form(ctx, v));
	TRY(fill_meanings(ctx, v));
	if (!v->ngroups)
		TRY(rows_make(ctx, v->q, v->kinds, v->nkinds, v->result->hits, v->result->n, &v->rows));
	fill_chosen(ctx, v);
	fill_kind_links(ctx, v);
	fill_stage_links(ctx, v);
	fill_relax(ctx, v);
	if (v->q->place_unknown)
		fill_suggestions(ctx, v);
	fill_texts(ctx, v);
	return OK;
}

enum err support_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct directory *v = arena_new_of(ctx->arena, struct directory);
	struct support_query q;
	struct support_result result;
	struct frame f;

	(void)rep;
	TRY(index_kinds(ctx, &v->kinds, &v->nkinds));
	TRY(support_read(ctx, &req->query, v->kinds, v->nkinds, &q));
	TRY(support_run(ctx, &q, v->kinds, v->nkinds, &result));
	v->q = &q;
	v->result = &result;
	TRY(fill(ctx, v));
	f = page_frame(ctx, req, FRAME_PUBLIC, v->title);
	TRY(frame_begin_html(ctx, &f));
	TRY(directory_html(ctx, v));
	return frame_end_html(ctx, &f);
}
