/* gates_test.c -- the demonstration shows a gate that two have opened, and one that waits. */
#include "world.h"
#include "account/account_test.h"
#include "demo/demo.h"
#include "demo/demo_parts.h"
#include "participant/participant.h"

static void comes_back(struct world *w, const struct participant_demo_key *k)
{
	struct answer a;
	struct str rest, name, token;

	world_log_out(w);
	a = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(participant_demo_key_text(w->ctx, k))).p);
	ok(leads_to(a, "/en/mine"));
	rest = a.cookie;
	ok(str_cut(&rest, '=', &name) && str_cut(&rest, ';', &token));
	w->cookie = arena_str(w->arena, token);
}

TEST(mikkel_and_his_mother_share_what_they_ticked_and_of_the_third_nothing_is_told)
{
	struct world *w = world_new();
	struct answer a;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_put_gates(w->ctx) == OK);
	a = visit(w, "GET", "/en/key", NULL);
	ok(says(a, "This is a demonstration. These keys open something:") && says(a, "Mikkel") && says(a, "Birgitte"));
	comes_back(w, &participant_demo_keys[1]);
	a = visit(w, "GET", "/en/mine/gates", NULL);
	ok(says(a, "Mikkel") && says(a, "Min bror"));
	ok(says(a, "chip--ok") && says(a, "Not open"));
	comes_back(w, &participant_demo_keys[0]);
	a = visit(w, "GET", "/en/mine/gates", NULL);
	ok(says(a, "Mor") && says(a, "chip--ok") && !says(a, "Not open") && !says(a, "Min bror") && !says(a, "Birgitte"));
	world_free(w);
}

TEST(in_a_real_house_no_key_is_shown)
{
	struct world *w = world_new();

	ok(!says(visit(w, "GET", "/en/key", NULL), "These keys open something"));
	world_free(w);
}
