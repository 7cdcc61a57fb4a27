/* page.c -- one's own page of what is shared with somebody close: theirs alone, like all of it. */
#include "gate/gate_parts.h"

struct gate_row {
	const struct gate *g;
	struct str href, until, well, meet;
};

struct gates_view {
	struct str here, back, key;
	const char *done;
	struct form_view form;
	struct gate_row *rows;
	size_t n;
};

struct gate_view {
	struct str here, back, key;
	const char *done;
	struct gate_row row;
	struct form_view word, share;
};

struct word_view {
	struct str word, next;
};

#include "gate_html.h"

static struct str url_of(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/mine/gates/%lld%s", ctx->lang, (long long)id, rest);
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "saved") ? N_("Saved.") : str_same(code, "closed") ? N_("Closed.") : str_same(code, "word") ? N_("Written in.") : NULL;
}

static struct gate_row row_of(struct ctx *ctx, const struct gate *g)
{
	struct gate_row r = { .g = g, .href = url_of(ctx, g->id, ""),
			      .until = TR_FILL(ctx, tr(ctx, "Your word is good until {day}."), { "day", tr_day_date(ctx, page_local(ctx, g->expires_at).day) }) };

	if (g->other_well_at)
		r.well = TR_FILL(ctx, tr(ctx, "Is well: said so on {day}."), { "day", tr_day_date(ctx, page_local(ctx, g->other_well_at).day) });
	if (g->other_meet != DAY_NONE && g->other_meet >= page_today(ctx))
		r.meet = TR_FILL(ctx, tr(ctx, "You meet on {day}."), { "day", tr_day_date(ctx, g->other_meet) });
	return r;
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Somebody close to me"));
	struct gates_view v = { .here = page_url(ctx, "/mine/gates"), .back = page_url(ctx, "/mine"), .key = page_key(ctx), .done = done_of(req),
				.form = { gate_new_fields, typed, bad } };
	struct gate *all;

	f.no_index = true;
	rep->private_page = true;
	TRY(gate_list(ctx, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct gate_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(gates_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct values nothing;

	return show(ctx, req, rep, &nothing, NULL);
}

static enum err make(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Somebody close to me"));
	struct problems bad = { 0 };
	struct gate g = { 0 };
	struct word_view v;

	TRY(form_read(ctx, gate_new_fields, &req->body, &g, &bad));
	if (!bad.n)
		TRY(gate_new(ctx, &g, &v.word, &bad));
	if (bad.n) {
		rep->status = 422;
		return show(ctx, req, rep, &req->body, &bad);
	}
	v.next = url_of(ctx, g.id, "");
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(gate_word_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one ---------------------------------------------------------------------------------------------------------- */

static enum err find(struct ctx *ctx, const struct req *req, struct gate *g)
{
	int64_t id;

	return req_id(req, "id", &id) ? gate_find(ctx, id, g) : ERR_NOT_FOUND;
}

static enum err show_one(struct ctx *ctx, const struct req *req, struct reply *rep, const struct gate *g, const struct values *typed,
			 const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Somebody close to me"));
	static const struct values nothing;
	struct values kept = { 0 };
	bool of_word = typed && problem_of(bad, "word");
	struct gate_view v = { .here = url_of(ctx, g->id, ""), .back = page_url(ctx, "/mine/gates"), .key = page_key(ctx), .done = done_of(req),
			       .row = row_of(ctx, g), .word = { gate_word_fields, of_word ? typed : &nothing, of_word ? bad : NULL } };

	form_write(ctx, gate_share_fields, g, &kept);
	v.share = (struct form_view){ gate_share_fields, typed && !of_word ? typed : &kept, typed && !of_word ? bad : NULL };
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(gate_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct gate g;

	TRY(find(ctx, req, &g));
	return show_one(ctx, req, rep, &g, NULL, NULL);
}

static enum err join(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct gate g, typed = { .word = S("") };
	struct problems bad = { 0 };

	TRY(find(ctx, req, &g));
	TRY(form_read(ctx, gate_word_fields, &req->body, &typed, &bad));
	if (!bad.n)
		TRY(gate_join(ctx, &g, typed.word, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, url_of(ctx, g.id, "?done=word"));
	rep->status = 422;
	return show_one(ctx, req, rep, &g, &req->body, &bad);
}

static enum err share(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct gate g, typed = { .meet_day = DAY_NONE };
	struct problems bad = { 0 };

	TRY(find(ctx, req, &g));
	TRY(form_read(ctx, gate_share_fields, &req->body, &typed, &bad));
	if (!bad.n)
		TRY(gate_share(ctx, &g, typed.shares, str_is(value_of(&req->body, "well")), typed.meet_day, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, url_of(ctx, g.id, "?done=saved"));
	rep->status = 422;
	return show_one(ctx, req, rep, &g, &req->body, &bad);
}

static enum err close_it(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(gate_close(ctx, id));
	return reply_see(ctx, rep, page_url(ctx, "/mine/gates?done=closed"));
}

const struct route gate_routes[] = {
	{ "GET", "/:lang/mine/gates", PERSON, list, 0, NULL },
	{ "POST", "/:lang/mine/gates", PERSON, make, 0, NULL },
	{ "GET", "/:lang/mine/gates/:id", PERSON, one, 0, NULL },
	{ "POST", "/:lang/mine/gates/:id", PERSON, share, 0, NULL },
	{ "POST", "/:lang/mine/gates/:id/word", PERSON, join, 0, NULL },
	{ "POST", "/:lang/mine/gates/:id/end", PERSON, close_it, 0, NULL },
	{ 0 }
};
