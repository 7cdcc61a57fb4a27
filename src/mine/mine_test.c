/* mine_test.c -- a page of one's own without a name, an e-mail or a number. */
#include "world.h"
#include "participant/participant.h"

/* The key on the page that made it. */
static struct str key_on(struct world *w, struct answer a)
{
	struct str begins = S("<code class=\"code code--key\">");
	size_t at = str_index(a.body, begins, 0);

	ok(at != SIZE_MAX);
	at += begins.n;
	return arena_str(w->arena, str_slice(a.body, at, str_index(a.body, S("</code>"), at)));
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

TEST(the_key_is_five_words_and_two_digits_or_letters_for_who_likes_them_better)
{
	struct world *w = world_new();
	struct str words = key_on(w, new_page(w)), letters;
	struct answer a;
	int blanks = 0;

	for (size_t i = 0; i < words.n; i++)
		blanks += words.p[i] == ' ';
	same_int(blanks, 5);
	a = post(w, "/en/mine/key", "as=letters");
	letters = key_on(w, a);
	ok(letters.n == 19 && says(a, "Your earlier key opens nothing any more."));
	ok(str_index(a.body, S("<title>Your key"), 0) != SIZE_MAX);
	w->cookie = STR_ABSENT;
	same_int(post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(words)).p).status, 422);
	same_int(post(w, "/da/key", arena_printf(w->arena, "words=%.*s", STR_ARG(letters)).p).status, 303);
	world_free(w);
}

TEST(a_wrong_and_an_unknown_key_are_answered_alike_to_the_letter)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w)), first;
	struct participant_candidate never;
	struct answer ended;

	/* One that was somebody's and is no more, and one that was nobody's ever. */
	same_int(post(w, "/en/mine/key", "").status, 200);
	w->cookie = STR_ABSENT;
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &never) == OK);
	ended = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(key)).p);
	same_int(ended.status, 422);
	ok(says(ended, "That key did not open anything.") && !ended.cookie.n);
	first = arena_str(w->arena, ended.body);
	ended = post(w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(never.text)).p);
	same_int(ended.status, 422);
	ok(!ended.cookie.n && str_eq(ended.body, first));
	ok(str_index(first, str_slice(key, 0, key.n - 3), 0) == SIZE_MAX);
	world_free(w);
}

TEST(a_key_that_is_typed_is_neither_remembered_nor_spelt_by_the_browser)
{
	struct world *w = world_new();
	struct answer a = visit(w, "GET", "/en/key", NULL);

	ok(str_index(a.body, S("name=\"words\" type=\"text\" value=\"\" autocomplete=\"off\" spellcheck=\"false\""), 0) != SIZE_MAX);
	world_free(w);
}

TEST(a_mistyped_key_is_told_alike_whether_anybody_has_it_or_not)
{
	struct world *w = world_new();
	struct str key = key_on(w, new_page(w)), first;
	struct participant_candidate never;
	struct answer a;

	w->cookie = STR_ABSENT;
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &never) == OK);
	a = post(w, "/en/key", arena_printf(w->arena, "words=x%.*s", STR_ARG(key)).p);
	same_int(a.status, 422);
	ok(says(a, "Word 1 is mistyped. Look at it once more."));
	first = arena_str(w->arena, a.body);
	a = post(w, "/en/key", arena_printf(w->arena, "words=x%.*s", STR_ARG(never.text)).p);
	ok(str_eq(a.body, first));
	ok(says(post(w, "/en/key", "words=acorn+bridge+kettle"), "That is not a whole key."));
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
	struct answer a;

	ok(says(visit(w, "GET", "/en/mine/deletion", NULL), "/en/mine/rights\">Take a copy of all of it first"));
	same_int(post(w, "/en/mine/deletion", "").status, 422);
	same_int(visit(w, "GET", "/en/mine", NULL).status, 200);
	a = post(w, "/en/mine/deletion", "sure=1");
	same_int(a.status, 303);
	is_closed(w);
	w->cookie = STR_ABSENT;
	ok(says(visit(w, "GET", arena_z(w->arena, a.location), NULL), "Everything about you is deleted."));
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
