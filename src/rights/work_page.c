/* work_page.c -- for those who serve somebody: what they asked for, done within thirty days; and what was forgotten. */
#include "rights/rights_parts.h"
#include "consent/consent.h"

enum { LIST_MOST = 100, ASKED_MOST = 50, NIGHTS_MOST = 60, DAY_S = 86400 };

struct open_row {
	struct str href, name, what, when;
	bool late;
};

struct list_view {
	struct open_row *rows, *fading;
	size_t n, nfading;
	const char *done;
};

struct person_view {
	struct str name, here, person, back, key;
	struct form_view form, called;
	struct open_row *rows;
	size_t n;
	const char *done;
	bool shielded;
};

struct one_view {
	const struct rights_request *r;
	struct str name, kind, when, ended, here, back, key;
	struct form_view form;
	bool open, copy, erase;
};

struct kept_row {
	struct str what, count, day;
};

struct kept_view {
	struct kept_row *rows;
	size_t n;
};

#include "rights_work_html.h"

static struct str label(struct ctx *ctx, const struct choice *c, struct str code)
{
	const char *text = choice_label(c, code);

	return text ? tr_of(ctx, str_of(text)) : S("");
}

static struct str by_day(struct ctx *ctx, int64_t at)
{
	return TR_FILL(ctx, tr(ctx, "By {day}"), { "day", tr_day_date(ctx, page_local(ctx, at).day) });
}

static struct open_row row_of(struct ctx *ctx, const struct rights_request *r)
{
	return (struct open_row){
		.href = page_url(ctx, arena_printf(ctx->arena, "/work/rights/%lld", (long long)r->id).p), .name = participant_called(ctx, r->nickname),
		.what = label(ctx, rights_kinds, r->kind), .late = !r->done_at && r->due_at <= ctx->now,
		.when = r->done_at ? label(ctx, rights_results, r->result) : by_day(ctx, r->due_at),
	};
}

/* --- the list -------------------------------------------------------------------------------------------------- */

static enum err fill_fading(struct ctx *ctx, struct list_view *v)
{
	struct rights_fading *all;

	TRY(rights_fading(ctx, LIST_MOST, &all, &v->nfading));
	v->fading = arena_array(ctx->arena, v->nfading, struct open_row);
	for (size_t i = 0; i < v->nfading; i++)
		v->fading[i] = (struct open_row){
			.href = page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld/rights", (long long)all[i].participant).p),
			.name = participant_called(ctx, all[i].nickname), .when = by_day(ctx, all[i].asked_at + (int64_t)RIGHTS_ASK_DAYS * DAY_S),
			.what = str_same(all[i].what, "vault") ? tr(ctx, "Name, and how to reach them") : tr(ctx, "Everything"),
		};
	return OK;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Their rights"));
	struct list_view v = { .done = str_is(value_of(&req->query, "done")) ? N_("Saved.") : NULL };
	struct rights_request *all;

	(void)rep;
	TRY(rights_open(ctx, LIST_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct open_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(fill_fading(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(rights_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- somebody asks --------------------------------------------------------------------------------------------- */

static const struct field called_fields[] = {
	F(struct participant, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, PARTICIPANT_NICKNAME_MOST, N_("What may we call them?")),
	F_END
};

static enum err show_person(struct ctx *ctx, const struct req *req, const struct participant *p, const struct values *typed, const struct problems *bad)
{
	bool of_name = typed && value_of(typed, "nickname").p;
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Their rights"));
	struct person_view v = { .name = participant_called(ctx, p->nickname), .back = page_url(ctx, "/work/rights"), .key = page_key(ctx),
				 .here = page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld/rights", (long long)p->id).p),
				 .person = page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld", (long long)p->id).p), .shielded = p->shielded, .done = str_is(value_of(&req->query, "done")) ? N_("Saved.") : NULL };
	static const struct values nothing;
	struct rights_request *all;
	struct values kept = { 0 };

	form_write(ctx, called_fields, p, &kept);
	v.form = (struct form_view){ rights_new_fields, typed && !of_name ? typed : &nothing, of_name ? NULL : bad };
	v.called = (struct form_view){ called_fields, of_name ? typed : &kept, of_name ? bad : NULL };
	TRY(rights_of(ctx, p->id, ASKED_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct open_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(rights_person_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err person(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct participant p;

	(void)rep;
	TRY(participant_of_req(ctx, req, &p));
	return show_person(ctx, req, &p, NULL, NULL);
}

/* With them here: what we call them is put right at once. */
static enum err person_called(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct participant p;

	TRY(participant_of_req(ctx, req, &p));
	TRY(form_read(ctx, called_fields, &req->body, &p, &bad));
	if (!bad.n)
		TRY(participant_change(ctx, &p, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/persons/%lld/rights?done=1", ctx->lang, (long long)p.id));
	rep->status = 422;
	return show_person(ctx, req, &p, &req->body, &bad);
}

/* They fear somebody: nothing is shared with people around them, and no page says so but this one. */
static enum err person_shield(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct participant p;

	TRY(participant_of_req(ctx, req, &p));
	p.shielded = str_same(value_of(&req->body, "shield"), "1");
	TRY(participant_change(ctx, &p, &bad));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/persons/%lld/rights?done=1", ctx->lang, (long long)p.id));
}

static enum err person_asks(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct rights_request r = { 0 };
	struct problems bad = { 0 };
	struct participant p;

	TRY(participant_of_req(ctx, req, &p));
	TRY(form_read(ctx, rights_new_fields, &req->body, &r, &bad));
	if (!str_is(value_of(&req->body, "present")))
		problem_once(&bad, "kind", N_("Tick that they are here, and that you know them. Nobody asks for somebody else."));
	r.participant = p.id;
	if (!bad.n)
		TRY(rights_ask(ctx, &r, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, r.id ? page_url(ctx, arena_printf(ctx->arena, "/work/rights/%lld", (long long)r.id).p) :
						  page_url(ctx, "/work/rights?done=1"));
	rep->status = 422;
	return show_person(ctx, req, &p, &req->body, &bad);
}

/* --- one --------------------------------------------------------------------------------------------------------- */

static enum err find(struct ctx *ctx, const struct req *req, struct rights_request *r)
{
	int64_t id;

	return req_id(req, "id", &id) ? rights_find(ctx, id, r) : ERR_NOT_FOUND;
}

static enum err show_one(struct ctx *ctx, const struct req *req, struct reply *rep, const struct rights_request *r, const struct values *typed,
			 const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Their rights"));
	struct open_row row = row_of(ctx, r);
	struct one_view v = { .r = r, .name = row.name, .kind = row.what, .when = row.when, .ended = row.when, .here = row.href,
			      .back = page_url(ctx, "/work/rights"), .key = page_key(ctx), .form = { rights_answer_fields, typed, bad },
			      .open = !r->done_at, .copy = str_same(r->kind, "copy"), .erase = str_same(r->kind, "erase") };

	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(rights_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct values nothing;
	struct rights_request r;

	TRY(find(ctx, req, &r));
	return show_one(ctx, req, rep, &r, &nothing, NULL);
}

static enum err one_done(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct rights_request r, typed = { 0 };
	struct problems bad = { 0 };

	TRY(find(ctx, req, &r));
	TRY(form_read(ctx, rights_answer_fields, &req->body, &typed, &bad));
	if (!bad.n)
		TRY(rights_done(ctx, &r, typed.result, typed.answer, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/rights?done=1"));
	rep->status = 422;
	return show_one(ctx, req, rep, &r, &req->body, &bad);
}

/* Whoever makes the copy reads it: the look is written down first, as one for this request. */
static enum err one_copy(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct rights_request r;

	TRY(find(ctx, req, &r));
	if (!str_same(r.kind, "copy") || r.done_at)
		return ERR_NOT_FOUND;
	TRY(consent_look(ctx, r.participant, "person", S("asked"), false));
	return rights_copy_show(ctx, req, rep, FRAME_WORK, r.participant, page_url(ctx, arena_printf(ctx->arena, "/work/rights/%lld", (long long)r.id).p));
}

/* --- how long -------------------------------------------------------------------------------------------------------- */

static struct str rule_label(struct ctx *ctx, struct str what)
{
	for (const struct rights_rule *r = rights_rules; r->what; r++)
		if (str_same(what, r->what))
			return tr_of(ctx, str_of(r->label));
	return what;
}

static enum err kept(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "How long it is kept"));
	struct rights_night *all;
	struct kept_view v;

	(void)rep;
	TRY(rights_nights(ctx, NIGHTS_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct kept_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = (struct kept_row){ rule_label(ctx, all[i].what), tr_number(ctx, all[i].n), tr_date(ctx, all[i].day) };
	TRY(frame_begin_html(ctx, &f));
	TRY(rights_kept_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route rights_routes[] = {
	{ "GET", "/:lang/mine/rights", PERSON, rights_mine_page, 0, NULL },
	{ "POST", "/:lang/mine/rights/name", PERSON, rights_mine_name, 0, NULL },
	{ "POST", "/:lang/mine/rights/ways/:way", PERSON, rights_mine_way, 0, NULL },
	{ "POST", "/:lang/mine/rights/correction", PERSON, rights_mine_wrong, 0, NULL },
	{ "GET", "/:lang/mine/rights/copy", PERSON, rights_mine_copy, 0, NULL },
	{ "GET", "/:lang/mine/rights/copy.json", PERSON, rights_mine_json, 0, NULL },
	{ "GET", "/:lang/work/rights", PERSON_SERVE, list, 0, NULL },
	{ "GET", "/:lang/work/rights/:id", PERSON_SERVE, one, 0, NULL },
	{ "POST", "/:lang/work/rights/:id", PERSON_SERVE, one_done, 0, NULL },
	{ "POST", "/:lang/work/rights/:id/copy", PERSON_SERVE, one_copy, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/rights", PERSON_SERVE, person, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/rights", PERSON_SERVE, person_asks, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/called", PERSON_SERVE, person_called, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/shield", PERSON_SERVE, person_shield, 0, NULL },
	{ "GET", "/:lang/work/kept", OUTSIDE_ANSWER, kept, 0, NULL },
	{ 0 }
};
