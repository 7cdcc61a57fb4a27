/* paper.c -- the list on paper: a box for each call, the number where it may be called today, and what to read out. */
#include "phone/phone_parts.h"
#include "draw/draw.h"
#include "event/event.h"

#include "phone_sql.h"

#define SHEET_W 210.0
#define SHEET_H 297.0
#define MARGIN 16.0
#define BOX 5.0
#define TEXT_W (SHEET_W - 2 * MARGIN - 10)

struct sheet {
	struct ctx *ctx;
	struct draw *d;
	const struct phone_view *v;
	struct draw_panel *page;
	double y;
};

static const struct draw_text *set(struct sheet *s, struct str text, double size, enum draw_face face, enum draw_role role, double width)
{
	return draw_set(s->d, text, &(struct draw_style){ .size_pt = size, .lead = 1.25, .face = face, .role = role }, width);
}

static void put(struct sheet *s, const struct draw_text *t, double x, double after)
{
	draw_put(s->page, t, x, s->y);
	s->y += draw_height(t) + after;
}

static void new_page(struct sheet *s)
{
	struct ctx *ctx = s->ctx;
	struct str day = tr_capital(ctx, tr_day_date(ctx, s->v->day));

	s->page = draw_panel(s->d, SHEET_W, SHEET_H);
	draw_place(draw_sheet(s->d, SHEET_W, SHEET_H), s->page, 0, 0, 0);
	s->y = MARGIN;
	put(s, set(s, tr(ctx, "Calls instead of messages"), 20, DRAW_STRONG, DRAW_TITLE, SHEET_W - 2 * MARGIN), MARGIN, 1);
	put(s, set(s, TR_FILL(ctx, tr(ctx, "{day}. Confidential: keep it with you, and destroy it when the ticks are put in."), { "day", day }), 11, DRAW_PLAIN,
		   DRAW_PARAGRAPH, SHEET_W - 2 * MARGIN), MARGIN, 1);
	if (ctx->house->demo)
		put(s, set(s, tr(ctx, "Demonstration: people, meetings and figures are invented."), 10, DRAW_PLAIN,
			   DRAW_PARAGRAPH, SHEET_W - 2 * MARGIN), MARGIN, 1);
	s->y += 4;
}

/* The whole number of somebody who may be called today: whoever prints it has looked at it. */
static enum err number_of(struct ctx *ctx, const struct phone_line *l, struct str *number)
{
	struct contact_channel way;

	*number = l->number;
	if (!str_same(l->to_kind, "channel"))
		return OK;
	if (!l->channel)
		*number = tr(ctx, "No number is known. Tell it when you meet.");
	else if (!l->today)
		*number = TR_FILL(ctx, tr(ctx, "Not today. {when}"), { "when", l->when });
	if (!l->channel || !l->today)
		return OK;
	TRY(contact_find(ctx, l->participant, l->channel, &way));
	*number = TR_FILL(ctx, tr(ctx, "{number}. {when}"), { "number", way.address }, { "when", l->when });
	if (!way.voice)
		*number = TR_FILL(ctx, tr(ctx, "{text} Leave no message."), { "text", *number });
	return event_add(ctx, "look.contact", l->participant, arena_printf(ctx->arena, "message %lld", (long long)l->message));
}

static enum err line(struct sheet *s, const struct phone_line *l)
{
	struct ctx *ctx = s->ctx;
	const struct draw_text *who, *what, *where;
	struct str number;

	TRY(number_of(ctx, l, &number));
	who = set(s, l->called, 13, DRAW_STRONG, DRAW_HEADING, TEXT_W);
	where = number.n ? set(s, number, 11, DRAW_PLAIN, DRAW_PARAGRAPH, TEXT_W) : NULL;
	what = set(s, l->words.n ? l->words : tr_capital(ctx, phone_what(ctx, l->kind)), 11, DRAW_PLAIN, DRAW_PARAGRAPH, TEXT_W);
	if (s->y + draw_height(who) + draw_height(what) + (where ? draw_height(where) : 0) + 6 > SHEET_H - MARGIN)
		new_page(s);
	draw_box(s->page, MARGIN, s->y + 0.4, BOX, BOX, 0.3, 1);
	put(s, who, MARGIN + 10, 0.8);
	if (where)
		put(s, where, MARGIN + 10, 0.8);
	put(s, what, MARGIN + 10, 2);
	draw_rule(s->page, MARGIN, s->y, SHEET_W - MARGIN, s->y, 0.2, DRAW_SOLID);
	s->y += 3;
	return OK;
}

enum err phone_paper(struct ctx *ctx, const struct phone_view *v)
{
	struct sheet s = { .ctx = ctx, .d = draw_new(ctx), .v = v };

	new_page(&s);
	for (size_t i = 0; i < v->n; i++)
		if (v->at[i].state == PHONE_OPEN)
			TRY(line(&s, &v->at[i]));
	if (!v->open)
		put(&s, set(&s, tr(ctx, "Nobody is to be called."), 12, DRAW_PLAIN, DRAW_PARAGRAPH, SHEET_W - 2 * MARGIN), MARGIN, 2);
	TRY(event_add(ctx, "phone.printed", 0, arena_printf(ctx->arena, "%zu", v->open)));
	return draw_pdf(ctx, s.d, tr(ctx, "Calls instead of messages"), v->day);
}
