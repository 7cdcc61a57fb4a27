/* feed.c -- one public listing at a time, with its place and organisation. */
#include "feed/feed.h"
#include "org/org.h"

#include <math.h>
#include <string.h>

enum { JOIN_BEFORE_S = 30 * 60, DAY_S = 86400 };

struct each {
	const struct feed_filter *filter;
	enum err (*fn)(void *, struct ctx *, const struct listing_full *);
	void *arg;
	struct arena *scratch;
};

/* Around a meeting its link is public, even when its keeper hides it else. */
static bool is_join_hidden(const struct ctx *ctx, const struct meeting *m, const struct timetable *t)
{
	struct occurrence o[4];
	size_t n;

	if (!m->conference_hidden)
		return false;
	n = occurrences(t, ctx->now - DAY_S, ctx->now + JOIN_BEFORE_S, false, o, 4);
	for (size_t i = 0; i < n; i++)
		if (o[i].state != OCCURRENCE_CANCELLED && ctx->now < o[i].ends)
			return false;
	return true;
}

static enum err fill(struct ctx *ctx, const struct meeting *m, const struct timetable *t, struct listing_full *out)
{
	struct org org;

	*out = (struct listing_full){ .m = m, .t = t, .join_hidden = is_join_hidden(ctx, m, t) };
	out->l.lat = out->l.lon = NAN;
	if (m->location)
		TRY(location_get(ctx, m->location, &out->l));
	if (out->l.protected_address) {
		out->l.name = out->l.address = out->l.postcode = out->l.transit = out->l.entrance_da = out->l.entrance_en = S("");
		out->l.lat = out->l.lon = NAN;
	}
	if (m->org) {
		TRY(org_get(ctx, m->org, &org));
		out->org_name = org.name;
		out->org_slug = org.slug;
	}
	return OK;
}

static bool fits(const struct feed_filter *f, const struct meeting *m)
{
	return (!f->area || m->area == f->area) && (!f->org || m->org == f->org) && (!str_is(f->method) || str_eq(m->method, f->method));
}

static enum err one(void *arg, struct ctx *ctx, const struct meeting *m, const struct timetable *t)
{
	struct arena *mine = ctx->arena;
	struct each *e = arg;
	struct listing_full full;
	enum err err;

	if (!fits(e->filter, m))
		return OK;
	/* What one listing needs is forgotten with it: a feed of thousands stays small. */
	ctx->arena = e->scratch;
	err = fill(ctx, m, t, &full);
	if (!err)
		err = e->fn(e->arg, ctx, &full);
	ctx->arena = mine;
	arena_reset(e->scratch);
	return err;
}

enum err feed_each(struct ctx *ctx, const struct feed_filter *filter,
		   enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg)
{
	struct each e = { filter, fn, arg, arena_new(0) };
	enum err err = meeting_each_dated(ctx, one, &e);

	arena_free(e.scratch);
	return err;
}

enum err feed_one(struct ctx *ctx, const struct meeting *m,
		  enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg)
{
	struct listing_full full;
	struct timetable t;

	TRY(meeting_timetable(ctx, m, &t));
	TRY(fill(ctx, m, &t, &full));
	return fn(arg, ctx, &full);
}

struct str feed_url(struct ctx *ctx, const struct meeting *m)
{
	return arena_printf(ctx->arena, "%.*s/%s/meetings/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(m->slug));
}

bool feed_field_is_public(const struct field *f, const struct listing_full *l)
{
	/* Numbers of our own rows say nothing outside; names and slugs stand in their place. */
	static const char *const own[] = { "org", "location", "area" };

	if (f->flags & FIELD_PRIVATE)
		return false;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(f->name, own[i]))
			return false;
	return !l || !l->join_hidden || strncmp(f->name, "conference_", 11) || !strcmp(f->name, "conference_hidden");
}

static void put_codes(struct json_out *o, struct str codes)
{
	struct str rest = codes, code;

	json_array(o);
	while (str_cut(&rest, ' ', &code))
		if (code.n)
			json_str(o, code);
	json_end_array(o);
}

static void put_field(struct ctx *ctx, struct json_out *o, const struct field *f, const void *record)
{
	struct str text = field_text(ctx, f, record);
	int64_t i;

	json_name(o, f->name);
	if (f->type == FIELD_BOOL)
		json_bool(o, str_is(text));
	else if (f->type == FIELD_CHOICES)
		put_codes(o, text);
	else if (f->type == FIELD_INT && str_int(text, &i))
		json_int(o, i);
	else if (f->type == FIELD_REAL && text.p)
		json_real(o, *(const double *)((const char *)record + f->offset));
	else
		json_str(o, text);
}

static void put_fields(struct ctx *ctx, struct json_out *o, const struct field *fields, const void *record, const struct listing_full *l)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, l))
			put_field(ctx, o, f, record);
}

static void put_exceptions(struct ctx *ctx, struct json_out *o, const struct timetable *t)
{
	json_name(o, "exceptions");
	json_array(o);
	for (size_t i = 0; i < t->nexceptions; i++) {
		const struct meeting_exception *e = &t->exceptions[i];
		json_object(o);
		json_put_str(o, "day", day_str(ctx->arena, e->day));
		json_put_str(o, "kind", e->kind);
		json_put_is(o, "reason_da", e->reason_da);
		json_put_is(o, "reason_en", e->reason_en);
		if (e->new_day != DAY_NONE)
			json_put_str(o, "new_day", day_str(ctx->arena, e->new_day));
		if (e->new_start_min >= 0)
			json_put_str(o, "new_start", minutes_str(ctx->arena, (int)e->new_start_min));
		json_end_object(o);
	}
	json_end_array(o);
	json_name(o, "pauses");
	json_array(o);
	for (size_t i = 0; i < t->npauses; i++) {
		json_object(o);
		json_put_str(o, "from", day_str(ctx->arena, t->pauses[i].from));
		json_put_str(o, "to", day_str(ctx->arena, t->pauses[i].to));
		json_end_object(o);
	}
	json_end_array(o);
}

void feed_listing_json(struct ctx *ctx, struct json_out *o, const struct listing_full *l)
{
	json_object(o);
	json_put_str(o, "slug", l->m->slug);
	put_fields(ctx, o, meeting_fields, l->m, l);
	json_put_str(o, "when", meeting_when(ctx, l->m));
	json_put_str(o, "url", feed_url(ctx, l->m));
	json_put_str(o, "organisation", l->org_name.p ? l->org_name : S(""));
	json_put_int(o, "verified_at", l->m->verified_at);
	json_put_str(o, "verified_by", l->m->verified_by);
	json_put_int(o, "sequence", l->m->sequence);
	json_name(o, "location");
	if (l->l.id) {
		json_object(o);
		put_fields(ctx, o, location_fields, &l->l, NULL);
		json_put_bool(o, "protected", l->l.protected_address);
		json_end_object(o);
	} else {
		json_null(o);
	}
	put_exceptions(ctx, o, l->t);
	json_end_object(o);
}
