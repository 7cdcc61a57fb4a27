/*
 * even_test.c -- doors take as long to refuse what they know as what they do not.
 *
 * Two requests are made in turn, in an order that is drawn each time, and the processor time of each is read: others
 * at work on the machine do not blur it, and what blurs it blurs both.  Compared are not means but how often the one
 * took longer than the other: by chance that is half of the pairs, give or take one in thirteen with 40 of each.  A
 * door that left out its slow hash would be 0 or 1.
 */
#include "world.h"
#include "account/account.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "org/org.h"
#include "participant/participant.h"
#include "sender/sender_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { EACH_USUAL = 40 };

struct even {
	struct world *w;
	const char *target, *known, *unknown;     /* bodies of a POST; NULL: GET of target and of other */
	const char *other;                        /* target of the unknown one; NULL: the same */
};

static double spent_us(struct world *w, const char *target, const char *body)
{
	struct timespec a, b;

	/* Each attempt is the first: waiting after wrong ones has its own tests. */
	ok(db_script(w->ctx, "DELETE FROM account_try") == OK);
	world_commit(w);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
	visit(w, body ? "POST" : "GET", target, body);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
	return (double)(b.tv_sec - a.tv_sec) * 1e6 + (double)(b.tv_nsec - a.tv_nsec) / 1e3;
}

/* How often the known one took longer: 0.5 when there is nothing to tell. */
static double share_longer(const double *known, const double *unknown, int n)
{
	double longer = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			longer += known[i] > unknown[j] ? 1 : known[i] < unknown[j] ? 0 : 0.5;
	return longer / (double)n / (double)n;
}

static double compare(const struct even *e)
{
	double *known, *unknown;
	struct rng *rng = rng_new_repeatable(11);
	const char *other = e->other ? e->other : e->target;
	int each = test_times("SAMHOLD_TEST_EVEN", EACH_USUAL);

	known = arena_array(e->w->arena, (size_t)each, double);
	unknown = arena_array(e->w->arena, (size_t)each, double);
	/* What is made once is made before. */
	spent_us(e->w, e->target, e->known);
	spent_us(e->w, other, e->unknown);
	for (int i = 0; i < each; i++) {
		bool first = rng_below(rng, 2);
		if (first)
			known[i] = spent_us(e->w, e->target, e->known);
		unknown[i] = spent_us(e->w, other, e->unknown);
		if (!first)
			known[i] = spent_us(e->w, e->target, e->known);
	}
	rng_free(rng);
	return share_longer(known, unknown, each);
}

static void is_even(struct even e)
{
	double share = compare(&e);

	if (share < 0.2 || share > 0.8)
		printf("# %s: the known one took longer in %.2f of the pairs\n", e.target, share);
	ok(share >= 0.2 && share <= 0.8);
}

TEST(a_name_that_logs_in_here_is_refused_no_sooner_and_no_later_than_one_that_nobody_has)
{
	struct world *w = world_new();
	struct str hash;

	world_log_in(w, "Anna", ROLE_COORDINATOR, 0, 0);
	world_log_out(w);
	ok(crypt_passphrase_hash(w->ctx, S("the right one, and long"), &hash) == OK);
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE account SET hash = '%.*s'", STR_ARG(hash)).p) == OK);
	is_even((struct even){ w, "/en/login", "name=Anna&passphrase=wrong-one-that-is-long", "name=Hugo&passphrase=wrong-one-that-is-long" });
	world_free(w);
}

TEST(a_key_that_was_somebodys_is_refused_no_sooner_and_no_later_than_one_that_was_never_made)
{
	struct world *w = world_new();
	struct participant p = { .role = S("person"), .lang = S("da") };
	struct participant_candidate given, newer, never;
	struct problems bad = { 0 };

	ok(participant_new(w->ctx, &p, &bad) == OK && !bad.n);
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &given) == OK && participant_key_give(w->ctx, p.id, &given) == OK);
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &newer) == OK && participant_key_give(w->ctx, p.id, &newer) == OK);
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &never) == OK);
	is_even((struct even){ w, "/en/key", arena_printf(w->arena, "words=%.*s", STR_ARG(given.text)).p,
			       arena_printf(w->arena, "words=%.*s", STR_ARG(never.text)).p });
	world_free(w);
}

static struct partner_outside a_partner(struct world *w)
{
	struct org o = { .name = S("Broen"), .kind = S("association"), .phone = S("12345678"), .state = S("active") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return partner_outside(w, "Modtagelsen", o.id, 0);
}

TEST(the_link_of_a_partner_is_refused_with_wrong_digits_no_sooner_and_no_later_than_one_that_nobody_has)
{
	struct world *w = world_new();
	struct partner_outside p = a_partner(w);
	const char *digits = str_same(p.digits, "135791") ? "digits=135792" : "digits=135791";

	is_even((struct even){ w, outside_door(w, p.token), digits, digits, outside_door(w, S("aaaaaaaaaaaaaaaaaaaaaaaaaa")) });
	world_free(w);
}

TEST(the_page_behind_the_link_of_a_partner_comes_no_sooner_and_no_later_than_behind_one_that_nobody_has)
{
	struct world *w = world_new();
	struct partner_outside p = a_partner(w);

	is_even((struct even){ w, outside_door(w, p.token), NULL, NULL, outside_door(w, S("aaaaaaaaaaaaaaaaaaaaaaaaaa")) });
	world_free(w);
}
