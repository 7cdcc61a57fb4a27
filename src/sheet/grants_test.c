/* grants_test.c -- hours and costs by spreadsheet: the books keep their rules, and a table taken back changes no sum. */
#include "sheet/sheet_test.h"
#include "grant/grant.h"

struct books {
	struct sheets s;
	struct grant_book b;
};

/* A grant of 1,000.00 for pay and of 500.00 for the rest, October to December 2016, and Bo at 200.00 an hour. */
static struct books books(void)
{
	struct books k = { .s = sheets() };
	struct ctx *ctx = k.s.w->ctx;
	struct problems bad = { 0 };
	struct grant_book *all;
	size_t n;

	ok(grant_list(ctx, &all, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (all[i].org == k.s.org)
			k.b.pool = all[i].pool;
	k.b.org = k.s.org, k.b.amount = 250000, k.b.name = S("Lille"), k.b.currency = S("DKK");
	k.b.first_day = day_of(2016, 10, 1), k.b.last_day = day_of(2016, 12, 31);
	k.b.lines_text = S("Løn; timer; 2.000\nTing; udgift; 500,00"), k.b.dues_text = S("");
	ok(grant_save(ctx, &k.b, &bad) == OK && !bad.n);
	ok(grant_pay(ctx, &k.b, S("Bo"), 0, k.b.first_day, 20000, &bad) == OK && !bad.n);
	world_commit(k.s.w);
	return k;
}

static struct str ask(struct books *k, const char *sql)
{
	struct str a = STR_ABSENT;

	ok(db_ask(k->s.w->ctx, sql, &a) == OK);
	return a;
}

/* Every sum of the books, by month and line. */
static struct str sums(struct books *k)
{
	struct str all = S("");

	for (int month = 1; month <= 12; month++) {
		struct grant_account a;
		ok(grant_account(k->s.w->ctx, &k->b, day_of(2016, month, 1), day_of(2016, month, days_in_month(2016, month)), &a) == OK);
		for (size_t i = 0; i < a.n; i++)
			all = arena_printf(k->s.w->arena, "%.*s %lld/%lld", STR_ARG(all), (long long)a.lines[i].minutes, (long long)a.lines[i].used);
		all = arena_printf(k->s.w->arena, "%.*s =%lld;", STR_ARG(all), (long long)a.used);
	}
	return all;
}

static void refuses(struct books *k, const struct sheet_run *run, const char *const *fields, size_t n)
{
	same_int(run->n_refused, (int64_t)n);
	for (size_t i = 0; i < n; i++)
		same_text(refused(&k->s, run, i).field, fields[i]);
}

#define HOURS "Navn;Dato;Timer;Aktivitet;Note;Bevilling\n"
#define COSTS "Bilag;Dato;Bel\xC3\xB8" "b;Post;Note;Bevilling\n"

TEST(last_months_hours_come_onto_the_grant_at_the_rate_of_the_day)
{
	struct books k = books();
	struct sheet_run run = take(&k.s, "hours", HOURS "Bo;01.11.2016;7,5;Uddannelse;Esbjerg;Lille\nBo;2. november 2016;0:20;;;Lille\nbo;3.11.2016;8;training;;lille\n");

	counts(&run, 3, 0, 0);
	same_text(ask(&k, "SELECT SUM(amount) FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "316667");
	same_text(ask(&k, "SELECT activity || rate FROM grant_entry WHERE day = '2016-11-02' AND minutes = 20"), "other20000");
	same_text(ask(&k, "SELECT activity || note FROM grant_entry WHERE day = '2016-11-01' AND minutes = 450 AND note <> ''"), "trainingEsbjerg");
	world_free(k.s.w);
}

TEST(every_row_that_the_books_would_refuse_is_refused_with_its_reason_and_the_others_come_in)
{
	static const char *const fields[] = { "hours", "hours", "hours", "hours", "day", "day", "day", "day", "name", "grant", "activity", "note", "hours", "hours" };
	struct books k = books();
	struct problems bad = { 0 };
	struct sheet_run run;

	ok(grant_lock_month(k.s.w->ctx, &k.b, day_of(2016, 10, 1), &bad) == OK && !bad.n);
	run = take(&k.s, "hours", HOURS
		"Bo;01.11.2016;7,5;;;Lille\n"
		"Bo;02.11.2016;mange;;Esbjerg;Lille\n"                                   /* no hours */
		"Bo;02.11.2016;-3;;Varde;Lille\n"
		"Bo;02.11.2016;0;;Varde;Lille\n"
		"Bo;01.11.2016;17;;;Lille\n"                                      /* 24.5 hours that day */
		"Bo;31.10.2016;7;;;Lille\n"                                       /* closed */
		"Bo;30.09.2016;7;;;Lille\n"                                       /* before the grant */
		"Bo;31.12.2016;7;;;Lille\n"                                       /* has not come */
		"Bo;31.02.2016;7;;;Lille\n"                                       /* no day */
		"Nemo;02.11.2016;7;;;Lille\n"
		"Bo;02.11.2016;7;;;Store\n"
		"Bo;02.11.2016;7;Havearbejde;;Lille\n"
		"Bo;02.11.2016;7;;Ring til 010190-1234 om det, og skriv det ned;Lille\n"
		"Bo;02.11.2016;25;;;Lille\n"
		"Bo;01.11.2016;7,5;;;Lille\n");                                   /* twice in the table */
	counts(&run, 1, 0, 14);
	refuses(&k, &run, fields, sizeof fields / sizeof *fields);
	ok(!seeded_holds(k.s.w, "010190"));
	same_text(ask(&k, "SELECT COUNT(*) FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "1");
	world_free(k.s.w);
}

TEST(a_day_that_can_be_read_in_two_ways_is_asked_about_before_an_hour_is_booked)
{
	struct books k = books();
	struct sheet_run run = bring(&k.s, "hours", HOURS "Bo;10/11/2016;7;;;Lille\n");

	same_text(str_of(check(&k.s, &run, SHEET_UNSAID).at[0].field), "order");
	same_int(check(&k.s, &run, SHEET_MONTH_FIRST).n, 0);
	ok(sheet_take(k.s.w->ctx, run.id) == OK);
	same_text(ask(&k, "SELECT day FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "2016-10-11");
	world_free(k.s.w);
}

TEST(hours_and_costs_that_are_taken_back_leave_every_sum_as_it_was)
{
	struct books k = books();
	struct grant_entry mine = { .day = day_of(2016, 11, 1), .minutes = 60, .activity = S("groups") };
	struct problems bad = { 0 };
	struct sheet_run hours, costs;
	struct grant_person *p;
	int64_t back, stayed;
	struct str before;
	size_t n;

	ok(grant_persons(k.s.w->ctx, k.b.id, k.b.last_day, &p, &n) == OK && n == 1);
	mine.staff = p[0].id;
	ok(grant_book_hours(k.s.w->ctx, &mine, &bad) == OK && !bad.n);
	before = sums(&k);
	hours = take(&k.s, "hours", HOURS "Bo;01.11.2016;1;Uddannelse;;Lille\nBo;02.11.2016;7:20;;;Lille\nBo;03.12.2016;0,1;;;Lille\n");
	costs = take(&k.s, "costs", COSTS "A-1;04.11.2016;kr. 1.250,50;Ting;Kaffe;Lille\nA-2;04.11.2016;99.5;;;Lille\n");
	counts(&hours, 3, 0, 0);
	counts(&costs, 2, 0, 0);
	ok(!str_eq(sums(&k), before));
	world_clock(k.s.w, k.s.w->ctx->now + 6 * DAY_S);
	ok(sheet_undo(k.s.w->ctx, hours.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 3);
	same_int(stayed, 0);
	ok(sheet_undo(k.s.w->ctx, costs.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 2);
	same_int(stayed, 0);
	same_text(sums(&k), before.p);
	same_text(ask(&k, "SELECT COUNT(*) FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "11");
	ok(sheet_undo(k.s.w->ctx, costs.id, &back, &stayed, &bad) == OK && bad.n == 1);
	same_text(sums(&k), before.p);
	hours = take(&k.s, "hours", HOURS "Bo;01.11.2016;1;Uddannelse;;Lille\n");
	counts(&hours, 1, 0, 0);
	world_free(k.s.w);
}

TEST(hours_of_a_month_that_was_closed_since_are_taken_back_in_an_open_one)
{
	struct books k = books();
	struct sheet_run run = take(&k.s, "hours", HOURS "Bo;02.11.2016;7;;;Lille\n");
	struct problems bad = { 0 };
	struct grant_account a;
	int64_t back, stayed;

	ok(grant_lock_month(k.s.w->ctx, &k.b, day_of(2016, 11, 1), &bad) == OK && !bad.n);
	ok(sheet_undo(k.s.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 1);
	ok(grant_account(k.s.w->ctx, &k.b, day_of(2016, 11, 1), day_of(2016, 11, 30), &a) == OK);
	same_int(a.used, 140000);
	ok(grant_account(k.s.w->ctx, &k.b, k.b.first_day, k.b.last_day, &a) == OK);
	same_int(a.used, 0);
	world_free(k.s.w);
}

TEST(what_the_treasurer_took_back_by_hand_is_not_taken_back_twice)
{
	struct books k = books();
	struct sheet_run run = take(&k.s, "hours", HOURS "Bo;02.11.2016;7;;;Lille\n");
	struct problems bad = { 0 };
	int64_t entry = number(&k.s, "SELECT id FROM grant_entry WHERE day = '2016-11-02' AND minutes = 420 AND book = (SELECT id FROM grant_book WHERE name = 'Lille')");
	int64_t back, stayed;

	ok(grant_counter(k.s.w->ctx, entry, &bad) == OK && !bad.n);
	ok(sheet_undo(k.s.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 1);
	same_text(ask(&k, "SELECT COUNT(*) FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "2");
	world_free(k.s.w);
}

TEST(the_same_hours_and_costs_brought_again_are_booked_once)
{
	static const char *const hours = HOURS "Bo;02.11.2016;7;;;Lille\nBo;02.11.2016;7;;Rejsen hjem;Lille\n";
	static const char *const costs = COSTS "A-1;04.11.2016;120;Ting;;Lille\n";
	struct books k = books();
	struct sheet_run run = take(&k.s, "hours", hours);
	struct str before;

	counts(&run, 2, 0, 0);
	take(&k.s, "costs", costs);
	before = sums(&k);
	run = take(&k.s, "hours", hours);
	counts(&run, 0, 2, 0);
	run = take(&k.s, "costs", costs);
	counts(&run, 0, 1, 0);
	same_text(sums(&k), before.p);
	world_free(k.s.w);
}

TEST(a_bad_cost_is_refused_by_its_row)
{
	static const char *const fields[] = { "amount", "amount", "amount", "line", "voucher", "day" };
	struct books k = books();
	struct sheet_run run = take(&k.s, "costs", COSTS
		"A-1;04.11.2016;120;Ting;;Lille\nA-2;04.11.2016;gratis;Ting;;Lille\nA-3;04.11.2016;-120;Ting;;Lille\nA-4;04.11.2016;0;Ting;;Lille\n"
		"A-5;04.11.2016;120;L\xC3\xB8n;;Lille\n;04.11.2016;120;Ting;;Lille\nA-7;04.09.2016;120;Ting;;Lille\n");

	counts(&run, 1, 0, 6);
	refuses(&k, &run, fields, 6);
	world_free(k.s.w);
}

TEST(hours_saved_in_an_older_way_of_writing_letters_find_their_person)
{
	struct books k = books();
	struct problems bad = { 0 };
	struct sheet_run run;

	ok(grant_pay(k.s.w->ctx, &k.b, S("Søren Ægidius"), 0, k.b.first_day, 30000, &bad) == OK && !bad.n);
	run = take(&k.s, "hours", "Navn;Dato;Timer;Bevilling\nS\xF8ren \xC6gidius;01.11.2016;1;Lille\n");
	counts(&run, 1, 0, 0);
	same_text(run.mended, "windows");
	run = take(&k.s, "hours", "Navn;Dato;Timer;Bevilling\nS\xC3\x83\xC2\xB8ren \xC3\x83\xE2\x80\xA0gidius;02.11.2016;1;Lille\n");
	counts(&run, 1, 0, 0);
	same_text(run.mended, "undoubled");
	world_free(k.s.w);
}

TEST(a_treasurer_brings_hours_through_all_the_pages_and_a_coordinator_cannot)
{
	struct books k = books();
	const char *form = arena_printf(k.s.w->arena, "target=hours&org=%lld&basis=duty&text=Navn%%3BDato%%3BTimer%%3BBevilling%%0ABo%%3B02.11.2016%%3B7%%3BLille%%0A",
					(long long)k.s.org).p;
	struct answer a;
	const char *path;

	world_log_in(k.s.w, "Kassererprøve", ROLE_FINANCE, k.s.org, 0);
	ok(says(visit(k.s.w, "GET", arena_printf(k.s.w->arena, "/da/work/grants/%lld", (long long)k.b.id).p, NULL), "/da/work/sheets?target=hours"));
	a = visit(k.s.w, "GET", "/da/work/sheets?target=hours", NULL);
	ok(says(a, "value=\"hours\" selected") && !says(a, "value=\"volunteers\"") && !says(a, "/work/imports"));
	a = post(k.s.w, "/da/work/sheets", form);
	same_int(a.status, 303);
	path = arena_z(k.s.w->arena, a.location);
	same_int(post(k.s.w, arena_printf(k.s.w->arena, "%s/columns", path).p, "c1=name&c2=day&c3=hours&c4=grant").status, 303);
	same_int(post(k.s.w, arena_printf(k.s.w->arena, "%s/taking", path).p, "").status, 303);
	same_int(visit(k.s.w, "GET", path, NULL).status, 200);
	same_int(visit(k.s.w, "GET", "/da/work/imports", NULL).status, 403);
	world_log_in(k.s.w, "Prøvekoordinator", ROLE_COORDINATOR, k.s.org, 0);
	ok(!says(visit(k.s.w, "GET", "/da/work/sheets", NULL), "value=\"hours\""));
	same_int(post(k.s.w, "/da/work/sheets", form).status, 422);
	same_int(visit(k.s.w, "GET", path, NULL).status, 404);
	same_int(post(k.s.w, arena_printf(k.s.w->arena, "%s/undoing", path).p, "").status, 404);
	world_log_in(k.s.w, "Kassererprøve", ROLE_FINANCE, k.s.org, 0);
	same_int(post(k.s.w, arena_printf(k.s.w->arena, "%s/undoing", path).p, "").status, 303);
	same_text(ask(&k, "SELECT SUM(amount) FROM grant_entry WHERE book = (SELECT id FROM grant_book WHERE name = 'Lille')"), "0");
	world_free(k.s.w);
}
