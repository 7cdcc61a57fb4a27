/* kind_test.c -- kinds of support as data. */
#include "world.h"
#include "event/event.h"
#include "kind/kind.h"

static struct kind kind_named(struct world *w, const char *code)
{
	struct kind k;

	ok(kind_of_code(w->ctx, str_of(code), &k) == OK);
	return k;
}

static struct kind gardening(void)
{
	static const struct kind_option seasons[] = { { S("spring"), S("Forår"), S("Spring"), false }, { S("autumn"), S("Efterår"), S("Autumn"), false } };
	static const struct kind_field fields[] = {
		{ .code = S("seasons"), .label_da = S("Årstid"), .label_en = S("Season"), .type = KIND_CHOICES, .options = seasons,
		  .noptions = 2, .is_public = true, .filter = true },
		{ .code = S("greenhouse"), .label_da = S("Drivhus"), .label_en = S("Greenhouse"), .type = KIND_YES_NO, .is_public = true },
	};

	return (struct kind){ .name_da = S("Havearbejde"), .name_en = S("Gardening"), .sentence_da = S("Jord under neglene."),
			      .sentence_en = S("Earth under your nails."), .needs = S("work meaning"), .stages = S("aftercare rss"),
			      .fields = fields, .nfields = 2 };
}

static struct kind garden(struct world *w)
{
	struct kind k = gardening();
	struct problems bad = { 0 };

	ok(kind_save(w->ctx, &k, &bad) == OK && !bad.n);
	return k;
}

TEST(the_fifteen_kinds_are_there_in_both_languages_each_with_facts_of_its_own)
{
	struct world *w = world_new();
	struct kind *kinds;
	size_t n;

	ok(kind_seed(w->ctx) == OK && kind_list(w->ctx, &kinds, &n) == OK);
	same_int(n, 15);
	for (size_t i = 0; i < n; i++) {
		const struct kind *k = &kinds[i];
		ok(k->built_in && k->id == (int64_t)i + 1 && kind_is_active(k));
		ok(str_is(k->name_da) && str_is(k->name_en) && !str_eq(k->name_da, k->name_en));
		ok(str_is(k->sentence_da) && str_is(k->sentence_en) && str_is(k->words_da) && str_is(k->words_en));
		ok(str_is(k->needs) && str_is(k->stages) && str_is(k->hl7) && k->nfields >= 3);
		ok(choice_label(kind_bookings, k->booking) && choice_label(kind_outcomes, k->outcome));
	}
	same_text(kinds[5].code, "housing");
	same_text(kinds[9].code, "support-groups");
	world_free(w);
}

TEST(every_need_and_every_stage_of_a_built_in_kind_is_one_that_we_know)
{
	struct world *w = world_new();
	struct kind *kinds;
	size_t n;

	/* A kind that passes its own rules again, unchanged, has no code that is misspelt. */
	ok(kind_seed(w->ctx) == OK && kind_list(w->ctx, &kinds, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		struct problems bad = { 0 };
		ok(kind_save(w->ctx, &kinds[i], &bad) == OK);
		if (bad.n)
			print_error("%.*s: %s: %s\n", STR_ARG(kinds[i].code), bad.at[0].field, bad.at[0].text);
		same_int(bad.n, 0);
	}
	world_free(w);
}

TEST(putting_the_fifteen_in_twice_changes_nothing)
{
	struct world *w = world_new();
	int64_t before, after;
	struct kind *kinds;
	size_t n;

	ok(kind_seed(w->ctx) == OK && event_newest(w->ctx, &before) == OK);
	ok(kind_seed(w->ctx) == OK && event_newest(w->ctx, &after) == OK);
	ok(kind_list(w->ctx, &kinds, &n) == OK);
	same_int(n, 15);
	same_int(before, after);
	world_free(w);
}

TEST(a_kind_that_somebody_renamed_keeps_its_name_when_the_fifteen_come_again)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k;

	ok(kind_seed(w->ctx) == OK);
	k = kind_named(w, "outreach");
	k.name_da = S("Natteravne");
	ok(kind_save(w->ctx, &k, &bad) == OK && !bad.n);
	ok(kind_seed(w->ctx) == OK);
	same_text(kind_named(w, "outreach").name_da, "Natteravne");
	world_free(w);
}

TEST(a_sixteenth_kind_has_the_code_of_its_name_and_comes_last)
{
	struct world *w = world_new();
	struct kind *kinds, k;
	size_t n;

	ok(kind_seed(w->ctx) == OK);
	k = garden(w);
	ok(kind_list(w->ctx, &kinds, &n) == OK);
	same_int(n, 16);
	same_text(kinds[15].code, "gardening");
	same_int(kinds[15].id, k.id);
	same_int(kinds[15].nfields, 2);
	same_text(kinds[15].fields[0].options[1].en, "Autumn");
	ok(!kinds[15].built_in);
	world_free(w);
}

TEST(two_kinds_of_one_name_are_refused)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind again = gardening();

	garden(w);
	ok(kind_save(w->ctx, &again, &bad) == OK);
	ok(problem_of(&bad, "name_en") && !again.id);
	world_free(w);
}

TEST(a_code_of_a_kind_never_changes)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = garden(w);

	k.code = S("allotment"), k.name_en = S("Allotment");
	ok(kind_save(w->ctx, &k, &bad) == OK && !bad.n);
	same_text(kind_named(w, "gardening").name_en, "Allotment");
	world_free(w);
}

TEST(a_fact_that_is_no_longer_asked_stays_readable)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = garden(w);
	const struct kind_field *gone;

	k.nfields = 1;
	ok(kind_save(w->ctx, &k, &bad) == OK && !bad.n);
	k = kind_named(w, "gardening");
	same_int(k.nfields, 2);
	gone = kind_field_find(&k, S("greenhouse"));
	ok(gone && gone->retired && !k.fields[0].retired);
	same_text(gone->label_da, "Drivhus");
	world_free(w);
}

TEST(an_answer_that_is_no_longer_offered_stays_readable)
{
	static const struct kind_option only[] = { { S("spring"), S("Forår"), S("Spring"), false } };
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = garden(w);
	struct kind_field fields[2] = { k.fields[0], k.fields[1] };
	const struct kind_option *o;

	fields[0].options = only, fields[0].noptions = 1;
	k.fields = fields;
	ok(kind_save(w->ctx, &k, &bad) == OK && !bad.n);
	k = kind_named(w, "gardening");
	o = kind_option_find(&k.fields[0], S("autumn"));
	ok(o && o->retired);
	same_text(o->da, "Efterår");
	world_free(w);
}

TEST(the_type_of_a_fact_never_changes)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = garden(w);
	struct kind_field fields[2] = { k.fields[0], k.fields[1] };

	fields[1].type = KIND_NUMBER;
	k.fields = fields;
	ok(kind_save(w->ctx, &k, &bad) == OK);
	ok(problem_of(&bad, "type") != NULL);
	world_free(w);
}

TEST(a_kind_without_danish_or_without_english_is_refused)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = gardening();

	k.name_da = S(""), k.sentence_en = S("");
	ok(kind_save(w->ctx, &k, &bad) == OK);
	ok(problem_of(&bad, "name_da") && problem_of(&bad, "sentence_en"));
	world_free(w);
}

TEST(a_choice_without_answers_is_refused_and_so_is_a_number_as_filter)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind_field fields[] = {
		{ .label_da = S("Slags"), .label_en = S("Sort"), .type = KIND_CHOICE, .is_public = true },
		{ .label_da = S("Antal"), .label_en = S("Number"), .type = KIND_NUMBER, .is_public = true, .filter = true },
	};
	struct kind k = gardening();

	k.fields = fields;
	ok(kind_save(w->ctx, &k, &bad) == OK);
	ok(problem_of(&bad, "options") && problem_of(&bad, "filter"));
	world_free(w);
}

TEST(a_number_of_a_person_is_not_stored_in_a_kind)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = gardening();

	k.sentence_da = S("Spørg 010190-1234.");
	ok(kind_save(w->ctx, &k, &bad) == OK);
	ok(problem_of(&bad, "sentence_da") != NULL);
	world_free(w);
}

TEST(a_retired_kind_stays_and_can_be_used_again)
{
	struct world *w = world_new();
	struct kind k;

	ok(kind_seed(w->ctx) == OK);
	k = kind_named(w, "spiritual");
	ok(kind_retire(w->ctx, k.id) == OK && kind_retire(w->ctx, k.id) == OK);
	ok(!kind_is_active(&(struct kind){ .state = kind_named(w, "spiritual").state }));
	ok(kind_resume(w->ctx, k.id) == OK);
	k = kind_named(w, "spiritual");
	ok(kind_is_active(&k));
	world_free(w);
}

TEST(only_who_keeps_the_whole_house_changes_a_kind)
{
	static const struct grant here = { ROLE_ADMINISTRATOR, 5, 0 }, everywhere = { ROLE_COORDINATOR, 0, 0 };
	struct who who = { .account = 1, .grants = &here, .ngrants = 1 };
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct kind k = gardening();

	w->ctx->who = &who;
	ok(kind_save(w->ctx, &k, &bad) == ERR_DENIED);
	who.grants = &everywhere;
	ok(kind_save(w->ctx, &k, &bad) == ERR_DENIED && kind_retire(w->ctx, 1) == ERR_DENIED);
	world_free(w);
}
