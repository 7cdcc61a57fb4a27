/* page.c -- what a room's pages and the hall agree on. */
#include "page/page.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "crypt/crypt.h"

#include <ctype.h>
#include <string.h>

struct str req_param(const struct req *req, const char *name)
{
	for (size_t i = 0; i < req->nparams; i++)
		if (str_same(req->params[i].name, name))
			return req->params[i].text;
	return STR_ABSENT;
}

bool req_id(const struct req *req, const char *name, int64_t *id)
{
	return str_int(req_param(req, name), id) && *id > 0;
}

struct str req_path(struct ctx *ctx, const struct req *req)
{
	struct str path = req->http->path;
	size_t slash = path.n ? str_index(path, S("/"), 1) : SIZE_MAX;

	if (tr_is_language(str_slice(path, 1, slash == SIZE_MAX ? path.n : slash)))
		path = slash == SIZE_MAX ? S("/") : str_slice(path, slash, path.n);
	return req->http->query.n ? arena_printf(ctx->arena, "%.*s?%.*s", STR_ARG(path), STR_ARG(req->http->query)) : path;
}

/* A handler only reads its request; this is the one thing that is left in it on the way. */
void req_carry(const struct req *req, void *what)
{
	((struct req *)req)->carry = what;
}

int64_t req_page(const struct req *req)
{
	int64_t page;

	return str_int(value_of(&req->query, "page"), &page) && page > 0 && page < 1000000 ? page : 1;
}

static void put_piece(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (isalnum(c) || strchr("-._~", c))
			buf_char(b, (char)c);
		else
			buf_fmt(b, "%%%02X", c);
	}
}

enum { LIST_ADDRESS_MOST = 4000 };

struct str req_list(struct ctx *ctx, const struct req *req)
{
	const char *sep = "?";
	struct str address;
	struct buf b;

	buf_init(&b, LIST_ADDRESS_MOST);
	buf_str(&b, req->http->path);
	for (size_t i = 0; i < req->query.n; i++) {
		const struct value *v = &req->query.at[i];
		if (str_same(v->name, "page") || str_same(v->name, "saved") || !v->text.n)
			continue;
		buf_fmt(&b, "%s", sep);
		put_piece(&b, v->name);
		buf_char(&b, '=');
		put_piece(&b, v->text);
		sep = "&";
	}
	/* Something must stand before "&page=". */
	if (sep[0] == '?')
		buf_lit(&b, "?");
	address = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return address;
}

enum err reply_see(struct ctx *ctx, struct reply *rep, struct str where)
{
	rep->status = 303;
	rep->location = arena_str(ctx->arena, where);
	return OK;
}

void reply_header(struct reply *rep, struct str name, struct str value)
{
	if (rep->nheaders < REPLY_HEADERS_MOST)
		rep->headers[rep->nheaders++] = (struct http_pair){ name, value };
}

enum { KEY_RANDOM = 20 };

/* The proof binds the random part to the session; a visitor has session 0. */
static struct str proof(struct ctx *ctx, struct str random)
{
	struct str text = arena_printf(ctx->arena, "%lld %.*s", (long long)ctx->who->session, STR_ARG(random));

	return crypt_short_tag(ctx, "form key", text);
}

struct str page_key(struct ctx *ctx)
{
	struct str random = token_new(ctx->house->rng, ctx->arena, KEY_RANDOM);

	return arena_printf(ctx->arena, "%.*s.%.*s", STR_ARG(random), STR_ARG(proof(ctx, random)));
}

bool page_key_is(struct ctx *ctx, struct str key)
{
	if (key.n <= KEY_RANDOM + 1 || key.p[KEY_RANDOM] != '.')
		return false;
	return crypt_same(proof(ctx, str_slice(key, 0, KEY_RANDOM)), str_slice(key, KEY_RANDOM + 1, key.n));
}

struct str page_url(struct ctx *ctx, const char *path)
{
	return arena_cat(ctx->arena, S("/"), str_of(ctx->lang), str_of(path));
}

struct str page_id(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "%lld", (long long)id);
}

/* The menus: address, label, icon, and what one must be allowed to see it. */
static const struct menu_row {
	enum frame_kind kind;
	enum perm perm;
	const char *path, *label, *icon;
} menu[] = {
	{ FRAME_PUBLIC, PUBLIC, "/find", N_("Find support"), NULL },
	{ FRAME_PUBLIC, PUBLIC, "/families", N_("For families"), NULL },
	{ FRAME_PUBLIC, PUBLIC, "/about", N_("About us"), NULL },
	{ FRAME_WORK, MEMBER, "/work", N_("Today"), "house" },
	{ FRAME_WORK, PERSON_SEND, "/work/send", N_("Hand people over"), "heart-handshake" },
	{ FRAME_WORK, TASK_DO, "/work/calls", N_("Calls"), "phone" },
	{ FRAME_WORK, EVENING_WRITE, "/work/evenings", N_("Evenings"), "moon" },
	{ FRAME_WORK, PERSON_SERVE, "/work/transitions", N_("Nobody lost"), "route" },
	{ FRAME_WORK, PERSON_SERVE, "/work/loops", N_("On their way"), "heart-handshake" },
	{ FRAME_WORK, TASK_DO, "/work/rides", N_("Rides"), "car" },
	{ FRAME_WORK, MEETING_EDIT, "/work/meetings", N_("Meetings"), "calendar-days" },
	{ FRAME_WORK, SERVICE_EDIT, "/work/support", N_("Support"), "hand-helping" },
	{ FRAME_WORK, REPORT_READ, "/work/reports", N_("Is it right?"), "flag" },
	{ FRAME_WORK, PLACE_EDIT, "/work/locations", N_("Places"), "map-pin" },
	{ FRAME_WORK, ORG_EDIT, "/work/orgs", N_("Organisations"), "building-2" },
	{ FRAME_WORK, VOLUNTEER_EDIT, "/work/volunteers", N_("Volunteers"), "handshake" },
	{ FRAME_WORK, OUTREACH_EDIT, "/work/outreach", N_("Outreach"), "footprints" },
	{ FRAME_WORK, GRANT_READ, "/work/grants", N_("Grants"), "wallet" },
	{ FRAME_WORK, IMPORT, "/work/imports", N_("Lists in and out"), "upload" },
	{ FRAME_WORK, AUDIT_READ, "/work/looks", N_("Who looked"), "eye" },
	{ FRAME_WORK, ACCOUNT_EDIT, "/work/people", N_("People"), "users" },
	{ FRAME_WORK, HOUSE_CARE, "/work/house", N_("The house"), "settings" },
	{ FRAME_WORK, MEMBER, "/work/own", N_("My own page"), "circle-user-round" },
};

static bool is_here(struct str path, const char *row)
{
	struct str r = str_of(row), bare = str_slice(path, 0, str_index(path, S("?"), 0));

	if (!strcmp(row, "/work"))
		return str_eq(bare, r);
	return str_starts(bare, r) && (bare.n == r.n || bare.p[r.n] == '/');
}

/* The house is one: who cares for a part of it has nothing to look for there.  Who serves people has those pages among their own. */
static bool is_theirs(const struct ctx *ctx, const struct menu_row *row)
{
	if (row->perm == PERSON_SEND)
		return is_sender(ctx->who);
	return row->perm == HOUSE_CARE ? may_for(ctx->who, HOUSE_CARE, 0, 0) : may(ctx->who, row->perm);
}

static void fill_menu(struct ctx *ctx, struct frame *f)
{
	for (size_t i = 0; i < sizeof menu / sizeof *menu; i++)
		if (menu[i].kind == f->kind && is_theirs(ctx, &menu[i]) && f->nlinks < FRAME_LINKS_MOST)
			f->links[f->nlinks++] = (struct frame_link){
				.href = page_url(ctx, menu[i].path), .label = tr(ctx, menu[i].label),
				.icon = menu[i].icon, .current = is_here(f->path, menu[i].path),
			};
}

struct local page_local(const struct ctx *ctx, int64_t at)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));

	return zone ? zone_local(zone, at) : (struct local){ .day = (day_t)(at / 86400) };
}

day_t page_today(const struct ctx *ctx)
{
	return page_local(ctx, ctx->now).day;
}

struct str page_moment(struct ctx *ctx, int64_t at)
{
	struct local l = page_local(ctx, at);

	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_day_date(ctx, l.day) }, { "time", tr_time(ctx, l.minutes) });
}

struct str page_left(struct ctx *ctx, int64_t due_at)
{
	enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };
	int64_t left = due_at - ctx->now, n = left < 0 ? -left / DAY_S : left < HOUR_S ? left / MINUTE_S : left < DAY_S ? left / HOUR_S : left / DAY_S;
	struct str words;

	if (left < 0)
		words = n ? trn(ctx, "{n} day late", "{n} days late", n) : tr(ctx, "late");
	else if (left < HOUR_S)
		words = trn(ctx, "{n} minute left", "{n} minutes left", n);
	else
		words = left < DAY_S ? trn(ctx, "{n} hour left", "{n} hours left", n) : trn(ctx, "{n} day left", "{n} days left", n);
	return TR_FILL(ctx, words, { "n", tr_number(ctx, n) });
}

static struct str clock_text(struct ctx *ctx)
{
	struct local here = page_local(ctx, ctx->now);
	struct str day = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_weekday(ctx, day_weekday(here.day))),
				      STR_ARG(tr_date_short(ctx, here.day)));

	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", day }, { "time", tr_time(ctx, here.minutes) });
}

/* A form that comes back says so first of all, to an ear as well. */
static struct str title_of(struct ctx *ctx, const struct req *req, struct str title)
{
	/* Neutral mode: what stands in a tab and in the browser's history tells nobody what it is about. */
	if (ctx->house->neutral)
		title = ctx->house->name;
	else
		title = arena_cat(ctx->arena, title, S(" – "), ctx->house->name);
	return req->reply && req->reply->status == 422 ? TR_FILL(ctx, tr(ctx, "Error: {title}"), { "title", title }) : title;
}

struct frame page_frame(struct ctx *ctx, const struct req *req, enum frame_kind kind, struct str title)
{
	struct frame f = { .kind = kind, .path = req_path(ctx, req), .help_number = S("112") };

	f.title = title_of(ctx, req, title);
	if (kind == FRAME_WORK) {
		f.who = ctx->who->name;
		f.no_index = true;
		f.form_key = page_key(ctx);
		f.guest = is_sender(ctx->who);
	}
	if (ctx->house->demo) {
		f.now = clock_text(ctx);
		if (!f.form_key.n)
			f.form_key = page_key(ctx);
		f.no_index = true;
	}
	fill_menu(ctx, &f);
	return f;
}
