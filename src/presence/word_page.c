/* word_page.c -- for who leads: the word to say in the room, and how many said that they were there. */
#include "presence/presence_parts.h"

struct word_view {
	struct str back, name, when, word, told;
	bool odd;
};


#include "presence_word_html.h"

enum err presence_word_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The word of the evening"));
	day_t day = day_parse(req_param(req, "day"));
	struct evening_date d;
	struct word_view v;
	int64_t id, n;

	if (!req_id(req, "id", &id) || day == DAY_NONE)
		return ERR_NOT_FOUND;
	TRY(evening_date(ctx, id, day, &d));
	TRY(presence_word(ctx, &d, &v.word));
	TRY(presence_count(ctx, id, day, &n));
	v.back = page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)id, STR_ARG(day_str(ctx->arena, day))).p);
	v.name = d.m.name;
	v.when = tr_capital(ctx, page_moment(ctx, d.o.starts));
	v.told = n ? trn(ctx, "{n} person said that they were there.", "{n} people said that they were there.", n) : tr(ctx, "Nobody has said yet that they were there.");
	v.odd = d.e.entry && n > d.e.heads;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(word_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route presence_routes[] = {
	{ "GET", "/:lang/mine/there", PERSON, presence_own_page, 0, NULL },
	{ "POST", "/:lang/mine/there", PERSON, presence_own_post, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/:day/word", EVENING_WRITE, presence_word_page, 0, NULL },
	{ 0 }
};
