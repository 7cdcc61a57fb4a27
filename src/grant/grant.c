/* grant.c -- the grant itself: its budget, its days, who is paid out of it. */
#include "grant/grant_parts.h"
#include "base/rng.h"
#include "event/event.h"
#include "org/org.h"
#include "text/text.h"

#include <string.h>

#include "grant_sql.h"

static const struct choice no_choices[] = { { NULL, NULL } };

#define B(member, kind, ...) F(struct grant_book, member, kind, __VA_ARGS__)

const struct field grant_book_fields[] = {
	B(name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 120, .label = N_("Name of the grant"), .group = N_("The grant")),
	{ .name = "pool", .type = FIELD_CHOICE, .offset = offsetof(struct grant_book, pool_text), .flags = FIELD_REQUIRED, .choices = no_choices,
	  .label = N_("Out of which pool") },
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct grant_book, org_text), .flags = FIELD_REQUIRED, .choices = no_choices,
	  .label = N_("Organisation that receives it") },
	B(amount, FIELD_MONEY, .flags = FIELD_REQUIRED, .least = 1, .most = INT64_C(100000000000), .label = N_("Amount"), .hint = N_("For example 1.250.000,00.")),
	B(currency, FIELD_TEXT, .flags = FIELD_REQUIRED, .least = 3, .most = 3, .label = N_("Currency"), .hint = N_("Three capital letters: DKK.")),
	B(first_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("First day")),
	B(last_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Last day")),
	B(conditions, FIELD_LONG, .flags = FIELD_GUARDED, .most = 3000, .label = N_("Conditions"), .hint = N_("What the letter says: what it may be used for, what is asked.")),
	{ .name = "lines", .type = FIELD_LONG, .offset = offsetof(struct grant_book, lines_text), .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = 4000,
	  .label = N_("Budget lines"),
	  .hint = N_("One a line: name; hours or cost; amount. For example: Pay of the coordinator; hours; 300.000. They add up to the grant."),
	  .group = N_("Budget and days") },
	{ .name = "dues", .type = FIELD_LONG, .offset = offsetof(struct grant_book, dues_text), .flags = FIELD_GUARDED, .most = 2000,
	  .label = N_("When something must be sent in"), .hint = N_("One a line: date; what. For example: 1.3.2015; Status report.") },
	F_END
};

#define BOOK_OF(r) (struct grant_book){ \
	.id = (r)->id, .pool = (r)->pool, .org = (r)->org, .amount = (r)->amount, .name = (r)->name, .currency = (r)->currency, \
	.conditions = (r)->conditions, .first_day = (r)->first_day, .last_day = (r)->last_day }

/* --- reading ----------------------------------------------------------------------------------------------------------- */

enum err grant_get(struct ctx *ctx, int64_t id, struct grant_book *b)
{
	struct grant_book_row r;

	TRY(grant_book_row(ctx, id, &r));
	*b = BOOK_OF(&r);
	return OK;
}

enum err grant_list(struct ctx *ctx, struct grant_book **out, size_t *n)
{
	struct grant_books *rows;

	TRY(grant_books(ctx, may_for(ctx->who, GRANT_READ, 0, 0), ctx->who->account, roles_with(ctx->arena, GRANT_READ), GRANT_BOOKS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct grant_book);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = BOOK_OF(&rows[i]);
	return OK;
}

enum err grant_budget(struct ctx *ctx, int64_t book, struct grant_line **out, size_t *n)
{
	struct grant_lines *rows;

	TRY(grant_lines(ctx, book, &rows, n));
	*out = arena_array(ctx->arena, *n, struct grant_line);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct grant_line){ rows[i].id, rows[i].position, rows[i].amount, rows[i].name, rows[i].kind };
	return OK;
}

enum err grant_due_days(struct ctx *ctx, int64_t book, struct grant_due **out, size_t *n)
{
	struct grant_dues *rows;

	TRY(grant_dues(ctx, book, &rows, n));
	*out = arena_array(ctx->arena, *n, struct grant_due);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct grant_due){ rows[i].day, rows[i].name };
	return OK;
}

bool grant_may_book(const struct ctx *ctx, const struct grant_book *b)
{
	return may_for(ctx->who, GRANT_BOOK, b->org, 0);
}

bool grant_may_read(const struct ctx *ctx, const struct grant_book *b)
{
	return may_for(ctx->who, GRANT_READ, b->org, 0);
}

int grant_countdown(day_t due, day_t today)
{
	static const int steps[] = { 1, 7, 14, 30, 60 };

	if (due < today)
		return -1;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (due - today <= steps[i])
			return steps[i];
	return 0;
}

/* --- what is typed as lines --------------------------------------------------------------------------------------------- */

struct typed_lines {
	struct grant_line lines[GRANT_LINES_MOST];
	struct grant_due dues[GRANT_DUES_MOST];
	size_t nlines, ndues;
};

static struct str next_piece(struct str *rest, char sep)
{
	struct str piece;

	return str_cut(rest, sep, &piece) ? str_trim(piece) : S("");
}

static bool kind_of(struct str text, struct str *kind)
{
	static const struct {
		const char *word, *kind;
	} words[] = { { "hours", "hours" }, { "timer", "hours" }, { "cost", "cost" }, { "costs", "cost" }, { "udgift", "cost" }, { "udgifter", "cost" } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_same(text, words[i].word)) {
			*kind = str_of(words[i].kind);
			return true;
		}
	return false;
}

static void read_lines(struct ctx *ctx, struct str text, struct typed_lines *t, struct problems *bad)
{
	struct str rest = text, row;

	while (str_cut(&rest, '\n', &row)) {
		struct grant_line *l = &t->lines[t->nlines];
		struct str left = str_trim(row);
		if (!left.n)
			continue;
		if (t->nlines == GRANT_LINES_MOST) {
			problem_once(bad, "lines", N_("At most thirty budget lines."));
			return;
		}
		l->name = next_piece(&left, ';');
		if (!l->name.n || utf8_len(l->name) > 120 || !kind_of(text_fold(ctx->arena, next_piece(&left, ';')), &l->kind) ||
		    !tr_parse_money(next_piece(&left, ';'), &l->amount) || l->amount <= 0 || left.n) {
			problem_with(bad, "lines", N_("“{x}” is not a budget line. Write it like: Pay of the coordinator; hours; 300.000"), str_trim(row));
			return;
		}
		l->position = (int64_t)t->nlines++;
	}
}

static void read_dues(struct str text, struct typed_lines *t, struct problems *bad)
{
	struct str rest = text, row;

	while (str_cut(&rest, '\n', &row)) {
		struct grant_due *d = &t->dues[t->ndues];
		struct str left = str_trim(row);
		if (!left.n)
			continue;
		if (t->ndues == GRANT_DUES_MOST) {
			problem_once(bad, "dues", N_("At most thirty days."));
			return;
		}
		d->day = tr_parse_date(next_piece(&left, ';'));
		d->name = str_trim(left);
		if (d->day == DAY_NONE || !d->name.n || utf8_len(d->name) > 120) {
			problem_with(bad, "dues", N_("“{x}” is not a day with a name. Write it like: 1.3.2015; Status report"), str_trim(row));
			return;
		}
		t->ndues++;
	}
}

/* As they were typed, for a form that begins with what is stored. */
enum err grant_fill_texts(struct ctx *ctx, struct grant_book *b)
{
	struct grant_line *lines;
	struct grant_due *dues;
	size_t n;

	b->lines_text = b->dues_text = S("");
	TRY(grant_budget(ctx, b->id, &lines, &n));
	for (size_t i = 0; i < n; i++)
		b->lines_text = arena_cat(ctx->arena, b->lines_text, lines[i].name, S("; "),
					  str_same(lines[i].kind, "hours") ? tr(ctx, "hours") : tr(ctx, "cost"), S("; "), grant_money(ctx, lines[i].amount), S("\n"));
	TRY(grant_due_days(ctx, b->id, &dues, &n));
	for (size_t i = 0; i < n; i++)
		b->dues_text = arena_cat(ctx->arena, b->dues_text, day_str(ctx->arena, dues[i].day), S("; "), dues[i].name, S("\n"));
	return OK;
}

/* --- keeping ---------------------------------------------------------------------------------------------------------------- */

static void check_sum(struct ctx *ctx, const struct grant_book *b, const struct typed_lines *t, struct problems *bad)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->nlines; i++)
		sum += t->lines[i].amount;
	if (!problem_of(bad, "lines") && !problem_of(bad, "amount") && sum != b->amount)
		problem_with(bad, "lines", N_("The lines do not add up to the grant: the difference is {x}."),
			     grant_money(ctx, sum < b->amount ? b->amount - sum : sum - b->amount));
}

static bool is_currency(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	return s.n == 3;
}

/* A pool cannot give more than it has, but we do not know what it has: the period is what we can look at. */
static enum err check(struct ctx *ctx, const struct grant_book *b, struct problems *bad)
{
	struct programme pool;
	struct org o;
	enum err e = programme_get(ctx, b->pool, &pool);

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || !str_same(pool.level, "pool"))
		problem_once(bad, "pool", N_("Choose one of the answers in the list."));
	e = org_get(ctx, b->org, &o);
	if (e == ERR_NOT_FOUND)
		problem_once(bad, "org", N_("Choose one of the answers in the list."));
	else
		TRY(e);
	if (!is_currency(b->currency))
		problem_once(bad, "currency", N_("Three capital letters: DKK."));
	if (b->amount <= 0)
		problem_once(bad, "amount", N_("How large is the grant?"));
	if (b->first_day == DAY_NONE || b->last_day == DAY_NONE)
		problem_once(bad, b->first_day == DAY_NONE ? "first_day" : "last_day", N_("A grant has a first and a last day."));
	else if (b->last_day < b->first_day)
		problem_once(bad, "last_day", N_("The last day comes before the first. Please look again."));
	form_guard(ctx, grant_book_fields, b, bad);
	return OK;
}

static bool is_same_budget(const struct grant_line *a, size_t n, const struct typed_lines *t)
{
	if (n != t->nlines)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!str_eq(a[i].name, t->lines[i].name) || !str_eq(a[i].kind, t->lines[i].kind) || a[i].amount != t->lines[i].amount)
			return false;
	return true;
}

/* When the books have begun, what they are about stays. */
static enum err check_begun(struct ctx *ctx, const struct grant_book *b, const struct typed_lines *t, struct problems *bad)
{
	struct grant_book was;
	struct grant_line *lines;
	struct grant_entry *entries;
	struct grant_begun begun;
	size_t n;

	TRY(grant_begun(ctx, b->id, &begun));
	if (!begun.n)
		return OK;
	TRY(grant_get(ctx, b->id, &was));
	TRY(grant_budget(ctx, b->id, &lines, &n));
	if (!is_same_budget(lines, n, t))
		problem_once(bad, "lines", N_("The books have begun: the budget stays as it is."));
	if (was.amount != b->amount || !str_eq(was.currency, b->currency) || was.pool != b->pool || was.org != b->org)
		problem_once(bad, "amount", N_("The books have begun: amount, currency, pool and organisation stay as they are."));
	TRY(grant_ledger(ctx, b->id, was.first_day, was.last_day, &entries, &n));
	for (size_t i = 0; i < n; i++)
		if (entries[i].day < b->first_day || entries[i].day > b->last_day)
			return problem_once(bad, "first_day", N_("Something is booked outside that period. Choose days that hold everything."));
	return OK;
}

static enum err put_texts(struct ctx *ctx, const struct grant_book *b, const struct typed_lines *t, bool budget)
{
	int64_t changed;

	if (budget) {
		TRY(grant_lines_drop(ctx, b->id, &changed));
		for (size_t i = 0; i < t->nlines; i++)
			TRY(grant_line_put(ctx, id_new(ctx->house->rng, ctx->now), b->id, t->lines[i].position, t->lines[i].name, t->lines[i].kind,
					   t->lines[i].amount, &changed));
	}
	TRY(grant_dues_drop(ctx, b->id, &changed));
	for (size_t i = 0; i < t->ndues; i++)
		TRY(grant_due_put(ctx, b->id, t->dues[i].day, t->dues[i].name, &changed));
	return OK;
}

static enum err store(struct ctx *ctx, struct grant_book *b, const struct typed_lines *t)
{
	struct grant_begun begun = { 0 };
	bool fresh = !b->id;
	int64_t changed;

	if (fresh)
		b->id = id_new(ctx->house->rng, ctx->now);
	else
		TRY(grant_begun(ctx, b->id, &begun));
	TRY(grant_book_put(ctx, b->id, b->pool, b->org, b->name, b->amount, b->currency, b->first_day, b->last_day, b->conditions, ctx->now, &changed));
	TRY(put_texts(ctx, b, t, !begun.n));
	return event_add(ctx, fresh ? "grant.added" : "grant.changed", b->id, STR_ABSENT);
}

enum err grant_save(struct ctx *ctx, struct grant_book *b, struct problems *bad)
{
	struct typed_lines *t = arena_new_of(ctx->arena, struct typed_lines);
	struct grant_book was;

	if (b->id) {
		TRY(grant_get(ctx, b->id, &was));
		if (!grant_may_book(ctx, &was))
			return ERR_DENIED;
	}
	if (!b->conditions.p)
		b->conditions = S("");
	if (!b->name.p)
		b->name = S("");
	if (!b->currency.p)
		b->currency = S("");
	read_lines(ctx, b->lines_text.p ? b->lines_text : S(""), t, bad);
	read_dues(b->dues_text.p ? b->dues_text : S(""), t, bad);
	check_sum(ctx, b, t, bad);
	TRY(check(ctx, b, bad));
	if (b->id && !bad->n)
		TRY(check_begun(ctx, b, t, bad));
	if (bad->n)
		return OK;
	return grant_may_book(ctx, b) ? store(ctx, b, t) : ERR_DENIED;
}

enum err grant_withdraw(struct ctx *ctx, int64_t id)
{
	struct grant_book b;
	int64_t changed;

	TRY(grant_get(ctx, id, &b));
	if (!grant_may_book(ctx, &b))
		return ERR_DENIED;
	TRY(grant_book_withdraw(ctx, id, &changed));
	return event_add(ctx, "grant.withdrawn", id, STR_ABSENT);
}

/* --- people -------------------------------------------------------------------------------------------------------------- */

enum err grant_persons(struct ctx *ctx, int64_t book, day_t day, struct grant_person **out, size_t *n)
{
	struct grant_people *rows;

	TRY(grant_people(ctx, book, day, &rows, n));
	*out = arena_array(ctx->arena, *n, struct grant_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct grant_person){ rows[i].id, book, rows[i].account.v, rows[i].rate.v, rows[i].name };
	return OK;
}

enum err grant_person_get(struct ctx *ctx, int64_t id, day_t day, struct grant_person *out)
{
	struct grant_person_rows *rows;
	size_t n;

	TRY(grant_person_rows(ctx, id, day, &rows, &n));
	if (!n)
		return ERR_NOT_FOUND;
	*out = (struct grant_person){ rows[0].id, rows[0].book, rows[0].account.v, rows[0].rate.v, rows[0].name };
	return OK;
}

enum err grant_paid_by(struct ctx *ctx, int64_t account, struct grant_person **out, struct str **books, size_t *n)
{
	struct grant_mine *rows;

	*n = 0;
	if (!account)
		return OK;
	TRY(grant_mine(ctx, account, GRANT_PEOPLE_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct grant_person);
	*books = arena_array(ctx->arena, *n, struct str);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct grant_person){ rows[i].id, rows[i].book, account, 0, rows[i].name };
		(*books)[i] = rows[i].book_name;
	}
	return OK;
}

static enum err find_person(struct ctx *ctx, int64_t book, struct str name, day_t day, int64_t *id)
{
	struct grant_person *people;
	size_t n;

	*id = 0;
	TRY(grant_persons(ctx, book, day, &people, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(text_fold(ctx->arena, people[i].name), text_fold(ctx->arena, name)))
			*id = people[i].id;
	return OK;
}

/* Hours that were booked keep the rate of their day, so a rate cannot begin before them. */
static enum err put_rate(struct ctx *ctx, int64_t staff, day_t from, int64_t rate, struct problems *bad)
{
	struct grant_later_hours later;
	int64_t changed;

	TRY(grant_later_hours(ctx, staff, from, &later));
	if (later.n)
		return problem(bad, "from_day", N_("Hours on that day or later are booked already. A new rate begins after them."));
	TRY(grant_rate_put(ctx, staff, from, rate, &changed));
	return changed ? OK : problem(bad, "from_day", N_("There is a rate from that day already."));
}

enum err grant_pay(struct ctx *ctx, const struct grant_book *b, struct str name, int64_t account, day_t from, int64_t rate, struct problems *bad)
{
	int64_t id, changed;
	struct str masked;
	const char *why;

	if (!grant_may_book(ctx, b))
		return ERR_DENIED;
	if (utf8_len(name) < 2 || utf8_len(name) > 80)
		problem_once(bad, "name", N_("Who is it? A name as everybody there knows it."));
	else if ((why = guard_number(ctx, name, &masked)))
		problem_once(bad, "name", why);
	if (from == DAY_NONE)
		problem_once(bad, "from_day", N_("From which day on? Write the date, for example 1.1.2016."));
	if (rate <= 0)
		problem_once(bad, "rate", N_("What does an hour cost? Write the amount, for example 250,00."));
	if (bad->n)
		return OK;
	TRY(find_person(ctx, b->id, name, from, &id));
	if (!id) {
		id = id_new(ctx->house->rng, ctx->now);
		TRY(grant_staff_put(ctx, id, b->id, name, account ? SOME_INT(account) : NO_INT, &changed));
	}
	TRY(put_rate(ctx, id, from, rate, bad));
	return bad->n ? OK : event_add(ctx, "grant.rate_added", b->id, STR_ABSENT);
}
