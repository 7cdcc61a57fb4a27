/* bounds_test.c -- whoever keeps one area brings its rows, and learns nothing of the others. */
#include "sheet/sheet_test.h"

/* Frise's coordinator of Tønder alone. */
static struct sheets in_toender(void)
{
	struct sheets s = sheets();
	struct str near;
	struct area a;

	ok(area_of_text(s.w->ctx, S("Tønder"), &a, &near) == OK);
	world_log_in(s.w, "Tønderkoordinator", ROLE_COORDINATOR, s.org, a.id);
	return s;
}

#define FORM "org=%lld&basis=agreement&text="

/* Bring it as they would, with its columns as named, and take it in; the address. */
static const char *bring_it(struct sheets *s, const char *target, const char *text, const char *columns)
{
	struct answer a = post(s->w, "/da/work/sheets", arena_printf(s->w->arena, "target=%s&" FORM "%s", target, (long long)s->org, text).p);
	const char *path = arena_z(s->w->arena, a.location);

	same_int(a.status, 303);
	same_int(post(s->w, arena_printf(s->w->arena, "%s/columns", path).p, columns).status, 303);
	return path;
}

TEST(a_coordinator_of_one_area_brings_its_people_and_rows_of_other_areas_say_whose_they_are)
{
	struct sheets s = in_toender();
	const char *path = bring_it(&s, "volunteers", "Navn%3BTelefon%3BKommune%0AAnna%3B00000041%3BT%C3%B8nder%0ABo%3B00000042%3BAarhus%0AIda%3B00000043%3B%0A",
				    "c1=name&c2=phone&c3=areas");
	struct answer a = visit(s.w, "GET", path, NULL);

	ok(says(visit(s.w, "GET", "/da/work/sheets", NULL), "Du passer ét område"));
	ok(says(a, "Bo") && says(a, "Du passer mennesker i ét område"));
	same_int(post(s.w, arena_printf(s.w->arena, "%s/taking", path).p, "").status, 303);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE phone = '00000041'"), 1);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE phone IN ('00000042', '00000043')"), 0);
	same_int(post(s.w, arena_printf(s.w->arena, "%s/undoing", path).p, "").status, 303);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE phone = '00000041'"), 0);
	world_free(s.w);
}

TEST(a_table_never_tells_a_coordinator_of_one_area_who_helps_in_another)
{
	struct sheets s = sheets();
	struct str near;
	struct area a;
	const char *path;

	take(&s, "volunteers", "Navn;Telefon;Kommune\nHemmelig Hansen;00000041;Aarhus\n");
	world_commit(s.w);
	ok(area_of_text(s.w->ctx, S("Tønder"), &a, &near) == OK);
	world_log_in(s.w, "Tønderkoordinator", ROLE_COORDINATOR, s.org, a.id);
	path = bring_it(&s, "courses", "Navn%3BMetode%3BDato%0AHemmelig+Hansen%3Bsmart%3B2016-02-01%0AIngen+Hansen%3Bsmart%3B2016-02-01%0A", "c1=name&c2=method&c3=issued");
	same_int(number(&s, "SELECT COUNT(*) FROM sheet_row WHERE verdict = 'refused' AND field = 'name'"), 2);
	same_int(number(&s, "SELECT COUNT(DISTINCT reason) FROM sheet_row WHERE verdict = 'refused'"), 1);
	path = bring_it(&s, "volunteers", "Navn%3BTelefon%3BKommune%0AHemmelig+Hansen%3B00000099%3BT%C3%B8nder%0A", "c1=name&c2=phone&c3=areas");
	same_int(post(s.w, arena_printf(s.w->arena, "%s/taking", path).p, "").status, 303);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE name = 'Hemmelig Hansen'"), 2);
	world_free(s.w);
}

TEST(a_coordinator_of_one_area_sees_their_own_tables_and_no_others)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Navn\nAnna\n");
	const char *path = arena_printf(s.w->arena, "/da/work/sheets/%lld", (long long)run.id).p, *mine;
	struct str near;
	struct area a;

	world_commit(s.w);
	ok(area_of_text(s.w->ctx, S("Tønder"), &a, &near) == OK);
	world_log_in(s.w, "Hele Frise", ROLE_COORDINATOR, s.org, 0);
	same_int(visit(s.w, "GET", path, NULL).status, 200);
	world_log_in(s.w, "Tønderkoordinator", ROLE_COORDINATOR, s.org, a.id);
	same_int(visit(s.w, "GET", path, NULL).status, 404);
	same_int(post(s.w, arena_printf(s.w->arena, "%s/forgetting", path).p, "").status, 404);
	ok(!says(visit(s.w, "GET", "/da/work/sheets", NULL), path));
	mine = bring_it(&s, "volunteers", "Navn%3BKommune%0AAnna%3BT%C3%B8nder%0A", "c1=name&c2=areas");
	ok(says(visit(s.w, "GET", "/da/work/sheets", NULL), mine));
	world_log_in(s.w, "Hele Frise", ROLE_COORDINATOR, s.org, 0);
	ok(says(visit(s.w, "GET", "/da/work/sheets", NULL), mine));
	world_free(s.w);
}

TEST(evenings_of_a_group_in_another_area_are_refused_by_their_row)
{
	struct evening_house h = evening_house();
	struct sheets s = { h.w, h.org };
	struct str near;
	struct area a, b;

	ok(area_of_text(s.w->ctx, S("Tønder"), &a, &near) == OK && area_of_text(s.w->ctx, S("Aarhus"), &b, &near) == OK);
	ok(db_script(s.w->ctx, arena_printf(s.w->arena, "UPDATE meeting SET area = %lld WHERE id = %lld", (long long)b.id, (long long)h.m.id).p) == OK);
	world_commit(s.w);
	world_log_in(s.w, "Tønderkoordinator", ROLE_COORDINATOR, s.org, a.id);
	bring_it(&s, "evenings", "Gruppe%3BDato%3BAntal%3BNye%0APr%C3%B8vegruppen%3B2016-11-02%3B7%3B1%0A", "c1=group&c2=day&c3=heads&c4=first_timers");
	same_int(number(&s, "SELECT COUNT(*) FROM sheet_row WHERE verdict = 'refused' AND field = 'group'"), 1);
	world_log_in(s.w, "Aarhuskoordinator", ROLE_COORDINATOR, s.org, b.id);
	bring_it(&s, "evenings", "Gruppe%3BDato%3BAntal%3BNye%0APr%C3%B8vegruppen%3B2016-11-02%3B7%3B1%0A", "c1=group&c2=day&c3=heads&c4=first_timers");
	same_int(number(&s, "SELECT COUNT(*) FROM sheet_row WHERE verdict = 'new'"), 1);
	world_free(s.w);
}
