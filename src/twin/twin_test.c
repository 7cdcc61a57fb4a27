/* twin_test.c -- what stands there twice is found, linked by a person, and taken apart again. */
#include "world.h"
#include "demo/demo.h"
#include "service/service.h"
#include "twin/twin.h"

static const struct twin_listing listings[] = {
	{ .id = 1, .location = 7, .name_key = S("tirsdagsgruppen"), .town_key = S("varde"), .phone = S(""), .when = S("weekly 1 4 1140"), .shown = true },
	{ .id = 2, .location = 7, .name_key = S("smart varde"), .town_key = S("varde"), .phone = S(""), .when = S("weekly 1 4 1140") },
	{ .id = 3, .location = 8, .name_key = S("tirsdagsgruppen"), .town_key = S("esbjerg"), .phone = S(""), .when = S("weekly 1 4 1140"), .shown = true },
	{ .id = 4, .kind = 6, .location = 7, .name_key = S("natly"), .town_key = S("varde"), .phone = S("00000012"), .when = S("") },
	{ .id = 5, .kind = 6, .location = 9, .name_key = S("natlyet"), .town_key = S("varde"), .phone = S("00000012"), .when = S(""), .shown = true },
	{ .id = 6, .kind = 7, .location = 7, .name_key = S("boernepasning"), .town_key = S("varde"), .phone = S("00000012"), .when = S("") },
};
enum { LISTINGS = sizeof listings / sizeof *listings };

TEST(a_meeting_in_the_same_house_at_the_same_hour_looks_like_the_same_under_another_name)
{
	struct ctx *ctx = test_ctx();
	struct twin_pair p[8];
	size_t n = twin_alike(ctx->arena, listings, LISTINGS, p, 8);

	same_int(n, 2);
	ok(p[0].a->id == 1 && p[0].b->id == 2 && p[0].reasons == TWIN_SAME_TIME);
	ok(!strcmp(twin_reason_text(p[0].reasons), "In the same house on the same day and hour."));
	test_ctx_free(ctx);
}

TEST(a_service_with_the_same_phone_is_proposed_once_and_what_is_public_is_shown)
{
	struct ctx *ctx = test_ctx();
	struct twin_pair p[8];

	twin_alike(ctx->arena, listings, LISTINGS, p, 8);
	ok(p[1].a->id == 5 && p[1].b->id == 4 && p[1].reasons == TWIN_SAME_PHONE);
	test_ctx_free(ctx);
}

TEST(groups_of_one_name_in_two_towns_are_two_and_so_are_two_kinds_under_one_phone)
{
	struct ctx *ctx = test_ctx();
	struct twin_pair p[8];
	size_t n = twin_alike(ctx->arena, listings, LISTINGS, p, 8);

	for (size_t i = 0; i < n; i++)
		ok(p[i].a->id != 3 && p[i].b->id != 3 && p[i].a->id != 6 && p[i].b->id != 6);
	test_ctx_free(ctx);
}

TEST(a_phone_that_fifty_services_share_says_nothing)
{
	struct ctx *ctx = test_ctx();
	struct twin_listing many[50];
	struct twin_pair p[8];

	for (int i = 0; i < 50; i++)
		many[i] = (struct twin_listing){ .id = i + 1, .kind = 6, .phone = S("00000012"), .name_key = S(""), .town_key = S(""), .when = S("") };
	same_int(twin_alike(ctx->arena, many, 50, p, 8), 0);
	test_ctx_free(ctx);
}

/* --- in the house ---------------------------------------------------------------------------------------------------- */

static int64_t id_of(struct world *w, const char *sql)
{
	struct str s = STR_ABSENT;
	int64_t id = 0;

	ok(db_ask(w->ctx, sql, &s) == OK && str_int(s, &id));
	return id;
}

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	world_commit(w);
	return w;
}

/* "/en/meetings/SLUG\"", as it stands in a list. */
static const char *slug_of(struct world *w, int64_t id)
{
	struct str s = STR_ABSENT;

	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT slug FROM meeting WHERE id = %lld", (long long)id).p, &s) == OK);
	return arena_printf(w->arena, "/en/meetings/%.*s\"", STR_ARG(s)).p;
}

#define TWO_MEETINGS(which) "SELECT " which "(id) FROM meeting WHERE state = 'running' AND org = (SELECT id FROM org WHERE name = 'Frise')"

TEST(a_linked_pair_is_listed_and_apart_again_with_one_tap_and_never_asked_about_again)
{
	struct world *w = demo_world();
	int64_t a = id_of(w, TWO_MEETINGS("MIN")), b = id_of(w, TWO_MEETINGS("MAX")), shown;
	struct twin_linked *l;
	struct problems bad = { 0 };
	struct answer page;
	const char *found = "/en/find?org=frise&when=week";
	const char *kept = slug_of(w, a), *hidden = slug_of(w, b);
	size_t n;

	ok(says(visit(w, "GET", found, NULL), kept) && says(visit(w, "GET", found, NULL), hidden));
	ok(twin_link(w->ctx, a, b, &bad) == OK && !bad.n);
	ok(twin_shown_for(w->ctx, b, &shown) == OK && shown == a);
	ok(twin_shown_for(w->ctx, a, &shown) == OK && shown == 0);
	ok(says(visit(w, "GET", found, NULL), kept) && !says(visit(w, "GET", found, NULL), hidden));
	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	page = visit(w, "GET", "/da/work/twins", NULL);
	ok(page.status == 200 && says(page, "Koblet"));
	same_int(post(w, "/da/work/twins/partings", arena_printf(w->arena, "shown=%lld&other=%lld", (long long)a, (long long)b).p).status, 303);
	ok(twin_list(w->ctx, 10, &l, &n) == OK && n == 0);
	ok(twin_shown_for(w->ctx, b, &shown) == OK && shown == 0);
	ok(says(visit(w, "GET", found, NULL), hidden));
	world_free(w);
}

static struct answer page_of(struct world *w, const char *lang, const char *sql, int64_t id)
{
	struct str s = STR_ABSENT;
	bool meeting = sql[0] == 'm';

	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT slug FROM %s WHERE id = %lld", sql, (long long)id).p, &s) == OK);
	return visit(w, "GET", arena_printf(w->arena, "/%s/%s/%.*s", lang, meeting ? "meetings" : "support", STR_ARG(s)).p, NULL);
}

TEST(the_page_of_a_hidden_meeting_says_so_kindly_and_points_to_the_one_that_is_shown)
{
	struct world *w = demo_world();
	int64_t a = id_of(w, TWO_MEETINGS("MIN")), b = id_of(w, TWO_MEETINGS("MAX"));
	const char *kept = slug_of(w, a);
	struct problems bad = { 0 };
	struct answer page;

	ok(!says(page_of(w, "en", "meeting", b), "This stands here twice."));
	ok(twin_link(w->ctx, a, b, &bad) == OK && !bad.n);
	page = page_of(w, "en", "meeting", b);
	same_int(page.status, 200);
	ok(says(page, "This stands here twice. Lists show the other page:") && says(page, kept) && says(page, "noindex"));
	ok(says(page_of(w, "da", "meeting", b), "Det her står to gange hos os."));
	page = page_of(w, "en", "meeting", a);
	ok(!says(page, "This stands here twice.") && !says(page, "noindex"));
	ok(twin_part(w->ctx, a, b) == OK);
	ok(!says(page_of(w, "en", "meeting", b), "This stands here twice."));
	world_free(w);
}

TEST(the_page_of_a_hidden_service_points_to_the_one_that_is_shown_and_one_that_is_not_public_leads_there)
{
	struct world *w = demo_world();
	int64_t a = id_of(w, "SELECT MIN(id) FROM service WHERE state = 'running' AND kind = 6");
	int64_t b = id_of(w, "SELECT MAX(id) FROM service WHERE state = 'running' AND kind = 6");
	struct problems bad = { 0 };
	struct service_whole list;
	struct answer page;
	struct str slug;

	ok(a != b && twin_link(w->ctx, a, b, &bad) == OK && !bad.n);
	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT slug FROM service WHERE id = %lld", (long long)a).p, &slug) == OK);
	page = page_of(w, "da", "service", b);
	ok(page.status == 200 && says(page, "Det her står to gange hos os.") && says(page, arena_printf(w->arena, "/da/support/%.*s\"", STR_ARG(slug)).p));
	/* A list that came in again no longer says enough of it. */
	ok(service_get(w->ctx, b, &list) == OK);
	list.s.source = 7, list.s.stages = S("");
	ok(service_save(w->ctx, &list, &bad) == OK && !bad.n);
	ok(service_get(w->ctx, b, &list) == OK && str_same(list.s.state, "parked"));
	page = page_of(w, "da", "service", b);
	same_int(page.status, 303);
	ok(str_index(page.location, slug, 0) != SIZE_MAX);
	ok(service_end(w->ctx, a) == OK);
	same_int(page_of(w, "da", "service", b).status, 404);
	world_free(w);
}

TEST(a_listing_never_disappears_behind_one_that_is_hidden_itself)
{
	struct world *w = demo_world();
	int64_t a = id_of(w, TWO_MEETINGS("MIN")), b = id_of(w, TWO_MEETINGS("MAX"));
	int64_t c = id_of(w, "SELECT MIN(id) FROM meeting WHERE state = 'running' AND org <> (SELECT id FROM org WHERE name = 'Frise')");
	struct problems bad = { 0 };

	ok(twin_link(w->ctx, a, b, &bad) == OK && !bad.n);
	ok(twin_link(w->ctx, b, c, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(twin_link(w->ctx, c, b, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(twin_link(w->ctx, c, a, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(twin_link(w->ctx, a, a, &bad) == OK && bad.n == 1);
	world_free(w);
}

TEST(nobody_links_what_is_not_theirs_to_keep)
{
	struct world *w = demo_world();
	int64_t a = id_of(w, TWO_MEETINGS("MIN")), b = id_of(w, TWO_MEETINGS("MAX"));
	int64_t other = id_of(w, "SELECT id FROM org WHERE name = 'Frivillighuset Varde'");
	struct str body = arena_printf(w->arena, "shown=%lld&other=%lld", (long long)a, (long long)b);

	world_log_in(w, "kim", ROLE_KEEPER, other, 0);
	same_int(post(w, "/en/work/twins/links", body.p).status, 403);
	same_int(post(w, "/en/work/twins/partings", body.p).status, 403);
	world_free(w);
}
