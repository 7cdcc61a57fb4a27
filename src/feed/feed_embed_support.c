/* feed_embed_support.c -- every kind of support on other people's pages: a frame, and a piece of a page. */
#include "feed/feed_api.h"
#include "feed/feed_parts.h"
#include "location/location.h"
#include "service/service.h"
#include "support/support.h"

struct offer_row {
	struct str name, kind, price, where, when, url, fresh;
	bool name_foreign;
};

struct offers {
	struct offer_row rows[SUPPORT_PAGE];
	size_t n;
	bool unknown;
	struct str all;
};

static struct str other_lang(const struct ctx *ctx)
{
	return ctx->lang[0] == 'd' ? S("en") : S("da");
}

#include "feed_support_html.h"

static struct str confirmed(struct ctx *ctx, int64_t at)
{
	return TR_FILL(ctx, tr(ctx, "confirmed {when}"), { "when", tr_days_ago(ctx, (ctx->now - at) / 86400) });
}

static struct str place_name(struct ctx *ctx, const struct service_whole *w)
{
	struct location l;

	if (!w->nplaces || location_get(ctx, w->places[0].location, &l))
		return service_labels(ctx, service_modes, w->s.mode);
	l = location_public(&l);
	return str_is(l.name) ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.name), STR_ARG(l.city)) : l.city;
}

static enum err fill_service(struct ctx *ctx, const struct kind *kinds, size_t nkinds, int64_t id, struct offer_row *r)
{
	struct service_whole w;

	TRY(service_get(ctx, id, &w));
	for (size_t i = 0; i < nkinds; i++)
		if (kinds[i].id == w.s.kind)
			r->kind = kind_name(ctx, &kinds[i]);
	r->name = service_name(ctx, &w.s, &r->name_foreign);
	r->price = service_price(ctx, &w.s);
	r->where = place_name(ctx, &w);
	r->when = service_hours(ctx, &w);
	r->url = feed_support_url(ctx, &w.s);
	r->fresh = confirmed(ctx, w.s.verified_at);
	return OK;
}

static enum err fill_meeting(struct ctx *ctx, int64_t id, struct offer_row *r)
{
	struct location l = { 0 };
	struct meeting m;

	TRY(meeting_get(ctx, id, &m));
	if (m.location) {
		TRY(location_get(ctx, m.location, &l));
		l = location_public(&l);
	}
	*r = (struct offer_row){ .name = m.name, .kind = tr(ctx, "Meeting"), .price = STR_ABSENT, .where = feed_where(ctx, &m, &l),
				 .when = meeting_when(ctx, &m), .url = feed_url(ctx, &m), .fresh = confirmed(ctx, m.verified_at) };
	return OK;
}

static enum err fill_offers(struct ctx *ctx, const struct req *req, struct offers *v)
{
	struct support_result result;
	struct support_query q;
	struct kind *kinds;
	struct str address;
	size_t nkinds;

	*v = (struct offers){ .n = 0 };
	TRY(kind_list(ctx, &kinds, &nkinds));
	TRY(support_read(ctx, &req->query, kinds, nkinds, &q));
	q.old = false;                        /* what is stale never stands on somebody else's page */
	q.page = 1;
	v->unknown = q.area_id < 0 || q.org_id < 0;
	if (v->unknown)
		q.area = q.org = S("");
	address = support_write(ctx, &q, NULL);
	v->all = arena_printf(ctx->arena, "%.*s/%s/support%s%.*s", STR_ARG(ctx->house->origin), ctx->lang, address.n ? "?" : "", STR_ARG(address));
	if (v->unknown)
		return OK;
	TRY(support_first(ctx, &q, SUPPORT_PAGE, &result));
	for (size_t i = 0; i < result.n; i++) {
		struct offer_row *r = &v->rows[v->n];
		const struct support_hit *h = &result.hits[i];
		enum err e = h->is_meeting ? fill_meeting(ctx, h->id, r) : fill_service(ctx, kinds, nkinds, h->id, r);
		/* Ended a moment ago: the index follows at once. */
		if (e && e != ERR_NOT_FOUND)
			return e;
		v->n += !e;
	}
	return OK;
}

enum err embed_support_frame(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = { .kind = FRAME_BARE, .title = tr(ctx, "Support"), .path = S("/embed"), .no_index = true };
	struct offers v;

	TRY(embed_limit_hosts(ctx, req, rep));
	TRY(fill_offers(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(offers_page_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err embed_support_fragment(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct offers v;

	(void)rep;
	TRY(fill_offers(ctx, req, &v));
	return offers_html(ctx, &v);
}
