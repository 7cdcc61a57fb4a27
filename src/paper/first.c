/* first.c -- one sheet for the first time: where it is, how one comes in, what happens, that one may leave. */
#include "paper/paper_parts.h"

#define FOOT_MM 14.0
#define CODE_MM 30.0

static void put(struct flow *f, struct str label, struct str text)
{
	const struct paper_job *j = f->job;
	const struct draw_text *t[2];

	if (!text.n)
		return;
	t[0] = paper_set_at(j, label, j->type->heading, DRAW_HEADING, DRAW_LEFT);
	t[1] = paper_set(j, text, j->type->plain);
	flow_block(f, t, 2, 5);
}

static void put_foot(const struct paper_job *j, struct draw_panel *p)
{
	const struct paper_type *t = j->type;
	struct str demo = paper_demo(j->ctx), line = paper_checked(j->ctx, j->list);
	const struct draw_text *foot;

	if (demo.n)
		line = arena_printf(j->ctx->arena, "%.*s · %.*s", STR_ARG(line), STR_ARG(demo));
	foot = paper_set_at(j, line, 10, DRAW_PARAGRAPH, DRAW_LEFT);
	draw_put(p, foot, t->margin, t->h - t->margin - draw_height(foot));
}

static void sheet_of(const struct paper_job *j, const struct paper_entry *e)
{
	struct ctx *ctx = j->ctx;
	struct flow f = flow_over(j, FOOT_MM);
	const struct draw_text *name[3] = { paper_set_at(j, e->name, j->type->title, DRAW_TITLE, DRAW_LEFT) };
	size_t n = 1;

	if (e->when.n)
		name[n++] = paper_set_at(j, e->when, j->type->heading, DRAW_SUBHEADING, DRAW_LEFT);
	if (e->off.n)
		name[n++] = paper_set(j, e->off, j->type->strong);
	flow_block(&f, name, n, 7);
	put(&f, tr(ctx, "Where"), e->where);
	put(&f, tr(ctx, "How you find the door"), e->entrance);
	put(&f, tr(ctx, "Nearest stop"), e->transit);
	put(&f, tr(ctx, "What happens the first time"), e->first_time.n ? e->first_time : tr(ctx, "Not known. You are always welcome to call first."));
	put(&f, tr(ctx, "How one gets it"), e->apply);
	if (!e->position && !(e->groups >> GROUP_APPOINTMENT & 1))
		put(&f, tr(ctx, "Good to know"),
		    tr(ctx, "You do not need to sign up. You can just sit and listen, and you can leave when you like."));
	put(&f, tr(ctx, "For whom"), e->facts);
	put(&f, tr(ctx, "Price"), e->is_free || !e->price.n ? tr(ctx, "Free") : e->price);
	put(&f, tr(ctx, "Phone"), e->phone);
	if (paper_home(ctx).n && flow_left(&f) > CODE_MM)
		draw_code(f.pages[f.n - 1], e->address, j->type->margin, f.y, CODE_MM);
	for (size_t i = 0; i < f.n; i++) {
		put_foot(j, f.pages[i]);
		draw_place(draw_sheet(j->d, j->type->w, j->type->h), f.pages[i], 0, 0, 0);
	}
}

enum err first_make(const struct paper_job *j)
{
	for (size_t i = 0; i < j->list->n; i++)
		sheet_of(j, j->list->by_day[i]);
	return OK;
}
