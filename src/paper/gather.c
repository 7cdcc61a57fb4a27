/*
 * gather.c -- what may stand on paper: listings that run, that somebody confirmed within 90 days, and that no
 * visitor doubts.  Paper cannot be called back, so a doubt of today is enough to leave one out.
 */
#include "paper/paper_gather.h"
#include "feed/feed.h"
#include "text/text.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, AHEAD_DAYS = 90, OFF_DAYS = 56, OFF_MOST = 6, DATES_MOST = 400, EVERY_DAY = 0x7f };

/* --- doubts --------------------------------------------------------------------------------------------------- */

static enum err take_doubt(void *arg, int64_t listing, const struct verify_state *s)
{
	struct gather *g = arg;

	if (!s->reports_today && !s->hidden_by_reports)
		return OK;
	g->doubts = arena_grow(g->keep, g->doubts, g->ndoubts, sizeof *g->doubts);
	g->doubts[g->ndoubts++] = listing;
	return OK;
}

bool paper_is_doubted(const struct gather *g, int64_t listing)
{
	for (size_t i = 0; i < g->ndoubts; i++)
		if (g->doubts[i] == listing)
			return true;
	return false;
}

/* --- when ------------------------------------------------------------------------------------------------------- */

/* Monday is bit 1 of the groups and bit 1 of the weekdays, Sunday bit 7 and bit 0. */
static unsigned groups_of_days(unsigned weekdays)
{
	return (weekdays & 0x7e) | (weekdays & 1) << GROUP_SUNDAY;
}

static unsigned groups_of(const struct timetable *t)
{
	const struct rhythm *r = &t->rhythm;
	bool weekly = r->kind == RHYTHM_WEEKLY;

	if (t->appointment)
		return 1u << GROUP_APPOINTMENT;
	if (r->interval == 1 && (r->kind == RHYTHM_DAILY || (weekly && r->weekdays == EVERY_DAY)))
		return 1u << GROUP_DAILY;
	if (weekly || r->kind == RHYTHM_MONTHLY_WEEKDAY)
		return groups_of_days(r->weekdays);
	return 1u << GROUP_OTHER;
}

static bool is_every_week(const struct timetable *t)
{
	const struct rhythm *r = &t->rhythm;

	return !t->appointment && r->interval == 1 && (r->kind == RHYTHM_WEEKLY || r->kind == RHYTHM_DAILY) &&
	       r->last == DAY_NONE;
}

static struct str time_of(struct ctx *ctx, const struct timetable *t)
{
	if (t->appointment)
		return S("");
	return t->duration_min ? tr_span(ctx, t->start_min, t->start_min + t->duration_min) : tr_time(ctx, t->start_min);
}

/* "Not 26.12. and 2.1.": the dates of the next eight weeks on which the usual does not hold. */
static struct str off_dates(struct ctx *ctx, const struct timetable *t)
{
	struct occurrence *o = arena_array(ctx->arena, DATES_MOST, struct occurrence);
	size_t n = occurrences(t, ctx->now, ctx->now + (int64_t)OFF_DAYS * DAY_S, true, o, DATES_MOST), noff = 0;
	struct str off[OFF_MOST];

	for (size_t i = 0; i < n && noff < OFF_MOST; i++)
		if (o[i].state != OCCURRENCE_PLANNED)
			off[noff++] = tr_date_brief(ctx, o[i].by_series);
	return noff ? TR_FILL(ctx, tr(ctx, "Not {dates}"), { "dates", tr_and(ctx, off, noff) }) : S("");
}

static bool comes_soon(const struct ctx *ctx, const struct timetable *t)
{
	struct occurrence o;

	return t->appointment || occurrences(t, ctx->now, ctx->now + (int64_t)AHEAD_DAYS * DAY_S, false, &o, 1);
}

/* --- for whom --------------------------------------------------------------------------------------------------- */

/* Inside a list of facts a label begins small; the name of a language does so in Danish only. */
static struct str label_inside(struct ctx *ctx, const struct choice *choices, const char *label)
{
	struct str text = tr_of(ctx, str_of(label));

	return choices == language_choices && str_same(S("en"), ctx->lang) ? text : tr_small(ctx, text);
}

size_t paper_add_choices(struct ctx *ctx, struct str codes, const struct choice *choices, const char *skip, struct str *to, size_t most)
{
	struct str code;
	size_t n = 0;

	while (n < most && str_cut(&codes, ' ', &code)) {
		const char *label = choice_label(choices, code);
		if (label && !str_same(code, skip))
			to[n++] = label_inside(ctx, choices, label);
	}
	return n;
}

struct str paper_facts(struct ctx *ctx, const struct str *facts, size_t n)
{
	struct str all = S("");

	for (size_t i = 0; i < n; i++)
		all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(facts[i]));
	return tr_capital(ctx, all);
}

/* What one would be sorry not to have known; nothing about what is as usual. */
static struct str facts_of(struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	struct str facts[16];
	size_t n = paper_add_choices(ctx, m->audience, audience_choices, "everyone", facts, 5);

	n += paper_add_choices(ctx, m->languages, language_choices, ctx->lang, facts + n, 5);
	if (str_same(m->openness, "closed"))
		facts[n++] = tr(ctx, "closed group");
	if (str_same(l->l.step_free, "yes"))
		facts[n++] = tr(ctx, "step-free way in");
	if (str_same(m->children, "yes"))
		facts[n++] = tr(ctx, "children can come along");
	if (!l->t->appointment && l->t->holidays != HOLIDAYS_NONE && l->t->holiday_rule == HOLIDAY_SKIP)
		facts[n++] = tr(ctx, "not on public holidays");
	return paper_facts(ctx, facts, n);
}

static struct str where_of(struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	struct str where = feed_where(ctx, m, &l->l);

	if (l->l.id && str_is(m->room) && !l->l.protected_address && !l->l.home)
		where = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(where), STR_ARG(m->room));
	if (str_same(m->mode, "hybrid"))
		where = TR_FILL(ctx, tr(ctx, "{place}, and online"), { "place", where });
	if (str_is(m->conference_phone) && !l->join_hidden)
		where = TR_FILL(ctx, tr(ctx, "{place}, dial in: {number}"), { "place", where },
				{ "number", tr_phone(ctx, m->conference_phone) });
	return where;
}

static bool is_free(const struct meeting *m)
{
	return !str_is(m->price) || str_same(m->price, "free");
}

/* --- one listing ------------------------------------------------------------------------------------------------- */

struct str paper_text(struct ctx *ctx, struct str da, struct str en)
{
	bool foreign;
	struct str text = meeting_text(ctx, da, en, &foreign);

	return text.p ? text : S("");
}

/* Of its house; a meeting without one is where its area is. */
static const char *country_of_listing(const struct listing_full *l)
{
	return str_same(l->l.country, "US") || str_starts(l->area_code, S("US-")) ? "US" : "DK";
}

static struct paper_entry entry_of(struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	bool usual = is_every_week(l->t);

	return (struct paper_entry){
		.groups = groups_of(l->t), .start_min = l->t->start_min, .key = text_sort_key(ctx->arena, m->name),
		.time = time_of(ctx, l->t), .name = m->name, .when = meeting_when(ctx, m),
		.rhythm = usual || l->t->appointment ? S("") : meeting_when(ctx, m), .where = where_of(ctx, l), .facts = facts_of(ctx, l),
		.price = is_free(m) ? S("") : m->price, .phone = str_is(m->phone) ? tr_phone(ctx, m->phone) : S(""),
		.off = l->t->appointment ? S("") : off_dates(ctx, l->t), .first_time = paper_text(ctx, m->first_time_da, m->first_time_en),
		.entrance = paper_text(ctx, l->l.entrance_da, l->l.entrance_en), .transit = l->l.transit,
		.address = feed_url(ctx, m), .country = country_of_listing(l), .is_free = is_free(m),
	};
}

/* A number is not divided between two lines: blanks in it become such that do not break. */
static struct str unbroken(struct arena *a, struct str s)
{
	struct str rest = s, part, all = S("");

	while (s.n && str_cut(&rest, ' ', &part))
		all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all), all.n ? "\u00a0" : "", STR_ARG(part));
	return all;
}

void paper_keep_entry(struct gather *g, struct paper_entry e)
{
	struct paper_list *list = g->list;
	struct str *texts[] = { &e.key, &e.time, &e.name, &e.when, &e.rhythm, &e.where, &e.facts, &e.price, &e.phone, &e.off,
				&e.first_time, &e.apply, &e.entrance, &e.transit, &e.address, &e.heading };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = texts[i]->p ? arena_str(g->keep, *texts[i]) : S("");
	e.phone = unbroken(g->keep, e.phone);
	list->entries = arena_grow(g->keep, list->entries, list->n, sizeof *list->entries);
	list->entries[list->n++] = e;
}

void paper_leave_out(struct gather *g, struct paper_left_out l)
{
	struct paper_list *list = g->list;
	struct str *texts[] = { &l.slug, &l.name, &l.city };

	if (list->nleft_out == PAPER_MOST)
		return;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = texts[i]->p ? arena_str(g->keep, *texts[i]) : S("");
	l.doubted = paper_is_doubted(g, l.id);
	list->left_out = arena_grow(g->keep, list->left_out, list->nleft_out, sizeof *list->left_out);
	list->left_out[list->nleft_out++] = l;
}

void paper_note_check(struct paper_list *list, day_t day)
{
	if (list->checked_from == DAY_NONE || day < list->checked_from)
		list->checked_from = day;
	if (list->checked_to == DAY_NONE || day > list->checked_to)
		list->checked_to = day;
}

static enum err take(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct gather *g = arg;

	if (!comes_soon(ctx, l->t))
		return OK;
	if (meeting_freshness(l->m->verified_at, ctx->now) != FRESH || paper_is_doubted(g, l->m->id)) {
		paper_leave_out(g, (struct paper_left_out){ .id = l->m->id, .slug = l->m->slug, .name = l->m->name, .city = l->l.city,
							    .verified_at = l->m->verified_at });
		return OK;
	}
	g->list->too_many = g->list->too_many || g->list->n == PAPER_MOST;
	if (g->list->too_many)
		return OK;
	paper_note_check(g->list, zone_local(l->t->zone, l->m->verified_at).day);
	paper_keep_entry(g, entry_of(ctx, l));
	return OK;
}

/* --- all of them --------------------------------------------------------------------------------------------------- */

/* Meetings, then kinds in their order; free first, then by the clock, then by name. */
static int by_time(const void *a, const void *b)
{
	const struct paper_entry *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	if (x->is_free != y->is_free)
		return x->is_free ? -1 : 1;
	if (x->start_min != y->start_min)
		return x->start_min < y->start_min ? -1 : 1;
	return str_cmp(x->key, y->key);
}

int paper_first_group(const struct paper_entry *e)
{
	int group = 0;

	while (group < GROUPS - 1 && !(e->groups >> group & 1))
		group++;
	return group;
}

static int by_day(const void *a, const void *b)
{
	const struct paper_entry *const *x = a, *const *y = b;
	int day = paper_first_group(*x) - paper_first_group(*y);

	return day && !(*x)->position && !(*y)->position ? day : by_time(*x, *y);
}

static void sort(void *rows, size_t n, size_t size, int (*by)(const void *, const void *))
{
	if (n)
		qsort(rows, n, size, by);
}

static void order(struct ctx *ctx, struct paper_list *list)
{
	sort(list->entries, list->n, sizeof *list->entries, by_time);
	list->by_day = arena_array(ctx->arena, list->n, const struct paper_entry *);
	for (size_t i = 0; i < list->n; i++)
		list->by_day[i] = &list->entries[i];
	sort(list->by_day, list->n, sizeof *list->by_day, by_day);
}

/* Those who have waited longest for a look come first; a doubt before all. */
static int by_need(const void *a, const void *b)
{
	const struct paper_left_out *x = a, *y = b;

	if (x->doubted != y->doubted)
		return x->doubted ? -1 : 1;
	if (x->verified_at != y->verified_at)
		return x->verified_at < y->verified_at ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Of the area, or of most of what is printed. */
static const char *country_of(const struct paper_list *list)
{
	size_t american = 0;

	if (list->area.id)
		return str_same(list->area.country, "US") ? "US" : "DK";
	for (size_t i = 0; i < list->n; i++)
		american += !strcmp(list->entries[i].country, "US");
	return american * 2 > list->n ? "US" : "DK";
}

static enum err find_area(struct ctx *ctx, const struct paper_wish *wish, struct paper_list *list)
{
	const struct zone *zone;

	*list = (struct paper_list){ .area_name = S(""), .checked_from = DAY_NONE, .checked_to = DAY_NONE };
	if (str_is(wish->area)) {
		TRY(area_of_slug(ctx, wish->area, &list->area));
		list->area_name = area_name(ctx, &list->area);
	}
	zone = list->area.id ? zone_find(ctx->house->cal, list->area.zone) : NULL;
	if (!zone)
		zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	list->today = zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / DAY_S);
	return OK;
}

/* Also by a name that it once had. */
static enum err take_one(struct ctx *ctx, struct gather *g)
{
	struct meeting m;

	TRY(meeting_of_slug(ctx, g->wish->listing, &m));
	return str_same(m.state, "draft") ? ERR_NOT_FOUND : feed_one(ctx, &m, false, take, g);
}

enum err paper_gather(struct ctx *ctx, const struct paper_wish *wish, struct paper_list *list)
{
	struct gather g = { .wish = wish, .list = list, .keep = ctx->arena };
	struct feed_filter filter = { .lang = ctx->lang };

	TRY(find_area(ctx, wish, list));
	filter.area = list->area.id;
	TRY(verify_states(ctx, take_doubt, &g));
	if (!str_is(wish->support))
		TRY(str_is(wish->listing) ? take_one(ctx, &g) : feed_each(ctx, &filter, take, &g));
	if (!str_is(wish->listing))
		TRY(paper_take_support(ctx, &g));
	list->country = country_of(list);
	order(ctx, list);
	sort(list->left_out, list->nleft_out, sizeof *list->left_out, by_need);
	return OK;
}
