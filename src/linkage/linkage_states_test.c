/* linkage_states_test.c -- every event from every state, and what storage refuses by itself. */
#include "linkage/linkage_test.h"

#include <string.h>

/* Requirements 8.1, written down a second time: what may follow what. */
static const struct {
	const char *mode, *from, *event, *to;
} allowed[] = {
	{ "referral", "offered", "received", "acknowledged" }, { "introduction", "offered", "chosen", "agreed" },
	{ "referral", "acknowledged", "time", "booked" }, { "referral", "missed", "time", "booked" }, { "introduction", "missed", "time", "booked" },
	{ "referral", "acknowledged", "full", "waiting" }, { "referral", "waiting", "free", "acknowledged" },
	{ "referral", "offered", "cannot", "redirected" }, { "referral", "acknowledged", "cannot", "redirected" },
	{ "introduction", "offered", "cannot", "redirected" },
	{ "referral", "booked", "came", "attended" }, { "introduction", "booked", "came", "attended" }, { "introduction", "agreed", "came", "attended" },
	{ "referral", "agreed", "came", "attended" }, { "referral", "agreed", "missed", "missed" },
	{ "referral", "booked", "missed", "missed" }, { "introduction", "booked", "missed", "missed" }, { "introduction", "agreed", "missed", "missed" },
	{ "referral", "attended", "again", "attended" }, { "introduction", "attended", "again", "attended" },
	{ "referral", "not_reachable", "reopened", "offered" }, { "introduction", "not_reachable", "reopened", "offered" },
};
/* And these from every open state. */
static const struct {
	const char *event, *to;
} always[] = {
	{ "declined", "declined_by_person" }, { "unreachable", "not_reachable" }, { "stopped", "withdrawn" }, { "died", "died" }, { "together", "redirected" },
};
static const char *const events[] = { "received", "chosen", "time", "full", "free", "cannot", "came", "missed", "declined", "unreachable", "stopped",
				      "died", "again", "reopened", "together" };
static const char *const open_states[] = { "offered", "agreed", "acknowledged", "booked", "waiting", "missed" };
static const char *const end_classes[] = { "attended", "declined_by_person", "redirected", "not_reachable", "withdrawn", "died" };

#define COUNT(list) (sizeof (list) / sizeof *(list))

static const char *expected(const char *mode, const char *from, bool is_open, const char *event)
{
	for (size_t i = 0; is_open && i < COUNT(always); i++)
		if (!strcmp(always[i].event, event))
			return always[i].to;
	for (size_t i = 0; i < COUNT(allowed); i++)
		if (!strcmp(allowed[i].mode, mode) && !strcmp(allowed[i].from, from) && !strcmp(allowed[i].event, event))
			return allowed[i].to;
	return NULL;
}

/* One that stands there, with four vain tries on three days behind it; Sara answers for it. */
static struct linkage standing(struct road *r, int64_t id, const char *mode, const char *from, bool is_open)
{
	bool referral = !strcmp(mode, "referral");
	struct str answer;

	ok(db_script(r->w->ctx, arena_printf(r->w->arena,
		"INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, companion, "
		"parent, state, steps, end_class, next_due_at, made_at, state_at, ended_at) VALUES (%lld, %lld, %lld, 0, '%s', 'need%lld', '%s', %lld, 0, 0, 'normal', "
		"%lld, 0, %lld, 0, 0, '%s', 0, '%s', 1, 1, 1, %s);"
		"INSERT INTO task_attempt (participant, id, kind, subject, account, channel, result, minutes, at) VALUES "
		"(%lld, %lld1, 'loop', %lld, 1, 'phone', 'no_answer', 0, 1480932000), (%lld, %lld2, 'loop', %lld, 1, 'phone', 'no_answer', 0, 1480960800), "
		"(%lld, %lld3, 'loop', %lld, 1, 'phone', 'no_answer', 0, 1481018400), (%lld, %lld4, 'loop', %lld, 1, 'phone', 'no_answer', 0, 1481104800);",
		(long long)r->karim, (long long)id, (long long)r->h.org, mode, (long long)id, referral ? "service" : "meeting",
		(long long)(referral ? r->service : r->group), (long long)r->sara, (long long)r->sara, is_open ? from : "ended", is_open ? "" : from,
		is_open ? "NULL" : "1", (long long)r->karim, (long long)id, (long long)id, (long long)r->karim, (long long)id, (long long)id, (long long)r->karim,
		(long long)id, (long long)id, (long long)r->karim, (long long)id, (long long)id).p) == OK);
	(void)answer;
	return road_get(r, id);
}

static void one(struct road *r, int64_t id, const char *mode, const char *from, bool is_open, const char *event)
{
	struct linkage_act a = { .event = str_of(event), .at = r->w->ctx->now + DAY, .until = DAY_NONE, .decline = S("other"), .evidence = S("self") };
	const char *to = expected(mode, from, is_open, event);
	struct linkage l = standing(r, id, mode, from, is_open);
	struct problems bad = { 0 };

	ok(linkage_do(r->w->ctx, &l, BY_STAFF, &a, &bad) == OK);
	if (!to) {
		same_int(bad.n, 1);
		ok(str_starts(str_of(bad.at[0].text), S("That does not fit now.")));
		ok(str_eq(bad.at[0].gap, linkage_state_text(r->w->ctx, &l)) && bad.at[0].gap.n);
		l = road_get(r, id);
		same_text(is_open ? l.state : l.end_class, from);
		same_int(l.steps, 0);
		return;
	}
	same_int(bad.n, 0);
	l = road_get(r, id);
	same_text(l.ended_at ? l.end_class : l.state, to);
	same_int(l.steps, 1);
	ok(l.ended_at || l.duty.due_at > 1);
}

TEST(what_the_table_lists_happens_and_anything_else_is_refused_with_the_state_named)
{
	static const char *const modes[] = { "referral", "introduction" };
	struct road r = road_new();
	int64_t id = 1000;

	for (size_t m = 0; m < 2; m++)
		for (size_t e = 0; e < COUNT(events); e++) {
			for (size_t s = 0; s < COUNT(open_states); s++)
				if (!m || strcmp(open_states[s], "acknowledged"))
					one(&r, id++, modes[m], open_states[s], true, events[e]);
			for (size_t s = 0; s < COUNT(end_classes); s++)
				one(&r, id++, modes[m], end_classes[s], false, events[e]);
		}
	world_free(r.w);
}

/* --- storage ------------------------------------------------------------------------------------------------------ */

#define LOOP_COLUMNS "INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, " \
	"companion, parent, state, steps, end_class, evidence, next_due_at, made_at, state_at, ended_at) VALUES "

TEST(storage_has_no_open_loop_without_somebody_who_works_here)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct problems bad = { 0 };

	ok(road_refuses(&r, LOOP_COLUMNS "(1, 2, 0, 0, 'referral', 'papers', 'service', 1, 0, 0, 'normal', 424242, 0, 0, 0, 0, 'offered', 1, '', 'none', 1, 1, 1, NULL) RETURNING id"));
	ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE linkage_loop SET owner = 424242 WHERE id = %lld RETURNING id", (long long)l.id).p));
	ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)r.signe).p));
	ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)r.sara).p));
	ok(road_refuses(&r, arena_printf(r.w->arena, "DELETE FROM account WHERE id = %lld RETURNING id", (long long)r.signe).p));
	/* With an end it is nobody's any more. */
	l = road_get(&r, l.id);
	road_do(&r, &l, (struct linkage_act){ .event = S("declined") });
	r.w->who = (struct who){ .local = true };
	ok(account_leave(r.w->ctx, r.sara, &bad) == OK && !bad.n);
	world_free(r.w);
}

TEST(storage_knows_six_ends_and_none_of_them_without_ended)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	static const char *const tries[] = {
		"state = 'ended', end_class = 'sent', ended_at = 5", "state = 'ended', end_class = 'booked', ended_at = 5",
		"state = 'ended', end_class = 'accepted', ended_at = 5", "state = 'ended', end_class = '', ended_at = 5",
		"state = 'ended', end_class = 'attended', ended_at = NULL", "end_class = 'attended'", "ended_at = 5", "state = 'sent'",
	};

	for (size_t i = 0; i < COUNT(tries); i++)
		ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE linkage_loop SET %s WHERE id = %lld RETURNING id", tries[i], (long long)l.id).p));
	road_do(&r, &l, (struct linkage_act){ .event = S("declined") });
	/* And an end stays an end. */
	ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE linkage_loop SET end_class = 'attended' WHERE id = %lld RETURNING id", (long long)l.id).p));
	ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE linkage_loop SET state = 'offered', end_class = '', ended_at = NULL WHERE id = %lld RETURNING id", (long long)l.id).p));
	world_free(r.w);
}

TEST(storage_lets_no_group_be_told_or_say_anything_about_somebody)
{
	struct road r = road_new();
	struct linkage in = road_introduction(&r);
	static const char *const tries[] = { "state = 'acknowledged'", "evidence = 'receiver'", "told = 1, consent = 1", "told = 1", "mode = 'referral'", "consent = 7" };

	for (size_t i = 0; i < COUNT(tries); i++)
		ok(road_refuses(&r, arena_printf(r.w->arena, "UPDATE linkage_loop SET %s WHERE id = %lld RETURNING id", tries[i], (long long)in.id).p));
	ok(road_refuses(&r, arena_printf(r.w->arena, "INSERT INTO linkage_link (participant, linkage, tag, made_at, expires_at) VALUES (%lld, %lld, 'x', 1, 2) RETURNING tag",
					 (long long)r.karim, (long long)in.id).p));
	world_free(r.w);
}

TEST(storage_keeps_what_happened)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);

	ok(road_refuses(&r, "UPDATE linkage_step SET event = 'came' RETURNING n"));
	ok(road_refuses(&r, "UPDATE linkage_step SET at = 7 RETURNING n"));
	(void)l;
	world_free(r.w);
}

TEST(two_who_write_at_once_notice_each_other)
{
	struct road r = road_new();
	struct linkage mine = road_referral(&r), theirs = mine;
	struct linkage_act a = { .event = S("received"), .until = DAY_NONE };
	struct problems bad = { 0 };

	road_do(&r, &mine, a);
	ok(linkage_do(r.w->ctx, &theirs, BY_STAFF, &a, &bad) != OK);
	world_free(r.w);
}
