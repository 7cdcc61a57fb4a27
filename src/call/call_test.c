/* call_test.c -- a visitor asks to be called, somebody has promised it, and it is followed until they talked. */
#include "world.h"
#include "account/account.h"
#include "call/call.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

#define WISH "role=person&nickname=Karim&phone=12345678&time=any"

static struct str held(struct world *w, struct str text)
{
	return arena_str(w->arena, text);
}

static struct str number(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return held(w, answer);
}

/* Coordinators at work, and a visitor. */
static struct world *house_with(int coordinators)
{
	struct world *w = world_new();
	static const char *const names[] = { "Signe", "Mikkel" };

	for (int i = 0; i < coordinators; i++)
		world_log_in(w, names[i], ROLE_COORDINATOR, 0, 0);
	world_log_out(w);
	return w;
}

static const char *call_of(struct world *w, const char *more)
{
	return arena_printf(w->arena, "/en/work/calls/%.*s%s", STR_ARG(number(w, "SELECT task FROM call_request ORDER BY made_at DESC, id DESC LIMIT 1")), more).p;
}

static void enter(struct world *w)
{
	world_log_in(w, "Sara", ROLE_COORDINATOR, 0, 0);
}

TEST(a_visitor_is_told_who_calls_and_by_when)
{
	struct world *w = house_with(2);
	struct answer a = post(w, "/en/call", WISH);

	same_int(a.status, 200);
	ok(says(a, "A coordinator of") && says(a, "at the latest on Wednesday 14 December at 10:00."));
	same_text(number(w, "SELECT COUNT(*) FROM task WHERE kind = 'call_back' AND done_at IS NULL AND owner <> 0"), "1");
	world_free(w);
}

TEST(a_number_and_a_nickname_stand_nowhere_in_the_open)
{
	struct world *w = house_with(1);

	post(w, "/en/call", WISH);
	same_text(number(w, "SELECT COUNT(*) FROM contact_channel WHERE address LIKE '%12345678%' OR reach LIKE '%12345678%'"), "0");
	same_text(number(w, "SELECT COUNT(*) FROM participant WHERE nickname LIKE '%Karim%'"), "0");
	same_text(number(w, "SELECT COUNT(*) FROM event WHERE detail LIKE '%12345678%' OR detail LIKE '%Karim%'"), "0");
	world_free(w);
}

TEST(nobody_promises_a_call_that_nobody_can_make)
{
	struct world *w = house_with(0);
	struct answer a = post(w, "/en/call", WISH);

	same_int(a.status, 200);
	ok(says(a, "Nobody can call just now"));
	same_text(number(w, "SELECT COUNT(*) FROM participant"), "0");
	world_free(w);
}

TEST(a_number_that_cannot_be_called_comes_back_with_what_was_typed)
{
	struct world *w = house_with(1);
	struct answer a = post(w, "/en/call", "role=relative&nickname=Hanne&phone=123&time=evening");

	same_int(a.status, 422);
	ok(says(a, "We cannot call this number.") && says(a, "value=\"Hanne\"") && says(a, "value=\"123\""));
	same_text(number(w, "SELECT COUNT(*) FROM participant"), "0");
	world_free(w);
}

/* Where the key of a page stands: each page has its own, so that no two are the same. */
static struct str key_on(struct answer a)
{
	struct str begins = S("<code class=\"code code--key\">");
	size_t at = str_index(a.body, begins, 0) + begins.n;

	return str_slice(a.body, at, str_index(a.body, S("</code>"), at));
}

TEST(the_same_number_four_times_a_day_is_one_task_and_nobody_is_told)
{
	struct world *w = house_with(1);
	struct answer first = post(w, "/en/call", WISH), again;
	size_t one = first.body.n - key_on(first).n;

	for (int i = 0; i < 3; i++) {
		again = post(w, "/en/call", "role=person&nickname=X&phone=%2B45+12+34+56+78&time=any");
		same_int(again.status, 200);
		same_int(again.body.n - key_on(again).n, one);
		ok(says(again, "at the latest on Wednesday 14 December at 10:00."));
	}
	same_text(number(w, "SELECT COUNT(*) FROM task"), "1");
	world_clock(w, w->ctx->now + DAY + 1);
	post(w, "/en/call", WISH);
	same_text(number(w, "SELECT COUNT(*) FROM task"), "2");
	world_free(w);
}

TEST(the_number_is_masked_until_somebody_calls_and_the_look_is_written_down)
{
	struct world *w = house_with(1);
	struct answer a;

	post(w, "/en/call", WISH);
	enter(w);
	a = visit(w, "GET", call_of(w, ""), NULL);
	same_int(a.status, 200);
	ok(says(a, "•• •• •• 78") && !says(a, "12345678") && !says(a, "4512345678"));
	same_text(number(w, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "0");
	a = post(w, call_of(w, "/number"), "");
	same_int(a.status, 200);
	ok(says(a, "tel:+4512345678"));
	same_text(number(w, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "1");
	world_free(w);
}

TEST(the_number_is_not_shown_at_a_time_that_they_did_not_allow)
{
	struct world *w = house_with(1);
	struct answer a;

	post(w, "/en/call", "role=person&phone=12345678&time=evening");
	enter(w);
	a = post(w, call_of(w, "/number"), "");
	same_int(a.status, 422);
	ok(says(a, "Not now: they said when we may call.") && !says(a, "4512345678"));
	world_clock(w, TEST_NOW + 7 * HOUR + 1);
	enter(w);
	ok(says(post(w, call_of(w, "/number"), ""), "tel:+4512345678"));
	world_free(w);
}

TEST(a_talk_ends_the_promise_and_no_answer_brings_it_back_at_a_time_that_they_allow)
{
	struct world *w = house_with(1);

	post(w, "/en/call", WISH);
	enter(w);
	same_int(post(w, call_of(w, ""), "result=no_answer").status, 303);
	same_text(number(w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "1");
	/* Twenty hours later is six in the morning; they said from nine. */
	same_text(number(w, "SELECT due_at FROM task"), arena_printf(w->arena, "%d", TEST_NOW + 23 * HOUR).p);
	same_int(post(w, call_of(w, ""), "result=talked").status, 303);
	same_text(number(w, "SELECT result FROM task"), "talked");
	ok(says(visit(w, "GET", "/en/work/calls", NULL), "Nobody waits for a call."));
	/* The talk leads on. */
	ok(says(visit(w, "GET", call_of(w, ""), NULL), arena_printf(w->arena, "/en/work/handover?person=%.*s",
		STR_ARG(number(w, "SELECT participant FROM call_request"))).p));
	world_free(w);
}

TEST(a_call_is_not_given_up_after_two_tries)
{
	struct world *w = house_with(1);
	struct answer a;

	post(w, "/en/call", WISH);
	enter(w);
	post(w, call_of(w, ""), "result=no_answer");
	post(w, call_of(w, ""), "result=voicemail");
	a = post(w, call_of(w, "/end"), "");
	same_int(a.status, 422);
	ok(says(a, "2 tries so far. Four on three days, at different times, before you close."));
	for (int i = 1; i <= 2; i++) {
		world_clock(w, TEST_NOW + i * DAY + i * 3 * HOUR);
		enter(w);
		post(w, call_of(w, ""), "result=no_answer");
	}
	same_int(post(w, call_of(w, "/end"), "").status, 303);
	same_text(number(w, "SELECT result FROM task"), "not_reached");
	world_free(w);
}

TEST(whoever_asks_to_be_left_alone_is_not_called_again)
{
	struct world *w = house_with(1);

	post(w, "/en/call", WISH);
	enter(w);
	post(w, call_of(w, ""), "result=asked_stop");
	ok(says(post(w, call_of(w, "/number"), ""), "They asked us to stop."));
	same_text(number(w, "SELECT result FROM task"), "asked_stop");
	world_free(w);
}

TEST(colleagues_of_another_organisation_find_no_call)
{
	struct world *w = house_with(1);

	post(w, "/en/call", WISH);
	world_log_in(w, "Else", ROLE_COORDINATOR, 77, 0);
	same_int(visit(w, "GET", call_of(w, ""), NULL).status, 404);
	same_int(post(w, call_of(w, "/number"), "").status, 404);
	ok(!says(visit(w, "GET", "/en/work/calls", NULL), "Karim"));
	world_free(w);
}

TEST(thirty_days_after_it_led_nowhere_it_is_forgotten)
{
	struct world *w = house_with(1);
	int64_t n;

	post(w, "/en/call", WISH);
	enter(w);
	post(w, call_of(w, ""), "result=asked_stop");
	world_clock(w, TEST_NOW + 29 * DAY);
	ok(call_tidy(w->ctx, &n) == OK && n == 0);
	world_clock(w, TEST_NOW + 31 * DAY);
	ok(call_tidy(w->ctx, &n) == OK && n == 1);
	same_text(number(w, "SELECT COUNT(*) FROM participant_key"), "0");
	ok(contact_tidy(w->ctx, &n) == OK && n == 1);
	same_text(number(w, "SELECT COUNT(*) FROM contact_channel"), "0");
	world_free(w);
}

TEST(words_that_lie_on_a_kitchen_table_are_found_whatever_their_letters)
{
	struct world *w = world_new();

	same_text(contact_told(w->ctx, S("Vi ses på onsdag, Behandlingen er slut"), STR_ABSENT), "Behandlingen");
	same_text(contact_told(w->ctx, S("See you at the AA room"), STR_ABSENT), "AA");
	ok(!contact_told(w->ctx, S("Haaland calls you at ten, na so what, smart idea"), STR_ABSENT).p);
	same_text(contact_told(w->ctx, S("Kom til Nygade 4"), S("Frise Nygade")), "Nygade");
	ok(!contact_told(w->ctx, S("Toward the station"), STR_ABSENT).p);
	world_free(w);
}

TEST(with_the_key_one_sees_what_one_asked_for_and_takes_it_back)
{
	struct world *w = house_with(1);
	struct answer a = post(w, "/en/call", WISH);
	struct str key = held(w, key_on(a)), rest, name, token;

	a = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(key)).p);
	rest = a.cookie;
	ok(str_cut(&rest, '=', &name) && str_cut(&rest, ';', &token));
	w->cookie = held(w, token);
	ok(says(visit(w, "GET", "/en/mine", NULL), "You asked to be called. It is promised by Wednesday 14 December at 10:00."));
	same_int(post(w, "/en/mine/call/end", "").status, 303);
	ok(!says(visit(w, "GET", "/en/mine", NULL), "You asked to be called."));
	same_text(number(w, "SELECT result FROM task"), "stopped");
	world_free(w);
}

TEST(who_asks_with_the_number_of_somebody_else_stops_nothing_of_theirs)
{
	struct world *w = house_with(1);
	int64_t second;

	post(w, "/en/call", WISH);
	post(w, "/en/call", WISH);
	ok(str_int(number(w, "SELECT MAX(participant) FROM call_request"), &second));
	ok(call_stop(w->ctx, second) == OK);
	same_text(number(w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "1");
	world_free(w);
}
