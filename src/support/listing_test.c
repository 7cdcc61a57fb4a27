/* listing_test.c -- the public page of a service tells the truth, or that something is not known. */
#include "world.h"
#include "demo/demo.h"
#include "location/location.h"
#include "service/service.h"

#include <stdlib.h>

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = w->who.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static struct service_whole named(struct world *w, const char *slug)
{
	struct service_whole s;

	ok(service_of_slug(w->ctx, str_of(slug), &s) == OK);
	return s;
}

TEST(a_house_says_who_gives_it_what_it_costs_and_what_happens_when_one_uses_again)
{
	struct world *w = demo_world();
	struct answer a = visit(w, "GET", "/en/support/bohuset-paa-amager-koebenhavn-s", NULL);

	same_int(a.status, 200);
	ok(says(a, "The house on Amager") && says(a, "Housing with support") && says(a, "Confirmed"));
	ok(says(a, "DKK 3,500 to DKK 4,200 a month") && says(a, "You, perhaps with housing benefit"));
	ok(says(a, "You do not lose the room.") && says(a, "A house leader looks in") && says(a, "DKK 3,500"));
	ok(says(a, "1 room free, counted today at") && says(a, "Substitution medicine welcome"));
	ok(says(a, "/en/support/bohuset-paa-amager-koebenhavn-s/report") && says(a, "qr.svg"));
	a = visit(w, "GET", "/da/support/bohuset-paa-amager-koebenhavn-s", NULL);
	ok(says(a, "Bohuset på Amager") && says(a, "3.500 kr. til 4.200 kr. om måneden") && says(a, "Man mister ikke værelset."));
	world_free(w);
}

TEST(a_vacancy_of_yesterday_says_call_to_check_on_its_page)
{
	struct world *w = demo_world();

	ok(says(visit(w, "GET", "/en/support/klosterhuset-frederiksberg", NULL), "Call to check. Yesterday at 04:00: No room free"));
	ok(says(visit(w, "GET", "/en/support/klosterhuset-frederiksberg", NULL), "Full until 31 January 2017."));
	ok(says(visit(w, "GET", "/en/support/bohuset-ved-diget-toender", NULL), "Call to hear whether there is room"));
	world_free(w);
}

TEST(a_faith_based_house_says_what_it_expects_and_where_one_goes_instead)
{
	struct world *w = demo_world();
	struct answer a = visit(w, "GET", "/en/support/klosterhuset-frederiksberg", NULL);

	ok(says(a, "A faith community") && says(a, "Morning prayer is voluntary.") && says(a, "The house on Amager"));
	ok(says(a, "Without faith, of the same kind:"));
	world_free(w);
}

TEST(what_nobody_told_stands_there_as_not_known)
{
	struct world *w = demo_world();
	struct answer a = visit(w, "GET", "/en/support/vaerelse-hos-en-familie", NULL);

	ok(says(a, "Papers one needs") && says(a, "Not known") && says(a, "Not known: "));
	world_free(w);
}

TEST(a_protected_address_is_on_no_page_of_a_service)
{
	struct world *w = demo_world();
	struct answer a = visit(w, "GET", "/en/support/krisehuset-aarhus-c", NULL);

	ok(says(a, "Address protected") && !says(a, "Prøvegade 100") && !says(a, "Krisehuset i Aarhus"));
	world_free(w);
}

TEST(what_is_in_one_language_only_is_shown_with_a_mark)
{
	struct world *w = demo_world();
	struct service_whole s = named(w, "plan-b-koebenhavn-v");
	struct problems bad = { 0 };
	struct answer a;

	s.s.description_en = S("");
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
	a = visit(w, "GET", "/en/support/plan-b-koebenhavn-v", NULL);
	ok(says(a, "lang=\"da\"><p>Seks gange om dine egne advarselstegn.") && says(a, "Only in this language"));
	world_free(w);
}

TEST(a_draft_has_no_page_and_an_ended_service_says_so)
{
	struct world *w = demo_world();
	struct service_whole s = named(w, "plan-b-koebenhavn-v"), draft = s;
	struct problems bad = { 0 };

	draft.s.id = 0, draft.s.slug = S("kladden"), draft.s.state = S("draft");
	ok(service_save(w->ctx, &draft, &bad) == OK && !bad.n);
	same_int(visit(w, "GET", "/en/support/kladden", NULL).status, 404);
	same_int(visit(w, "GET", "/en/support/findes-ikke", NULL).status, 404);
	ok(service_end(w->ctx, s.s.id) == OK);
	ok(says(visit(w, "GET", "/en/support/plan-b-koebenhavn-v", NULL), "This is no longer offered."));
	world_free(w);
}

TEST(an_old_printed_address_of_a_service_leads_to_its_page)
{
	struct world *w = demo_world();
	struct service_whole s = named(w, "plan-b-koebenhavn-v");
	struct problems bad = { 0 };
	struct answer a;

	s.s.name_da = S("Plan C");
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
	a = visit(w, "GET", "/en/support/plan-b-koebenhavn-v", NULL);
	same_int(a.status, 303);
	same_text(a.location, "/en/support/plan-c-koebenhavn-v");
	world_free(w);
}

TEST(an_opening_whose_last_day_has_passed_says_so)
{
	struct world *w = demo_world();

	world_clock(w, DEMO_START + 30 * 86400);
	ok(says(visit(w, "GET", "/en/support/koekkenholdet-koebenhavn-s", NULL), "The last day for this has passed."));
	world_free(w);
}

enum { SLUGS = 200 };

struct slugs {
	struct arena *a;
	struct str at[SLUGS];
	size_t n;
};

static enum err note_slug(void *arg, struct ctx *ctx, const struct service_whole *s)
{
	struct slugs *all = arg;

	(void)ctx;
	if (all->n < SLUGS)
		all->at[all->n++] = arena_str(all->a, s->s.slug);
	return OK;
}

TEST(every_service_of_the_demonstration_has_its_page_in_both_languages)
{
	struct world *w = demo_world();
	struct slugs all = { .a = w->arena };

	ok(service_each(w->ctx, "running", note_slug, &all) == OK);
	same_int(all.n, SLUGS);
	for (size_t i = 0; i < all.n; i++) {
		struct answer da = visit(w, "GET", arena_printf(w->arena, "/da/support/%.*s", STR_ARG(all.at[i])).p, NULL);
		struct answer en = visit(w, "GET", arena_printf(w->arena, "/en/support/%.*s", STR_ARG(all.at[i])).p, NULL);
		same_int(da.status, 200);
		same_int(en.status, 200);
		if (says(da, "Kun på dette sprog") || says(en, "Only in this language"))
			print_error("%.*s is in one language only\n", STR_ARG(all.at[i]));
		ok(!says(da, "Kun på dette sprog") && !says(en, "Only in this language"));
	}
	world_free(w);
}

TEST(the_page_of_something_that_costs_names_the_nearest_free_one_of_its_kind)
{
	struct world *w = demo_world();
	struct answer a = visit(w, "GET", "/en/support/bohuset-paa-amager-koebenhavn-s", NULL);
	size_t cost = str_index(a.body, S("What it costs"), 0), free_one = str_index(a.body, S("Free of the same kind:"), 0);

	ok(cost != SIZE_MAX && free_one != SIZE_MAX && free_one > cost && free_one < str_index(a.body, S("Good to know"), 0));
	/* From where it is, not from where somebody asks. */
	ok(says(a, "/en/support/tolv-senge-i-proevegaarden-koebenhavn-v\">Twelve beds in Prøvegården</a> <span class=\"muted\">· 3.6 km</span>"));
	ok(says(visit(w, "GET", "/da/support/bohuset-paa-amager-koebenhavn-s", NULL), "Gratis af samme slags:"));
	ok(!says(visit(w, "GET", "/en/support/tolv-senge-i-proevegaarden-koebenhavn-v", NULL), "Free of the same kind:"));
	world_free(w);
}
