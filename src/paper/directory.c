/* directory.c -- what the two directories share: entries by day, cover, back. */
#include "paper/paper_parts.h"
#include "info/info.h"

#include <string.h>

enum { PIECES_MOST = 12, CODE_MM = 17 };

/* --- words -------------------------------------------------------------------------------------------------------- */

struct str paper_title(struct ctx *ctx, const struct paper_wish *wish, const struct paper_list *list)
{
	if (!wish->says_recovery)
		return tr(ctx, "My week");
	if (!list->area_name.n)
		return tr(ctx, "Support in recovery");
	return TR_FILL(ctx, tr(ctx, "Support in recovery in {area}"), { "area", list->area_name });
}

struct str paper_checked(struct ctx *ctx, const struct paper_list *list)
{
	if (list->checked_from == list->checked_to)
		return TR_FILL(ctx, tr(ctx, "Checked on {date}"), { "date", tr_date_short(ctx, list->checked_to) });
	return TR_FILL(ctx, tr(ctx, "Checked between {from} and {to}"), { "from", tr_date_short(ctx, list->checked_from) },
		       { "to", tr_date_short(ctx, list->checked_to) });
}

/* An address that was never set leads nowhere from somebody's pocket. */
struct str paper_home(struct ctx *ctx)
{
	struct str origin = ctx->house->origin;
	size_t scheme = str_index(origin, S("://"), 0);
	struct str host = str_slice(origin, scheme == SIZE_MAX ? 0 : scheme + 3, origin.n);

	return str_starts(host, S("localhost")) || str_starts(host, S("127.")) ? STR_ABSENT : host;
}

struct str paper_demo(struct ctx *ctx)
{
	return ctx->house->demo ? tr(ctx, "Demonstration: everything in here is invented.") : STR_ABSENT;
}

static const char *const headings[GROUPS] = { [GROUP_DAILY] = N_("Every day"), [GROUP_OTHER] = N_("Other days"),
					      [GROUP_APPOINTMENT] = N_("By appointment") };

static struct str heading_of(struct ctx *ctx, int group)
{
	if (headings[group])
		return tr_of(ctx, str_of(headings[group]));
	return tr_capital(ctx, tr_weekday(ctx, group % 7));
}

/* --- entries ------------------------------------------------------------------------------------------------------- */

static const struct draw_text *first_line(const struct paper_job *j, const struct paper_entry *e)
{
	const struct paper_type *t = j->type;
	struct draw_style s = { .size_pt = t->body, .lead = 1.25, .role = DRAW_SUBHEADING };
	const struct draw_span spans[] = { { e->time, t->strong }, { e->time.n ? S("  ") : S(""), t->strong }, { e->name, t->strong } };

	return draw_set_spans(j->d, spans, 3, &s, t->w - 2 * t->margin);
}

static struct str contact_of(struct ctx *ctx, const struct paper_entry *e)
{
	struct str phone = e->phone.n ? TR_FILL(ctx, tr(ctx, "Tel.\u00a0{number}"), { "number", e->phone }) : S("");

	if (!e->price.n)
		return phone;
	return phone.n ? arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(e->price), STR_ARG(phone)) : e->price;
}

static void put_entry(struct flow *f, const struct paper_entry *e)
{
	const struct paper_job *j = f->job;
	const struct draw_text *texts[FLOW_BLOCK_MOST];
	const struct str meeting[] = { e->rhythm, e->where, e->facts, contact_of(j->ctx, e) };
	const struct str support[] = { contact_of(j->ctx, e), e->when, e->where, e->facts };
	const struct str *lines = e->position ? support : meeting;
	size_t n = 0;

	texts[n++] = first_line(j, e);
	for (size_t i = 0; i < sizeof meeting / sizeof *meeting; i++)
		if (lines[i].n)
			texts[n++] = paper_set(j, lines[i], j->type->plain);
	if (e->off.n)
		texts[n++] = paper_set(j, e->off, j->type->strong);
	flow_block(f, texts, n, j->type->body * 0.16);
}

/* What stands in full on an earlier day is only named here. */
static void put_again(struct flow *f, const struct paper_entry *e, int where)
{
	const struct paper_job *j = f->job;
	struct str see = TR_FILL(j->ctx, tr(j->ctx, "See {day}"), { "day", tr_weekday(j->ctx, where % 7) });
	const struct draw_text *texts[2] = { first_line(j, e), paper_set(j, see, j->type->plain) };

	flow_block(f, texts, 2, j->type->body * 0.16);
}

static void begin_group(struct flow *f, struct str name)
{
	const struct paper_job *j = f->job;
	struct str again = TR_FILL(j->ctx, tr(j->ctx, "{heading}, continued"), { "heading", name });

	flow_heading(f, paper_set_at(j, name, j->type->heading, DRAW_HEADING, DRAW_LEFT),
		     paper_set_at(j, again, j->type->heading, DRAW_HEADING, DRAW_LEFT));
}

static void put_group(struct flow *f, int group)
{
	const struct paper_list *list = f->job->list;
	bool begun = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct paper_entry *e = &list->entries[i];
		if (e->position || !(e->groups >> group & 1))
			continue;
		if (!begun)
			begin_group(f, heading_of(f->job->ctx, group));
		begun = true;
		if (paper_first_group(e) == group)
			put_entry(f, e);
		else
			put_again(f, e, paper_first_group(e));
	}
	flow_heading(f, NULL, NULL);
}

/* They stand by kind, in the order of the kinds. */
static void put_support(struct flow *f)
{
	const struct paper_list *list = f->job->list;
	int64_t position = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct paper_entry *e = &list->entries[i];
		if (!e->position)
			continue;
		if (e->position != position)
			begin_group(f, e->heading);
		position = e->position;
		put_entry(f, e);
	}
	flow_heading(f, NULL, NULL);
}

void paper_put_entries(struct flow *f)
{
	for (int group = 0; group < GROUPS; group++)
		put_group(f, group);
	put_support(f);
}

/* --- cover ---------------------------------------------------------------------------------------------------------- */

static double put_below(const struct paper_job *j, struct draw_panel *p, const struct draw_text *t, double y, double gap)
{
	draw_put(p, t, j->type->margin, y);
	return y + draw_height(t) + gap;
}

/* At the foot of the page, in their order; empty ones are nothing.  Returns where they begin. */
static double put_foot(const struct paper_job *j, struct draw_panel *p, const struct str *lines, size_t n)
{
	const struct draw_text *texts[PIECES_MOST];
	double y = j->type->h - j->type->margin, begin;

	for (size_t i = 0; i < n; i++) {
		texts[i] = paper_set(j, lines[i], j->type->plain);
		y -= lines[i].n ? draw_height(texts[i]) : 0;
	}
	begin = y;
	for (size_t i = 0; i < n; i++)
		if (lines[i].n)
			y = put_below(j, p, texts[i], y, 0);
	return begin;
}

struct draw_panel *paper_cover(const struct paper_job *j, int part, int parts)
{
	struct ctx *ctx = j->ctx;
	struct draw_panel *p = draw_panel(j->d, j->type->w, j->type->h);
	double y = j->type->h * 0.24, wide = j->type->w - 2 * j->type->margin;
	struct str of = parts < 2 ? S("") : TR_FILL(ctx, tr(ctx, "Part {n} of {all}"), { "n", tr_number(ctx, part) },
						    { "all", tr_number(ctx, parts) });
	const struct str foot[] = { paper_demo(ctx), paper_checked(ctx, j->list),
				    TR_FILL(ctx, tr(ctx, "Printed {date}"), { "date", tr_date_short(ctx, j->list->today) }) };

	y = put_below(j, p, paper_set_at(j, paper_title(ctx, j->wish, j->list), j->type->title, DRAW_TITLE, DRAW_LEFT), y, 3);
	draw_rule(p, j->type->margin, y, j->type->margin + wide / 3, y, 0.8, DRAW_SOLID);
	y += 4;
	if (!j->wish->says_recovery && j->list->area_name.n)
		y = put_below(j, p, paper_set_at(j, j->list->area_name, j->type->heading, DRAW_PARAGRAPH, DRAW_LEFT), y, 1);
	if (of.n)
		put_below(j, p, paper_set_at(j, of, j->type->heading, DRAW_PARAGRAPH, DRAW_LEFT), y, 1);
	put_foot(j, p, foot, sizeof foot / sizeof *foot);
	return p;
}

/* --- back ----------------------------------------------------------------------------------------------------------- */

/* Name and hours, and no more: a folded sheet that lies on a table tells nobody what it is about. */
static double put_help_line(const struct paper_job *j, struct draw_panel *p, const struct help_line *l, double y)
{
	struct ctx *ctx = j->ctx;
	const struct paper_type *t = j->type;
	struct draw_style s = { .size_pt = t->body, .lead = 1.25 };
	const struct draw_span spans[] = { { str_of(l->number), t->strong }, { S("  "), t->plain }, { tr_of(ctx, str_of(l->name)), t->plain } };

	y = put_below(j, p, draw_set_spans(j->d, spans, 3, &s, t->w - 2 * t->margin), y, 0);
	return put_below(j, p, paper_set(j, tr_of(ctx, str_of(l->hours)), t->plain), y, t->body * 0.12);
}

static void put_home(const struct paper_job *j, struct draw_panel *p)
{
	struct ctx *ctx = j->ctx;
	const struct paper_type *t = j->type;
	struct str home = paper_home(ctx), lines[] = { paper_demo(ctx), S("") }, url;
	double y, code = CODE_MM * t->body / 9;

	if (home.n)
		lines[1] = TR_FILL(ctx, tr(ctx, "The whole list, new every day: {address}"), { "address", home });
	y = put_foot(j, p, lines, 2);
	if (!home.n)
		return;
	url = arena_printf(ctx->arena, "%.*s/%s/find", STR_ARG(ctx->house->origin), ctx->lang);
	if (j->list->area.id)
		url = arena_printf(ctx->arena, "%.*s?area=%.*s", STR_ARG(url), STR_ARG(j->list->area.slug));
	draw_code(p, url, t->w - t->margin - code, y - code - 1, code);
}

struct draw_panel *paper_back(const struct paper_job *j)
{
	struct ctx *ctx = j->ctx;
	const struct paper_type *t = j->type;
	struct draw_panel *p = draw_panel(j->d, t->w, t->h);
	double y = t->margin, wide = t->w - 2 * t->margin;

	y = put_below(j, p, paper_set_at(j, tr(ctx, "Help now"), t->heading, DRAW_HEADING, DRAW_LEFT), y, 0.6);
	draw_rule(p, t->margin, y, t->margin + wide, y, 0.25, DRAW_SOLID);
	y += 1.6;
	for (const struct help_line *l = help_lines; l->number; l++)
		if (!strcmp(l->country, j->list->country))
			y = put_help_line(j, p, l, y);
	y = put_below(j, p, paper_set(j, tr(ctx, "Somebody I can call:"), t->plain), y + 1, t->body * 0.6);
	draw_rule(p, t->margin, y, t->margin + wide, y, 0.2, DRAW_SOLID);
	put_home(j, p);
	return p;
}
