/*
 * year_post.c -- the messages of a year: the road takes nothing for hours and days, somebody dies between handing over and
 * saying so, some are told by telephone; and each that leaves is held against the second model.
 */
#include "year.h"
#include "outbox/outbox.h"
#include "phone/phone.h"
#include "remind/remind.h"

void year_reach(struct year *y, int64_t participant)
{
	struct contact_channel way = { .participant = participant, .type = S("email"), .address = S("somebody@example.org"), .shown_name = S(""), .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	ok(participant_up(y->r.w->ctx, participant, S(""), S("coordinator"), &bad) == OK && !bad.n);
	ok(contact_time(S("any"), &way) && contact_add(y->r.w->ctx, &way, &bad) == OK && !bad.n);
}

/* Is it in there?  Then true; else it is now. */
static bool seen(const struct year *y, int64_t *set, int64_t id)
{
	size_t at = (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20) % y->room;

	for (; set[at]; at = (at + 1) % y->room)
		if (set[at] == id)
			return true;
	set[at] = id;
	return false;
}

static bool is_silent(const struct year *y)
{
	return now(y) >= y->silent_from && now(y) < y->silent_to;
}

static int64_t six_the_evening_before(int64_t at)
{
	struct tm tm = wall(at);

	tm.tm_mday -= 1, tm.tm_hour = 18, tm.tm_min = tm.tm_sec = 0, tm.tm_isdst = -1;
	return (int64_t)mktime(&tm);
}

static const struct somebody *whose(const struct year *y, int64_t participant)
{
	for (size_t i = 0; i < y->born; i++)
		if (y->all[i].id == participant)
			return &y->all[i];
	return NULL;
}

static void left_in_time(struct year *y, const struct somebody *s, struct str kind, struct str mark)
{
	int64_t at = 0;

	ok(wall(now(y)).tm_hour >= 9 && wall(now(y)).tm_hour < 20);
	ok(s && !s->gone);
	if (str_same(kind, "yes_ends")) {
		ok(midnight(now(y)) >= day_parse(mark) - 14 && midnight(now(y)) <= day_parse(mark));
		return;
	}
	if (str_same(kind, "loop_time")) {
		ok(str_int(mark, &at) && is(s->loop.state, " booked agreed ") && at == s->loop.booked);
	} else if (str_same(kind, "last_day")) {
		/* Three days after the plan is due, at nine. */
		at = nine_o_clock(s->bridge.planned_at, 3);
		ok(is(s->bridge.state, " planned ") && day_parse(mark) == midnight(at));
	} else {
		ok(false);
	}
	ok(now(y) >= six_the_evening_before(at) && now(y) < at);
}

static void left(struct year *y, const struct outbox_parcel *p)
{
	struct str kind, mark;

	/* A second time only when somebody died in between, and then it says so. */
	ok(!seen(y, y->left, p->id) || p->mail.again);
	y->nagain += p->mail.again;
	y->nleft++;
	kind = road_ask(&y->r, arena_printf(y->r.w->ctx->arena, "SELECT kind FROM outbox_message WHERE id = %lld", (long long)p->id).p);
	mark = road_ask(&y->r, arena_printf(y->r.w->ctx->arena, "SELECT mark FROM outbox_message WHERE id = %lld", (long long)p->id).p);
	left_in_time(y, whose(y, p->participant), kind, mark);
}

static bool one_round(struct year *y)
{
	struct outbox_round r = { .arena = arena_new(0) };
	bool any, silent = is_silent(y), dies = !roll(y, 40);

	ok(outbox_take(y->r.w->ctx, &r) == OK);
	save(y);
	for (size_t i = 0; i < r.n; i++) {
		if (!silent)
			left(y, &r.at[i]);
		y->nvain += silent;
		r.at[i].end = silent ? MAIL_LATER : MAIL_SENT;
		snprintf(r.at[i].why, sizeof r.at[i].why, "%s", silent ? "nothing answers" : "");
	}
	if (!dies)
		ok(outbox_mark(y->r.w->ctx, &r) == OK);
	save(y);
	any = r.n > 0 && !dies;
	arena_free(r.arena);
	return any;
}

/* Somebody takes the telephone: the first on the list is reached. */
static void is_called(struct year *y)
{
	struct phone_view v;

	ok(phone_read(y->r.w->ctx, &v) == OK);
	for (size_t i = 0; i < v.n; i++)
		if (v.at[i].state == PHONE_OPEN) {
			ok(phone_told(y->r.w->ctx, v.at[i].message) == OK);
			ok(!seen(y, y->told, v.at[i].message));
			y->ntold++;
			break;
		}
	save(y);
}

void year_post(struct year *y)
{
	struct phone_file f = { .arena = y->r.w->ctx->arena };

	if (!is_silent(y) && !roll(y, 60))
		y->silent_from = now(y), y->silent_to = now(y) + (int64_t)roll(y, 3 * DAY);
	ok(phone_make(y->r.w->ctx, &f) == OK && remind_tell_stopped(y->r.w->ctx) == OK && remind_make(y->r.w->ctx) == OK);
	save(y);
	while (one_round(y))
		;
	if (is_silent(y) && !roll(y, 5))
		is_called(y);
}

void year_posted(struct year *y)
{
	for (size_t i = 0; i < y->room; i++)
		if (y->told[i])
			same_text(road_ask(&y->r, arena_printf(y->r.w->ctx->arena, "SELECT state FROM outbox_message WHERE id = %lld", (long long)y->told[i]).p), "dropped");
	same_int(counted(y, "SELECT COUNT(*) FROM (SELECT participant, kind, subject, mark FROM outbox_message WHERE state = 'sent'"
				 " GROUP BY participant, kind, subject, mark HAVING COUNT(*) > 1) x"), 0);
	same_int(counted(y, "SELECT COUNT(*) FROM consent c WHERE c.stopped_at IS NOT NULL AND c.told_at IS NULL"
				 " AND EXISTS (SELECT 1 FROM consent_disclosure d WHERE d.consent = c.id)"), 0);
	same_int(counted(y, "SELECT COUNT(*) FROM task t WHERE t.kind IN ('yes_stopped', 'yes_tell')"),
		 counted(y, "SELECT COUNT(*) FROM consent c WHERE c.told_at IS NOT NULL"));
}
