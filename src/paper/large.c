/* large.c -- A5 in large type, in a typeface made for people who see little; pages in the order in which they are read. */
#include "paper/paper_parts.h"

#define FOOT_MM 9.0

static void place(const struct paper_job *j, const struct draw_panel *p)
{
	draw_place(draw_sheet(j->d, j->type->w, j->type->h), p, 0, 0, 0);
}

enum err large_make(const struct paper_job *j)
{
	struct flow f = flow_over(j, FOOT_MM);

	paper_put_entries(&f);
	place(j, paper_cover(j, 1, 1));
	for (size_t i = 0; i < f.n; i++) {
		const struct draw_text *t = paper_set_at(j, tr_number(j->ctx, (int64_t)i + 2), j->type->body, DRAW_PARAGRAPH, DRAW_CENTRE);
		draw_put(f.pages[i], t, j->type->margin, j->type->h - j->type->margin - draw_height(t) + 2);
		place(j, f.pages[i]);
	}
	place(j, paper_back(j));
	return OK;
}
