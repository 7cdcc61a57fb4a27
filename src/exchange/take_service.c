/*
 * take_service.c -- a directory taken in: services with the places and organisations that came before them in the file.
 *
 * A service without a stage or a price line is parked by its room, whatever the list calls it.  An organisation
 * that we have keeps what its keeper wrote of it; one that a list names and does not hold is the list's own.
 */
#include "exchange/take.h"
#include "hsds/hsds.h"
#include "json/json.h"
#include "org/org.h"

#include <math.h>

static const char NOT_YOURS[] = N_("It belongs to an organisation or area that is not yours to keep.");

static struct str or_empty(struct str s)
{
	return s.p ? s : S("");
}

static struct str uuid_said(const struct row *r)
{
	return or_empty(value_of(&r->said, "uuid"));
}

/* --- organisations ------------------------------------------------------------------------------------------------------ */

enum err keeper_new(struct taking *t, struct row *r)
{
	struct org o = { .kind = S("association") };

	/* Whoever takes a list in for one organisation adds no others. */
	if (t->source.org)
		return problem(&r->bad, "", N_("Only those who keep the whole house can add organisations. Its services stand under yours."));
	TRY(said_org(t->ctx, &r->said, &o, &r->bad));
	if (r->bad.n)
		return OK;
	TRY(or_problem(org_save(t->ctx, &o, &r->bad), r, "", NOT_YOURS));
	if (r->bad.n)
		return OK;
	r->subject = o.id;
	return hsds_keep_uuid(t->ctx, THING_ORG, o.id, uuid_said(r));
}

enum err keeper_changed(struct taking *t, struct row *r)
{
	(void)t, (void)r;
	return OK;
}

/* --- places --------------------------------------------------------------------------------------------------------------- */

static enum err set_hours(struct taking *t, const struct values *said, int64_t id)
{
	struct location_open *hours;
	size_t n;

	if (!value_of(said, "location_hours").p)
		return OK;
	n = said_hours(t->ctx, said, &hours);
	return location_set_hours(t->ctx, id, hours, n);
}

enum err house_new(struct taking *t, struct row *r)
{
	struct location l = said_no_place();

	TRY(said_location(t->ctx, &r->said, &l, &r->bad));
	l.org = t->source.org;
	if (r->bad.n)
		return OK;
	TRY(or_problem(location_save(t->ctx, &l, &r->bad), r, "", NOT_YOURS));
	if (r->bad.n)
		return OK;
	r->subject = l.id;
	TRY(set_hours(t, &r->said, l.id));
	return hsds_keep_uuid(t->ctx, THING_PLACE, l.id, uuid_said(r));
}

enum err house_changed(struct taking *t, struct row *r)
{
	struct location l;

	TRY(location_get(t->ctx, r->subject, &l));
	TRY(said_location(t->ctx, &r->diff, &l, &r->bad));
	if (r->bad.n)
		return OK;
	TRY(or_problem(location_save(t->ctx, &l, &r->bad), r, "", NOT_YOURS));
	return r->bad.n ? OK : set_hours(t, &r->diff, l.id);
}

/* --- services ---------------------------------------------------------------------------------------------------------------- */

static enum err find_place(void *arg, struct str name, int64_t *id)
{
	struct taking *t = arg;

	return listed_as(t, arena_printf(t->ctx->arena, "place/%.*s", STR_ARG(name)), ENTRY_PLACE, id);
}

static enum err org_said(struct taking *t, const struct values *said, int64_t *org)
{
	*org = t->source.org;
	if (!*org && str_is(value_of(said, "org_key")))
		TRY(listed_as(t, value_of(said, "org_key"), ENTRY_ORG, org));
	return *org ? OK : org_of_list(t, org);
}

static enum err set_old_slugs(struct taking *t, const struct service *s, const struct values *said)
{
	struct str text = value_of(said, "old_slugs");
	struct json all;

	if (!str_is(text) || json_parse(t->ctx->arena, text, &all, NULL) || all.type != JSON_ARRAY)
		return OK;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].type == JSON_TEXT && str_is(all.at[i].text))
			TRY(service_also_called(t->ctx, s, all.at[i].text));
	return OK;
}

static void make_sure(struct taking *t, struct service *s)
{
	if (!t->sure)
		return;
	s->verified_at = t->ctx->now;
	s->verified_by = S("import");
}

enum err service_new(struct taking *t, struct row *r)
{
	struct said_places where = { find_place, t };
	struct service_whole w;

	TRY(said_new_service(t->ctx, &r->said, &w, &r->bad));
	if (r->bad.n)
		return OK;
	TRY(said_service(t->ctx, &r->said, &where, &w, &r->bad));
	TRY(org_said(t, &r->said, &w.s.org));
	w.s.source = t->source.id;
	w.s.source_key = r->at->key;
	make_sure(t, &w.s);
	if (r->bad.n)
		return OK;
	TRY(or_problem(service_save(t->ctx, &w, &r->bad), r, "", NOT_YOURS));
	if (r->bad.n)
		return OK;
	r->subject = w.s.id;
	TRY(set_old_slugs(t, &w.s, &r->said));
	TRY(hsds_keep_uuid_at(t->ctx, false, AT_ONLINE, w.s.id, or_empty(value_of(&r->said, "name_online"))));
	return hsds_keep_uuid(t->ctx, THING_SERVICE, w.s.id, uuid_said(r));
}

enum err service_changed(struct taking *t, struct row *r)
{
	struct said_places where = { find_place, t };
	struct service_whole w;

	TRY(service_get(t->ctx, r->subject, &w));
	TRY(said_service(t->ctx, &r->diff, &where, &w, &r->bad));
	if (str_is(value_of(&r->diff, "org_key")))
		TRY(org_said(t, &r->diff, &w.s.org));
	if (w.s.source == t->source.id)
		w.s.source_key = r->at->key;
	make_sure(t, &w.s);
	if (r->bad.n)
		return OK;
	return or_problem(service_save(t->ctx, &w, &r->bad), r, "", NOT_YOURS);
}
