/* newcomer_test.c -- somebody who knows none of our words finds each of the fifteen kinds, in both languages. */
#include "support/support_test.h"
#include "location/location.h"
#include "org/org.h"

#include <stdio.h>
#include <string.h>

/* One of each kind; what a newcomer would type for it. */
static const struct story {
	const char *kind, *da, *en, *type_da, *type_en, *stages, *providers, *staffing, *price;
	const char *about_da, *about_en;
} stories[] = {
	{ "transportation", "Kør med til gruppen", "A ride to the group", "lift", "ride", "rss aftercare", "community", "volunteer", "free",
	  "En frivillig henter dig og kører dig hjem igen.", "A volunteer picks you up and takes you home again." },
	{ "employment", "Tilbage i job", "Back to work", "job", "job", "rss", "professional", "paid", "free",
	  "Vi finder en arbejdsplads, der kan bruge dig.", "We find a workplace that can use you." },
	{ "case-management", "Papirhjælpen", "Help with papers", "kontanthjælp", "benefits", "rss contact", "professional", "paid", "free",
	  "Vi læser brevene sammen.", "We read the letters together." },
	{ "outreach", "Gadens kaffevogn", "The coffee cart", "gade", "street", "contact harm", "peer community", "volunteer", "free",
	  "Kaffe og en snak, hver aften ved stationen.", "Coffee and a chat, every evening at the station." },
	{ "relapse-prevention", "Hold fast", "Hold on", "tilbagefald", "relapse", "aftercare", "professional peer", "both", "free",
	  "Lav din egen plan for de svære dage.", "Make your own plan for the difficult days." },
	{ "housing", "Huset ved fjorden", "The house by the fjord", "værelse", "room", "housing", "peer", "both", "fixed",
	  "Seks værelser i et roligt hus.", "Six rooms in a quiet house." },
	{ "child-care", "Legestuen", "The play room", "børnepasning", "babysitter", "rss", "community", "volunteer", "free",
	  "Vi passer dit barn, mens du er til møde.", "We look after your child while you are at a meeting." },
	{ "family-marriage-education", "Tal sammen igen", "Talk again", "parkursus", "couples", "education", "professional", "paid", "sliding",
	  "Seks aftener for par og familier.", "Six evenings for couples and families." },
	{ "peer-support", "En makker", "A companion", "makker", "mentor", "rss social", "peer", "volunteer", "free",
	  "En, der selv har prøvet det, har tid til dig.", "Somebody who has been there has time for you." },
	{ "support-groups", "Onsdagsgruppen", "The Wednesday group", "selvhjælp", "self-help", "mutual", "peer", "volunteer", "free",
	  "Vi mødes og hjælper hinanden.", "We meet and help each other." },
	{ "life-skills", "Køkkenskolen", "The kitchen school", "madlavning", "cooking", "rss", "community", "volunteer", "free",
	  "Lav mad sammen med andre.", "Cook together with others." },
	{ "spiritual", "Stilhed i kirken", "Silence in the church", "præst", "pastor", "rss", "faith", "both", "free",
	  "En samtale om tro og tvivl.", "A talk about faith and doubt." },
	{ "education", "Skolen for alle", "School for all", "eksamen", "diploma", "rss", "professional", "paid", "free",
	  "Læse, skrive og regne i små hold.", "Reading, writing and numbers in small classes." },
	{ "parent-education", "Forældre igen", "Parents again", "forældrekursus", "parenting", "education", "professional", "paid", "free",
	  "For forældre med små børn.", "For parents of small children." },
	{ "substance-education", "Hvad gør rusen?", "What does it do?", "overdosis", "overdose", "education harm", "professional", "paid", "free",
	  "Viden og førstehjælp.", "Facts and first aid." },
};
enum { STORIES = sizeof stories / sizeof *stories };

static int64_t tell(struct house_of_help *h, const struct story *s)
{
	struct service_whole w = help_service(h, s->kind, s->da);
	struct problems bad = { 0 };

	w.s.name_en = str_of(s->en);
	w.s.description_da = str_of(s->about_da), w.s.description_en = str_of(s->about_en);
	w.s.stages = str_of(s->stages), w.s.providers = str_of(s->providers), w.s.staffing = str_of(s->staffing);
	w.s.price_type = str_of(s->price);
	w.s.languages = S("da en");
	w.s.relation = S("independent");
	if (!strcmp(s->price, "fixed"))
		w.s.price_least = 350000, w.s.currency = S("DKK"), w.s.price_unit = S("month");
	if (!strcmp(s->price, "sliding"))
		w.s.price_least = 0, w.s.price_most = 60000, w.s.currency = S("DKK"), w.s.price_unit = S("course");
	if (strstr(s->providers, "faith"))
		w.s.expectations_da = S("Ingenting."), w.s.secular_da = S("Ingen kendt.");
	if (!strcmp(s->kind, "housing"))
		w.s.substitution = S("yes");
	ok(service_save(h->w->ctx, &w, &bad) == OK);
	if (bad.n)
		print_error("%s: %s: %s\n", s->kind, bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
	return w.s.id;
}

void tell_all_fifteen(struct house_of_help *h)
{
	for (size_t i = 0; i < STORIES; i++)
		tell(h, &stories[i]);
}

static struct house_of_help fifteen(void)
{
	struct house_of_help h = help_new();

	tell_all_fifteen(&h);
	return h;
}

/* The row of this name: what stands between its heading and the next one. */
static struct answer row_of(struct house_of_help *h, struct answer page, const char *name)
{
	size_t at = str_index(page.body, arena_printf(h->w->arena, ">%s</a></h3>", name), 0), end;
	struct answer row = page;

	if (at == SIZE_MAX)
		print_error("there is no %s\n", name);
	ok(at != SIZE_MAX);
	end = str_index(page.body, S("</article>"), at);
	row.body = str_slice(page.body, at, end);
	return row;
}

static const char *address(struct house_of_help *h, const char *lang, const char *path, const char *typed)
{
	return arena_printf(h->w->arena, "/%s%s%.*s", lang, path, STR_ARG(percent_encode(h->w->arena, str_of(typed)))).p;
}

/* Who gives it, when on the way, what it costs, how fresh it is, what to do next. */
static void tells_the_truth(struct house_of_help *h, const struct story *s, const char *lang)
{
	bool da = !strcmp(lang, "da");
	struct answer page = visit(h->w, "GET", address(h, lang, "/support?q=", da ? s->type_da : s->type_en), NULL);
	struct answer row = row_of(h, page, da ? s->da : s->en);

	ok(says(row, da ? s->about_da : s->about_en));
	ok(says(row, "Prøvehuset"));
	ok(says(row, "chip--heather"));
	ok(says(row, !strcmp(s->price, "free") ? da ? ">Gratis<" : ">Free<" : !strcmp(s->price, "fixed") ? da ? "3.500" : "3,500" : "600"));
	ok(says(row, da ? "Bekræftet i dag" : "Confirmed today"));
	ok(says(row, "href=\"tel:"));
	ok(says(row, da ? "Er med her, fordi" : "Here because"));
}

TEST(a_newcomer_finds_each_of_the_fifteen_kinds_in_both_languages)
{
	struct house_of_help h = fifteen();

	for (size_t i = 0; i < STORIES; i++) {
		tells_the_truth(&h, &stories[i], "da");
		tells_the_truth(&h, &stories[i], "en");
	}
	world_free(h.w);
}

TEST(every_kind_can_be_chosen_and_shows_its_own)
{
	struct house_of_help h = fifteen();

	for (size_t i = 0; i < STORIES; i++) {
		struct answer page = visit(h.w, "GET", address(&h, "en", "/support?kind=", stories[i].kind), NULL);
		ok(says(page, ">1 place to turn to"));
		row_of(&h, page, stories[i].en);
	}
	world_free(h.w);
}

TEST(who_wants_peers_but_no_faith_sees_none_and_how_many_were_left_out)
{
	struct house_of_help h = fifteen();
	struct story both = stories[11];
	struct answer page;

	both.da = both.en = "Tro og makkere";
	both.providers = "faith peer";
	tell(&h, &both);
	page = visit(h.w, "GET", "/en/support?by=peer", NULL);
	ok(says(page, "Tro og makkere"));
	page = visit(h.w, "GET", "/en/support?by=peer&not=faith", NULL);
	ok(!says(page, ">Tro og makkere</a>"));
	ok(says(page, "1 is left out, because it is given by: Faith communities."));
	ok(says(page, ">The house by the fjord</a>"));
	ok(says(visit(h.w, "GET", "/da/support?by=peer&not=faith", NULL), "1 er ladt ude, fordi det gives af: Trossamfund."));
	world_free(h.w);
}

TEST(who_takes_substitution_medicine_finds_the_house_that_says_yes)
{
	struct house_of_help h = fifteen();
	struct answer page = visit(h.w, "GET", "/en/support?kind=housing&substitution=1", NULL);

	ok(says(row_of(&h, page, "The house by the fjord"), "Substitution medicine welcome"));
	ok(says(visit(h.w, "GET", "/en/support?kind=peer-support&substitution=1", NULL), "that do not say whether substitution medicine is welcome") ||
	   says(visit(h.w, "GET", "/en/support?kind=peer-support&substitution=1", NULL), "that does not say whether substitution medicine is welcome"));
	world_free(h.w);
}

TEST(what_costs_something_stands_beside_the_nearest_that_is_free)
{
	struct house_of_help h = fifteen();
	struct story free_house = stories[5];

	ok(says(row_of(&h, visit(h.w, "GET", "/en/support?kind=housing", NULL), "The house by the fjord"), "none known"));
	free_house.da = free_house.en = "Gratis hus";
	free_house.price = "free";
	tell(&h, &free_house);
	ok(says(row_of(&h, visit(h.w, "GET", "/en/support?kind=housing&order=near", NULL), "The house by the fjord"), ">Gratis hus</a>"));
	ok(says(row_of(&h, visit(h.w, "GET", "/en/support?kind=spiritual", NULL), "Silence in the church"), "Without faith, of the same kind"));
	world_free(h.w);
}

TEST(free_comes_first_and_at_equals_the_name)
{
	struct house_of_help h = fifteen();
	struct answer page = visit(h.w, "GET", "/en/support?q=pr%C3%B8vehuset", NULL);

	ok(str_index(page.body, S(">What does it do?</a>"), 0) < str_index(page.body, S(">Talk again</a>"), 0));
	ok(str_index(page.body, S(">A companion</a>"), 0) != SIZE_MAX);
	world_free(h.w);
}

TEST(somewhere_to_sleep_tonight_shows_who_answers_before_any_bed)
{
	struct house_of_help h = fifteen();
	struct answer page = visit(h.w, "GET", "/en/need?need=sleep", NULL), da = visit(h.w, "GET", "/da/need?need=unsafe", NULL);
	size_t number = str_index(page.body, S("href=\"tel:112\" class") , 0);

	number = str_index(page.body, S("First: who answers now"), 0);
	ok(number != SIZE_MAX && number < str_index(page.body, S(">The house by the fjord</a>"), 0));
	ok(says(da, "Først: hvem der svarer nu") && says(da, "tel:112"));
	ok(!says(visit(h.w, "GET", "/en/need?need=work", NULL), "First: who answers now"));
	world_free(h.w);
}

TEST(a_need_gives_at_most_five_answers_and_the_way_to_all_of_them)
{
	struct house_of_help h = fifteen();
	struct story more = stories[8];
	char name[40];
	struct answer page;
	size_t rows = 0;

	for (int i = 0; i < 9; i++) {
		snprintf(name, sizeof name, "Makker %d", i);
		more.da = more.en = arena_printf(h.w->arena, "%s", name).p;
		tell(&h, &more);
	}
	page = visit(h.w, "GET", "/en/need?need=talk", NULL);
	for (size_t at = 0; (at = str_index(page.body, S("<article"), at)) != SIZE_MAX; at++)
		rows++;
	same_int(rows, 5);
	ok(says(page, "Show all 1"));
	ok(says(visit(h.w, "GET", "/en/need", NULL), "Not sure? These three are asked for most"));
	world_free(h.w);
}

TEST(what_nobody_has_is_not_a_dead_end)
{
	struct house_of_help h = fifteen();
	struct answer page = visit(h.w, "GET", "/en/support?kind=housing&by=professional", NULL);

	ok(says(page, "Nothing fits all of your choices"));
	ok(says(page, "There is 1 given by others"));
	world_free(h.w);
}

TEST(a_day_more_is_offered_when_it_helps)
{
	struct house_of_help h = fifteen();
	struct service_whole w = help_service(&h, "life-skills", "Torsdagskøkkenet");
	struct service_schedule s = { .start_min = 600, .duration_min = 120, .zone = S("Europe/Copenhagen"),
				      .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 1u << 4, .first = DAY_NONE, .last = DAY_NONE } };
	struct problems bad = { 0 };
	struct answer page;

	w.schedules = &s, w.nschedules = 1;
	ok(service_save(h.w->ctx, &w, &bad) == OK && !bad.n);
	page = visit(h.w, "GET", "/en/support?kind=life-skills&day=mo&day=we", NULL);
	ok(says(page, "1 if you include Thursday"));
	ok(says(page, "day=mo&amp;day=we&amp;day=th") || says(page, "day=mo&#38;day=we&#38;day=th") || says(page, "day=th"));
	ok(says(visit(h.w, "GET", "/en/support?kind=life-skills&day=th", NULL), "Opens Thursday at 10:00"));
	world_clock(h.w, TEST_NOW + 3 * 86400 + 1800);        /* Thursday, 10:30 */
	ok(says(visit(h.w, "GET", "/en/support?kind=life-skills&open=1", NULL), "Open now, until 12:00"));
	world_free(h.w);
}

TEST(a_very_long_question_is_cut_and_said_so)
{
	struct house_of_help h = fifteen();
	char typed[600];

	memset(typed, 'a', sizeof typed);
	typed[500] = 0;
	ok(says(visit(h.w, "GET", address(&h, "en", "/support?q=", typed), NULL), "We looked for the first 100 characters"));
	world_free(h.w);
}

/* --- words with several meanings ---------------------------------------------------------------------------------- */

TEST(recovery_opens_in_groups_with_counts_in_both_languages)
{
	static const char *const words[] = { "recovery", "bedring", "rehabilitering" };
	struct house_of_help h = fifteen();

	for (size_t i = 0; i < 3; i++) {
		struct answer en = visit(h.w, "GET", address(&h, "en", "/support?q=", words[i]), NULL);
		struct answer da = visit(h.w, "GET", address(&h, "da", "/support?q=", words[i]), NULL);
		ok(says(en, "means many things") && says(da, "betyder mange ting"));
		ok(says(en, ">Mutual aid</h3>") && says(en, ">Housing with support</h3>") && says(en, ">Recovery support</h3>"));
		ok(says(da, ">Selvhjælp</h3>"));
		ok(says(en, "stage=housing"));
	}
	ok(says(visit(h.w, "GET", "/en/support?q=recovery&stage=housing", NULL), ">1 place to turn to"));
	ok(says(visit(h.w, "GET", "/en/support?q=recovery+fjord", NULL), ">Housing with support</h3>"));
	ok(!says(visit(h.w, "GET", "/en/support?q=recovery+fjord", NULL), ">Mutual aid</h3>"));
	world_free(h.w);
}

TEST(data_recovery_and_disaster_recovery_are_not_here_and_the_page_says_so)
{
	static const char *const words[] = { "data recovery", "disaster recovery", "datagendannelse", "genopretning", "password recovery" };
	struct house_of_help h = fifteen();

	for (size_t i = 0; i < 5; i++) {
		struct answer page = visit(h.w, "GET", address(&h, "en", "/support?q=", words[i]), NULL);
		ok(says(page, "We cannot help with that here"));
		ok(!says(page, "<article"));
	}
	world_free(h.w);
}

TEST(smart_recovery_is_a_name_and_not_a_riddle)
{
	struct world *w = world_new();

	ok(sense_find(w->ctx, S("SMART Recovery"))->name != NULL);
	same_text(str_of(sense_find(w->ctx, S("SMART Recovery"))->name), "smart");
	ok(sense_elsewhere(w->ctx, S("smart phone")) != NULL);
	ok(!sense_elsewhere(w->ctx, S("smart")));
	same_text(sense_rest(w->ctx, S("recovery house in Varde")), "house in Varde");
	same_text(sense_rest(w->ctx, S("house of recovery")), "house of");
	world_free(w);
}

/* A list with commas, each entry typed with a capital letter and without its star. */
static void type_all(struct ctx *ctx, const char *list)
{
	struct str rest = list ? str_of(list) : STR_ABSENT, one;

	while (str_cut(&rest, ',', &one)) {
		one = str_trim(one);
		if (one.p[one.n - 1] == '*')
			one.n--;
		ok(sense_find(ctx, tr_capital(ctx, one)) || sense_elsewhere(ctx, tr_capital(ctx, one)));
	}
}

TEST(every_word_that_means_several_things_is_known_with_a_capital_letter_too)
{
	struct world *w = world_new();

	for (const struct sense_word *s = sense_words; s->name; s++) {
		type_all(w->ctx, s->da);
		type_all(w->ctx, s->en);
		type_all(w->ctx, s->away_alone);
	}
	world_free(w);
}

TEST(a_kind_that_gets_another_name_has_it_for_the_next_visitor)
{
	struct house_of_help h = fifteen();
	struct problems bad = { 0 };
	struct kind k;

	ok(!says(visit(h.w, "GET", "/en/support?kind=housing", NULL), "Roofs and beds"));
	ok(kind_of_code(h.w->ctx, S("housing"), &k) == OK);
	k.name_en = S("Roofs and beds");
	ok(kind_save(h.w->ctx, &k, &bad) == OK && !bad.n);
	ok(says(visit(h.w, "GET", "/en/support?kind=housing", NULL), "Roofs and beds"));
	world_free(h.w);
}

TEST(the_words_are_explained_in_both_languages)
{
	struct world *w = world_new();
	struct answer da = visit(w, "GET", "/da/meanings", NULL), en = visit(w, "GET", "/en/meanings", NULL);

	for (const struct sense_word *s = sense_words; s->name; s++) {
		const char *anchor = arena_printf(w->arena, "id=\"%s\"", s->name).p;
		ok(says(da, anchor) && says(en, anchor));
	}
	ok(says(da, "Selvhjælp") && says(en, "Mutual aid"));
	world_free(w);
}

TEST(words_that_cannot_wait_show_who_answers_the_phone_first)
{
	static const char *const pressing[] = { "sove+i+nat", "sleep+tonight", "jeg+vil+d%C3%B8", "overdosis", "Suicidal" };
	static const char *const calm[] = { "bolig", "doktor", "a+home", "aften" };
	struct house_of_help h = fifteen();

	for (size_t i = 0; i < sizeof pressing / sizeof *pressing; i++)
		ok(says(visit(h.w, "GET", arena_printf(h.w->arena, "/en/support?q=%s", pressing[i]).p, NULL), "If it cannot wait:"));
	for (size_t i = 0; i < sizeof calm / sizeof *calm; i++)
		ok(!says(visit(h.w, "GET", arena_printf(h.w->arena, "/en/support?q=%s", calm[i]).p, NULL), "If it cannot wait:"));
	ok(says(visit(h.w, "GET", "/da/support?need=sleep", NULL), "Hvis det ikke kan vente:"));
	world_free(h.w);
}

/* --- for families, and the only trace ------------------------------------------------------------------------------ */

TEST(the_family_door_lists_courses_and_help_for_children_too)
{
	struct house_of_help h = fifteen();
	struct answer da = visit(h.w, "GET", "/da/families", NULL);

	ok(says(da, "Tal sammen igen") && says(da, "Legestuen") && says(da, "/da/help-now"));
	ok(!says(da, "name=\"name\""));
	world_free(h.w);
}

/* An hour of searches that find nothing, and what is stored of them after it. */
static size_t hour_of(struct house_of_help *h, int searches, struct support_nothing_total **out)
{
	size_t n;

	for (int i = 0; i < searches; i++)
		ok(says(visit(h->w, "GET", "/en/support?kind=housing&q=zzzz", NULL), "Nothing fits"));
	world_clock(h->w, h->w->ctx->now + 3600);
	ok(support_nothing_store(h->w->ctx) == OK);
	ok(support_nothing_read(h->w->ctx, day_of(2016, 12, 1), day_of(2016, 12, 31), out, &n) == OK);
	return n;
}

TEST(searches_without_result_leave_a_total_of_five_and_more_and_nothing_else)
{
	struct house_of_help h = fifteen();
	struct support_nothing_total *totals;
	struct kind housing;

	ok(kind_of_code(h.w->ctx, S("housing"), &housing) == OK);
	same_int(hour_of(&h, 4, &totals), 0);
	same_int(hour_of(&h, 3, &totals), 1);
	same_int(totals[0].n, 7);
	same_int(totals[0].kind, housing.id);
	same_int(totals[0].day, day_of(2016, 12, 12));
	/* Four more are not told today, and tomorrow they are forgotten. */
	same_int(hour_of(&h, 4, &totals), 1);
	same_int(totals[0].n, 7);
	world_clock(h.w, h.w->ctx->now + 86400);
	same_int(hour_of(&h, 0, &totals), 1);
	same_int(hour_of(&h, 4, &totals), 1);
	same_int(totals[0].n, 7);
	/* What is somewhere else is no gap. */
	for (int i = 0; i < 9; i++)
		visit(h.w, "GET", "/en/support?q=data+recovery", NULL);
	same_int(hour_of(&h, 0, &totals), 1);
	world_free(h.w);
}
