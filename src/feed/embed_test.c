/* embed_test.c -- our list on other people's pages. */
#include "feed/feed_test.h"
#include "demo/demo.h"

TEST(a_frame_shows_the_next_dates_of_an_area_without_a_script)
{
	struct world *w = world_new();
	struct answer a;

	feed_meeting(w, "Tirsdagsgruppen", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	a = visit(w, "GET", "/embed/da/meetings?area=varde", NULL);
	same_int(a.status, 200);
	ok(says(a, "Tirsdagsgruppen") && says(a, "Tirsdag den 13. december") && says(a, "19.00–20.30") && says(a, "bekræftet for 3 dage siden"));
	ok(!says(a, "<script") && !a.cookie.p && !answer_header(a, "X-Frame-Options").p);
	ok(says(a, "target=\"_blank\" rel=\"noopener noreferrer\""));
	ok(says(visit(w, "GET", "/embed/en/meetings?area=varde", NULL), "Tuesday 13 December"));
	ok(!says(visit(w, "GET", "/embed/da/meetings?area=aarhus", NULL), "Tirsdagsgruppen"));
	world_free(w);
}

TEST(an_area_that_we_do_not_know_is_an_empty_list_that_says_so)
{
	struct world *w = world_new();
	struct answer a = visit(w, "GET", "/embed/en/meetings?area=atlantis", NULL);

	same_int(a.status, 200);
	ok(says(a, "We do not know the area or organisation in this address, so the list is empty."));
	ok(says(visit(w, "GET", "/embed/da/meetings.html?org=ingen", NULL), "Vi kender ikke området"));
	world_free(w);
}

TEST(a_piece_of_a_page_is_only_that)
{
	struct world *w = world_new();
	struct answer a;

	feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	a = visit(w, "GET", "/embed/da/meetings.html", NULL);
	ok(says(a, "Tirsdagsgruppen") && !says(a, "<html") && !says(a, "<body"));
	same_text(answer_header(a, "Access-Control-Allow-Origin"), "*");
	world_free(w);
}

/* The policies that an answer carries, one after another. */
static struct str policies(struct world *w, struct answer a)
{
	struct str all = S("");

	for (size_t i = 0; i < a.nheaders; i++)
		if (str_same(a.headers[i].name, "Content-Security-Policy"))
			all = arena_printf(w->arena, "%.*s [%.*s]", STR_ARG(all), STR_ARG(a.headers[i].value));
	return all;
}

TEST(an_organisation_says_which_sites_may_frame_its_list)
{
	struct world *w = world_new();
	int64_t id = feed_org(w, "Støttehuset");
	struct problems bad = { 0 };
	struct org o;
	struct answer a;

	ok(str_index(policies(w, visit(w, "GET", "/embed/da/meetings?org=stoettehuset", NULL)), S("frame-ancestors *"), 0) != SIZE_MAX);
	ok(org_get(w->ctx, id, &o) == OK);
	o.frame_hosts = S("www.example.org kommune.example.org");
	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	a = visit(w, "GET", "/embed/da/meetings?org=stoettehuset", NULL);
	ok(str_index(policies(w, a), S("[frame-ancestors 'self' https://www.example.org https://kommune.example.org]"), 0) != SIZE_MAX);
	ok(!says(a, "kommune.example.org"));
	world_free(w);
}

TEST(what_nobody_has_confirmed_for_half_a_year_stands_on_no_other_page)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Den gamle gruppe", 0, 0);

	m.verified_at = w->ctx->now - 181 * 86400;
	feed_keep(w, &m);
	ok(!says(visit(w, "GET", "/embed/da/meetings", NULL), "Den gamle gruppe"));
	ok(!says(visit(w, "GET", "/embed/da/meetings?old=1", NULL), "Den gamle gruppe"));
	world_free(w);
}

TEST(the_page_for_other_sites_shows_what_to_copy_for_the_part_that_was_chosen)
{
	struct world *w = world_new();
	struct answer a;

	w->folder.house.origin = S("http://localhost:8080");
	feed_meeting(w, "Tirsdagsgruppen", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	a = visit(w, "GET", "/en/embed?area=varde&org=stoettehuset", NULL);
	same_int(a.status, 200);
	ok(says(a, "/embed/en/meetings?area=varde&amp;org=stoettehuset&#34;"));
	ok(says(a, "webcal://localhost:8080/feeds/meetings.ics?area=varde&amp;org=stoettehuset"));
	ok(says(a, "<option value=\"varde\" selected>Varde</option>") && says(a, "Støttehuset"));
	a = visit(w, "GET", "/da/embed?area=atlantis", NULL);
	ok(says(a, "Vi kender ikke området, organisationen eller metoden") && !says(a, "area=atlantis&#34;"));
	world_free(w);
}

TEST(every_kind_of_support_stands_in_a_frame_with_kind_price_and_the_day_it_was_confirmed)
{
	struct world *w = world_new();
	struct answer a;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	a = visit(w, "GET", "/embed/en/support?kind=housing&not=faith", NULL);
	same_int(a.status, 200);
	ok(says(a, "Housing · Free") && says(a, "By phone · Monday to Friday") && says(a, "confirmed ") && says(a, "/en/support/bevar-din-bolig"));
	ok(!says(a, "<script") && !a.cookie.p && says(a, "target=\"_blank\" rel=\"noopener noreferrer\""));
	a = visit(w, "GET", "/embed/da/support.html?q=varde", NULL);
	ok(says(a, "bekræftet") && !says(a, "<html"));
	ok(says(visit(w, "GET", "/embed/en/support?area=atlantis", NULL), "so the list is empty"));
	ok(says(visit(w, "GET", "/en/embed?org=frise", NULL), "/embed/en/support?org=frise"));
	world_free(w);
}
