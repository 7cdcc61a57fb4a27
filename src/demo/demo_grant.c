/*
 * demo_grant.c -- five grants out of the pool with their books, and what people declared; every figure is invented.
 *
 * The five amounts stay below the pool.  The coordinator of Frise works 22 hours a week, the others less; each week is
 * two entries, on Tuesday and Thursday, with holidays in July and at the turn of the year.  Months up to October 2016 are closed.
 */
#include "demo/demo_parts.h"
#include "account/account.h"
#include "grant/grant.h"
#include "org/org.h"
#include "policy/policy.h"

#include "demo_sql.h"

static const struct demo_grant {
	const char *org, *name, *lines, *person, *login;
	int64_t amount, rate, second_rate;        /* second: from 1 January 2016 */
	int minutes_a_week;
} grants[] = {
	{ "Medmisbrug", "SMART-grupper på landet", "Løn til koordinator; timer; 480.000\nMøder og materialer; udgift; 90.000\nKørsel; udgift; 60.000\n",
	  "Koordinator, Medmisbrug", NULL, 63000000, 21850, 22300, 720 },
	{ "Vælg Friheden", "SMART-grupper i Esbjerg", "Løn til koordinator; timer; 520.000\nMøder og materialer; udgift; 80.000\n",
	  "Koordinator, Vælg Friheden", NULL, 60000000, 22175, 22675, 780 },
	{ "SMART Pilot", "SMART-grupper i hovedstaden", "Løn til koordinator; timer; 900.000\nUddannelse; udgift; 200.000\nMøder og materialer; udgift; 150.000\n",
	  "Koordinator, SMART Pilot", NULL, 125000000, 23950, 24425, 1140 },
	{ "Frivillighuset Varde", "SMART-grupper i Varde", "Løn til koordinator; timer; 420.000\nMøder og materialer; udgift; 60.000\n",
	  "Koordinator, Frivillighuset Varde", NULL, 48000000, 21700, 22150, 600 },
	{ "Frise", "SMART-grupper i fem kommuner", "Løn til koordinator; timer; 980.000\nUddannelse; udgift; 180.000\nMøder og materialer; udgift; 160.000\n"
	  "Kørsel; udgift; 80.000\n", "Signe", "Signe", 140000000, 24135, 24610, 1320 },
	{ 0 }
};

static day_t day(const char *z)
{
	return day_parse(str_of(z));
}

/* What is drawn must be the same each time: a small recurrence of its own, so that nothing else is moved by it. */
static int drawn(unsigned *state, int from, int to)
{
	*state = *state * 1103515245u + 12345u;
	return from + (int)(*state / 65536u % (unsigned)(to - from + 1));
}

static bool is_off(day_t d)
{
	struct ymd y = day_ymd(d);

	return y.month == 7 || (y.month == 12 && y.day > 22) || (y.month == 1 && y.day < 3);
}

static enum err put_book(struct ctx *ctx, const struct demo_grant *g, struct grant_book *b)
{
	struct problems bad = { 0 };
	struct programme pool;
	struct org org;

	TRY(programme_of_slug(ctx, S("smart-puljen"), &pool));
	TRY(org_of_name(ctx, str_of(g->org), &org));
	*b = (struct grant_book){ .pool = pool.id, .org = org.id, .amount = g->amount, .name = str_of(g->name), .currency = S("DKK"),
				  .first_day = day("2013-10-01"), .last_day = day("2016-10-31"), .lines_text = str_of(g->lines),
				  .conditions = S("Grupperne følger metoden, og alle frivillige igangsættere er uddannet i den. Uforbrugte midler betales tilbage."),
				  .dues_text = S("1.3.2015; Statusrapport for 2014\n1.3.2016; Statusrapport for 2015\n31.12.2016; Projektregnskab og evaluering\n"
						 "31.1.2017; Uforbrugte midler betales tilbage\n") };
	TRY(grant_save(ctx, b, &bad));
	return demo_is_fine(ctx, g->name, &bad);
}

static enum err put_person(struct ctx *ctx, const struct demo_grant *g, const struct grant_book *b, int64_t *staff)
{
	struct problems bad = { 0 };
	struct grant_person *people;
	struct account a = { 0 };
	size_t n;

	if (g->login)
		TRY(account_of_name(ctx, str_of(g->login), &a));
	TRY(grant_pay(ctx, b, str_of(g->person), a.id, b->first_day, g->rate, &bad));
	TRY(grant_pay(ctx, b, str_of(g->person), a.id, day("2016-01-01"), g->second_rate, &bad));
	TRY(demo_is_fine(ctx, g->person, &bad));
	TRY(grant_persons(ctx, b->id, b->last_day, &people, &n));
	*staff = people[0].id;
	return OK;
}

enum { SHEET_MOST = 400 };

static enum err put_hours(struct ctx *ctx, const struct demo_grant *g, const struct grant_book *b, int64_t staff, unsigned *state)
{
	struct grant_entry *sheet = arena_array(ctx->arena, SHEET_MOST, struct grant_entry);
	struct problems bad = { 0 };
	size_t n = 0;

	for (day_t week = day("2014-01-06"); week <= day("2016-10-24"); week += 7)
		for (int i = 0; i < 2 && n < SHEET_MOST; i++) {
			day_t d = week + 1 + 2 * i;
			if (is_off(d) || d > b->last_day)
				continue;
			sheet[n].day = d;
			sheet[n].activity = str_of(grant_activities[drawn(state, 0, 5)].code);
			sheet[n++].minutes = g->minutes_a_week / 2 + 15 * drawn(state, -3, 3);
		}
	TRY(grant_book_sheet(ctx, staff, sheet, n, &bad));
	return demo_is_fine(ctx, g->person, &bad);
}

static enum err put_costs(struct ctx *ctx, const struct grant_book *b, unsigned *state)
{
	struct grant_line *lines;
	int voucher = 0;
	size_t n;

	TRY(grant_budget(ctx, b->id, &lines, &n));
	for (int month = 2014 * 12 + 1; month < 2016 * 12 + 10; month += 3)
		for (size_t i = 0; i < n; i++) {
			struct grant_entry e = { .book = b->id, .line = lines[i].id, .day = day_of(month / 12, month % 12 + 1, drawn(state, 3, 26)) };
			struct problems bad = { 0 };
			if (str_same(lines[i].kind, "hours"))
				continue;
			e.amount = lines[i].amount / 12 + drawn(state, -9000, 2000) * 7;
			e.voucher = arena_printf(ctx->arena, "%d", ++voucher);
			TRY(grant_book_cost(ctx, &e, &bad));
			TRY(demo_is_fine(ctx, "a cost", &bad));
		}
	return OK;
}

static enum err put_income(struct ctx *ctx, const struct grant_book *b)
{
	static const char *const days[] = { "2013-10-15", "2014-10-15", "2015-10-15" };

	for (size_t i = 0; i < 3; i++) {
		struct grant_entry e = { .book = b->id, .day = day(days[i]), .amount = i < 2 ? b->amount / 3 : b->amount - b->amount / 3 * 2, .note = S("Rate fra puljen") };
		struct problems bad = { 0 };
		TRY(grant_book_income(ctx, &e, &bad));
		TRY(demo_is_fine(ctx, "income", &bad));
	}
	return OK;
}

/* One cost was written twice, and one of the two is taken back. */
static enum err put_slip(struct ctx *ctx, const struct grant_book *b)
{
	struct grant_entry e = { .book = b->id, .day = day("2016-09-14"), .amount = 124995, .voucher = S("900"), .note = S("Skrevet to gange") };
	struct problems bad = { 0 };

	TRY(grant_book_cost(ctx, &e, &bad));
	TRY(demo_is_fine(ctx, "a slip", &bad));
	TRY(grant_counter(ctx, e.id, &bad));
	return demo_is_fine(ctx, "a slip", &bad);
}

static enum err close_months(struct ctx *ctx, const struct grant_book *b)
{
	for (int month = 2013 * 12 + 9; month < 2016 * 12 + 9; month++) {
		struct problems bad = { 0 };
		TRY(grant_lock_month(ctx, b, day_of(month / 12, month % 12 + 1, 1), &bad));
		TRY(demo_is_fine(ctx, "a month", &bad));
	}
	return OK;
}

/* The sibling initiative is for everybody who wants support: its rule is tried on cases of its own. */
static enum err put_sibling_rule(struct ctx *ctx)
{
	struct policy p = policy_blank();
	struct problems bad = { 0 };
	struct programme sibling;

	TRY(programme_of_slug(ctx, S("demo-initiativ"), &sibling));
	p.programme = sibling.id, p.expression = S("wants_support");
	p.cases = S("iiii" "oooo" "uuuu" "iiii" "oooo" "uuuu" "iiii" "oooo" "----");
	p.in_da = S("Initiativet er for alle, der ønsker støtte. Du er velkommen, som du er.");
	p.in_en = S("The initiative is for everybody who wants support. You are welcome as you are.");
	TRY(policy_save(ctx, &p, &bad));
	return demo_is_fine(ctx, "the sibling's rule", &bad);
}

static enum err declare(struct ctx *ctx)
{
	/* Inside 43, outside 7, not known 10: about as many of a hundred as in the story. */
	static const struct {
		const char *been, *wants, *status;
		int n;
	} said[] = { { "finished", "yes", "drug_free", 24 }, { "ongoing", "yes", "stable", 8 }, { "left", "yes", "drug_free", 11 },
		     { "no", "yes", "drug_free", 7 }, { "not_said", "yes", "drug_free", 10 } };
	struct policy p = policy_blank();
	struct problems bad = { 0 };
	struct programme pilot;
	enum tri result;

	TRY(programme_of_slug(ctx, S("smart-selvhjaelpsgrupper"), &pilot));
	p.programme = pilot.id;
	TRY(policy_save(ctx, &p, &bad));
	TRY(demo_is_fine(ctx, "the rule", &bad));
	TRY(put_sibling_rule(ctx));
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		for (int k = 0; k < said[i].n; k++) {
			struct policy_answers a = { str_of(said[i].been), str_of(said[i].wants), str_of(said[i].status) };
			TRY(policy_declare(ctx, pilot.id, &a, STR_ABSENT, &result));
		}
	return OK;
}

enum err demo_put_grants(struct ctx *ctx)
{
	unsigned state = DEMO_SEED;
	struct grant_book b;
	int64_t staff;

	TRY(declare(ctx));
	for (const struct demo_grant *g = grants; g->org; g++) {
		TRY(put_book(ctx, g, &b));
		TRY(put_person(ctx, g, &b, &staff));
		TRY(put_hours(ctx, g, &b, staff, &state));
		TRY(put_costs(ctx, &b, &state));
		TRY(put_income(ctx, &b));
		TRY(put_slip(ctx, &b));
		TRY(close_months(ctx, &b));
	}
	return OK;
}

/* The ledger cannot be emptied: the books of the demonstration before this one are withdrawn. */
enum err demo_sweep_grants(struct ctx *ctx)
{
	struct demo_all_grants *rows;
	size_t n;

	TRY(demo_all_grants(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(grant_withdraw(ctx, rows[i].id));
	return OK;
}
