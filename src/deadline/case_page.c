/* case_page.c -- for who serves them: all dates of a person, and one of them. */
#include "deadline/deadline_parts.h"
#include "account/account.h"

struct dates_view {
	struct str here, back, sum, key;
	struct deadline_view *rows;
	size_t n;
	struct form_view form;
};

struct case_view {
	struct str here, back, next;
	struct deadline_view d;
	bool done;
	const struct problems *bad;
};

/* Only for the names in what must be mended. */
struct case_typed {
	struct str words, due, how, owner;
};
static const struct field case_fields[] = {
	F(struct case_typed, words, FIELD_TEXT, FIELD_PRIVATE, 0, DEADLINE_WORDS_MOST, N_("One more paper")),
	F(struct case_typed, due, FIELD_TEXT, 0, 0, 20, N_("Another last day")),
	F(struct case_typed, how, FIELD_TEXT, 0, 0, 20, N_("How did it end?")),
	F_END
};

#include "deadline_html.h"
#include "deadline_case_html.h"

static struct str case_url(struct ctx *ctx, int64_t id)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/papers/%lld", (long long)id).p);
}

/* --- all of a person ---------------------------------------------------------------------------------------------------- */

static enum err show_list(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t participant, const struct values *typed,
			  const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Papers and dates"));
	const char *base = arena_printf(ctx->arena, "/work/persons/%lld", (long long)participant).p;
	struct dates_view v = { .here = page_url(ctx, arena_printf(ctx->arena, "%s/papers", base).p), .key = page_key(ctx),
				.back = page_url(ctx, arena_printf(ctx->arena, "%s/way", base).p), .form = { deadline_fields, typed, bad } };
	struct participant p;
	struct deadline *all;

	TRY(deadline_form(ctx, &v.form.fields));
	TRY(deadline_of(ctx, participant, &all, &v.n));
	TRY(participant_find(ctx, participant, &p));
	v.sum = participant_called(ctx, p.nickname);
	v.rows = arena_array(ctx->arena, v.n, struct deadline_view);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = deadline_view(ctx, &all[i], case_url(ctx, all[i].id));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(dates_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err deadline_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	int64_t id;

	value_add(ctx->arena, &typed, S("step"), S("apply"));
	return req_id(req, "id", &id) ? show_list(ctx, req, rep, id, &typed, NULL) : ERR_NOT_FOUND;
}

enum err deadline_list_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct deadline_wish w = { .due = DAY_NONE };
	struct problems bad = { 0 };
	const struct field *fields;
	struct participant p;
	struct deadline d;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(participant_find(ctx, id, &p));
	if (!participant_may_see(ctx, &p))
		return ERR_NOT_FOUND;
	TRY(deadline_form(ctx, &fields));
	TRY(form_read(ctx, fields, &req->body, &w, &bad));
	if (!bad.n)
		TRY(deadline_begin(ctx, id, &w, &d, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_cat(ctx->arena, case_url(ctx, d.id), S("?done=1")));
	rep->status = 422;
	return show_list(ctx, req, rep, id, &req->body, &bad);
}

/* --- one ------------------------------------------------------------------------------------------------------------------ */

static struct str next_of(struct ctx *ctx, const struct deadline *d)
{
	struct str owner = S("");

	if (!d->task.id || account_name(ctx, d->task.duty.owner, &owner) || !owner.p)
		return S("");
	return TR_FILL(ctx, tr(ctx, "{name} is reminded next: {day}."), { "name", owner }, { "day", page_moment(ctx, d->task.duty.due_at) });
}

static enum err show_case(struct ctx *ctx, const struct req *req, struct reply *rep, const struct deadline *d, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Papers and dates"));
	struct case_view v = { .here = case_url(ctx, d->id), .bad = bad, .done = str_is(value_of(&req->query, "done")),
			       .back = page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld/papers", (long long)d->participant).p),
			       .d = deadline_view(ctx, d, S("")), .next = next_of(ctx, d) };

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(case_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct deadline *d)
{
	int64_t id;

	return req_id(req, "id", &id) ? deadline_find(ctx, id, d) : ERR_NOT_FOUND;
}

enum err deadline_case_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct deadline d;

	TRY(find(ctx, req, &d));
	return show_case(ctx, req, rep, &d, NULL);
}

static enum err act(struct ctx *ctx, const struct req *req, struct deadline *d, struct problems *bad)
{
	struct str code = value_of(&req->body, "act");
	int64_t n;

	if (str_same(code, "have") || str_same(code, "lack"))
		return str_int(value_of(&req->body, "n"), &n) ? deadline_tick(ctx, d, n, str_same(code, "have")) : ERR_INVALID;
	if (str_same(code, "add"))
		return deadline_paper_add(ctx, d, str_trim(value_of(&req->body, "words")), bad);
	if (str_same(code, "reminded"))
		return deadline_reminded(ctx, d);
	if (str_same(code, "moved"))
		return deadline_move(ctx, d, day_parse(value_of(&req->body, "due")), bad);
	return str_same(code, "end") ? deadline_end(ctx, d, value_of(&req->body, "how"), bad) : ERR_INVALID;
}

enum err deadline_case_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct deadline d;

	TRY(find(ctx, req, &d));
	TRY(act(ctx, req, &d, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_cat(ctx->arena, case_url(ctx, d.id), S("?done=1")));
	rep->status = 422;
	return show_case(ctx, req, rep, &d, &bad);
}

const struct route deadline_routes[] = {
	{ "GET", "/:lang/work/persons/:id/papers", PERSON_SERVE, deadline_list_page, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/papers", PERSON_SERVE, deadline_list_post, 0, NULL },
	{ "GET", "/:lang/work/papers/:id", TASK_DO, deadline_case_page, 0, NULL },
	{ "POST", "/:lang/work/papers/:id", TASK_DO, deadline_case_post, 0, NULL },
	{ "GET", "/:lang/mine/papers", PERSON, deadline_own_page, 0, NULL },
	{ "POST", "/:lang/mine/papers/:id", PERSON, deadline_own_post, 0, NULL },
	{ 0 }
};
