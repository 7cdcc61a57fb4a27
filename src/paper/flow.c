/*
 * flow.c -- blocks one after the other, from page to page.
 *
 * A block stays together and a heading stays with what it heads.  Nothing is made smaller and nothing is cut:
 * what does not fit goes on the next page, and a block longer than a whole page is divided between two lines.
 */
#include "paper/paper_parts.h"

const struct draw_text *paper_set_at(const struct paper_job *j, struct str text, double size_pt, enum draw_role role, enum draw_align align)
{
	struct draw_style s = { .size_pt = size_pt, .lead = role == DRAW_PARAGRAPH ? 1.25 : 1.15, .align = align, .role = role,
				.face = role == DRAW_PARAGRAPH ? j->type->plain : j->type->strong };

	return draw_set(j->d, text, &s, j->type->w - 2 * j->type->margin);
}

const struct draw_text *paper_set(const struct paper_job *j, struct str text, enum draw_face face)
{
	struct draw_style s = { .size_pt = j->type->body, .lead = 1.25, .face = face };

	return draw_set(j->d, text, &s, j->type->w - 2 * j->type->margin);
}

struct flow flow_over(const struct paper_job *j, double foot_mm)
{
	const struct paper_type *t = j->type;

	return (struct flow){ .job = j, .x = t->margin, .top = t->margin, .width = t->w - 2 * t->margin,
			      .bottom = t->h - t->margin - foot_mm };
}

void flow_new_page(struct flow *f)
{
	const struct paper_type *t = f->job->type;

	f->pages = arena_grow(f->job->ctx->arena, f->pages, f->n, sizeof *f->pages);
	f->pages[f->n++] = draw_panel(f->job->d, t->w, t->h);
	f->y = f->top;
}

double flow_left(const struct flow *f)
{
	return f->n ? f->bottom - f->y : 0;
}

void flow_heading(struct flow *f, const struct draw_text *heading, const struct draw_text *again)
{
	f->heading = heading;
	f->again = again;
}

/* A heading with its rule; a little air above it unless it begins the page. */
static double heading_height(const struct flow *f, const struct draw_text *heading)
{
	return draw_height(heading) + 2.2 + (f->n && f->y > f->top ? 1.5 : 0);
}

static void put_heading(struct flow *f, const struct draw_text *heading)
{
	struct draw_panel *page = f->pages[f->n - 1];

	if (f->y > f->top)
		f->y += 1.5;
	draw_put(page, heading, f->x, f->y);
	f->y += draw_height(heading) + 0.6;
	draw_rule(page, f->x, f->y, f->x + f->width, f->y, 0.25, DRAW_SOLID);
	f->y += 1.6;
}

static double height_of(const struct draw_text *const *texts, size_t n)
{
	double h = 0;

	for (size_t i = 0; i < n; i++)
		h += draw_height(texts[i]);
	return h;
}

/* How many of the lines from `from` on fit into the rest of the page. */
static int lines_that_fit(const struct flow *f, const struct draw_text *t, int from)
{
	int to = from;

	while (to < draw_lines(t) && draw_height_of(t, from, to + 1) <= flow_left(f) + 0.01)
		to++;
	return to;
}

static void divide(struct flow *f, const struct draw_text *t)
{
	for (int from = 0, to; from < draw_lines(t); from = to) {
		to = lines_that_fit(f, t, from);
		if (to == from && f->y <= f->top)
			to = from + 1;                /* not even one line on an empty page: the drawing says so */
		draw_put_lines(f->pages[f->n - 1], t, from, to, f->x, f->y);
		f->y += draw_height_of(t, from, to);
		if (to < draw_lines(t))
			flow_new_page(f);
	}
}

/* On a new page what goes on is named again. */
static void open_page_for(struct flow *f)
{
	flow_new_page(f);
	if (!f->heading && f->again)
		put_heading(f, f->again);
}

void flow_block(struct flow *f, const struct draw_text *const *texts, size_t n, double after)
{
	double height = height_of(texts, n), with = height + (f->heading ? heading_height(f, f->heading) : 0);

	if (!f->n || with > flow_left(f) + 0.01)
		open_page_for(f);
	if (f->heading)
		put_heading(f, f->heading);
	f->heading = NULL;
	for (size_t i = 0; i < n; i++)
		divide(f, texts[i]);
	f->y += after;
}
