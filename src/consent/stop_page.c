/* stop_page.c -- what a stop does and cannot undo, and a yes on paper: for the person and for who helps them. */
#include "consent/consent_parts.h"

#include "consent_sql.h"

struct stop_view {
	struct yes_words w;
	struct str action, back, key, told, rests;
	bool together;
};

struct paper_view {
	struct yes_words w;
	struct str back, who, version;
	bool signs, narrow;
};

#include "consent_stop_html.h"

static enum err find(struct ctx *ctx, const struct req *req, const struct yes_page *y, struct consent *c)
{
	int64_t id;

	return req_id(req, "consent", &id) ? consent_find(ctx, y->p.id, id, c) : ERR_NOT_FOUND;
}

static enum err show(struct ctx *ctx, struct frame *f, enum err (*part)(struct ctx *, const void *), const void *v)
{
	f->no_index = true;
	TRY(frame_begin_html(ctx, f));
	TRY(part(ctx, v));
	return frame_end_html(ctx, f);
}

static enum err stop_part(struct ctx *ctx, const void *v)
{
	return consent_stop_html(ctx, v);
}

static enum err paper_part(struct ctx *ctx, const void *v)
{
	return consent_paper_html(ctx, v);
}

/* "Told 2 times, the last time 12 December 2016." */
static enum err told_before(struct ctx *ctx, const struct consent *c, struct str *said)
{
	struct consent_disclosed_of of;

	TRY(consent_disclosed_of(ctx, c->participant, c->id, &of));
	*said = of.n ? TR_FILL(ctx, trn(ctx, "They were told once, on {day}.", "They were told {n} times, last on {day}.", of.n),
			       { "n", tr_number(ctx, of.n) }, { "day", tr_date(ctx, page_local(ctx, of.last).day) }) :
		       tr(ctx, "They have been told nothing so far.");
	return OK;
}

enum err consent_stop_page(struct ctx *ctx, const struct req *req, const struct yes_page *y)
{
	struct frame f = page_frame(ctx, req, y->kind, tr(ctx, "Stop"));
	struct stop_view v = { .back = y->here, .key = page_key(ctx), .together = y->kind == FRAME_WORK };
	struct consent c;
	int64_t rests;

	TRY(find(ctx, req, y, &c));
	TRY(consent_words(ctx, &c, &v.w));
	TRY(told_before(ctx, &c, &v.told));
	TRY(consent_resting(ctx, c.participant, c.id, &rests));
	if (rests)
		v.rests = trn(ctx, "{n} thing that is under way rests on this. It ends too, unless you agree on another way.",
			      "{n} things that are under way rest on this. They end too, unless you agree on another way.", rests);
	v.action = arena_printf(ctx->arena, "%.*s/%lld/stop", STR_ARG(y->here), (long long)c.id);
	return show(ctx, &f, stop_part, &v);
}

enum err consent_stop_it(struct ctx *ctx, const struct req *req, struct reply *rep, const struct yes_page *y)
{
	int64_t id;

	if (!req_id(req, "consent", &id))
		return ERR_NOT_FOUND;
	TRY(consent_stop(ctx, y->p.id, id));
	return reply_see(ctx, rep, arena_join(ctx->arena, y->here, S("?done=stopped")));
}

enum err consent_paper_page(struct ctx *ctx, const struct req *req, const struct yes_page *y)
{
	struct frame f = page_frame(ctx, req, y->kind, tr(ctx, "What may be told"));
	struct paper_view v = { .back = y->here, .narrow = y->kind == FRAME_PUBLIC };
	struct consent c;

	TRY(find(ctx, req, y, &c));
	TRY(consent_words(ctx, &c, &v.w));
	v.who = y->p.nickname.n ? y->p.nickname : TR_FILL(ctx, tr(ctx, "Number {n}"), { "n", page_id(ctx, y->p.id) });
	v.version = tr_number(ctx, c.version);
	v.signs = str_same(c.form, "written");
	return show(ctx, &f, paper_part, &v);
}
