/* rides.c -- Poul and Sara drive; one ride is done, one stands, one has lost its way home; and two people said yes to calls. */
#include "account/account.h"
#include "cal/cal.h"
#include "checkup/checkup.h"
#include "demo/demo_parts.h"
#include "org/org.h"
#include "ride/ride.h"
#include "volunteer/volunteer.h"

#include "demo_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, MINUTE_S = 60 };

struct drivers {
	int64_t org, poul, sara;
	const struct who *signe;
};

static const char *const drivers[] = { "Poul", "Sara" };

/* --- who drives -------------------------------------------------------------------------------------------------- */

static enum err paper(struct ctx *ctx, const struct volunteer *v, const char *type)
{
	struct volunteer_qualification q = { .type = str_of(type), .issued = day_of(2016, 3, 1), .expires = day_of(2018, 2, 28), .issuer = S(""),
					     .evidence = S("Mappe 4"), .result = S("") };
	struct problems bad = { 0 };

	TRY(volunteer_qualify(ctx, v, &q, &bad));
	return demo_is_fine(ctx, type, &bad);
}

static enum err put_driver(struct ctx *ctx, int64_t org, const char *name)
{
	static const struct ride_car car = { 3, 1, 5, false };
	struct who driver = { .name = str_of(name), .local = true, .demo = true };
	const struct who *asks = ctx->who;
	struct demo_volunteer_named row;
	struct problems bad = { 0 };
	struct volunteer v;
	struct account a;

	TRY(demo_volunteer_named(ctx, org, str_of(name), &row));
	TRY(volunteer_get(ctx, row.id, &v));
	v.account_text = str_of(name);
	v.areas_text = demo_area_names(ctx, v.areas);
	TRY(volunteer_save(ctx, &v, &bad));
	TRY(demo_is_fine(ctx, name, &bad));
	TRY(paper(ctx, &v, "licence"));
	TRY(paper(ctx, &v, "insurance"));
	TRY(account_of_name(ctx, str_of(name), &a));
	driver.account = a.id;
	ctx->who = &driver;
	TRY(ride_car_save(ctx, &car, &bad));
	ctx->who = asks;
	return demo_is_fine(ctx, name, &bad);
}

static enum err gather(struct ctx *ctx, struct drivers *d)
{
	struct problems bad = { 0 };
	struct account a;
	struct org o;
	int64_t n;

	TRY(org_of_name(ctx, S("Frise"), &o));
	d->org = o.id;
	for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
		TRY(put_driver(ctx, o.id, drivers[i]));
	TRY(account_of_name(ctx, S("Poul"), &a));
	d->poul = a.id;
	TRY(account_of_name(ctx, S("Sara"), &a));
	d->sara = a.id;
	TRY(ride_rate_set(ctx, o.id, day_of(2016, 1, 1), 199, &bad));
	TRY(ride_taxi_add(ctx, o.id, S("TX-4471 TX-4472 TX-4473 TX-4474 TX-4475 TX-4476 TX-4477 TX-4478"), &n, &bad));
	return demo_is_fine(ctx, "rides", &bad);
}

/* --- rides ------------------------------------------------------------------------------------------------------------ */

static enum err asked(struct ctx *ctx, const struct drivers *d, int64_t person, day_t day, int out_min, int home_min, struct ride *r)
{
	struct ride_wish w = { .participant = person, .from_text = S("Prøvevej 12, ved postkassen"), .to_text = S("Eksempelgade 3"), .call_text = S("M"),
			       .meet_text = S("Blå cykelhjelm"), .day = day, .out_min = out_min, .home_min = home_min, .length = S("30"), .seats = 1,
			       .children = S("none"), .aids = S("none"), .purpose = S("support_activity"), .phone = S("") };
	struct problems bad = { 0 };

	ctx->who = d->signe;
	TRY(ride_ask(ctx, &w, S("coordinator"), r, &bad));
	return demo_is_fine(ctx, "a ride", &bad);
}

static enum err drives(struct ctx *ctx, int64_t account, int64_t ride, unsigned legs, bool off)
{
	struct who driver = { .account = account, .demo = true };
	const struct who *asks = ctx->who;
	struct problems bad = { 0 };
	enum err e;

	ctx->who = &driver;
	e = off ? ride_off(ctx, ride, legs, &bad) : ride_yes(ctx, ride, legs, &bad);
	ctx->who = asks;
	return e ? e : demo_is_fine(ctx, "a drive", &bad);
}

static enum err happens(struct ctx *ctx, const struct drivers *d, int64_t ride, const char *event)
{
	struct problems bad = { 0 };
	struct ride r;

	ctx->who = d->signe;
	TRY(ride_find(ctx, ride, &r));
	TRY(ride_do(ctx, &r, RIDE_BY_STAFF, str_of(event), &bad));
	return demo_is_fine(ctx, event, &bad);
}

static enum err counted(struct ctx *ctx, int64_t account, int64_t ride, int64_t km)
{
	struct who driver = { .account = account, .demo = true };
	const struct who *asks = ctx->who;
	struct problems bad = { 0 };

	ctx->who = &driver;
	TRY(ride_count(ctx, ride, RIDE_OUT, km, false, &bad));
	TRY(ride_count(ctx, ride, RIDE_HOME, km + 2, false, &bad));
	ctx->who = asks;
	return demo_is_fine(ctx, "kilometres", &bad);
}

/* Home again: days before the first day of the demonstration. */
static enum err put_done(struct ctx *ctx, const struct drivers *d, int64_t person, int64_t start, int days)
{
	struct ride r;

	ctx->now = start - (days + 2) * (int64_t)DAY_S;
	TRY(asked(ctx, d, person, page_today(ctx) + 2, 18 * 60 + 15, 21 * 60, &r));
	TRY(drives(ctx, d->poul, r.id, RIDE_BOTH, false));
	ctx->now = r.out_at + 2 * MINUTE_S;
	TRY(happens(ctx, d, r.id, "pickup"));
	ctx->now = r.out_at + 32 * MINUTE_S;
	TRY(happens(ctx, d, r.id, "arrived"));
	ctx->now = r.home_at + 5 * MINUTE_S;
	TRY(happens(ctx, d, r.id, "pickup_home"));
	ctx->now = r.home_at + 40 * MINUTE_S;
	TRY(happens(ctx, d, r.id, "home"));
	return counted(ctx, d->poul, r.id, 24);
}

/* Once nobody came, in the first week; it was looked at. */
static enum err put_stranded(struct ctx *ctx, const struct drivers *d, int64_t person, int64_t start)
{
	struct problems bad = { 0 };
	struct ride r;

	ctx->now = start - 20 * (int64_t)DAY_S;
	TRY(asked(ctx, d, person, page_today(ctx) + 1, 17 * 60, 20 * 60, &r));
	TRY(drives(ctx, d->poul, r.id, RIDE_BOTH, false));
	ctx->now = r.home_at - 40 * MINUTE_S;
	TRY(drives(ctx, d->poul, r.id, RIDE_HOME, true));
	ctx->now = r.home_at;
	TRY(happens(ctx, d, r.id, "stranded"));
	ctx->now = r.home_at + DAY_S;
	TRY(ride_find(ctx, r.id, &r));
	TRY(ride_review(ctx, &r, S("too_few_drivers"), &bad));
	return demo_is_fine(ctx, "a review", &bad);
}

static enum err put_rides(struct ctx *ctx, const struct drivers *d, const struct demo_cast *c, int64_t start)
{
	struct ride r;

	TRY(put_stranded(ctx, d, c->mette, start));
	TRY(put_done(ctx, d, c->mette, start, 13));
	TRY(put_done(ctx, d, c->mette, start, 6));
	/* Tomorrow evening: arranged. */
	ctx->now = start - DAY_S;
	TRY(asked(ctx, d, c->mette, page_today(ctx) + 2, 18 * 60 + 15, 21 * 60, &r));
	TRY(drives(ctx, d->poul, r.id, RIDE_BOTH, false));
	/* This afternoon: Poul cannot drive home after all. */
	TRY(asked(ctx, d, c->bo, page_today(ctx) + 1, 16 * 60, 18 * 60, &r));
	TRY(drives(ctx, d->poul, r.id, RIDE_BOTH, false));
	ctx->now = start - 20 * MINUTE_S;
	TRY(drives(ctx, d->poul, r.id, RIDE_HOME, true));
	/* On Wednesday: just asked for. */
	ctx->now = start - 10 * MINUTE_S;
	return asked(ctx, d, c->karim, page_today(ctx) + 2, 9 * 60 + 30, 12 * 60, &r);
}

/* --- calls that were agreed -------------------------------------------------------------------------------------------- */

static enum err agreed(struct ctx *ctx, int64_t person, const char *kind, struct checkup *c)
{
	struct checkup_wish w = { .participant = person, .kind = str_of(kind), .phone = S(""), .time = S("any") };
	struct problems bad = { 0 };

	TRY(checkup_begin(ctx, &w, S("coordinator"), c, &bad));
	return demo_is_fine(ctx, kind, &bad);
}

static enum err put_calls(struct ctx *ctx, const struct demo_cast *cast, int64_t start)
{
	struct checkup_said said = { .days = S("mixed"), .people = S("some"), .place = S("some"), .needs = S("talk group"), .words = S("") };
	struct problems bad = { 0 };
	struct checkup c;

	ctx->now = start - 38 * (int64_t)DAY_S;
	TRY(agreed(ctx, cast->mette, "checkup", &c));
	ctx->now = start - DAY_S;
	TRY(checkup_say(ctx, &c, &said, "phone", &bad));
	ctx->now = start - 22 * (int64_t)DAY_S;
	TRY(agreed(ctx, cast->mette, "phone", &c));
	for (int week = 0; week < 3; week++) {
		ctx->now = c.task.duty.due_at + HOUR_S;
		TRY(checkup_went(ctx, &c, S("talked"), &bad));
		TRY(checkup_find(ctx, c.id, &c));
	}
	/* Havørn left early on Friday, and said yes yesterday. */
	ctx->now = start - DAY_S;
	TRY(agreed(ctx, cast->bo, "phone", &c));
	return demo_is_fine(ctx, "calls", &bad);
}

enum err demo_put_rides(struct ctx *ctx, const struct demo_cast *c, const struct who *signe, int64_t start)
{
	const struct who *asks = ctx->who;
	struct drivers d = { .signe = signe };
	enum err e;

	ctx->now = start - 60 * (int64_t)DAY_S;
	TRY(ride_start_again(ctx));
	TRY(gather(ctx, &d));
	e = put_rides(ctx, &d, c, start);
	ctx->who = signe;
	e = e ? e : put_calls(ctx, c, start);
	ctx->who = asks;
	ctx->now = start;
	return e;
}
