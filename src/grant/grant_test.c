/* grant_test.c -- the books: exact to the smallest coin, growing only, and what somebody is paid is their own matter. */
#include "world.h"
#include "account/account.h"
#include "demo/demo.h"
#include "grant/grant.h"
#include "org/org.h"

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static int64_t org_id(struct world *w, const char *name)
{
	struct org o;

	ok(org_of_name(w->ctx, str_of(name), &o) == OK);
	return o.id;
}

/* As a command would: the right to everything. */
static struct grant_book of_org(struct world *w, const char *name)
{
	int64_t org = org_id(w, name);
	struct grant_book *books;
	size_t n;

	w->ctx->who = &w->who;
	ok(grant_list(w->ctx, &books, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (books[i].org == org && books[i].first_day == day_of(2013, 10, 1))
			return books[i];
	ok(false);
	return books[0];
}

static struct grant_book frise(struct world *w)
{
	return of_org(w, "Frise");
}

static struct grant_person first_person(struct world *w, const struct grant_book *b)
{
	struct grant_person *p;
	size_t n;

	ok(grant_persons(w->ctx, b->id, b->last_day, &p, &n) == OK && n > 0);
	return p[0];
}

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

static const char *at(struct world *w, const struct grant_book *b, const char *tail)
{
	return arena_printf(w->arena, "/en/work/grants/%lld%s", (long long)b->id, tail).p;
}

/* What a hand at the database would type. */
static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

/* A grant of 1,000.00 for pay and of 500.00 for the rest, October to December 2016, with one person at 200.00 an hour. */
static struct grant_book small(struct world *w)
{
	struct grant_book like = frise(w), b = { .pool = like.pool, .org = like.org, .amount = 150000, .name = S("Lille"), .currency = S("DKK"),
		.first_day = day_of(2016, 10, 1), .last_day = day_of(2016, 12, 31), .lines_text = S("Løn; timer; 1.000\nTing; udgift; 500,00"), .dues_text = S("") };
	struct problems bad = { 0 };

	ok(grant_save(w->ctx, &b, &bad) == OK && !bad.n);
	ok(grant_pay(w->ctx, &b, S("Bo"), 0, b.first_day, 20000, &bad) == OK && !bad.n);
	return b;
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

TEST(hours_are_read_as_people_write_them)
{
	static const struct {
		const char *text;
		int64_t minutes;
	} good[] = { { "7", 420 }, { "7,5", 450 }, { "7.25", 435 }, { "7:30", 450 }, { " 0,1 ", 6 }, { "0,333", 20 }, { "24", 1440 }, { "25", 1500 } };
	static const char *const none[] = { "", "x", "-2", "7:60", "7:5", "7,", ",5", "7,5,5", "1000", "7 5" };
	int64_t minutes;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ok(grant_parse_hours(str_of(good[i].text), &minutes));
		same_int(minutes, good[i].minutes);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ok(!grant_parse_hours(str_of(none[i]), &minutes));
}

TEST(an_entry_is_rounded_once_to_the_nearest_coin)
{
	same_int(grant_cost(60, 24135), 24135);
	same_int(grant_cost(450, 24135), 181013);         /* 181012.5 */
	same_int(grant_cost(1, 29), 0);
	same_int(grant_cost(1, 30), 1);
	same_int(grant_cost(1440, 100000000), 2400000000);
}

TEST(days_to_a_report_are_counted_down_in_five_steps)
{
	day_t due = day_of(2017, 3, 1);

	same_int(grant_countdown(due, due - 61), 0);
	same_int(grant_countdown(due, due - 60), 60);
	same_int(grant_countdown(due, due - 31), 60);
	same_int(grant_countdown(due, due - 30), 30);
	same_int(grant_countdown(due, due - 14), 14);
	same_int(grant_countdown(due, due - 7), 7);
	same_int(grant_countdown(due, due - 1), 1);
	same_int(grant_countdown(due, due), 1);
	same_int(grant_countdown(due, due + 1), -1);
}

/* --- the recount -------------------------------------------------------------------------------------------------------------- */

/* Every figure of a span, from the raw rows one by one, with the amount of hours made anew from minutes and rate. */
static void recount(struct world *w, const struct grant_book *b, day_t from, day_t to)
{
	struct grant_account a;
	struct grant_entry *e;
	int64_t used = 0, income = 0;
	size_t n;

	ok(grant_account(w->ctx, b, from, to, &a) == OK);
	ok(grant_ledger(w->ctx, b->id, b->first_day, b->last_day, &e, &n) == OK && n > 100);
	for (size_t l = 0; l < a.n; l++) {
		int64_t minutes = 0, amount = 0;
		for (size_t i = 0; i < n; i++) {
			if (e[i].day < from || e[i].day > to || e[i].line != a.lines[l].line.id)
				continue;
			minutes += e[i].minutes;
			amount += !str_same(e[i].kind, "hours") ? e[i].amount :
				  e[i].minutes < 0 ? -grant_cost(-e[i].minutes, e[i].rate) : grant_cost(e[i].minutes, e[i].rate);
		}
		same_int(a.lines[l].minutes, minutes);
		same_int(a.lines[l].used, amount);
		same_int(a.lines[l].left, a.lines[l].line.amount - amount);
		used += amount;
	}
	for (size_t i = 0; i < n; i++)
		if (e[i].day >= from && e[i].day <= to && str_same(e[i].kind, "income"))
			income += e[i].amount;
	same_int(a.used, used);
	same_int(a.income, income);
	same_int(a.left, b->amount - used);
}

TEST(a_recount_from_the_raw_rows_equals_every_figure_of_every_month_of_every_grant)
{
	static const char *const orgs[] = { "Medmisbrug", "Vælg Friheden", "SMART Pilot", "Frivillighuset Varde", "Frise" };
	struct world *w = house();

	for (size_t i = 0; i < sizeof orgs / sizeof *orgs; i++) {
		struct grant_book b = of_org(w, orgs[i]);
		for (int month = 2013 * 12 + 9; month <= 2016 * 12 + 9; month++)
			recount(w, &b, day_of(month / 12, month % 12 + 1, 1), day_of((month + 1) / 12, (month + 1) % 12 + 1, 1) - 1);
		recount(w, &b, b.first_day, b.last_day);
		same_text(ask(w, arena_printf(w->arena, "SELECT SUM(l.amount) - (SELECT b.amount FROM grant_book b WHERE b.id = %lld) FROM grant_line l WHERE l.book = %lld",
					      (long long)b.id, (long long)b.id).p), "0");
	}
	world_free(w);
}

TEST(five_grants_together_are_less_than_the_pool)
{
	struct world *w = house();
	int64_t sum = 0;

	w->ctx->who = &w->who;
	ok(str_int(ask(w, "SELECT SUM(amount) FROM grant_book WHERE state = 'open'"), &sum));
	ok(sum > 0 && sum < INT64_C(1030000000));
	same_text(ask(w, "SELECT COUNT(*) FROM grant_book WHERE state = 'open'"), "5");
	world_free(w);
}

TEST(hours_cost_what_they_cost_on_their_day)
{
	struct world *w = house();
	struct grant_book b = frise(w);
	struct grant_entry *e;
	size_t n, before = 0, after = 0;

	ok(grant_ledger(w->ctx, b.id, b.first_day, b.last_day, &e, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (str_same(e[i].kind, "hours")) {
			same_int(e[i].rate, e[i].day < day_of(2016, 1, 1) ? 24135 : 24610);
			before += e[i].day < day_of(2016, 1, 1);
			after += e[i].day >= day_of(2016, 1, 1);
		}
	ok(before > 50 && after > 20);
	world_free(w);
}

/* --- what is refused, with a sentence ------------------------------------------------------------------------------------- */

static const char *hours_problem(struct world *w, int64_t staff, day_t day, int64_t minutes, const char *field)
{
	struct grant_entry e = { .staff = staff, .day = day, .minutes = minutes, .activity = S("groups") };
	struct problems bad = { 0 };
	const struct problem *p;

	ok(grant_book_hours(w->ctx, &e, &bad) == OK);
	p = problem_of(&bad, field);
	return p ? p->text : "";
}

TEST(twenty_five_hours_and_less_than_none_are_refused)
{
	struct world *w = house();
	struct grant_book b = small(w);
	int64_t bo = first_person(w, &b).id;
	day_t day = day_of(2016, 12, 5);

	ok(strstr(hours_problem(w, bo, day, 25 * 60, "hours"), "24 hours"));
	ok(strstr(hours_problem(w, bo, day, -60, "hours"), "counter-entry"));
	ok(strstr(hours_problem(w, bo, day, 0, "hours"), "How many hours"));
	ok(!*hours_problem(w, bo, day, 20 * 60, "hours"));
	ok(strstr(hours_problem(w, bo, day, 5 * 60, "hours"), "more than 24 hours"));
	ok(!*hours_problem(w, bo, day, 4 * 60, "hours"));
	world_free(w);
}

TEST(a_day_has_twenty_four_hours_over_all_the_grants_of_one_person)
{
	struct world *w = house();
	struct grant_book b = small(w), c = small(w);
	struct problems bad = { 0 };
	struct account signe;
	int64_t one, two;

	ok(account_of_name(w->ctx, S("Signe"), &signe) == OK);
	ok(grant_pay(w->ctx, &b, S("Signe"), signe.id, b.first_day, 20000, &bad) == OK && !bad.n);
	ok(grant_pay(w->ctx, &c, S("Signe"), signe.id, c.first_day, 20000, &bad) == OK && !bad.n);
	ok(str_int(ask(w, arena_printf(w->arena, "SELECT id FROM grant_staff WHERE name = 'Signe' AND book = %lld", (long long)b.id).p), &one));
	ok(str_int(ask(w, arena_printf(w->arena, "SELECT id FROM grant_staff WHERE name = 'Signe' AND book = %lld", (long long)c.id).p), &two));
	ok(!*hours_problem(w, one, day_of(2016, 12, 5), 14 * 60, "hours"));
	ok(strstr(hours_problem(w, two, day_of(2016, 12, 5), 11 * 60, "hours"), "more than 24 hours"));
	ok(!*hours_problem(w, two, day_of(2016, 12, 6), 11 * 60, "hours"));
	world_free(w);
}

TEST(outside_the_period_before_its_time_and_after_the_month_is_closed_nothing_is_booked)
{
	struct world *w = house();
	struct grant_book b = small(w);
	int64_t bo = first_person(w, &b).id;
	struct problems bad = { 0 };

	ok(strstr(hours_problem(w, bo, day_of(2016, 9, 30), 60, "day"), "outside the period"));
	ok(strstr(hours_problem(w, bo, day_of(2017, 1, 1), 60, "day"), "outside the period"));
	ok(strstr(hours_problem(w, bo, day_of(2016, 12, 13), 60, "day"), "not come yet"));
	ok(grant_lock_month(w->ctx, &b, day_of(2016, 12, 1), &bad) == OK && bad.n == 1);       /* it is not over */
	bad.n = 0;
	ok(grant_lock_month(w->ctx, &b, day_of(2016, 10, 1), &bad) == OK && !bad.n);
	ok(strstr(hours_problem(w, bo, day_of(2016, 10, 31), 60, "day"), "closed"));
	ok(!*hours_problem(w, bo, day_of(2016, 11, 1), 60, "day"));
	world_free(w);
}

TEST(a_cost_needs_a_voucher_a_line_of_this_grant_and_an_amount)
{
	struct world *w = house();
	struct grant_book b = small(w), other = frise(w);
	struct grant_line *lines;
	size_t n;

	ok(grant_budget(w->ctx, other.id, &lines, &n) == OK && n == 4);
	for (int i = 0; i < 3; i++) {
		struct grant_entry e = { .book = b.id, .day = day_of(2016, 12, 5), .amount = i == 1 ? 0 : 9900, .voucher = i == 0 ? S("") : S("7"),
					 .line = i == 2 ? lines[1].id : 0 };
		struct problems bad = { 0 };
		ok(grant_book_cost(w->ctx, &e, &bad) == OK && bad.n == 1);
		ok(problem_of(&bad, i == 0 ? "voucher" : i == 1 ? "amount" : "line") != NULL);
	}
	world_free(w);
}

TEST(budget_lines_add_up_to_the_grant_and_stay_once_the_books_have_begun)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry e = { .book = b.id, .day = day_of(2016, 12, 5), .amount = 9900, .voucher = S("1") };
	struct problems bad = { 0 };

	b.lines_text = S("Løn; timer; 1.000\nTing; udgift; 499,99");
	ok(grant_save(w->ctx, &b, &bad) == OK);
	ok(problem_of(&bad, "lines") && str_eq(problem_of(&bad, "lines")->gap, grant_money(w->ctx, 1)));
	bad.n = 0;
	b.lines_text = S("Løn; timer; 700\nTing; udgift; 800");
	ok(grant_save(w->ctx, &b, &bad) == OK && !bad.n);
	ok(grant_book_cost(w->ctx, &e, &bad) == OK && !bad.n);
	b.lines_text = S("Løn; timer; 800\nTing; udgift; 700");
	ok(grant_save(w->ctx, &b, &bad) == OK && problem_of(&bad, "lines"));
	bad.n = 0;
	b.lines_text = S("Løn; timer; 700\nTing; udgift; 800\nMere");
	ok(grant_save(w->ctx, &b, &bad) == OK && problem_of(&bad, "lines"));
	bad.n = 0;
	b.lines_text = S("Løn; timer; 700\nTing; udgift; 800"), b.first_day = day_of(2016, 12, 6);
	ok(grant_save(w->ctx, &b, &bad) == OK && problem_of(&bad, "first_day"));
	world_free(w);
}

TEST(a_new_rate_does_not_reach_back_over_booked_hours)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct problems bad = { 0 };

	ok(!*hours_problem(w, first_person(w, &b).id, day_of(2016, 12, 5), 60, "day"));
	ok(grant_pay(w->ctx, &b, S("bo"), 0, day_of(2016, 12, 5), 21000, &bad) == OK && problem_of(&bad, "from_day"));
	bad.n = 0;
	ok(grant_pay(w->ctx, &b, S("bo"), 0, day_of(2016, 12, 6), 21000, &bad) == OK && !bad.n);
	same_text(ask(w, arena_printf(w->arena, "SELECT COUNT(*) FROM grant_staff WHERE book = %lld", (long long)b.id).p), "1");
	world_free(w);
}

TEST(a_timesheet_is_booked_whole_or_not_at_all)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry good[] = { { .day = day_of(2016, 12, 5), .minutes = 400, .activity = S("groups") }, { .day = day_of(2016, 12, 5), .minutes = 1000, .activity = S("other") } };
	struct grant_entry bad_one[] = { { .day = day_of(2016, 12, 6), .minutes = 400, .activity = S("groups") }, { .day = day_of(2016, 12, 5), .minutes = 41, .activity = S("other") } };
	struct problems bad = { 0 };
	struct grant_account a;

	ok(grant_book_sheet(w->ctx, first_person(w, &b).id, good, 2, &bad) == OK && !bad.n);
	ok(grant_book_sheet(w->ctx, first_person(w, &b).id, bad_one, 2, &bad) == OK && problem_of(&bad, "hours"));
	ok(grant_account(w->ctx, &b, b.first_day, b.last_day, &a) == OK);
	same_int(a.lines[0].minutes, 1400);
	same_int(a.used, grant_cost(400, 20000) + grant_cost(1000, 20000));
	world_free(w);
}

/* --- taking back ---------------------------------------------------------------------------------------------------------------- */

TEST(a_counter_entry_takes_all_of_an_entry_back_once)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry e = { .staff = first_person(w, &b).id, .day = day_of(2016, 12, 5), .minutes = 433, .activity = S("groups") };
	struct problems bad = { 0 };
	struct grant_account a;

	ok(grant_book_hours(w->ctx, &e, &bad) == OK && !bad.n);
	ok(grant_counter(w->ctx, e.id, &bad) == OK && !bad.n);
	ok(grant_account(w->ctx, &b, b.first_day, b.last_day, &a) == OK);
	ok(a.used == 0 && a.lines[0].minutes == 0 && a.left == b.amount);
	ok(grant_counter(w->ctx, e.id, &bad) == OK && bad.n == 1);
	/* What was taken back is no part of the day any more. */
	ok(!*hours_problem(w, e.staff, e.day, 24 * 60, "hours"));
	world_free(w);
}

TEST(what_stands_in_a_closed_month_is_taken_back_in_an_open_one_and_the_month_stays_as_it_was)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry e = { .book = b.id, .day = day_of(2016, 10, 5), .amount = 9900, .voucher = S("1") };
	struct problems bad = { 0 };
	struct grant_account october, december;

	ok(grant_book_cost(w->ctx, &e, &bad) == OK && !bad.n);
	ok(grant_lock_month(w->ctx, &b, day_of(2016, 10, 1), &bad) == OK && !bad.n);
	ok(grant_counter(w->ctx, e.id, &bad) == OK && !bad.n);
	ok(grant_account(w->ctx, &b, day_of(2016, 10, 1), day_of(2016, 10, 31), &october) == OK && october.used == 9900);
	ok(grant_account(w->ctx, &b, day_of(2016, 12, 1), day_of(2016, 12, 31), &december) == OK && december.used == -9900);
	same_text(ask(w, arena_printf(w->arena, "SELECT day FROM grant_entry WHERE counter_of = %lld", (long long)e.id).p), "2016-12-12");
	world_free(w);
}

TEST(what_was_received_and_not_used_is_to_be_returned)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry in = { .book = b.id, .day = day_of(2016, 10, 5), .amount = 150000 }, out = { .book = b.id, .day = day_of(2016, 10, 6), .amount = 30001, .voucher = S("1") };
	struct problems bad = { 0 };
	struct grant_account a;

	ok(grant_book_income(w->ctx, &in, &bad) == OK && grant_book_cost(w->ctx, &out, &bad) == OK && !bad.n);
	ok(grant_account(w->ctx, &b, b.first_day, b.last_day, &a) == OK);
	same_int(a.to_return, 119999);
	same_int(a.left, 119999);
	same_int(a.permille, 200);
	same_int(a.lines[1].permille, 600);
	world_free(w);
}

/* --- storage itself -------------------------------------------------------------------------------------------------------------- */

#define ENTRY "INSERT INTO grant_entry (id, book, kind, line, day, staff, worker, activity, minutes, rate, amount, voucher, note, counter_of, by_whom, at) VALUES "

static enum err cost_by_hand(struct world *w, int id, const struct grant_book *b, int64_t line, const char *day, int64_t amount, const char *voucher)
{
	return hand(w, arena_printf(w->arena, ENTRY "(%d, %lld, 'cost', %lld, '%s', NULL, NULL, '', 0, 0, %lld, '%s', '', NULL, 0, 0)", id, (long long)b->id,
				    (long long)line, day, (long long)amount, voucher).p);
}

static enum err hours_by_hand(struct world *w, int id, const struct grant_book *b, int64_t line, int64_t staff, const char *day, int minutes, int amount)
{
	return hand(w, arena_printf(w->arena, ENTRY "(%d, %lld, 'hours', %lld, '%s', %lld, %lld, 'groups', %d, 20000, %d, '', '', NULL, 0, 0)", id, (long long)b->id,
				    (long long)line, day, (long long)staff, (long long)staff, minutes, amount).p);
}

TEST(storage_refuses_what_must_not_be_booked_whoever_writes)
{
	struct world *w = house();
	struct grant_book b = small(w), other = frise(w);
	int64_t bo = first_person(w, &b).id, signe = first_person(w, &other).id;
	struct grant_line *l, *theirs;
	struct problems bad = { 0 };
	size_t n;

	ok(grant_budget(w->ctx, b.id, &l, &n) == OK && grant_budget(w->ctx, other.id, &theirs, &n) == OK);
	ok(grant_lock_month(w->ctx, &b, day_of(2016, 10, 1), &bad) == OK && !bad.n);
	ok(cost_by_hand(w, 1, &b, l[1].id, "2016-12-05", 100, "1") == OK);
	ok(cost_by_hand(w, 2, &b, l[1].id, "2016-09-30", 100, "1") == ERR_CONFLICT);          /* before the period */
	ok(cost_by_hand(w, 3, &b, l[1].id, "2017-01-01", 100, "1") == ERR_CONFLICT);          /* after it */
	ok(cost_by_hand(w, 4, &b, l[1].id, "2016-10-31", 100, "1") == ERR_CONFLICT);          /* in a closed month */
	ok(cost_by_hand(w, 5, &b, theirs[1].id, "2016-12-05", 100, "1") == ERR_CONFLICT);     /* another grant's line */
	ok(cost_by_hand(w, 6, &b, l[0].id, "2016-12-05", 100, "1") == ERR_CONFLICT);          /* a line of hours */
	ok(cost_by_hand(w, 7, &b, l[1].id, "2016-12-05", -100, "1") == ERR_CONFLICT);
	ok(cost_by_hand(w, 8, &b, l[1].id, "2016-12-05", 100, "") == ERR_CONFLICT);
	ok(hours_by_hand(w, 10, &b, l[0].id, bo, "2016-12-05", 1440, 480000) == OK);
	ok(hours_by_hand(w, 11, &b, l[0].id, bo, "2016-12-05", 1, 333) == ERR_CONFLICT);      /* more than a day */
	ok(hours_by_hand(w, 12, &b, l[0].id, bo, "2016-12-06", 1500, 500000) == ERR_CONFLICT);
	ok(hours_by_hand(w, 13, &b, l[0].id, bo, "2016-12-06", -60, -20000) == ERR_CONFLICT);
	ok(hours_by_hand(w, 14, &b, l[0].id, bo, "2016-12-06", 60, 20001) == ERR_CONFLICT);   /* not minutes times rate */
	ok(hours_by_hand(w, 15, &b, l[0].id, signe, "2016-12-06", 60, 20000) == ERR_CONFLICT);/* paid by another grant */
	world_free(w);
}

TEST(the_ledger_only_grows_and_a_closed_month_stays_closed_whoever_writes)
{
	struct world *w = house();

	ok(hand(w, "UPDATE grant_entry SET amount = amount + 1") == ERR_CONFLICT);
	ok(hand(w, "UPDATE grant_entry SET note = 'x'") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM grant_entry") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM grant_lock") == ERR_CONFLICT);
	ok(hand(w, "UPDATE grant_lock SET month = '2030-01-01'") == ERR_CONFLICT);
	ok(hand(w, "UPDATE grant_line SET amount = 1") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM grant_line") == ERR_CONFLICT);
	ok(hand(w, "UPDATE grant_book SET amount = amount + 1") == ERR_CONFLICT);
	ok(hand(w, "UPDATE grant_book SET last_day = '2014-01-01'") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM grant_book") == ERR_CONFLICT);
	world_free(w);
}

#define COUNTER ENTRY "(%d, %lld, 'cost', %lld, '%s', NULL, NULL, '', 0, 0, %d, '1', '', %lld, 0, 0)"

TEST(a_counter_entry_by_hand_must_be_the_whole_of_what_it_takes_back)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct grant_entry e = { .book = b.id, .day = day_of(2016, 12, 5), .amount = 9900, .voucher = S("1") };
	struct problems bad = { 0 };

	ok(grant_book_cost(w->ctx, &e, &bad) == OK && !bad.n);
	ok(hand(w, arena_printf(w->arena, COUNTER, 1, (long long)b.id, (long long)e.line, "2016-12-05", -9899, (long long)e.id).p) == ERR_CONFLICT);
	ok(hand(w, arena_printf(w->arena, COUNTER, 2, (long long)b.id, (long long)e.line, "2016-12-04", -9900, (long long)e.id).p) == ERR_CONFLICT);
	ok(hand(w, arena_printf(w->arena, COUNTER, 3, (long long)b.id, (long long)e.line, "2016-12-05", -9900, (long long)e.id).p) == OK);
	ok(hand(w, arena_printf(w->arena, COUNTER, 4, (long long)b.id, (long long)e.line, "2016-12-05", -9900, (long long)e.id).p) == ERR_CONFLICT);
	ok(hand(w, arena_printf(w->arena, COUNTER, 5, (long long)b.id, (long long)e.line, "2016-12-05", 9900, 3LL).p) == ERR_CONFLICT);
	world_free(w);
}

/* --- who sees what ------------------------------------------------------------------------------------------------------------------ */

TEST(what_somebody_is_paid_is_seen_by_the_treasurer_and_the_person_and_by_nobody_else)
{
	struct world *w = house();
	struct grant_book b = frise(w);
	struct account signe;
	struct answer a;

	ok(account_of_name(w->ctx, S("Signe"), &signe) == OK);
	world_log_in(w, "Karl", ROLE_FINANCE, b.org, 0);
	a = visit(w, "GET", at(w, &b, "?month=2016-10"), NULL);
	ok(says(a, "980,000.00") && says(a, "Take it back") && says(a, "Signe:"));
	ok(says(visit(w, "GET", at(w, &b, "/people"), NULL), "246.10 an hour"));
	ok(says(visit(w, "GET", at(w, &b, "/account"), NULL), "Unused of the grant"));
	world_log_in(w, "Mette", ROLE_COORDINATOR, b.org, 0);
	a = visit(w, "GET", at(w, &b, "?month=2016-10"), NULL);
	same_int(a.status, 200);
	ok(says(a, "180,000.00") && says(a, "Signe:") && !says(a, "980,000.00") && !says(a, "1,400,000.00") && !says(a, "246.10"));
	a = visit(w, "GET", at(w, &b, "/account"), NULL);
	ok(!says(a, "980,000.00") && !says(a, "Unused of the grant") && !says(a, "ledger.csv"));
	same_int(visit(w, "GET", at(w, &b, "/people"), NULL).status, 403);
	same_int(visit(w, "GET", at(w, &b, "/files/ledger.csv"), NULL).status, 403);
	same_int(post(w, at(w, &b, "/costs"), "day=1.10.2016&amount=1&voucher=1").status, 403);
	world_log_in(w, "Ida", ROLE_FACILITATOR, b.org, 0);
	same_int(visit(w, "GET", at(w, &b, ""), NULL).status, 403);
	world_log_in(w, "Ole", ROLE_FINANCE, org_id(w, "Medmisbrug"), 0);
	same_int(visit(w, "GET", at(w, &b, ""), NULL).status, 403);
	ok(!says(visit(w, "GET", "/en/work/grants", NULL), "fem kommuner"));
	world_free(w);
}

TEST(somebody_who_is_paid_writes_the_own_hours_and_sees_what_they_cost)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct problems bad = { 0 };
	struct account mette;
	struct answer a;

	world_log_in(w, "Mette", ROLE_FACILITATOR, b.org, 0);
	ok(says(visit(w, "GET", "/en/work/hours", NULL), "No grant pays your hours"));
	w->ctx->who = &w->who;
	ok(account_of_name(w->ctx, S("Mette"), &mette) == OK);
	ok(grant_pay(w->ctx, &b, S("Mette"), mette.id, b.first_day, 20000, &bad) == OK && !bad.n);
	ok(says(visit(w, "GET", "/en/work/hours", NULL), "Lille"));
	a = post(w, "/en/work/hours", arena_printf(w->arena, "person=%.*s&day=12.12.2016&hours=7,5&activity=groups",
		 STR_ARG(ask(w, arena_printf(w->arena, "SELECT id FROM grant_staff WHERE account = %lld", (long long)mette.id).p))).p);
	same_int(a.status, 303);
	a = visit(w, "GET", "/en/work/hours", NULL);
	ok(says(a, "7.50 hours") && says(a, "1,500.00 DKK"));
	/* Nobody writes another's. */
	a = post(w, "/en/work/hours", arena_printf(w->arena, "person=%.*s&day=12.12.2016&hours=1&activity=groups",
		 STR_ARG(ask(w, arena_printf(w->arena, "SELECT id FROM grant_staff WHERE name = 'Bo' AND book = %lld", (long long)b.id).p))).p);
	same_int(a.status, 422);
	a = post(w, "/en/work/hours", "person=&day=12.12.2016&hours=25&activity=groups");
	same_int(a.status, 422);
	world_free(w);
}

TEST(a_treasurer_books_closes_and_takes_back_on_pages)
{
	struct world *w = house();
	struct grant_book b = small(w);
	struct str bo = page_id(w->ctx, first_person(w, &b).id), entry;
	struct answer a;

	world_log_in(w, "Karl", ROLE_FINANCE, b.org, 0);
	a = post(w, at(w, &b, "/hours"), arena_printf(w->arena, "person=%.*s&day=5.10.2016&hours=25&activity=groups", STR_ARG(bo)).p);
	ok(a.status == 422 && says(a, "A day has 24 hours") && says(a, "value=\"25\""));
	a = post(w, at(w, &b, "/hours"), arena_printf(w->arena, "person=%.*s&day=5.10.2016&hours=-2&activity=groups", STR_ARG(bo)).p);
	ok(a.status == 422 && says(a, "never less than none"));
	same_int(post(w, at(w, &b, "/hours"), arena_printf(w->arena, "person=%.*s&day=5.10.2016&hours=2,5&activity=groups", STR_ARG(bo)).p).status, 303);
	same_int(post(w, at(w, &b, "/income"), "day=1.10.2016&amount=1.500&note=Rate").status, 303);
	a = visit(w, "GET", at(w, &b, "?month=2016-10"), NULL);
	ok(says(a, "500.00") && says(a, "1,500.00") && says(a, "Close for good"));
	same_int(post(w, at(w, &b, "/months/2016-10/lock"), "").status, 303);
	ok(says(visit(w, "GET", at(w, &b, ""), NULL), "Closed"));
	a = post(w, at(w, &b, "/hours"), arena_printf(w->arena, "person=%.*s&day=5.10.2016&hours=1&activity=groups", STR_ARG(bo)).p);
	ok(a.status == 422 && says(a, "That month is closed."));
	w->ctx->who = &w->who;
	entry = ask(w, arena_printf(w->arena, "SELECT id FROM grant_entry WHERE book = %lld AND kind = 'hours'", (long long)b.id).p);
	same_int(post(w, at(w, &b, arena_printf(w->arena, "/entries/%.*s/counter", STR_ARG(entry)).p), "").status, 303);
	a = post(w, at(w, &b, arena_printf(w->arena, "/entries/%.*s/counter", STR_ARG(entry)).p), "");
	ok(a.status == 422 && says(a, "taken back already"));
	same_int(post(w, at(w, &b, "/entries/17/counter"), "").status, 404);
	world_free(w);
}

TEST(an_account_goes_out_as_pdf_and_the_ledger_as_csv_and_xlsx)
{
	struct world *w = house();
	struct grant_book b = frise(w);
	struct grant_account acc;
	struct str rest, row, cell;
	struct answer a;
	int64_t sum = 0;

	ok(grant_account(w->ctx, &b, b.first_day, b.last_day, &acc) == OK);
	world_log_in(w, "Karl", ROLE_FINANCE, b.org, 0);
	a = visit(w, "GET", at(w, &b, "/files/account.pdf"), NULL);
	ok(a.status == 200 && str_starts(a.body, S("%PDF")) && str_same(a.type, "application/pdf"));
	a = visit(w, "GET", at(w, &b, "/files/books.xlsx"), NULL);
	ok(a.status == 200 && str_starts(a.body, S("PK")));
	same_int(visit(w, "GET", at(w, &b, "/files/other"), NULL).status, 404);
	a = visit(w, "GET", at(w, &b, "/files/ledger.csv"), NULL);
	same_int(a.status, 200);
	/* The eighth column, added up from the text: used and received. */
	rest = a.body;
	str_cut(&rest, '\n', &row);
	while (str_cut(&rest, '\n', &row)) {
		int64_t whole, part;
		struct str amount;
		bool minus;
		for (int i = 0; i < 8; i++)
			ok(str_cut(&row, ';', &cell) || !row.n);
		if (!cell.n)
			continue;
		/* The guard of formulas stands before a minus. */
		if (str_starts(cell, S("'")))
			cell = str_slice(cell, 1, cell.n);
		minus = str_starts(cell, S("-"));
		amount = str_slice(cell, minus, cell.n);
		ok(str_int(str_slice(amount, 0, amount.n - 3), &whole) && str_int(str_slice(amount, amount.n - 2, amount.n), &part));
		sum += (whole * 100 + part) * (minus ? -1 : 1);
	}
	same_int(sum, acc.used + acc.income);
	world_free(w);
}

TEST(the_demonstration_begins_again_with_its_five_grants)
{
	struct world *w = house();
	struct str before = ask(w, "SELECT SUM(e.amount) FROM grant_entry e JOIN grant_book b ON b.id = e.book WHERE b.state = 'open'");

	small(w);
	ok(demo_fill(w->ctx) == OK && demo_fill(w->ctx) == OK && demo_fill(w->ctx) == OK);
	same_text(ask(w, "SELECT COUNT(*) FROM grant_book WHERE state = 'open'"), "5");
	same_text(ask(w, "SELECT SUM(e.amount) FROM grant_entry e JOIN grant_book b ON b.id = e.book WHERE b.state = 'open'"), arena_z(w->arena, before));
	world_free(w);
}
