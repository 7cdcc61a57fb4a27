/* arrival_test.c -- how long until they arrive: figures that can be checked, and none about few. */
#include "world.h"
#include "account/account.h"
#include "arrival/arrival.h"

#include <math.h>

enum { DAY = 86400 };

struct road_book {
	struct world *w;
	int64_t signe, ward, next;
};

static int64_t id_of(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static struct road_book book_new(void)
{
	struct road_book b = { .w = world_new(), .next = 1000 };
	struct problems bad = { 0 };
	struct str code;

	ok(account_invite(b.w->ctx, S("Afsnit 7"), "da", ROLE_PARTNER, 0, 0, &code, &bad) == OK && !bad.n);
	ok(account_accept(b.w->ctx, code, S(""), &b.ward) == OK);
	world_log_in(b.w, "Signe", ROLE_COORDINATOR, 0, 0);
	b.signe = id_of(b.w, "Signe");
	return b;
}

static void run(struct road_book *b, struct str sql)
{
	ok(db_script(b->w->ctx, sql.p) == OK);
}

/* Handed over, talked with after a day, and come after so many days; or ended otherwise then; or still on the way that long. */
enum end { CAME, SAID_NO, STILL };
static void handed_over(struct road_book *b, const char *need, int64_t sender, int days, enum end end)
{
	struct arena *a = b->w->arena;
	int64_t id = b->next++, now = b->w->ctx->now, made = end == STILL ? now - days * (int64_t)DAY : now - 60 * (int64_t)DAY, at = made + days * (int64_t)DAY;
	const char *ended = end == STILL ? "NULL" : arena_printf(a, "%lld", (long long)at).p;

	run(b, arena_printf(a, "INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, "
			    "companion, parent, state, steps, end_class, evidence, next_due_at, made_at, state_at, ended_at) VALUES (%lld, %lld, 0, 0, 'referral', '%s', "
			    "'service', 7, 0, 0, 'normal', %lld, 0, %lld, 0, 0, '%s', 2, '%s', '%s', 1, %lld, %lld, %s)", (long long)id, (long long)id, need,
			    (long long)b->signe, (long long)sender, end == STILL ? "offered" : "ended", end == CAME ? "attended" : end == SAID_NO ? "declined_by_person" : "",
			    end == CAME ? "self" : "none", (long long)made, (long long)made, ended));
	run(b, arena_printf(a, "INSERT INTO task_attempt (participant, id, kind, subject, account, channel, result, minutes, at) VALUES (%lld, %lld, 'loop', %lld, %lld, 'phone', 'talked', 5, %lld)",
			    (long long)id, (long long)id, (long long)id, (long long)b->signe, (long long)(made + DAY)));
	if (end == CAME)
		run(b, arena_printf(a, "INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at) VALUES (%lld, %lld, 1, 'came', 'booked', 'ended', 'person', 0, %lld)",
				    (long long)id, (long long)id, (long long)at));
}

/* The 21 of Freireich et al. (1963), as Gehan (1965) gives them, with days for weeks. */
static void the_21(struct road_book *b, const char *need, int64_t sender)
{
	static const int came[] = { 6, 6, 6, 7, 10, 13, 16, 22, 23 }, no[] = { 6, 9, 10, 11 }, still[] = { 17, 19, 20, 25, 32, 32, 34, 35 };

	for (size_t i = 0; i < sizeof came / sizeof *came; i++)
		handed_over(b, need, sender, came[i], CAME);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		handed_over(b, need, sender, no[i], SAID_NO);
	for (size_t i = 0; i < sizeof still / sizeof *still; i++)
		handed_over(b, need, sender, still[i], STILL);
}

static struct arrival_report reported(struct road_book *b)
{
	struct arrival_report r;

	b->w->ctx->who = &b->w->who;
	ok(arrival_report(b->w->ctx, &r) == OK);
	return r;
}

static const struct arrival_group *of_need(const struct arrival_report *r, const char *label)
{
	for (size_t i = 0; i < r->nneeds; i++)
		if (str_same(r->needs[i].name, label))
			return &r->needs[i];
	return NULL;
}

TEST(whoever_is_still_on_their_way_counts_as_not_yet_there_as_in_the_published_trial)
{
	struct road_book b = book_new();
	struct arrival_report r;

	the_21(&b, "talk", b.signe);
	r = reported(&b);
	same_int(r.all.n, 21);
	ok(fabs(r.all.arrival_days - 23) < 1e-9);
	ok(fabs(r.all.contact_days - 1) < 1e-9);
	ok(fabs(r.all.by[0] - (1 - 0.80672268907563)) < 1e-12);
	ok(fabs(r.all.by[1] - (1 - 0.690196078431372)) < 1e-12);
	ok(fabs(r.all.by[2] - (1 - 0.448179271708683)) < 1e-12);
	ok(fabs(r.all.lower - (1 - 0.680142628495241)) < 1e-12 && fabs(r.all.upper - (1 - 0.188052005959232)) < 1e-12);
	/* 21 at risk at first, and rounded down to five. */
	same_int(r.all.still[0], 20);
	world_free(b.w);
}

TEST(fewer_than_five_are_shown_nowhere_and_the_next_smallest_hides_with_them)
{
	struct road_book b = book_new();
	struct arrival_report r;

	the_21(&b, "talk", b.signe);
	for (int i = 0; i < 6; i++)
		handed_over(&b, "home", b.ward, 20, CAME);
	for (int i = 0; i < 3; i++)
		handed_over(&b, "ride", b.ward, 20, CAME);
	r = reported(&b);
	same_int(r.all.n, 30);
	same_int(r.nneeds, 3);
	ok(!r.needs[0].hidden && r.needs[0].n == 21);
	ok(r.needs[1].hidden && r.needs[2].hidden);
	ok(isnan(r.needs[1].arrival_days) && isnan(r.needs[1].by[2]) && !r.needs[1].drawn);
	/* Of senders two are large enough; nine of the ward have no median yet. */
	same_int(r.nsenders, 2);
	ok(!r.senders[1].hidden && r.senders[1].n == 9 && isnan(r.senders[1].arrival_days));
	ok(str_same(r.senders[1].name, "Afsnit 7"));
	world_free(b.w);
}

TEST(a_month_is_shown_when_it_is_over_and_nobody_is_found_by_two_days_pages)
{
	struct road_book b = book_new();
	struct arrival_report r;

	the_21(&b, "talk", b.signe);
	handed_over(&b, "talk", b.signe, 5, STILL);
	r = reported(&b);
	same_int(r.all.n, 21);
	same_int(r.to, day_of(2016, 11, 30));
	same_int(r.from, day_of(2015, 12, 1));
	ok(of_need(&r, "Somebody to talk to") || r.nneeds == 1);
	world_free(b.w);
}

TEST(the_page_has_the_curve_and_the_same_figures_and_nothing_about_few)
{
	struct road_book b = book_new();
	struct answer a;

	a = visit(b.w, "GET", "/en/work/arrivals", NULL);
	ok(says(a, "Fewer than five people") && !says(a, "<svg class=\"sheet\""));
	the_21(&b, "talk", b.signe);
	for (int i = 0; i < 4; i++)
		handed_over(&b, "home", b.ward, 20, CAME);
	a = visit(b.w, "GET", "/en/work/arrivals", NULL);
	ok(says(a, "Handed over from 1 December 2015 to 30 November 2016.") && says(a, "<svg") && says(a, "The same figures"));
	ok(says(a, "few") && says(a, "A: Everybody") && !says(a, "Signe</th>"));
	ok(says(visit(b.w, "GET", "/da/work/arrivals", NULL), "Hvor længe, til de er der"));
	ok(says(visit(b.w, "GET", "/en/work/loops", NULL), "/en/work/arrivals"));
	world_log_in(b.w, "Ole", ROLE_FACILITATOR, 0, 0);
	same_int(visit(b.w, "GET", "/en/work/arrivals", NULL).status, 403);
	/* Another organisation's people see none of ours. */
	world_log_in(b.w, "Karen", ROLE_COORDINATOR, 77, 0);
	ok(says(visit(b.w, "GET", "/en/work/arrivals", NULL), "Fewer than five people"));
	world_free(b.w);
}
