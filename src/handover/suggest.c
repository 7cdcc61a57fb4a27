/* suggest.c -- what the directory proposes for a need: those who take people now, the nearest and free ones first. */
#include "handover/handover_parts.h"
#include "index/index.h"
#include "linkage/linkage.h"
#include "meeting/meeting.h"
#include "service/service.h"
#include "support/support.h"

enum { LOOKED_AT = 40 };

static bool is_in(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static struct str joined(struct ctx *ctx, struct str a, struct str b)
{
	return arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(a), a.n && b.n ? " · " : "", STR_ARG(b));
}

static enum err of_meeting(struct ctx *ctx, int64_t id, struct proposal *p)
{
	struct meeting m;

	TRY(meeting_get(ctx, id, &m));
	*p = (struct proposal){ id, m.name, meeting_when(ctx, &m), true };
	return OK;
}

static enum err of_service(struct ctx *ctx, int64_t id, struct proposal *p)
{
	struct service_whole w;
	bool foreign;

	TRY(service_get(ctx, id, &w));
	*p = (struct proposal){ id, service_name(ctx, &w.s, &foreign), joined(ctx, service_price(ctx, &w.s), service_hours(ctx, &w)), false };
	return linkage_is_introduction(ctx, id, &p->introduction);
}

static enum err look(struct ctx *ctx, struct str need, struct str place, const int64_t *but, size_t nbut, struct proposals *out)
{
	struct values asked = { 0 };
	struct support_query q;
	struct support_result r;
	const struct kind *kinds;
	size_t nkinds;

	value_add(ctx->arena, &asked, S("need"), need);
	if (place.n)
		value_add(ctx->arena, &asked, S("place"), place);
	TRY(index_kinds(ctx, &kinds, &nkinds));
	TRY(support_read(ctx, &asked, kinds, nkinds, &q));
	q.takes = true;
	out->area = q.place_area;
	TRY(support_first(ctx, &q, LOOKED_AT, &r));
	for (size_t i = 0; i < r.n && out->n < HANDOVER_MORE; i++)
		if (!is_in(but, nbut, r.hits[i].id)) {
			TRY(r.hits[i].is_meeting ? of_meeting(ctx, r.hits[i].id, &out->at[out->n]) : of_service(ctx, r.hits[i].id, &out->at[out->n]));
			out->n++;
		}
	return OK;
}

enum err handover_propose(struct ctx *ctx, struct str need, struct str place, const int64_t *but, size_t nbut, struct proposals *out)
{
	int64_t area;

	*out = (struct proposals){ .n = 0 };
	TRY(look(ctx, need, place, but, nbut, out));
	if (out->n || !place.n)
		return OK;
	area = out->area;
	out->anywhere = true;
	TRY(look(ctx, need, S(""), but, nbut, out));
	out->area = area;
	return OK;
}
