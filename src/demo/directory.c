/* directory.c -- organisations and places as the tables say, and nothing besides. */
#include "area/area.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "evening/evening.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "method/method.h"
#include "org/org.h"
#include "outreach/outreach.h"
#include "service/service.h"
#include "verify/verify.h"
#include "volunteer/declare.h"
#include "volunteer/volunteer.h"

#include "demo_sql.h"

static struct str text(const char *z)
{
	return z ? str_of(z) : S("");
}

/* --- organisations ------------------------------------------------------------------------------------ */

static enum err put_org(struct ctx *ctx, const struct demo_org *row)
{
	struct problems bad = { 0 };
	struct org was = { 0 }, o;
	struct area a = { 0 };
	enum err e = org_of_name(ctx, str_of(row->name), &was);

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (was.id)
		TRY(org_resume(ctx, was.id));
	if (row->area)
		TRY(area_of_code(ctx, str_of(row->area), &a));
	o = (struct org){ .id = was.id, .area = a.id, .name = str_of(row->name), .kind = str_of(row->kind),
			  .description_da = str_of(row->da), .description_en = str_of(row->en),
			  .neutral_name = text(row->neutral), .phone = text(row->phone) };
	TRY(org_save(ctx, &o, &bad));
	return demo_is_fine(ctx, row->name, &bad);
}

enum err demo_put_orgs(struct ctx *ctx)
{
	for (const struct demo_org *row = demo_org_rows; row->name; row++)
		TRY(put_org(ctx, row));
	for (const struct demo_org *row = demo_support_orgs; row->name; row++)
		TRY(put_org(ctx, row));
	return OK;
}

/* --- places --------------------------------------------------------------------------------------------- */

static const struct demo_place *place_named(struct str name)
{
	for (const struct demo_place *row = demo_place_rows; row->name; row++)
		if (str_same(name, row->name))
			return row;
	for (const struct demo_place *row = demo_support_places; row->name; row++)
		if (str_same(name, row->name))
			return row;
	return NULL;
}

static struct location place_of(const struct demo_place *row, int64_t org)
{
	return (struct location){
		.org = org, .name = str_of(row->name), .address = str_of(row->address), .postcode = str_of(row->postcode),
		.city = text(row->city), .protected_address = row->protected_address, .home = row->home,
		.country = row->city ? S("US") : S("DK"), .lat = row->lat, .lon = row->lon, .step_free = str_of(row->step_free),
		.toilet = str_of(row->toilet), .transit = text(row->transit), .entrance_da = text(row->da),
		.entrance_en = text(row->en),
	};
}

static enum err put_place(struct ctx *ctx, const struct demo_place *row)
{
	struct problems bad = { 0 };
	struct location l, was = { 0 };
	struct area state = { 0 };
	struct org org;
	enum err e;

	TRY(org_of_name(ctx, str_of(row->org), &org));
	l = place_of(row, org.id);
	if (row->state)
		TRY(area_of_code(ctx, str_of(row->state), &state));
	l.area = state.id;
	e = location_same(ctx, &l, &was);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (was.id)
		TRY(location_resume(ctx, was.id));
	l.id = was.id;
	TRY(location_save(ctx, &l, &bad));
	return demo_is_fine(ctx, row->name, &bad);
}

enum err demo_put_places(struct ctx *ctx)
{
	for (const struct demo_place *row = demo_place_rows; row->name; row++)
		TRY(put_place(ctx, row));
	for (const struct demo_place *row = demo_support_places; row->name; row++)
		TRY(put_place(ctx, row));
	return OK;
}

enum err demo_place_id(struct ctx *ctx, const char *name, int64_t *id)
{
	const struct demo_place *row = place_named(str_of(name));
	struct location l;

	if (!row)
		return fail(ctx, ERR_BUG, "demonstration: no place %s", name);
	l = place_of(row, 0);
	TRY(location_same(ctx, &l, &l));
	*id = l.id;
	return OK;
}

/* --- what somebody added ----------------------------------------------------------------------------------- */

static bool is_our_org(struct str name)
{
	for (const struct demo_org *row = demo_org_rows; row->name; row++)
		if (str_same(name, row->name))
			return true;
	for (const struct demo_org *row = demo_support_orgs; row->name; row++)
		if (str_same(name, row->name))
			return true;
	return false;
}

static enum err sweep_meetings(struct ctx *ctx)
{
	struct demo_all_meetings *rows;
	struct meeting m;
	size_t n;

	TRY(demo_all_meetings(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(meeting_get(ctx, rows[i].id, &m));
		TRY(method_release(ctx, &m));
		TRY(meeting_discard(ctx, &m));
		TRY(verify_forget(ctx, m.id));
	}
	return OK;
}

static enum err sweep_volunteers(struct ctx *ctx)
{
	struct demo_all_volunteers *rows;
	struct volunteer v;
	size_t n;

	TRY(demo_all_volunteers(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(volunteer_get(ctx, rows[i].id, &v));
		TRY(volunteer_discard(ctx, &v));
	}
	return volunteer_declare_forget_all(ctx);
}

static enum err sweep_services(struct ctx *ctx)
{
	struct demo_all_services *rows;
	size_t n;

	TRY(demo_all_services(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(service_discard(ctx, rows[i].id));
		TRY(verify_forget(ctx, rows[i].id));
	}
	return OK;
}

static enum err sweep_rounds(struct ctx *ctx)
{
	struct demo_all_rounds *rows;
	size_t n;

	TRY(demo_all_rounds(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(outreach_discard(ctx, rows[i].id));
	return OK;
}

enum err demo_sweep(struct ctx *ctx)
{
	struct demo_all_locations *places;
	struct demo_all_orgs *orgs;
	struct problems bad = { 0 };
	size_t nplaces, norgs;

	TRY(demo_sweep_receivers(ctx));
	TRY(evening_forget_all(ctx));
	TRY(sweep_volunteers(ctx));
	TRY(sweep_meetings(ctx));
	TRY(sweep_services(ctx));
	TRY(sweep_rounds(ctx));
	TRY(demo_sweep_grants(ctx));
	TRY(demo_sweep_programmes(ctx));
	TRY(demo_all_locations(ctx, &places, &nplaces));
	for (size_t i = 0; i < nplaces; i++)
		if (!place_named(places[i].name))
			TRY(location_end(ctx, places[i].id, &bad));
	TRY(demo_all_orgs(ctx, &orgs, &norgs));
	for (size_t i = 0; i < norgs; i++)
		if (!is_our_org(orgs[i].name))
			TRY(org_end(ctx, orgs[i].id, &bad));
	return demo_is_fine(ctx, "what was added", &bad);
}
