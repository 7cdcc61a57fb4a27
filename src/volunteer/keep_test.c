/* keep_test.c -- nobody is kept longer than needed, asked for more than they said, or told of in a small number. */
#include "volunteer_test.h"
#include "db/db.h"

enum { DAY_S = 86400 };

static struct str said_of(struct world *w, struct str org, bool *found)
{
	struct volunteer_share *s;
	size_t n;

	*found = false;
	ok(volunteer_shares(w->ctx, &s, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (str_eq(s[i].org_name, org)) {
			*found = true;
			return s[i].small ? S("small") : arena_printf(w->arena, "%lld of %lld, %lld", (long long)s[i].own, (long long)s[i].known, (long long)s[i].unknown);
		}
	return S("");
}

TEST(whoever_left_is_forgotten_half_a_year_later_and_nobody_else)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte"), before = volunteer_number(w, "SELECT COUNT(*) FROM volunteer"), checks, people, waiting, over;
	struct problems bad = { 0 };
	struct volunteer v;

	ok(volunteer_get(w->ctx, ditte, &v) == OK);
	ok(volunteer_tidy(w->ctx, &checks, &people) == OK);
	before -= people;
	ok(volunteer_leave(w->ctx, &v, &bad) == OK && !bad.n);
	world_clock(w, w->ctx->now + VOLUNTEER_KEPT_DAYS * (int64_t)DAY_S);
	ok(volunteer_tidy(w->ctx, &checks, &people) == OK && !people);
	ok(volunteer_left_counts(w->ctx, &waiting, &over) == OK && waiting == 1 && !over);
	world_clock(w, w->ctx->now + DAY_S);
	ok(volunteer_left_counts(w->ctx, &waiting, &over) == OK && !waiting && over == 1);
	ok(volunteer_tidy(w->ctx, &checks, &people) == OK && people == 1);
	ok(volunteer_get(w->ctx, ditte, &v) == ERR_NOT_FOUND);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer"), before - 1);
	same_int(volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer_qualification WHERE volunteer = %lld", (long long)ditte).p), 0);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM event WHERE what = 'volunteer.tidied' AND detail = 'left=1 checks=0'"), 1);
	world_free(w);
}

TEST(a_childrens_certificate_that_was_not_in_order_is_forgotten_after_thirty_days_also_when_nobody_enters_anything)
{
	struct world *w = volunteer_world();
	int64_t checks, people;

	ok(db_script(w->ctx, arena_printf(w->arena, "INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, result, entered_day, seen_by, at)"
		" VALUES (9001, %lld, 'child_check', '2016-12-12', '9999-12-31', 'not_in_order', '2016-12-12', 900, 0)", (long long)volunteer_named(w, "Ditte")).p) == OK);
	world_clock(w, w->ctx->now + 30 * DAY_S);
	ok(volunteer_tidy(w->ctx, &checks, &people) == OK && !checks);
	world_clock(w, w->ctx->now + DAY_S);
	ok(volunteer_tidy(w->ctx, &checks, &people) == OK && checks == 1);
	world_free(w);
}

TEST(whoever_is_on_for_more_than_they_said_is_told_of_today_and_not_offered_anything_new)
{
	struct world *w = volunteer_world();
	int64_t zenia = volunteer_named(w, "Zenia"), frise = volunteer_org(w, "Frise");
	struct meeting m;
	struct answer a;
	const char *form;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	form = arena_printf(w->arena, "/en/work/meetings/%lld/helpers", (long long)m.id).p;
	/* Nobody else's day fills the page. */
	ok(db_script(w->ctx, "UPDATE participant SET erased_at = 1 WHERE erased_at IS NULL") == OK);
	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "said at most 0"));
	ok(says(visit(w, "GET", form, NULL), arena_printf(w->arena, "value=\"%lld\"", (long long)zenia).p));
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE volunteer SET most_meetings = 0 WHERE id = %lld", (long long)zenia).p) == OK);
	world_commit(w);
	ok(says(visit(w, "GET", "/en/work", NULL), "said at most 0"));
	a = visit(w, "GET", form, NULL);
	ok(!says(a, arena_printf(w->arena, "value=\"%lld\"", (long long)zenia).p) && says(a, "On more often than they want, and so not offered"));
	/* Of no interest to another organisation. */
	world_log_in(w, "karen2", ROLE_COORDINATOR, volunteer_org(w, "Frivillighuset Varde"), 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "said at most 0"));
	world_free(w);
}

TEST(how_many_of_those_who_lead_know_it_from_themselves_is_told_with_how_many_have_not_said)
{
	struct world *w = volunteer_world();
	int64_t frise = volunteer_org(w, "Frise");
	bool found;

	/* Twelve who lead, five with own experience, six without; then one more has not said. */
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE volunteer SET lived = 'not_said' WHERE org = %lld; UPDATE volunteer SET state = 'trained' WHERE org = %lld", (long long)frise,
					  (long long)frise).p) == OK);
	for (int i = 0; i < 11; i++)
		ok(db_script(w->ctx, arena_printf(w->arena, "INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, lived, made_at, changed_at)"
			" VALUES (%d, %lld, 'L%d', 'l%d', 'active', '2016-01-01', 1, FALSE, '%s', 0, 0);"
			"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
			" VALUES (%d, 1, %d, 'facilitator', NULL, '2016-01-01', NULL, FALSE, 'planned', 0, 0)",
			8000 + i, (long long)frise, i, i, i < 5 ? "own" : i < 8 ? "family" : "none", 8100 + i, 8000 + i).p) == OK);
	same_text(said_of(w, S("Frise"), &found), "5 of 11, 0");
	ok(db_script(w->ctx, "UPDATE volunteer SET lived = 'not_said' WHERE id = 8010") == OK);
	same_text(said_of(w, S("Frise"), &found), "small");
	ok(db_script(w->ctx, "UPDATE volunteer SET lived = 'none' WHERE id IN (8000, 8010)") == OK);
	same_text(said_of(w, S("Frise"), &found), "small");
	ok(db_script(w->ctx, "UPDATE volunteer SET lived = 'own' WHERE id = 8000") == OK);
	world_commit(w);
	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	ok(says(visit(w, "GET", "/en/work/volunteers", NULL), "5 of 11 know it from themselves (45 %). Not said: 0."));
	world_log_in(w, "karen2", ROLE_COORDINATOR, volunteer_org(w, "Frivillighuset Varde"), 0);
	ok(!says(visit(w, "GET", "/en/work/volunteers", NULL), "5 of 11"));
	world_free(w);
}
