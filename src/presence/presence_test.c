/* presence_test.c -- "I was there": only the person says it, and nobody can ask who was. */
#include "linkage/linkage_test.h"
#include "meeting/meeting.h"
#include "presence/presence_parts.h"
#include "transition/transition.h"

#include <string.h>

struct circle {
	struct road r;
	struct world *w;
	struct linkage l;
};

static int64_t wall(struct circle *c, day_t day, int minutes)
{
	return zone_instant(zone_find(c->w->ctx->house->cal, S("Europe/Copenhagen")), day, minutes);
}

#define THURSDAY day_of(2016, 12, 15)

/* The circle writes down its evenings; Karim is on his way to it; it is Thursday, at the end. */
static struct circle circle_new(void)
{
	struct circle c = { .r = road_new() };

	c.w = c.r.w;
	ok(db_script(c.w->ctx, arena_printf(c.w->arena, "INSERT INTO evening_series (meeting, from_day, changed_at) VALUES (%lld, '2016-01-01', 0);",
					    (long long)c.r.group).p) == OK);
	c.l = road_introduction(&c.r);
	world_clock(c.w, wall(&c, THURSDAY, 20 * 60 + 25));
	world_commit(c.w);
	road_is(&c.r, c.r.karim);
	return c;
}

static struct presence_say say(struct circle *c, const char *word)
{
	return (struct presence_say){ .meeting = c->r.group, .day = THURSDAY, .word = str_of(word) };
}

static size_t says_it(struct circle *c, struct presence_say s)
{
	struct problems bad = { 0 };
	int64_t wait_s;
	bool counted;

	ok(presence_say(c->w->ctx, &s, &bad, &wait_s, &counted) == OK);
	return bad.n + (wait_s != 0);
}

static const char *word_on(struct circle *c, int64_t meeting, day_t day)
{
	return arena_z(c->w->arena, presence_word_of(c->w->ctx, meeting, day));
}

static int64_t marks(struct circle *c)
{
	int64_t n;

	ok(presence_count(c->w->ctx, c->r.group, THURSDAY, &n) == OK);
	return n;
}

TEST(two_taps_say_that_one_was_there_and_the_way_there_has_arrived)
{
	struct circle c = circle_new();
	struct answer a;

	ok(participant_session_begin(c.w->ctx, c.r.karim, &c.w->cookie) == OK);
	a = visit(c.w, "GET", "/en/mine/there", NULL);
	ok(says(a, "Torsdagskredsen") && says(a, "checked"));
	same_int(post(c.w, "/en/mine/there", arena_printf(c.w->arena, "when=%lld/2016-12-15", (long long)c.r.group).p).status, 303);
	c.l = road_get(&c.r, c.l.id);
	same_text(c.l.end_class, "attended");
	same_text(c.l.evidence, "self");
	ok(says(visit(c.w, "GET", "/en/mine/there", NULL), "Where I have been"));
	world_free(c.w);
}

TEST(the_word_of_the_evening_is_one_for_each_group_and_date)
{
	struct circle c = circle_new();
	int same = 0;

	for (int week = 1; week < 20; week++)
		same += !strcmp(word_on(&c, c.r.group, THURSDAY), word_on(&c, c.r.group, THURSDAY - 7 * week));
	ok(same < 3);
	ok(presence_word_is(c.w->ctx, c.r.group, THURSDAY, arena_printf(c.w->arena, " %s ", word_on(&c, c.r.group, THURSDAY))));
	same_int((int64_t)says_it(&c, say(&c, word_on(&c, c.r.group, THURSDAY))), 0);
	same_int(marks(&c), 1);
	world_free(c.w);
}

TEST(a_wrong_word_one_of_last_week_and_one_of_another_group_are_answered_alike)
{
	struct circle c = circle_new();
	const char *wrong[] = { "forkert", word_on(&c, c.r.group, THURSDAY - 7), word_on(&c, 4711, THURSDAY) };
	struct answer first = { 0 };

	ok(participant_session_begin(c.w->ctx, c.r.karim, &c.w->cookie) == OK);
	for (int i = 0; i < 3; i++) {
		struct answer a = post(c.w, "/en/mine/there", arena_printf(c.w->arena, "when=%lld/2016-12-15&word=%s", (long long)c.r.group, wrong[i]).p);
		same_int(a.status, 422);
		ok(says(a, "That is not the word of this evening.") && !says(a, wrong[i]));
		if (i)
			same_int((int64_t)a.body.n, (int64_t)first.body.n);
		first = a;
	}
	same_int(marks(&c), 0);
	world_free(c.w);
}

TEST(after_a_few_wrong_words_one_waits_and_the_right_one_is_not_looked_at)
{
	struct circle c = circle_new();
	const char *wrong = arena_printf(c.w->arena, "when=%lld/2016-12-15&word=forkert", (long long)c.r.group).p;
	const char *right = arena_printf(c.w->arena, "when=%lld/2016-12-15&word=%s", (long long)c.r.group, word_on(&c, c.r.group, THURSDAY)).p;
	struct answer a;

	ok(participant_session_begin(c.w->ctx, c.r.karim, &c.w->cookie) == OK);
	for (int i = 0; i < 6; i++)
		post(c.w, "/en/mine/there", wrong);
	a = post(c.w, "/en/mine/there", right);
	same_int(a.status, 429);
	ok(answer_header(a, "Retry-After").n > 0);
	same_int(marks(&c), 0);
	/* Without the word it can be said all the same. */
	same_int(post(c.w, "/en/mine/there", arena_printf(c.w->arena, "when=%lld/2016-12-15", (long long)c.r.group).p).status, 303);
	world_clock(c.w, c.w->ctx->now + 301);
	same_int(post(c.w, "/en/mine/there", right).status, 303);
	same_int(marks(&c), 1);
	world_free(c.w);
}

TEST(it_is_said_once_and_counted_once)
{
	struct circle c = circle_new();
	struct presence_mark *own;
	size_t n;

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	same_int((int64_t)says_it(&c, say(&c, word_on(&c, c.r.group, THURSDAY))), 0);
	same_int(marks(&c), 1);
	ok(presence_own(c.w->ctx, 10, &own, &n) == OK && n == 1 && own[0].with_word && own[0].day == THURSDAY);
	world_free(c.w);
}

TEST(the_next_time_is_one_more_visit)
{
	struct circle c = circle_new();
	struct presence_say next = say(&c, "");

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	world_clock(c.w, wall(&c, THURSDAY + 7, 20 * 60));
	next.day = THURSDAY + 7;
	same_int((int64_t)says_it(&c, next), 0);
	same_int(road_get(&c.r, c.l.id).visits, 2);
	world_free(c.w);
}

TEST(before_it_begins_and_after_two_days_nothing_can_be_said)
{
	struct circle c = circle_new();

	world_clock(c.w, wall(&c, THURSDAY, 18 * 60 + 59));
	same_int((int64_t)says_it(&c, say(&c, "")), 1);
	world_clock(c.w, wall(&c, THURSDAY + 2, 20 * 60 + 29));
	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	world_clock(c.w, wall(&c, THURSDAY + 2, 20 * 60 + 31));
	same_int((int64_t)says_it(&c, say(&c, "")), 1);
	world_free(c.w);
}

TEST(two_groups_at_one_hour_are_asked_about)
{
	struct circle c = circle_new();
	struct problems bad = { 0 };
	struct presence_say s;
	struct meeting m;

	ok(meeting_get(c.w->ctx, c.r.group, &m) == OK);
	m.id = 0, m.name = S("Den anden kreds"), m.slug = S("den-anden-kreds");
	c.w->who = (struct who){ .local = true };
	c.w->ctx->who = &c.w->who;
	ok(meeting_save(c.w->ctx, &m, &bad) == OK && !bad.n);
	ok(db_script(c.w->ctx, arena_printf(c.w->arena, "INSERT INTO evening_series (meeting, from_day, changed_at) VALUES (%lld, '2016-01-01', 0);",
					    (long long)m.id).p) == OK);
	road_is(&c.r, c.r.karim);
	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	s = say(&c, "");
	s.meeting = m.id;
	same_int((int64_t)says_it(&c, s), 1);
	s.sure = true;
	same_int((int64_t)says_it(&c, s), 0);
	world_free(c.w);
}

TEST(a_group_that_keeps_counts_only_asks_nobody)
{
	struct circle c = circle_new();
	struct presence_date *dates;
	size_t n;

	ok(db_script(c.w->ctx, "UPDATE evening_series SET counts_only = TRUE;") == OK);
	ok(presence_dates(c.w->ctx, &dates, &n) == OK && n == 0);
	same_int((int64_t)says_it(&c, say(&c, "")), 1);
	world_free(c.w);
}

TEST(nowhere_in_storage_stands_who_was_in_which_room)
{
	struct circle c = circle_new();
	struct str left;

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	left = road_ask(&c.r, "SELECT tag || ' ' || said || ' ' || kept_to FROM presence_mark");
	ok(str_index(left, S("2016"), 0) == SIZE_MAX && str_index(left, page_id(c.w->ctx, c.r.group), 0) == SIZE_MAX);
	/* The diary has neither the group nor the person. */
	same_text(road_ask(&c.r, "SELECT COUNT(*) FROM event WHERE what = 'presence.said' AND subject <> 0"), "0");
	same_text(road_ask(&c.r, "SELECT COUNT(*) FROM presence_evening"), "1");
	world_free(c.w);
}

TEST(who_leads_reads_the_word_and_a_number_and_no_name)
{
	struct circle c = circle_new();
	struct answer a;

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	world_commit(c.w);
	road_logs_in(&c.r, "Lone", ROLE_COORDINATOR, c.r.h.org);
	a = visit(c.w, "GET", road_path(&c.r, "/en/work/evenings/ID/2016-12-15/word", c.r.group), NULL);
	same_int(a.status, 200);
	ok(says(a, word_on(&c, c.r.group, THURSDAY)) && says(a, "1 person said that they were there.") && !says(a, "Karim"));
	road_logs_in(&c.r, "Else", ROLE_COORDINATOR, 77);
	same_int(visit(c.w, "GET", road_path(&c.r, "/en/work/evenings/ID/2016-12-15/word", c.r.group), NULL).status, 404);
	world_free(c.w);
}

TEST(more_who_said_so_than_were_counted_is_told_to_the_coordinator)
{
	struct circle c = circle_new();
	struct presence_odd *odd;
	size_t n;

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	ok(db_script(c.w->ctx, arena_printf(c.w->arena, "INSERT INTO evening (meeting, day, entry, state, heads, incident, by_what, documented_at, account) "
		"VALUES (%lld, '2016-12-15', 1, 'held', 0, FALSE, 'form', 0, 0);", (long long)c.r.group).p) == OK);
	road_acts(&c.r, c.r.signe);
	ok(presence_odd(c.w->ctx, 10, &odd, &n) == OK && n == 1);
	ok(db_script(c.w->ctx, "UPDATE evening SET heads = 1;") == OK);
	ok(presence_odd(c.w->ctx, 10, &odd, &n) == OK && n == 0);
	world_free(c.w);
}

TEST(who_answers_for_them_learns_that_they_came_only_when_they_say_so)
{
	for (int tell = 0; tell < 2; tell++) {
		struct circle c = circle_new();
		struct transition t = { .participant = c.r.karim, .org = c.r.h.org, .from_kind = S("detox"), .planned_day = THURSDAY };
		struct presence_say s = say(&c, "");
		struct problems bad = { 0 };
		road_acts(&c.r, c.r.signe);
		t.duty.owner = c.r.signe;
		t.duty.deputy = c.r.sara;
		ok(transition_plan(c.w->ctx, &t, &bad) == OK && !bad.n && transition_left(c.w->ctx, &t, false, &bad) == OK && !bad.n);
		road_is(&c.r, c.r.karim);
		s.tell = tell;
		same_int((int64_t)says_it(&c, s), 0);
		ok(transition_of(c.w->ctx, c.r.karim, &t) == OK);
		same_text(t.state, tell ? "arrived" : "bridging");
		world_free(c.w);
	}
}

TEST(staff_cannot_say_it_for_anybody)
{
	struct circle c = circle_new();
	struct presence_say s = say(&c, "");
	struct problems bad = { 0 };
	int64_t wait_s;
	bool counted;

	road_acts(&c.r, c.r.signe);
	ok(presence_say(c.w->ctx, &s, &bad, &wait_s, &counted) == ERR_DENIED);
	world_free(c.w);
}

TEST(who_is_erased_leaves_a_number_and_after_two_years_a_mark_goes)
{
	struct circle c = circle_new();

	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	world_clock(c.w, wall(&c, day_of(2018, 11, 30), 600));
	ok(presence_tidy(c.w->ctx) == OK);
	same_text(road_ask(&c.r, "SELECT COUNT(*) FROM presence_mark"), "1");
	world_clock(c.w, wall(&c, day_of(2019, 1, 2), 600));
	ok(presence_tidy(c.w->ctx) == OK);
	same_text(road_ask(&c.r, "SELECT COUNT(*) FROM presence_mark"), "0");
	world_free(c.w);
	c = circle_new();
	same_int((int64_t)says_it(&c, say(&c, "")), 0);
	ok(participant_erase(c.w->ctx, c.r.karim) == OK);
	same_text(road_ask(&c.r, "SELECT COUNT(*) FROM presence_mark"), "0");
	same_int(marks(&c), 1);
	world_free(c.w);
}
