/* mine_page.c -- with a return key: take everything out, put it right. */
#include "rights/rights_parts.h"
#include "contact/contact.h"

enum { WAYS_MOST = 20, ASKED_MOST = 50 };

struct copy_view {
	const struct rights_copy *copy;
	struct str when, back, back_name;
	const char *class;
};

struct way_row {
	struct str action, address, when;
	bool stopped;
};

struct asked_row {
	struct str kind, when, words, answer;
	bool open;
};

struct mine_view {
	struct str here, back, key;
	const char *done;
	struct form_view name, wrong;
	struct way_row *ways;
	size_t nways;
	struct asked_row *asked;
	size_t nasked;
	bool known;
};

#include "rights_copy_html.h"
#include "rights_mine_html.h"

struct typed_name {
	struct str name;
};

/* --- the copy ------------------------------------------------------------------------------------------------ */

enum err rights_copy_show(struct ctx *ctx, const struct req *req, struct reply *rep, enum frame_kind kind, int64_t participant, struct str back)
{
	struct frame f = page_frame(ctx, req, kind, tr(ctx, "A copy"));
	struct copy_view v = { .when = page_moment(ctx, ctx->now), .back = back, .class = kind == FRAME_WORK ? "prose" : "wrap narrow",
			       .back_name = kind == FRAME_WORK ? tr(ctx, "Their rights") : tr(ctx, "My rights") };
	struct rights_copy copy;

	f.no_index = true;
	rep->private_page = true;
	TRY(rights_copy(ctx, participant, &copy));
	v.copy = &copy;
	TRY(frame_begin_html(ctx, &f));
	TRY(copy_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err rights_mine_copy(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return rights_copy_show(ctx, req, rep, FRAME_PUBLIC, ctx->who->participant, page_url(ctx, "/mine/rights"));
}

enum err rights_mine_json(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct rights_copy copy;

	(void)req;
	rep->private_page = true;
	rep->type = S("application/json; charset=utf-8");
	reply_header(rep, S("Content-Disposition"), S("attachment; filename=\"my-copy.json\""));
	TRY(rights_copy(ctx, ctx->who->participant, &copy));
	return rights_json(ctx, &copy);
}

/* --- put it right ---------------------------------------------------------------------------------------------- */

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "saved") ? N_("Saved.") : str_same(code, "sent") ? N_("Sent. You get an answer here within thirty days.") :
	       str_same(code, "stopped") ? N_("We do not use it any more.") : NULL;
}

static enum err fill_ways(struct ctx *ctx, struct mine_view *v)
{
	struct contact_channel *all;

	TRY(contact_list(ctx, ctx->who->participant, WAYS_MOST, &all, &v->nways));
	v->ways = arena_array(ctx->arena, v->nways, struct way_row);
	for (size_t i = 0; i < v->nways; i++)
		v->ways[i] = (struct way_row){ arena_printf(ctx->arena, "%.*s/ways/%lld", STR_ARG(v->here), (long long)all[i].id), all[i].address,
					       contact_time_words(ctx, &all[i]), all[i].stopped_at != 0 };
	return OK;
}

static struct asked_row asked_row(struct ctx *ctx, const struct rights_request *r)
{
	const char *kind = choice_label(rights_kinds, r->kind), *result = choice_label(rights_results, r->result);

	return (struct asked_row){
		.kind = tr_of(ctx, str_of(kind ? kind : "")), .words = r->words, .answer = r->answer, .open = !r->done_at,
		.when = r->done_at ? tr_of(ctx, str_of(result ? result : "")) :
				     TR_FILL(ctx, tr(ctx, "By {day}"), { "day", tr_day_date(ctx, page_local(ctx, r->due_at).day) }),
	};
}

static enum err fill_asked(struct ctx *ctx, struct mine_view *v)
{
	struct rights_request *all;

	TRY(rights_of(ctx, ctx->who->participant, ASKED_MOST, &all, &v->nasked));
	v->asked = arena_array(ctx->arena, v->nasked, struct asked_row);
	for (size_t i = 0; i < v->nasked; i++)
		v->asked[i] = asked_row(ctx, &all[i]);
	return OK;
}

/* The name as it is kept, unless another one was typed. */
static enum err fill_name(struct ctx *ctx, struct mine_view *v, const struct values *typed)
{
	struct typed_name n = { 0 };
	struct values *kept = arena_new_of(ctx->arena, struct values);

	v->name.fields = rights_name_fields;
	v->name.values = typed ? typed : kept;
	if (!v->known || typed)
		return OK;
	TRY(participant_name(ctx, ctx->who->participant, &n.name));
	form_write(ctx, rights_name_fields, &n, kept);
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct values *name, const struct values *wrong,
		     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "My rights"));
	static const struct values nothing;
	struct mine_view v = { .here = page_url(ctx, "/mine/rights"), .back = page_url(ctx, "/mine"), .key = page_key(ctx), .done = done_of(req),
			       .name = { .bad = name ? bad : NULL }, .wrong = { rights_words_fields, wrong ? wrong : &nothing, wrong ? bad : NULL } };
	struct participant p;

	f.no_index = true;
	rep->private_page = true;
	TRY(participant_find(ctx, ctx->who->participant, &p));
	v.known = p.level == PARTICIPANT_KNOWN;
	TRY(fill_name(ctx, &v, name));
	TRY(fill_ways(ctx, &v));
	TRY(fill_asked(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(rights_mine_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err rights_mine_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL, NULL, NULL);
}

enum err rights_mine_name(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct typed_name n = { 0 };
	struct participant p;

	TRY(participant_find(ctx, ctx->who->participant, &p));
	/* Whoever is known by a key only has no name here to put right. */
	if (p.level != PARTICIPANT_KNOWN)
		return reply_see(ctx, rep, page_url(ctx, "/mine/rights"));
	TRY(form_read(ctx, rights_name_fields, &req->body, &n, &bad));
	if (!bad.n)
		TRY(participant_up(ctx, p.id, n.name, S("self"), &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/rights?done=saved"));
	rep->status = 422;
	return show(ctx, req, rep, &req->body, NULL, &bad);
}

enum err rights_mine_way(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "way", &id))
		return ERR_NOT_FOUND;
	TRY(contact_stop(ctx, ctx->who->participant, id));
	return reply_see(ctx, rep, page_url(ctx, "/mine/rights?done=stopped"));
}

enum err rights_mine_wrong(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct rights_request r = { .participant = ctx->who->participant, .kind = S("correct") };
	struct problems bad = { 0 };
	enum err e;

	TRY(form_read(ctx, rights_words_fields, &req->body, &r, &bad));
	e = bad.n ? OK : rights_ask(ctx, &r, &bad);
	if (e == ERR_NOT_FOUND)
		problem(&bad, "words", N_("Nobody here can take it now. Please call us."));
	else if (e)
		return e;
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/rights?done=sent"));
	rep->status = 422;
	return show(ctx, req, rep, NULL, &req->body, &bad);
}
