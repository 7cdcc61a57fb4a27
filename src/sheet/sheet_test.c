/* sheet_test.c -- last year's spreadsheets: read, guessed, tried out, taken in, and back again. */
#include "sheet/sheet_test.h"

#define PEOPLE "Navn;Telefon;E-mail;Kommune;Rolle;Startdato\r\n"

/* --- the columns ---------------------------------------------------------------------------------------------------------- */

TEST(the_columns_of_a_table_are_known_by_what_people_call_them)
{
	struct sheets s = sheets();
	struct sheet_columns c;
	struct sheet_run run = bring(&s, "volunteers", "Fornavn;Efternavn;Mobil nr.;Mail;Kommune;Skostørrelse;Dato for start\n"
				     "Anna;Ankerfeldt;00 00 00 41;anna@example.org;Varde;38;31-12-2015\n");
	static const char *const are[] = { "name", "last_name", "phone", "email", "areas", "-", "start_day" };

	ok(sheet_columns(s.w->ctx, &run, &c) == OK);
	same_int(c.n, 7);
	for (size_t i = 0; i < 7; i++)
		same_text(c.at[i].guess, are[i]);
	same_text(c.at[0].examples[0], "Anna");
	world_free(s.w);
}

TEST(a_column_without_a_title_is_known_by_what_stands_in_it)
{
	struct sheets s = sheets();
	struct sheet_columns c;
	struct sheet_run run = bring(&s, "volunteers", "Volunteer,x,,y\nAnna,anna@example.org,00 00 00 41,\nBo,bo@example.org,00 00 00 42,\n");

	ok(sheet_columns(s.w->ctx, &run, &c) == OK);
	same_text(c.at[0].guess, "name");
	same_text(c.at[1].guess, "email");
	same_text(c.at[2].guess, "phone");
	same_text(c.at[3].guess, "-");
	world_free(s.w);
}

TEST(what_somebody_said_of_the_columns_is_remembered_for_the_next_such_table)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "A;B\nAnna;01/02/2016\n");
	struct str mapping[] = { S("name"), S("start_day") };
	struct problems bad = { 0 };
	struct sheet_columns c;

	ok(sheet_check(s.w->ctx, run.id, mapping, 2, SHEET_MONTH_FIRST, &bad) == OK);
	same_int(bad.n, 0);
	run = bring(&s, "volunteers", "a;b\nBo;03/04/2016\n");
	ok(sheet_columns(s.w->ctx, &run, &c) == OK);
	ok(c.known && c.ask_order && c.order == SHEET_MONTH_FIRST);
	same_text(c.at[0].guess, "name");
	same_text(c.at[1].guess, "start_day");
	world_free(s.w);
}

TEST(a_table_without_a_column_that_is_needed_says_which)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Telefon;E-mail\n00 00 00 41;anna@example.org\n");
	struct problems bad = check(&s, &run, SHEET_UNSAID);

	same_int(bad.n, 1);
	ok(strstr(bad.at[0].text, "without it the rows cannot come in"));
	same_text(run.state, "columns");
	same_int(people(&s), number(&s, "SELECT COUNT(*) FROM volunteer"));
	world_free(s.w);
}

TEST(one_thing_stands_in_one_column)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Navn;Andet\nAnna;Bo\n");
	struct str mapping[] = { S("name"), S("name") };
	struct problems bad = { 0 };

	ok(sheet_check(s.w->ctx, run.id, mapping, 2, SHEET_UNSAID, &bad) == OK);
	ok(problem_of(&bad, "c2"));
	world_free(s.w);
}

/* --- days -------------------------------------------------------------------------------------------------------------------- */

TEST(days_are_read_as_people_write_them)
{
	static const struct {
		const char *said;
		enum sheet_order order;
		const char *day;
	} days[] = {
		{ "2016-02-01", SHEET_MONTH_FIRST, "2016-02-01" }, { "2016-02-01 00:00:00", SHEET_DAY_FIRST, "2016-02-01" },
		{ "2016-02-01T08:30", SHEET_DAY_FIRST, "2016-02-01" }, { "01/02/2016", SHEET_DAY_FIRST, "2016-02-01" },
		{ "01/02/2016", SHEET_MONTH_FIRST, "2016-01-02" }, { "1/2-2016", SHEET_MONTH_FIRST, "2016-02-01" },
		{ "1.2.16", SHEET_MONTH_FIRST, "2016-02-01" }, { "31-12-15", SHEET_DAY_FIRST, "2015-12-31" },
		{ "3. marts 2016", SHEET_UNSAID, "2016-03-03" }, { "March 3, 2016", SHEET_UNSAID, "2016-03-03" },
		{ "3-okt-99", SHEET_UNSAID, "1999-10-03" }, { "29/02/2016", SHEET_DAY_FIRST, "2016-02-29" },
	};
	static const char *const none[] = { "", "31/02/2016", "29/02/2015", "i går", "2016", "1/2", "99/99/9999", "12345678", "1/2/3/4" };
	struct world *w = world_new();

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		same_text(day_str(w->arena, sheet_day(str_of(days[i].said), days[i].order)), days[i].day);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ok(!sheet_is_day(str_of(none[i])));
	world_free(w);
}

TEST(a_day_that_can_be_read_in_two_ways_is_asked_about_once_for_the_table)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", PEOPLE "Anna;00000041;;;;01/02/2016\r\nBo;00000042;;;;03/04/2016\r\n");
	struct problems bad = check(&s, &run, SHEET_UNSAID);

	same_int(bad.n, 1);
	same_text(str_of(bad.at[0].field), "order");
	same_int(check(&s, &run, SHEET_MONTH_FIRST).n, 0);
	counts(&run, 2, 0, 0);
	ok(sheet_take(s.w->ctx, run.id) == OK);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE start_day = '2016-01-02' AND name = 'Anna'"), 1);
	world_free(s.w);
}

TEST(a_day_that_decides_is_not_asked_about)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", PEOPLE "Anna;00000041;;;;01/02/2016\r\nBo;00000042;;;;12/25/2015\r\n");

	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	ok(run.order == SHEET_MONTH_FIRST);
	run = bring(&s, "volunteers", PEOPLE "Anna;00000041;;;;01/02/2016\r\nBo;00000042;;;;25/12/2015\r\n");
	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	ok(run.order == SHEET_DAY_FIRST);
	run = bring(&s, "volunteers", PEOPLE "Anna;00000041;;;;25/12/2015\r\nBo;00000042;;;;12/25/2015\r\n");
	same_int(check(&s, &run, SHEET_UNSAID).n, 1);
	same_int(check(&s, &run, SHEET_DAY_FIRST).n, 0);
	counts(&run, 1, 0, 1);
	ok(strstr(refused(&s, &run, 0).reason.p, "as a day"));
	world_free(s.w);
}

/* --- letters ------------------------------------------------------------------------------------------------------------------- */

TEST(danish_letters_are_right_whatever_program_saved_the_file)
{
	static const char *const files[] = {
		"Navn;Telefon\nS\xF8ren \xC6gidius;00000041\n", "Navn;Telefon\nS\xC3\xB8ren \xC3\x86gidius;00000041\n",
		"Navn;Telefon\nS\xC3\x83\xC2\xB8ren \xC3\x83\xE2\x80\xA0gidius;00000041\n", "\xEF\xBB\xBFNavn;Telefon\nS\xC3\xB8ren \xC3\x86gidius;00000041\n",
	};
	static const char *const mended[] = { "windows", "", "undoubled", "" };
	struct sheets s = sheets();

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct sheet_run run = bring(&s, "volunteers", files[i]);
		same_text(run.mended, mended[i]);
		same_int(check(&s, &run, SHEET_UNSAID).n, 0);
		counts(&run, i == 0, i != 0, 0);
		if (!i)
			ok(sheet_take(s.w->ctx, run.id) == OK);
	}
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE name = 'Søren Ægidius'"), 1);
	world_free(s.w);
}

TEST(a_cell_with_quotation_marks_and_lines_in_it_is_one_cell)
{
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", "Navn;Telefon;Referencer\r\nAnna;00000041;\"Karen \"\"Kaj\"\"\r\nfra forrige sted\"\r\nBo;00000042;\r\n");

	counts(&run, 2, 0, 0);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE referees = 'Karen \"Kaj\"  fra forrige sted'"), 1);
	world_free(s.w);
}

TEST(what_is_no_table_is_said_to_be_none)
{
	struct sheets s = sheets();
	struct sheet_run run;
	static const char *const none[] = { "", "Navn;Telefon\n", "PK\x03\x04\x01\x02" };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		same_text(str_of(bring_bytes(&s, "volunteers", "agreement", str_of(none[i]), &run).at[0].field), "file");
	same_int(number(&s, "SELECT COUNT(*) FROM sheet_run"), 0);
	world_free(s.w);
}

/* --- what we may not have ------------------------------------------------------------------------------------------------------ */

TEST(a_table_about_people_needs_a_reason_in_law)
{
	struct sheets s = sheets();
	struct sheet_run run;
	struct problems bad = bring_bytes(&s, "volunteers", "", S("Navn\nAnna\n"), &run);

	same_int(bad.n, 1);
	same_text(str_of(bad.at[0].field), "basis");
	world_free(s.w);
}

TEST(a_column_of_civil_registration_numbers_is_never_stored_and_the_rest_goes_on)
{
	struct sheets s = sheets();
	struct sheet_columns c;
	struct sheet_run run = bring(&s, "volunteers", "Navn;CPR;Nr;Telefon\nAnna;Nisse1;010190-1234;00000041\nBo;Nisse2;020290-1234;00000042\n");

	ok(sheet_columns(s.w->ctx, &run, &c) == OK);
	same_text(c.at[1].guess, "!");
	same_text(c.at[2].guess, "!");
	ok(!c.at[1].nexamples && !c.at[2].nexamples);
	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	counts(&run, 2, 0, 0);
	ok(!seeded_holds(s.w, "010190"));
	ok(sheet_take(s.w->ctx, run.id) == OK);
	ok(!seeded_holds(s.w, "010190") && !seeded_holds(s.w, "Nisse2"));
	world_free(s.w);
}

TEST(a_number_of_a_person_among_other_words_refuses_its_row_and_is_not_stored)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Navn;Telefon;Referencer\nAnna;00000041;Ring til 010190-1234\nBo;00000042;Karen\nIda;00000043;\nMia;00000044;Ole\n");

	ok(!seeded_holds(s.w, "010190"));
	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	counts(&run, 3, 0, 1);
	same_text(refused(&s, &run, 0).field, "referees");
	ok(strstr(refused(&s, &run, 0).reason.p, "civil registration number"));
	ok(!seeded_holds(s.w, "010190"));
	world_free(s.w);
}

TEST(the_cells_of_a_table_are_gone_after_the_yes_and_after_a_day)
{
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", "Navn;Telefon;Hemmeligt\nAnna;00000041;Skovsvin\nB;00000042;Skovsvin\n"), other;

	counts(&run, 1, 0, 1);
	ok(!seeded_holds(s.w, "Skovsvin"));
	other = bring(&s, "volunteers", "Navn;Hemmeligt\nAnna;Skovsvin\n");
	ok(seeded_holds(s.w, "Skovsvin"));
	world_clock(s.w, s.w->ctx->now + SHEET_WAIT_S);
	ok(sheet_get(s.w->ctx, other.id, &other) == ERR_NOT_FOUND);
	ok(sheet_tidy(s.w->ctx) == OK);
	ok(!seeded_holds(s.w, "Skovsvin"));
	world_free(s.w);
}

/* --- people ------------------------------------------------------------------------------------------------------------------ */

TEST(bad_rows_say_why_and_the_good_ones_come_in)
{
	struct sheets s = sheets();
	int64_t before = people(&s);
	struct sheet_run run = take(&s, "volunteers", PEOPLE
		"Anna;00000041;anna@example.org;Varde, Esbjerg;Facilitator;31-12-2015\r\n"
		";00000042;;;;\r\n"
		"Bo;00000043;ikke en adresse;;;\r\n"
		"Ida;00000044;;Langtbortistan;;\r\n"
		"Mia;00000045;;;Astronaut;\r\n"
		"Ole;00000046;;;;31-02-2015\r\n"
		"Per;00000047;;Aarhus;V\xC3\xA6rt / chauff\xC3\xB8r;\r\n");
	static const char *const fields[] = { "name", "email", "areas", "roles", "start_day" };

	counts(&run, 2, 0, 5);
	same_int(people(&s), before + 2);
	for (size_t i = 0; i < 5; i++) {
		same_text(refused(&s, &run, i).field, fields[i]);
		same_int(refused(&s, &run, i).line, (int64_t)i + 3);
	}
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE name = 'Per' AND roles = 'host driver' AND state = 'interested'"), 1);
	world_free(s.w);
}

TEST(a_dry_run_stores_nobody)
{
	struct sheets s = sheets();
	struct dump before = seeded_dump(s.w), after;
	struct sheet_run run = bring(&s, "volunteers", PEOPLE "Anna;00000041;;;;\r\nBo;00000042;;;;\r\n");

	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	counts(&run, 2, 0, 0);
	after = seeded_dump(s.w);
	same_text(str_of(differ(&before, &after)), "nothing");
	world_free(s.w);
}

TEST(the_same_table_again_changes_nothing)
{
	static const char *const text = PEOPLE "Anna;00 00 00 41;anna@example.org;Varde;Facilitator, v\xC3\xA6rt;31-12-2015\r\n"
		"Bo;00000042;;;;\r\nAnna;00000049;;;;\r\nIda;;;;;\r\nAnna;+4500000041;;;;\r\n";
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", text);
	struct dump before, after;

	counts(&run, 4, 1, 0);
	before = seeded_dump(s.w);
	run = take(&s, "volunteers", text);
	counts(&run, 0, 5, 0);
	after = seeded_dump(s.w);
	same_text(str_of(differ(&before, &after)), "nothing");
	world_free(s.w);
}

TEST(a_table_that_is_taken_back_leaves_everything_as_it_was)
{
	struct sheets s = sheets();
	struct dump before = seeded_dump(s.w), after;
	struct problems bad = { 0 };
	struct sheet_run people_run = take(&s, "volunteers", PEOPLE "Anna;00000041;;Varde;;\r\nBo;00000042;;;;\r\n"), courses;
	int64_t back, stayed;

	courses = take(&s, "courses", "Navn;Telefon;Metode;Dato;Type;Bevis\nAnna;00000041;smart;2016-02-01;kursus;\n"
		       "Bo;00000042;smart;2016-02-01;Certificering;Mappe 3\n");
	counts(&courses, 2, 0, 0);
	world_clock(s.w, s.w->ctx->now + 6 * 86400);
	ok(sheet_undo(s.w->ctx, courses.id, &back, &stayed, &bad) == OK);
	same_int(bad.n, 0);
	same_int(back, 2);
	same_int(stayed, 0);
	ok(sheet_undo(s.w->ctx, people_run.id, &back, &stayed, &bad) == OK);
	same_int(bad.n, 0);
	same_int(back, 2);
	same_int(stayed, 0);
	after = seeded_dump(s.w);
	same_text(str_of(differ(&before, &after)), "nothing");
	ok(sheet_undo(s.w->ctx, people_run.id, &back, &stayed, &bad) == OK);
	same_int(bad.n, 1);
	world_free(s.w);
}

TEST(whom_somebody_has_changed_since_stays_when_the_table_is_taken_back)
{
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", PEOPLE "Anna;00000041;;;;\r\nBo;00000042;;;;\r\n");
	struct problems bad = { 0 };
	struct volunteer *anna;
	int64_t back, stayed;
	size_t n;

	ok(volunteer_called(s.w->ctx, s.org, S("Anna"), &anna, &n) == OK && n == 1);
	ok(volunteer_step(s.w->ctx, &anna[0], S("interviewed"), 0, &bad) == OK);
	same_int(bad.n, 0);
	ok(sheet_undo(s.w->ctx, run.id, &back, &stayed, &bad) == OK);
	same_int(back, 1);
	same_int(stayed, 1);
	ok(volunteer_called(s.w->ctx, s.org, S("Anna"), &anna, &n) == OK && n == 1);
	ok(volunteer_called(s.w->ctx, s.org, S("Bo"), &anna, &n) == OK && !n);
	world_free(s.w);
}

TEST(after_seven_days_a_table_cannot_be_taken_back)
{
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", PEOPLE "Anna;00000041;;;;\r\n");
	struct problems bad = { 0 };
	int64_t back = 0, stayed = 0;

	world_clock(s.w, s.w->ctx->now + SHEET_UNDO_DAYS * 86400);
	ok(sheet_undo(s.w->ctx, run.id, &back, &stayed, &bad) == OK);
	same_int(bad.n, 1);
	ok(sheet_tidy(s.w->ctx) == OK);
	same_int(number(&s, "SELECT COUNT(*) FROM sheet_row"), 0);
	world_free(s.w);
}

TEST(a_table_is_taken_in_once)
{
	struct sheets s = sheets();
	struct sheet_run run = take(&s, "volunteers", PEOPLE "Anna;00000041;;;;\r\n");

	ok(sheet_take(s.w->ctx, run.id) == ERR_CONFLICT);
	ok(sheet_forget(s.w->ctx, run.id) == ERR_CONFLICT);
	world_free(s.w);
}

TEST(a_forgotten_table_leaves_nothing)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Navn;Hemmeligt\nAnna;Skovsvin\n");

	ok(sheet_forget(s.w->ctx, run.id) == OK);
	ok(!seeded_holds(s.w, "Skovsvin"));
	ok(sheet_get(s.w->ctx, run.id, &run) == ERR_NOT_FOUND);
	world_free(s.w);
}

TEST(ten_thousand_rows_come_in_at_once)
{
	struct sheets s = sheets();
	int64_t before = people(&s);
	struct sheet_run run;
	struct buf b;

	buf_init(&b, 4 << 20);
	buf_str(&b, S("Navn;Telefon;E-mail;Startdato\n"));
	for (int i = 0; i < 10000; i++)
		buf_fmt(&b, "Frivillig %d;%08d;p%d@example.org;%02d-%02d-2015\n", i, i, i, i % 28 + 1, i % 12 + 1);
	ok(!bring_bytes(&s, "volunteers", "agreement", buf_view(&b), &run).n);
	buf_free(&b);
	same_int(check(&s, &run, SHEET_UNSAID).n, 0);
	counts(&run, 10000, 0, 0);
	ok(sheet_take(s.w->ctx, run.id) == OK);
	same_int(people(&s), before + 10000);
	world_free(s.w);
}

/* --- courses --------------------------------------------------------------------------------------------------------------- */

TEST(courses_find_their_people_by_name_and_keep_the_rules_of_the_gate)
{
	struct sheets s = sheets();
	struct sheet_run run;

	take(&s, "volunteers", PEOPLE "Anna;00000041;;;;\r\nBo;00000042;;;;\r\nBo;00000043;;;;\r\n");
	run = take(&s, "courses", "Navn;Telefon;Metode;Dato;Type;Bevis\n"
		"Anna;;smart;2016-02-01;Certificering;Mappe 3\n"      /* waits for a second person */
		"Anna;;smart;2016-03-01;Certificering;\n"             /* nobody knows where the paper is */
		"Bo;00000043;smart;2016-02-01;kursus;\n"
		"Bo;;smart;2016-02-01;kursus;\n"                      /* which of them? */
		"Nemo;;smart;2016-02-01;kursus;\n"
		"Anna;;Yoga;2016-02-01;kursus;\n"
		"Anna;;smart;2030-02-01;kursus;\n"                    /* still to come */
		"Anna;;smart;2016-02-01;Certificering;Mappe 3\n");
	counts(&run, 2, 1, 5);
	same_text(refused(&s, &run, 0).field, "evidence");
	same_text(refused(&s, &run, 1).field, "name");
	same_text(refused(&s, &run, 2).field, "name");
	same_text(refused(&s, &run, 3).field, "method");
	same_text(refused(&s, &run, 4).field, "issued");
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer_certified c JOIN volunteer v ON v.id = c.volunteer WHERE v.phone = '00000041'"), 0);
	world_free(s.w);
}

/* --- evenings --------------------------------------------------------------------------------------------------------------- */

#define EVENINGS "Gruppe;Dato;Antal;Nye;Facilitator\n"

TEST(how_many_came_last_year_comes_in_and_an_evening_without_a_trained_lead_does_not_count)
{
	struct evening_house h = evening_house();
	struct sheets s = { h.w, h.org };
	static const char *const text = EVENINGS "Pr\xC3\xB8vegruppen;2016-11-02;7;1;Jonna\nPr\xC3\xB8vegruppen;9. november 2016;5;0;Bo\n"
		"Pr\xC3\xB8vegruppen;2016-11-10;5;0;Jonna\nPr\xC3\xB8vegruppen;2016-11-16;mange;0;Jonna\nNabogruppen findes ikke;2016-11-02;5;0;Jonna\n"
		"Pr\xC3\xB8vegruppen;2016-12-14;5;0;Jonna\nPr\xC3\xB8vegruppen;2016-11-23;5;0;Nemo\n";
	static const char *const fields[] = { "day", "heads", "group", "", "led" };
	struct dump before = seeded_dump(s.w), after;
	struct sheet_run run = take(&s, "evenings", text), again;
	struct problems bad = { 0 };
	struct sheet_row *rows;
	int64_t back, stayed;
	size_t n;

	counts(&run, 2, 0, 5);
	for (size_t i = 0; i < 5; i++)
		same_text(refused(&s, &run, i).field, fields[i]);
	same_text(evening_ask(&h, "SELECT state FROM evening WHERE day = '2016-11-02' AND heads = 7 AND first_timers = 1"), "held");
	same_text(evening_ask(&h, "SELECT state FROM evening WHERE day = '2016-11-09' AND heads = 5"), "informal_held");
	ok(sheet_rows_of(s.w->ctx, &run, "new", 10, 0, &rows, &n) == OK && n == 2);
	ok(!rows[0].reason.n && strstr(rows[1].reason.p, "informal meeting"));
	again = take(&s, "evenings", text);
	counts(&again, 0, 2, 5);
	ok(sheet_undo(s.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 2);
	same_int(stayed, 0);
	after = seeded_dump(s.w);
	same_text(str_of(differ(&before, &after)), "nothing");
	world_free(s.w);
}

TEST(an_evening_that_was_corrected_since_stays_when_its_table_is_taken_back)
{
	struct evening_house h = evening_house();
	struct sheets s = { h.w, h.org };
	struct sheet_run run = take(&s, "evenings", EVENINGS "Pr\xC3\xB8vegruppen;2016-11-02;7;1;Jonna\nPr\xC3\xB8vegruppen;2016-11-16;7;1;Jonna\n");
	struct problems bad = { 0 }, warn = { 0 };
	struct evening_date d;
	int64_t back, stayed;

	ok(evening_date(s.w->ctx, h.m.id, day_of(2016, 11, 2), &d) == OK);
	d.e.heads = 8, d.e.by_what = S("form");
	ok(evening_save(s.w->ctx, &d, &d.e, true, &bad, &warn) == OK && !bad.n);
	ok(sheet_undo(s.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 1);
	same_int(stayed, 1);
	same_text(evening_ask(&h, "SELECT heads FROM evening WHERE day = '2016-11-02'"), "8");
	world_free(s.w);
}

/* --- pages ------------------------------------------------------------------------------------------------------------------ */

static const char *at(struct sheets *s, struct answer a, const char *rest)
{
	return arena_printf(s->w->arena, "%.*s%s", STR_ARG(a.location), rest).p;
}

TEST(a_coordinator_brings_a_table_through_all_its_pages)
{
	struct sheets s = sheets();
	struct answer a, page;

	world_log_in(s.w, "Prøvekoordinator", ROLE_COORDINATOR, s.org, 0);
	ok(says(visit(s.w, "GET", "/da/work/sheets", NULL), "Regneark"));
	a = post(s.w, "/da/work/sheets", "target=volunteers&text=Navn%3BTelefon%3BStart%0AAnna%3B00000041%3B01/02/2016%0AB%3B1%3B%0A");
	same_int(a.status, 422);
	a = post(s.w, "/da/work/sheets", arena_printf(s.w->arena, "target=volunteers&org=%lld&basis=agreement"
		 "&text=Navn%%3BTelefon%%3BStart%%0AAnna%%3B00000041%%3B01/02/2016%%0AB%%3B00000042%%3B%%0A", (long long)s.org).p);
	same_int(a.status, 303);
	page = visit(s.w, "GET", at(&s, a, ""), NULL);
	ok(says(page, "01/02/2016") && says(page, "value=\"mdy\""));
	page = post(s.w, at(&s, a, "/columns"), "c1=name&c2=phone&c3=start_day");
	same_int(page.status, 422);
	same_int(post(s.w, at(&s, a, "/columns"), "c1=name&c2=phone&c3=start_day&order=dmy").status, 303);
	page = visit(s.w, "GET", at(&s, a, ""), NULL);
	ok(says(page, "Anna") == false && says(page, "refused.csv"));
	page = visit(s.w, "GET", at(&s, a, "/refused.csv"), NULL);
	ok(says(page, "Navn;Telefon;Start;") && says(page, "B;00000042;;"));
	same_int(post(s.w, at(&s, a, "/taking"), "").status, 303);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE name = 'Anna' AND start_day = '2016-02-01'"), 1);
	same_int(visit(s.w, "GET", at(&s, a, "/refused.csv"), NULL).status, 404);
	same_int(post(s.w, at(&s, a, "/undoing"), "").status, 303);
	same_int(number(&s, "SELECT COUNT(*) FROM volunteer WHERE name = 'Anna' AND start_day = '2016-02-01'"), 0);
	world_free(s.w);
}

TEST(nobody_sees_or_touches_a_table_of_another_organisation)
{
	struct sheets s = sheets();
	struct sheet_run run = bring(&s, "volunteers", "Navn\nAnna\n");
	const char *path = arena_printf(s.w->arena, "/en/work/sheets/%lld", (long long)run.id).p;
	struct org o;

	ok(org_of_name(s.w->ctx, S("Vælg Friheden"), &o) == OK);
	world_log_in(s.w, "En anden", ROLE_COORDINATOR, o.id, 0);
	same_int(visit(s.w, "GET", path, NULL).status, 404);
	same_int(post(s.w, arena_printf(s.w->arena, "%s/columns", path).p, "c1=name").status, 404);
	same_int(post(s.w, arena_printf(s.w->arena, "%s/forgetting", path).p, "").status, 404);
	same_int(post(s.w, "/en/work/sheets", arena_printf(s.w->arena, "target=volunteers&org=%lld&basis=agreement&text=Navn%%0AAnna", (long long)s.org).p).status, 422);
	world_free(s.w);
}
