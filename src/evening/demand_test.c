/* demand_test.c -- what people wait for becomes a new group, and a group of counts only asks nobody for anything. */
#include "evening/evening_test.h"

static int64_t waiting(struct evening_house *h, const struct meeting *m, const char *nickname)
{
	struct problems bad = { 0 };
	int64_t id = 0;

	ok(evening_seat_wait(h->w->ctx, m, str_of(nickname), &id, &bad) == OK && !bad.n);
	return id;
}

/* So many wait for a seat in the group. */
static void many_wait(struct evening_house *h, const struct meeting *m, int n)
{
	for (int i = 0; i < n; i++)
		waiting(h, m, arena_printf(h->w->arena, "Fugl %d", i).p);
}

static struct evening_demand only_demand(struct evening_house *h)
{
	struct evening_demand *d;
	size_t n;

	ok(evening_demands(h->w->ctx, &d, &n) == OK);
	same_int((int64_t)n, 1);
	return n ? d[0] : (struct evening_demand){ 0 };
}

static int64_t number(struct evening_house *h, const char *sql)
{
	int64_t n = -1;

	ok(str_int(evening_ask(h, sql), &n));
	return n;
}

static void nobody_waits_yet(struct evening_house *h)
{
	ok(db_script(h->w->ctx, "DELETE FROM evening_seat") == OK);
}

/* Another group of Frise's on the same evening for the same people, as it is when the draft has been published. */
static struct meeting group_alike(struct evening_house *h, int seats)
{
	struct meeting m = h->m;
	struct problems bad = { 0 };
	struct evening_group g = { .from_day = day_of(2016, 12, 14), .seats = seats, .starts_with = 4, .talk = S("none") };

	m.id = 0, m.slug = S("ny"), m.name = S("Ny gruppe");
	ok(meeting_save(h->w->ctx, &m, &bad) == OK && !bad.n);
	ok(evening_group_save(h->w->ctx, &m, &g, &bad) == OK && !bad.n);
	return m;
}

TEST(everybody_who_waits_is_counted_once_by_what_the_talk_came_to)
{
	struct evening_house h = evening_house();
	struct problems bad = { 0 };
	struct evening_demand d;
	int64_t id;

	nobody_waits_yet(&h);
	as_coordinator(&h);
	many_wait(&h, &h.m, 3);
	ok(evening_seat_talk(h.w->ctx, &h.m, waiting(&h, &h.m, "Regn"), S("other_offer")) == OK);
	ok(evening_seat_talk(h.w->ctx, &h.m, waiting(&h, &h.m, "Sne"), S("not_now")) == OK);
	ok(evening_seat_talk(h.w->ctx, &h.m, waiting(&h, &h.m, "Sol"), S("waits")) == OK);
	id = waiting(&h, &h.m, "Vind");
	ok(evening_seat_offer(h.w->ctx, &h.m, id, &bad) == OK && !bad.n);
	d = only_demand(&h);
	same_int(d.waits, 4);
	same_int(d.other, 1);
	ok(d.weekdays == 1u << 3 && d.pattern == h.m.id && d.starts_with == 4 && evening_demand_is_enough(&d));
	/* Whose offer has run out waits again; who looked for something else half a year ago has found it or not. */
	world_clock(h.w, EVENING_ENDS + 5 * (int64_t)DAY_S);
	same_int(only_demand(&h).waits, 5);
	world_clock(h.w, EVENING_ENDS + (EVENING_DEMAND_DAYS + 1) * (int64_t)DAY_S);
	same_int(only_demand(&h).other, 0);
	world_free(h.w);
}

TEST(who_looks_for_another_offer_is_counted_also_after_leaving_the_line)
{
	struct evening_house h = evening_house();
	int64_t regn, sol;

	nobody_waits_yet(&h);
	regn = waiting(&h, &h.m, "Regn"), sol = waiting(&h, &h.m, "Sol");
	ok(evening_seat_talk(h.w->ctx, &h.m, regn, S("other_offer")) == OK);
	ok(evening_seat_leave(h.w->ctx, &h.m, regn) == OK && evening_seat_leave(h.w->ctx, &h.m, sol) == OK);
	same_int(only_demand(&h).other, 1);
	same_int(only_demand(&h).waits, 0);
	world_free(h.w);
}

TEST(a_coordinator_sees_only_what_is_waited_for_in_their_own_groups)
{
	struct evening_house h = evening_house();
	const char *path = "/da/work/gaps/demand";

	nobody_waits_yet(&h);
	many_wait(&h, &h.m, 5);
	as_coordinator(&h);
	ok(says(visit(h.w, "GET", path, NULL), "Onsdag"));
	world_log_in(h.w, "En anden", ROLE_COORDINATOR, h.other_org, 0);
	ok(!says(visit(h.w, "GET", path, NULL), "Onsdag"));
	same_int(post(h.w, path, arena_printf(h.w->arena, "pattern=%lld", (long long)h.m.id).p).status, 404);
	as_facilitator(&h);
	same_int(visit(h.w, "GET", path, NULL).status, 403);
	world_free(h.w);
}

TEST(small_numbers_are_not_told_and_when_enough_wait_a_draft_begins_from_what_they_wait_for)
{
	struct evening_house h = evening_house();
	const char *path = "/da/work/gaps/demand", *body = arena_printf(h.w->arena, "pattern=%lld", (long long)h.m.id).p;
	int64_t before = number(&h, "SELECT COUNT(*) FROM meeting");
	struct meeting m;
	struct answer a;

	nobody_waits_yet(&h);
	as_coordinator(&h);
	ok(says(visit(h.w, "GET", path, NULL), "Ingen venter"));
	many_wait(&h, &h.m, 3);
	a = visit(h.w, "GET", path, NULL);
	ok(says(a, "Onsdag") && says(a, "1 til 4") && says(a, "Begynder med 4") && !says(a, "Start en gruppe") && !says(a, "Fugl"));
	same_int(post(h.w, path, body).status, 422);
	same_int(number(&h, "SELECT COUNT(*) FROM meeting"), before);
	many_wait(&h, &h.m, 3);
	a = visit(h.w, "GET", path, NULL);
	ok(says(a, "Start en gruppe") && says(a, ">6<"));
	same_int(post(h.w, path, body).status, 303);
	same_int(number(&h, "SELECT COUNT(*) FROM meeting"), before + 1);
	ok(meeting_get(h.w->ctx, number(&h, "SELECT id FROM meeting WHERE name = 'Ny gruppe' AND state = 'draft'"), &m) == OK);
	ok(m.org == h.org && str_same(m.weekdays, "we") && m.start_min == 19 * 60 && str_same(m.method, "smart") && !m.location);
	same_int(number(&h, arena_printf(h.w->arena, "SELECT seats FROM evening_series WHERE meeting = %lld", (long long)m.id).p), 8);
	same_int(visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/meetings/%lld/edit", (long long)m.id).p, NULL).status, 200);
	world_free(h.w);
}

TEST(those_who_wait_elsewhere_are_offered_the_seats_of_the_new_group_first_come_first_and_no_more)
{
	struct evening_house h = evening_house();
	struct meeting m;
	int64_t waits;
	const char *path;
	struct answer a;

	nobody_waits_yet(&h);
	as_coordinator(&h);
	m = group_alike(&h, 2);
	path = arena_printf(h.w->arena, "/da/work/evenings/%lld/seats", (long long)m.id).p;
	for (int i = 0; i < 3; i++) {
		world_clock(h.w, EVENING_ENDS + i);
		waiting(&h, &h.m, i == 0 ? "Havørn" : i == 1 ? "Regn" : "Sol");
	}
	ok(evening_seats_alike(h.w->ctx, &m, &waits) == OK && waits == 3);
	ok(says(visit(h.w, "GET", path, NULL), "3 venter på en plads samme aften"));
	same_int(post(h.w, arena_printf(h.w->arena, "/da/work/evenings/%lld/offers", (long long)m.id).p, "").status, 303);
	a = visit(h.w, "GET", path, NULL);
	ok(says(a, "Havørn") && says(a, "Regn") && !says(a, "Sol") && says(a, "2 af 2 pladser") && !says(a, "samme aften"));
	a = visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/evenings/%lld/seats", (long long)h.m.id).p, NULL);
	ok(says(a, "Sol") && !says(a, "Havørn"));
	world_free(h.w);
}

TEST(a_new_group_of_another_organisation_is_not_told_who_waits)
{
	struct evening_house h = evening_house();
	struct meeting m;
	int64_t waits, n;

	nobody_waits_yet(&h);
	many_wait(&h, &h.m, 3);
	m = group_alike(&h, 5);
	m.org = h.other_org;
	ok(evening_seats_alike(h.w->ctx, &m, &waits) == OK && !waits);
	ok(evening_seats_bring(h.w->ctx, &m, &n) == OK && !n);
	as_facilitator(&h);
	same_int(post(h.w, arena_printf(h.w->arena, "/da/work/evenings/%lld/offers", (long long)m.id).p, "").status, 403);
	world_log_in(h.w, "En anden", ROLE_COORDINATOR, h.other_org, 0);
	same_int(post(h.w, arena_printf(h.w->arena, "/da/work/evenings/%lld/offers", (long long)m.id).p, "").status, 403);
	world_free(h.w);
}

/* --- counts only ------------------------------------------------------------------------------------------------- */

TEST(of_a_group_that_keeps_counts_only_no_screen_asks_for_a_nickname)
{
	struct evening_house h = evening_house();
	const char *group = arena_printf(h.w->arena, "/da/work/evenings/%lld", (long long)h.m.id).p;
	const char *seats = arena_printf(h.w->arena, "%s/seats", group).p;
	struct problems bad = { 0 };
	struct answer a;
	int64_t id;
	bool yes;

	nobody_waits_yet(&h);
	as_coordinator(&h);
	ok(evening_counts_only(h.w->ctx, h.m.id, &yes) == OK && !yes);
	ok(says(visit(h.w, "GET", group, NULL), "/seats"));
	same_int(post(h.w, group, "from_day=1.11.2016&seats=8&starts_with=4&talk=none&counts_only=yes").status, 303);
	ok(evening_counts_only(h.w->ctx, h.m.id, &yes) == OK && yes);
	a = visit(h.w, "GET", group, NULL);
	ok(says(a, "Kun tal:") && !says(a, "/seats"));
	same_int(visit(h.w, "GET", seats, NULL).status, 404);
	same_int(post(h.w, seats, "nickname=Regn").status, 404);
	ok(evening_seat_wait(h.w->ctx, &h.m, S("Regn"), &id, &bad) == OK && bad.n == 1);
	same_int(number(&h, "SELECT COUNT(*) FROM evening_seat"), 0);
	/* What came of an evening is written down as before: counts are all of it. */
	same_int(post(h.w, h.path, NORMAL).status, 303);
	/* Without the tick it is as it was. */
	same_int(post(h.w, group, "from_day=1.11.2016&seats=8&starts_with=4&talk=none").status, 303);
	same_int(visit(h.w, "GET", seats, NULL).status, 200);
	world_free(h.w);
}

TEST(counts_only_waits_until_nobody_stands_in_the_line_and_forgets_who_left)
{
	struct evening_house h = evening_house();
	struct evening_group g;
	struct problems bad = { 0 };
	int64_t id;

	nobody_waits_yet(&h);
	id = waiting(&h, &h.m, "Regn");
	ok(evening_group(h.w->ctx, h.m.id, &g) == OK);
	g.counts_only = true;
	ok(evening_group_save(h.w->ctx, &h.m, &g, &bad) == OK && bad.n == 1);
	same_text(str_of(bad.at[0].field), "counts_only");
	same_int(number(&h, "SELECT COUNT(*) FROM evening_series WHERE counts_only"), 0);
	ok(evening_seat_leave(h.w->ctx, &h.m, id) == OK);
	bad.n = 0;
	ok(evening_group_save(h.w->ctx, &h.m, &g, &bad) == OK && !bad.n);
	same_int(number(&h, "SELECT COUNT(*) FROM evening_seat"), 0);
	world_free(h.w);
}
