/* money.c -- kilometres for the books: what was driven and what for, and never with whom. */
#include "ride/ride_parts.h"
#include "base/rng.h"
#include "event/event.h"
#include "form/form.h"
#include "grant/grant.h"

#include "ride_sql.h"

enum { RATE_MOST = 10000, CODE_MOST = 24, CODES_MOST = 100 };

static enum err purpose_of(struct ctx *ctx, const struct ride_job *j, struct str *purpose)
{
	struct ride_purpose_of row;
	struct participant_lock l;
	enum err e = participant_lock(ctx, j->participant, &l);

	*purpose = S("other");
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(ride_purpose_of(ctx, j->participant, j->ride, &row));
	return row.purpose.n ? participant_open(ctx, &l, BOX_DATA, "ride.purpose", j->ride, row.purpose, purpose) : OK;
}

enum err ride_rate(struct ctx *ctx, int64_t org, day_t day, int64_t *rate)
{
	struct ride_rate_on row;
	enum err e = ride_rate_on(ctx, org, day, &row);

	*rate = e ? 0 : row.rate;
	return e == ERR_NOT_FOUND ? OK : e;
}

static void check_km(const struct ride_job *j, unsigned leg, int64_t km, bool sure, struct problems *bad)
{
	if (!(j->mine & leg) || j->counted & leg)
		problem(bad, "", N_("Already saved. Nothing was doubled."));
	else if (km < 1 || km > RIDE_KM_MOST)
		problem(bad, "km", N_("Write the kilometres, from 1 to 999."));
	else if (km > RIDE_FAR_KM && !sure)
		problem(bad, "sure", N_("That is far. Tick that it is right."));
}

enum err ride_count(struct ctx *ctx, int64_t ride, unsigned leg, int64_t km, bool sure, struct problems *bad)
{
	int64_t rate, changed;
	struct ride_job j;
	struct str purpose;
	day_t day;

	TRY(ride_job(ctx, ride, &j));
	if (leg != RIDE_OUT && leg != RIDE_HOME)
		return ERR_INVALID;
	check_km(&j, leg, km, sure, bad);
	if (!bad->n && ctx->now < (leg == RIDE_OUT ? j.out_at : j.home_at))
		problem(bad, "", N_("That drive is still ahead of you."));
	if (bad->n)
		return OK;
	day = leg == RIDE_OUT ? j.day : j.home_day;
	TRY(ride_rate(ctx, j.org, day, &rate));
	TRY(purpose_of(ctx, &j, &purpose));
	TRY(ride_counted_put(ctx, j.participant, j.ride, leg, &changed));
	if (!changed)
		return problem(bad, "", N_("Already saved. Nothing was doubled."));
	TRY(ride_drive_put(ctx, id_new(ctx->house->rng, ctx->now), j.org, ctx->who->account, day, purpose, km, rate, km * rate, ctx->now, &changed));
	return event_add(ctx, "ride.counted", ctx->who->account, STR_ABSENT);
}

enum err ride_rate_set(struct ctx *ctx, int64_t org, day_t from, int64_t rate, struct problems *bad)
{
	int64_t changed;

	if (!may_for(ctx->who, GRANT_BOOK, org, 0))
		return ERR_DENIED;
	if (from == DAY_NONE)
		return problem(bad, "from_day", N_("Write from which day on."));
	if (rate < 0 || rate > RATE_MOST)
		return problem(bad, "rate", N_("Write what a kilometre is paid, from 0 to 100."));
	TRY(ride_rate_put(ctx, org, from, rate, &changed));
	return event_add(ctx, "ride.rate", org, STR_ABSENT);
}

static struct ride_total by_driver(const struct ride_by_driver *r)
{
	return (struct ride_total){ r->account, r->rides, r->km, r->amount, r->open, r->name.p ? r->name : S("") };
}

enum err ride_totals(struct ctx *ctx, int64_t org, day_t from, day_t to, bool by_purpose, int64_t most, struct ride_total **out, size_t *n)
{
	struct ride_by_purpose *purposes;
	struct ride_by_driver *drivers;

	if (!may_in(ctx->who, GRANT_READ, org))
		return ERR_DENIED;
	if (by_purpose)
		TRY(ride_by_purpose(ctx, org, from, to, most, &purposes, n));
	else
		TRY(ride_by_driver(ctx, org, from, to, most, &drivers, n));
	*out = arena_array(ctx->arena, *n, struct ride_total);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = by_purpose ? (struct ride_total){ 0, purposes[i].rides, purposes[i].km, purposes[i].amount, purposes[i].open, purposes[i].purpose } :
					 by_driver(&drivers[i]);
	return OK;
}

enum err ride_book(struct ctx *ctx, int64_t org, day_t from, day_t to, int64_t book, int64_t line, struct problems *bad)
{
	struct grant_entry e = { .book = book, .line = line };
	struct ride_open_amount open;
	struct grant_book b;
	int64_t changed;

	TRY(grant_get(ctx, book, &b));
	if (!grant_may_book(ctx, &b) || b.org != org)
		return ERR_DENIED;
	TRY(ride_open_amount(ctx, org, from, to, &open));
	if (!open.amount)
		return problem(bad, "", N_("Nothing of that month is left to be put in the books."));
	e.day = open.last;
	e.amount = open.amount;
	e.voucher = arena_printf(ctx->arena, "km %.*s", STR_ARG(str_slice(day_str(ctx->arena, from), 0, 7)));
	e.note = TR_FILL(ctx, tr(ctx, "{km} kilometres driven by volunteers"), { "km", tr_number(ctx, open.km) });
	e.activity = S("");
	TRY(grant_book_cost(ctx, &e, bad));
	if (bad->n)
		return OK;
	TRY(ride_booked(ctx, org, from, to, e.id, &changed));
	return event_add(ctx, "ride.booked", e.id, STR_ABSENT);
}

/* --- codes for a taxi --------------------------------------------------------------------------------------------- */

static bool is_code(struct str code)
{
	bool fine = code.n >= 4 && code.n <= CODE_MOST;

	for (size_t i = 0; i < code.n && fine; i++)
		fine = (code.p[i] >= '0' && code.p[i] <= '9') || (code.p[i] >= 'A' && code.p[i] <= 'Z') || (code.p[i] >= 'a' && code.p[i] <= 'z') || code.p[i] == '-';
	return fine;
}

enum err ride_taxi_add(struct ctx *ctx, int64_t org, struct str codes, int64_t *n, struct problems *bad)
{
	struct str code, rest = codes, masked;
	const char *wrong = guard_number(ctx, codes, &masked);
	int64_t changed;
	int seen = 0;

	*n = 0;
	if (!may_for(ctx->who, GRANT_BOOK, org, 0))
		return ERR_DENIED;
	if (wrong)
		return problem(bad, "codes", wrong);
	while (str_cut(&rest, ' ', &code) && seen++ < CODES_MOST)
		if (code.n && !is_code(code))
			return problem_with(bad, "codes", N_("“{x}” is no code: letters, digits and hyphens, four or more."), code);
	rest = codes;
	for (seen = 0; str_cut(&rest, ' ', &code) && seen++ < CODES_MOST;)
		if (code.n) {
			TRY(ride_taxi_put(ctx, org, code, ctx->now, &changed));
			*n += changed;
		}
	return event_add(ctx, "ride.taxi", org, STR_ABSENT);
}

enum err ride_taxi_left(struct ctx *ctx, int64_t org, int64_t *n)
{
	struct ride_taxi_count row;

	TRY(ride_taxi_count(ctx, org, &row));
	*n = row.n;
	return OK;
}

enum err ride_start_again(struct ctx *ctx)
{
	int64_t changed;

	if (!ctx->house->demo)
		return fail(ctx, ERR_DENIED, "this is a real folder");
	TRY(ride_drives_drop(ctx, &changed));
	return ride_taxis_drop(ctx, &changed);
}
