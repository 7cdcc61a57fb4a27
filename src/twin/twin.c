/* twin.c -- linking two listings that are one, and taking them apart again. */
#include "twin/twin.h"
#include "event/event.h"
#include "meeting/meeting.h"
#include "service/service.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

#include "twin_sql.h"

enum { LISTINGS_MOST = 20000, LOOK_MOST = 400 };

/* --- reading both sorts ------------------------------------------------------------------------------------------ */

static struct str digits_of(struct arena *a, struct str phone)
{
	enum { NATIONAL = 8, PLACES_MOST = 20 };
	char *digits = arena_alloc(a, PLACES_MOST + 1);
	size_t n = 0;

	for (size_t i = 0; i < phone.n && n < PLACES_MOST; i++)
		if (phone.p[i] >= '0' && phone.p[i] <= '9')
			digits[n++] = phone.p[i];
	/* With or without the country's number in front: the end decides. */
	return n < NATIONAL ? S("") : (struct str){ digits + n - NATIONAL, NATIONAL };
}

/* Two texts are the same when the series fall on the same days of the week or month, at the same minute. */
static struct str when_of(struct arena *a, const struct twin_meetings *r)
{
	if (str_same(r->rhythm, "appointment") || str_same(r->rhythm, "once"))
		return S("");
	return arena_printf(a, "%.*s %lld %lld %lld %lld %lld", STR_ARG(r->rhythm), (long long)r->every, (long long)r->weekdays,
			    (long long)r->nths, (long long)r->month_day, (long long)r->start_min);
}

struct reading {
	struct twin_listing *at;
	size_t n;
};

static enum err read_meetings(struct ctx *ctx, struct reading *to)
{
	struct twin_meetings *rows;
	size_t n;

	TRY(twin_meetings(ctx, LISTINGS_MOST, &rows, &n));
	to->at = arena_array(ctx->arena, n + LISTINGS_MOST, struct twin_listing);
	for (size_t i = 0; i < n; i++) {
		if (!may_for(ctx->who, MEETING_EDIT, rows[i].org.v, rows[i].area.v))
			continue;
		to->at[to->n++] = (struct twin_listing){
			.id = rows[i].id, .org = rows[i].org.v, .area = rows[i].area.v, .location = rows[i].location.v,
			.name = rows[i].name, .name_key = rows[i].name_key,
			.town_key = rows[i].city.p ? text_fold(ctx->arena, rows[i].city) : S(""), .phone = S(""),
			.when = when_of(ctx->arena, &rows[i]), .shown = str_same(rows[i].state, "running"),
		};
	}
	return OK;
}

static enum err read_services(struct ctx *ctx, struct reading *to)
{
	struct twin_services *rows;
	size_t n;

	TRY(twin_services(ctx, LISTINGS_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct service s = { .org = rows[i].org, .area = rows[i].area.v, .name_da = rows[i].name_da, .name_en = rows[i].name_en };
		bool foreign;

		if (!service_may_keep(ctx, &s))
			continue;
		to->at[to->n++] = (struct twin_listing){
			.id = rows[i].id, .kind = rows[i].kind, .org = rows[i].org, .area = rows[i].area.v,
			.location = rows[i].location.v, .name = service_name(ctx, &s, &foreign), .name_key = rows[i].name_key,
			.town_key = rows[i].city.p ? text_fold(ctx->arena, rows[i].city) : S(""),
			.phone = digits_of(ctx->arena, rows[i].phone), .when = S(""), .shown = str_same(rows[i].state, "running"),
		};
	}
	return OK;
}

static bool is_decided(const struct twin_decided *d, size_t n, const struct twin_pair *p)
{
	for (size_t i = 0; i < n; i++)
		if ((d[i].shown == p->a->id && d[i].other == p->b->id) || (d[i].shown == p->b->id && d[i].other == p->a->id))
			return true;
	return false;
}

enum err twin_suggest(struct ctx *ctx, size_t most, struct twin_pair **out, size_t *n)
{
	struct twin_pair *found = arena_array(ctx->arena, LOOK_MOST, struct twin_pair);
	struct twin_decided *decided;
	struct reading r = { 0 };
	size_t nfound, ndecided;

	TRY(read_meetings(ctx, &r));
	TRY(read_services(ctx, &r));
	TRY(twin_decided(ctx, &decided, &ndecided));
	nfound = twin_alike(ctx->arena, r.at, r.n, found, LOOK_MOST);
	*out = found;
	*n = 0;
	for (size_t i = 0; i < nfound && *n < most; i++)
		if (!is_decided(decided, ndecided, &found[i]))
			found[(*n)++] = found[i];
	return OK;
}

/* --- deciding ------------------------------------------------------------------------------------------------------ */

struct told {
	struct str name;
	const char *what;                 /* meeting or service */
	int64_t kind;
};

/* One listing of either sort that this person keeps. */
static enum err mine(struct ctx *ctx, int64_t id, struct told *t)
{
	struct service_whole w;
	struct meeting m;
	bool foreign;
	enum err e = meeting_get(ctx, id, &m);

	if (!e) {
		*t = (struct told){ m.name, "meeting", 0 };
		return may_for(ctx->who, MEETING_EDIT, m.org, m.area) ? OK : ERR_DENIED;
	}
	if (e != ERR_NOT_FOUND)
		return e;
	TRY(service_get(ctx, id, &w));
	*t = (struct told){ service_name(ctx, &w.s, &foreign), "service", w.s.kind };
	return service_may_keep(ctx, &w.s) ? OK : ERR_DENIED;
}

/*
 * A chain would make a listing disappear behind one that has itself disappeared: whoever is shown for another
 * stays shown, and whoever stands behind one stands behind no second one.
 */
static enum err check_chain(struct ctx *ctx, int64_t shown, int64_t other, struct problems *bad)
{
	struct twin_links_of *links;
	size_t n;

	TRY(twin_links_of(ctx, shown, &links, &n));
	for (size_t i = 0; i < n; i++)
		if (links[i].other == shown)
			return problem(bad, "", N_("The one to be shown stands behind another listing itself. Take those two apart first."));
	TRY(twin_links_of(ctx, other, &links, &n));
	for (size_t i = 0; i < n; i++)
		if (links[i].shown == other || links[i].shown != shown)
			return problem(bad, "", N_("The other one is linked already. Take it apart first."));
	return OK;
}

enum err twin_link(struct ctx *ctx, int64_t shown, int64_t other, struct problems *bad)
{
	struct told a, b;
	int64_t changed;

	TRY(mine(ctx, shown, &a));
	TRY(mine(ctx, other, &b));
	if (shown == other || a.kind != b.kind || strcmp(a.what, b.what))
		return problem(bad, "", N_("Only two listings of the same kind can be one."));
	TRY(check_chain(ctx, shown, other, bad));
	if (bad->n)
		return OK;
	TRY(twin_drop(ctx, shown, other, &changed));
	TRY(twin_put(ctx, shown, other, str_of(a.what), S("linked"), ctx->now, &changed));
	TRY(event_add(ctx, "twin.linked", shown, STR_ABSENT));
	return event_add(ctx, "twin.linked", other, STR_ABSENT);
}

enum err twin_part(struct ctx *ctx, int64_t a, int64_t b)
{
	struct told x, y;
	int64_t changed;

	TRY(mine(ctx, a, &x));
	TRY(mine(ctx, b, &y));
	if (a == b)
		return ERR_NOT_FOUND;
	TRY(twin_drop(ctx, a, b, &changed));
	TRY(twin_put(ctx, a < b ? a : b, a < b ? b : a, str_of(x.what), S("apart"), ctx->now, &changed));
	TRY(event_add(ctx, "twin.parted", a, STR_ABSENT));
	return event_add(ctx, "twin.parted", b, STR_ABSENT);
}

enum err twin_list(struct ctx *ctx, size_t most, struct twin_linked **out, size_t *n)
{
	struct twin_linked_rows *rows;
	struct told a, b;
	size_t all;

	TRY(twin_linked_rows(ctx, (int64_t)most, &rows, &all));
	*out = arena_array(ctx->arena, all + 1, struct twin_linked);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		enum err e = mine(ctx, rows[i].shown, &a);

		if (!e)
			e = mine(ctx, rows[i].other, &b);
		if (e && e != ERR_DENIED && e != ERR_NOT_FOUND)
			return e;
		if (!e)
			(*out)[(*n)++] = (struct twin_linked){ rows[i].shown, rows[i].other, rows[i].at, a.name, b.name, rows[i].what };
	}
	return OK;
}

enum err twin_shown_for(struct ctx *ctx, int64_t listing, int64_t *shown)
{
	struct twin_shown r;
	enum err e = twin_shown(ctx, listing, &r);

	*shown = e ? 0 : r.shown;
	return e == ERR_NOT_FOUND ? OK : e;
}

static struct str public_url(struct ctx *ctx, const char *folder, struct str slug)
{
	return arena_printf(ctx->arena, "/%s/%s/%.*s", ctx->lang, folder, STR_ARG(slug));
}

static enum err public_service(struct ctx *ctx, int64_t id, struct twin_public *out)
{
	struct service_whole w;
	enum err e = service_get(ctx, id, &w);

	if (!e && str_same(w.s.state, "running")) {
		out->name = service_name(ctx, &w.s, &out->foreign);
		out->url = public_url(ctx, "support", w.s.slug);
	}
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err twin_public(struct ctx *ctx, int64_t listing, struct twin_public *out)
{
	struct meeting m;
	int64_t shown;
	enum err e;

	*out = (struct twin_public){ S(""), S(""), false };
	TRY(twin_shown_for(ctx, listing, &shown));
	if (!shown)
		return OK;
	e = meeting_get(ctx, shown, &m);
	if (e == ERR_NOT_FOUND)
		return public_service(ctx, shown, out);
	if (!e && str_same(m.state, "running"))
		*out = (struct twin_public){ m.name, public_url(ctx, "meetings", m.slug), false };
	return e;
}
