/* landing_test.c -- the first 72 hours have an hour each, and what goes quiet is somebody's to see to. */
#include "world.h"
#include "account/account.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "landing/landing.h"
#include "outbox/outbox.h"
#include "org/org.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

struct ward {
	struct world *w;
	int64_t org, signe, mikkel;
	struct transition t;
};

static int64_t id_of(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static int64_t wall(struct ward *h, day_t day, int minutes)
{
	return zone_instant(zone_find(h->w->ctx->house->cal, S("Europe/Copenhagen")), day, minutes);
}

static void again(struct ward *h)
{
	ok(transition_find(h->w->ctx, h->t.id, &h->t) == OK);
}

/* Karim is to leave on that day; Signe answers, and Mikkel when she is away. */
static struct ward ward_on(day_t leaves)
{
	struct ward h = { .w = world_new() };
	struct problems bad = { 0 };
	struct org o = { .name = S("Broen"), .kind = S("association"), .phone = S("12345678"), .state = S("active") };
	struct participant_candidate key = { .tag = S("no key opens this") };
	struct transition_wish wish = { .nickname = S("Karim"), .from_kind = S("residential"), .agreement = S("yes"), .said_yes = true };

	ok(org_save(h.w->ctx, &o, &bad) == OK && !bad.n);
	h.org = wish.org = o.id;
	world_log_in(h.w, "Mikkel", ROLE_COORDINATOR, h.org, 0);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	h.signe = id_of(h.w, "Signe");
	h.mikkel = id_of(h.w, "Mikkel");
	world_clock(h.w, wall(&h, leaves - 4, 12 * 60));
	world_log_in(h.w, "Signe again", ROLE_COORDINATOR, h.org, 0);
	wish.owner = page_id(h.w->ctx, h.signe);
	wish.deputy = page_id(h.w->ctx, h.mikkel);
	wish.planned_day = leaves;
	ok(transition_register(h.w->ctx, &wish, &key, &h.t, &bad) == OK && !bad.n);
	world_commit(h.w);
	again(&h);
	return h;
}

static struct ward ward_new(void)
{
	return ward_on(day_of(2016, 12, 16));
}

static void acts(struct ward *h, int64_t account)
{
	static const struct grant coach[] = { { ROLE_COACH, 0, 0 } };

	h->w->who = (struct who){ .account = account, .grants = coach, .ngrants = 1 };
	h->w->ctx->who = &h->w->who;
}

static void is_karim(struct ward *h)
{
	h->w->who = (struct who){ .participant = h->t.participant };
	h->w->ctx->who = &h->w->who;
}

static struct landing_step *plan(struct ward *h, size_t *n)
{
	struct landing_step *all;

	ok(landing_list(h->w->ctx, &h->t, &all, n) == OK);
	return all;
}

static struct landing_step first_of(struct ward *h, const char *kind)
{
	struct landing_step *all;
	size_t n;

	all = plan(h, &n);
	for (size_t i = 0; i < n; i++)
		if (str_same(all[i].kind, kind))
			return all[i];
	ok(false);
	return (struct landing_step){ .id = 0 };
}

static void begun(struct ward *h)
{
	ok(landing_begin(h->w->ctx, &h->t) == OK);
}

static void left_at(struct ward *h, int64_t when, bool early)
{
	struct problems bad = { 0 };

	world_clock(h->w, when);
	ok(transition_left(h->w->ctx, &h->t, early, &bad) == OK && !bad.n);
	again(h);
}

static size_t waits_for(struct ward *h, int64_t account)
{
	struct landing_quiet *all;
	size_t n;

	acts(h, account);
	ok(landing_waiting(h->w->ctx, 100, &all, &n) == OK);
	return n;
}

static bool refuses(struct ward *h, const char *sql)
{
	struct str answer;

	world_commit(h->w);
	return db_ask(h->w->ctx, sql, &answer) != OK;
}

static struct str ask(struct ward *h, const char *sql)
{
	struct str answer;

	ok(db_ask(h->w->ctx, sql, &answer) == OK);
	return arena_str(h->w->arena, answer);
}

static const char *path(struct ward *h, const char *rest)
{
	return arena_printf(h->w->arena, "/en/work/transitions/%lld/plan%s", (long long)h->t.id, rest).p;
}

static struct landing_words words(const char *kind, day_t day, int at_min)
{
	return (struct landing_words){ .kind = str_of(kind), .what = S(""), .place = S("Hos Anna, Prøvevej 3"), .who = S("Anna"),
				       .otherwise = S("Ring til Signe"), .day = day, .at_min = at_min };
}

TEST(a_plan_begins_with_the_usual_steps_once)
{
	struct ward h = ward_new();
	size_t n;

	begun(&h);
	plan(&h, &n);
	same_int((int64_t)n, 12);
	begun(&h);
	plan(&h, &n);
	same_int((int64_t)n, 12);
	world_free(h.w);
}

TEST(a_step_says_the_hour_the_place_with_whom_and_what_if_it_fails)
{
	struct ward h = ward_new();
	struct answer a = post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-17&at_min=10.30&place=Torvet&who=Anna&otherwise=Ring+til+Signe&what=Kaffe");

	same_int(a.status, 303);
	a = visit(h.w, "GET", path(&h, ""), NULL);
	ok(says(a, "Torvet") && says(a, "Anna") && says(a, "Ring til Signe") && says(a, "Kaffe") && says(a, "10:30"));
	world_free(h.w);
}

TEST(in_the_first_three_days_no_step_is_without_an_hour)
{
	struct ward h = ward_new();
	struct answer a = post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-18&who=Anna");

	same_int(a.status, 422);
	ok(says(a, "In the first three days every step has an hour."));
	same_int(post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-25&who=Anna").status, 303);
	same_int(post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-01&at_min=10.00").status, 422);
	same_int(post(h.w, path(&h, "/steps/new"), "kind=talk&day=2017-06-01").status, 422);
	world_free(h.w);
}

TEST(a_number_of_a_person_is_in_no_step)
{
	struct ward h = ward_new();

	same_int(post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-25&who=010190-1234").status, 422);
	same_text(ask(&h, "SELECT COUNT(*) FROM landing_step"), "0");
	world_free(h.w);
}

TEST(the_words_lie_sealed_and_go_with_the_person)
{
	struct ward h = ward_new();
	struct landing_words w = words("sleep", day_of(2016, 12, 16), 22 * 60);
	struct landing_step s = { .id = 0 };
	struct problems bad = { 0 };

	ok(landing_save(h.w->ctx, &h.t, &s, &w, &bad) == OK && !bad.n);
	ok(str_index(ask(&h, "SELECT place || who || otherwise FROM landing_step"), S("Anna"), 0) == SIZE_MAX);
	ok(participant_erase(h.w->ctx, h.t.participant) == OK);
	same_text(ask(&h, "SELECT COUNT(*) FROM landing_step"), "0");
	world_free(h.w);
}

TEST(when_the_day_of_leaving_moves_the_plan_moves_along)
{
	struct ward h = ward_new();
	struct problems bad = { 0 };
	struct landing_step s;

	begun(&h);
	s = first_of(&h, "sleep");
	same_int(landing_at(h.w->ctx, &h.t, &s), wall(&h, day_of(2016, 12, 16), 22 * 60));
	ok(transition_move(h.w->ctx, &h.t, day_of(2016, 12, 20), &bad) == OK && !bad.n);
	again(&h);
	same_int(landing_at(h.w->ctx, &h.t, &s), wall(&h, day_of(2016, 12, 20), 22 * 60));
	/* And when they leave early, it begins at that moment. */
	left_at(&h, wall(&h, day_of(2016, 12, 14), 23 * 60), true);
	same_int(landing_at(h.w->ctx, &h.t, &s), h.t.left_at + HOUR);
	s = first_of(&h, "talk");
	same_int(landing_at(h.w->ctx, &h.t, &s), wall(&h, day_of(2016, 12, 15), 10 * 60));
	world_free(h.w);
}

/* Out at noon the day before the clocks go forward: ten in the morning is ten in the morning, an hour sooner. */
TEST(summer_time_leaves_the_hours_on_the_wall_where_they_were)
{
	struct ward h = ward_on(day_of(2017, 3, 25));
	struct landing_step s;

	begun(&h);
	left_at(&h, wall(&h, day_of(2017, 3, 25), 12 * 60), false);
	s = first_of(&h, "talk");
	same_int(landing_at(h.w->ctx, &h.t, &s), wall(&h, day_of(2017, 3, 26), 10 * 60));
	same_int(landing_at(h.w->ctx, &h.t, &s) - h.t.left_at, 21 * HOUR);
	same_int(page_local(h.w->ctx, landing_at(h.w->ctx, &h.t, &s)).minutes, 10 * 60);
	world_free(h.w);
}

/* What one person sees at one hour must be what the times say, whatever ran or did not run in the night. */
static size_t quiet_by_hand(struct ward *h)
{
	struct landing_step *all;
	size_t n, quiet = 0;

	all = plan(h, &n);
	for (size_t i = 0; i < n; i++)
		quiet += !all[i].ended_at && landing_duty(h->w->ctx, &h->t, &all[i]).due_at <= h->w->ctx->now;
	return quiet;
}

static size_t hour_by_hour(struct ward *h, bool job_runs)
{
	int64_t left = h->t.left_at;
	size_t was = 0, quiet = 0;

	for (int hour = 0; hour <= LANDING_HOURS + 2; hour++) {
		world_clock(h->w, left + hour * (int64_t)HOUR);
		/* The nightly job runs on some days, and fails on others. */
		if (job_runs && hour % 24 == 3)
			ok(hall_tidy(h->w->ctx) == OK);
		quiet = waits_for(h, h->signe);
		same_int((int64_t)quiet, (int64_t)quiet_by_hand(h));
		ok(quiet >= was);
		/* Nobody else is bothered before it climbed. */
		if (!quiet)
			same_int((int64_t)waits_for(h, h->mikkel), 0);
		was = quiet;
	}
	return quiet;
}

TEST(hour_by_hour_for_72_hours_quiet_steps_are_the_owners_with_and_without_the_job)
{
	for (int job = 0; job < 2; job++) {
		struct ward h = ward_on(job ? day_of(2017, 3, 25) : day_of(2016, 12, 16));
		begun(&h);
		left_at(&h, wall(&h, landing_first_day(h.w->ctx, &h.t), 12 * 60), false);
		same_int((int64_t)hour_by_hour(&h, job), 8);
		world_free(h.w);
	}
}

TEST(a_step_that_is_done_or_let_go_bothers_nobody_and_a_slip_is_taken_back)
{
	struct ward h = ward_new();
	struct landing_step s;

	begun(&h);
	left_at(&h, wall(&h, day_of(2016, 12, 16), 12 * 60), false);
	s = first_of(&h, "phone");
	world_clock(h.w, wall(&h, day_of(2016, 12, 16), 16 * 60));
	same_int((int64_t)waits_for(&h, h.signe), 1);
	is_karim(&h);
	ok(landing_end(h.w->ctx, &s, S("done")) == OK && landing_end(h.w->ctx, &s, S("done")) == OK);
	same_int((int64_t)waits_for(&h, h.signe), 0);
	is_karim(&h);
	ok(landing_end(h.w->ctx, &s, S("")) == OK);
	same_int((int64_t)waits_for(&h, h.signe), 1);
	world_free(h.w);
}

TEST(a_quiet_step_climbs_to_the_deputy_and_rests_when_it_was_seen)
{
	struct ward h = ward_new();
	struct landing_step s;
	int64_t due;

	begun(&h);
	left_at(&h, wall(&h, day_of(2016, 12, 16), 12 * 60), false);
	s = first_of(&h, "phone");
	due = landing_duty(h.w->ctx, &h.t, &s).due_at;
	same_int(due, wall(&h, day_of(2016, 12, 16), 16 * 60));
	world_clock(h.w, due + 24 * HOUR - 1);
	same_int((int64_t)waits_for(&h, h.mikkel), 0);
	acts(&h, h.signe);
	ok(landing_seen(h.w->ctx, &s) == OK);
	world_clock(h.w, due + 30 * HOUR);
	same_int((int64_t)waits_for(&h, h.mikkel), 2);
	world_clock(h.w, due + 36 * HOUR);
	ok(waits_for(&h, h.mikkel) >= 3);
	world_free(h.w);
}

TEST(a_plan_is_ready_with_a_place_to_sleep_and_two_people_to_talk_to)
{
	struct ward h = ward_new();
	struct problems bad = { 0 };
	struct landing_step s;
	struct landing_words w;

	begun(&h);
	ok(landing_say_ready(h.w->ctx, &h.t, &bad) == OK && bad.n == 2);
	same_int(h.t.duty.due_at, wall(&h, day_of(2016, 12, 13), 9 * 60));
	s = (struct landing_step){ .id = 0 };
	w = words("sleep_open", day_of(2016, 12, 16), 22 * 60);
	bad.n = 0;
	ok(landing_save(h.w->ctx, &h.t, &s, &w, &bad) == OK && !bad.n);
	for (int i = 0; i < 2; i++) {
		s = (struct landing_step){ .id = 0 };
		w = words("talk", day_of(2016, 12, 17), (12 + i) * 60);
		ok(landing_save(h.w->ctx, &h.t, &s, &w, &bad) == OK && !bad.n);
	}
	ok(landing_say_ready(h.w->ctx, &h.t, &bad) == OK && !bad.n);
	same_int(h.t.duty.due_at, wall(&h, day_of(2016, 12, 16), 16 * 60));
	world_free(h.w);
}

TEST(the_paper_for_the_pocket_says_no_word_that_a_stranger_should_not_read)
{
	static const char *const langs[] = { "en", "da" };
	struct ward h = ward_new();

	begun(&h);
	for (size_t i = 0; i < 2; i++) {
		struct answer a = visit(h.w, "GET", arena_printf(h.w->arena, "/%s/work/transitions/%lld/plan/paper", langs[i], (long long)h.t.id).p, NULL);
		size_t from = str_index(a.body, S("<h1"), 0), to = str_index(a.body, S("<footer"), 0);
		struct str text, told;
		same_int(a.status, 200);
		ok(from != SIZE_MAX);
		text = str_slice(a.body, from, to == SIZE_MAX ? a.body.n : to);
		told = contact_told(h.w->ctx, text, S("Broen"));
		same_text(told.p ? told : S(""), "");
		ok(!says(a, "Karim"));
	}
	world_free(h.w);
}

TEST(on_a_day_on_which_most_is_closed_the_plan_says_so)
{
	struct ward h = ward_new();

	same_int(post(h.w, path(&h, "/steps/new"), "kind=talk&day=2016-12-24&who=Anna").status, 303);
	ok(says(visit(h.w, "GET", path(&h, ""), NULL), "many places are closed"));
	world_free(h.w);
}

TEST(who_says_stop_is_followed_by_nobody_and_keeps_the_plan)
{
	struct ward h = ward_new();
	struct landing_quiet *all;
	size_t n;

	begun(&h);
	left_at(&h, wall(&h, day_of(2016, 12, 16), 12 * 60), false);
	world_clock(h.w, h.t.left_at + 2 * DAY);
	ok(waits_for(&h, h.signe) > 0);
	is_karim(&h);
	ok(transition_stop(h.w->ctx, h.t.participant) == OK);
	same_int((int64_t)waits_for(&h, h.signe), 0);
	acts(&h, h.signe);
	ok(landing_waiting(h.w->ctx, 10, &all, &n) == OK && !n);
	is_karim(&h);
	ok(landing_of_person(h.w->ctx, h.t.participant, &h.t) == OK);
	plan(&h, &n);
	same_int((int64_t)n, 12);
	same_text(ask(&h, "SELECT COUNT(*) FROM account_owed"), "0");
	world_free(h.w);
}

TEST(who_takes_back_their_yes_is_read_by_nobody_any_more)
{
	struct ward h = ward_new();
	int64_t consent;

	begun(&h);
	ok(str_int(ask(&h, "SELECT id FROM consent"), &consent));
	ok(consent_stop(h.w->ctx, h.t.participant, consent) == OK);
	world_commit(h.w);
	same_int(visit(h.w, "GET", path(&h, ""), NULL).status, 404);
	same_text(ask(&h, "SELECT COUNT(*) FROM landing_step WHERE watched"), "0");
	world_free(h.w);
}

TEST(whoever_reads_the_plan_of_somebody_leaves_a_line_that_the_person_can_read)
{
	struct ward h = ward_new();
	const char *plan = arena_printf(h.w->arena, "/en/work/transitions/%lld/plan", (long long)h.t.id).p;
	struct str n;

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	same_int(visit(h.w, "GET", plan, NULL).status, 200);
	same_int(visit(h.w, "GET", arena_printf(h.w->arena, "%s/paper", plan).p, NULL).status, 200);
	ok(db_ask(h.w->ctx, arena_printf(h.w->arena, "SELECT COUNT(*) FROM event WHERE what = 'look.plan' AND subject = %lld AND detail = 'transition %lld'",
					 (long long)h.t.participant, (long long)h.t.id).p, &n) == OK);
	same_text(n, "1");
	world_free(h.w);
}

TEST(people_of_another_organisation_see_no_plan)
{
	struct ward h = ward_new();

	begun(&h);
	world_log_in(h.w, "Else", ROLE_COORDINATOR, 77, 0);
	same_int(visit(h.w, "GET", path(&h, ""), NULL).status, 404);
	same_int(post(h.w, path(&h, ""), "act=begin").status, 404);
	world_free(h.w);
}

TEST(after_landing_somebody_still_answers_for_the_look_back_on_day_90)
{
	struct ward h = ward_new();
	struct problems bad = { 0 };

	begun(&h);
	left_at(&h, wall(&h, day_of(2016, 12, 16), 12 * 60), false);
	for (int i = 0; i < 2; i++) {
		struct task_attempt a = { .channel = S("phone"), .result = S("talked") };
		ok(transition_contact(h.w->ctx, &h.t, &a, &bad) == OK && !bad.n);
	}
	ok(transition_attended(h.w->ctx, &h.t, &bad) == OK && !bad.n);
	world_clock(h.w, h.t.left_at + 28 * DAY);
	ok(transition_end(h.w->ctx, &h.t, S("landed"), &bad) == OK && !bad.n);
	world_clock(h.w, h.t.left_at + 92 * DAY);
	ok(waits_for(&h, h.signe) > 0);
	h.w->who = (struct who){ .local = true };
	h.w->ctx->who = &h.w->who;
	ok(account_leave(h.w->ctx, h.signe, &bad) == OK && bad.n == 1);
	ok(refuses(&h, arena_printf(h.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)h.signe).p));
	world_free(h.w);
}

TEST(who_landed_is_handed_over_like_anybody_and_then_the_owner_may_leave)
{
	struct ward h = ward_new();
	struct problems bad = { 0 };
	const char *owners;

	begun(&h);
	left_at(&h, wall(&h, day_of(2016, 12, 16), 12 * 60), false);
	ok(db_script(h.w->ctx, "UPDATE transition SET contacts = 2, attended_at = 1, state = 'ended', end_class = 'landed', ended_at = 1;") == OK);
	world_log_in(h.w, "Sara", ROLE_COORDINATOR, h.org, 0);
	owners = arena_printf(h.w->arena, "/en/work/transitions/%lld/owners", (long long)h.t.id).p;
	same_int(post(h.w, owners, arena_printf(h.w->arena, "owner=%lld&deputy=%lld", (long long)id_of(h.w, "Sara"), (long long)h.mikkel).p).status, 303);
	h.w->who = (struct who){ .local = true };
	h.w->ctx->who = &h.w->who;
	ok(account_leave(h.w->ctx, h.signe, &bad) == OK && !bad.n);
	world_free(h.w);
}

TEST(storage_refuses_a_step_that_nobody_answers_for_or_without_an_hour)
{
	static const char *const refused[] = {
		"UPDATE landing_step SET at_min = -1 WHERE after_days = 0 RETURNING id", "UPDATE landing_step SET after_days = 91 RETURNING id",
		"UPDATE landing_step SET kind = 'urine' RETURNING id", "UPDATE landing_step SET how = 'failed', ended_at = 1 RETURNING id",
		"UPDATE landing_step SET how = 'done' RETURNING id", "UPDATE landing_step SET ended_at = 1 RETURNING id",
		"UPDATE landing_step SET transition = 424242 RETURNING id",
		"INSERT INTO landing_step (participant, id, transition, kind, after_days, at_min, what, place, who, otherwise, made_at) "
		"VALUES (1, 1, 1, 'talk', 5, -1, '', '', '', '', 1) RETURNING id",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct ward h = ward_new();
		begun(&h);
		ok(refuses(&h, refused[i]));
		world_free(h.w);
	}
}

/* --- by message ---------------------------------------------------------------------------------------------------------- */

static struct ward ward_by_letter(void)
{
	struct ward h = ward_new();
	struct contact_channel way = { .participant = h.t.participant, .type = S("email"), .address = S("karim@example.org"), .shown_name = S(""), .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	h.w->who = (struct who){ .local = true };
	h.w->ctx->who = &h.w->who;
	ok(outbox_use_folder(h.w->ctx, S("hus@example.org"), S("Huset")) == OK);
	is_karim(&h);
	ok(participant_up(h.w->ctx, h.t.participant, S(""), S(""), &bad) == OK);
	ok(contact_time(S("any"), &way) && contact_add(h.w->ctx, &way, &bad) == OK && !bad.n);
	begun(&h);
	acts(&h, h.signe);
	return h;
}

static void takes(struct ward *h)
{
	struct outbox_round r = { .arena = arena_new(0) };

	do {
		ok(outbox_take(h->w->ctx, &r) == OK);
		for (size_t i = 0; i < r.n; i++)
			r.at[i].end = MAIL_SENT;
		ok(outbox_mark(h->w->ctx, &r) == OK);
	} while (r.n);
	arena_free(r.arena);
}

TEST(a_step_is_reminded_of_two_hours_before_once_and_nothing_before_they_left)
{
	struct ward h = ward_by_letter();

	ok(landing_remind(h.w->ctx) == OK);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'plan_step'"), "0");
	left_at(&h, wall(&h, day_of(2016, 12, 16), 9 * 60), false);
	for (int i = 0; i < 3; i++)
		ok(landing_remind(h.w->ctx) == OK);
	takes(&h);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'plan_step' AND state = 'sent'"), "0");
	/* At two: telephone, key and money. */
	world_clock(h.w, wall(&h, day_of(2016, 12, 16), 12 * 60));
	takes(&h);
	takes(&h);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'plan_step' AND state = 'sent'"), "1");
	world_free(h.w);
}

TEST(a_step_that_is_done_or_whose_day_moved_is_not_reminded_of)
{
	struct ward h = ward_by_letter();
	struct landing_step s;

	left_at(&h, wall(&h, day_of(2016, 12, 16), 9 * 60), false);
	ok(landing_remind(h.w->ctx) == OK);
	s = first_of(&h, "phone");
	ok(landing_end(h.w->ctx, &s, S("done")) == OK);
	world_clock(h.w, wall(&h, day_of(2016, 12, 16), 12 * 60));
	takes(&h);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'plan_step' AND state = 'sent'"), "0");
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'plan_step' AND reason = 'gone'"), "1");
	world_free(h.w);
}

TEST(the_day_of_leaving_is_reminded_of_the_evening_before_and_only_the_day_that_counts_now)
{
	struct ward h = ward_by_letter();
	struct problems bad = { 0 };

	ok(transition_move(h.w->ctx, &h.t, day_of(2016, 12, 19), &bad) == OK && !bad.n);
	again(&h);
	ok(transition_move(h.w->ctx, &h.t, day_of(2016, 12, 20), &bad) == OK && !bad.n);
	world_clock(h.w, wall(&h, day_of(2016, 12, 18), 18 * 60));
	takes(&h);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'last_day' AND state = 'sent'"), "0");
	world_clock(h.w, wall(&h, day_of(2016, 12, 19), 18 * 60));
	takes(&h);
	same_text(ask(&h, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'last_day' AND state = 'sent'"), "1");
	world_free(h.w);
}
