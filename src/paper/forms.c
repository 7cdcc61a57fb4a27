/* forms.c -- the table of forms, with the sizes of each, and the paper that it is printed on. */
#include "paper/paper_parts.h"

#include <string.h>

static const struct paper_size a4 = { "A4", "a4", 210, 297 }, letter = { "Letter", "letter", 215.9, 279.4 };

const struct paper_form_row paper_forms[PAPER_FORMS] = {
	[PAPER_POCKET] = {
		.code = "pocket", .label = N_("Pocket directory"),
		.sentence = N_("One sheet, folded three times until it fits into a pocket. “Help now” stands on the back."),
		.needs = N_("{paper}, printed on one side"), .make = pocket_make, .lies = true, .across = 4, .down = 2,
		.type = { .margin = 6.5, .body = 9, .heading = 11, .title = 20, .plain = DRAW_PLAIN, .strong = DRAW_STRONG },
	},
	[PAPER_LARGE] = {
		.code = "large", .label = N_("Large type"), .sentence = N_("The same in letters that more people can read."),
		.needs = N_("half of {paper}: print two pages on a sheet, or let each page fill one"),
		.make = large_make, .lies = true, .halves = true, .across = 2, .down = 1,
		.type = { .margin = 13, .body = 16, .heading = 20, .title = 34, .plain = DRAW_CLEAR, .strong = DRAW_CLEAR_STRONG },
	},
	[PAPER_POSTER] = {
		.code = "poster", .label = N_("Poster with strips"), .sentence = N_("For a wall. People tear off a strip and take it along."),
		.needs = N_("{paper}, printed on one side"), .make = poster_make, .across = 1, .down = 1, .one = true,
		.type = { .margin = 15, .body = 13, .heading = 17, .title = 36, .plain = DRAW_PLAIN, .strong = DRAW_STRONG },
	},
	[PAPER_CARDS] = {
		.code = "cards", .label = N_("Cards"), .sentence = N_("Four to a sheet, one for each listing, to give to somebody."),
		.needs = N_("{paper}, printed on one side and cut twice"), .make = cards_make, .across = 2, .down = 2, .one = true,
		.type = { .margin = 9, .body = 11, .heading = 12.5, .title = 17, .plain = DRAW_PLAIN, .strong = DRAW_STRONG },
	},
	[PAPER_FIRST] = {
		.code = "first", .label = N_("For the first time"), .sentence = N_("One sheet for each listing: where the door is and what happens."),
		.needs = N_("{paper}, printed on one side"), .make = first_make, .across = 1, .down = 1, .one = true,
		.type = { .margin = 22, .body = 13, .heading = 14, .title = 26, .plain = DRAW_PLAIN, .strong = DRAW_STRONG },
	},
};

struct paper_size paper_size_of(const struct paper_list *list)
{
	return !strcmp(list->country, "US") ? letter : a4;
}

enum err paper_make(struct ctx *ctx, const struct paper_wish *wish, const struct paper_list *list, struct draw **d)
{
	const struct paper_form_row *form = &paper_forms[wish->form];
	struct paper_size size = paper_size_of(list);
	struct paper_type type = form->type;
	struct paper_job job = { .ctx = ctx, .wish = wish, .list = list, .type = &type,
				 .sheet_w = form->lies ? size.h : size.w, .sheet_h = form->lies ? size.w : size.h };

	if (!list->n)
		return ERR_NOT_FOUND;
	type.w = job.sheet_w / form->across;
	type.h = job.sheet_h / form->down;
	*d = job.d = draw_new(ctx);
	return form->make(&job);
}
