/*
 * timer.c -- when somebody must look again (requirements 9.1), and what is sensible then.
 *
 * Everything follows from the times of the last change, so that no job need have run and a night that was missed
 * changes nothing.
 */
#include "linkage/linkage_parts.h"
#include "cal/cal.h"

enum { HOUR_S = 3600, DAY_S = 86400, NO_ANSWER_DAYS = 2, TIME_DAYS = 5, REMIND_DAYS = 1, OFFER_DAYS = 5, URGENT_HOURS = 4, RED_HOURS = 1,
       AFTER_HOURS = 24, WELCOME_HOURS = 48, MEETING_DAYS = 7, MISSED_HOURS = 24, DAYS_MOST = 60 };

static const struct zone *home(struct ctx *ctx)
{
	return zone_find(ctx->house->cal, S("Europe/Copenhagen"));
}

int64_t linkage_end_of(struct ctx *ctx, day_t day)
{
	return zone_instant(home(ctx), day + 1, 0);
}

static bool is_working(day_t day)
{
	int weekday = day_weekday(day);

	return weekday && weekday != 6 && !holiday_name(HOLIDAYS_DK, day);
}

int64_t linkage_working_days(struct ctx *ctx, int64_t from, int days)
{
	struct local l = page_local(ctx, from);
	day_t day = l.day;

	for (int i = 0; days && i < DAYS_MOST; i++)
		days -= is_working(++day);
	return zone_instant(home(ctx), day, l.minutes) + from % 60;
}

/* Of an offer: so long the place has to answer; a person who introduces, to go and find a meeting together. */
static int64_t answer_by(struct ctx *ctx, const struct linkage *l)
{
	if (str_same(l->urgency, "red"))
		return l->state_at + RED_HOURS * HOUR_S;
	if (str_same(l->urgency, "urgent"))
		return l->state_at + URGENT_HOURS * HOUR_S;
	return str_same(l->mode, "introduction") ? l->state_at + WELCOME_HOURS * HOUR_S : linkage_working_days(ctx, l->state_at, NO_ANSWER_DAYS);
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t linkage_due(struct ctx *ctx, const struct linkage *l)
{
	if (str_same(l->state, "offered"))
		return answer_by(ctx, l);
	if (str_same(l->state, "acknowledged"))
		return l->wait_until != DAY_NONE ? l->state_at + OFFER_DAYS * DAY_S : linkage_working_days(ctx, l->state_at, TIME_DAYS);
	if (str_same(l->state, "agreed") || str_same(l->state, "booked"))
		return l->booked_at ? l->booked_at + AFTER_HOURS * HOUR_S : l->state_at + MEETING_DAYS * DAY_S;
	if (str_same(l->state, "waiting"))
		return l->wait_until == DAY_NONE ? l->state_at + LINKAGE_WAIT_DAYS * DAY_S :
		       least(linkage_end_of(ctx, l->wait_until), l->state_at + LINKAGE_WAIT_DAYS * DAY_S);
	if (str_same(l->state, "missed"))
		return l->state_at + MISSED_HOURS * HOUR_S;
	return l->state_at;
}

enum linkage_asked linkage_asked(struct ctx *ctx, const struct linkage *l)
{
	int64_t remind = str_same(l->urgency, "normal") ? linkage_working_days(ctx, l->state_at, REMIND_DAYS) :
			 l->state_at + (l->duty.due_at - l->state_at) / 2;

	if (ctx->now >= l->duty.due_at)
		return ASKED_BY_PHONE;
	return ctx->now >= remind ? ASKED_AGAIN : ASKED_ONCE;
}

bool linkage_is_long(const struct linkage *l, int64_t now)
{
	return !l->ended_at && now >= l->made_at + (int64_t)LINKAGE_REVIEW_DAYS * DAY_S;
}

/* --- what is sensible now --------------------------------------------------------------------------------- */

static struct str of_offered(struct ctx *ctx, const struct linkage *l, const char **event)
{
	if (str_same(l->mode, "introduction")) {
		*event = "chosen";
		return tr(ctx, "Choose a meeting together.");
	}
	*event = linkage_asked(ctx, l) == ASKED_ONCE ? NULL : "received";
	switch (linkage_asked(ctx, l)) {
	case ASKED_ONCE:
		return tr(ctx, "Wait for an answer from the place.");
	case ASKED_AGAIN:
		return tr(ctx, "Send them the link once more: a working day has passed.");
	default:
		return tr(ctx, "Call them: they have not answered.");
	}
}

static struct str of_expected(struct ctx *ctx, const struct linkage *l, const char **event)
{
	struct local at = page_local(ctx, l->booked_at);

	if (!l->booked_at) {
		*event = "came";
		return tr(ctx, "Ask whether they have been there.");
	}
	if (ctx->now < l->booked_at)
		return TR_FILL(ctx, tr(ctx, "It is on {day} at {time}."), { "day", tr_day_date(ctx, at.day) }, { "time", tr_time(ctx, at.minutes) });
	*event = "came";
	return tr(ctx, "Ask how it went.");
}

struct str linkage_next(struct ctx *ctx, const struct linkage *l, const char **event)
{
	*event = NULL;
	if (l->ended_at)
		return S("");
	if (linkage_is_long(l, ctx->now) && ctx->now >= l->duty.due_at)
		return tr(ctx, "Open for a month: look at it together with a colleague.");
	if (str_same(l->state, "offered"))
		return of_offered(ctx, l, event);
	if (str_same(l->state, "agreed") || str_same(l->state, "booked"))
		return of_expected(ctx, l, event);
	if (str_same(l->state, "missed") && l->missed >= LINKAGE_MISSED_MOST) {
		*event = "time";
		return tr(ctx, "It did not work out three times: talk about whether this is the right place.");
	}
	*event = str_same(l->state, "waiting") ? "free" : "time";
	if (str_same(l->state, "waiting"))
		return tr(ctx, "Ask whether there is room now.");
	return str_same(l->state, "missed") ? tr(ctx, "Get in touch kindly, and find a new time.") : tr(ctx, "Ask the place for a time.");
}
