/*
 * grants.c -- hours and costs onto a grant.
 *
 * Every row goes through the verbs of the books: closed months, the period, the rate of the day and the hours that a
 * day has are theirs.  The books only grow, so that taking a table back is a counter-entry for each of its rows.
 */
#include "sheet/work.h"
#include "grant/grant.h"
#include "text/text.h"

#include "sheet_sql.h"

enum { NOTE_MOST = 160, VOUCHER_MOST = 40 };

#define GRANT_FIELD { "grant", N_("Grant"), "bevilling|grant|tilskud|pulje|fund", SHEET_TEXT, false }
#define LINE_FIELD { "line", N_("Budget line"), "budgetlinje|budgetpost|post|konto|linje|budget line|line|account", SHEET_TEXT, false }
#define NOTE_FIELD { "note", N_("Note"), "note|noter|bemærkning|bemærkninger|notes|remark|comment|tekst|text|beskrivelse|description", SHEET_TEXT, false }

const struct sheet_field sheet_hours_fields[] = {
	{ "name", N_("Who"), "navn|name|medarbejder|employee|ansat|hvem|who|person|koordinator", SHEET_TEXT, true },
	{ "day", N_("Day"), "dato|date|dag|day|arbejdsdag", SHEET_DAY, true },
	{ "hours", N_("Hours worked"), "timer|hours|antal timer|arbejdstimer|tid|time|hours worked", SHEET_NUMBER, true },
	{ "activity", N_("What the time went to"), "aktivitet|opgave|activity|task|hvad|what|arbejde|formål", SHEET_TEXT, false },
	NOTE_FIELD, LINE_FIELD, GRANT_FIELD, { 0 }
};
const struct sheet_field sheet_costs_fields[] = {
	{ "voucher", N_("Number of the voucher"), "bilag|bilagsnummer|bilag nr|bilagsnr|voucher|voucher number|receipt|nr|nummer", SHEET_TEXT, true },
	{ "day", N_("Day"), "dato|date|dag|day|bogført|bilagsdato", SHEET_DAY, true },
	{ "amount", N_("Amount"), "beløb|amount|pris|kroner|kr|udgift|sum|i alt|cost", SHEET_NUMBER, true },
	LINE_FIELD, NOTE_FIELD, GRANT_FIELD, { 0 }
};

/* --- which grant ------------------------------------------------------------------------------------------------------- */

/* Grants of the organisation that cover the day, and are called as the row says when it says. */
static enum err books_for(struct ctx *ctx, const struct sheet_line *line, day_t day, struct grant_book **out, size_t *n, struct problems *bad)
{
	struct str name = value_of(&line->said, "grant"), folded = text_fold(ctx->arena, name);
	struct grant_book *all;
	size_t nall, called = 0;

	*n = 0;
	TRY(grant_list(ctx, &all, &nall));
	*out = arena_array(ctx->arena, nall, struct grant_book);
	for (size_t i = 0; i < nall; i++) {
		if (all[i].org != line->run->org || !grant_may_book(ctx, &all[i]) || (folded.n && !str_eq(text_fold(ctx->arena, all[i].name), folded)))
			continue;
		called++;
		if (day >= all[i].first_day && day <= all[i].last_day)
			(*out)[(*n)++] = all[i];
	}
	if (!called)
		return name.n ? problem_with(bad, "grant", N_("No grant of this organisation is called {x}. Write its name as it stands on its page."), name) :
				problem(bad, "", N_("This organisation has no grant yet. Write its letter down first: amount, period, budget."));
	return *n ? OK : problem(bad, "day", N_("That day is outside the period of the grant."));
}

/* A budget line by its name; not said: the first of its kind, or the only one. */
static enum err find_line(struct ctx *ctx, const struct sheet_line *line, struct grant_entry *e, struct problems *bad)
{
	struct str name = value_of(&line->said, "line"), folded = text_fold(ctx->arena, name);
	struct grant_line *lines;
	size_t n, fit = 0;

	TRY(grant_budget(ctx, e->book, &lines, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(lines[i].kind, e->kind) && (!folded.n || str_eq(text_fold(ctx->arena, lines[i].name), folded)) && !fit++)
			e->line = lines[i].id;
	if (!fit)
		return problem_with(bad, "line", N_("The grant has no such budget line: {x}. Write it as it stands in the budget."), name);
	if (fit > 1 && str_same(e->kind, "cost"))
		return problem(bad, "line", N_("The grant has several lines for costs. Say which in a column."));
	return OK;
}

static struct str said_short(struct ctx *ctx, const struct sheet_line *line, const char *field, size_t most, struct problems *bad)
{
	struct str s = value_of(&line->said, field);

	if (utf8_len(s) > most)
		problem_with(bad, field, N_("Use fewer characters: at most {x}."), tr_number(ctx, (int64_t)most));
	return s.p ? s : S("");
}

/* In the books before the file came: the same.  From a row above: one of them may be a slip. */
static enum err alike(struct ctx *ctx, struct sheet_line *line, int64_t id, const char *field, struct problems *bad)
{
	if (sheet_is_above(line, page_id(ctx, id)))
		return problem(bad, field, N_("The same stands in a row above. If both are right, say in the note what is different."));
	line->verdict = LINE_SAME;
	return OK;
}

/* --- hours ----------------------------------------------------------------------------------------------------------------- */

static enum err find_person(struct ctx *ctx, const struct sheet_line *line, const struct grant_book *books, size_t n, struct grant_entry *e, struct problems *bad)
{
	struct str name = value_of(&line->said, "name"), folded = text_fold(ctx->arena, name);
	struct grant_person *p;
	size_t np, fit = 0;

	for (size_t i = 0; i < n; i++) {
		TRY(grant_persons(ctx, books[i].id, e->day, &p, &np));
		for (size_t k = 0; k < np; k++)
			if (str_eq(text_fold(ctx->arena, p[k].name), folded) && !fit++)
				e->staff = p[k].id, e->book = books[i].id;
	}
	if (!fit)
		return problem_with(bad, "name", N_("Nobody called {x} is paid out of the grant on that day. Write them down under “People and pay” first."), name);
	if (fit > 1)
		return problem_with(bad, "grant", N_("{x} is paid out of several grants on that day. A column with the name of the grant tells them apart."), name);
	return OK;
}

static enum err read_activity(struct ctx *ctx, const struct sheet_line *line, struct grant_entry *e, struct problems *bad)
{
	struct str said = value_of(&line->said, "activity"), folded = text_fold(ctx->arena, said);

	e->activity = S("other");
	for (const struct choice *c = grant_activities; c->code && said.n; c++)
		if (sheet_is_called(ctx, c, folded)) {
			e->activity = str_of(c->code);
			return OK;
		}
	return said.n ? problem_with(bad, "activity", N_("We do not know “{x}” here. Write it as it stands in our own lists."), said) : OK;
}

enum err sheet_hours_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct grant_entry *e = arena_new_of(ctx->arena, struct grant_entry);
	struct sheet_hours_like *same;
	struct grant_book *books;
	size_t n;

	*e = (struct grant_entry){ .kind = S("hours"), .day = day_parse(value_of(&line->said, "day")), .note = said_short(ctx, line, "note", NOTE_MOST, bad) };
	line->record = e;
	if (!grant_parse_hours(value_of(&line->said, "hours"), &e->minutes) || !e->minutes)
		problem_with(bad, "hours", N_("We cannot read “{x}” as hours. Write for example 7,5 or 7:30."), value_of(&line->said, "hours"));
	TRY(read_activity(ctx, line, e, bad));
	TRY(books_for(ctx, line, e->day, &books, &n, bad));
	if (!bad->n)
		TRY(find_person(ctx, line, books, n, e, bad));
	if (!bad->n)
		TRY(find_line(ctx, line, e, bad));
	if (bad->n)
		return OK;
	TRY(sheet_hours_like(ctx, e->staff, e->day, e->minutes, e->activity, e->note, 1, &same, &n));
	return n ? alike(ctx, line, same[0].id, "hours", bad) : OK;
}

enum err sheet_hours_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct grant_entry *e = line->record;

	TRY(grant_book_hours(ctx, e, bad));
	line->was = page_id(ctx, e->id);
	return OK;
}

/* --- costs ------------------------------------------------------------------------------------------------------------------- */

/* "kr. 1.250,00", "1250 DKK". */
static bool read_amount(struct str said, int64_t *amount)
{
	size_t from = 0, to = said.n;

	while (from < to && !(said.p[from] >= '0' && said.p[from] <= '9') && said.p[from] != '-')
		from++;
	while (to > from && !(said.p[to - 1] >= '0' && said.p[to - 1] <= '9'))
		to--;
	return tr_parse_money(str_slice(said, from, to), amount) && *amount > 0;
}

enum err sheet_costs_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct grant_entry *e = arena_new_of(ctx->arena, struct grant_entry);
	struct sheet_costs_like *same;
	struct grant_book *books;
	size_t n;

	*e = (struct grant_entry){ .kind = S("cost"), .day = day_parse(value_of(&line->said, "day")), .note = said_short(ctx, line, "note", NOTE_MOST, bad),
				   .voucher = said_short(ctx, line, "voucher", VOUCHER_MOST, bad) };
	line->record = e;
	if (!read_amount(value_of(&line->said, "amount"), &e->amount))
		problem_with(bad, "amount", N_("We cannot read “{x}” as an amount above none. Write for example 1.250,00."), value_of(&line->said, "amount"));
	TRY(books_for(ctx, line, e->day, &books, &n, bad));
	if (!bad->n && n > 1)
		problem(bad, "grant", N_("Several grants cover that day. A column with the name of the grant tells them apart."));
	if (bad->n)
		return OK;
	e->book = books[0].id;
	TRY(find_line(ctx, line, e, bad));
	TRY(sheet_costs_like(ctx, e->book, e->day, e->amount, e->voucher, 1, &same, &n));
	return n && !bad->n ? alike(ctx, line, same[0].id, "voucher", bad) : OK;
}

enum err sheet_costs_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct grant_entry *e = line->record;

	TRY(grant_book_cost(ctx, e, bad));
	line->was = page_id(ctx, e->id);
	return OK;
}

/* --- back ---------------------------------------------------------------------------------------------------------------------- */

/* What somebody took back by hand meanwhile is as it was, too. */
enum err sheet_entry_undo(struct ctx *ctx, int64_t subject, struct str was, bool *back)
{
	struct problems bad = { 0 };
	int64_t entry;
	bool countered;

	(void)subject;
	if (!str_int(was, &entry))
		return fail(ctx, ERR_BUG, "a kept entry cannot be read");
	TRY(grant_is_countered(ctx, entry, &countered));
	if (!countered)
		TRY(grant_counter(ctx, entry, &bad));
	*back = !bad.n;
	return OK;
}
