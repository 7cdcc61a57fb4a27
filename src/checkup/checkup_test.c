/* checkup_test.c -- somebody said yes to a call every week or a look every three months; nothing ends by what they tell. */
#include "checkup/checkup.h"
#include "account/account.h"
#include "consent/consent.h"
#include "db/db.h"
#include "org/org.h"
#include "outbox/outbox.h"
#include "ride/ride.h"
#include "transition/transition.h"
#include "world.h"

enum { HOUR = 3600, DAY = 86400 };

struct line {
	struct world *w;
	int64_t org, signe, caller, karim;
};

static struct str ask(struct line *l, const char *sql)
{
	struct str answer = S("");

	ok(db_ask(l->w->ctx, sql, &answer) == OK);
	return arena_str(l->w->arena, answer);
}

static int64_t number(struct line *l, const char *sql)
{
	int64_t n = -1;

	ok(str_int(ask(l, sql), &n));
	return n;
}

static int64_t colleague(struct line *l, const char *name, enum role role)
{
	struct account a;

	l->w->who = (struct who){ .local = true };
	l->w->ctx->who = &l->w->who;
	world_log_in(l->w, name, role, l->org, 0);
	world_log_out(l->w);
	l->w->who = (struct who){ .local = true };
	l->w->ctx->who = &l->w->who;
	ok(account_of_name(l->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static void acts(struct line *l, int64_t account)
{
	static const struct grant all[] = { { ROLE_COORDINATOR, 0, 0 } }, calls[] = { { ROLE_COMPANION, 0, 0 } };

	l->w->who = (struct who){ .account = account, .grants = account == l->signe ? all : calls, .ngrants = 1 };
	l->w->ctx->who = &l->w->who;
}

static void is_person(struct line *l)
{
	l->w->who = (struct who){ .participant = l->karim };
	l->w->ctx->who = &l->w->who;
}

static struct line line_new(void)
{
	struct line l = { .w = world_new() };
	struct org o = { .name = S("Havnens Venner"), .kind = S("association"), .state = S("active") };
	struct participant p = { .nickname = S("Karim"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	ok(org_save(l.w->ctx, &o, &bad) == OK && !bad.n);
	l.org = p.org = o.id;
	l.signe = colleague(&l, "Signe", ROLE_COORDINATOR);
	colleague(&l, "Mikkel", ROLE_COORDINATOR);
	l.caller = colleague(&l, "Dorte", ROLE_COMPANION);
	ok(participant_new(l.w->ctx, &p, &bad) == OK && !bad.n);
	l.karim = p.id;
	world_commit(l.w);
	return l;
}

static struct checkup agreed(struct line *l, const char *kind)
{
	struct checkup_wish w = { .participant = l->karim, .kind = str_of(kind), .phone = S("12345678"), .time = S("evening") };
	struct problems bad = { 0 };
	struct checkup c;

	is_person(l);
	ok(checkup_begin(l->w->ctx, &w, S(""), &c, &bad) == OK && !bad.n && c.task.id);
	return c;
}

static struct checkup again(struct line *l, int64_t id)
{
	struct checkup c;

	acts(l, l->signe);
	ok(checkup_find(l->w->ctx, id, &c) == OK);
	return c;
}

/* Signe writes down how a call went. */
static void went(struct line *l, int64_t id, const char *result)
{
	struct checkup c = again(l, id);
	struct problems bad = { 0 };

	ok(checkup_went(l->w->ctx, &c, str_of(result), &bad) == OK && !bad.n);
}

static size_t waiting(struct line *l, int64_t *hidden)
{
	struct checkup *all;
	size_t n;

	acts(l, l->signe);
	ok(checkup_queue(l->w->ctx, 50, &all, &n, hidden) == OK);
	return n;
}

/* --- telephone support ----------------------------------------------------------------------------------------------- */

TEST(nobody_is_called_who_did_not_say_yes)
{
	struct line l = line_new();
	struct checkup_wish w = { .participant = l.karim, .kind = S("phone"), .phone = S("12345678"), .time = S("any") };
	struct problems bad = { 0 };
	struct checkup c;

	acts(&l, l.signe);
	ok(checkup_begin(l.w->ctx, &w, S(""), &c, &bad) == ERR_DENIED);
	ok(checkup_begin(l.w->ctx, &w, S("coordinator"), &c, &bad) == OK && !bad.n);
	same_text(ask(&l, "SELECT form FROM consent WHERE purpose = 'callback'"), "spoken");
	ok(checkup_begin(l.w->ctx, &w, S("coordinator"), &c, &bad) == OK && bad.n == 1);
	world_free(l.w);
}

TEST(a_call_stands_on_the_list_only_at_an_hour_that_they_allow)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");
	struct problems bad = { 0 };
	struct str address = S("");
	int64_t hidden;

	/* Tomorrow, Tuesday 13 December, in the evening. */
	same_int(c.task.duty.due_at, TEST_NOW + DAY + 7 * HOUR);
	same_int((int64_t)waiting(&l, &hidden), 0);
	world_clock(l.w, TEST_NOW + DAY);
	same_int((int64_t)waiting(&l, &hidden), 0);
	same_int(hidden, 1);
	ok(checkup_number(l.w->ctx, &c, &address, &bad) == OK && bad.n == 1 && !address.n);
	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	same_int((int64_t)waiting(&l, &hidden), 1);
	bad.n = 0;
	ok(checkup_number(l.w->ctx, &c, &address, &bad) == OK && !bad.n);
	same_text(address, "+4512345678");
	same_text(ask(&l, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "1");
	world_free(l.w);
}

TEST(a_talk_brings_the_next_call_a_week_later)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");

	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	went(&l, c.id, "talked");
	c = again(&l, c.id);
	same_int(c.held, 1);
	same_int(c.task.duty.due_at, TEST_NOW + 8 * DAY + 7 * HOUR);
	same_text(ask(&l, "SELECT COUNT(*) FROM task WHERE kind = 'support_call' AND done_at IS NULL"), "1");
	world_free(l.w);
}

TEST(a_message_is_left_only_where_they_said_that_it_may)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");
	struct problems bad = { 0 };

	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	c = again(&l, c.id);
	ok(checkup_went(l.w->ctx, &c, S("voicemail"), &bad) == OK && bad.n == 1);
	same_text(ask(&l, "SELECT COUNT(*) FROM task_attempt"), "0");
	world_free(l.w);
}

TEST(three_days_without_an_answer_are_a_task_for_a_coordinator_and_one_between_two_places)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");

	for (int day = 1; day <= 3; day++) {
		same_int(number(&l, "SELECT COUNT(*) FROM task WHERE kind = 'not_answering'"), 0);
		world_clock(l.w, TEST_NOW + day * DAY + 7 * HOUR);
		went(&l, c.id, "no_answer");
		/* A second try on the same day counts once. */
		went(&l, c.id, "no_answer");
	}
	same_int(number(&l, "SELECT COUNT(*) FROM task WHERE kind = 'not_answering'"), 1);
	same_int(again(&l, c.id).held, 0);
	world_free(l.w);
}

TEST(after_twelve_calls_they_are_asked_whether_to_go_on)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");
	struct problems bad = { 0 };

	ok(!checkup_asks_on(&c));
	for (int week = 0; week < 12; week++) {
		world_clock(l.w, TEST_NOW + DAY + week * 7 * DAY + 7 * HOUR);
		went(&l, c.id, "short");
	}
	c = again(&l, c.id);
	ok(checkup_asks_on(&c) && c.task.id);
	ok(checkup_go_on(l.w->ctx, &c, &bad) == OK && !bad.n);
	c = again(&l, c.id);
	ok(!checkup_asks_on(&c));
	same_int(c.planned, 24);
	same_text(ask(&l, "SELECT COUNT(*) FROM consent WHERE purpose = 'callback' AND replaced_at IS NOT NULL"), "1");
	world_free(l.w);
}

TEST(whoever_asks_to_be_left_alone_is_left_alone_at_once)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");

	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	went(&l, c.id, "asked_stop");
	same_text(ask(&l, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	same_text(ask(&l, "SELECT COUNT(*) FROM contact_channel WHERE stopped_at IS NULL"), "0");
	same_text(ask(&l, "SELECT COUNT(*) FROM consent WHERE stopped_at IS NULL"), "0");
	world_free(l.w);
}

TEST(one_tap_of_the_person_ends_it_and_a_second_changes_nothing)
{
	struct line l = line_new();
	struct str token;

	agreed(&l, "phone");
	agreed(&l, "checkup");
	ok(participant_session_begin(l.w->ctx, l.karim, &token) == OK);
	l.w->cookie = arena_str(l.w->arena, token);
	ok(says(visit(l.w, "GET", "/en/mine/calls", NULL), "A call every week"));
	same_int(post(l.w, "/en/mine/calls/end", "kind=phone").status, 303);
	same_int(post(l.w, "/en/mine/calls/end", "kind=phone").status, 303);
	same_text(ask(&l, "SELECT end_class FROM checkup_series WHERE kind = 'phone'"), "declined");
	same_text(ask(&l, "SELECT COUNT(*) FROM checkup_series WHERE ended_at IS NULL"), "1");
	world_free(l.w);
}

TEST(taking_back_the_yes_ends_what_rests_on_it_and_nothing_else)
{
	struct line l = line_new();
	int64_t consent, rests;

	agreed(&l, "phone");
	agreed(&l, "checkup");
	consent = number(&l, "SELECT id FROM consent WHERE purpose = 'follow'");
	is_person(&l);
	ok(consent_resting(l.w->ctx, l.karim, consent, &rests) == OK && rests == 1);
	ok(consent_stop(l.w->ctx, l.karim, consent) == OK);
	same_text(ask(&l, "SELECT end_class FROM checkup_series WHERE kind = 'checkup'"), "stopped");
	same_text(ask(&l, "SELECT kind FROM task WHERE done_at IS NULL"), "support_call");
	world_free(l.w);
}

TEST(whoever_is_erased_is_called_no_more)
{
	struct line l = line_new();
	int64_t hidden;

	agreed(&l, "phone");
	agreed(&l, "checkup");
	is_person(&l);
	ok(participant_erase(l.w->ctx, l.karim) == OK);
	same_text(ask(&l, "SELECT COUNT(*) FROM checkup_series WHERE end_class = 'erased'"), "2");
	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	same_int((int64_t)waiting(&l, &hidden), 0);
	world_free(l.w);
}

TEST(a_caller_sees_a_name_and_a_masked_number_and_other_callers_see_nothing)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");
	const char *page = arena_printf(l.w->arena, "/en/work/checkups/%lld", (long long)c.id).p;
	struct problems bad = { 0 };
	struct answer a;

	c = again(&l, c.id);
	ok(checkup_hand_over(l.w->ctx, &c, l.caller, l.signe, &bad) == OK && !bad.n);
	world_clock(l.w, TEST_NOW + DAY + 7 * HOUR);
	l.w->who = (struct who){ .local = true };
	world_log_in(l.w, "Dorte", ROLE_COMPANION, l.org, 0);
	a = visit(l.w, "GET", page, NULL);
	same_int(a.status, 200);
	ok(says(a, "Karim") && says(a, "•• •• •• 78") && !says(a, "12345678"));
	ok(says(post(l.w, arena_printf(l.w->arena, "%s/number", page).p, ""), "tel:+4512345678"));
	ok(says(visit(l.w, "GET", "/en/work/checkups", NULL), "Karim"));
	same_int(post(l.w, page, "result=talked").status, 303);
	l.w->who = (struct who){ .local = true };
	world_log_in(l.w, "Bo", ROLE_COMPANION, l.org, 0);
	same_int(visit(l.w, "GET", page, NULL).status, 404);
	same_int(post(l.w, arena_printf(l.w->arena, "%s/number", page).p, "").status, 404);
	ok(!says(visit(l.w, "GET", "/en/work/checkups", NULL), "Karim"));
	world_free(l.w);
}

/* In the night to 26 March 2017 an hour is skipped: Saturday's call stays at five in the afternoon. */
TEST(a_weekly_call_keeps_its_hour_when_the_clock_is_turned)
{
	struct line l = line_new();
	struct checkup c;

	world_clock(l.w, TEST_NOW + 99 * DAY);           /* Tuesday 21 March */
	c = agreed(&l, "phone");
	same_int(page_local(l.w->ctx, c.task.duty.due_at).minutes, 17 * 60);
	world_clock(l.w, c.task.duty.due_at);
	went(&l, c.id, "talked");
	c = again(&l, c.id);
	same_int(page_local(l.w->ctx, c.task.duty.due_at).minutes, 17 * 60);
	same_int(c.task.duty.due_at - l.w->ctx->now, 7 * DAY - HOUR);
	world_free(l.w);
}

/* --- every three months ------------------------------------------------------------------------------------------------ */

static struct checkup_said hard(void)
{
	return (struct checkup_said){ .days = S("hard"), .people = S("some"), .place = S("no"), .back = S("yes"), .needs = S("talk group"),
				      .words = S("det gik skidt i november"), .company = true };
}

TEST(a_look_is_due_ninety_days_after_entry_and_then_every_ninety)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct checkup_said s = hard();
	struct problems bad = { 0 };
	day_t entry = c.from_day;

	same_int(c.next_day, entry + 90);
	for (int i = 1; i <= 8; i++) {
		world_clock(l.w, c.task.duty.due_at);
		c = again(&l, c.id);
		ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
		c = again(&l, c.id);
		if (i < 8)
			same_int(c.next_day, entry + 90 * (i + 1));
	}
	same_text(c.end_class, "finished");
	same_text(ask(&l, "SELECT COUNT(*) FROM task WHERE kind = 'checkup' AND done_at IS NULL"), "0");
	same_int(number(&l, "SELECT MAX(wave) FROM checkup_answer"), 24);
	world_free(l.w);
}

TEST(sooner_than_sixty_days_is_allowed_and_marked)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct checkup_said s = { .days = S("good") };
	struct checkup_answer *all;
	struct problems bad = { 0 };
	size_t n;

	world_clock(l.w, TEST_NOW + 20 * DAY);
	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "phone", &bad) == OK && !bad.n);
	c = again(&l, c.id);
	ok(checkup_answers(l.w->ctx, &c, 5, &all, &n) == OK && n == 1 && all[0].early);
	same_text(all[0].said.days, "good");
	world_free(l.w);
}

TEST(what_they_tell_stands_nowhere_in_the_open)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct checkup_said s = hard();
	struct problems bad = { 0 };

	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
	same_text(ask(&l, "SELECT COUNT(*) FROM checkup_answer WHERE codes LIKE '%hard%' OR words LIKE '%november%'"), "0");
	same_text(ask(&l, "SELECT COUNT(*) FROM event WHERE detail LIKE '%hard%' OR detail LIKE '%talk%' OR detail LIKE '%november%'"), "0");
	world_free(l.w);
}

TEST(a_bad_month_opens_an_offer_and_ends_nothing)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup"), phone = agreed(&l, "phone");
	struct checkup_said s = hard();
	struct problems bad = { 0 };
	struct answer a;

	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
	same_text(ask(&l, "SELECT COUNT(*) FROM checkup_series WHERE ended_at IS NULL"), "2");
	same_int(again(&l, phone.id).task.id, phone.task.id);
	same_int(number(&l, "SELECT due_at FROM task WHERE kind = 'checkup_offer'"), TEST_NOW + DAY);
	l.w->who = (struct who){ .local = true };
	world_log_in(l.w, "Sara", ROLE_COORDINATOR, l.org, 0);
	a = visit(l.w, "GET", arena_printf(l.w->arena, "/en/work/checkups/%lld", (long long)c.id).p, NULL);
	ok(says(a, arena_printf(l.w->arena, "/en/work/handover?person=%lld&amp;need=talk", (long long)l.karim).p) && says(a, "It closes nothing"));
	same_int(post(l.w, arena_printf(l.w->arena, "/en/work/checkups/%lld", (long long)c.id).p, "act=seen_to").status, 303);
	same_text(ask(&l, "SELECT COUNT(*) FROM task WHERE kind = 'checkup_offer' AND done_at IS NULL"), "0");
	world_free(l.w);
}

/* Everything that stands open for them, as one text. */
static struct str all_that_stands(struct line *l)
{
	static const char *const sql[] = {
		"SELECT state FROM ride", "SELECT state FROM transition", "SELECT COUNT(*) FROM checkup_series WHERE ended_at IS NULL",
		"SELECT COUNT(*) FROM consent WHERE stopped_at IS NULL AND replaced_at IS NULL", "SELECT COUNT(*) FROM contact_channel WHERE stopped_at IS NULL",
		"SELECT COUNT(*) FROM task WHERE done_at IS NULL AND kind IN ('ride', 'support_call', 'checkup')",
	};
	struct str all = S("");

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		all = arena_printf(l->w->arena, "%.*s|%.*s", STR_ARG(all), STR_ARG(ask(l, sql[i])));
	return all;
}

TEST(whoever_says_that_it_became_as_before_loses_no_ride_no_call_and_nobody_who_asks)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct ride_wish w = { .participant = l.karim, .from_text = S("Prøvevej 1"), .to_text = S("Eksempelgade 2"), .meet_text = S(""), .call_text = S(""),
			       .day = page_today(l.w->ctx) + 3, .out_min = 18 * 60, .home_self = true, .home_min = -1, .length = S("30"), .seats = 1,
			       .children = S("none"), .aids = S("none"), .purpose = S("other"), .phone = S("") };
	struct transition t = { .participant = l.karim, .org = l.org, .from_kind = S("detox"), .agreement = S("no"), .planned_day = page_today(l.w->ctx) + 9,
				.duty = { .owner = l.signe } };
	struct checkup_said s = { .back = S("yes") };
	struct problems bad = { 0 };
	struct account mikkel;
	struct ride r;
	struct str before;

	agreed(&l, "phone");
	ok(ride_ask(l.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	acts(&l, l.signe);
	ok(account_of_name(l.w->ctx, S("Mikkel"), &mikkel) == OK);
	t.duty.deputy = mikkel.id;
	ok(transition_plan(l.w->ctx, &t, &bad) == OK && !bad.n);
	before = all_that_stands(&l);
	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
	same_text(all_that_stands(&l), before.p);
	same_int(number(&l, "SELECT COUNT(*) FROM task WHERE kind = 'checkup_offer' AND done_at IS NULL"), 1);
	world_free(l.w);
}

TEST(nobody_leaves_who_has_promised_to_call)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "phone");
	struct problems bad = { 0 };

	l.w->who = (struct who){ .local = true };
	l.w->ctx->who = &l.w->who;
	ok(account_leave(l.w->ctx, c.task.duty.owner, &bad) == OK && bad.n == 1);
	world_free(l.w);
}

TEST(the_person_writes_it_themselves_and_says_when_it_is_enough)
{
	struct line l = line_new();
	struct str token;
	struct answer a;

	agreed(&l, "checkup");
	ok(participant_session_begin(l.w->ctx, l.karim, &token) == OK);
	l.w->cookie = arena_str(l.w->arena, token);
	same_int(post(l.w, "/da/mine/checkup", "days=mixed&people=yes&words=godt+nok").status, 303);
	a = visit(l.w, "GET", "/da/mine/checkup", NULL);
	ok(says(a, "Op og ned"));
	same_int(post(l.w, "/da/mine/checkup", "words=010180-1234").status, 422);
	same_int(post(l.w, "/da/mine/checkup", "").status, 422);
	same_int(post(l.w, "/da/mine/checkup", "no_more=1").status, 303);
	same_text(ask(&l, "SELECT end_class FROM checkup_series"), "declined");
	same_int(visit(l.w, "GET", "/da/mine/checkup", NULL).status, 303);
	world_free(l.w);
}

TEST(words_go_after_a_year_and_answers_two_years_after_the_end)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct checkup_said s = hard();
	struct problems bad = { 0 };

	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
	c = again(&l, c.id);
	ok(checkup_stop(l.w->ctx, &c) == OK);
	world_clock(l.w, TEST_NOW + 366 * DAY);
	ok(checkup_tidy(l.w->ctx) == OK);
	same_text(ask(&l, "SELECT words FROM checkup_answer"), "");
	world_clock(l.w, TEST_NOW + 732 * DAY);
	ok(checkup_tidy(l.w->ctx) == OK);
	same_text(ask(&l, "SELECT COUNT(*) FROM checkup_answer"), "0");
	world_free(l.w);
}

TEST(storage_ends_nothing_twice_and_changes_no_answer)
{
	struct line l = line_new();
	struct checkup c = agreed(&l, "checkup");
	struct checkup_said s = hard();
	struct problems bad = { 0 };
	enum err e;

	c = again(&l, c.id);
	ok(checkup_say(l.w->ctx, &c, &s, "talk", &bad) == OK && !bad.n);
	world_commit(l.w);
	e = db_script(l.w->ctx, "UPDATE checkup_answer SET codes = 'days=good'");
	ok(e != OK);
	db_rollback(l.w->ctx);
	ok(db_begin(l.w->ctx, DB_WRITE) == OK);
	c = again(&l, c.id);
	ok(checkup_stop(l.w->ctx, &c) == OK);
	world_commit(l.w);
	ok(db_script(l.w->ctx, "UPDATE checkup_series SET ended_at = NULL, end_class = ''") != OK);
	db_rollback(l.w->ctx);
	ok(db_begin(l.w->ctx, DB_WRITE) == OK);
	world_free(l.w);
}

TEST(an_agreed_call_is_reminded_of_the_evening_before_as_long_as_it_is_agreed)
{
	struct line l = line_new();
	struct contact_channel way = { .participant = l.karim, .type = S("email"), .address = S("karim@example.org"), .shown_name = S(""), .stop_day = DAY_NONE };
	struct problems bad = { 0 };
	struct checkup c;

	l.w->who = (struct who){ .local = true };
	l.w->ctx->who = &l.w->who;
	ok(outbox_use_folder(l.w->ctx, S("hus@example.org"), S("Huset")) == OK);
	is_person(&l);
	ok(participant_up(l.w->ctx, l.karim, S(""), S(""), &bad) == OK);
	ok(contact_time(S("any"), &way) && contact_add(l.w->ctx, &way, &bad) == OK && !bad.n);
	c = agreed(&l, "phone");
	same_int(number(&l, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'call_agreed' AND state = 'waiting'"), 1);
	same_int(number(&l, "SELECT COUNT(*) FROM outbox_message m JOIN outbox_stands s ON s.kind = m.kind AND s.subject = m.subject AND s.mark = m.mark"), 1);
	is_person(&l);
	ok(checkup_stop(l.w->ctx, &c) == OK);
	same_int(number(&l, "SELECT COUNT(*) FROM outbox_message m JOIN outbox_stands s ON s.kind = m.kind AND s.subject = m.subject AND s.mark = m.mark"), 0);
	world_free(l.w);
}
