/* gate_test.c -- nobody learns here that another is known; what two share they open together, and either closes it. */
#include "world.h"
#include "gate/gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 86400, WORD_SHOWN = 14 };

static struct str ask(struct world *w, const char *sql)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer.p ? answer : S("");
}

struct side {
	int64_t id, half;
	struct str cookie, word;
};

static struct side somebody(struct world *w, const char *nickname, const char *role)
{
	struct participant p = { .nickname = str_of(nickname), .role = str_of(role), .lang = S("da") };
	struct problems bad = { 0 };
	struct side s = { 0 };
	struct str token;

	ok(participant_new(w->ctx, &p, &bad) == OK && !bad.n);
	ok(participant_session_begin(w->ctx, p.id, &token) == OK);
	s.id = p.id;
	s.cookie = arena_str(w->arena, token);
	return s;
}

static void be(struct world *w, const struct side *s)
{
	w->cookie = s->cookie;
}

/* Makes a half on the page, and reads the word off it. */
static void makes(struct world *w, struct side *s, const char *shares)
{
	struct answer a;
	size_t at;

	be(w, s);
	a = post(w, "/en/mine/gates", arena_printf(w->arena, "label=Mum&%s", shares).p);
	same_int(a.status, 200);
	at = str_index(a.body, S("num big\">"), 0);
	ok(at != SIZE_MAX);
	s->word = arena_str(w->arena, str_slice(a.body, at + 9, at + 9 + WORD_SHOWN));
	ok(str_int(ask(w, arena_printf(w->arena, "SELECT MAX(id) FROM gate_half WHERE participant = %lld", (long long)s->id).p), &s->half));
}

static const char *page_of(struct world *w, const struct side *s, const char *rest)
{
	return arena_printf(w->arena, "/en/mine/gates/%lld%s", (long long)s->half, rest).p;
}

static struct answer writes_in(struct world *w, const struct side *s, struct str word)
{
	be(w, s);
	return post(w, page_of(w, s, "/word"), arena_printf(w->arena, "word=%.*s", STR_ARG(word)).p);
}

static struct answer sees(struct world *w, const struct side *s)
{
	be(w, s);
	return visit(w, "GET", page_of(w, s, ""), NULL);
}

static bool is_open(struct world *w, const struct side *s)
{
	return says(sees(w, s), "You both said yes");
}

static void open_both(struct world *w, struct side *mikkel, struct side *birgitte)
{
	*mikkel = somebody(w, "Mikkel", "person");
	*birgitte = somebody(w, "Birgitte", "relative");
	makes(w, mikkel, "shares=well&shares=came");
	makes(w, birgitte, "shares=well");
	same_int(writes_in(w, mikkel, birgitte->word).status, 303);
	same_int(writes_in(w, birgitte, mikkel->word).status, 303);
}

TEST(a_gate_opens_when_both_have_written_in_the_word_of_the_other)
{
	struct world *w = world_new();
	struct side mikkel = somebody(w, "Mikkel", "person"), birgitte = somebody(w, "Birgitte", "relative");

	makes(w, &mikkel, "shares=well&shares=came");
	makes(w, &birgitte, "shares=well");
	ok(!is_open(w, &mikkel));
	same_int(writes_in(w, &mikkel, birgitte.word).status, 303);
	ok(!is_open(w, &mikkel) && !is_open(w, &birgitte));
	same_int(writes_in(w, &birgitte, mikkel.word).status, 303);
	ok(is_open(w, &mikkel) && is_open(w, &birgitte));
	world_free(w);
}

TEST(what_is_shown_is_what_was_ticked_and_nothing_else)
{
	struct world *w = world_new();
	struct side mikkel, birgitte;
	struct answer a;

	open_both(w, &mikkel, &birgitte);
	be(w, &mikkel);
	same_int(post(w, page_of(w, &mikkel, ""), "shares=well&well=1&meet_day=20.12.2016").status, 303);
	a = sees(w, &birgitte);
	ok(says(a, "Is well: said so on Monday 12 December."));
	ok(!says(a, "You meet on") && !says(a, "Came somewhere this week.") && !says(a, "Mikkel"));
	be(w, &mikkel);
	same_int(post(w, page_of(w, &mikkel, ""), "shares=meet&meet_day=20.12.2016").status, 303);
	a = sees(w, &birgitte);
	ok(says(a, "You meet on Tuesday 20 December.") && !says(a, "Is well"));
	world_free(w);
}

TEST(either_closes_it_alone_and_at_once_and_it_looks_as_if_it_had_never_been_open)
{
	struct world *w = world_new();
	struct side mikkel, birgitte;

	open_both(w, &mikkel, &birgitte);
	be(w, &mikkel);
	same_int(post(w, page_of(w, &mikkel, "/end"), "").status, 303);
	ok(!is_open(w, &birgitte));
	ok(says(sees(w, &birgitte), "We cannot say more than that."));
	be(w, &mikkel);
	same_int(visit(w, "GET", page_of(w, &mikkel, ""), NULL).status, 404);
	world_free(w);
}

TEST(whoever_is_erased_or_shielded_shares_nothing_from_that_moment)
{
	struct world *w = world_new();
	struct side mikkel, birgitte;
	struct problems bad = { 0 };
	struct participant p;

	open_both(w, &mikkel, &birgitte);
	ok(participant_find(w->ctx, mikkel.id, &p) == OK);
	p.shielded = true;
	ok(participant_change(w->ctx, &p, &bad) == OK && !bad.n);
	ok(!is_open(w, &birgitte) && !is_open(w, &mikkel));
	p.shielded = false;
	ok(participant_change(w->ctx, &p, &bad) == OK && !bad.n);
	ok(is_open(w, &birgitte));
	ok(participant_erase(w->ctx, mikkel.id) == OK);
	ok(!is_open(w, &birgitte));
	world_free(w);
}

/* What differs from visit to visit whatever happens: the keys of the forms. */
static struct str without_keys(struct world *w, struct str body)
{
	static const char mark[] = "name=\"key\" value=\"";
	struct buf *out = &(struct buf){ 0 };
	size_t at = 0, next;

	buf_init(out, 1 << 20);
	while ((next = str_index(body, str_of(mark), at)) != SIZE_MAX) {
		buf_str(out, str_slice(body, at, next));
		at = str_index(body, S("\""), next + strlen(mark));
	}
	buf_str(out, str_slice(body, at, body.n));
	body = arena_str(w->arena, (struct str){ out->p, out->n });
	buf_free(out);
	return body;
}

/* What Birgitte reads in a house where Mikkel is not known, is known, has a half, has said yes to her. */
enum elsewhere { NOBODY, KNOWN, HAS_HALF, SAID_YES };

static struct str birgittes_pages(enum elsewhere how, bool writes)
{
	struct world *w = world_new();
	struct side birgitte = somebody(w, "Birgitte", "relative"), mikkel = { 0 };
	struct str pages = S(""), word = S("aaaa-aaaa-aaaa");
	static const char *const rest[] = { "", "?done=word" };
	char *kept;

	makes(w, &birgitte, "shares=well");
	/* So that what is made for him does not move her numbers: after hers. */
	if (how >= KNOWN)
		mikkel = somebody(w, "Mikkel", "person");
	if (how >= HAS_HALF) {
		makes(w, &mikkel, "shares=well");
		word = mikkel.word;
	}
	if (how == SAID_YES)
		same_int(writes_in(w, &mikkel, birgitte.word).status, 303);
	if (writes) {
		struct answer a = writes_in(w, &birgitte, word);
		pages = arena_printf(w->arena, "%d %.*s", a.status, STR_ARG(answer_header(a, "Location")));
	}
	for (size_t i = 0; i < 2; i++) {
		be(w, &birgitte);
		pages = arena_cat(w->arena, pages, without_keys(w, visit(w, "GET", page_of(w, &birgitte, rest[i]), NULL).body));
	}
	be(w, &birgitte);
	pages = arena_cat(w->arena, pages, without_keys(w, visit(w, "GET", "/da/mine/gates", NULL).body));
	kept = malloc(pages.n + 1);
	memcpy(kept, pages.p, pages.n);
	kept[pages.n] = 0;
	world_free(w);
	return (struct str){ kept, pages.n };
}

TEST(whether_the_other_is_known_or_has_said_yes_changes_no_byte_until_both_have)
{
	struct str nobody = birgittes_pages(NOBODY, false), joined = birgittes_pages(NOBODY, true);

	ok(str_eq(nobody, birgittes_pages(KNOWN, false)));
	ok(str_eq(nobody, birgittes_pages(HAS_HALF, false)));
	ok(str_eq(nobody, birgittes_pages(SAID_YES, false)));
	ok(str_eq(joined, birgittes_pages(KNOWN, true)));
	/* She has written in his word, and he has not written in hers. */
	ok(str_eq(joined, birgittes_pages(HAS_HALF, true)));
	ok(!str_eq(joined, birgittes_pages(SAID_YES, true)));
}

TEST(a_slip_is_told_and_a_word_that_nobody_has_is_not)
{
	struct world *w = world_new();
	struct side birgitte = somebody(w, "Birgitte", "relative");
	struct answer a;

	makes(w, &birgitte, "shares=well");
	a = writes_in(w, &birgitte, S("abcd-efgh-jkm"));
	same_int(a.status, 422);
	ok(says(a, "Something is mistyped"));
	same_int(writes_in(w, &birgitte, S("aaaa-aaaa-aaaa")).status, 303);
	world_free(w);
}

TEST(a_word_is_good_for_fourteen_days_and_for_one_gate)
{
	struct world *w = world_new();
	struct side mikkel = somebody(w, "Mikkel", "person"), birgitte = somebody(w, "Birgitte", "relative"), other = somebody(w, "Ex", "relative");

	makes(w, &mikkel, "shares=well");
	makes(w, &birgitte, "shares=well");
	makes(w, &other, "shares=well");
	same_int(writes_in(w, &mikkel, birgitte.word).status, 303);
	/* Somebody who found his word gets nothing by it. */
	same_int(writes_in(w, &other, mikkel.word).status, 303);
	ok(!is_open(w, &other));
	world_clock(w, TEST_NOW + 15 * DAY);
	ok(participant_session_begin(w->ctx, birgitte.id, &birgitte.cookie) == OK);
	birgitte.cookie = arena_str(w->arena, birgitte.cookie);
	same_int(writes_in(w, &birgitte, mikkel.word).status, 303);
	ok(!is_open(w, &birgitte));
	world_free(w);
}

TEST(a_word_and_what_one_calls_the_other_are_kept_where_nobody_reads_them)
{
	struct world *w = world_new();
	struct side mikkel = somebody(w, "Mikkel", "person");

	makes(w, &mikkel, "shares=well");
	same_text(ask(w, arena_printf(w->arena, "SELECT COUNT(*) FROM gate_half WHERE tag LIKE '%%%.4s%%%.4s%%' OR label LIKE '%%Mum%%'", mikkel.word.p,
		mikkel.word.p + 5).p), "0");
	world_free(w);
}

TEST(nobody_who_works_here_has_a_page_of_it)
{
	for (const struct route *r = gate_routes; r->path; r++)
		same_int(r->perm, PERSON);
}

TEST(a_gate_that_was_closed_stays_closed_by_any_path)
{
	struct world *w = world_new();
	struct side mikkel, birgitte;

	open_both(w, &mikkel, &birgitte);
	be(w, &mikkel);
	same_int(post(w, page_of(w, &mikkel, "/end"), "").status, 303);
	world_commit(w);
	ok(db_script(w->ctx, "UPDATE gate_half SET closed_at = NULL") != OK);
	db_rollback(w->ctx);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	world_free(w);
}
