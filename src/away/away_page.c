/* away_page.c -- when somebody is away: said beforehand, seen before the yes, taken back. */
#include "away/away_parts.h"
#include "account/account.h"

enum { OWN_MOST = 20 };

struct away_view {
	struct str title, here, back, back_text, key;
	const char *done;
	struct form_view form;
	int64_t account, stand_in;
	day_t today;
	struct task_person *people, *others;
	struct task_absence *own, *stands, *away;
	size_t npeople, nothers, nown, nfor, naway;
};

struct look_row {
	struct str what, fate, who, href;
	bool late;                            /* it must be seen to first */
};
struct look_view {
	struct str title, sum, here, back, key;
	const struct away_wish *w;
	struct look_row *rows;
	size_t n;
	bool first;
};

/* "From Monday 12 December to Friday 16 December" */
static struct str away_days(struct ctx *ctx, const struct task_absence *a)
{
	if (a->from == a->to)
		return tr_capital(ctx, tr_day_date(ctx, a->from));
	return TR_FILL(ctx, tr(ctx, "{from} to {to}"), { "from", tr_capital(ctx, tr_day_date(ctx, a->from)) }, { "to", tr_day_date(ctx, a->to) });
}

#include "away_html.h"

static const struct field away_fields[] = {
	F(struct away_wish, from, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("The first day away")),
	F(struct away_wish, to, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("The last day away")),
	F_END
};

static int64_t number_of(const struct values *v, const char *name)
{
	int64_t n;

	return str_int(value_of(v, name), &n) && n > 0 ? n : 0;
}

/* Whose absence: who asks, or a colleague that they named. */
static int64_t whose(const struct ctx *ctx, const struct values *v)
{
	int64_t who = number_of(v, "who");

	return who ? who : ctx->who->account;
}

static struct str address(struct ctx *ctx, int64_t account)
{
	struct str here = page_url(ctx, "/work/away");

	return account == ctx->who->account ? here : arena_printf(ctx->arena, "%.*s?who=%lld", STR_ARG(here), (long long)account);
}

/* --- the page -------------------------------------------------------------------------------------------------- */

static enum err fill(struct ctx *ctx, struct away_view *v)
{
	bool own = v->account == ctx->who->account;
	struct str name;

	TRY(account_name(ctx, v->account, &name));
	v->here = page_url(ctx, "/work/away");
	v->back = own ? page_url(ctx, "/work") : v->here;
	v->back_text = own ? tr(ctx, "Today") : tr(ctx, "Being away");
	v->title = own ? tr(ctx, "Being away") : TR_FILL(ctx, tr(ctx, "{name} is away"), { "name", name });
	v->key = page_key(ctx);
	v->today = page_today(ctx);
	TRY(away_stand_in_for(ctx, v->account, &v->people, &v->npeople));
	TRY(task_absences(ctx, v->account, OWN_MOST, &v->own, &v->nown));
	if (!own)
		return OK;
	TRY(task_stands_in(ctx, v->account, OWN_MOST, &v->stands, &v->nfor));
	TRY(away_of_others(ctx, &v->others, &v->nothers));
	return away_list(ctx, &v->away, &v->naway);
}

static enum err show(struct ctx *ctx, const struct req *req, int64_t account, const struct values *typed, const struct problems *bad)
{
	static const struct values none = { 0 };
	struct away_view v = { .account = account, .form = { away_fields, typed ? typed : &none, bad }, .stand_in = typed ? number_of(typed, "stand_in") : 0 };
	struct str done = value_of(&req->query, "done");
	struct frame f;
	bool may_it;

	TRY(away_may(ctx, account, &may_it));
	if (!may_it)
		return ERR_NOT_FOUND;
	TRY(fill(ctx, &v));
	v.done = str_same(done, "said") ? N_("It is said. Have a good time.") : str_same(done, "back") ? N_("Taken back. What is still open has its deputies again.") : NULL;
	f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Being away"));
	TRY(frame_begin_html(ctx, &f));
	TRY(away_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err away_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	/* From the look back, so that nothing need be typed twice. */
	return show(ctx, req, whose(ctx, &req->query), value_of(&req->query, "from").n ? &req->query : NULL, NULL);
}

/* --- what would happen --------------------------------------------------------------------------------------------- */

static struct str what_text(struct ctx *ctx, struct str what, int64_t n)
{
	if (str_same(what, "task"))
		return trn(ctx, "One promise to somebody", "{n} promises to people", n);
	if (str_same(what, "loop"))
		return trn(ctx, "One person on their way", "{n} people on their way", n);
	if (str_same(what, "transition"))
		return trn(ctx, "One person between two places", "{n} people between two places", n);
	if (str_same(what, "landing"))
		return trn(ctx, "One step of somebody’s first days", "{n} steps of people’s first days", n);
	return str_same(what, "door") ? tr(ctx, "Somebody whom you meet at the door") : tr(ctx, "A ride that you said you drive");
}

static const char *const fates[] = {
	[AWAY_DEPUTY] = N_("The deputy sees to it."),
	[AWAY_OWNER] = N_("You are only deputy; who answers for it is here."),
	[AWAY_STAND_IN] = N_("Becomes deputy with your yes, since nobody else is here."),
	[AWAY_WAITS] = N_("Nobody else here may read it: it waits for you."),
	[AWAY_NOBODY] = N_("Only two may read it, and the other is away too. Hand it over first, or choose other days."),
	[AWAY_SELF] = N_("Say there first that you cannot, so that somebody else is found."),
};

static struct look_row row_of(struct ctx *ctx, const struct away_line *l)
{
	struct look_row r = { .fate = tr(ctx, fates[l->fate]), .who = l->name.n ? l->name : S(""), .late = l->fate == AWAY_NOBODY || l->fate == AWAY_SELF };

	r.what = what_text(ctx, l->what, l->n);
	if (l->fate == AWAY_SELF)
		r.href = page_url(ctx, arena_printf(ctx->arena, str_same(l->what, "door") ? "/work/door/%lld" : "/work/driving/%lld", (long long)l->subject).p);
	return r;
}

static enum err show_look(struct ctx *ctx, const struct req *req, const struct away_wish *w, const struct away_plan *p)
{
	struct look_view v = { .w = w, .here = page_url(ctx, "/work/away"), .key = page_key(ctx), .first = p->first > 0, .n = p->n };
	struct task_absence a = { .from = w->from, .to = w->to };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Being away"));
	struct str name;

	TRY(account_name(ctx, w->stand_in, &name));
	v.title = away_days(ctx, &a);
	v.sum = w->stand_in ? TR_FILL(ctx, tr(ctx, "{name} stands in."), { "name", name }) : tr(ctx, "Nobody is named to stand in; the deputies see to it.");
	v.back = arena_printf(ctx->arena, "%.*s?who=%lld&from=%.*s&to=%.*s&stand_in=%lld", STR_ARG(v.here), (long long)w->account,
			      STR_ARG(day_str(ctx->arena, w->from)), STR_ARG(day_str(ctx->arena, w->to)), (long long)w->stand_in);
	v.rows = arena_array(ctx->arena, p->n, struct look_row);
	for (size_t i = 0; i < p->n; i++)
		v.rows[i] = row_of(ctx, &p->lines[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(away_look_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err read_wish(struct ctx *ctx, const struct req *req, struct away_wish *w, struct problems *bad)
{
	*w = (struct away_wish){ .from = DAY_NONE, .to = DAY_NONE };
	TRY(form_read(ctx, away_fields, &req->body, w, bad));
	w->account = whose(ctx, &req->body);
	w->stand_in = number_of(&req->body, "stand_in");
	return OK;
}

static enum err look(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct away_wish w;
	struct away_plan p;

	TRY(read_wish(ctx, req, &w, &bad));
	if (!bad.n)
		TRY(away_look(ctx, &w, &p, &bad));
	if (!bad.n)
		return show_look(ctx, req, &w, &p);
	rep->status = 422;
	return show(ctx, req, w.account, &req->body, &bad);
}

static enum err say(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct away_wish w;

	TRY(read_wish(ctx, req, &w, &bad));
	if (!bad.n)
		TRY(away_begin(ctx, &w, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s%cdone=said", STR_ARG(address(ctx, w.account)), w.account == ctx->who->account ? '?' : '&'));
	rep->status = 422;
	return show(ctx, req, w.account, &req->body, &bad);
}

static enum err end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t from = day_parse(value_of(&req->body, "from"));

	if (from == DAY_NONE)
		return ERR_INVALID;
	TRY(away_end(ctx, whose(ctx, &req->body), from));
	return reply_see(ctx, rep, page_url(ctx, "/work/away?done=back"));
}

const struct route away_routes[] = {
	{ "GET", "/:lang/work/away", MEMBER, away_page, 0, NULL },
	{ "POST", "/:lang/work/away/look", MEMBER, look, ROUTE_ASKS, NULL },
	{ "POST", "/:lang/work/away", MEMBER, say, 0, NULL },
	{ "POST", "/:lang/work/away/end", MEMBER, end, 0, NULL },
	{ 0 }
};
