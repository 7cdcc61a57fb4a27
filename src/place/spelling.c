/*
 * spelling.c -- the closest spellings for a town that nobody knows.
 *
 * Danish names are few and are all compared.  Of the 170,000 others only those that begin with the
 * same letter and are about as long: mistakes in the first letter are rare, and the page must not wait.
 */
#include "place/table.h"
#include "text/text.h"

enum { MISTAKES_MOST = 3, CANDIDATES = 8 };

struct guess {
	struct str name;
	size_t mistakes;
	bool home;
	int64_t people;
};

struct guesses {
	struct guess at[CANDIDATES];
	size_t n;
};

/* One mistake in four letters, two in eight, never more than three. */
static size_t mistakes_allowed(struct str fold)
{
	size_t n = utf8_len(fold);

	return n <= 2 ? 0 : n <= 4 ? 1 : n <= 8 ? 2 : MISTAKES_MOST;
}

static bool is_better(const struct guess *a, const struct guess *b)
{
	if (a->home != b->home)
		return a->home;
	if (a->mistakes != b->mistakes)
		return a->mistakes < b->mistakes;
	if (a->people != b->people)
		return a->people > b->people;
	return str_cmp(a->name, b->name) < 0;
}

static void forget(struct guesses *all, size_t i)
{
	for (all->n--; i < all->n; i++)
		all->at[i] = all->at[i + 1];
}

/* Each name once, as the best of its places. */
static void guess_add(struct guesses *all, struct guess guess)
{
	size_t i;

	for (i = 0; i < all->n && !str_eq(all->at[i].name, guess.name); i++)
		;
	if (i < all->n && !is_better(&guess, &all->at[i]))
		return;
	if (i < all->n)
		forget(all, i);
	if (all->n == CANDIDATES && !is_better(&guess, &all->at[all->n - 1]))
		return;
	i = all->n < CANDIDATES ? all->n++ : CANDIDATES - 1;
	for (; i > 0 && is_better(&guess, &all->at[i - 1]); i--)
		all->at[i] = all->at[i - 1];
	all->at[i] = guess;
}

static bool is_about_as_long(struct str a, struct str b, size_t most)
{
	return (a.n > b.n ? a.n - b.n : b.n - a.n) <= most * 2;    /* bytes: a letter may have two */
}

static void guess_postcodes(const struct gazetteer *g, struct str fold, enum country hint, struct guesses *all)
{
	size_t most = mistakes_allowed(fold);

	for (uint32_t i = 0; i < g->postcodes_n; i++) {
		size_t d = text_distance(table_postcode_fold(g, i), fold, most);
		if (d <= most)
			guess_add(all, (struct guess){ .name = table_postcode_name(g, i), .mistakes = d,
						       .home = hint == COUNTRY_DK });
	}
}

/* Places from one row up to another; only those of one country, or of all for COUNTRY_ANY. */
static void guess_places(const struct gazetteer *g, struct str fold, uint32_t from, uint32_t to,
			 enum country only, enum country hint, struct guesses *all)
{
	size_t most = mistakes_allowed(fold);

	for (uint32_t i = from; i < to; i++) {
		struct str other;
		size_t d;
		if (only && table_place_country(g, i) != only)
			continue;
		other = table_place_fold(g, i);
		if (!is_about_as_long(other, fold, most))
			continue;
		d = text_distance(other, fold, most);
		if (d <= most)
			guess_add(all, (struct guess){
				.name = table_place_name(g, i),
				.mistakes = d,
				.home = hint && table_place_country(g, i) == hint,
				.people = table_place_people(g, i),
			});
	}
}

/* The rows whose fold begins with the same letter. */
static void same_letter(const struct gazetteer *g, struct str fold, uint32_t *from, uint32_t *to)
{
	struct str letter = utf8_first(fold, 1);
	char next[4] = { 0 };

	for (size_t i = 0; i < letter.n && i < sizeof next; i++)
		next[i] = letter.p[i];
	next[letter.n - 1]++;              /* bytes of UTF-8 never reach 0xff: no overflow */
	*from = table_first_place(g, letter);
	*to = table_first_place(g, (struct str){ next, letter.n });
}

size_t gazetteer_nearest_names(const struct gazetteer *g, struct arena *a, struct str typed,
			       enum country hint, struct str *out, size_t most)
{
	size_t comma = str_index(typed, S(","), 0);
	struct str fold = text_fold(a, str_slice(typed, 0, comma == SIZE_MAX ? typed.n : comma));
	struct guesses all = { .n = 0 };
	uint32_t from, to;
	size_t n;

	if (!fold.n || (fold.p[0] >= '0' && fold.p[0] <= '9'))
		return 0;
	if (hint != COUNTRY_US) {
		guess_postcodes(g, fold, hint, &all);
		guess_places(g, fold, 0, g->places_n, COUNTRY_DK, hint, &all);
	}
	same_letter(g, fold, &from, &to);
	if (all.n < most || hint != COUNTRY_DK)
		guess_places(g, fold, from, to, COUNTRY_ANY, hint, &all);
	n = all.n < most ? all.n : most;
	for (size_t i = 0; i < n; i++)
		out[i] = all.at[i].name;
	return n;
}
