/* fuzz_typed.c -- what people type into small fields: words, towns, days, hours, addresses of networks. */
#include "base/date.h"
#include "http/source.h"
#include "place/gazetteer.h"
#include "text/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { SLUG_BYTES = 40, FOUND_MOST = 20, NEAR = 2 };

static void use_words(struct arena *a, struct str s)
{
	struct stemmer *da = stemmer_new(a, "da"), *en = stemmer_new(a, "en");
	struct str word, folded = text_fold(a, s);
	size_t at = 0, last = 0;

	assert(utf8_is(folded) && str_eq(text_fold(a, folded), folded));
	assert(utf8_is(text_nfc(a, s)) && str_eq(text_nfc(a, text_nfc(a, s)), text_nfc(a, s)));
	text_sort_key(a, s);
	while (text_word(s, &at, &word)) {
		assert(at > last && word.n && word.p >= s.p && word.p + word.n <= s.p + s.n);
		last = at;
		assert(utf8_is(text_stem(da, a, word)) && utf8_is(text_stem(en, a, word)));
	}
}

static void use_slug(struct arena *a, struct str s)
{
	struct str slug = text_slug(a, s, SLUG_BYTES);

	assert(slug.n <= SLUG_BYTES && str_eq(text_slug(a, slug, SLUG_BYTES), slug));
	for (size_t i = 0; i < slug.n; i++)
		assert((slug.p[i] >= 'a' && slug.p[i] <= 'z') || (slug.p[i] >= '0' && slug.p[i] <= '9') ||
		       (slug.p[i] == '-' && i && i + 1 < slug.n && slug.p[i - 1] != '-'));
}

static void use_town(struct arena *a, struct str s)
{
	static struct gazetteer *g;
	struct spot found[FOUND_MOST];
	struct str near[FOUND_MOST];
	size_t n;

	if (!g)
		g = gazetteer_open();
	n = gazetteer_find(g, a, s, COUNTRY_DK, found, FOUND_MOST);
	assert(n <= FOUND_MOST);
	for (size_t i = 0; i < n; i++)
		assert(utf8_is(found[i].name) && found[i].lat >= -90 && found[i].lat <= 90 && found[i].lon >= -180 && found[i].lon <= 180);
	assert(gazetteer_nearest_names(g, a, s, COUNTRY_US, near, FOUND_MOST) <= FOUND_MOST);
	gazetteer_is_zip(s);
}

static void use_numbers(struct arena *a, struct str s)
{
	day_t day = day_parse(s);
	int minutes = minutes_parse(s);
	struct network n;
	int64_t i;

	if (day != DAY_NONE)
		assert(day_parse(day_str(a, day)) == day);
	assert(minutes < 24 * 60);
	network_parse(s, &n);
	str_int(s, &i);
}

static void use_two(struct str s)
{
	struct str one;

	str_cut(&s, '\n', &one);
	if (!s.p)
		return;
	assert(text_distance(one, s, NEAR) == text_distance(s, one, NEAR));
	assert(!text_distance(one, one, NEAR));
}

/* As at the door: only text that is text comes this far. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str s = { (const char *)data, n };
	struct arena *a;

	if (n > 400 || !utf8_is(s))
		return 0;
	a = arena_new(0);
	use_words(a, s);
	use_slug(a, s);
	use_town(a, s);
	use_numbers(a, s);
	use_two(s);
	arena_free(a);
	return 0;
}
