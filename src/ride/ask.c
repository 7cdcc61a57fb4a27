/* ask.c -- asking for a ride: what the driver will read is kept apart from what it is for. */
#include "ride/ride_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "event/event.h"
#include "form/form.h"
#include "linkage/linkage.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include "ride_sql.h"

enum { SEATS_MOST = 8, CHANNELS_MOST = 10, NIGHT_FROM = 60, NIGHT_TO = 300, EVERY_DAY = 127,
       BEFORE_MIN = 45, HOUR_MIN = 60 };

#define R(member, kind, ...) F(struct ride_wish, member, kind, __VA_ARGS__)
#define WORDS FIELD_GUARDED | FIELD_PRIVATE
const struct field ride_fields[] = {
	R(from_text, FIELD_TEXT, WORDS | FIELD_REQUIRED, 2, RIDE_WORDS_MOST, N_("Where from?"), N_("A street and number, or just a corner.")),
	R(to_text, FIELD_TEXT, WORDS | FIELD_REQUIRED, 2, RIDE_WORDS_MOST, N_("Where to?"), N_("A street and number. Not what is there: that stays with you.")),
	R(day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("Which day?")),
	R(out_min, FIELD_TIME, FIELD_REQUIRED, 0, 0, N_("Picked up at")),
	R(home_min, FIELD_TIME, FIELD_DEPENDS, 0, 0, N_("Home again from there at"), N_("An earlier time is taken as after midnight.")),
	R(weeks, FIELD_INT, 0, 0, RIDE_WEEKS_MOST, N_("And how many weeks after?"), N_("The same day and time. Each ride can be called off alone.")),
	R(home_self, FIELD_BOOL, 0, 0, 0, N_("I get home by myself")),
	R(purpose, FIELD_CHOICE, FIELD_REQUIRED | FIELD_PRIVATE, 0, 0, N_("What is it for?"), N_("Only counted, for the accounts. No driver sees it."), ride_purposes),
	R(phone, FIELD_TEXT, FIELD_PRIVATE | FIELD_DEPENDS, 0, 40, N_("Telephone number"), N_("Ours to call if something changes. The driver does not get it.")),
	R(length, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("How long is the drive?"), NULL, ride_lengths),
	R(seats, FIELD_INT, FIELD_REQUIRED, 1, SEATS_MOST, N_("How many of you?")),
	R(call_text, FIELD_TEXT, WORDS, 0, PARTICIPANT_NICKNAME_MOST, N_("What may the driver call you?"), N_("It need not be your name.")),
	R(meet_text, FIELD_TEXT, WORDS, 0, RIDE_WORDS_MOST, N_("How do you find each other?"), N_("“I wear a red hat”, “by the bench”.")),
	R(children, FIELD_CHOICE, 0, 0, 0, N_("Children"), NULL, ride_children),
	R(child_seats, FIELD_INT, 0, 0, 4, N_("Child seats")),
	R(aids, FIELD_CHOICE, 0, 0, 0, N_("Something that has to come along"), NULL, ride_aids),
	F_END
};

struct ride_wish ride_blank(const struct participant *p)
{
	return (struct ride_wish){ .participant = p->id, .day = DAY_NONE, .out_min = -1, .home_min = -1, .length = S("30"), .seats = 1, .children = S("none"),
				   .aids = S("none"), .call_text = p->nickname, .from_text = S(""), .to_text = S(""), .meet_text = S(""), .phone = S("") };
}

/* Where a meeting is, as a driver may read it: the street and the town, and not what is there. */
static enum err fill_meeting(struct ctx *ctx, const struct linkage *l, struct ride_wish *w)
{
	struct local at = page_local(ctx, l->booked_at);
	struct location place;
	struct meeting m;

	TRY(meeting_get(ctx, l->target, &m));
	w->day = at.day;
	w->out_min = at.minutes > BEFORE_MIN ? at.minutes - BEFORE_MIN : 0;
	w->home_min = (at.minutes + (m.duration_min ? m.duration_min : HOUR_MIN)) % (DAY_S / MINUTE_S);
	w->purpose = S("support_activity");
	if (!m.location)
		return OK;
	TRY(location_get(ctx, m.location, &place));
	if (!place.protected_address && place.address.n)
		w->to_text = arena_printf(ctx->arena, "%.*s, %.*s %.*s", STR_ARG(place.address), STR_ARG(place.postcode), STR_ARG(place.city));
	return OK;
}

enum err ride_blank_to(struct ctx *ctx, const struct participant *p, int64_t loop, struct ride_wish *w)
{
	struct linkage_line line;
	enum err e = loop ? linkage_find(ctx, loop, &line) : ERR_NOT_FOUND;

	*w = ride_blank(p);
	if (e == ERR_NOT_FOUND || (!e && (line.l.participant != p->id || line.l.booked_at <= ctx->now || !str_same(line.l.to_kind, "meeting"))))
		return OK;
	return e ? e : fill_meeting(ctx, &line.l, w);
}

/* --- is it something we can do? ---------------------------------------------------------------------------------- */

static enum err check_word(struct ctx *ctx, const char *name, struct str text, struct str own, struct problems *bad)
{
	struct str told = contact_told(ctx, text, own);

	return told.p ? problem_with(bad, name, N_("The driver reads this. Leave out “{x}”: a street and number are enough."), told) : OK;
}

static enum err check_words(struct ctx *ctx, const struct ride_wish *w, int64_t org, struct problems *bad)
{
	struct org o = { .name = S("") };

	if (org)
		TRY(org_get(ctx, org, &o));
	TRY(check_word(ctx, "from_text", w->from_text, o.name, bad));
	TRY(check_word(ctx, "to_text", w->to_text, o.name, bad));
	TRY(check_word(ctx, "meet_text", w->meet_text, o.name, bad));
	return check_word(ctx, "call_text", w->call_text, o.name, bad);
}

static bool at_night(int64_t minutes)
{
	return minutes >= NIGHT_FROM && minutes < NIGHT_TO;
}

static void set_times(const struct ctx *ctx, const struct ride_wish *w, struct ride *r)
{
	int64_t minutes = 30;

	str_int(w->length, &minutes);
	r->day = w->day;
	r->out_min = w->out_min;
	r->drive_min = minutes;
	r->home_min = w->home_self ? w->out_min : w->home_min;
	r->home_day = w->home_self || r->home_min > r->out_min ? w->day : w->day + 1;
	r->out_at = ride_at(ctx, r->day, r->out_min);
	r->home_at = ride_at(ctx, r->home_day, r->home_min);
}

static enum err check_times(struct ctx *ctx, const struct ride_wish *w, struct ride *r, struct problems *bad)
{
	if (w->day == DAY_NONE || w->day < page_today(ctx) || w->day > page_today(ctx) + RIDE_AHEAD_DAYS)
		return problem_once(bad, "day", N_("Choose a day from today on, within two months.")), OK;
	if (w->out_min < 0)
		return problem_once(bad, "out_min", N_("Write when you would like to be picked up.")), OK;
	if (w->home_min < 0 && !w->home_self)
		return problem_once(bad, "home_min", N_("The way home is not arranged yet. Write a time, or tick that you get home by yourself.")), OK;
	set_times(ctx, w, r);
	if (r->out_at <= ctx->now)
		problem_once(bad, "out_min", N_("That time has passed. Choose a later one."));
	if (!w->home_self && r->home_at < r->out_at + r->drive_min * MINUTE_S)
		problem_once(bad, "home_min", N_("You would not be there yet. Choose a later time to go home."));
	if (!w->sure && (at_night(w->out_min) || (!w->home_self && at_night(w->home_min))))
		problem_once(bad, "sure", N_("That is in the middle of the night. Tick that it is meant so."));
	return OK;
}

static void check_load(const struct ride_wish *w, struct problems *bad)
{
	if (w->child_seats > w->seats)
		problem_once(bad, "child_seats", N_("More child seats than people. Please look again."));
	if (str_same(w->children, "none") && w->child_seats)
		problem_once(bad, "children", N_("A child seat is for a child: say whether one comes along."));
}

/* --- how they may be reached, and their yes ---------------------------------------------------------------------------- */

static enum err has_channel(struct ctx *ctx, int64_t participant, bool *has)
{
	struct contact_channel *all;
	size_t n;

	*has = false;
	TRY(contact_list(ctx, participant, CHANNELS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		*has |= !all[i].stopped_at && (all[i].stop_day == DAY_NONE || all[i].stop_day >= page_today(ctx));
	return OK;
}

static enum err reach(struct ctx *ctx, const struct ride_wish *w, struct str spoken, struct problems *bad)
{
	struct contact_channel way = { .participant = w->participant, .type = S("phone"), .address = w->phone, .shown_name = S(""), .others = true,
				       .stop_day = DAY_NONE };
	bool has;

	TRY(has_channel(ctx, w->participant, &has));
	if (has && !w->phone.n)
		return OK;
	if (!w->phone.n)
		return problem(bad, "phone", N_("Write a number: if a driver cannot come, somebody has to tell you."));
	/* A ride is at its own hours: so is the number that was given for it. */
	way.weekdays = EVERY_DAY, way.from_min = 0, way.to_min = DAY_S / MINUTE_S;
	TRY(participant_up(ctx, w->participant, S(""), spoken.n ? spoken : S("self"), bad));
	return contact_add(ctx, &way, bad);
}

static enum err say_yes(struct ctx *ctx, const struct ride *r, struct str spoken, struct problems *bad)
{
	struct consent c = { .participant = r->participant, .from_org = r->org, .to_kind = S("org"), .to = r->org, .purpose = S("ride"),
			     .classes = CLASS_NICKNAME | CLASS_APPOINTMENT | CLASS_CONTACT, .starts_at = ctx->now,
			     .end_day = page_today(ctx) + RIDE_CONSENT_DAYS, .form = spoken.n ? S("spoken") : S("key"), .witness = spoken.n ? spoken : S("") };

	return consent_give(ctx, &c, bad);
}

/* --- kept ---------------------------------------------------------------------------------------------------------------- */

static enum err seal(struct ctx *ctx, const struct participant_lock *l, const char *place, int64_t id, struct str text, struct str *sealed)
{
	return participant_seal(ctx, l, BOX_DATA, place, id, text.p ? text : S(""), sealed);
}

static enum err put(struct ctx *ctx, const struct ride_wish *w, struct ride *r)
{
	struct str from, to, meet, call, purpose;
	struct participant_lock l;
	int64_t changed;

	TRY(participant_lock(ctx, r->participant, &l));
	TRY(seal(ctx, &l, "ride.from_text", r->id, w->from_text, &from));
	TRY(seal(ctx, &l, "ride.to_text", r->id, w->to_text, &to));
	TRY(seal(ctx, &l, "ride.meet_text", r->id, w->meet_text, &meet));
	TRY(seal(ctx, &l, "ride.call_text", r->id, w->call_text, &call));
	TRY(seal(ctx, &l, "ride.purpose", r->id, w->purpose, &purpose));
	TRY(ride_put(ctx, r->participant, r->id, r->org, r->area, from, to, meet, call, purpose, r->day, r->out_min, r->home_day, r->home_min,
		     r->drive_min, r->seats, r->children, r->child_seats, r->aids, r->home_how, ctx->who->account, ctx->now, &changed));
	TRY(ride_step_put(ctx, r->participant, r->id, 0, S("asked"), S(""), S("requested"), RIDE_BOTH, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "ride.asked", r->id, STR_ABSENT);
}

/* Drivers are asked at once; with too little time for that a coordinator sees to it. */
static enum err begin(struct ctx *ctx, struct ride *r)
{
	size_t n = 0;

	if (r->out_at - ctx->now >= RIDE_SHORT_MINUTES * MINUTE_S)
		TRY(ride_wave(ctx, r, ride_free(r), false, &n));
	if (!n)
		return OK;
	r->state = S("offered");
	return ride_store(ctx, r, S("requested"), "offer", ride_free(r));
}

static enum err keep(struct ctx *ctx, const struct ride_wish *w, const struct participant *p, struct str spoken, struct ride *r, struct problems *bad)
{
	struct task t = { .org = p->org, .area = p->area, .participant = p->id, .kind = S("ride") };

	TRY(task_choose(ctx, PERSON_SERVE, &t.org, p->area, page_today(ctx), &t.duty.owner, &t.duty.deputy));
	/* Whoever sees to it does so for all of them: then it is the first one's. */
	TRY(t.org ? OK : org_first(ctx, &t.org));
	r->org = t.org;
	TRY(reach(ctx, w, spoken, bad));
	if (!bad->n)
		TRY(say_yes(ctx, r, spoken, bad));
	if (bad->n)
		return OK;
	r->id = t.subject = id_new(ctx->house->rng, ctx->now);
	t.duty.due_at = ride_due(r);
	t.duty.red = true;
	TRY(put(ctx, w, r));
	TRY(task_add(ctx, &t, arena_printf(ctx->arena, "ride/%lld", (long long)r->id)));
	return begin(ctx, r);
}

static enum err ask_one(struct ctx *ctx, struct ride_wish *w, struct str spoken, struct ride *r, struct problems *bad)
{
	struct participant p;

	TRY(participant_find(ctx, w->participant, &p));
	if (!participant_may_see(ctx, &p))
		return ERR_NOT_FOUND;
	/* Without the yes of the person nobody asks for them. */
	if (!spoken.n && ctx->who->participant != p.id)
		return ERR_DENIED;
	*r = (struct ride){ .participant = p.id, .org = p.org, .area = p.area, .seats = w->seats, .child_seats = w->child_seats, .out_how = S(""),
			    .children = w->children.n ? w->children : S("none"), .aids = w->aids.n ? w->aids : S("none"), .state = S("requested"),
			    .home_how = w->home_self ? S("waived") : S(""), .end_why = S(""), .review = S(""), .nickname = p.nickname,
			    .made_at = ctx->now, .state_at = ctx->now };
	form_guard(ctx, ride_fields, w, bad);
	TRY(check_times(ctx, w, r, bad));
	check_load(w, bad);
	TRY(check_words(ctx, w, p.org, bad));
	return bad->n ? OK : keep(ctx, w, &p, spoken, r, bad);
}

enum err ride_ask(struct ctx *ctx, struct ride_wish *w, struct str spoken, struct ride *r, struct problems *bad)
{
	struct ride next;

	if (w->day != DAY_NONE && w->weeks && w->day + 7 * w->weeks > page_today(ctx) + RIDE_AHEAD_DAYS)
		problem_once(bad, "weeks", N_("That is more than two months ahead. Choose fewer weeks."));
	TRY(ask_one(ctx, w, spoken, r, bad));
	for (int64_t week = 1; !bad->n && week <= w->weeks; week++) {
		struct ride_wish again = *w;
		again.day += (day_t)(7 * week);
		/* It is known since the first. */
		again.phone = S("");
		TRY(ask_one(ctx, &again, spoken, &next, bad));
	}
	return OK;
}
