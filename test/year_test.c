/*
 * year_test.c -- a year of many people between two places, who are handed over to services and introduced to a group,
 * against a second model of the state tables of requirements 8.1, 8.9 and the times of 9.1 that shares nothing with ours
 * but their words: at every step every open one has an owner and a next date, and what is stored is what the model says.
 *
 * In it the clock jumps to and fro, some writes die before they are committed, what should run at night is left out
 * for weeks, and the road on which messages leave takes nothing for hours and days: whatever leaves is still so by the model,
 * leaves in the hours that they allow, not early and once; who was reached by telephone instead gets nothing.
 * SAMHOLD_TEST_PEOPLE=50000 for as many as the promise says.
 */
#include "year.h"
#include "outbox/outbox.h"

enum { PEOPLE = 150, EVENTS_EACH = 16, YEAR_S = 365 * DAY, CHECK_EVERY = 200, FORGET_EVERY = 500 };

static int64_t gap(const struct bridge *b, int64_t at)
{
	int64_t days = midnight(at) - midnight(b->left_at);

	return (days <= 7 ? 2 : days <= 14 ? 4 : days <= 28 ? 7 : 14) * DAY;
}

/* --- what may happen to a bridge --------------------------------------------------------------------------------- */

enum deed { MOVED, LEFT, EARLY, BACK, TALKED, VAIN, CAME, LANDED, READMITTED, STOPPED, LOST, DEEDS };

static void over(struct bridge *b, const char *end)
{
	set(b->state, sizeof b->state, "ended");
	set(b->end, sizeof b->end, end);
}

/* Does the table let this happen now? Then it has. */
static bool bridge_may(struct bridge *b, enum deed d, int64_t at)
{
	bool away = is(b->state, " bridging arrived ");

	switch (d) {
	case MOVED:
		b->due = is(b->state, " planned ") ? (b->planned_at > at ? b->planned_at : at) : b->due;
		return is(b->state, " planned ");
	case LEFT:
	case EARLY:
		if (!is(b->state, " planned "))
			return false;
		set(b->state, sizeof b->state, "bridging");
		b->left_at = at, b->red = d == EARLY, b->due = at + (d == EARLY ? 24 : 48) * HOUR;
		return true;
	case BACK:
		if (!is(b->state, " bridging ") || !b->red || b->talks || at > b->left_at + 1800)
			return false;
		set(b->state, sizeof b->state, "planned");
		b->left_at = 0, b->red = false, b->due = b->planned_at > at ? b->planned_at : at;
		return true;
	case TALKED:
	case VAIN:
		if (is(b->state, " ended "))
			return false;
		if (away)
			b->talks += d == TALKED, b->due = at + (d == TALKED ? gap(b, at) : b->red ? 8 * HOUR : DAY);
		return true;
	case CAME:
		if (!away)
			return false;
		set(b->state, sizeof b->state, "arrived");
		b->came = true, b->red = false, b->due = at + gap(b, at);
		return true;
	case LANDED:
		if (!is(b->state, " arrived ") || !b->came || b->talks < 2 || midnight(at) - midnight(b->left_at) < 28)
			return false;
		over(b, "landed");
		return true;
	case READMITTED:
	case STOPPED:
		if (is(b->state, " ended "))
			return false;
		over(b, d == READMITTED ? "readmitted" : "stopped_by_person");
		return true;
	default:
		/* Nobody is given up here: four tries on three days and a second person are never together. */
		return false;
	}
}

static enum err bridge_do(struct year *y, struct somebody *s, enum deed d, struct problems *bad)
{
	struct ctx *ctx = y->r.w->ctx;
	struct task_attempt a = { .channel = S("phone"), .result = d == TALKED ? S("talked") : S("no_answer") };
	struct transition t;

	TRY(transition_find(ctx, s->bridge.id, &t));
	switch (d) {
	case MOVED:
		s->bridge.planned_at = nine_o_clock(now(y), 10 - 3);
		return transition_move(ctx, &t, page_today(ctx) + 10, bad);
	case LEFT:
	case EARLY:
		return transition_left(ctx, &t, d == EARLY, bad);
	case BACK:
		return transition_undo(ctx, &t, bad);
	case TALKED:
	case VAIN:
		return transition_contact(ctx, &t, &a, bad);
	case CAME:
		return transition_attended(ctx, &t, bad);
	default:
		return transition_end(ctx, &t, d == LANDED ? S("landed") : d == READMITTED ? S("readmitted") : d == STOPPED ? S("stopped_by_person") :
				      S("not_reached"), bad);
	}
}

/* --- what may happen to a loop ------------------------------------------------------------------------------------ */

static const struct way {
	const char *event, *from, *to, *end;
	int mode;                                  /* 1 a referral, 2 an introduction, 0 either */
} ways[] = {
	{ "received", " offered ", "acknowledged", "", 1 }, { "chosen", " offered ", "agreed", "", 2 },
	{ "time", " acknowledged missed ", "booked", "", 0 }, { "full", " acknowledged ", "waiting", "", 1 },
	{ "free", " waiting ", "acknowledged", "", 1 }, { "cannot", " offered acknowledged ", "ended", "redirected", 0 },
	{ "came", " booked agreed ", "ended", "attended", 0 }, { "missed", " booked agreed ", "missed", "", 0 },
	{ "declined", NULL, "ended", "declined_by_person", 0 }, { "stopped", NULL, "ended", "withdrawn", 0 }, { "died", NULL, "ended", "died", 0 },
	{ "again", "attended", "ended", "attended", 0 }, { "sent", "", "", "", 0 },
};
enum { WAYS = sizeof ways / sizeof *ways };

static bool fits(const struct loop *l, const struct way *w)
{
	bool ended = is(l->state, " ended ");

	if (w->mode && (w->mode == 1) != l->referral)
		return false;
	if (w->from && !strcmp(w->from, "attended"))
		return ended && !strcmp(l->end, "attended");
	return w->from ? !ended && is(l->state, w->from) : !ended;
}

/* Between when and when it must be looked after again; working days are at least so many days, and at most with Easter between. */
static void loop_due(struct loop *l, int64_t at, int64_t booked)
{
	int64_t from = at, to = at;

	if (is(l->state, " offered "))
		from = l->referral ? at + 2 * DAY - HOUR : at + 48 * HOUR, to = l->referral ? at + 9 * DAY : from;
	else if (is(l->state, " acknowledged "))
		from = at + 5 * DAY - HOUR, to = at + (l->waited ? 5 : 14) * DAY;
	else if (is(l->state, " booked agreed "))
		from = to = booked ? booked + DAY : at + 7 * DAY;
	else if (is(l->state, " waiting "))
		from = to = at + 14 * DAY;
	else if (is(l->state, " missed "))
		from = to = at + DAY;
	l->due_from = from, l->due_to = to;
}

static bool loop_may(struct loop *l, const struct way *w, int64_t at, int64_t booked)
{
	bool again = fits(l, w) && is(l->state, " ended ");

	if (!fits(l, w))
		return false;
	if (again)
		return true;
	set(l->state, sizeof l->state, w->to);
	set(l->end, sizeof l->end, w->end);
	loop_due(l, at, booked);
	l->booked = booked;
	return true;
}

static enum err loop_do(struct year *y, struct somebody *s, const struct way *w, int64_t booked, struct problems *bad)
{
	struct linkage_act a = { .event = str_of(w->event), .at = booked, .until = DAY_NONE, .decline = S("criteria"), .evidence = S("self") };
	struct linkage_line line;

	TRY(linkage_find(y->r.w->ctx, s->loop.id, &line));
	return linkage_do(y->r.w->ctx, &line.l, BY_STAFF, &a, bad);
}

/* --- people come, and what happens to them ------------------------------------------------------------------------- */

static void forget(struct year *y)
{
	db_rollback(y->r.w->ctx);
	ok(db_begin(y->r.w->ctx, DB_WRITE) == OK);
}

static void somebody_comes(struct year *y)
{
	struct ctx *ctx = y->r.w->ctx;
	struct somebody *s = &y->all[y->born];
	struct participant_candidate key = { .tag = arena_printf(ctx->arena, "year %zu", y->born) };
	struct transition_wish wish = { .org = y->r.h.org, .nickname = S("Somebody"), .from_kind = S("detox"), .agreement = S("unknown"), .phone = S(""), .time = S(""),
					.planned_day = page_today(ctx) + 5, .owner = page_id(ctx, y->r.signe), .deputy = page_id(ctx, y->r.sara), .said_yes = true };
	struct problems bad = { 0 };
	struct transition t;

	ok(transition_register(ctx, &wish, &key, &t, &bad) == OK && !bad.n);
	s->id = t.participant;
	s->bridge = (struct bridge){ .state = "planned", .id = t.id, .planned_at = nine_o_clock(now(y), 5 - 3) };
	s->bridge.due = s->bridge.planned_at > now(y) ? s->bridge.planned_at : now(y);
	if (y->born % 2)
		year_reach(y, s->id);
	y->born++;
	save(y);
}

static void handed_over(struct year *y, struct somebody *s)
{
	struct linkage l = { .participant = s->id, .need = S("papers"), .urgency = S("normal") };
	struct problems bad = { 0 };
	bool referral = roll(y, 2);

	l.target = referral ? y->r.service : y->r.group, l.told = referral;
	ok(linkage_begin(y->r.w->ctx, &l, S("coordinator"), &bad) == OK && !bad.n);
	s->loop = (struct loop){ .state = "offered", .id = l.id, .consent = l.consent, .referral = referral };
	loop_due(&s->loop, now(y), 0);
	save(y);
}

static void same_bridge(struct year *y, const struct somebody *s)
{
	struct transition t;

	ok(transition_find(y->r.w->ctx, s->bridge.id, &t) == OK);
	same_text(t.state, s->bridge.state);
	same_text(t.end_class, s->bridge.end);
	if (strcmp(s->bridge.state, "ended"))
		same_int(t.duty.due_at, s->bridge.due);
}

static void same_loop(struct year *y, const struct somebody *s)
{
	struct linkage_line line;

	ok(linkage_find(y->r.w->ctx, s->loop.id, &line) == OK);
	same_text(line.l.state, s->loop.state);
	same_text(line.l.end_class, s->loop.end);
	if (!line.l.ended_at)
		ok(line.l.duty.due_at >= s->loop.due_from && line.l.duty.due_at <= s->loop.due_to);
}

/* One in thirty dies before it is committed: then nothing has happened. */
static bool dies(struct year *y)
{
	if (roll(y, 30))
		return false;
	forget(y);
	y->killed++;
	return true;
}

static void on_the_bridge(struct year *y, struct somebody *s)
{
	struct somebody was = *s;
	enum deed d = (enum deed)roll(y, DEEDS);
	struct problems bad = { 0 };
	bool may;

	/* Ends are rarer than what leads to them. */
	if (d >= LANDED && roll(y, 4))
		d = TALKED;
	ok(bridge_do(y, s, d, &bad) == OK);
	may = bridge_may(&s->bridge, d, now(y));
	same_int(!bad.n, may);
	if (!may)
		s->bridge = was.bridge;
	y->refused += !may;
	if (dies(y))
		*s = was;
	else
		save(y);
	same_bridge(y, s);
}

static void in_the_loop(struct year *y, struct somebody *s)
{
	const struct way *w = &ways[roll(y, WAYS)];
	bool dated = !strcmp(w->event, "time") || (!strcmp(w->event, "chosen") && roll(y, 2));
	int64_t booked = dated ? now(y) + (int64_t)(1 + roll(y, 10)) * DAY : 0;
	struct somebody was = *s;
	struct problems bad = { 0 };
	bool may;

	ok(loop_do(y, s, w, booked, &bad) == OK);
	may = loop_may(&s->loop, w, now(y), booked);
	same_int(!bad.n, may);
	y->refused += !may;
	if (dies(y))
		*s = was;
	else
		save(y);
	same_loop(y, s);
}

/* The person takes everything back: it is over in that same moment. */
static void goes(struct year *y, struct somebody *s)
{
	ok(participant_erase(y->r.w->ctx, s->id) == OK);
	save(y);
	s->gone = true;
	if (strcmp(s->bridge.state, "ended"))
		over(&s->bridge, "stopped_by_person");
	if (s->loop.id && strcmp(s->loop.state, "ended"))
		set(s->loop.state, sizeof s->loop.state, "ended"), set(s->loop.end, sizeof s->loop.end, "withdrawn");
	same_bridge(y, s);
	if (s->loop.id)
		same_loop(y, s);
}

static void takes_back_their_yes(struct year *y, struct somebody *s)
{
	ok(consent_stop(y->r.w->ctx, s->id, s->loop.consent) == OK);
	save(y);
	if (strcmp(s->loop.state, "ended"))
		set(s->loop.state, sizeof s->loop.state, "ended"), set(s->loop.end, sizeof s->loop.end, "withdrawn");
	s->loop.consent = 0;
	same_loop(y, s);
}

static void something_happens(struct year *y)
{
	struct somebody *s = &y->all[roll(y, y->born)];

	y->events++;
	if (s->gone)
		return;
	if (!roll(y, 60))
		goes(y, s);
	else if (!s->loop.id || (!strcmp(s->loop.state, "ended") && !roll(y, 3)))
		handed_over(y, s);
	else if (s->loop.referral && s->loop.consent && !roll(y, 40))
		takes_back_their_yes(y, s);
	else if (roll(y, 2))
		on_the_bridge(y, s);
	else
		in_the_loop(y, s);
}

/* --- the year ------------------------------------------------------------------------------------------------------- */

static void nobody_is_lost(struct year *y)
{
	struct transition_counts c;
	int64_t bridges = 0, loops = 0;

	for (size_t i = 0; i < y->born; i++) {
		bridges += strcmp(y->all[i].bridge.state, "ended") != 0;
		loops += y->all[i].loop.id && strcmp(y->all[i].loop.state, "ended");
	}
	ok(transition_count(y->r.w->ctx, &c) == OK);
	same_int(c.open_ones, bridges);
	same_int(c.without_owner, 0);
	same_int(c.wrong_end, 0);
	same_int(counted(y, "SELECT COUNT(*) FROM linkage_loop WHERE ended_at IS NULL"), loops);
	same_int(counted(y, "SELECT COUNT(*) FROM linkage_loop l WHERE l.ended_at IS NULL AND (l.next_due_at <= 0"
			    " OR NOT EXISTS (SELECT 1 FROM account a WHERE a.id = l.owner AND a.state = 'active'))"), 0);
	same_int(counted(y, "SELECT COUNT(*) FROM (SELECT once FROM task GROUP BY once HAVING COUNT(*) > 1) x"), 0);
}

/* A little further each time; now and then three days at once, or two days back. */
static void time_passes(struct year *y, int64_t step)
{
	int64_t at = now(y) + (int64_t)roll(y, (uint64_t)(2 * step) + 1);

	if (!roll(y, 300))
		at += 3 * DAY;
	if (!roll(y, 300))
		at -= 2 * DAY;
	world_clock(y->r.w, at);
}

/* What the arena holds of so many requests is let go. */
static void breathe(struct year *y)
{
	struct world *w = y->r.w;
	int64_t at = now(y);

	ok(db_commit(w->ctx) == OK);
	w->ctx = worker_begin(&w->worker);
	world_clock(w, at);
	road_acts(&y->r, y->r.signe);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
}

/* The steps that are kept lead, one after the other, to where each loop stands. */
static void replayed(struct year *y)
{
	for (size_t i = 0; i < WAYS; i++)
		if (ways[i].to[0])
			same_int(counted(y, arena_printf(y->r.w->ctx->arena, "SELECT COUNT(*) FROM linkage_step WHERE event = '%s' AND to_state <> '%s'", ways[i].event,
							 ways[i].to).p), 0);
	same_int(counted(y, "SELECT COUNT(*) FROM linkage_step s JOIN linkage_step p ON p.linkage = s.linkage AND p.n = s.n - 1 WHERE s.from_state <> p.to_state"), 0);
	same_int(counted(y, "SELECT COUNT(*) FROM linkage_loop l JOIN linkage_step s ON s.linkage = l.id AND s.n = l.steps WHERE s.to_state <> l.state"), 0);
}

TEST(a_year_of_many_people_goes_as_a_second_model_says_and_nobody_is_lost)
{
	struct year y = { .r = road_new(), .n = (size_t)test_times("SAMHOLD_TEST_PEOPLE", PEOPLE), .dice = 20161231 };
	size_t events = y.n * EVENTS_EACH;
	int64_t step = YEAR_S / (int64_t)events;

	setenv("TZ", "Europe/Copenhagen", 1);
	tzset();
	y.all = calloc(y.n, sizeof *y.all);
	y.room = y.n * EVENTS_EACH * 2;
	y.left = calloc(y.room, sizeof *y.left);
	y.told = calloc(y.room, sizeof *y.told);
	ok(outbox_use_folder(y.r.w->ctx, S("hus@example.org"), S("Huset")) == OK);
	for (size_t i = 0; i < events; i++) {
		time_passes(&y, step > 0 ? step : 1);
		if (y.born < y.n && (!y.born || !roll(&y, EVENTS_EACH / 2)))
			somebody_comes(&y);
		something_happens(&y);
		year_post(&y);
		if (i % CHECK_EVERY == CHECK_EVERY - 1 || i == events - 1)
			nobody_is_lost(&y);
		if (i % FORGET_EVERY == FORGET_EVERY - 1)
			breathe(&y);
	}
	replayed(&y);
	y.silent_to = 0;
	year_post(&y);
	year_posted(&y);
	ok(y.nleft > 0 && y.nvain > 0 && y.ntold > 0 && y.nagain > 0);
	ok(y.refused > 0 && y.killed > 0 && y.born > y.n / 2);
	unsetenv("TZ");
	tzset();
	free(y.all);
	free(y.left);
	free(y.told);
	world_free(y.r.w);
}
