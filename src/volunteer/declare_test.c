/* declare_test.c -- two named people say once a year that the children's register is right. */
#include "volunteer_test.h"
#include "db/db.h"
#include "volunteer/declare.h"

enum { DAY_S = 86400 };

/* Frise, its coordinator logged in, and two people who may be named. */
struct register_house {
	struct world *w;
	int64_t org, first, second;
	const char *path, *own;
};

static int64_t account_of(struct world *w, const char *name)
{
	return volunteer_number(w, arena_printf(w->arena, "SELECT id FROM account WHERE name = '%s'", name).p);
}

static struct register_house register_house(void)
{
	struct register_house h = { .w = volunteer_world() };

	h.org = volunteer_org(h.w, "Frise");
	world_log_in(h.w, "Formanden", ROLE_FINANCE, h.org, 0);
	world_log_in(h.w, "Sekretæren", ROLE_FACILITATOR, h.org, 0);
	world_log_in(h.w, "Fremmed", ROLE_FACILITATOR, volunteer_org(h.w, "Vælg Friheden"), 0);
	h.first = account_of(h.w, "Formanden"), h.second = account_of(h.w, "Sekretæren");
	h.path = arena_printf(h.w->arena, "/en/work/volunteers/register/%lld", (long long)h.org).p;
	h.own = arena_printf(h.w->arena, "/en/work/own/register/%lld", (long long)h.org).p;
	world_log_in(h.w, "signe2", ROLE_COORDINATOR, h.org, 0);
	return h;
}

static const char *naming(struct register_house *h, int64_t first, int64_t second)
{
	return arena_printf(h->w->arena, "first=%lld&second=%lld", (long long)first, (long long)second).p;
}

/* Inger is accepted, the certificate in order; she is put on with the children of a group. */
static void inger_is_on(struct register_house *h, const char *result)
{
	int64_t inger = volunteer_named(h->w, "Inger");
	struct meeting m;

	volunteer_meeting(h->w, "mandagsgruppen-aarhus", &m);
	ok(db_script(h->w->ctx, arena_printf(h->w->arena, "INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, result, entered_day, seen_by, at)"
		" VALUES (9001, %lld, 'child_check', '2016-12-01', '2017-06-30', '%s', '2016-12-01', 900, 0)", (long long)inger, result).p) == OK);
	ok(db_script(h->w->ctx, arena_printf(h->w->arena, "INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
		" VALUES (9002, %lld, %lld, 'child_carer', NULL, '2016-12-01', '2017-05-31', FALSE, 'planned', 0, 0)", (long long)m.id, (long long)inger).p) == OK);
}

TEST(the_coordinator_names_two_different_people_of_the_organisation)
{
	struct register_house h = register_house();
	struct answer a;

	a = visit(h.w, "GET", h.path, NULL);
	ok(a.status == 200 && says(a, "Nobody is named") && says(a, "Formanden") && !says(a, "Fremmed"));
	a = post(h.w, h.path, naming(&h, h.first, h.first));
	ok(a.status == 422 && says(a, "Choose two different people."));
	a = post(h.w, h.path, naming(&h, h.first, account_of(h.w, "Fremmed")));
	ok(a.status == 422 && says(a, "Choose somebody from the list."));
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declarer"), 0);
	same_int(post(h.w, h.path, naming(&h, h.first, h.second)).status, 303);
	ok(says(visit(h.w, "GET", h.path, NULL), "The first time by 11 January 2017"));
	/* Who stays goes on as before; the places may change. */
	world_clock(h.w, h.w->ctx->now + 10 * DAY_S);
	world_log_in(h.w, "signe2", ROLE_COORDINATOR, h.org, 0);
	same_int(post(h.w, h.path, naming(&h, h.second, account_of(h.w, "signe2"))).status, 303);
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declarer WHERE place = 1 AND since = '2016-12-12'"), 1);
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declarer WHERE place = 2 AND since = '2016-12-22'"), 1);
	world_free(h.w);
}

TEST(nobody_else_names_them_or_sees_the_register)
{
	struct register_house h = register_house();

	same_int(post(h.w, h.path, naming(&h, h.first, h.second)).status, 303);
	same_int(visit(h.w, "GET", h.own, NULL).status, 404);
	world_log_in(h.w, "Fremmed", ROLE_FACILITATOR, volunteer_org(h.w, "Vælg Friheden"), 0);
	same_int(visit(h.w, "GET", h.path, NULL).status, 403);
	same_int(visit(h.w, "GET", h.own, NULL).status, 404);
	same_int(post(h.w, h.own, "").status, 404);
	world_log_in(h.w, "En anden", ROLE_COORDINATOR, volunteer_org(h.w, "Vælg Friheden"), 0);
	same_int(visit(h.w, "GET", h.path, NULL).status, 403);
	same_int(post(h.w, h.path, naming(&h, h.first, h.second)).status, 403);
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declaration"), 0);
	world_free(h.w);
}

TEST(each_of_the_two_is_asked_on_today_until_they_have_said_it_and_again_a_year_later)
{
	struct register_house h = register_house();

	same_int(post(h.w, h.path, naming(&h, h.first, h.second)).status, 303);
	ok(!says(visit(h.w, "GET", "/en/work", NULL), "register of children"));
	world_log_in(h.w, "Formanden", ROLE_FINANCE, h.org, 0);
	ok(says(visit(h.w, "GET", "/en/work", NULL), "Is the register of children’s certificates right?"));
	same_int(post(h.w, h.own, "").status, 303);
	same_int(post(h.w, h.own, "").status, 303);
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declaration"), 1);
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM event WHERE what = 'volunteer.register_right'"), 1);
	ok(says(visit(h.w, "GET", h.own, NULL), "12 December 2016: Formanden said that it is right."));
	ok(!says(visit(h.w, "GET", "/en/work", NULL), "register of children"));
	world_log_in(h.w, "Sekretæren", ROLE_FACILITATOR, h.org, 0);
	ok(says(visit(h.w, "GET", "/en/work", NULL), "register of children"));
	world_clock(h.w, h.w->ctx->now + 334 * (int64_t)DAY_S);
	world_log_in(h.w, "Formanden", ROLE_FINANCE, h.org, 0);
	ok(!says(visit(h.w, "GET", "/en/work", NULL), "register of children"));
	world_clock(h.w, h.w->ctx->now + DAY_S);
	world_log_in(h.w, "Formanden", ROLE_FINANCE, h.org, 0);
	ok(says(visit(h.w, "GET", "/en/work", NULL), "register of children"));
	world_free(h.w);
}

TEST(whoever_is_near_children_stands_in_the_register_with_whether_it_is_in_order_and_nothing_else)
{
	struct register_house h = register_house();
	struct answer a;

	ok(says(visit(h.w, "GET", h.path, NULL), "Not in order yet, and not with children"));
	inger_is_on(&h, "in_order");
	a = visit(h.w, "GET", h.path, NULL);
	ok(says(a, "Inger") && says(a, "In order until 30") && !says(a, "Ditte"));
	world_free(h.w);
}

TEST(the_register_is_not_said_to_be_right_while_somebody_is_with_children_without_a_certificate_in_order)
{
	struct register_house h = register_house();
	struct answer a;

	same_int(post(h.w, h.path, naming(&h, h.first, h.second)).status, 303);
	inger_is_on(&h, "in_order");
	ok(db_script(h.w->ctx, "UPDATE volunteer_qualification SET counts_to = '2016-12-11' WHERE id = 9001") == OK);
	world_log_in(h.w, "Formanden", ROLE_FINANCE, h.org, 0);
	a = post(h.w, h.own, "");
	ok(a.status == 422 && says(a, "Inger is on for child care without a certificate in order."));
	same_int(volunteer_number(h.w, "SELECT COUNT(*) FROM volunteer_declaration"), 0);
	ok(db_script(h.w->ctx, "UPDATE volunteer_assignment SET state = 'ended' WHERE id = 9002") == OK);
	same_int(post(h.w, h.own, "").status, 303);
	same_int(volunteer_number(h.w, "SELECT near FROM volunteer_declaration"), volunteer_number(h.w, "SELECT in_order FROM volunteer_declaration") + 1);
	world_free(h.w);
}
