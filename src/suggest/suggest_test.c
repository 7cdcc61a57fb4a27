/* suggest_test.c -- anybody may say what should stand there; only the keeper makes it stand there. */
#include "world.h"
#include "demo/demo.h"
#include "meeting/meeting.h"
#include "suggest/suggest.h"

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	world_commit(w);
	return w;
}

static struct str asked(struct world *w, const char *sql)
{
	struct str s = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &s) == OK);
	return s;
}

/* The address of a running meeting that an organisation keeps. */
static struct str a_slug(struct world *w)
{
	return asked(w, "SELECT slug FROM meeting WHERE state = 'running' AND org IS NOT NULL ORDER BY id LIMIT 1");
}

static struct answer send(struct world *w, const char *lang, struct str slug, const char *body)
{
	return post(w, arena_printf(w->arena, "/%s/meetings/%.*s/change", lang, STR_ARG(slug)).p, body);
}

static struct str open_one(struct world *w)
{
	return asked(w, "SELECT id FROM suggest_request WHERE closed_at IS NULL ORDER BY id LIMIT 1");
}

static struct str room_of(struct world *w, struct str slug)
{
	return asked(w, arena_printf(w->arena, "SELECT room FROM meeting WHERE slug = '%.*s'", STR_ARG(slug)).p);
}

TEST(a_visitor_writes_what_should_stand_there_and_one_tap_of_the_keeper_makes_it_so)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w), before = room_of(w, slug);
	struct answer a;

	same_int(visit(w, "GET", arena_printf(w->arena, "/da/meetings/%.*s/change", STR_ARG(slug)).p, NULL).status, 200);
	same_int(send(w, "da", slug, "room=3.+sal+til+venstre").status, 303);
	ok(str_eq(room_of(w, slug), before));
	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	a = visit(w, "GET", "/da/work/wishes", NULL);
	ok(says(a, "<ins>3. sal til venstre</ins>"));
	a = post(w, arena_printf(w->arena, "/da/work/wishes/%.*s/acceptance", STR_ARG(open_one(w))).p, "");
	same_int(a.status, 303);
	ok(str_same(room_of(w, slug), "3. sal til venstre"));
	ok(says(visit(w, "GET", "/da/work/wishes", NULL), "Intet ønske venter på svar"));
	world_free(w);
}

TEST(weekdays_and_the_hour_come_over_as_they_were_wished)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w);

	same_int(send(w, "en", slug, "weekdays=mo&weekdays=th&start_min=18.30").status, 303);
	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work/wishes", NULL), "<ins>Monday and Thursday</ins>"));
	same_int(post(w, arena_printf(w->arena, "/en/work/wishes/%.*s/acceptance", STR_ARG(open_one(w))).p, "").status, 303);
	ok(str_same(asked(w, arena_printf(w->arena, "SELECT weekdays || ' ' || start_min FROM meeting WHERE slug = '%.*s'", STR_ARG(slug)).p),
		    "18 1110"));
	world_free(w);
}

TEST(a_wrong_phone_number_comes_back_with_what_was_typed_and_nothing_is_stored)
{
	struct world *w = demo_world();
	struct answer a = send(w, "en", a_slug(w), "phone=ring+til+os");

	same_int(a.status, 422);
	ok(says(a, "ring til os"));
	a = send(w, "en", a_slug(w), "");
	ok(a.status == 422 && says(a, "Nothing is different yet"));
	ok(str_same(asked(w, "SELECT COUNT(*) FROM suggest_request"), "0"));
	world_free(w);
}

TEST(a_civil_registration_number_in_a_wish_is_stored_nowhere)
{
	struct world *w = demo_world();

	same_int(send(w, "da", a_slug(w), "room=sp%C3%B8rg+010190-1234").status, 422);
	same_int(send(w, "da", a_slug(w), "words=hans+nummer+er+010190-1234+og+tlf+12345678").status, 303);
	ok(str_same(asked(w, "SELECT COUNT(*) FROM suggest_request WHERE words LIKE '%0190%' OR words LIKE '%2345678%'"), "0"));
	world_free(w);
}

TEST(method_and_organisation_are_not_for_everybody_to_wish)
{
	struct world *w = demo_world();

	same_int(send(w, "en", a_slug(w), "method=na&org=1&state=ended&words=x").status, 303);
	ok(str_same(asked(w, "SELECT COUNT(*) FROM suggest_field"), "0"));
	world_free(w);
}

TEST(what_a_keeper_changed_meanwhile_is_compared_before_it_is_written_over)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w);
	struct problems bad = { 0 };
	struct meeting m;
	struct str id;
	int64_t n;

	same_int(send(w, "en", slug, "room=first+floor").status, 303);
	ok(meeting_of_slug(w->ctx, slug, &m) == OK);
	m.room = S("cellar");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	world_commit(w);
	id = open_one(w);
	ok(str_int(id, &n));
	ok(suggest_accept(w->ctx, n, false, &bad) == OK && bad.n == 1);
	ok(str_same(room_of(w, slug), "cellar"));
	bad.n = 0;
	ok(suggest_accept(w->ctx, n, true, &bad) == OK && !bad.n);
	ok(str_same(room_of(w, slug), "first floor"));
	ok(suggest_accept(w->ctx, n, true, &bad) == ERR_CONFLICT);
	world_free(w);
}

TEST(a_sixth_wish_in_an_hour_waits_and_reading_goes_on)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w);
	char body[] = "room=room+0";

	for (int i = 0; i < 5; i++) {
		body[sizeof body - 2] = (char)('1' + i);
		same_int(send(w, "en", slug, body).status, 303);
	}
	same_int(send(w, "en", slug, "room=room+9").status, 429);
	same_int(visit(w, "GET", arena_printf(w->arena, "/en/meetings/%.*s", STR_ARG(slug)).p, NULL).status, 200);
	world_free(w);
}

TEST(an_organisation_gets_its_page_by_a_code_that_goes_to_the_contact_on_the_page)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w);
	struct answer a;

	a = post(w, arena_printf(w->arena, "/da/meetings/%.*s/claim", STR_ARG(slug)).p, "");
	same_int(a.status, 303);
	world_log_in(w, "kim", ROLE_COORDINATOR, 0, 0);
	ok(!says(visit(w, "GET", "/da/work/wishes", NULL), "vil gerne passe siden"));
	same_int(post(w, arena_printf(w->arena, "/da/work/wishes/%.*s/invitation", STR_ARG(open_one(w))).p, "name=Nykeeper").status, 403);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/da/work/wishes", NULL), "vil gerne passe siden"));
	a = post(w, arena_printf(w->arena, "/da/work/wishes/%.*s/invitation", STR_ARG(open_one(w))).p, "name=Nykeeper");
	ok(a.status == 200 && says(a, "Koden til Nykeeper"));
	ok(str_same(asked(w, "SELECT role FROM account_grant g JOIN account a ON a.id = g.account WHERE a.name = 'Nykeeper' AND g.org <> 0"), "keeper"));
	world_free(w);
}

TEST(a_keeper_answers_only_for_their_own_listings)
{
	struct world *w = demo_world();
	struct str slug = a_slug(w), id;
	int64_t other = 0;

	same_int(send(w, "en", slug, "room=first+floor").status, 303);
	id = open_one(w);
	ok(str_int(asked(w, arena_printf(w->arena, "SELECT MAX(id) FROM org WHERE id <> (SELECT org FROM meeting WHERE slug = '%.*s')", STR_ARG(slug)).p), &other));
	world_log_in(w, "kim", ROLE_KEEPER, other, 0);
	ok(!says(visit(w, "GET", "/en/work/wishes", NULL), "first floor"));
	same_int(post(w, arena_printf(w->arena, "/en/work/wishes/%.*s/acceptance", STR_ARG(id)).p, "").status, 403);
	same_int(post(w, arena_printf(w->arena, "/en/work/wishes/%.*s/refusal", STR_ARG(id)).p, "").status, 403);
	world_free(w);
}

TEST(where_a_wish_came_from_is_forgotten_after_a_day)
{
	struct world *w = demo_world();

	same_int(send(w, "en", a_slug(w), "room=first+floor").status, 303);
	ok(!str_same(asked(w, "SELECT source FROM suggest_request"), ""));
	world_clock(w, w->ctx->now + 86401);
	ok(suggest_forget_sources(w->ctx) == OK);
	ok(str_same(asked(w, "SELECT source FROM suggest_request"), ""));
	world_free(w);
}
