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

/* --- fields that are kept in one way -------------------------------------------------------------------------------- */

struct settled {
	struct str phone, days;
};

static const struct choice day_choices[] = { { "mo", "Monday" }, { "tu", "Tuesday" }, { "we", "Wednesday" }, { 0 } };

static const struct field settled_fields[] = {
	F(struct settled, phone, FIELD_PHONE, .label = "Phone"), F(struct settled, days, FIELD_CHOICES, .choices = day_choices, .label = "Days"),
	{ 0 }
};

static bool is_phone(struct ctx *ctx, const char *text)
{
	struct settled s = { S(""), S("") };
	struct problems bad = { 0 };
	struct values v = { 0 };

	value_add(ctx->arena, &v, S("phone"), str_of(text));
	ok(form_read_some(ctx, settled_fields, &v, &s, &bad) == OK);
	return !bad.n && str_is(s.phone);
}

TEST(a_number_of_a_person_is_no_telephone_number)
{
	struct ctx *ctx = test_ctx();

	ok(is_phone(ctx, "12 34 56 78") && is_phone(ctx, "+45 12345678") && is_phone(ctx, "(310) 312-3456") && is_phone(ctx, "310-312-3456"));
	ok(!is_phone(ctx, "010190-1234") && !is_phone(ctx, "010190 1234") && !is_phone(ctx, "0101901234"));
	ok(!is_phone(ctx, "123-45-6789") && !is_phone(ctx, "4111 1111 1111 1111"));
	test_ctx_free(ctx);
}

TEST(what_a_program_calls_a_thing_is_no_number_of_a_person)
{
	struct ctx *ctx = test_ctx();
	struct str masked;

	/* Its last fourteen signs would pass as a payment card. */
	ok(!guard_number(ctx, S("place/471c5333-041b-8660-b0b8-490040980000"), &masked));
	same_text(masked, "place/471c5333-041b-8660-b0b8-490040980000");
	ok(guard_number(ctx, S("471c5333-041b-8660-b0b8-490040980000, 010190-1234"), &masked));
	same_text(masked, "471c5333-041b-8660-b0b8-490040980000, ***********");
	/* What only begins like one is none. */
	ok(guard_number(ctx, S("471c5333-041b-8660-010190-1234"), &masked));
	test_ctx_free(ctx);
}

TEST(what_no_form_has_read_is_kept_as_a_form_would_keep_it)
{
	struct ctx *ctx = test_ctx();
	struct settled s = { S("00 00 00 11"), S("we mo") }, odd = { S("ring"), S("sunday") };

	form_settle(ctx, settled_fields, &s);
	same_text(s.phone, "00000011");
	same_text(s.days, "mo we");
	form_settle(ctx, settled_fields, &odd);
	same_text(odd.phone, "ring");
	same_text(odd.days, "sunday");
	test_ctx_free(ctx);
}
