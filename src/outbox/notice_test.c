/* notice_test.c -- who works here hears that somebody waits, and nothing more; who keeps the house sees counts. */
#include "outbox/outbox_test.h"

static void wants(struct post *p, int64_t account, const char *wish, const char *address)
{
	struct outbox_notice n = { str_of(address), str_of(wish) };
	struct problems bad = { 0 };

	road_acts(&p->r, account);
	ok(outbox_notice_save(p->w->ctx, &n, &bad) == OK && !bad.n);
	road_acts(&p->r, p->r.signe);
}

/* Sara has promised something to Karim by noon; Signe is her deputy. */
static struct task promised(struct post *p, const char *once, int64_t due_at)
{
	struct task t = { .participant = p->r.karim, .subject = p->r.karim, .kind = S("call_back"), .org = p->r.h.org,
			  .duty = { p->r.sara, p->r.signe, due_at, false, 0 } };

	ok(task_add(p->w->ctx, &t, str_of(once)) == OK);
	return t;
}

static struct str waits_for(struct post *p)
{
	return arena_str(p->w->arena, road_ask(&p->r, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'waits'"));
}

TEST(whoever_a_promise_climbs_to_is_told_that_somebody_waits_and_nothing_else)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	wants(&p, p.r.sara, "any", "sara@example.org");
	wants(&p, p.r.signe, "any", "signe@example.org");
	promised(&p, "a", TEST_NOW + 2 * HOUR);
	same_int(post_all(&p), 0);
	world_clock(p.w, TEST_NOW + 2 * HOUR);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: sara@example.org") && post_says(&p, "Somebody waits for you") && !post_says(&p, "Karim") && !post_says(&p, "signe@"));
	/* The same rung is told once. */
	world_clock(p.w, TEST_NOW + 20 * HOUR);
	same_int(post_all(&p), 0);
	world_clock(p.w, TEST_NOW + 26 * HOUR);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: signe@example.org"));
	post_free(&p);
}

TEST(a_bad_night_is_one_message)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	wants(&p, p.r.sara, "day", "sara@example.org");
	for (int i = 0; i < 12; i++)
		promised(&p, arena_printf(p.w->arena, "p%d", i).p, TEST_NOW + (13 + i / 2) * HOUR);
	for (int hour = 12; hour <= 21; hour++) {
		world_clock(p.w, TEST_NOW + hour * HOUR);
		post_all(&p);
	}
	/* Between 21 and 7 nothing left, and at seven there was one. */
	same_int(post_letters(&p), 1);
	same_text(waits_for(&p), "1");
	post_free(&p);
}

TEST(when_it_was_done_in_between_nobody_is_told)
{
	struct post p = post_new();
	struct task t;

	post_set(&p, post_road("folder"));
	wants(&p, p.r.sara, "day", "sara@example.org");
	t = promised(&p, "a", TEST_NOW + 13 * HOUR);
	world_clock(p.w, TEST_NOW + 13 * HOUR);
	same_int(post_all(&p), 0);
	same_text(waits_for(&p), "1");
	ok(task_done(p.w->ctx, &t, "talked") == OK);
	world_clock(p.w, TEST_NOW + 22 * HOUR);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped gone");
	post_free(&p);
}

TEST(whoever_did_not_ask_for_it_or_does_not_want_it_any_more_is_not_told)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	promised(&p, "a", TEST_NOW + HOUR);
	world_clock(p.w, TEST_NOW + HOUR);
	same_int(post_all(&p), 0);
	same_text(waits_for(&p), "0");
	wants(&p, p.r.sara, "day", "sara@example.org");
	promised(&p, "b", TEST_NOW + 13 * HOUR);
	world_clock(p.w, TEST_NOW + 13 * HOUR);
	same_int(post_all(&p), 0);
	wants(&p, p.r.sara, "off", "");
	world_clock(p.w, TEST_NOW + 22 * HOUR);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped unwanted");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_notice"), "0");
	post_free(&p);
}

TEST(whoever_is_away_is_not_told_but_their_deputy)
{
	struct post p = post_new();
	struct problems bad = { 0 };

	post_set(&p, post_road("folder"));
	wants(&p, p.r.sara, "any", "sara@example.org");
	wants(&p, p.r.signe, "any", "signe@example.org");
	road_acts(&p.r, p.r.sara);
	ok(task_away(p.w->ctx, page_today(p.w->ctx), page_today(p.w->ctx) + 3, &bad) == OK && !bad.n);
	road_acts(&p.r, p.r.signe);
	promised(&p, "a", TEST_NOW + HOUR);
	world_clock(p.w, TEST_NOW + HOUR);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: signe@example.org") && !post_says(&p, "sara@"));
	post_free(&p);
}

TEST(beyond_the_two_it_is_told_to_coordinators_and_not_to_every_coach)
{
	struct post p = post_new();
	struct task t;

	post_set(&p, post_road("folder"));
	wants(&p, p.r.sara, "any", "sara@example.org");
	wants(&p, p.r.signe, "any", "signe@example.org");
	t = promised(&p, "a", TEST_NOW + HOUR);
	ok(db_script(p.w->ctx, arena_printf(p.w->arena, "UPDATE task SET owner = %lld, deputy = 0 WHERE id = %lld", (long long)p.r.sara, (long long)t.id).p) == OK);
	world_clock(p.w, TEST_NOW + HOUR);
	same_int(post_all(&p), 1);
	world_clock(p.w, TEST_NOW + 30 * HOUR);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: signe@example.org"));
	post_free(&p);
}

TEST(of_whoever_leaves_no_address_is_kept)
{
	struct post p = post_new();

	wants(&p, p.r.sara, "any", "sara@example.org");
	ok(db_script(p.w->ctx, arena_printf(p.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld", (long long)p.r.sara).p) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_notice"), "0");
	post_free(&p);
}

/* --- on the pages --------------------------------------------------------------------------------------------------------- */

TEST(who_works_here_sees_the_message_as_it_is_sent_and_says_where_to)
{
	struct post p = post_new();
	struct answer a;

	post_set(&p, post_road("folder"));
	road_logs_in(&p.r, "Sara", ROLE_COACH, 0);
	a = visit(p.w, "GET", "/en/work/me/messages", NULL);
	same_int(a.status, 200);
	ok(says(a, "Somebody waits for you. Log in to see it:") && says(a, "hus@example.org"));
	same_int(post(p.w, "/en/work/me/messages", "wish=any&address=nonsense").status, 422);
	same_int(post(p.w, "/en/work/me/messages", "wish=any&address=sara%40example.org").status, 303);
	ok(says(visit(p.w, "GET", "/en/work/me/messages", NULL), "sara@example.org"));
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_notice WHERE address <> 'sara@example.org'"), "1");
	post_free(&p);
}

TEST(who_keeps_the_house_chooses_the_road_and_sends_a_try_out_to_themselves)
{
	struct post p = post_new();
	struct answer a;

	road_logs_in(&p.r, "Anna", ROLE_ADMINISTRATOR, 0);
	same_int(post(p.w, "/en/work/house/messages", "road=folder&from_address=&from_name=Huset&port=587&tls=start").status, 422);
	a = post(p.w, "/en/work/house/messages", "road=folder&from_address=hus%40example.org&from_name=Alkoholhuset&port=587&tls=start");
	same_int(a.status, 422);
	ok(says(a, "“Alkoholhuset” is a word that never leaves the house."));
	same_int(post(p.w, "/en/work/house/messages", "road=folder&from_address=hus%40example.org&from_name=Huset&port=587&tls=start").status, 303);
	ok(str_ends(post(p.w, "/en/work/house/messages/try", "").location, S("/work/me/messages")));
	same_int(post(p.w, "/en/work/me/messages", "wish=any&address=anna%40example.org").status, 303);
	a = visit(p.w, "GET", "/en/work/house/messages", NULL);
	ok(says(a, "This is a try-out.") && says(a, "anna@example.org"));
	same_int(post(p.w, "/en/work/house/messages/try", "").status, 303);
	road_acts(&p.r, p.r.signe);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: anna@example.org") && post_says(&p, "This is a try-out. Messages arrive like this one."));
	a = visit(p.w, "GET", "/en/work/house/messages", NULL);
	ok(says(a, "Sent in the last seven days"));
	post_free(&p);
}

TEST(the_road_is_not_for_whoever_keeps_a_part_of_the_house_and_its_password_is_never_shown)
{
	struct post p = post_new();
	struct outbox_road r = post_road("relay");

	r.host = S("smtp.example.org"), r.tls = S("start"), r.login = S("hus"), r.secret = S("hemmelig");
	post_set(&p, r);
	road_logs_in(&p.r, "Anna", ROLE_ADMINISTRATOR, 0);
	ok(!says(visit(p.w, "GET", "/en/work/house/messages", NULL), "hemmelig"));
	world_log_out(p.w);
	road_logs_in(&p.r, "Lis", ROLE_ADMINISTRATOR, p.r.h.org);
	same_int(visit(p.w, "GET", "/en/work/house/messages", NULL).status, 403);
	same_int(post(p.w, "/en/work/house/messages/try", "").status, 403);
	post_free(&p);
}
