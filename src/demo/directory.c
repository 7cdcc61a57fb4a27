/* directory.c -- organisations and places as the tables say, and nothing besides. */
#include "area/area.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "verify/verify.h"

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
			  .neutral_name = text(row->neutral) };
	TRY(org_save(ctx, &o, &bad));
	return demo_is_fine(ctx, row->name, &bad);
}

enum err demo_put_orgs(struct ctx *ctx)
{
	for (const struct demo_org *row = demo_org_rows; row->name; row++)
		TRY(put_org(ctx, row));
	return OK;
}

/* --- places --------------------------------------------------------------------------------------------- */

static struct location place_of(const struct demo_place *row, int64_t org)
{
	return (struct location){
		.org = org, .name = str_of(row->name), .address = str_of(row->address), .postcode = str_of(row->postcode),
		.country = S("DK"), .lat = row->lat, .lon = row->lon, .step_free = str_of(row->step_free),
		.toilet = str_of(row->toilet), .transit = text(row->transit), .entrance_da = text(row->da),
		.entrance_en = text(row->en),
	};
}

static enum err put_place(struct ctx *ctx, const struct demo_place *row)
{
	struct problems bad = { 0 };
	struct location l, was = { 0 };
	struct org org;
	enum err e;

	TRY(org_of_name(ctx, str_of(row->org), &org));
	l = place_of(row, org.id);
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
	return OK;
}

enum err demo_place_id(struct ctx *ctx, const char *name, int64_t *id)
{
	struct location l;

	for (const struct demo_place *row = demo_place_rows; row->name; row++)
		if (str_same(str_of(name), row->name)) {
			l = place_of(row, 0);
			TRY(location_same(ctx, &l, &l));
			*id = l.id;
			return OK;
		}
	return fail(ctx, ERR_BUG, "demonstration: no place %s", name);
}

/* --- what somebody added ----------------------------------------------------------------------------------- */

static bool is_our_place(struct str name)
{
	for (const struct demo_place *row = demo_place_rows; row->name; row++)
		if (str_same(name, row->name))
			return true;
	return false;
}

static bool is_our_org(struct str name)
{
	for (const struct demo_org *row = demo_org_rows; row->name; row++)
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
		TRY(meeting_discard(ctx, &m));
		TRY(verify_forget(ctx, m.id));
	}
	return OK;
}

enum err demo_sweep(struct ctx *ctx)
{
	struct demo_all_locations *places;
	struct demo_all_orgs *orgs;
	struct problems bad = { 0 };
	size_t nplaces, norgs;

	TRY(sweep_meetings(ctx));
	TRY(demo_all_locations(ctx, &places, &nplaces));
	for (size_t i = 0; i < nplaces; i++)
		if (!is_our_place(places[i].name))
			TRY(location_end(ctx, places[i].id, &bad));
	TRY(demo_all_orgs(ctx, &orgs, &norgs));
	for (size_t i = 0; i < norgs; i++)
		if (!is_our_org(orgs[i].name))
			TRY(org_end(ctx, orgs[i].id, &bad));
	return demo_is_fine(ctx, "what was added", &bad);
}
