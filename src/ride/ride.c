/* ride.c -- reading a ride: what stands there, and what the clock makes of it. */
#include "ride/ride_parts.h"
#include "cal/cal.h"
#include "form/form.h"

#include <stdlib.h>
#include <string.h>

#include "ride_sql.h"

enum { OPEN_MOST = 1000, CHANNELS_MOST = 10 };

const struct choice ride_purposes[] = {
	{ "treatment", N_("To a talk, a course of help or a doctor") }, { "support_activity", N_("To a meeting or other support") },
	{ "employment", N_("To work or an office") }, { "education", N_("To a class") }, { "other", N_("Something else") }, { NULL, NULL }
};
const struct choice ride_children[] = {
	{ "none", N_("No children") }, { "with", N_("With me") }, { "alone", N_("Without a parent") }, { NULL, NULL }
};
const struct choice ride_aids[] = {
	{ "none", N_("Nothing") }, { "rollator", N_("A walker or a pram, folded") }, { "wheelchair", N_("A wheelchair") }, { NULL, NULL }
};
const struct choice ride_lengths[] = {
	{ "15", N_("A quarter of an hour") }, { "30", N_("Half an hour") }, { "60", N_("An hour") }, { "120", N_("Two hours") }, { NULL, NULL }
};
const struct choice ride_reviews[] = {
	{ "too_few_drivers", N_("There were too few drivers") }, { "too_late", N_("We saw it too late") }, { "misunderstood", N_("Somebody misunderstood") },
	{ "no_taxi", N_("There was no taxi") }, { "other", N_("Something else") }, { NULL, NULL }
};

/* --- time and state ------------------------------------------------------------------------------------------- */

int64_t ride_at(const struct ctx *ctx, day_t day, int64_t minutes)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day, (int)minutes);
}

bool ride_in(const struct ride *r, const char *state)
{
	return str_same(r->state, state);
}

unsigned ride_free(const struct ride *r)
{
	return (r->out_how.n ? 0u : RIDE_OUT) | (r->home_how.n ? 0u : RIDE_HOME);
}

int64_t ride_limit(const struct ride *r)
{
	bool out_open = ride_free(r) & RIDE_OUT && !r->on_way_at;

	return out_open ? r->out_at - RIDE_OUT_LIMIT * MINUTE_S : r->home_at - RIDE_HOME_LIMIT * MINUTE_S;
}

/* When everybody should be home, or there and by themselves. */
static int64_t over_at(const struct ride *r)
{
	return (str_same(r->home_how, "waived") ? r->out_at : r->home_at) + r->drive_min * MINUTE_S;
}

static const struct {
	const char *state;
	enum ride_phase phase;
	const char *text;
} phases[] = {
	{ "requested", RIDE_REQUESTED, N_("Asked for; no driver has been asked yet") }, { "offered", RIDE_OFFERED, N_("Drivers have been asked") },
	{ "matched", RIDE_MATCHED, N_("One way is found, the other is not yet") }, { "arranged", RIDE_ARRANGED, N_("Arranged, there and home") },
	{ "rescue", RIDE_RESCUE, N_("A driver cannot after all; others have been asked") }, { "on_way", RIDE_ON_WAY, N_("On the way there") },
	{ "there", RIDE_THERE, N_("There") }, { "homebound", RIDE_HOMEBOUND, N_("On the way home") }, { "done", RIDE_DONE, N_("Home") },
	{ "cancelled", RIDE_CANCELLED, N_("Called off") }, { "stranded", RIDE_STRANDED, N_("Nobody came; we look at how that could happen") },
	{ "no_show", RIDE_NO_SHOW, N_("They were not there") },
	{ "", RIDE_DECIDE, N_("Nobody was found in time: decide now") }, { "", RIDE_CHECK, N_("Should be home by now: call and ask") },
};

enum ride_phase ride_phase(const struct ctx *ctx, const struct ride *r)
{
	enum ride_phase stored = RIDE_REQUESTED;

	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
		if (str_same(r->state, phases[i].state))
			stored = phases[i].phase;
	if (r->ended_at)
		return stored;
	if (ride_free(r))
		return ctx->now >= ride_limit(r) ? RIDE_DECIDE : stored;
	return ctx->now >= over_at(r) + RIDE_HOME_MINUTES * MINUTE_S ? RIDE_CHECK : stored;
}

struct str ride_phase_text(struct ctx *ctx, const struct ride *r)
{
	enum ride_phase p = ride_phase(ctx, r);

	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
		if (phases[i].phase == p)
			return tr_of(ctx, str_of(phases[i].text));
	return S("");
}

int64_t ride_due(const struct ride *r)
{
	int64_t limit = ride_limit(r), a_day_before = r->out_at - DAY_S, wave = r->state_at + 2 * RIDE_WAVE_MINUTES * MINUTE_S;

	if (!ride_free(r))
		return over_at(r) + RIDE_HOME_MINUTES * MINUTE_S;
	if (ride_in(r, "requested"))
		return r->state_at;
	if (ride_in(r, "rescue"))
		return limit > r->state_at ? limit : r->state_at;
	/* The day before, but never sooner than two waves were asked, and never later than the limit. */
	if (a_day_before > wave)
		return a_day_before;
	return wave < limit ? wave : limit;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

#define RIDE_OF(r) (struct ride){ \
	.participant = (r)->participant, .id = (r)->id, .org = (r)->org, .area = (r)->area, .from_text = (r)->from_text, .to_text = (r)->to_text, \
	.meet_text = (r)->meet_text, .call_text = (r)->call_text, .day = (r)->day, .home_day = (r)->home_day, .out_min = (r)->out_min, \
	.home_min = (r)->home_min, .drive_min = (r)->drive_min, .seats = (r)->seats, .child_seats = (r)->child_seats, .children = (r)->children, \
	.aids = (r)->aids, .out_how = (r)->out_how, .home_how = (r)->home_how, .out_driver = (r)->out_driver, .home_driver = (r)->home_driver, \
	.state = (r)->state, .steps = (r)->steps, .rescues = (r)->rescues, .on_way_at = (r)->on_way_at, .there_at = (r)->there_at, \
	.homebound_at = (r)->homebound_at, .made_at = (r)->made_at, .state_at = (r)->state_at, .ended_at = (r)->ended_at.has ? (r)->ended_at.v : 0, \
	.end_why = (r)->end_why, .review = (r)->review, .nickname = S(""), \
}

static enum err open_one(struct ctx *ctx, const struct participant_lock *l, const char *place, int64_t id, struct str *text)
{
	return text->n ? participant_open(ctx, l, BOX_DATA, place, id, *text, text) : OK;
}

/* Whoever was erased has no words any more. */
static enum err complete(struct ctx *ctx, struct ride *r)
{
	struct participant_lock l;
	struct participant p;
	enum err e = participant_lock(ctx, r->participant, &l);

	r->out_at = ride_at(ctx, r->day, r->out_min);
	r->home_at = ride_at(ctx, r->home_day, r->home_min);
	if (e == ERR_NOT_FOUND) {
		r->from_text = r->to_text = r->meet_text = r->call_text = S("");
		return OK;
	}
	TRY(e);
	TRY(open_one(ctx, &l, "ride.from_text", r->id, &r->from_text));
	TRY(open_one(ctx, &l, "ride.to_text", r->id, &r->to_text));
	TRY(open_one(ctx, &l, "ride.meet_text", r->id, &r->meet_text));
	TRY(open_one(ctx, &l, "ride.call_text", r->id, &r->call_text));
	e = participant_find(ctx, r->participant, &p);
	if (!e)
		r->nickname = p.nickname;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err ride_get(struct ctx *ctx, int64_t id, struct ride *r)
{
	struct ride_row row;

	TRY(ride_row(ctx, id, &row));
	*r = RIDE_OF(&row);
	return complete(ctx, r);
}

bool ride_serves(const struct ctx *ctx, const struct ride *r)
{
	return !ctx->who->participant && may_for(ctx->who, PERSON_SERVE, r->org, r->area);
}

enum err ride_find(struct ctx *ctx, int64_t id, struct ride *r)
{
	TRY(ride_get(ctx, id, r));
	return ride_serves(ctx, r) || (ctx->who->participant && ctx->who->participant == r->participant) ? OK : ERR_NOT_FOUND;
}

enum err ride_of(struct ctx *ctx, int64_t participant, int64_t most, struct ride **out, size_t *n)
{
	struct ride_of_person *rows;

	TRY(ride_of_person(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct ride);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = RIDE_OF(&rows[i]);
		TRY(complete(ctx, &(*out)[i]));
	}
	return OK;
}

enum err ride_list(struct ctx *ctx, int64_t most, struct ride **out, size_t *n)
{
	struct ride_open *rows;

	TRY(ride_open(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct ride);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = RIDE_OF(&rows[i]);
		TRY(complete(ctx, &(*out)[i]));
	}
	return OK;
}

/* Arranged and running ones need nobody, until they should be home. */
static bool waits(const struct ctx *ctx, const struct ride *r)
{
	enum ride_phase p = ride_phase(ctx, r);

	return p == RIDE_CHECK || p == RIDE_STRANDED || (!r->ended_at && ride_free(r));
}

enum err ride_waiting(struct ctx *ctx, int64_t most, struct ride **out, size_t *n)
{
	struct ride *all;
	size_t have;

	TRY(ride_list(ctx, OPEN_MOST, &all, &have));
	*out = all;
	*n = 0;
	for (size_t i = 0; i < have && *n < (size_t)most; i++)
		if (waits(ctx, &all[i]))
			all[(*n)++] = all[i];
	return OK;
}

/* --- beside it -------------------------------------------------------------------------------------------------- */

static const struct choice events[] = {
	{ "asked", N_("Asked for") }, { "offer", N_("Drivers were asked") }, { "yes", N_("A driver said yes") }, { "found", N_("A way was found") },
	{ "waive", N_("They get home by themselves") }, { "off", N_("A driver cannot after all") }, { "cancel", N_("Called off") },
	{ "pickup", N_("Picked up") }, { "arrived", N_("Arrived") }, { "pickup_home", N_("On the way home") }, { "home", N_("Home") },
	{ "no_show", N_("They were not there") }, { "stranded", N_("Nobody came") }, { "none", N_("No driver was found") },
	{ "erased", N_("Called off") }, { "unsaid", N_("Called off") }, { "reviewed", N_("Looked at") }, { NULL, NULL }
};

struct str ride_event_text(struct ctx *ctx, struct str event)
{
	const char *label = choice_label(events, event);

	return label ? tr_of(ctx, str_of(label)) : S("");
}

enum err ride_steps(struct ctx *ctx, const struct ride *r, int64_t most, struct ride_step **out, size_t *n)
{
	struct ride_steps_of *rows;

	TRY(ride_steps_of(ctx, r->participant, r->id, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct ride_step);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct ride_step){ rows[i].event, rows[i].legs, rows[i].account, rows[i].at };
	return OK;
}

enum err ride_call(struct ctx *ctx, const struct ride *r, struct call *call)
{
	struct contact_channel *all;
	struct task t;
	size_t n;

	TRY(task_of(ctx, "ride", r->id, &t));
	TRY(contact_list(ctx, r->participant, CHANNELS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (str_same(all[i].type, "phone") && !all[i].stopped_at)
			return call_agreed(ctx, &t, r->participant, all[i].id, call);
	return ERR_NOT_FOUND;
}

enum err ride_number(struct ctx *ctx, const struct ride *r, struct str *address, struct problems *bad)
{
	struct call call;

	TRY(ride_call(ctx, r, &call));
	return call_number(ctx, &call, address, bad);
}

enum err ride_taxi_of(struct ctx *ctx, const struct ride *r, struct str *code)
{
	bool taxi = str_same(r->out_how, "taxi") || str_same(r->home_how, "taxi");
	struct ride_taxi_row row;
	enum err e;

	*code = STR_ABSENT;
	if (r->ended_at || (!taxi && (!ride_in(r, "rescue") || ctx->now < ride_limit(r))))
		return OK;
	e = ride_taxi_row(ctx, r->id, &row);
	if (!e)
		*code = row.code;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err ride_figure(struct ctx *ctx, day_t from, day_t to, struct ride_figure *f)
{
	struct ride_figures row;

	TRY(ride_figures(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), from, to, &row));
	*f = (struct ride_figure){ row.all_of, row.arranged, row.done, row.rescued, row.stranded, row.unreviewed };
	return OK;
}

enum err ride_tidy(struct ctx *ctx)
{
	int64_t changed;

	TRY(ride_words_drop(ctx, ctx->now - RIDE_WORDS_DAYS * (int64_t)DAY_S, &changed));
	TRY(ride_needs_drop(ctx, ctx->now - RIDE_KEPT_DAYS * (int64_t)DAY_S, &changed));
	return ride_offers_drop(ctx, ctx->now - RIDE_KEPT_DAYS * (int64_t)DAY_S, &changed);
}
