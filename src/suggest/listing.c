/* listing.c -- meetings and services, as far as somebody outside may wish them to be otherwise. */
#include "suggest/parts.h"

/* Facts that one sees or hears on the spot.  Method, kind, stage and price class are for who keeps the listing. */
static const char *const meeting_open[] = {
	"name", "weekdays", "start_min", "room", "phone", "email", "website", "conference_url", "newcomers", "children",
	"description_da", "description_en", NULL
};
static const char *const service_open[] = {
	"phone", "email", "website", "hours_da", "hours_en", "apply_da", "apply_en", "children", "substitution",
	"description_da", "description_en", NULL
};

const char *const *listing_open_fields(const struct suggest_listing *l)
{
	return l->meeting ? meeting_open : service_open;
}

const struct field *listing_fields(const struct suggest_listing *l)
{
	return l->meeting ? meeting_fields : service_fields;
}

void *listing_record(struct suggest_listing *l)
{
	return l->meeting ? (void *)&l->m : (void *)&l->w.s;
}

static struct str contact_of(struct str phone, struct str email)
{
	return str_is(phone) ? phone : str_is(email) ? email : S("");
}

static void fill_meeting(struct suggest_listing *l)
{
	const struct meeting *m = &l->m;

	l->meeting = true;
	l->id = m->id, l->org = m->org, l->area = m->area, l->name = m->name, l->slug = m->slug;
	l->contact = contact_of(m->phone, m->email);
	l->is_public = str_same(m->state, "running");
}

static void fill_service(struct ctx *ctx, struct suggest_listing *l)
{
	const struct service *s = &l->w.s;
	bool foreign;

	l->meeting = false;
	l->id = s->id, l->org = s->org, l->area = s->area, l->name = service_name(ctx, s, &foreign), l->slug = s->slug;
	l->contact = contact_of(s->phone, s->email);
	l->is_public = str_same(s->state, "running");
}

enum err listing_find(struct ctx *ctx, int64_t id, struct suggest_listing *l)
{
	enum err e = meeting_get(ctx, id, &l->m);

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e) {
		fill_meeting(l);
		return OK;
	}
	TRY(service_get(ctx, id, &l->w));
	fill_service(ctx, l);
	return OK;
}

enum err listing_of_slug(struct ctx *ctx, bool meeting, struct str slug, struct suggest_listing *l)
{
	if (meeting) {
		TRY(meeting_of_slug(ctx, slug, &l->m));
		fill_meeting(l);
	} else {
		TRY(service_of_slug(ctx, slug, &l->w));
		fill_service(ctx, l);
	}
	return l->is_public ? OK : ERR_NOT_FOUND;
}

bool listing_may_keep(struct ctx *ctx, const struct suggest_listing *l)
{
	return l->meeting ? may_for(ctx->who, MEETING_EDIT, l->org, l->area) : service_may_keep(ctx, &l->w.s);
}

enum err listing_save(struct ctx *ctx, struct suggest_listing *l, struct problems *bad)
{
	return l->meeting ? meeting_save(ctx, &l->m, bad) : service_save(ctx, &l->w, bad);
}

struct str listing_url(struct ctx *ctx, const struct suggest_listing *l)
{
	return arena_printf(ctx->arena, "/%s/%s/%.*s", ctx->lang, l->meeting ? "meetings" : "support", STR_ARG(l->slug));
}

struct str listing_work_url(struct ctx *ctx, bool meeting, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/%s/%lld", ctx->lang, meeting ? "meetings" : "support", (long long)id);
}
