/* kind_page_test.c -- an administrator adds a sixteenth kind in the pages, without programming. */
#include "world.h"
#include "kind/kind.h"

static struct world *administered(void)
{
	struct world *w = world_new();

	ok(kind_seed(w->ctx) == OK);
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	return w;
}

#define GARDENING "name_da=Havearbejde&name_en=Gardening&sentence_da=Jord+under+neglene.&sentence_en=Earth+under+your+nails.&words_en=garden" \
	"&needs=work&needs=meaning&booking=drop_in&stages=aftercare&stages=rss&intervention=non_clinical&outcome=attended"

TEST(a_sixteenth_kind_with_two_facts_is_made_in_the_pages)
{
	struct world *w = administered();
	struct answer a = post(w, "/en/work/kinds/new", GARDENING);
	const char *page;
	struct kind k;

	same_int(a.status, 303);
	ok(kind_of_code(w->ctx, S("gardening"), &k) == OK);
	page = arena_printf(w->arena, "/en/work/kinds/%lld", (long long)k.id).p;
	same_int(post(w, arena_printf(w->arena, "%s/facts/new", page).p, "label_da=%C3%85rstid&label_en=Season&type=choices&is_public=1&filter=1"
		"&options=spring%7CFor%C3%A5r%7CSpring%0D%0Aautumn%7CEfter%C3%A5r%7CAutumn").status, 303);
	same_int(post(w, arena_printf(w->arena, "%s/facts/new", page).p, "label_da=Bede&label_en=Plots&type=number&least=1&most=9&is_public=1").status, 303);
	ok(kind_of_code(w->ctx, S("gardening"), &k) == OK);
	same_int(k.nfields, 2);
	same_text(k.fields[0].code, "season");
	same_text(k.fields[0].options[1].da, "Efterår");
	ok(k.fields[0].filter && k.fields[1].most == 9);
	same_text(k.needs, "work meaning");
	a = visit(w, "GET", page, NULL);
	ok(says(a, "Season") && says(a, "Several of several answers") && says(a, "in the search"));
	ok(says(visit(w, "GET", "/da/work/kinds", NULL), "Havearbejde"));
	ok(says(visit(w, "GET", "/en/work/support/new?kind=gardening", NULL), "Plots"));
	world_free(w);
}

TEST(what_is_wrong_with_a_kind_is_said_and_what_was_typed_is_kept)
{
	struct world *w = administered();
	struct answer a = post(w, "/en/work/kinds/new", "name_en=Gardening&sentence_da=Jord&booking=drop_in&intervention=non_clinical&outcome=other");

	same_int(a.status, 422);
	ok(says(a, "href=\"#f-name_da\"") && says(a, "value=\"Gardening\""));
	a = post(w, "/en/work/kinds/6/facts/new", "label_da=X&label_en=Y&type=choice&options=no+bars");
	same_int(a.status, 422);
	ok(says(a, "Write each answer on a line of its own"));
	a = post(w, "/en/work/kinds/6/facts/pets", "label_da=Dyr&label_en=Animals&type=number&is_public=1");
	same_int(a.status, 422);
	ok(says(a, "Retire this fact and make a new one."));
	world_free(w);
}

TEST(a_fact_is_asked_no_more_and_then_again)
{
	struct world *w = administered();
	struct kind k;

	same_int(post(w, "/da/work/kinds/6/facts/pets/retirement", "").status, 303);
	ok(kind_get(w->ctx, 6, &k) == OK && kind_field_find(&k, S("pets"))->retired);
	ok(!says(visit(w, "GET", "/en/work/support/new?kind=housing", NULL), "fact_pets"));
	same_int(post(w, "/da/work/kinds/6/facts/pets/resumption", "").status, 303);
	ok(kind_get(w->ctx, 6, &k) == OK && !kind_field_find(&k, S("pets"))->retired);
	world_free(w);
}

TEST(a_retired_kind_is_not_offered_for_new_services)
{
	struct world *w = administered();

	same_int(post(w, "/en/work/kinds/12/retirement", "").status, 303);
	ok(!says(visit(w, "GET", "/en/work/support/new", NULL), "kind=spiritual"));
	same_int(visit(w, "GET", "/en/work/support/new?kind=spiritual", NULL).status, 404);
	ok(says(visit(w, "GET", "/en/work/kinds", NULL), "Retired"));
	same_int(post(w, "/en/work/kinds/12/resumption", "").status, 303);
	ok(says(visit(w, "GET", "/en/work/support/new", NULL), "kind=spiritual"));
	world_free(w);
}

TEST(an_administrator_of_one_organisation_does_not_change_the_kinds_of_the_house)
{
	struct world *w = world_new();

	ok(kind_seed(w->ctx) == OK);
	world_log_in(w, "Bo", ROLE_ADMINISTRATOR, 5, 0);
	same_int(visit(w, "GET", "/en/work/kinds", NULL).status, 403);
	same_int(post(w, "/en/work/kinds/new", GARDENING).status, 403);
	same_int(post(w, "/en/work/kinds/6/retirement", "").status, 403);
	world_free(w);
}
