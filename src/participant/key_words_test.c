/* key_words_test.c -- what a word of a return key has to be, and what a person may type and still come in. */
#include "world.h"
#include "participant/key_words.h"

#include <stdlib.h>

/* --- the lists ----------------------------------------------------------------------------------------------------- */

static struct str *folded(struct world *w, int list)
{
	struct str *all = arena_array(w->arena, KEY_WORD_LIST, struct str);

	for (int i = 0; i < KEY_WORD_LIST; i++)
		all[i] = key_words_fold(w->ctx, key_words_at(list, i));
	return all;
}

TEST(every_list_stands_in_the_order_of_its_ascii_spelling_without_a_word_twice)
{
	struct world *w = world_new();

	for (int list = 0; list < KEY_WORD_LISTS; list++) {
		struct str *all = folded(w, list);
		for (int i = 1; i < KEY_WORD_LIST; i++)
			ok(str_cmp(all[i - 1], all[i]) < 0);
	}
	world_free(w);
}

TEST(every_word_has_three_to_eight_small_letters_of_its_language)
{
	static const char *const letters[KEY_WORD_LISTS] = { "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyzæøå" };

	for (int list = 0; list < KEY_WORD_LISTS; list++)
		for (int i = 0; i < KEY_WORD_LIST; i++) {
			struct str word = key_words_at(list, i), here = str_of(letters[list]);
			ok(utf8_len(word) >= 3 && utf8_len(word) <= KEY_WORD_LETTERS);
			for (size_t at = 0, from; at < word.n;) {
				from = at;
				utf8_next(word, &at);
				ok(str_index(here, str_slice(word, from, at), 0) != SIZE_MAX);
			}
		}
}

/* One letter put in, left out or changed. */
static bool one_apart(struct str a, struct str b)
{
	size_t same = 0;

	if (a.n > b.n)
		return one_apart(b, a);
	while (same < a.n && a.p[same] == b.p[same])
		same++;
	if (b.n == a.n)
		return same < a.n && !memcmp(a.p + same + 1, b.p + same + 1, a.n - same - 1);
	return b.n == a.n + 1 && !memcmp(a.p + same, b.p + same + 1, a.n - same);
}

TEST(no_word_becomes_another_of_its_list_by_one_wrong_letter)
{
	struct world *w = world_new();

	ok(one_apart(S("bro"), S("bror")) && one_apart(S("bro"), S("bryo")) && one_apart(S("hat"), S("kat")) && !one_apart(S("hat"), S("kaj")));
	for (int list = 0; list < KEY_WORD_LISTS; list++) {
		struct str *all = folded(w, list);
		for (int i = 0; i < KEY_WORD_LIST; i++)
			for (int k = 0; k < i; k++)
				ok(!one_apart(all[i], all[k]));
	}
	world_free(w);
}

/*
 * What a card in a pocket must not say: requirements 9.9, illness, drugs, drink, crime, faith, body, war, family.  A star
 * stands for how a word goes on.
 */
static const char *const never[KEY_WORD_LISTS][160] = {
	{ "recover*", "addict*", "drug*", "alcohol*", "sober*", "abus*", "treatment", "rehab*", "detox*", "relaps*", "smart", "psych*", "ward*",
	  "sick*", "illness", "disease", "fever", "cancer", "pill", "pills", "syringe", "needle", "doctor", "nurse", "hospital", "clinic", "wound*", "pain",
	  "dead*", "death", "die", "grave", "coffin", "cocaine", "heroin*", "opium", "hashish", "joint", "dealer", "smok*", "tobacco", "cigar*",
	  "beer", "wine*", "whisky", "vodka", "rum", "cider", "brewery", "tavern", "sherry", "drunk*", "thief", "theft", "crime", "prison", "jail", "police",
	  "robber*", "murder*", "kill*", "gun", "pistol", "rifle", "bomb*", "war", "warrior", "soldier", "army", "weapon*", "sword", "dagger", "cannon",
	  "god", "church*", "priest*", "bible", "pray*", "angel", "devil", "hell", "heaven*", "chapel", "temple", "mosque", "pagoda", "saint", "sin", "holy",
	  "leg", "foot", "hand", "head", "blood*", "bone", "skin", "heart", "liver", "throat", "tooth", "teeth", "tongue", "naked", "nude", "sex*", "breast*",
	  "mother*", "father*", "brother*", "sister*", "son", "daughter", "uncle", "aunt", "cousin", "wife", "husband", "family", "widow*", "parent", "slave*" },
	{ "misbrug*", "afhængig*", "stof*", "rus*", "alkohol*", "ædru*", "behandl*", "afvæn*", "tilbagefald", "selvhj*", "psyk*", "afdeling*", "recovery",
	  "syg*", "feber*", "kræft", "piller", "kanyle", "sprøjt", "læge", "hospital", "klinik", "sår", "smerte*", "død", "dødsfald", "lig", "kiste", "kokain",
	  "heroin", "hash*", "joint", "pusher", "ryge*", "tobak*", "cigar*", "øl", "øldåse", "fadøl", "vin", "vodka", "snaps", "rom", "gløgg", "kro", "bodega", "fuld",
	  "tyv", "tyveri", "røver*", "fange", "fængsel", "politi*", "mord*", "krig*", "kanon", "pistol", "bombe", "soldat", "hær", "våben*", "sværd", "dolk", "gidsel",
	  "gud", "kirke*", "præst*", "bibel", "bøn", "engel", "djævel", "helvede", "kapel", "tempel", "moske", "kloster", "synd", "hellig", "jule*", "påske*", "degn",
	  "ben", "fod", "hånd", "hoved", "blod*", "knogle", "hud", "hjerte*", "lever", "hals", "tand", "tunge", "nøgen", "sex*", "bryst*", "grav*", "skelet",
	  "mor", "far", "bror", "søster", "søn", "datter", "onkel", "tante", "kusine", "fætter", "kone", "mand", "familie*", "enke", "slave*" },
};

static bool is_meant(struct str word, const char *pattern)
{
	struct str p = str_of(pattern);

	return str_ends(p, S("*")) ? str_starts(word, str_slice(p, 0, p.n - 1)) : str_eq(word, p);
}

TEST(no_word_is_of_illness_drugs_drink_crime_faith_body_war_or_family)
{
	for (int list = 0; list < KEY_WORD_LISTS; list++)
		for (int i = 0; i < KEY_WORD_LIST; i++)
			for (const char *const *n = never[list]; *n; n++)
				if (is_meant(key_words_at(list, i), *n))
					same_text(key_words_at(list, i), "(none)");
}

/* --- the digits ----------------------------------------------------------------------------------------------------- */

TEST(every_word_of_both_lists_comes_back_from_what_is_shown_at_every_place)
{
	struct world *w = world_new();

	for (int list = 0; list < KEY_WORD_LISTS; list++)
		for (int i = 0; i < KEY_WORD_LIST; i++) {
			int index[KEY_WORDS];
			struct key_typed t;
			for (int k = 0; k < KEY_WORDS; k++) {
				index[k] = (i + k * 811) % KEY_WORD_LIST;
				same_int(key_words_find(w->ctx, list, key_words_at(list, index[k])), index[k]);
			}
			key_words_read(w->ctx, key_words_text(w->ctx, list, index), &t);
			same_int(t.slip, SLIP_NONE);
		}
	world_free(w);
}

TEST(another_word_of_the_list_passes_the_digits_once_in_ninety_seven_times)
{
	int index[KEY_WORDS] = { 17, 4095, 0, 2048, 911 };

	for (int place = 0; place < KEY_WORDS; place++) {
		int right = index[place], passed = 0, check = key_words_check(index);
		for (index[place] = 0; index[place] < KEY_WORD_LIST; index[place]++)
			passed += index[place] != right && key_words_check(index) == check;
		index[place] = right;
		ok(passed == 41 || passed == 42);
	}
}

TEST(two_words_that_changed_places_are_found)
{
	int index[KEY_WORDS] = { 17, 4095, 0, 2048, 911 }, check = key_words_check(index);

	for (int a = 0; a < KEY_WORDS; a++)
		for (int b = 0; b < a; b++) {
			int other[KEY_WORDS];
			memcpy(other, index, sizeof other);
			other[a] = index[b];
			other[b] = index[a];
			ok(key_words_check(other) != check);
		}
}

/* --- what may be typed ----------------------------------------------------------------------------------------------- */

static struct str key_of(struct world *w, const char *lang, const char *const words[KEY_WORDS])
{
	int index[KEY_WORDS], list = key_words_list(lang);

	for (int i = 0; i < KEY_WORDS; i++) {
		index[i] = key_words_find(w->ctx, list, str_of(words[i]));
		ok(index[i] >= 0);
	}
	return key_words_text(w->ctx, list, index);
}

static const char *const apples[KEY_WORDS] = { "æble", "gåsefjer", "køkken", "havre", "lanterne" };

static enum participant_slip slip(struct world *w, struct str typed, struct key_typed *t)
{
	key_words_read(w->ctx, typed, t);
	return t->slip;
}

TEST(a_key_is_one_key_in_whatever_case_and_spelling_and_with_whatever_between_its_words)
{
	struct world *w = world_new();
	static const char *const ways[] = {
		"æble gåsefjer køkken havre lanterne", "ÆBLE GÅSEFJER KØKKEN HAVRE LANTERNE", "Aeble, Gaasefjer, Koekken, Havre, Lanterne.",
		"  æble-gåsefjer-køkken-havre-lanterne ", "æble\tgåsefjer\nkøkken;havre/lanterne", "äble gåsefjer kökken havre lanterne",
		"æble ga\xcc\x8asefjer køkken havre lanterne", "æble\xc2\xa0gåsefjer – køkken — havre … lanterne", "'æble' \"gåsefjer\" (køkken) havre lanterne",
	};
	struct str key = key_of(w, "da", apples);
	struct key_typed t;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		same_int(slip(w, str_of(ways[i]), &t), SLIP_NONE);
		same_text(t.secret, "aeble gaasefjer koekken havre lanterne");
		same_text(t.prefix, "aeble gaasefjer");
		/* With the digits, parted from the last word or not. */
		same_int(slip(w, arena_printf(w->arena, "%s%.*s", ways[i], 2, key.p + key.n - 2), &t), SLIP_NONE);
		same_int(slip(w, arena_printf(w->arena, "%s - %.*s", ways[i], 2, key.p + key.n - 2), &t), SLIP_NONE);
	}
	world_free(w);
}

TEST(a_mistyped_word_is_named_by_its_place_and_wrong_digits_are_told)
{
	struct world *w = world_new();
	struct str key = key_of(w, "da", apples);
	struct key_typed t;

	same_int(slip(w, S("æble gåsefjer køkkem havre lanterne 11"), &t), SLIP_WORD);
	same_int(t.wrong, 3);
	ok(!t.secret.p && !t.prefix.p);
	same_int(slip(w, S("æble gåsefjer køkken havre lanterna"), &t), SLIP_WORD);
	same_int(t.wrong, 5);
	same_int(slip(w, S("æble gåsefjér køkken havre lanterne"), &t), SLIP_WORD);
	for (int n = 0; n < 100; n++) {
		struct str typed = arena_printf(w->arena, "æble gåsefjer køkken havre lanterne %02d", n);
		same_int(slip(w, typed, &t), str_eq(typed, key) ? SLIP_NONE : SLIP_CHECK);
	}
	world_free(w);
}

TEST(what_is_not_five_words_is_no_key_of_words)
{
	struct world *w = world_new();
	static const char *const none[] = {
		"", " ", "47", "æble", "æble gåsefjer køkken havre", "æble gåsefjer køkken havre lanterne bro", "47 æble gåsefjer køkken havre lanterne",
		"æble gåsefjer 47 køkken havre lanterne", "æble gåsefjer køkken havre lanterne 470", "k7mq-3nfd-8xyz-rb4w", "qqq www eee rrr ttt",
		"æblegåsefjerkøkkenhavrelanterne", "\xff\xfe", "😀 😀 😀 😀 😀",
	};
	struct key_typed t;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		same_int(slip(w, str_of(none[i]), &t), SLIP_SHAPE);
	world_free(w);
}

TEST(words_of_two_languages_are_not_one_key)
{
	struct world *w = world_new();
	static const char *const english[KEY_WORDS] = { "acorn", "bridge", "kettle", "lantern", "meadow" };
	struct key_typed t;

	same_int(slip(w, key_of(w, "en", english), &t), SLIP_NONE);
	same_int(slip(w, S("acorn bridge kettle lantern lanterne"), &t), SLIP_WORD);
	same_int(t.wrong, 5);
	world_free(w);
}
