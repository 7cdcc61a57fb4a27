/* keep_page.c -- for administrators: which partners hand people over, new link and digits, and the end of one. */
#include "sender/sender_parts.h"
#include "account/account.h"
#include "area/area.h"
#include "form/form.h"
#include "org/org.h"

enum { DAY_S = 86400, FIELDS = 4 };

struct wish {
	struct str name, org, area;
};

static const struct field wish_fields[] = {
	F(struct wish, name, FIELD_TEXT, FIELD_REQUIRED | FIELD_GUARDED, SENDER_NAME_LEAST, SENDER_NAME_MOST, N_("Name of the partner"),
	  N_("As colleagues call the place, for example the centre and its town.")),
	F(struct wish, org, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Who takes over?"), N_("The organisation whose coordinators answer for everybody from there.")),
	F(struct wish, area, FIELD_TEXT, 0, 0, 100, N_("Where is the partner?"), N_("A municipality, for example Aarhus. Who coordinates there is asked first.")),
	F_END
};

struct sender_line {
	const struct sender *s;
	struct str where, seen, here;
};

struct senders_view {
	struct str here, back, key;
	struct sender_line *lines;
	size_t n;
	bool ended;
	const struct problems *bad;
	const struct field *fields;
};

struct make_view {
	struct form_view form;
	struct str action, back, key;
};

struct shown_view {
	struct str back, name, address, digits;
};

#include "sender_keep_html.h"

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct frame *f)
{
	*f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Partners outside"));
	rep->private_page = true;
	return frame_begin_html(ctx, f);
}

static struct str where_of(struct ctx *ctx, const struct sender *s)
{
	struct str area = s->area ? area_name_of(ctx, s->area) : STR_ABSENT;
	struct org o;
	bool known = !org_get(ctx, s->org, &o);

	return arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(known ? o.name : S("")), area.n ? ", " : "", STR_ARG(area));
}

static enum err show_list(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct senders_view v = { .here = page_url(ctx, "/work/senders"), .back = page_url(ctx, "/work/people"), .key = page_key(ctx), .bad = bad,
				  .ended = str_same(value_of(&req->query, "done"), "ended"), .fields = wish_fields };
	struct sender *all;
	struct frame f;

	TRY(sender_list(ctx, &all, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct sender_line);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = (struct sender_line){ &all[i], where_of(ctx, &all[i]), tr_days_ago(ctx, (ctx->now - all[i].seen_at) / DAY_S),
			arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(v.here), (long long)all[i].account) };
	TRY(begin(ctx, req, rep, &f));
	TRY(senders_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err sender_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show_list(ctx, req, rep, NULL);
}

/* --- a new one ------------------------------------------------------------------------------------------------------ */

/* The table with the organisations of who asks in it. */
static enum err fields_of(struct ctx *ctx, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, FIELDS, struct field);

	for (size_t i = 0; i < FIELDS; i++)
		fields[i] = wish_fields[i];
	*out = fields;
	return org_choices(ctx, 0, &fields[1].choices);
}

static enum err show_new(struct ctx *ctx, const struct req *req, struct reply *rep, const struct values *typed, const struct problems *bad)
{
	struct make_view v = { .action = page_url(ctx, "/work/senders/new"), .back = page_url(ctx, "/work/senders"), .key = page_key(ctx),
			       .form = { .values = typed, .bad = bad } };
	struct frame f;

	TRY(fields_of(ctx, &v.form.fields));
	TRY(begin(ctx, req, rep, &f));
	TRY(make_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err sender_new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show_new(ctx, req, rep, &(struct values){ 0 }, NULL);
}

/* Link and digits are shown once, on the page that made them. */
static enum err show_once(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t account, const struct sender_new *n)
{
	struct shown_view v = { .back = page_url(ctx, "/work/senders"), .digits = n->digits,
				.address = arena_printf(ctx->arena, "%.*s/%s/p/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(n->token)) };
	struct sender s;
	struct frame f;

	TRY(sender_find(ctx, account, &s));
	v.name = s.name;
	TRY(begin(ctx, req, rep, &f));
	TRY(shown_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err sender_new_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	const struct field *fields;
	struct wish w = { 0 };
	int64_t org = 0, area = 0, account;

	TRY(fields_of(ctx, &fields));
	TRY(form_read(ctx, fields, &req->body, &w, &bad));
	TRY(area_typed(ctx, w.area.p ? w.area : S(""), "area", &area, &bad));
	if (!bad.n && str_int(w.org, &org))
		TRY(sender_make(ctx, w.name, org, area, req->carry, &account, &bad));
	if (!bad.n)
		return show_once(ctx, req, rep, account, req->carry);
	rep->status = 422;
	return show_new(ctx, req, rep, &req->body, &bad);
}

enum err sender_renew_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t account;

	if (!req_id(req, "id", &account))
		return ERR_NOT_FOUND;
	TRY(sender_renew(ctx, account, req->carry));
	return show_once(ctx, req, rep, account, req->carry);
}

enum err sender_end_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t account;
	struct sender s;

	if (!req_id(req, "id", &account))
		return ERR_NOT_FOUND;
	TRY(sender_find(ctx, account, &s));
	TRY(account_leave(ctx, account, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/senders?done=ended"));
	rep->status = 422;
	return show_list(ctx, req, rep, &bad);
}

const struct route sender_routes[] = {
	{ "GET", "/:lang/p", PUBLIC, sender_link_page, 0, NULL },
	{ "POST", "/:lang/p", PUBLIC, sender_link_enter, ROUTE_NO_KEY, sender_link_before },
	{ "GET", "/:lang/p/:token", LINK, sender_link_page, 0, NULL },
	{ "POST", "/:lang/p/:token", LINK, sender_link_enter, ROUTE_NO_KEY, sender_link_before },
	{ "GET", "/:lang/work/senders", ACCOUNT_EDIT, sender_list_page, 0, NULL },
	{ "GET", "/:lang/work/senders/new", ACCOUNT_EDIT, sender_new_page, 0, NULL },
	{ "POST", "/:lang/work/senders/new", ACCOUNT_EDIT, sender_new_post, 0, sender_new_before },
	{ "POST", "/:lang/work/senders/:id/renewal", ACCOUNT_EDIT, sender_renew_post, 0, sender_new_before },
	{ "POST", "/:lang/work/senders/:id/ending", ACCOUNT_EDIT, sender_end_post, 0, NULL },
	{ 0 }
};
