/* words_test.c -- words that put a person in a box, and numbers that a form must not round. */
#include "test.h"
#include "form/form.h"

#include <math.h>

static bool warns(const char *lang, const char *text, const char *word)
{
	struct str found;
	const char *instead;

	return guard_words(lang, str_of(text), &found, &instead) && str_same(found, word) && instead[0];
}

static bool silent(const char *lang, const char *text)
{
	struct str found;
	const char *instead;

	return !guard_words(lang, str_of(text), &found, &instead);
}

TEST(a_word_that_puts_a_person_in_a_box_is_pointed_at)
{
	ok(warns("da", "For tidligere Stofmisbrugere og deres børn", "Stofmisbrugere"));
	ok(warns("da", "en narkoman i bedring", "narkoman"));
	ok(warns("da", "Du skal være TØRLAGT.", "TØRLAGT"));
	ok(warns("en", "Every addict is welcome", "addict"));
	ok(warns("en", "We are all clean.", "clean"));
	ok(warns(NULL, "junkies og andre", "junkies"));
}

TEST(a_name_a_thing_and_the_other_language_are_left_alone)
{
	ok(silent("da", "Anonyme Alkoholikere mødes her"));
	ok(silent("en", "Adult Children of Alcoholics"));
	ok(silent("en", "non-alcoholic drinks, and help with an addiction"));
	ok(silent("da", "addict"));
	ok(silent("da", "Vi gør rent bagefter, og rummet er rent."));
	ok(silent("en", ""));
}

struct note {
	struct str text_da, text_en;
	double lon;
};

static const struct field note_fields[] = {
	F(struct note, text_da, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .label = "Text"),
	F(struct note, text_en, FIELD_LONG, .flags = FIELD_GUARDED, .label = "Text"),
	F(struct note, lon, FIELD_REAL, .label = "Longitude"),
	F_END,
};

TEST(the_author_is_told_which_field_and_what_can_be_said_instead)
{
	struct ctx *ctx = test_ctx();
	struct note n = { .text_da = S("Ring til 00 00 00 12"), .text_en = S("for addicts"), .lon = NAN };
	struct problems warn = { 0 };

	form_warnings(ctx, note_fields, &n, &warn);
	same_int(warn.n, 2);
	ok(problem_of(&warn, "text_da"));
	same_text(problem_of(&warn, "text_en")->gap, "“addicts” → “people with an addiction”");
	test_ctx_free(ctx);
}

TEST(a_point_comes_back_from_its_form_as_exact_as_it_went_in)
{
	struct ctx *ctx = test_ctx();
	struct note n = { .lon = -122.419416 }, back = { 0 };
	struct values typed = { 0 };
	struct problems bad = { 0 };

	form_write(ctx, note_fields, &n, &typed);
	ok(form_read(ctx, note_fields, &typed, &back, &bad) == OK && !bad.n);
	ok(fabs(back.lon - n.lon) < 1e-9);
	test_ctx_free(ctx);
}
