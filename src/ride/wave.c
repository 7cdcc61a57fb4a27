/* wave.c -- drivers are asked, the first yes wins, and a driver who cannot after all is believed. */
#include "ride/ride_parts.h"
#include "area/area.h"
#include "consent/consent.h"
#include "event/event.h"
#include "form/form.h"

#include "ride_sql.h"

enum { DRIVERS_MOST = 60, SINCE_DAYS = 8 };

/* --- who is asked ------------------------------------------------------------------------------------------------- */

static enum err drivers(struct ctx *ctx, const struct ride *r, int64_t most, struct ride_drivers **rows, size_t *n)
{
	struct str area = r->area ? arena_printf(ctx->arena, " %lld ", (long long)r->area) : S("");
	day_t monday = r->day - (day_weekday(r->day) + 6) % 7;

	return ride_drivers(ctx, r->org, area, r->day, r->home_day, monday, monday + 6, r->seats, r->child_seats, str_same(r->aids, "wheelchair"),
			    str_same(r->children, "alone"), most, rows, n);
}

enum err ride_drivers_for(struct ctx *ctx, const struct ride *r, int64_t most, struct ride_person **out, size_t *n)
{
	struct ride_drivers *rows;

	TRY(drivers(ctx, r, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct ride_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct ride_person){ rows[i].account.v, rows[i].name };
	return OK;
}

enum err ride_wave(struct ctx *ctx, const struct ride *r, unsigned legs, bool at_once, size_t *n)
{
	struct ride_drivers *rows;
	size_t have;

	*n = 0;
	TRY(drivers(ctx, r, DRIVERS_MOST, &rows, &have));
	for (size_t i = 0; i < have; i++) {
		int64_t changed, from = ctx->now + (at_once ? 0 : (int64_t)(*n / RIDE_WAVE) * RIDE_WAVE_MINUTES * MINUTE_S);
		TRY(ride_offer_put(ctx, r->participant, r->id, rows[i].account.v, legs, from, &changed));
		if (changed)
			TRY(ride_tell_asked(ctx, r, rows[i].account.v, from));
		*n += changed > 0;
	}
	return OK;
}

enum err ride_thank(struct ctx *ctx, const struct ride *r)
{
	int64_t changed;

	return ride_offers_thank(ctx, r->id, r->participant, ctx->now, &changed);
}

/* --- what a driver sees ----------------------------------------------------------------------------------------------- */

static enum err open_one(struct ctx *ctx, const struct participant_lock *l, const char *place, int64_t id, struct str sealed, struct str *text)
{
	*text = S("");
	return sealed.n ? participant_open(ctx, l, BOX_DATA, place, id, sealed, text) : OK;
}

static enum err open_words(struct ctx *ctx, const struct ride_job_row *r, struct ride_job *j)
{
	struct participant_lock l;
	enum err e = participant_lock(ctx, r->participant, &l);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(open_one(ctx, &l, "ride.from_text", r->id, r->from_text, &j->from_text));
	TRY(open_one(ctx, &l, "ride.to_text", r->id, r->to_text, &j->to_text));
	TRY(open_one(ctx, &l, "ride.meet_text", r->id, r->meet_text, &j->meet_text));
	return open_one(ctx, &l, "ride.call_text", r->id, r->call_text, &j->call_text);
}

static unsigned driven_by(const struct ride_job_row *r, int64_t account)
{
	return (r->out_driver == account ? (unsigned)RIDE_OUT : 0u) | (r->home_driver == account ? (unsigned)RIDE_HOME : 0u);
}

static unsigned free_of(const struct ride_job_row *r)
{
	return (r->out_how.n ? 0u : (unsigned)RIDE_OUT) | (r->home_how.n ? 0u : (unsigned)RIDE_HOME);
}

enum err ride_job(struct ctx *ctx, int64_t ride, struct ride_job *j)
{
	int64_t me = ctx->who->account;
	struct ride_counted_of counted;
	struct ride_job_row r;

	if (!me)
		return ERR_NOT_FOUND;
	TRY(ride_job_row(ctx, ride, me, ctx->now, &r));
	*j = (struct ride_job){ .ride = r.id, .participant = r.participant, .org = r.org, .day = r.day, .home_day = r.home_day, .out_min = r.out_min,
				.home_min = r.home_min, .drive_min = r.drive_min, .seats = r.seats, .child_seats = r.child_seats, .children = r.children,
				.aids = r.aids, .state = r.state, .out_at = ride_at(ctx, r.day, r.out_min), .home_at = ride_at(ctx, r.home_day, r.home_min),
				.from_text = S(""), .to_text = S(""), .meet_text = S(""), .call_text = S(""), .area = area_name_of(ctx, r.area),
				.mine = driven_by(&r, me), .over = r.ended_at.has, .needed = true };
	j->needed = !str_same(r.state, "cancelled") && !str_same(r.state, "stranded");
	if (!j->over && r.asked.has && !r.answer.n)
		j->asked = (unsigned)r.asked.v & free_of(&r) & (r.on_way_at ? (unsigned)RIDE_HOME : (unsigned)RIDE_BOTH);
	TRY(ride_counted_of(ctx, r.participant, r.id, &counted));
	j->counted = (unsigned)counted.legs;
	/* Where and whom: from the yes on, until it is over. */
	return j->mine && !j->over ? open_words(ctx, &r, j) : OK;
}

enum err ride_jobs(struct ctx *ctx, int64_t most, struct ride_job **out, size_t *n)
{
	struct ride_jobs_of *rows;
	size_t have;

	*n = 0;
	TRY(ride_jobs_of(ctx, ctx->who->account, ctx->now, page_today(ctx) - SINCE_DAYS, most, &rows, &have));
	*out = arena_array(ctx->arena, have, struct ride_job);
	for (size_t i = 0; i < have; i++) {
		TRY(ride_job(ctx, rows[i].id, &(*out)[*n]));
		*n += (*out)[*n].asked || (*out)[*n].mine;
	}
	return OK;
}

/* --- yes and no ----------------------------------------------------------------------------------------------------------- */

static enum err answer(struct ctx *ctx, const struct ride *r, const char *what)
{
	int64_t changed;

	return ride_offer_answer(ctx, r->id, r->participant, ctx->who->account, str_of(what), ctx->now, &changed);
}

static enum err slower(struct problems *bad)
{
	return problem(bad, "", N_("Somebody else was quicker, or it is not needed any more. Thank you for being there."));
}

/* Licence and insurance hold on both days; storage asks the same. */
static enum err check_papers(struct ctx *ctx, const struct ride *r, int64_t account, struct problems *bad)
{
	struct ride_may may;

	TRY(ride_may(ctx, account, r->org, r->day, r->home_day, &may));
	return may.n ? OK : problem(bad, "", N_("We have no driving licence and insurance on file that both hold on that day. A coordinator can put it right."));
}

static void take(struct ride *r, unsigned legs, struct str how, int64_t driver)
{
	if (legs & RIDE_OUT)
		r->out_how = how, r->out_driver = driver;
	if (legs & RIDE_HOME)
		r->home_how = how, r->home_driver = driver;
	ride_settle(r);
}

/* The driver may now read where and whom: written down as told. */
static enum err tell(struct ctx *ctx, const struct ride *r, struct problems *bad)
{
	int64_t which;
	enum err e = consent_disclose(ctx, r->participant, "org", r->org, "ride", CLASS_NICKNAME | CLASS_APPOINTMENT, &which);

	return e == ERR_DENIED ? slower(bad) : e;
}

enum err ride_yes(struct ctx *ctx, int64_t ride, unsigned legs, struct problems *bad)
{
	struct ride_job j;
	struct ride r;
	struct str was;

	TRY(ride_job(ctx, ride, &j));
	TRY(ride_get(ctx, ride, &r));
	was = r.state;
	legs &= j.asked;
	if (!legs)
		return slower(bad);
	TRY(check_papers(ctx, &r, ctx->who->account, bad));
	if (!bad->n)
		TRY(tell(ctx, &r, bad));
	if (bad->n)
		return OK;
	take(&r, legs, S("driver"), ctx->who->account);
	TRY(ride_store(ctx, &r, was, "yes", legs));
	TRY(answer(ctx, &r, "yes"));
	return ride_free(&r) ? OK : ride_thank(ctx, &r);
}

enum err ride_no(struct ctx *ctx, int64_t ride)
{
	struct ride_job j;
	struct ride r;

	TRY(ride_job(ctx, ride, &j));
	TRY(ride_get(ctx, ride, &r));
	return j.asked ? answer(ctx, &r, "no") : OK;
}

static bool can_leave(const struct ride *r)
{
	return !r->ended_at && !r->homebound_at;
}

enum err ride_off(struct ctx *ctx, int64_t ride, unsigned legs, struct problems *bad)
{
	struct ride_job j;
	struct ride r;
	struct str was;
	size_t n;

	TRY(ride_job(ctx, ride, &j));
	TRY(ride_get(ctx, ride, &r));
	was = r.state;
	/* Once they are in the car the way there cannot be given back. */
	legs &= j.mine & (r.on_way_at ? (unsigned)RIDE_HOME : (unsigned)RIDE_BOTH);
	if (!legs || !can_leave(&r))
		return ride_refuse(ctx, &r, bad);
	/* It was arranged, and no longer is: that is what a rescue is. */
	if (!ride_free(&r)) {
		r.rescues++;
		r.state = S("rescue");
	}
	take(&r, legs, S(""), 0);
	TRY(ride_store(ctx, &r, was, "off", legs));
	TRY(answer(ctx, &r, "off"));
	return ride_wave(ctx, &r, ride_free(&r), ride_in(&r, "rescue"), &n);
}

enum err ride_drive(struct ctx *ctx, int64_t ride, struct str event, struct problems *bad)
{
	struct ride_job j;
	struct ride r;

	TRY(ride_job(ctx, ride, &j));
	if (!j.mine)
		return ERR_NOT_FOUND;
	TRY(ride_get(ctx, ride, &r));
	return ride_do(ctx, &r, RIDE_BY_DRIVER, event, bad);
}

/* --- by a coordinator -------------------------------------------------------------------------------------------------------- */

enum err ride_found(struct ctx *ctx, struct ride *r, unsigned legs, struct str how, int64_t driver, struct problems *bad)
{
	struct str was = r->state;

	if (!ride_serves(ctx, r))
		return ERR_DENIED;
	legs &= ride_free(r);
	if (r->ended_at || !legs)
		return ride_refuse(ctx, r, bad);
	if (!str_same(how, "driver") && !str_same(how, "taxi") && !str_same(how, "bus"))
		return problem(bad, "how", N_("Choose how they get there."));
	if (str_same(how, "driver")) {
		TRY(check_papers(ctx, r, driver, bad));
		if (bad->n)
			return OK;
	}
	take(r, legs, how, str_same(how, "driver") ? driver : 0);
	TRY(ride_store(ctx, r, was, "found", legs));
	return ride_free(r) ? OK : ride_thank(ctx, r);
}

/* --- the car ---------------------------------------------------------------------------------------------------------------- */

const struct field ride_car_fields[] = {
	F(struct ride_car, seats, FIELD_INT, FIELD_REQUIRED, 1, 8, N_("Seats beside yours")),
	F(struct ride_car, child_seats, FIELD_INT, 0, 0, 4, N_("Child seats")),
	F(struct ride_car, wheelchair, FIELD_BOOL, 0, 0, 0, N_("A wheelchair has room")),
	F(struct ride_car, most_week, FIELD_INT, 0, 0, 30, N_("Rides a week, at most"), N_("0: not for now. Nobody asks why.")),
	F_END
};

enum err ride_car(struct ctx *ctx, struct ride_car *c)
{
	struct ride_car_row r;
	enum err e = ride_car_row(ctx, ctx->who->account, &r);

	*c = (struct ride_car){ .seats = 3, .most_week = 2 };
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	*c = (struct ride_car){ r.seats, r.child_seats, r.most_week, r.wheelchair };
	return OK;
}

enum err ride_car_save(struct ctx *ctx, const struct ride_car *c, struct problems *bad)
{
	int64_t changed;

	if (c->child_seats > c->seats)
		return problem(bad, "child_seats", N_("More child seats than seats. Please look again."));
	TRY(ride_car_put(ctx, ctx->who->account, c->seats, c->child_seats, c->wheelchair, c->most_week, &changed));
	return event_add(ctx, "ride.car", ctx->who->account, STR_ABSENT);
}
