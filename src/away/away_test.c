/* away_test.c -- somebody is away, and nothing that was promised is left without somebody. */
#include "world.h"
#include "away/away.h"
#include "account/account_test.h"

struct office {
	struct world *w;
	int64_t signe, mikkel, sara;      /* coordinate the whole house; Signe is logged in */
	day_t monday;
};

static int64_t id_of(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static struct office office_new(void)
{
	struct office o = { .w = world_new() };

	world_log_in(o.w, "Mikkel", ROLE_COORDINATOR, 0, 0);
	world_log_in(o.w, "Sara", ROLE_COORDINATOR, 0, 0);
	world_log_in(o.w, "Signe", ROLE_COORDINATOR, 0, 0);
	o.signe = id_of(o.w, "Signe"), o.mikkel = id_of(o.w, "Mikkel"), o.sara = id_of(o.w, "Sara");
	o.monday = page_today(o.w->ctx) + 7;
	return o;
}

static void acts(struct office *o, int64_t account)
{
	o->w->who.account = account;
	o->w->ctx->who = &o->w->who;
}

static int64_t promised(struct office *o, const char *kind, int64_t owner, int64_t deputy)
{
	struct task t = { .kind = str_of(kind), .subject = 7, .duty = { owner, deputy, o->w->ctx->now + 3600, false, 0 } };

	ok(task_add(o->w->ctx, &t, arena_printf(o->w->arena, "%s/%lld/%lld", kind, (long long)owner, (long long)deputy)) == OK);
	return t.id;
}

static int64_t deputy_of(struct office *o, int64_t task)
{
	struct task t;

	ok(task_find(o->w->ctx, task, &t) == OK);
	return t.duty.deputy;
}

/* Signe in the week after this one, with somebody who stands in. */
static struct away_wish week(struct office *o, int64_t account, int64_t stand_in)
{
	return (struct away_wish){ account, o->monday, o->monday + 6, stand_in };
}

static size_t begins(struct office *o, struct away_wish w)
{
	struct problems bad = { 0 };
	enum err e = away_begin(o->w->ctx, &w, &bad);

	ok(e == OK || bad.n);
	return bad.n;
}

static const char *form(struct office *o, int64_t stand_in, const char *more)
{
	return arena_printf(o->w->arena, "from=%.*s&to=%.*s&stand_in=%lld%s", STR_ARG(day_str(o->w->arena, o->monday)),
			    STR_ARG(day_str(o->w->arena, o->monday + 6)), (long long)stand_in, more).p;
}

TEST(what_has_a_deputy_who_is_here_goes_to_the_deputy_by_itself)
{
	struct office o = office_new();
	int64_t task = promised(&o, "ask_again", o.signe, o.mikkel);
	struct away_plan p;
	struct problems bad = { 0 };
	struct away_wish wish = week(&o, o.signe, 0);
	struct task *all;
	size_t n;

	acts(&o, o.signe);
	ok(away_look(o.w->ctx, &wish, &p, &bad) == OK && !bad.n);
	same_int(p.n, 1);
	ok(p.lines[0].fate == AWAY_DEPUTY && p.lines[0].other == o.mikkel);
	same_int(begins(&o, wish), 0);
	same_int(deputy_of(&o, task), o.mikkel);
	/* On the first of these days it waits for Mikkel, before anybody let it wait. */
	acts(&o, o.mikkel);
	o.w->who.ngrants = 0;
	ok(task_waiting(o.w->ctx, 50, &all, &n) == OK && n == 0);
	o.w->ctx->now += 7 * 86400 - 7200;
	ok(task_waiting(o.w->ctx, 50, &all, &n) == OK && n == 1);
	world_free(o.w);
}

TEST(what_nobody_else_is_here_for_needs_somebody_who_stands_in_and_is_theirs_with_the_yes)
{
	struct office o = office_new();
	int64_t alone = promised(&o, "ask_again", o.signe, 0), both = promised(&o, "tell", o.signe, o.mikkel);

	acts(&o, o.mikkel);
	same_int(begins(&o, week(&o, o.mikkel, o.sara)), 0);
	acts(&o, o.signe);
	same_int(begins(&o, week(&o, o.signe, 0)), 1);
	same_int(begins(&o, week(&o, o.signe, o.mikkel)), 1);
	same_int(begins(&o, week(&o, o.signe, o.sara)), 0);
	same_int(deputy_of(&o, alone), o.sara);
	same_int(deputy_of(&o, both), o.sara);
	world_free(o.w);
}

TEST(taken_back_the_deputies_are_those_from_before_unless_somebody_changed_them_since)
{
	struct office o = office_new();
	int64_t one = promised(&o, "ask_again", o.signe, o.mikkel), two = promised(&o, "tell", o.signe, o.mikkel);
	struct problems bad = { 0 };
	struct task t;

	acts(&o, o.mikkel);
	same_int(begins(&o, week(&o, o.mikkel, o.sara)), 0);
	acts(&o, o.signe);
	same_int(begins(&o, week(&o, o.signe, o.sara)), 0);
	ok(task_find(o.w->ctx, two, &t) == OK && task_hand_over(o.w->ctx, &t, o.sara, o.signe, &bad) == OK && !bad.n);
	ok(away_end(o.w->ctx, o.signe, o.monday) == OK);
	same_int(deputy_of(&o, one), o.mikkel);
	same_int(deputy_of(&o, two), o.signe);
	ok(away_end(o.w->ctx, o.signe, o.monday) == OK);
	world_free(o.w);
}

TEST(whoever_is_back_sooner_was_away_until_yesterday)
{
	struct office o = office_new();
	bool away;

	acts(&o, o.signe);
	same_int(begins(&o, week(&o, o.signe, 0)), 0);
	o.w->ctx->now += 9 * 86400;
	ok(away_end(o.w->ctx, o.signe, o.monday) == OK);
	ok(task_is_away(o.w->ctx, o.signe, o.monday + 1, &away) == OK && away);
	ok(task_is_away(o.w->ctx, o.signe, o.monday + 2, &away) == OK && !away);
	world_free(o.w);
}

TEST(what_two_alone_may_read_is_never_given_to_a_third)
{
	struct office o = office_new();
	int64_t worry = promised(&o, "child_concern", o.signe, o.mikkel);
	struct away_wish wish = week(&o, o.signe, o.sara);
	struct problems bad = { 0 };
	struct away_plan p;

	acts(&o, o.mikkel);
	same_int(begins(&o, week(&o, o.mikkel, 0)), 0);
	acts(&o, o.signe);
	ok(away_look(o.w->ctx, &wish, &p, &bad) == OK && p.first == 1 && p.lines[0].fate == AWAY_NOBODY);
	same_int(begins(&o, wish), 1);
	same_int(deputy_of(&o, worry), o.mikkel);
	world_free(o.w);
}

TEST(a_day_twice_the_past_and_one_who_is_away_themselves_are_told)
{
	struct office o = office_new();
	struct away_wish wish = week(&o, o.signe, 0);

	acts(&o, o.signe);
	wish.from = page_today(o.w->ctx) - 1;
	same_int(begins(&o, wish), 1);
	wish.from = o.monday, wish.to = o.monday - 1;
	same_int(begins(&o, wish), 1);
	wish.to = o.monday + 400;
	same_int(begins(&o, wish), 1);
	same_int(begins(&o, week(&o, o.signe, 424242)), 1);
	same_int(begins(&o, week(&o, o.signe, o.mikkel)), 0);
	same_int(begins(&o, week(&o, o.signe, o.mikkel)), 1);
	acts(&o, o.mikkel);
	same_int(begins(&o, week(&o, o.mikkel, o.signe)), 1);
	world_free(o.w);
}

TEST(somebody_says_it_sees_what_happens_and_both_first_pages_tell_it)
{
	struct office o = office_new();
	struct answer a;

	promised(&o, "ask_again", o.signe, 0);
	promised(&o, "tell", o.signe, o.mikkel);
	ok(says(visit(o.w, "GET", "/en/work", NULL), "/en/work/away\">Being away"));
	a = visit(o.w, "GET", "/en/work/away", NULL);
	ok(says(a, "From when to when") && says(a, ">Sara</option>"));
	a = post(o.w, "/en/work/away/look", form(&o, 0, ""));
	same_int(a.status, 422);
	ok(says(a, "for 1 of the things that you answer for nobody else is here then."));
	a = post(o.w, "/en/work/away/look", form(&o, o.sara, ""));
	same_int(a.status, 200);
	ok(says(a, "One promise to somebody") && says(a, "The deputy sees to it.") && says(a, "Becomes deputy with your yes") && says(a, "Sara stands in."));
	ok(says(visit(o.w, "GET", "/en/work", NULL), "things wait for you.") && !says(visit(o.w, "GET", "/en/work", NULL), "You are away"));
	ok(leads_to(post(o.w, "/en/work/away", form(&o, o.sara, "")), "/en/work/away?done=said"));
	ok(says(visit(o.w, "GET", "/en/work", NULL), "You are away from Monday 19 December to Sunday 25 December. Sara stands in."));
	ok(says(visit(o.w, "GET", "/en/work/away", NULL), "Take it back"));
	world_log_in(o.w, "Sara", ROLE_COORDINATOR, 0, 0);
	ok(says(visit(o.w, "GET", "/en/work", NULL), "Signe is away from Monday 19 December to Sunday 25 December. You stand in."));
	world_clock(o.w, o.w->ctx->now + 8 * 86400);
	world_log_in(o.w, "Sara", ROLE_COORDINATOR, 0, 0);
	ok(says(visit(o.w, "GET", "/da/work", NULL), "Signe er væk til og med søndag den 25. december. Du træder til."));
	world_free(o.w);
}

TEST(a_coordinator_says_it_for_a_colleague_in_their_bounds_and_for_nobody_else)
{
	struct office o = office_new();
	const char *for_ole, *for_signe;

	world_log_in(o.w, "Ole", ROLE_FACILITATOR, 11, 0);
	for_ole = arena_printf(o.w->arena, "&who=%lld", (long long)id_of(o.w, "Ole")).p;
	for_signe = arena_printf(o.w->arena, "&who=%lld", (long long)o.signe).p;
	/* Ole says it for himself alone. */
	same_int(post(o.w, "/en/work/away", form(&o, 0, for_signe)).status, 404);
	same_int(visit(o.w, "GET", arena_printf(o.w->arena, "/en/work/away?who=%lld", (long long)o.signe).p, NULL).status, 404);
	ok(!says(visit(o.w, "GET", "/en/work/away", NULL), "Colleagues"));
	world_log_in(o.w, "Karen", ROLE_COORDINATOR, 11, 0);
	same_int(post(o.w, "/en/work/away", form(&o, 0, for_signe)).status, 404);
	same_int(post(o.w, "/en/work/away", form(&o, 0, for_ole)).status, 303);
	ok(says(visit(o.w, "GET", "/en/work/away", NULL), "<b>Ole</b> Monday 19 December to Sunday 25 December"));
	ok(leads_to(post(o.w, "/en/work/away/end", form(&o, 0, for_ole)), "/en/work/away?done=back"));
	ok(!says(visit(o.w, "GET", "/en/work/away", NULL), "<b>Ole</b>"));
	world_free(o.w);
}

TEST(storage_refuses_a_day_on_which_both_are_away_who_answer_for_somebody_between_two_places)
{
	struct office o = office_new();
	struct world *w = o.w;
	struct str answer;

	acts(&o, o.signe);
	ok(db_ask(w->ctx, arena_printf(w->arena, "INSERT INTO transition (participant, id, org, area, from_kind, agreement, planned_day, red, state, owner, deputy, next_due_at, made_by, made_at) "
		  "VALUES (5, 6, 0, 0, 'detox', 'unknown', '2016-12-20', FALSE, 'planned', %lld, %lld, 1, %lld, 1) RETURNING id", (long long)o.signe, (long long)o.mikkel, (long long)o.signe).p, &answer) == OK);
	ok(db_ask(w->ctx, arena_printf(w->arena, "INSERT INTO task_away (account, from_day, to_day) VALUES (%lld, '2016-12-19', '2016-12-25') RETURNING account", (long long)o.signe).p, &answer) == OK);
	world_commit(w);
	ok(db_ask(w->ctx, arena_printf(w->arena, "INSERT INTO task_away (account, from_day, to_day) VALUES (%lld, '2016-12-25', '2016-12-27') RETURNING account", (long long)o.mikkel).p, &answer) != OK);
	world_free(w);
}
