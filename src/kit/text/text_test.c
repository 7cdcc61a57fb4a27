/* text_test.c -- spellings that must meet, orders a Danish reader expects. */
#include "text/text.h"
#include "test.h"

#define SAME_FOLD(a, b) ok(str_eq(text_fold(ar, S(a)), text_fold(ar, S(b))))
#define FAR_FOLD(a, b) ok(!str_eq(text_fold(ar, S(a)), text_fold(ar, S(b))))

TEST(spellings_of_the_same_danish_town_meet)
{
	struct arena *ar = arena_new(0);

	SAME_FOLD("Århus", "AARHUS");
	SAME_FOLD("aarhus", "arhus");
	SAME_FOLD("Næstved", "naestved");
	SAME_FOLD("København", "Koebenhavn");
	SAME_FOLD("København", "kobenhavn");
	SAME_FOLD("Sønder-Omme", "sonder omme");
	SAME_FOLD("A\xcc\x8arhus", "Århus");           /* a letter and a ring of its own */
	FAR_FOLD("Varde", "Vrå");
	FAR_FOLD("Ry", "Rye");
	arena_free(ar);
}

TEST(names_of_other_countries_meet_their_plain_spelling)
{
	struct arena *ar = arena_new(0);

	SAME_FOLD("Järvenpää", "jarvenpaa");
	SAME_FOLD("Malmö", "malmo");
	SAME_FOLD("Łódź", "lodz");
	SAME_FOLD("Straße", "STRASSE");
	SAME_FOLD("O'Fallon", "ofallon");
	SAME_FOLD("Saint-Denis", "saint denis");
	arena_free(ar);
}

TEST(marks_and_spaces_do_not_count)
{
	struct arena *ar = arena_new(0);

	same_text(text_fold(ar, S("  8000   Aarhus C. ")), "8000 arhus c");
	same_text(text_fold(ar, S("")), "");
	same_text(text_fold(ar, S("-–/")), "");
	ok(!text_fold(ar, STR_ABSENT).p);
	arena_free(ar);
}

TEST(a_word_without_accents_folds_as_it_does_beside_a_letter_that_has_one)
{
	struct arena *a = arena_new(0);
	char plain[] = "x?x", accented[] = "x?x\303\251";             /* é */

	for (char c = ' '; c < 127; c++) {
		struct str both, alone;
		plain[1] = accented[1] = c;
		alone = text_fold(a, str_of(plain));
		both = text_fold(a, str_of(accented));
		same_text(arena_cat(a, alone, S("e")), arena_z(a, both));
		same_text(text_nfc(a, str_of(plain)), plain);
	}
	arena_free(a);
}

TEST(the_fold_of_a_beginning_is_a_beginning_of_the_fold)
{
	static const char *const towns[] = { "Aabenraa", "Køge", "Ærøskøbing", "Aalborg Øst", "Oersted" };
	struct arena *ar = arena_new(0);

	for (size_t t = 0; t < sizeof towns / sizeof *towns; t++) {
		struct str whole = str_of(towns[t]), fold = text_fold(ar, whole);
		for (size_t n = 0; n <= utf8_len(whole); n++)
			ok(str_starts(fold, text_fold(ar, utf8_first(whole, n))));
	}
	arena_free(ar);
}

TEST(words_in_other_alphabets_keep_their_letters)
{
	struct arena *ar = arena_new(0);

	same_text(text_fold(ar, S("МОСКВА")), "москва");
	same_text(text_fold(ar, S("العربية")), "العربية");
	arena_free(ar);
}

static void in_order(const char *const *names, size_t n)
{
	struct arena *ar = arena_new(0);

	for (size_t i = 1; i < n; i++) {
		struct str a = text_sort_key(ar, str_of(names[i - 1])), b = text_sort_key(ar, str_of(names[i]));
		if (str_cmp(a, b) >= 0)
			print_error("%s should come before %s\n", names[i - 1], names[i]);
		ok(str_cmp(a, b) < 0);
	}
	arena_free(ar);
}

TEST(danish_names_sort_ae_oe_aa_last_and_double_a_as_aa)
{
	static const char *const names[] = {
		"Allerød", "Billund", "Ry", "Ry Nord", "Rye", "Zakarias", "Ærø", "Ørsted", "Öster",
		"Aabenraa", "Aalborg", "Ålbæk", "Aarhus", "Århus",
	};

	in_order(names, sizeof names / sizeof *names);
}

TEST(capitals_and_accents_decide_only_between_equals)
{
	static const char *const names[] = { "Eva", "eva", "éva", "evald", "Günther", "gyp" };

	in_order(names, 4);
	in_order(names + 4, 2);
}

TEST(words_are_letters_and_digits_with_their_apostrophes)
{
	static const char *const want[] = { "Don't", "gå", "alene", "kl", "17", "الدعم" };
	struct str s = S("Don't gå-alene, kl. 17 – الدعم!"), word;
	size_t at = 0, n = 0;

	while (text_word(s, &at, &word))
		same_text(word, want[n++]);
	same_int(n, 6);
	at = 0;
	ok(!text_word(S(" -- "), &at, &word));
}

TEST(forms_of_a_danish_word_have_one_stem)
{
	struct arena *ar = arena_new(0);
	struct stemmer *da = stemmer_new(ar, "da"), *en = stemmer_new(ar, "en"), *xx = stemmer_new(ar, "xx");

	ok(str_eq(text_stem(da, ar, S("Grupperne")), text_stem(da, ar, S("gruppen"))));
	ok(str_eq(text_stem(da, ar, S("pårørende")), text_stem(da, ar, S("PÅRØRENDES"))));
	ok(str_eq(text_stem(en, ar, S("meetings")), text_stem(en, ar, S("Meeting"))));
	same_text(text_stem(xx, ar, S("Grupperne")), "grupperne");
	arena_free(ar);
}

TEST(two_swapped_letters_are_one_mistake)
{
	same_int(text_distance(S("varde"), S("vrade"), 3), 1);
	same_int(text_distance(S("varde"), S("varde"), 3), 0);
	same_int(text_distance(S("vradde"), S("varde"), 3), 2);
	same_int(text_distance(S(""), S("abc"), 3), 3);
	same_int(text_distance(S("æøå"), S("æå"), 3), 1);
	same_int(text_distance(S("kitten"), S("sitting"), 9), 3);
}

TEST(a_distance_beyond_the_bound_is_the_bound_and_one)
{
	struct str longer = S("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");

	same_int(text_distance(S("varde"), S("vordingborg"), 2), 3);
	same_int(text_distance(longer, S("abc"), 2), 3);
	same_int(text_distance(longer, longer, 2), 0);
}

TEST(a_danish_name_becomes_an_address_that_one_can_say_on_the_phone)
{
	struct arena *ar = arena_new(0);

	same_text(text_slug(ar, S("Aarhus"), 60), "aarhus");
	same_text(text_slug(ar, S("Århus"), 60), "aarhus");
	same_text(text_slug(ar, S("Faaborg-Midtfyn"), 60), "faaborg-midtfyn");
	same_text(text_slug(ar, S("  Ærø & Sønderborg (øst)  "), 60), "aeroe-soenderborg-oest");
	same_text(text_slug(ar, S("Women's café – Łódź"), 60), "womens-cafe-lodz");
	same_text(text_slug(ar, S("الدعم"), 60), "");
	same_text(text_slug(ar, S("one two three four"), 12), "one-two");
	same_text(text_slug(ar, S("onetwothreefour"), 6), "onetwo");
	arena_free(ar);
}
