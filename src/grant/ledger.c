/*
 * ledger.c -- entries, counter-entries, closed months.
 *
 * Storage refuses what must not be (schema/0020), whoever writes.  Here the same is looked at first, so that whoever
 * typed reads what to do instead.
 */
#include "grant/grant_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "grant_sql.h"

enum { HOUR_MIN = 60, DAY_MIN = 24 * 60, AMOUNT_MOST = 2000000000 };

const struct choice grant_activities[] = {
	{ "groups", N_("Groups and their start") },
	{ "volunteers", N_("Volunteers and supervision") },
	{ "training", N_("Training") },
	{ "network", N_("Municipality and partners") },
	{ "telling", N_("Telling people about it") },
	{ "documentation", N_("Documentation and accounts") },
	{ "other", N_("Something else") },
	{ NULL, NULL }
};

int64_t grant_cost(int64_t minutes, int64_t rate)
{
	return (minutes * rate + HOUR_MIN / 2) / HOUR_MIN;
}

static bool digits(struct str s, int64_t *v)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n && s.n <= 3 && str_int(s, v);
}

bool grant_parse_hours(struct str text, int64_t *minutes)
{
	static const int64_t scale[] = { 0, 10, 100, 1000 };
	struct str s = str_trim(text), whole, rest;
	int64_t h, part;
	size_t i = 0;

	while (i < s.n && s.p[i] != ',' && s.p[i] != '.' && s.p[i] != ':')
		i++;
	whole = str_slice(s, 0, i);
	rest = str_slice(s, i + 1, s.n);
	if (!digits(whole, &h))
		return false;
	if (i == s.n) {
		*minutes = h * HOUR_MIN;
		return true;
	}
	if (!digits(rest, &part))
		return false;
	if (s.p[i] == ':') {
		*minutes = h * HOUR_MIN + part;
		return rest.n == 2 && part < HOUR_MIN;
	}
	*minutes = h * HOUR_MIN + (part * HOUR_MIN + scale[rest.n] / 2) / scale[rest.n];
	return true;
}

/* --- what can be seen before storage looks ----------------------------------------------------------------------------- */

static day_t month_of(day_t day)
{
	struct ymd d = day_ymd(day);

	return day_of(d.year, d.month, 1);
}

static enum err is_locked(struct ctx *ctx, int64_t book, day_t day, bool *locked)
{
	day_t *months;
	size_t n;

	*locked = false;
	TRY(grant_locked(ctx, book, &months, &n));
	for (size_t i = 0; i < n; i++)
		*locked |= months[i] == month_of(day);
	return OK;
}

static enum err check_day(struct ctx *ctx, const struct grant_book *b, day_t day, struct problems *bad)
{
	bool locked;

	if (day == DAY_NONE)
		return problem_once(bad, "day", N_("Which day was it? Write the date, for example 12.12.2016."));
	if (day < b->first_day || day > b->last_day)
		return problem_with(bad, "day", N_("That day is outside the period of the grant ({x})."), programme_period_said(ctx, b->first_day, b->last_day));
	if (day > page_today(ctx))
		return problem_once(bad, "day", N_("That day has not come yet."));
	TRY(is_locked(ctx, b->id, day, &locked));
	return locked ? problem_once(bad, "day", N_("That month is closed. Book it on a day of an open month, and say in the note what it is about.")) : OK;
}

/* The line of this kind; the only one need not be chosen. */
static enum err check_line(struct ctx *ctx, const struct grant_book *b, struct grant_entry *e, struct problems *bad)
{
	struct grant_line *lines;
	int64_t first = 0;
	size_t n;

	TRY(grant_budget(ctx, b->id, &lines, &n));
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(lines[i].kind, e->kind))
			continue;
		if (!first)
			first = lines[i].id;
		if (lines[i].id == e->line)
			return OK;
	}
	if (e->line || !first)
		return problem_once(bad, "line", N_("Choose a line of this grant."));
	e->line = first;
	return OK;
}

static void check_note(struct ctx *ctx, const struct grant_entry *e, struct problems *bad)
{
	const struct {
		const char *name;
		struct str text;
	} texts[] = { { "note", e->note }, { "voucher", e->voucher } };
	struct str masked;
	const char *why;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if ((why = guard_number(ctx, texts[i].text, &masked)))
			problem_once(bad, texts[i].name, why);
}

static enum err put(struct ctx *ctx, struct grant_entry *e)
{
	int64_t changed;

	e->id = id_new(ctx->house->rng, ctx->now);
	TRY(grant_entry_put(ctx, e->id, e->book, e->kind, e->line ? SOME_INT(e->line) : NO_INT, e->day, e->staff ? SOME_INT(e->staff) : NO_INT,
			    e->worker ? SOME_INT(e->worker) : NO_INT, e->activity, e->minutes, e->rate, e->amount, e->voucher, e->note,
			    e->counter_of ? SOME_INT(e->counter_of) : NO_INT, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, e->counter_of ? "grant.countered" : "grant.booked", e->book, STR_ABSENT);
}

static void fill(struct grant_entry *e)
{
	struct str *texts[] = { &e->activity, &e->voucher, &e->note };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
}

/* --- hours, costs, income ----------------------------------------------------------------------------------------------- */

static enum err check_hours(struct ctx *ctx, struct grant_entry *e, const struct grant_person *p, struct problems *bad)
{
	struct grant_day_minutes day;

	if (!choice_label(grant_activities, e->activity))
		problem_once(bad, "activity", N_("Choose one of the answers in the list."));
	if (e->minutes < 0)
		problem_once(bad, "hours", N_("Hours are never less than none. What was wrong is taken back by a counter-entry."));
	else if (!e->minutes)
		problem_once(bad, "hours", N_("How many hours? Write for example 7,5 or 7:30."));
	else if (e->minutes > DAY_MIN)
		problem_once(bad, "hours", N_("A day has 24 hours. Please look again."));
	if (e->day != DAY_NONE && !p->rate)
		problem_once(bad, "day", N_("Nobody has written down what an hour costs on that day."));
	if (bad->n)
		return OK;
	TRY(grant_day_minutes(ctx, e->worker, e->day, &day));
	if (day.minutes.v + e->minutes > DAY_MIN)
		problem_with(bad, "hours", N_("With what is booked on that day already ({x} hours), it would be more than 24 hours."), grant_hours(ctx, day.minutes.v));
	return OK;
}

enum err grant_book_hours(struct ctx *ctx, struct grant_entry *e, struct problems *bad)
{
	struct grant_person p;
	struct grant_book b;

	TRY(grant_person_get(ctx, e->staff, e->day == DAY_NONE ? 0 : e->day, &p));
	TRY(grant_get(ctx, p.book, &b));
	/* One's own hours are one's own to write. */
	if (!grant_may_book(ctx, &b) && (!p.account || p.account != ctx->who->account))
		return ERR_DENIED;
	fill(e);
	e->book = b.id, e->kind = S("hours"), e->voucher = S(""), e->counter_of = 0;
	e->worker = p.account ? p.account : p.id;
	TRY(check_day(ctx, &b, e->day, bad));
	TRY(check_line(ctx, &b, e, bad));
	TRY(check_hours(ctx, e, &p, bad));
	check_note(ctx, e, bad);
	if (bad->n)
		return OK;
	e->rate = p.rate;
	e->amount = grant_cost(e->minutes, e->rate);
	return put(ctx, e);
}

/* What a sheet is looked at with, read once. */
struct sheet {
	struct grant_book book;
	struct grant_person person;
	struct grant_rates *rates;
	day_t *locked;
	size_t nrates, nlocked;
};

static int64_t rate_on(const struct sheet *s, day_t day)
{
	int64_t rate = 0;

	for (size_t i = 0; i < s->nrates; i++)
		if (s->rates[i].staff == s->person.id && s->rates[i].from_day <= day)
			rate = s->rates[i].rate;
	return rate;
}

static bool is_open(const struct sheet *s, day_t day)
{
	for (size_t i = 0; i < s->nlocked; i++)
		if (s->locked[i] == month_of(day))
			return false;
	return day >= s->book.first_day && day <= s->book.last_day;
}

static enum err check_row(struct ctx *ctx, const struct sheet *s, struct grant_entry *all, size_t i, struct problems *bad)
{
	struct grant_entry *e = &all[i];
	struct str day = e->day == DAY_NONE ? S("?") : tr_date_short(ctx, e->day), masked;
	struct grant_day_minutes had;
	int64_t minutes = e->minutes;

	e->rate = e->day == DAY_NONE ? 0 : rate_on(s, e->day);
	if (e->day == DAY_NONE || !is_open(s, e->day) || e->day > page_today(ctx) || !e->rate)
		return problem_with(bad, "day", N_("{x}: that day cannot be booked. It is outside the grant, in a closed month, still to come, or without a rate."), day);
	if (!choice_label(grant_activities, e->activity) || guard_number(ctx, e->note, &masked))
		return problem_with(bad, "activity", N_("{x}: the activity or the note cannot be kept."), day);
	for (size_t k = 0; k < i; k++)
		if (all[k].day == e->day)
			minutes += all[k].minutes;
	TRY(grant_day_minutes(ctx, e->worker, e->day, &had));
	if (e->minutes <= 0 || had.minutes.v + minutes > DAY_MIN)
		return problem_with(bad, "hours", N_("{x}: a day has 24 hours, and an entry has some."), day);
	return OK;
}

static enum err put_row(struct ctx *ctx, struct grant_entry *e)
{
	int64_t changed;

	e->id = id_new(ctx->house->rng, ctx->now);
	e->amount = grant_cost(e->minutes, e->rate);
	return grant_entry_put(ctx, e->id, e->book, e->kind, SOME_INT(e->line), e->day, SOME_INT(e->staff), SOME_INT(e->worker), e->activity, e->minutes,
			       e->rate, e->amount, e->voucher, e->note, NO_INT, ctx->who->account, ctx->now, &changed);
}

enum err grant_book_sheet(struct ctx *ctx, int64_t staff, struct grant_entry *e, size_t n, struct problems *bad)
{
	struct grant_entry first = { .kind = S("hours") };
	struct sheet s;

	TRY(grant_person_get(ctx, staff, 0, &s.person));
	TRY(grant_get(ctx, s.person.book, &s.book));
	if (!grant_may_book(ctx, &s.book))
		return ERR_DENIED;
	TRY(grant_rates(ctx, s.book.id, &s.rates, &s.nrates));
	TRY(grant_locked(ctx, s.book.id, &s.locked, &s.nlocked));
	TRY(check_line(ctx, &s.book, &first, bad));
	for (size_t i = 0; i < n && !bad->n; i++) {
		fill(&e[i]);
		e[i].kind = first.kind, e[i].line = first.line, e[i].voucher = S(""), e[i].book = s.book.id, e[i].staff = s.person.id;
		e[i].worker = s.person.account ? s.person.account : s.person.id;
		TRY(check_row(ctx, &s, e, i, bad));
	}
	if (bad->n)
		return OK;
	for (size_t i = 0; i < n; i++)
		TRY(put_row(ctx, &e[i]));
	return event_add(ctx, "grant.sheet_booked", s.book.id, STR_ABSENT);
}

static enum err book_amount(struct ctx *ctx, struct grant_entry *e, struct problems *bad)
{
	struct grant_book b;

	TRY(grant_get(ctx, e->book, &b));
	if (!grant_may_book(ctx, &b))
		return ERR_DENIED;
	fill(e);
	e->staff = e->worker = e->minutes = e->rate = e->counter_of = 0;
	e->activity = S("");
	TRY(check_day(ctx, &b, e->day, bad));
	if (e->amount <= 0 || e->amount > AMOUNT_MOST)
		problem_once(bad, "amount", N_("How much was it? An amount is never less than none: what was wrong is taken back by a counter-entry."));
	check_note(ctx, e, bad);
	return OK;
}

enum err grant_book_cost(struct ctx *ctx, struct grant_entry *e, struct problems *bad)
{
	struct grant_book b = { .id = e->book };

	e->kind = S("cost");
	TRY(book_amount(ctx, e, bad));
	TRY(check_line(ctx, &b, e, bad));
	if (!e->voucher.n)
		problem_once(bad, "voucher", N_("Which number does the voucher have?"));
	return bad->n ? OK : put(ctx, e);
}

enum err grant_book_income(struct ctx *ctx, struct grant_entry *e, struct problems *bad)
{
	e->kind = S("income");
	e->line = 0;
	TRY(book_amount(ctx, e, bad));
	return bad->n ? OK : put(ctx, e);
}

/* --- taking back ----------------------------------------------------------------------------------------------------------- */

/* The day on which it can be taken back: its own, today, the last of the grant, or none. */
static enum err counter_day(struct ctx *ctx, const struct grant_book *b, day_t own, day_t *day)
{
	day_t today = page_today(ctx), days[] = { own, today > b->last_day ? b->last_day : today };
	bool locked;

	*day = DAY_NONE;
	for (size_t i = 0; i < 2 && *day == DAY_NONE; i++) {
		TRY(is_locked(ctx, b->id, days[i], &locked));
		if (!locked && days[i] >= own)
			*day = days[i];
	}
	return OK;
}

enum err grant_counter(struct ctx *ctx, int64_t entry, struct problems *bad)
{
	struct grant_entry_row *rows;
	struct grant_entry e;
	struct grant_book b;
	size_t n;

	TRY(grant_entry_row(ctx, entry, &rows, &n));
	if (!n)
		return ERR_NOT_FOUND;
	TRY(grant_get(ctx, rows[0].book, &b));
	if (!grant_may_book(ctx, &b))
		return ERR_DENIED;
	if (rows[0].counter_of.has || rows[0].countered.has)
		return problem(bad, "", N_("This was taken back already."));
	e = (struct grant_entry){ .book = b.id, .kind = rows[0].kind, .line = rows[0].line.v, .staff = rows[0].staff.v, .worker = rows[0].worker.v,
				  .activity = rows[0].activity, .minutes = -rows[0].minutes, .rate = rows[0].rate, .amount = -rows[0].amount,
				  .voucher = rows[0].voucher, .note = rows[0].note, .counter_of = entry };
	TRY(counter_day(ctx, &b, rows[0].day, &e.day));
	if (e.day == DAY_NONE)
		return problem(bad, "", N_("All months in which it could be taken back are closed."));
	return put(ctx, &e);
}

enum err grant_is_countered(struct ctx *ctx, int64_t entry, bool *yes)
{
	struct grant_entry_row *rows;
	size_t n;

	TRY(grant_entry_row(ctx, entry, &rows, &n));
	*yes = n && rows[0].countered.has;
	return n ? OK : ERR_NOT_FOUND;
}

/* --- months ------------------------------------------------------------------------------------------------------------------ */

enum err grant_locked(struct ctx *ctx, int64_t book, day_t **out, size_t *n)
{
	struct grant_locks *rows;

	TRY(grant_locks(ctx, book, &rows, n));
	*out = arena_array(ctx->arena, *n, day_t);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].month;
	return OK;
}

enum err grant_lock_month(struct ctx *ctx, const struct grant_book *b, day_t month, struct problems *bad)
{
	struct ymd m = day_ymd(month);
	day_t next = m.month == 12 ? day_of(m.year + 1, 1, 1) : day_of(m.year, m.month + 1, 1);
	int64_t changed;

	if (!grant_may_book(ctx, b))
		return ERR_DENIED;
	if (month != month_of(month) || next <= b->first_day || month > b->last_day)
		return problem(bad, "", N_("The grant has no such month."));
	if (next > page_today(ctx))
		return problem(bad, "", N_("The month is not over yet."));
	TRY(grant_lock_put(ctx, b->id, month, ctx->who->account, ctx->now, &changed));
	return changed ? event_add(ctx, "grant.month_closed", b->id, STR_ABSENT) : OK;
}

/* --- lists --------------------------------------------------------------------------------------------------------------------- */

enum err grant_ledger(struct ctx *ctx, int64_t book, day_t from, day_t to, struct grant_entry **out, size_t *n)
{
	struct grant_entries_of *r;

	TRY(grant_entries_of(ctx, book, from, to, GRANT_ENTRIES_MOST, &r, n));
	*out = arena_array(ctx->arena, *n, struct grant_entry);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct grant_entry){ .id = r[i].id, .book = book, .kind = r[i].kind, .line = r[i].line.v, .day = r[i].day,
						  .staff = r[i].staff.v, .worker = r[i].worker.v, .activity = r[i].activity, .minutes = r[i].minutes,
						  .rate = r[i].rate, .amount = r[i].amount, .voucher = r[i].voucher, .note = r[i].note,
						  .counter_of = r[i].counter_of.v, .countered = r[i].countered.v,
						  .person = r[i].person.p ? r[i].person : S(""), .line_name = r[i].line_name.p ? r[i].line_name : S("") };
	return OK;
}

enum err grant_own_hours(struct ctx *ctx, int64_t worker, day_t from, day_t to, struct grant_entry **out, size_t *n)
{
	struct grant_worker_entries *r;

	TRY(grant_worker_entries(ctx, worker, from, to, GRANT_ENTRIES_MOST, &r, n));
	*out = arena_array(ctx->arena, *n, struct grant_entry);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct grant_entry){ .id = r[i].id, .day = r[i].day, .activity = r[i].activity, .minutes = r[i].minutes, .rate = r[i].rate,
						  .amount = r[i].amount, .line_name = r[i].book_name, .currency = r[i].currency, .countered = r[i].countered.v };
	return OK;
}
