/* exchange_test.c -- what somebody who takes a list in may rely on. */
#include "exchange/exchange_test.h"
#include "feed/feed.h"
#include "org/org.h"

#define ONE "[{\"slug\":\"mandag\",\"name\":\"Mandagsgruppen\",\"day\":1,\"time\":\"19:00\",\"end_time\":\"20:30\"," \
	"\"location\":\"Huset\",\"address\":\"Søgade 12\",\"city\":\"Aarhus C\",\"postal_code\":\"8000\",\"country\":\"Danmark\"," \
	"\"types\":[\"O\",\"X\",\"DA\"],\"notes\":\"Ring på.\",\"updated\":\"2016-12-01 10:00:00\"}]"

/* --- what is a listing ------------------------------------------------------------------------------------------ */

TEST(a_file_that_is_no_list_is_a_problem_and_stores_nothing)
{
	struct world *w = lists_folder();
	struct dump before = seeded_dump(w), after;
	struct exchange_run run;
	struct problems bad = { 0 };

	ok(exchange_check(w->ctx, S("meeting-guide"), S("Tekst"), S("[{] invalid text"), &run, &bad) == OK);
	ok(problem_of(&bad, "file") != NULL);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&before, &after)), NULL);
	world_free(w);
}

TEST(a_listing_says_what_the_list_says)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE);
	struct meeting m = lists_meeting_at(w, &run, 0);
	struct location l;

	lists_counts(run, 1, 0, 0, 0, 0);
	same_text(m.name, "Mandagsgruppen");
	same_text(m.weekdays, "mo");
	same_int(m.start_min, 19 * 60);
	same_int(m.duration_min, 90);
	same_text(m.zone, "Europe/Copenhagen");
	same_text(m.state, "running");
	same_text(m.openness, "open");
	same_text(m.description_da, "Ring på.");
	same_text(m.source_key, "mandag");
	ok(location_get(w->ctx, m.location, &l) == OK);
	same_text(l.city, "Aarhus C");
	same_text(l.step_free, "yes");
	world_free(w);
}

TEST(a_listing_counts_as_confirmed_when_the_list_says_so_and_never_later_than_now)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE);
	struct meeting m = lists_meeting_at(w, &run, 0);

	same_text(m.verified_by, "import");
	same_int(m.verified_at, (int64_t)day_of(2016, 12, 1) * 86400 + 10 * 3600);
	run = lists_take(w, "meeting-guide", "Fremtiden", S("[{\"slug\":\"f\",\"name\":\"Fremtid\",\"day\":1,\"time\":\"19:00\",\"timezone\":"
			"\"Europe/Copenhagen\",\"conference_url\":\"https://example.org/a\",\"updated\":\"2031-01-01 10:00:00\"},"
			"{\"slug\":\"g\",\"name\":\"Uden dato\",\"day\":1,\"time\":\"19:00\",\"timezone\":\"Europe/Copenhagen\","
			"\"conference_url\":\"https://example.org/b\"}]"));
	same_int(lists_meeting_at(w, &run, 0).verified_at, TEST_NOW);
	same_int(lists_meeting_at(w, &run, 1).verified_at, 0);
	world_free(w);
}

TEST(a_list_that_was_checked_today_confirms_also_what_it_does_not_change)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE), again;
	int64_t was = lists_meeting_at(w, &run, 0).verified_at;
	struct exchange_undone undone;
	struct problems bad = { 0 };
	struct meeting m;

	again = lists_look(w, "meeting-guide", "Naboens liste", str_of(ONE));
	ok(exchange_set_sure(w->ctx, again.id) == OK);
	ok(exchange_apply(w->ctx, again.id, NULL, NULL) == OK);
	m = lists_meeting_at(w, &run, 0);
	same_int(m.verified_at, TEST_NOW);
	ok(exchange_undo(w->ctx, again.id, &undone, &bad) == OK);
	same_int(lists_meeting_at(w, &run, 0).verified_at, was);
	world_free(w);
}

TEST(several_days_at_one_time_are_one_series)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, "[{\"slug\":\"a\",\"name\":\"Hverdage\",\"day\":[1,3,5],\"time\":\"12:00\","
					       "\"timezone\":\"Europe/Copenhagen\",\"conference_url\":\"https://example.org/x\"}]");

	lists_counts(run, 1, 0, 0, 0, 0);
	same_text(lists_meeting_at(w, &run, 0).weekdays, "mo we fr");
	world_free(w);
}

TEST(a_changed_short_name_is_the_same_meeting)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE), again;
	struct meeting m = lists_meeting_at(w, &run, 0);
	char *renamed = arena_z(w->arena, str_of(ONE));

	memcpy(strstr(renamed, "mandag"), "tysdag", 6);
	again = lists_take_text(w, renamed);
	lists_counts(again, 0, 1, 0, 0, 0);
	same_int(again.rows[0].subject, m.id);
	same_text(lists_meeting_at(w, &again, 0).slug, m.slug.p);
	lists_counts(lists_take_text(w, renamed), 0, 0, 1, 0, 0);
	world_free(w);
}

TEST(what_a_keeper_mended_stays_when_the_list_says_something_else_new)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE), again;
	struct meeting m = lists_meeting_at(w, &run, 0);
	struct problems bad = { 0 };
	char *later = arena_z(w->arena, str_of(ONE));

	m.description_da = S("Ring på hos Huset, anden sal.");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	memcpy(strstr(later, "19:00"), "18:30", 5);
	again = lists_take_text(w, later);
	lists_counts(again, 0, 1, 0, 0, 0);
	m = lists_meeting_at(w, &again, 0);
	same_int(m.start_min, 18 * 60 + 30);
	same_text(m.description_da, "Ring på hos Huset, anden sal.");
	world_free(w);
}

TEST(a_listing_that_is_gone_from_the_list_stays_and_comes_back_as_the_same)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE), gone;
	int64_t id = lists_meeting_at(w, &run, 0).id;
	struct meeting m;

	gone = lists_take_text(w, "[]");
	lists_counts(gone, 0, 0, 0, 0, 1);
	same_int(gone.rows[0].verdict, ROW_GONE);
	ok(meeting_get(w->ctx, id, &m) == OK);
	same_text(m.state, "running");
	lists_counts(lists_take_text(w, "[]"), 0, 0, 0, 0, 0);
	lists_counts(lists_take_text(w, ONE), 0, 0, 1, 0, 0);
	lists_counts(lists_take_text(w, "[]"), 0, 0, 0, 0, 1);
	world_free(w);
}

TEST(a_meeting_that_the_list_says_is_not_held_at_present_is_gone_until_it_is_held_again)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE), resting;
	int64_t id = lists_meeting_at(w, &run, 0).id;
	char *closed = arena_z(w->arena, str_of(ONE));
	struct dump before = seeded_dump(w), after;
	struct exchange_undone undone;
	struct problems bad = { 0 };

	memcpy(strstr(closed, "\"O\",\"X\""), "\"TC\"   ", 7);
	resting = lists_take_text(w, closed);
	lists_counts(resting, 0, 0, 0, 0, 1);
	same_int(resting.rows[0].subject, id);
	same_text(resting.rows[0].reason, "The list says that this meeting is not held at present.");
	lists_counts(lists_take_text(w, closed), 0, 0, 0, 1, 0);
	lists_counts(lists_take_text(w, ONE), 0, 0, 1, 0, 0);
	resting = lists_take_text(w, closed);
	lists_counts(resting, 0, 0, 0, 0, 1);
	ok(exchange_undo(w->ctx, resting.id, &undone, &bad) == OK && !bad.n);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&before, &after)), NULL);
	world_free(w);
}

TEST(a_meeting_that_a_keeper_wrote_is_not_doubled_by_a_list_and_stays_as_it_was)
{
	struct world *w = lists_folder();
	struct location l = { .name = S("Huset"), .address = S("Søgade 12"), .postcode = S("8000"), .city = S("Aarhus C"),
			      .country = S("DK"), .lat = NAN, .lon = NAN };
	struct problems bad = { 0 };
	struct meeting m, after;

	ok(location_save(w->ctx, &l, &bad) == OK && !bad.n);
	m = meeting_blank(w->ctx);
	m.name = S("Mandagsgruppen"), m.method = S("smart"), m.weekdays = S("mo"), m.start_min = 19 * 60, m.location = l.id;
	m.state = S("running"), m.description_da = S("Vores egne ord.");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	lists_counts(lists_take_text(w, ONE), 0, 0, 1, 0, 0);
	ok(meeting_get(w->ctx, m.id, &after) == OK);
	same_text(after.description_da, "Vores egne ord.");
	lists_counts(lists_take_text(w, ONE), 0, 0, 1, 0, 0);
	world_free(w);
}

/* --- numbers of persons ------------------------------------------------------------------------------------------ */

TEST(a_row_with_a_civil_registration_number_is_refused_and_stored_nowhere)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w,
		"[{\"slug\":\"a\",\"name\":\"Gruppe\",\"day\":1,\"time\":\"19:00\",\"timezone\":\"Europe/Copenhagen\","
		"\"conference_url\":\"https://example.org/x\",\"notes\":\"Spørg 010190-1234\"},"
		"{\"slug\":\"b\",\"name\":\"Gruppe 010190-1234\",\"day\":1,\"time\":\"19:00\",\"timezone\":\"Europe/Copenhagen\","
		"\"conference_url\":\"https://example.org/x\"},"
		"{\"slug\":\"c\",\"name\":\"Gruppe to\",\"day\":1,\"time\":\"19:00\",\"timezone\":\"Europe/Copenhagen\","
		"\"conference_url\":\"https://example.org/x\",\"group\":\"Ring 010190-1234\"}]");

	lists_counts(run, 0, 0, 0, 3, 0);
	for (size_t i = 0; i < 3; i++)
		ok(str_index(run.rows[i].reason, S("civil registration number"), 0) != SIZE_MAX);
	ok(!lists_hold(w, "010190-1234"));
	world_free(w);
}

TEST(names_of_contact_persons_are_not_taken)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take(w, "csv", "Regneark", S(
		"name,method,weekdays,start_min,zone,conference_url,contact_role,contact_1_name\n"
		"Torsdag,smart,th,19:00,Europe/Copenhagen,https://example.org/x,Fornavn Efternavn,Fornavn Efternavn\n"));

	lists_counts(run, 1, 0, 0, 0, 0);
	same_text(lists_meeting_at(w, &run, 0).contact_role, "");
	ok(!lists_hold(w, "Efternavn"));
	world_free(w);
}

/* --- tables --------------------------------------------------------------------------------------------------------- */

#define TABLE "slug,name,method,weekdays,start_min,duration_min,mode,location_name,location_address,location_postcode,location_city,location_country\n" \
	"tirsdag-i-huset,Tirsdag,smart,tu,19:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"

TEST(a_table_comes_in_row_by_row)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take(w, "csv", "Regneark", S(TABLE
		"for-sent,For sent,smart,tu,24:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"
		"ottende-dag,Ottende dag,smart,xx,19:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"
		"tirsdag-i-huset,Igen,smart,tu,19:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"));

	lists_counts(run, 1, 0, 0, 3, 0);
	same_int(run.rows[1].line, 3);
	same_text(run.rows[1].field, "start_min");
	same_text(run.rows[2].field, "weekdays");
	same_int(run.rows[3].line, 5);
	same_text(lists_meeting_at(w, &run, 0).slug, "tirsdag-i-huset");
	world_free(w);
}

TEST(our_own_table_with_one_cell_changed_changes_that)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take(w, "csv", "Regneark", S(TABLE));
	char *edited = arena_z(w->arena, S(TABLE));
	int64_t id = run.rows[0].subject;

	memcpy(strstr(edited, "19:00"), "17:00", 5);
	run = lists_take(w, "csv", "Et andet regneark", str_of(edited));
	lists_counts(run, 0, 1, 0, 0, 0);
	same_int(run.rows[0].subject, id);
	same_int(lists_meeting_at(w, &run, 0).start_min, 17 * 60);
	world_free(w);
}

/* --- taking back ------------------------------------------------------------------------------------------------------- */

#define OTHER ",{\"slug\":\"onsdag\",\"name\":\"Onsdagsgruppen\",\"day\":3,\"time\":\"17:00\",\"location\":\"Biblioteket\"," \
	"\"address\":\"Torvet 1\",\"city\":\"Varde\",\"postal_code\":\"6800\",\"country\":\"Danmark\"}]"

TEST(a_file_that_is_taken_back_leaves_everything_as_it_was)
{
	struct world *w = lists_folder();
	struct dump empty = seeded_dump(w), first, after;
	struct exchange_run run = lists_take_text(w, ONE), second;
	struct exchange_undone undone;
	struct problems bad = { 0 };
	char *changed = arena_z(w->arena, arena_printf(w->arena, "%.*s%s", (int)sizeof ONE - 2, ONE, OTHER));

	first = seeded_dump(w);
	memcpy(strstr(changed, "19:00"), "18:00", 5);
	memcpy(strstr(changed, "\"X\""), "\"C\"", 3);
	second = lists_take_text(w, changed);
	lists_counts(second, 1, 1, 0, 0, 0);
	ok(exchange_undo(w->ctx, second.id, &undone, &bad) == OK && !bad.n);
	same_int(undone.back, 2);
	same_int(undone.stayed, 0);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&first, &after)), NULL);
	ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&empty, &after)), NULL);
	lists_counts(lists_take_text(w, ONE), 1, 0, 0, 0, 0);
	world_free(w);
}

TEST(what_somebody_changed_since_is_not_taken_back)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take_text(w, ONE);
	struct meeting m = lists_meeting_at(w, &run, 0), after;
	struct exchange_undone undone;
	struct problems bad = { 0 };

	m.description_da = S("Nye ord.");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
	same_int(undone.back, 0);
	same_int(undone.stayed, 1);
	ok(meeting_get(w->ctx, m.id, &after) == OK);
	same_text(after.description_da, "Nye ord.");
	world_free(w);
}

TEST(only_the_newest_file_of_a_list_goes_back_and_only_within_seven_days)
{
	struct world *w = lists_folder();
	struct exchange_run first = lists_take_text(w, ONE), second = lists_take_text(w, "[]");
	struct exchange_undone undone;
	struct problems bad = { 0 };

	ok(exchange_undo(w->ctx, first.id, &undone, &bad) == OK);
	same_int(bad.n, 1);
	world_clock(w, TEST_NOW + 8 * 86400);
	bad.n = 0;
	ok(exchange_undo(w->ctx, second.id, &undone, &bad) == OK);
	same_int(bad.n, 1);
	world_free(w);
}

/* --- bounds ---------------------------------------------------------------------------------------------------------------- */

TEST(a_list_belongs_to_the_organisation_that_took_it_in_and_others_do_not_see_it)
{
	struct world *w = lists_folder();
	struct org mine = { .name = S("Vores forening"), .kind = S("association") }, theirs = { .name = S("Deres"), .kind = S("association") };
	struct problems bad = { 0 };
	struct answer a;

	ok(org_save(w->ctx, &mine, &bad) == OK && org_save(w->ctx, &theirs, &bad) == OK && !bad.n);
	world_log_in(w, "anna", ROLE_COORDINATOR, mine.id, 0);
	a = post(w, "/da/work/imports", "source=Vores+liste&text=" "%5B%7B%22slug%22%3A%22a%22%2C%22name%22%3A%22Aften%22%2C%22day%22%3A1"
		 "%2C%22time%22%3A%2219%3A00%22%2C%22timezone%22%3A%22Europe%2FCopenhagen%22%2C%22conference_url%22%3A%22https%3A%2F%2Fexample.org%22%7D%5D");
	same_int(a.status, 303);
	same_int(visit(w, "GET", arena_z(w->arena, a.location), NULL).status, 200);
	world_log_in(w, "bo", ROLE_COORDINATOR, theirs.id, 0);
	same_int(visit(w, "GET", arena_z(w->arena, a.location), NULL).status, 404);
	ok(!says(visit(w, "GET", "/da/work/imports", NULL), "Vores liste"));
	world_log_in(w, "eva", ROLE_FACILITATOR, mine.id, 0);
	same_int(visit(w, "GET", "/da/work/imports", NULL).status, 403);
	world_free(w);
}

/* --- pages ------------------------------------------------------------------------------------------------------------------ */

TEST(a_file_is_looked_at_then_taken_in_then_taken_back_on_the_pages)
{
	static const struct http_pair head[] = { { { "Content-Type", 12 }, { "multipart/form-data; boundary=xx", 32 } },
						 { { "Sec-Fetch-Site", 14 }, { "same-origin", 11 } } };
	struct world *w = lists_folder();
	struct answer a;
	const char *run;

	world_log_in(w, "anna", ROLE_ADMINISTRATOR, 0, 0);
	a = visit_with(w, "POST", "/en/work/imports", arena_printf(w->arena,
		"--xx\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n%s\r\n"
		"--xx\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nNeighbours\r\n"
		"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.json\"\r\n"
		"Content-Type: application/json\r\n\r\n%s\r\n--xx--\r\n", seeded_key(w), ONE).p, head, 2);
	same_int(a.status, 303);
	run = arena_z(w->arena, a.location);
	a = visit(w, "GET", run, NULL);
	ok(says(a, "Mandagsgruppen") && says(a, "Take the 1 good row in"));
	ok(!says(visit(w, "GET", "/en/work/meetings", NULL), "Mandagsgruppen"));
	same_int(post(w, arena_printf(w->arena, "%s/taking", run).p, "").status, 303);
	ok(says(visit(w, "GET", "/en/work/meetings", NULL), "Mandagsgruppen"));
	a = visit(w, "GET", run, NULL);
	ok(says(a, "Take it all back"));
	same_int(post(w, arena_printf(w->arena, "%s/taking", run).p, "").status, 409);
	same_int(post(w, arena_printf(w->arena, "%s/undoing", run).p, "").status, 303);
	ok(!says(visit(w, "GET", "/en/work/meetings", NULL), "Mandagsgruppen"));
	world_free(w);
}

TEST(a_form_without_a_file_or_name_is_shown_again_in_both_languages)
{
	struct world *w = lists_folder();
	struct answer a;

	world_log_in(w, "anna", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/imports", "source=Neighbours&text=");
	same_int(a.status, 422);
	ok(says(a, "Choose a file, or paste the list below.") && says(a, "Neighbours"));
	a = post(w, "/da/work/imports", "source=&text=x");
	same_int(a.status, 422);
	a = visit(w, "GET", "/da/work/imports", NULL);
	ok(says(a, "Lister ind og ud"));
	world_free(w);
}

TEST(a_forgotten_file_stores_nothing_and_refused_rows_come_as_a_table)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_look(w, "csv", "Regneark", S(TABLE "sent,For sent,smart,tu,24:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"));
	const char *path = arena_printf(w->arena, "/en/work/imports/%lld", (long long)run.id).p;
	struct answer a;

	world_log_in(w, "anna", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", arena_printf(w->arena, "%s/refused.csv", path).p, NULL);
	same_int(a.status, 200);
	ok(says(a, "For sent") && says(a, "start_min") && !says(a, "Tirsdag"));
	same_int(post(w, arena_printf(w->arena, "%s/forgetting", path).p, "").status, 303);
	ok(!says(visit(w, "GET", "/en/work/imports", NULL), "Regneark"));
	same_int(post(w, arena_printf(w->arena, "%s/taking", path).p, "").status, 409);
	world_free(w);
}

TEST(a_report_says_what_happened_for_people_and_for_programs)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take(w, "csv", "Regneark", S(TABLE "sent,For sent,smart,tu,24:00,90,room,Huset,Søgade 12,8000,Aarhus C,DK\n"));
	struct buf b;

	buf_init(&b, 1 << 20);
	w->ctx->lang = "en";
	ok(exchange_report(w->ctx, &run, false, &b) == OK);
	ok(str_index(buf_view(&b), S("Regneark: new 1, changed 0, unchanged 0, refused 1"), 0) != SIZE_MAX);
	ok(str_index(buf_view(&b), S("line 3: For sent: refused."), 0) != SIZE_MAX);
	buf_cut(&b, 0);
	ok(exchange_report(w->ctx, &run, true, &b) == OK);
	ok(str_index(buf_view(&b), S("\"new\":1"), 0) != SIZE_MAX && str_index(buf_view(&b), S("\"verdict\":\"refused\""), 0) != SIZE_MAX);
	buf_free(&b);
	world_free(w);
}
