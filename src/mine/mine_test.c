/* mine_test.c -- a page of one's own without a name, an e-mail or a number. */
#include "world.h"
#include "participant/participant.h"

enum { KEY_SHOWN = 19 };

/* The key on the page that made it. */
static struct str key_on(struct world *w, struct answer a)
{
	size_t at = str_index(a.body, S("<code class=\"num big\">"), 0);

	ok(at != SIZE_MAX);
	at += strlen("<code class=\"num big\">");
	return arena_str(w->arena, str_slice(a.body, at, at + KEY_SHOWN));
}

/* "samhold=TOKEN; Path=/…" */
static void take_cookie(struct world *w, struct answer a)
{
	struct str rest = a.cookie, name, token;

	ok(str_cut(&rest, '=', &name) && str_cut(&rest, ';', &token) && token.n);
	w->cookie = arena_str(w->arena, token);
}

static void is_closed(struct world *w)
{
	struct answer a = visit(w, "GET", "/en/mine", NULL);

	same_int(a.status, 303);
	ok(str_same(answer_header(a, "Location"), "/en/key"));
}

static struct answer new_page(struct world *w)
{
	struct answer a = post(w, "/en/key/new", "nickname=Karim&role=person");

	same_int(a.status, 200);
	ok(a.cookie.n > 0);
	take_cookie(w, a);
	return a;
}

TEST(a_visitor_gets_a_key_and_comes_back_with_it)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w));
	struct answer a = visit(w, "GET", "/en/mine", NULL);

	ok(says(a, "Hello Karim"));
	ok(str_index(a.body, key, 0) == SIZE_MAX);
	w->cookie = STR_ABSENT;
	is_closed(w);
	a = post(w, "/da/key", arena_printf(w->arena, "words=%.*s", STR_ARG(key)).p);
	same_int(a.status, 303);
	take_cookie(w, a);
	ok(says(visit(w, "GET", "/da/mine", NULL), "Hej Karim"));
	world_free(w);
}

TEST(a_wrong_an_unknown_and_a_mistyped_key_are_answered_alike)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w));
	struct participant_candidate never;
	struct answer slip, unknown;

	w->cookie = STR_ABSENT;
	ok(participant_key_make(w->ctx, &never) == OK);
	slip = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", 10, key.p).p);
	same_int(slip.status, 422);
	ok(says(slip, "That key did not open anything.") && !slip.cookie.n);
	unknown = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(never.text)).p);
	same_int(unknown.status, 422);
	ok(says(unknown, "That key did not open anything.") && !unknown.cookie.n);
	world_free(w);
}

TEST(after_five_wrong_keys_one_waits_a_little_and_the_owner_is_never_locked_out)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w));
	struct answer a;

	w->cookie = STR_ABSENT;
	for (int i = 0; i < 5; i++)
		same_int(post(w, "/en/key", "words=aaaa-bbbb-cccc-dddd").status, 422);
	a = post(w, "/en/key", "words=aaaa-bbbb-cccc-dddd");
	same_int(a.status, 429);
	ok(str_same(answer_header(a, "Retry-After"), "1"));
	world_clock(w, w->ctx->now + 301);
	same_int(post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(key)).p).status, 303);
	world_free(w);
}

TEST(the_page_closes_after_a_quarter_of_an_hour_and_by_hand)
{
	struct world *w = world_new();

	new_page(w);
	world_clock(w, w->ctx->now + 14 * 60);
	same_int(visit(w, "GET", "/en/mine", NULL).status, 200);
	world_clock(w, w->ctx->now + 16 * 60);
	is_closed(w);
	world_free(w);

	w = world_new();
	new_page(w);
	same_int(post(w, "/en/mine/out", "").status, 303);
	is_closed(w);
	world_free(w);
}

TEST(who_leaves_at_once_has_left)
{
	struct world *w = world_new();

	new_page(w);
	visit(w, "GET", "/en/leave", NULL);
	is_closed(w);
	world_free(w);
}

TEST(everything_is_deleted_after_a_tick_and_not_without)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w)), left;

	same_int(post(w, "/en/mine/deletion", "").status, 422);
	same_int(visit(w, "GET", "/en/mine", NULL).status, 200);
	same_int(post(w, "/en/mine/deletion", "sure=1").status, 303);
	is_closed(w);
	w->cookie = STR_ABSENT;
	same_int(post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(key)).p).status, 422);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM participant_key", &left) == OK);
	same_text(left, "0");
	world_free(w);
}

TEST(people_who_work_here_have_no_page_of_somebody_else)
{
	struct world *w = world_new();

	new_page(w);
	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	same_int(visit(w, "GET", "/en/mine", NULL).status, 403);
	world_free(w);
}
