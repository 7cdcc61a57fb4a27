/* transition_test.c -- nobody is lost between two places: acceptance scripts A and B of the requirements. */
#include "world.h"
#include "account/account.h"
#include "org/org.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "transition/transition.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

struct ward {
	struct world *w;
	int64_t org, signe, mikkel;
};

static int64_t id_of(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

/* An organisation with Signe, who coordinates and is logged in, and Mikkel. */
static struct ward ward_new(void)
{
	struct ward h = { .w = world_new() };
	struct problems bad = { 0 };
	struct org o = { .name = S("Broen"), .kind = S("association"), .phone = S("12345678"), .state = S("active") };

	ok(org_save(h.w->ctx, &o, &bad) == OK && !bad.n);
	h.org = o.id;
	world_log_in(h.w, "Mikkel", ROLE_COORDINATOR, h.org, 0);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	h.signe = id_of(h.w, "Signe");
	h.mikkel = id_of(h.w, "Mikkel");
	return h;
}

static struct str number(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return arena_str(w->arena, answer);
}

static const char *wish(struct ward *h, const char *day, const char *more)
{
	return arena_printf(h->w->arena, "nickname=Karim&from_kind=residential&planned_day=%s&agreement=yes&owner=%lld&deputy=%lld%s", day,
			    (long long)h->signe, (long long)h->mikkel, more).p;
}

#define YES "&said_yes=1&phone=12345678&time=any"

static struct transition only_one(struct ward *h)
{
	struct transition t;
	int64_t id;

	ok(str_int(number(h->w, "SELECT id FROM transition"), &id));
	ok(transition_find(h->w->ctx, id, &t) == OK);
	return t;
}

static const char *page_of(struct ward *h, const char *more)
{
	return arena_printf(h->w->arena, "/en/work/transitions/%lld%s", (long long)only_one(h).id, more).p;
}

static void registered(struct ward *h, const char *day)
{
	same_int(post(h->w, "/en/work/transitions/new", wish(h, day, YES)).status, 200);
}

static void at(struct ward *h, day_t day, int minutes)
{
	world_clock(h->w, zone_instant(zone_find(h->w->ctx->house->cal, S("Europe/Copenhagen")), day, minutes));
}

TEST(without_a_yes_nothing_about_the_person_is_kept)
{
	struct ward h = ward_new();
	struct answer a = post(h.w, "/en/work/transitions/new", wish(&h, "2016-12-16", "&phone=12345678&time=any"));

	same_int(a.status, 422);
	ok(says(a, "Without a yes nothing about the person is kept.") && says(a, "value=\"Karim\""));
	same_text(number(h.w, "SELECT COUNT(*) FROM participant"), "0");
	same_text(number(h.w, "SELECT COUNT(*) FROM transition"), "0");
	world_free(h.w);
}

TEST(from_the_first_minute_two_people_answer_for_it)
{
	struct ward h = ward_new();
	struct answer a = post(h.w, "/en/work/transitions/new",
			       arena_printf(h.w->arena, "nickname=Karim&from_kind=detox&planned_day=2016-12-16&owner=%lld&deputy=%lld&said_yes=1",
					    (long long)h.signe, (long long)h.signe).p);

	same_int(a.status, 422);
	ok(says(a, "The deputy is somebody else"));
	same_text(number(h.w, "SELECT COUNT(*) FROM participant"), "0");
	registered(&h, "2016-12-16");
	ok(says(visit(h.w, "GET", "/en/work/transitions", NULL), "Karim"));
	same_text(number(h.w, "SELECT COUNT(*) FROM consent WHERE purpose = 'transition'"), "1");
	world_free(h.w);
}

/* Script A: Karim is to leave on 16 December; nothing more is done. */
TEST(hour_by_hour_somebody_is_asked_and_the_ladder_climbs)
{
	struct ward h = ward_new();
	struct transition t;
	enum transition_phase was = TRANSITION_PLANNED;
	enum rung rung = RUNG_NONE;

	registered(&h, "2016-12-16");
	for (day_t day = day_of(2016, 12, 12); day <= day_of(2016, 12, 20); day++)
		for (int hour = day == day_of(2016, 12, 12) ? 11 : 0; hour < 24; hour++) {
			enum transition_phase phase;
			struct transition_counts c;
			at(&h, day, hour * 60);
			t = only_one(&h);
			phase = transition_phase(h.w->ctx, &t);
			same_int(phase, day > day_of(2016, 12, 16) || (day == day_of(2016, 12, 16) && hour >= 16) ? TRANSITION_UNCLEAR : TRANSITION_PLANNED);
			ok(phase >= was);
			was = phase;
			ok(transition_count(h.w->ctx, &c) == OK && c.open_ones == 1 && !c.without_owner && !c.wrong_end);
			ok(transition_due(h.w->ctx, &t) > 0);
		}
	/* The landing plan is due on the 13th at nine; whether they left on the 16th at four. */
	at(&h, day_of(2016, 12, 13), 9 * 60 - 1);
	t = only_one(&h);
	same_int(transition_rung(h.w->ctx, &t), RUNG_NONE);
	at(&h, day_of(2016, 12, 13), 9 * 60);
	same_int(transition_rung(h.w->ctx, &t), RUNG_OWNER);
	at(&h, day_of(2016, 12, 16), 16 * 60);
	same_int(transition_rung(h.w->ctx, &t), RUNG_OWNER);
	at(&h, day_of(2016, 12, 17), 16 * 60);
	same_int(rung = transition_rung(h.w->ctx, &t), RUNG_DEPUTY);
	at(&h, day_of(2016, 12, 18), 16 * 60);
	same_int(transition_rung(h.w->ctx, &t), RUNG_COORDINATOR);
	at(&h, day_of(2016, 12, 19), 16 * 60);
	same_int(transition_rung(h.w->ctx, &t), RUNG_LEAD);
	world_free(h.w);
}

TEST(it_stands_on_the_first_page_of_those_whose_turn_it_is_and_of_nobody_else)
{
	struct ward h = ward_new();
	static const struct { int day; const char *who; bool asked; } pages[] = {
		{ 12, "Signe", true }, { 12, "Mikkel", false }, { 13, "Mikkel", false }, { 14, "Mikkel", true }, { 14, "Asta", false }, { 15, "Asta", true },
	};

	registered(&h, "2016-12-16");
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		at(&h, day_of(2016, 12, pages[i].day), 12 * 60);
		world_log_in(h.w, pages[i].who, ROLE_COORDINATOR, h.org, 0);
		same_int(says(visit(h.w, "GET", "/en/work", NULL), "Is between two places"), pages[i].asked);
	}
	world_free(h.w);
}

TEST(whoever_answers_for_somebody_does_not_leave_before_another_does)
{
	struct ward h = ward_new();
	struct problems bad = { 0 };
	struct transition t;
	struct str answer;

	registered(&h, "2016-12-16");
	ok(account_leave(h.w->ctx, h.signe, &bad) == OK && bad.n == 1);
	ok(account_leave(h.w->ctx, h.mikkel, &bad) == OK && bad.n == 2);
	world_log_in(h.w, "Sara", ROLE_COORDINATOR, h.org, 0);
	t = only_one(&h);
	bad.n = 0;
	ok(transition_hand_over(h.w->ctx, &t, id_of(h.w, "Sara"), h.mikkel, &bad) == OK && !bad.n);
	ok(account_leave(h.w->ctx, h.signe, &bad) == OK && !bad.n);
	world_commit(h.w);
	ok(db_ask(h.w->ctx, arena_printf(h.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)h.mikkel).p, &answer) != OK);
	world_free(h.w);
}

TEST(storage_refuses_a_transition_that_nobody_answers_for_or_that_ends_otherwise)
{
	static const char *const refused[] = {
		"UPDATE transition SET owner = 424242 RETURNING id", "UPDATE transition SET deputy = owner RETURNING id",
		"UPDATE transition SET next_due_at = 0 RETURNING id", "UPDATE transition SET state = 'ended', end_class = 'sent', ended_at = 1 RETURNING id",
		"UPDATE transition SET state = 'ended', ended_at = 1 RETURNING id", "DELETE FROM transition RETURNING id",
		"UPDATE transition SET state = 'ended', end_class = 'landed', ended_at = 1 RETURNING id",
		"UPDATE transition SET state = 'ended', end_class = 'not_reached', ended_at = 1 RETURNING id",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct ward h = ward_new();
		struct str answer;
		registered(&h, "2016-12-16");
		world_commit(h.w);
		ok(db_ask(h.w->ctx, refused[i], &answer) != OK);
		world_free(h.w);
	}
}

TEST(stop_ends_everything_at_once)
{
	struct ward h = ward_new();
	struct transition t;

	registered(&h, "2016-12-16");
	t = only_one(&h);
	ok(transition_stop(h.w->ctx, t.participant) == OK);
	t = only_one(&h);
	same_text(t.end_class, "stopped_by_person");
	ok(says(visit(h.w, "GET", "/en/work/transitions", NULL), "Nobody is on the way just now."));
	ok(transition_stop(h.w->ctx, t.participant) == OK);
	world_free(h.w);
}

/* Script B, with consent. */
TEST(left_early_takes_two_taps_is_due_within_a_day_and_can_be_taken_back_for_half_an_hour)
{
	struct ward h = ward_new();
	struct transition t;
	struct answer a;
	struct str path;
	size_t from;

	registered(&h, "2016-12-16");
	a = post(h.w, page_of(&h, "/link"), "");
	from = str_index(a.body, S("/en/b/"), 0);
	ok(from != SIZE_MAX);
	path = arena_str(h.w->arena, str_slice(a.body, from, from + strlen("/en/b/") + 26));
	world_log_out(h.w);
	/* A mail program fetches it. */
	for (int i = 0; i < 3; i++)
		same_int(visit(h.w, "GET", arena_z(h.w->arena, path), NULL).status, 200);
	same_text(only_one(&h).state, "planned");
	a = visit(h.w, "GET", arena_z(h.w->arena, path), NULL);
	ok(!says(a, "Karim") && !says(a, "Broen"));
	same_int(post(h.w, arena_z(h.w->arena, path), "act=early").status, 303);
	t = only_one(&h);
	ok(t.duty.red);
	same_int(t.duty.due_at, h.w->ctx->now + DAY);
	world_clock(h.w, h.w->ctx->now + 29 * 60);
	same_int(post(h.w, arena_z(h.w->arena, path), "act=back").status, 303);
	same_text(only_one(&h).state, "planned");
	same_int(post(h.w, arena_z(h.w->arena, path), "act=early").status, 303);
	world_clock(h.w, h.w->ctx->now + 31 * 60);
	a = post(h.w, arena_z(h.w->arena, path), "act=back");
	same_int(a.status, 422);
	ok(says(a, "Half an hour has passed."));
	same_int(visit(h.w, "GET", "/en/b/aaaaaaaaaaaaaaaaaaaaaaaaaa", NULL).status, 404);
	world_free(h.w);
}

TEST(after_a_talk_the_next_is_due_by_how_long_ago_they_left_and_after_a_vain_try_sooner)
{
	struct ward h = ward_new();
	struct transition t;
	int64_t left;

	registered(&h, "2016-12-12");
	same_int(post(h.w, page_of(&h, ""), "act=left").status, 303);
	t = only_one(&h);
	left = t.left_at;
	same_int(t.duty.due_at, left + 2 * DAY);
	same_int(post(h.w, page_of(&h, ""), "act=contact&result=no_answer").status, 303);
	same_int(only_one(&h).duty.due_at, h.w->ctx->now + DAY);
	same_int(post(h.w, page_of(&h, ""), "act=contact&result=talked").status, 303);
	same_int(only_one(&h).duty.due_at, h.w->ctx->now + 2 * DAY);
	world_clock(h.w, left + 10 * DAY);
	world_log_in(h.w, "Sara", ROLE_COORDINATOR, h.org, 0);
	post(h.w, page_of(&h, ""), "act=contact&result=met");
	same_int(only_one(&h).duty.due_at, h.w->ctx->now + 4 * DAY);
	world_free(h.w);
}

TEST(nobody_has_landed_before_two_talks_a_visit_and_four_weeks)
{
	struct ward h = ward_new();
	int64_t left;

	registered(&h, "2016-12-12");
	post(h.w, page_of(&h, ""), "act=left");
	left = h.w->ctx->now;
	ok(says(post(h.w, page_of(&h, ""), "act=end&end=landed"), "they have come to no meeting or service"));
	post(h.w, page_of(&h, ""), "act=attended");
	ok(says(post(h.w, page_of(&h, ""), "act=end&end=landed"), "two talks with a human are needed"));
	post(h.w, page_of(&h, ""), "act=contact&result=talked");
	post(h.w, page_of(&h, ""), "act=contact&result=met");
	ok(says(post(h.w, page_of(&h, ""), "act=end&end=landed"), "four weeks must have passed"));
	world_clock(h.w, left + 28 * DAY);
	world_log_in(h.w, "Sara", ROLE_COORDINATOR, h.org, 0);
	same_int(post(h.w, page_of(&h, ""), "act=end&end=landed").status, 303);
	same_text(only_one(&h).end_class, "landed");
	world_free(h.w);
}

TEST(sent_is_not_an_end)
{
	struct ward h = ward_new();

	registered(&h, "2016-12-12");
	ok(says(post(h.w, page_of(&h, ""), "act=end&end=sent"), "is not the end. Say what happened"));
	same_text(only_one(&h).state, "planned");
	world_free(h.w);
}

TEST(an_event_that_does_not_fit_is_refused_with_where_it_stands)
{
	struct ward h = ward_new();

	registered(&h, "2016-12-12");
	ok(says(post(h.w, page_of(&h, ""), "act=attended"), "They have not left yet."));
	post(h.w, page_of(&h, ""), "act=left");
	ok(says(post(h.w, page_of(&h, ""), "act=left"), "They are on their way already."));
	post(h.w, page_of(&h, ""), "act=end&end=readmitted");
	ok(says(post(h.w, page_of(&h, ""), "act=left"), "This is over."));
	world_free(h.w);
}

TEST(people_of_another_organisation_find_nobody)
{
	struct ward h = ward_new();
	const char *page;

	registered(&h, "2016-12-16");
	page = page_of(&h, "");
	world_log_in(h.w, "Else", ROLE_COORDINATOR, 77, 0);
	same_int(visit(h.w, "GET", page, NULL).status, 404);
	same_int(post(h.w, page, "act=left").status, 404);
	ok(!says(visit(h.w, "GET", "/en/work/transitions", NULL), "Karim"));
	world_free(h.w);
}

TEST(what_must_be_nought_is_kept_for_every_day)
{
	struct ward h = ward_new();
	struct transition_counts *days;
	size_t n;

	registered(&h, "2016-12-16");
	ok(transition_tidy(h.w->ctx) == OK && transition_tidy(h.w->ctx) == OK);
	at(&h, day_of(2016, 12, 13), 600);
	ok(transition_tidy(h.w->ctx) == OK);
	ok(transition_history(h.w->ctx, 10, &days, &n) == OK && n == 2 && days[0].open_ones == 1 && !days[0].without_owner);
	world_free(h.w);
}

TEST(taking_back_the_yes_ends_it_in_that_same_moment)
{
	struct ward h = ward_new();
	struct transition t;
	int64_t consent;

	registered(&h, "2016-12-16");
	t = only_one(&h);
	ok(str_int(number(h.w, "SELECT id FROM consent"), &consent));
	ok(consent_stop(h.w->ctx, t.participant, consent) == OK);
	same_text(only_one(&h).end_class, "stopped_by_person");
	world_free(h.w);
}

TEST(whoever_is_erased_is_waited_for_by_nobody)
{
	struct ward h = ward_new();

	registered(&h, "2016-12-16");
	ok(participant_erase(h.w->ctx, only_one(&h).participant) == OK);
	same_text(only_one(&h).end_class, "stopped_by_person");
	ok(!says(visit(h.w, "GET", "/en/work/transitions", NULL), "Karim"));
	world_free(h.w);
}
