/* service_test.c -- what somebody offers: the rules it keeps, by whatever way it came. */
#include "service/service_test.h"
#include "area/area.h"
#include "event/event.h"
#include "location/location.h"
#include "org/org.h"

#include <stdio.h>

/* --- what the tests of this room begin with ------------------------------------------------------------------- */

struct house_of_help help_new(void)
{
	struct house_of_help h = { .w = world_new() };
	struct org o = { .name = S("Prøvehuset"), .kind = S("association") };
	struct location l = { .name = S("Huset"), .address = S("Prøvevej 1"), .postcode = S("6800"), .country = S("DK"),
			      .lat = 55.62, .lon = 8.48 };
	struct problems bad = { 0 };

	ok(area_seed(h.w->ctx) == OK && kind_seed(h.w->ctx) == OK);
	ok(org_save(h.w->ctx, &o, &bad) == OK && !bad.n);
	l.org = o.id;
	ok(location_save(h.w->ctx, &l, &bad) == OK && !bad.n);
	h.org = o.id, h.place = l.id;
	return h;
}

void help_fact(struct house_of_help *h, struct service_whole *w, const char *field, const char *value)
{
	struct service_fact *facts = arena_array(h->w->arena, w->nfacts + 1, struct service_fact);
	size_t n = 0;

	for (size_t i = 0; i < w->nfacts; i++)
		if (!str_same(w->facts[i].field, field))
			facts[n++] = w->facts[i];
	facts[n++] = (struct service_fact){ str_of(field), str_of(value), S("") };
	w->facts = facts, w->nfacts = n;
}

/* The first answer that each field would take. */
static const char *an_answer(struct house_of_help *h, const struct kind_field *f)
{
	switch (f->type) {
	case KIND_YES_NO:
		return "yes";
	case KIND_CHOICE:
	case KIND_CHOICES:
		return arena_z(h->w->arena, f->options[0].code);
	case KIND_NUMBER:
		return page_id(h->w->ctx, f->least > 3 ? f->least : 3).p;
	case KIND_DATE:
		return "2017-02-01";
	case KIND_MONEY:
		return "50000";
	case KIND_URL:
		return "https://example.org/x";
	default:
		return "Noget";
	}
}

struct service_whole help_service(struct house_of_help *h, const char *kind, const char *name)
{
	struct service_place *place = arena_new_of(h->w->arena, struct service_place);
	struct service_whole w;
	struct kind k;

	ok(kind_of_code(h->w->ctx, str_of(kind), &k) == OK);
	w = service_blank(h->w->ctx, &k);
	w.s.org = h->org, w.s.name_da = str_of(name), w.s.state = S("running");
	w.s.price_type = S("free"), w.s.phone = S("00000010"), w.s.providers = S("peer");
	place->location = h->place;
	w.places = place, w.nplaces = 1;
	for (size_t i = 0; i < k.nfields; i++)
		if (k.fields[i].required)
			help_fact(h, &w, arena_z(h->w->arena, k.fields[i].code), an_answer(h, &k.fields[i]));
	return w;
}

static void stored(struct house_of_help *h, struct service_whole *w)
{
	struct problems bad = { 0 };

	ok(service_save(h->w->ctx, w, &bad) == OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
}

int64_t help_running(struct house_of_help *h, const char *kind, const char *name)
{
	struct service_whole w = help_service(h, kind, name);

	stored(h, &w);
	return w.s.id;
}

struct service_whole help_get(struct house_of_help *h, int64_t id)
{
	struct service_whole w;

	ok(service_get(h->w->ctx, id, &w) == OK);
	return w;
}

/* Not stored, and this field says why. */
static void refused(struct house_of_help *h, struct service_whole *w, const char *field)
{
	struct problems bad = { 0 };

	ok(service_save(h->w->ctx, w, &bad) == OK);
	if (!problem_of(&bad, field))
		print_error("no problem with %s but %s\n", field, bad.n ? bad.at[0].field : "none");
	ok(problem_of(&bad, field) != NULL);
	ok(!w->s.id);
}

/* --- storing ------------------------------------------------------------------------------------------------------ */

TEST(a_service_of_each_of_the_fifteen_kinds_is_stored_and_read_back)
{
	struct house_of_help h = help_new();
	struct kind *kinds;
	size_t n;

	ok(kind_list(h.w->ctx, &kinds, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		struct service_whole w = help_service(&h, arena_z(h.w->arena, kinds[i].code), arena_z(h.w->arena, kinds[i].name_da)), back;
		for (size_t k = 0; k < kinds[i].nfields; k++)
			help_fact(&h, &w, arena_z(h.w->arena, kinds[i].fields[k].code), an_answer(&h, &kinds[i].fields[k]));
		stored(&h, &w);
		ok(service_of_slug(h.w->ctx, w.s.slug, &back) == OK);
		same_int(back.s.kind, kinds[i].id);
		same_int(back.nfacts, kinds[i].nfields);
		same_text(back.s.state, "running");
		same_int(back.s.verified_at, TEST_NOW);
		ok(back.s.area != 0 && back.nplaces == 1);
	}
	world_free(h.w);
}

TEST(everything_that_is_said_of_a_service_comes_back)
{
	static const int64_t areas[] = { 0 };
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset ved åen"), back;
	struct service_schedule hours = { .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x3e, .first = DAY_NONE, .last = DAY_NONE },
					  .start_min = 9 * 60, .duration_min = 7 * 60, .note_da = S("ring først") };
	struct service_capacity beds = { S("bed"), 6, 2, TEST_NOW, S("keeper") };

	(void)areas;
	w.s.name_en = S("The house by the stream"), w.s.payer_da = S("Kommunen"), w.s.age_least = 18;
	w.s.price_type = S("range"), w.s.price_least = 300000, w.s.price_most = 450050, w.s.currency = S("DKK"), w.s.price_unit = S("month");
	w.s.extra = S("{\"x\": 1}");
	w.schedules = &hours, w.nschedules = 1, w.capacities = &beds, w.ncapacities = 1;
	help_fact(&h, &w, "curfew", "kl. 23");
	stored(&h, &w);
	back = help_get(&h, w.s.id);
	same_text(back.s.name_en, "The house by the stream");
	same_text(back.s.payer_da, "Kommunen");
	same_text(back.s.extra, "{\"x\": 1}");
	same_int(back.s.age_least, 18);
	ok(back.s.age_most == INT64_MIN);
	same_int(back.s.price_most, 450050);
	same_int(back.schedules[0].rhythm.weekdays, 0x3e);
	same_int(back.schedules[0].rhythm.first, DAY_NONE);
	same_text(back.schedules[0].note_da, "ring først");
	same_text(back.schedules[0].zone, "Europe/Copenhagen");
	same_int(back.capacities[0].free, 2);
	same_text(service_fact_find(&back, S("curfew"))->value, "kl. 23");
	world_free(h.w);
}

TEST(every_change_of_a_service_is_told_to_the_house)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct service_whole w = help_get(&h, id);
	struct event *events;
	size_t n;

	w.s.name_da = S("Gadeteamet");
	stored(&h, &w);
	ok(event_about(h.w->ctx, id, 10, &events, &n) == OK);
	same_int(n, 2);
	same_text(events[0].what, "service.saved");
	same_text(events[1].what, "service.added");
	world_free(h.w);
}

TEST(an_address_that_was_printed_goes_on_leading_to_its_service)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct service_whole w = help_get(&h, id), found;
	struct str old = w.s.slug;

	same_text(old, "gadeholdet-varde");
	w.s.name_da = S("Natteholdet");
	stored(&h, &w);
	same_text(w.s.slug, "natteholdet-varde");
	ok(service_of_slug(h.w->ctx, old, &found) == OK);
	same_int(found.s.id, id);
	same_text(found.s.slug, "natteholdet-varde");
	world_free(h.w);
}

TEST(two_services_of_one_name_have_two_addresses)
{
	struct house_of_help h = help_new();
	struct service_whole one = help_get(&h, help_running(&h, "life-skills", "Madholdet"));
	struct service_whole two = help_get(&h, help_running(&h, "life-skills", "Madholdet"));

	ok(!str_eq(one.s.slug, two.s.slug));
	world_free(h.w);
}

/* --- nothing is public that does not say what it must (INV-7) ------------------------------------------------------------ */

TEST(nothing_is_public_without_saying_which_meaning_of_recovery_it_is)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");

	w.s.stages = S("");
	refused(&h, &w, "stages");
	world_free(h.w);
}

TEST(nothing_is_public_without_a_price_line)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");

	w.s.price_type = S("");
	refused(&h, &w, "price_type");
	world_free(h.w);
}

TEST(nothing_is_public_without_a_keeper_or_a_contact)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");

	w.s.phone = S("");
	refused(&h, &w, "phone");
	w.s.org = 0;
	refused(&h, &w, "org");
	world_free(h.w);
}

TEST(a_draft_may_lack_all_of_it_until_it_is_published)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");
	struct problems bad = { 0 };

	w.s.state = S("draft"), w.s.stages = S(""), w.s.price_type = S(""), w.s.phone = S("");
	stored(&h, &w);
	ok(service_publish(h.w->ctx, w.s.id, &bad) == OK);
	ok(problem_of(&bad, "stages") && problem_of(&bad, "price_type") && problem_of(&bad, "phone"));
	same_text(help_get(&h, w.s.id).s.state, "draft");
	world_free(h.w);
}

TEST(who_publishes_has_looked_it_counts_as_confirmed_today)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");
	struct problems bad = { 0 };

	w.s.state = S("draft");
	stored(&h, &w);
	ok(help_get(&h, w.s.id).s.verified_at == 0);
	ok(service_publish(h.w->ctx, w.s.id, &bad) == OK && !bad.n);
	same_int(help_get(&h, w.s.id).s.verified_at, TEST_NOW);
	same_text(help_get(&h, w.s.id).s.verified_by, "keeper");
	world_free(h.w);
}

/* Past the program, with the database's own tongue. */
static bool slips_in(struct house_of_help *h, const char *sql)
{
	enum err e;

	ok(db_savepoint(h->w->ctx) == OK);
	e = db_script(h->w->ctx, sql);
	ok(db_undo(h->w->ctx) == OK);
	return e == OK;
}

TEST(even_by_direct_sql_nothing_is_public_without_stage_price_keeper_and_date)
{
	struct house_of_help h = help_new();

	help_running(&h, "outreach", "Gadeholdet");
	ok(slips_in(&h, "UPDATE service SET name_da = 'x'"));
	ok(!slips_in(&h, "UPDATE service SET stages = ''"));
	ok(!slips_in(&h, "UPDATE service SET price_type = ''"));
	ok(!slips_in(&h, "UPDATE service SET verified_at = NULL"));
	ok(!slips_in(&h, "UPDATE service SET org = 0"));
	ok(!slips_in(&h, "UPDATE service SET state = 'public'"));
	ok(!slips_in(&h, "UPDATE service SET price_least = 5000, currency = ''"));
	ok(slips_in(&h, "UPDATE service SET stages = '', price_type = '', verified_at = NULL, state = 'draft'"));
	world_free(h.w);
}

TEST(fifty_recovery_centers_of_a_list_are_parked_until_somebody_sets_their_stage)
{
	struct house_of_help h = help_new();
	struct service_line *lines;
	struct problems bad = { 0 };
	int64_t all, id = 0;
	size_t n;

	for (int i = 0; i < 50; i++) {
		struct service_whole w = help_service(&h, "peer-support", arena_printf(h.w->arena, "Recovery Center %d", i).p);
		w.s.stages = S(""), w.s.source = 7, w.s.source_key = page_id(h.w->ctx, i), w.s.verified_at = TEST_NOW, w.s.verified_by = S("import");
		stored(&h, &w);
		same_text(w.s.state, "parked");
		id = w.s.id;
	}
	ok(service_page(h.w->ctx, &(struct service_asked){ .state = S("running") }, &lines, &n, &all) == OK);
	same_int(all, 0);
	ok(service_page(h.w->ctx, &(struct service_asked){ .state = S("parked"), .page = 3 }, &lines, &n, &all) == OK);
	same_int(all, 50);
	same_int(n, 10);
	ok(service_publish(h.w->ctx, id, &bad) == OK && problem_of(&bad, "stages"));
	world_free(h.w);
}

TEST(an_imported_one_with_everything_is_public_with_the_date_that_its_list_gives)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "peer-support", "Makkerne"), undated = help_service(&h, "peer-support", "Andre");

	w.s.source = undated.s.source = 7;
	w.s.verified_at = TEST_NOW - 86400, w.s.verified_by = S("import");
	stored(&h, &w);
	stored(&h, &undated);
	same_text(help_get(&h, w.s.id).s.state, "running");
	same_int(help_get(&h, w.s.id).s.verified_at, TEST_NOW - 86400);
	same_text(help_get(&h, undated.s.id).s.state, "parked");
	world_free(h.w);
}

/* --- what is typed must mean something --------------------------------------------------------------------------------------- */

TEST(an_amount_without_currency_or_without_what_it_is_for_is_refused)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");

	w.s.price_type = S("fixed"), w.s.price_least = 15000, w.s.currency = S(""), w.s.price_unit = S("night");
	refused(&h, &w, "currency");
	w.s.currency = S("DKK"), w.s.price_unit = S("");
	refused(&h, &w, "price_unit");
	w.s.price_unit = S("night"), w.s.price_type = S("range");
	refused(&h, &w, "price_most");
	world_free(h.w);
}

TEST(cheap_is_no_price)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct values typed = { 0 };
	struct problems bad = { 0 };

	value_add(h.w->arena, &typed, S("price_least"), S("cheap"));
	ok(form_read_some(h.w->ctx, service_fields, &typed, &w.s, &bad) == OK);
	ok(problem_of(&bad, "price_least") != NULL);
	w.s.price_type = S("cheap");
	refused(&h, &w, "price_type");
	world_free(h.w);
}

TEST(a_phone_with_letters_is_refused_with_an_example)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct problems bad = { 0 };

	w.s.phone = S("1800RECOVER");
	ok(service_save(h.w->ctx, &w, &bad) == OK);
	ok(strstr(problem_of(&bad, "phone")->text, "12 34 56 78") != NULL);
	world_free(h.w);
}

TEST(a_description_of_more_than_eighty_words_is_refused_from_people_and_kept_from_lists)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct str text = S("");

	for (int i = 0; i < 81; i++)
		text = arena_printf(h.w->arena, "%.*sord ", STR_ARG(text));
	w.s.description_da = text;
	refused(&h, &w, "description_da");
	w.s.source = 7;
	stored(&h, &w);
	world_free(h.w);
}

TEST(the_number_of_a_person_is_stored_nowhere_in_a_service)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct service_schedule hours = { .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 2, .first = DAY_NONE, .last = DAY_NONE },
					  .start_min = 540, .duration_min = 60, .note_da = S("Spørg efter 010190-1234") };

	w.s.apply_da = S("Skriv 010190-1234 i emnet.");
	refused(&h, &w, "apply_da");
	w.s.apply_da = S("");
	help_fact(&h, &w, "house_rules", "010190-1234");
	refused(&h, &w, "fact_house_rules");
	help_fact(&h, &w, "house_rules", "");
	w.schedules = &hours, w.nschedules = 1;
	refused(&h, &w, "schedules");
	world_free(h.w);
}

TEST(a_faith_based_one_says_what_it_expects_and_where_one_goes_instead)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Klosterhuset");

	w.s.providers = S("faith");
	refused(&h, &w, "expectations_da");
	w.s.expectations_en = S("Grace is said before meals.");
	refused(&h, &w, "secular_da");
	w.s.secular_da = S("Huset ved åen");
	stored(&h, &w);
	ok(service_is_faith(&w.s));
	world_free(h.w);
}

/* --- the facts of its kind -------------------------------------------------------------------------------------------------------- */

TEST(a_fact_that_its_kind_does_not_ask_for_is_refused)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");

	help_fact(&h, &w, "curfew", "23");
	refused(&h, &w, "fact_curfew");
	world_free(h.w);
}

TEST(an_answer_that_its_kind_does_not_offer_is_refused)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");

	help_fact(&h, &w, "level", "luxury");
	refused(&h, &w, "fact_level");
	help_fact(&h, &w, "level", "monitored");
	help_fact(&h, &w, "pets", "maybe");
	refused(&h, &w, "fact_pets");
	world_free(h.w);
}

TEST(answers_stand_in_the_order_of_their_kind_and_unknown_ones_are_not_kept)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");

	help_fact(&h, &w, "stay", "long tonight");
	help_fact(&h, &w, "pets", "unknown");
	help_fact(&h, &w, "curfew", " ");
	stored(&h, &w);
	w = help_get(&h, w.s.id);
	same_text(service_fact_find(&w, S("stay"))->value, "tonight long");
	ok(!service_fact_find(&w, S("pets")) && !service_fact_find(&w, S("curfew")));
	world_free(h.w);
}

TEST(child_care_without_checked_adults_cannot_be_shown)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "child-care", "Legehjørnet");

	help_fact(&h, &w, "checked", "no");
	refused(&h, &w, "fact_checked");
	help_fact(&h, &w, "checked", "");
	refused(&h, &w, "fact_checked");
	world_free(h.w);
}

TEST(a_fact_that_is_no_longer_asked_stays_with_the_service_that_answered_it)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct kind_field fields[KIND_FIELDS_MOST];
	struct problems bad = { 0 };
	struct kind k;
	size_t n = 0;

	help_fact(&h, &w, "pets", "yes");
	stored(&h, &w);
	ok(kind_of_code(h.w->ctx, S("housing"), &k) == OK);
	for (size_t i = 0; i < k.nfields; i++)
		if (!str_same(k.fields[i].code, "pets"))
			fields[n++] = k.fields[i];
	k.fields = fields, k.nfields = n;
	ok(kind_save(h.w->ctx, &k, &bad) == OK && !bad.n);
	w = help_get(&h, w.s.id);
	w.s.name_da = S("Huset igen");
	stored(&h, &w);
	ok(service_fact_find(&w, S("pets")) != NULL);
	world_free(h.w);
}

TEST(a_sixteenth_kind_works_at_once)
{
	static const struct kind_option seasons[] = { { S("spring"), S("Forår"), S("Spring"), false }, { S("autumn"), S("Efterår"), S("Autumn"), false } };
	static const struct kind_field fields[] = {
		{ .code = S("seasons"), .label_da = S("Årstid"), .label_en = S("Season"), .type = KIND_CHOICES, .options = seasons,
		  .noptions = 2, .is_public = true, .filter = true, .required = true },
		{ .code = S("plots"), .label_da = S("Bede"), .label_en = S("Plots"), .type = KIND_NUMBER, .least = 1, .most = 9, .is_public = true },
	};
	struct house_of_help h = help_new();
	struct kind k = { .name_da = S("Havearbejde"), .name_en = S("Gardening"), .sentence_da = S("Jord."), .sentence_en = S("Earth."),
			  .stages = S("rss"), .fields = fields, .nfields = 2 };
	struct problems bad = { 0 };
	struct service_whole w;

	ok(kind_save(h.w->ctx, &k, &bad) == OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	ok(!bad.n);
	w = help_service(&h, "gardening", "Nyttehaven");
	help_fact(&h, &w, "plots", "12");
	refused(&h, &w, "fact_plots");
	help_fact(&h, &w, "plots", "4");
	stored(&h, &w);
	same_text(service_fact_find(&w, S("seasons"))->value, "spring");
	world_free(h.w);
}

/* --- what happens to it -------------------------------------------------------------------------------------------------------------- */

TEST(a_service_that_ended_can_be_public_again)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct problems bad = { 0 };

	ok(service_end(h.w->ctx, id) == OK && service_end(h.w->ctx, id) == OK);
	same_text(help_get(&h, id).s.state, "ended");
	ok(service_publish(h.w->ctx, id, &bad) == OK && !bad.n);
	same_text(help_get(&h, id).s.state, "running");
	world_free(h.w);
}

TEST(what_has_been_public_keeps_its_kind_and_is_not_discarded)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct service_whole w = help_get(&h, id);
	struct problems bad = { 0 };

	w.s.kind = 6;
	ok(service_save(h.w->ctx, &w, &bad) == OK && problem_of(&bad, "kind"));
	ok(service_discard(h.w->ctx, id) == ERR_CONFLICT);
	world_free(h.w);
}

TEST(a_draft_of_the_wrong_kind_can_change_it_and_loses_only_what_the_new_one_does_not_ask)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "life-skills", "Madholdet");

	w.s.state = S("draft");
	help_fact(&h, &w, "starts", "2017-02-01");
	help_fact(&h, &w, "own_list", "yes");
	stored(&h, &w);
	w.s.kind = 13;
	stored(&h, &w);
	w = help_get(&h, w.s.id);
	ok(service_fact_find(&w, S("starts")) && !service_fact_find(&w, S("own_list")));
	ok(service_discard(h.w->ctx, w.s.id) == OK);
	ok(service_get(h.w->ctx, w.s.id, &w) == ERR_NOT_FOUND);
	world_free(h.w);
}

TEST(full_until_a_day_is_over_by_itself_when_the_day_has_passed)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	struct problems bad = { 0 };
	struct service s;

	ok(service_set_full(h.w->ctx, id, true, day_of(2016, 12, 11), &bad) == OK && problem_of(&bad, "until"));
	bad.n = 0;
	ok(service_set_full(h.w->ctx, id, true, day_of(2016, 12, 20), &bad) == OK && !bad.n);
	s = help_get(&h, id).s;
	ok(service_is_full(h.w->ctx, &s));
	world_clock(h.w, TEST_NOW + 9 * 86400);
	ok(!service_is_full(h.w->ctx, &s));
	ok(service_set_full(h.w->ctx, id, true, DAY_NONE, &bad) == OK);
	s = help_get(&h, id).s;
	world_clock(h.w, TEST_NOW + 900 * 86400);
	ok(service_is_full(h.w->ctx, &s));
	ok(service_set_full(h.w->ctx, id, false, DAY_NONE, &bad) == OK);
	s = help_get(&h, id).s;
	ok(!service_is_full(h.w->ctx, &s));
	world_free(h.w);
}

TEST(two_hundred_free_beds_in_a_house_of_six_are_asked_about)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	struct problems bad = { 0 };

	ok(service_set_capacity(h.w->ctx, id, S("bed"), 6, 2, S("keeper"), false, &bad) == OK && !bad.n);
	ok(service_set_capacity(h.w->ctx, id, S("bed"), INT64_MIN, 200, S("keeper"), false, &bad) == OK);
	ok(problem_of(&bad, "free") != NULL);
	same_text(problem_of(&bad, "free")->gap, "6");
	same_int(help_get(&h, id).capacities[0].free, 2);
	bad.n = 0;
	ok(service_set_capacity(h.w->ctx, id, S("bed"), INT64_MIN, 200, S("keeper"), true, &bad) == OK && !bad.n);
	same_int(help_get(&h, id).capacities[0].free, 200);
	same_int(help_get(&h, id).capacities[0].total, 6);
	world_free(h.w);
}

TEST(a_vacancy_older_than_a_day_says_call_to_check)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	struct problems bad = { 0 };
	struct service_capacity beds;
	struct str zone = S("Europe/Copenhagen");

	ok(service_set_capacity(h.w->ctx, id, S("bed"), 6, 2, S("keeper"), false, &bad) == OK);
	beds = help_get(&h, id).capacities[0];
	h.w->ctx->lang = "en";
	same_text(service_capacity_text(h.w->ctx, &beds, zone), "2 beds free, counted today at 10:00");
	world_clock(h.w, TEST_NOW + 24 * 3600);
	same_text(service_capacity_text(h.w->ctx, &beds, zone), "2 beds free, counted yesterday at 10:00");
	world_clock(h.w, TEST_NOW + 24 * 3600 + 1);
	same_text(service_capacity_text(h.w->ctx, &beds, zone), "Call to check. Yesterday at 10:00: 2 beds free");
	world_clock(h.w, TEST_NOW + 72 * 3600 + 1);
	same_text(service_capacity_text(h.w->ctx, &beds, zone), "Call to hear whether there is room");
	world_free(h.w);
}

TEST(an_opening_is_over_when_its_last_day_has_passed)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "employment", "Køkkenholdet");
	struct kind k;

	help_fact(&h, &w, "apply_by", "2016-12-14");
	help_fact(&h, &w, "starts", "2016-12-12");
	stored(&h, &w);
	ok(kind_get(h.w->ctx, w.s.kind, &k) == OK);
	same_int(service_last_day(&k, &w), day_of(2016, 12, 14));
	ok(service_is_on(h.w->ctx, &k, &w));
	world_clock(h.w, TEST_NOW + 3 * 86400);
	ok(!service_is_on(h.w->ctx, &k, &w));
	world_free(h.w);
}

TEST(a_service_can_be_put_back_exactly_as_it_was)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	struct service_schedule hours = { .rhythm = { .kind = RHYTHM_MONTHLY_WEEKDAY, .interval = 1, .weekdays = 4, .nths = 8, .first = DAY_NONE, .last = DAY_NONE },
					  .start_min = 540, .duration_min = 60 };
	struct service_whole w = help_get(&h, id);
	struct problems bad = { 0 };
	struct str before, after;

	w.schedules = &hours, w.nschedules = 1;
	help_fact(&h, &w, "deposit", "300000");
	stored(&h, &w);
	ok(service_set_capacity(h.w->ctx, id, S("bed"), 6, 2, S("keeper"), false, &bad) == OK);
	ok(service_snapshot(h.w->ctx, id, &before) == OK);
	w = help_get(&h, id);
	w.s.name_da = S("Noget andet"), w.s.price_type = S("fixed"), w.s.price_least = 100, w.s.currency = S("USD"), w.s.price_unit = S("day");
	w.facts++, w.nfacts--, w.nschedules = 0, w.nplaces = 0, w.ncapacities = 0;
	stored(&h, &w);
	ok(service_put_back(h.w->ctx, before) == OK);
	ok(service_snapshot(h.w->ctx, id, &after) == OK);
	same_text(after, arena_z(h.w->arena, before));
	world_free(h.w);
}

TEST(who_keeps_nothing_here_changes_nothing_here)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	static struct grant elsewhere = { ROLE_KEEPER, 99, 0 };
	struct who who = { .account = 1, .grants = &elsewhere, .ngrants = 1 };
	struct service_whole w = help_get(&h, id);
	struct problems bad = { 0 };

	h.w->ctx->who = &who;
	ok(service_save(h.w->ctx, &w, &bad) == ERR_DENIED);
	ok(service_end(h.w->ctx, id) == ERR_DENIED);
	ok(service_publish(h.w->ctx, id, &bad) == ERR_DENIED);
	ok(service_set_full(h.w->ctx, id, true, DAY_NONE, &bad) == ERR_DENIED);
	ok(service_discard(h.w->ctx, id) == ERR_DENIED);
	w = help_service(&h, "housing", "Et andet hus");
	ok(service_save(h.w->ctx, &w, &bad) == OK && problem_of(&bad, "org"));
	who.ngrants = 0;
	ok(service_save(h.w->ctx, &w, &bad) == ERR_DENIED);
	world_free(h.w);
}

/* --- all of them ------------------------------------------------------------------------------------------------------------------------ */

struct seen {
	int64_t last, n, facts, places;
	bool ordered;
};

static enum err see(void *arg, struct ctx *ctx, const struct service_whole *w)
{
	struct seen *s = arg;

	(void)ctx;
	s->ordered = s->ordered && w->s.id > s->last;
	s->last = w->s.id;
	s->n++;
	s->facts += (int64_t)w->nfacts;
	s->places += (int64_t)w->nplaces;
	for (size_t i = 0; i < w->nfacts; i++)
		ok(str_is(w->facts[i].value));
	return OK;
}

TEST(all_services_are_read_whole_and_in_order_also_across_batches)
{
	enum { MANY = 850 };
	struct house_of_help h = help_new();
	struct seen running = { .ordered = true }, all = { .ordered = true }, source = { .ordered = true };

	for (int i = 0; i < MANY; i++) {
		struct service_whole w = help_service(&h, "outreach", "Gadeholdet");
		w.s.slug = arena_printf(h.w->arena, "gade-%d", i);
		if (i % 2)
			w.s.state = S("draft");
		if (i % 5 == 0)
			w.s.source = 3, w.s.verified_at = 1;
		if (i % 7 == 0)
			w.nplaces = 0;
		if (i % 3 == 0)
			help_fact(&h, &w, "no_names", "yes");
		h.w->ctx->now += i % 2;
		stored(&h, &w);
	}
	ok(service_each(h.w->ctx, "running", see, &running) == OK);
	ok(service_each(h.w->ctx, "", see, &all) == OK);
	ok(service_each_of_source(h.w->ctx, 3, see, &source) == OK);
	same_int(running.n, MANY / 2);
	same_int(all.n, MANY);
	same_int(source.n, MANY / 5);
	same_int(all.facts, MANY + (MANY + 2) / 3);
	same_int(all.places, MANY - (MANY + 6) / 7);
	ok(running.ordered && all.ordered && source.ordered);
	world_free(h.w);
}

/* --- said aloud ------------------------------------------------------------------------------------------------------------------------- */

TEST(a_price_is_said_as_people_say_it)
{
	struct ctx *ctx;
	struct house_of_help h = help_new();
	struct service s = { .price_type = S("free"), .price_least = INT64_MIN, .price_most = INT64_MIN, .currency = S("DKK"), .price_unit = S("night") };

	ctx = h.w->ctx;
	ctx->lang = "en";
	same_text(service_price(ctx, &s), "Free");
	s.price_type = S("fixed"), s.price_least = 15000;
	same_text(service_price(ctx, &s), "DKK 150 a night");
	s.price_type = S("range"), s.price_most = 30000;
	same_text(service_price(ctx, &s), "DKK 150 to DKK 300 a night");
	s.price_type = S("sliding"), s.price_least = 0;
	same_text(service_price(ctx, &s), "DKK 0 to DKK 300 a night, by what one earns");
	s.price_type = S("voucher"), s.price_least = s.price_most = INT64_MIN;
	same_text(service_price(ctx, &s), "With a voucher");
	s.price_type = S("unknown");
	same_text(service_price(ctx, &s), "Not known");
	world_free(h.w);
}

TEST(hours_are_said_as_people_say_them)
{
	struct house_of_help h = help_new();
	struct service_schedule hours[] = {
		{ .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x0e, .first = DAY_NONE, .last = DAY_NONE }, .start_min = 540, .duration_min = 420 },
		{ .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x30, .first = DAY_NONE, .last = DAY_NONE }, .start_min = 540, .duration_min = 420 },
		{ .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x40, .first = DAY_NONE, .last = DAY_NONE }, .start_min = 600, .duration_min = 0 },
		{ .rhythm = { .kind = RHYTHM_MONTHLY_WEEKDAY, .interval = 1, .weekdays = 1, .nths = 1 << 6, .first = DAY_NONE, .last = DAY_NONE }, .start_min = 720, .duration_min = 120 },
	};
	struct service_whole w = { .schedules = hours, .nschedules = 4 };

	h.w->ctx->lang = "en";
	for (int i = 0; i < 4; i++)
		hours[i].zone = S("Europe/Copenhagen"), hours[i].note_da = hours[i].note_en = S("");
	same_text(service_hours(h.w->ctx, &w), "Monday to Friday 09:00–16:00, Saturday from 10:00, The last Sunday of the month at 12:00–14:00");
	w.nschedules = 1, hours[0].rhythm.weekdays = 0x7f, hours[0].start_min = 0, hours[0].duration_min = 1440;
	same_text(service_hours(h.w->ctx, &w), "Every day round the clock");
	w.nschedules = 0, w.s.hours_en = S("By appointment");
	same_text(service_hours(h.w->ctx, &w), "By appointment");
	world_free(h.w);
}

TEST(the_form_of_a_kind_asks_what_its_kind_asks_and_reads_it_back)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Huset"), again;
	struct service_typed *t = arena_new_of(h.w->arena, struct service_typed);
	const struct field *fields;
	struct values typed = { 0 };
	struct problems bad = { 0 };
	struct kind k;

	help_fact(&h, &w, "deposit", "123450");
	help_fact(&h, &w, "relapse_rule", "Man beholder sengen.");
	ok(kind_get(h.w->ctx, w.s.kind, &k) == OK);
	fields = service_form_fields(h.w->ctx, &k);
	ok(field_find(fields, "fact_level") && field_find(fields, "fact_relapse_rule_en") && field_find(fields, "phone"));
	ok(!field_find(fields, "fact_seats"));
	service_to_typed(h.w->ctx, &k, &w, t);
	form_write(h.w->ctx, fields, t, &typed);
	same_text(value_of(&typed, "fact_deposit"), "1234.50");
	*t = (struct service_typed){ .s = w.s };
	ok(form_read(h.w->ctx, fields, &typed, t, &bad) == OK && !bad.n);
	again = w, again.nfacts = 0;
	service_of_typed(h.w->ctx, &k, t, &again);
	ok(service_prepare(h.w->ctx, &again, &bad) == OK && !bad.n);
	same_int(again.nfacts, w.nfacts);
	same_text(service_fact_find(&again, S("deposit"))->value, "123450");
	same_text(service_fact_find(&again, S("level"))->value, "peer_run");
	world_free(h.w);
}

TEST(a_place_or_an_organisation_with_running_support_cannot_end)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "housing", "Huset");
	struct problems bad = { 0 };

	ok(location_end(h.w->ctx, h.place, &bad) == OK && bad.n == 1);
	ok(org_end(h.w->ctx, h.org, &bad) == OK && bad.n == 2);
	ok(location_discard(h.w->ctx, h.place) == ERR_CONFLICT && org_discard(h.w->ctx, h.org) == ERR_CONFLICT);
	bad.n = 0;
	ok(service_end(h.w->ctx, id) == OK);
	ok(location_end(h.w->ctx, h.place, &bad) == OK && org_end(h.w->ctx, h.org, &bad) == OK && !bad.n);
	world_free(h.w);
}

TEST(a_home_is_asked_about_twice_and_is_never_sent_on)
{
	struct house_of_help h = help_new();
	struct problems warn = { 0 }, bad = { 0 };
	struct location l, sent;

	ok(location_get(h.w->ctx, h.place, &l) == OK);
	l.home = true;
	ok(location_warnings(h.w->ctx, &l, &warn) == OK && problem_of(&warn, "home"));
	ok(location_save(h.w->ctx, &l, &bad) == OK && !bad.n);
	ok(location_get(h.w->ctx, h.place, &l) == OK && l.home);
	sent = location_public(&l);
	ok(!str_is(sent.address) && !str_is(sent.name));
	same_text(sent.city, "Varde");
	world_free(h.w);
}
