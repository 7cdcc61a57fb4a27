/* link_test.c -- a link opens one form once, and tells nothing else. */
#include "evening/evening_test.h"

static const char *link_of(struct evening_house *h)
{
	const char *made = arena_printf(h->w->arena, "%s/links", h->path).p;
	struct answer a;
	struct str token;

	as_coordinator(h);
	a = post(h->w, made, "");
	same_int(a.status, 303);
	token = str_slice(a.location, str_index(a.location, S("/links/"), 0) + 7, a.location.n);
	ok(says(visit(h->w, "GET", arena_z(h->w->arena, a.location), NULL), "/da/e/"));
	world_log_out(h->w);
	return arena_printf(h->w->arena, "/da/e/%.*s", STR_ARG(token)).p;
}

#define BY_LINK "heads=6&first_timers=2&incident=no&led=rota&state=held"

TEST(a_link_shows_this_group_and_date_and_nothing_else)
{
	struct evening_house h = evening_house();
	const char *link;
	struct answer a;

	as_facilitator(&h);
	same_int(post(h.w, arena_printf(h.w->arena, "/da/work/evenings/%lld/2016-11-30", (long long)h.m.id).p, NORMAL).status, 303);
	link = link_of(&h);
	a = visit(h.w, "GET", link, NULL);
	same_int(a.status, 200);
	ok(says(a, "Prøvegruppen") && says(a, "7. december"));
	ok(!says(a, "Jonna") && !says(a, "Bo<") && !says(a, "Sidst kom") && !says(a, "30. november") && !says(a, "/work/"));
	world_free(h.w);
}

TEST(a_link_is_dead_after_use_and_tells_nothing_then)
{
	struct evening_house h = evening_house();
	const char *link = link_of(&h);
	struct answer a;

	same_int(visit(h.w, "GET", link, NULL).status, 200);
	same_int(post(h.w, link, "heads=6&state=held").status, 422);     /* a mistake does not use it up */
	a = post(h.w, link, BY_LINK);
	same_int(a.status, 303);
	ok(says(visit(h.w, "GET", arena_z(h.w->arena, a.location), NULL), "Tak"));
	same_text(evening_ask(&h, "SELECT heads || ' ' || by_what || ' ' || account || ' ' || (SELECT COUNT(*) FROM evening_led) FROM evening"), "6 link 0 1");
	a = visit(h.w, "GET", link, NULL);
	same_int(a.status, 410);
	ok(!says(a, "Prøvegruppen") && !says(a, "6 kom"));
	same_int(post(h.w, link, "heads=9&first_timers=0&incident=no&led=rota&state=held").status, 410);
	same_text(evening_ask(&h, "SELECT heads FROM evening"), "6");
	world_free(h.w);
}

TEST(a_link_runs_out_48_hours_after_the_end)
{
	struct evening_house h = evening_house();
	const char *link = link_of(&h);

	world_clock(h.w, EVENING_ENDS + 48 * HOUR_S - 1);
	same_int(visit(h.w, "GET", link, NULL).status, 200);
	world_clock(h.w, EVENING_ENDS + 48 * HOUR_S);
	same_int(visit(h.w, "GET", link, NULL).status, 410);
	same_int(post(h.w, link, BY_LINK).status, 410);
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening"), "0");
	world_free(h.w);
}

TEST(a_link_does_not_open_what_was_written_down_in_another_way)
{
	struct evening_house h = evening_house();
	const char *link = link_of(&h);

	as_facilitator(&h);
	same_int(post(h.w, h.path, NORMAL).status, 303);
	world_log_out(h.w);
	same_int(visit(h.w, "GET", link, NULL).status, 410);
	same_int(post(h.w, link, BY_LINK).status, 410);
	world_free(h.w);
}

TEST(a_link_is_kept_nowhere_but_as_a_keyed_hash)
{
	struct evening_house h = evening_house();
	struct str token = str_of(link_of(&h) + 6);

	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening_link"), "1");
	ok(!str_eq(evening_ask(&h, "SELECT tag FROM evening_link"), token));
	same_text(evening_ask(&h, arena_printf(h.w->arena, "SELECT COUNT(*) FROM event WHERE replace(detail, '%.*s', '') <> detail", STR_ARG(token)).p), "0");
	same_int(visit(h.w, "GET", "/da/e/abcdefghjkmnpqrstuvwxyz234", NULL).status, 404);
	world_free(h.w);
}

TEST(a_link_takes_the_check_along_and_a_note_only_the_coordinator_reads)
{
	struct evening_house h = evening_house();
	const char *link = link_of(&h);
	struct answer a;

	same_int(post(h.w, link, BY_LINK "&c1=y&c2=y&c3=y&c4=y&c5=p&note=Nøglen+binder").status, 303);
	same_text(evening_ask(&h, "SELECT answers FROM evening_check"), "yyyyp-");
	as_coordinator(&h);
	a = visit(h.w, "GET", h.path, NULL);
	ok(says(a, "Nøglen binder") && says(a, "90 % af 5 punkter"));
	as_facilitator(&h);
	ok(!says(visit(h.w, "GET", h.path, NULL), "Nøglen binder"));
	world_free(h.w);
}
