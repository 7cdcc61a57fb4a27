/* help_page.c -- the page that must be understood by somebody in danger. */
#include "info/info.h"
#include "cal/cal.h"
#include "info/pages.h"

#include <string.h>

enum { COUNTRIES = 2, LINES_MOST = 8 };

struct help_row {
	struct str name, number, dial, sentence, hours, state, terms, tone;
	const char *icon;
};

struct help_country {
	struct str code, name, heading;
	struct help_row rows[LINES_MOST];
	size_t n;
};

struct help_view {
	struct str clock, not_watched, reviewed;
	struct help_country countries[COUNTRIES];     /* the one asked for first */
	size_t ncountries;
};

#include "info_help_html.h"

static const struct {
	const char *code, *name, *heading;
} countries[COUNTRIES] = {
	{ "DK", N_("Denmark"), N_("In Denmark") },
	{ "US", N_("United States"), N_("In the United States") },
};

static const struct {
	const char *text, *icon, *tone;
} states[] = {
	[HELP_ANSWERS] = { N_("Answers now"), "circle-check", " due--ok" },
	[HELP_PERHAPS] = { N_("Perhaps open, try"), "circle-help", " due--soon" },
	[HELP_CLOSED] = { N_("Closed now"), "clock", "" },
};

static struct str terms_of(struct ctx *ctx, const struct help_line *l)
{
	struct str terms[3];
	size_t n = 0;

	if (l->flags & HELP_FREE)
		terms[n++] = tr(ctx, "free");
	if (l->flags & HELP_ANONYMOUS)
		terms[n++] = tr(ctx, "without your name");
	if (l->flags & HELP_CONFIDENTIAL)
		terms[n++] = tr(ctx, "confidential");
	return n ? arena_printf(ctx->arena, "%.*s.", STR_ARG(tr_capital(ctx, tr_and(ctx, terms, n)))) : STR_ABSENT;
}

static struct str digits(struct ctx *ctx, const char *number)
{
	char *to = arena_alloc(ctx->arena, strlen(number) + 1);
	size_t n = 0;

	for (const char *c = number; *c; c++)
		if (*c >= '0' && *c <= '9')
			to[n++] = *c;
	return (struct str){ to, n };
}

static struct help_row row_of(struct ctx *ctx, const struct help_line *l)
{
	enum help_state state = help_now(l, ctx->house->cal, ctx->now);

	return (struct help_row){
		.name = tr_of(ctx, str_of(l->name)), .number = str_of(l->number), .dial = digits(ctx, l->number),
		.sentence = tr_of(ctx, str_of(l->sentence)), .hours = tr_of(ctx, str_of(l->hours)),
		.state = tr_of(ctx, str_of(states[state].text)), .icon = states[state].icon, .tone = str_of(states[state].tone),
		.terms = terms_of(ctx, l),
	};
}

static void add_country(struct ctx *ctx, struct help_view *v, size_t which)
{
	struct help_country *c = &v->countries[v->ncountries++];

	c->code = str_of(countries[which].code);
	c->name = tr_of(ctx, str_of(countries[which].name));
	c->heading = tr_of(ctx, str_of(countries[which].heading));
	for (const struct help_line *l = help_lines; l->number && c->n < LINES_MOST; l++)
		if (str_same(c->code, l->country))
			c->rows[c->n++] = row_of(ctx, l);
}

enum err info_help(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Help now"));
	struct local here = page_local(ctx, ctx->now);
	struct help_view v = { 0 };
	size_t first = 0;

	(void)rep;
	for (size_t i = 0; i < COUNTRIES; i++)
		if (str_same(value_of(&req->query, "country"), countries[i].code))
			first = i;
	add_country(ctx, &v, first);
	for (size_t i = 0; i < COUNTRIES; i++)
		if (i != first)
			add_country(ctx, &v, i);
	v.clock = TR_FILL(ctx, tr(ctx, "In Denmark it is {day}, {time}."), { "day", tr_day_date(ctx, here.day) },
			  { "time", tr_time(ctx, here.minutes) });
	v.not_watched = TR_FILL(ctx, tr(ctx, "Nobody reads this page right now. Call {number}."),
				{ "number", v.countries[0].rows[0].number });
	v.reviewed = TR_FILL(ctx, tr(ctx, "We last checked these numbers on {date}."), { "date", tr_date(ctx, help_reviewed()) });
	TRY(frame_begin_html(ctx, &f));
	TRY(help_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
