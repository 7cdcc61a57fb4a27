/*
 * grant.h -- the books of a grant: budget, hours, costs, income, closed months, accounts.
 *
 * Amounts are whole minor units and minutes are whole; nothing is ever divided but once, when an entry is made.  The
 * ledger only grows: what was wrong is taken back by a counter-entry.
 */
#ifndef GRANT_BOOK_H
#define GRANT_BOOK_H

#include "programme/programme.h"

struct grant_book {
	int64_t id, pool, org, amount;
	struct str name, currency, conditions;
	day_t first_day, last_day;
	struct str pool_text, org_text;   /* in forms: ids */
	struct str lines_text, dues_text; /* in forms: a line each */
};
extern const struct field grant_book_fields[];

struct grant_line {
	int64_t id, position, amount;
	struct str name, kind;            /* hours cost */
};
struct grant_due {
	day_t day;
	struct str name;
};
enum { GRANT_LINES_MOST = 30, GRANT_DUES_MOST = 30, GRANT_BOOKS_MOST = 500, GRANT_PEOPLE_MOST = 200, GRANT_ENTRIES_MOST = 50000 };

enum err grant_get(struct ctx *, int64_t id, struct grant_book *);
enum err grant_list(struct ctx *, struct grant_book **out, size_t *n);
enum err grant_budget(struct ctx *, int64_t book, struct grant_line **out, size_t *n);
enum err grant_due_days(struct ctx *, int64_t book, struct grant_due **out, size_t *n);
/*
 * Store and tell the house; gives an id when it has none.  The lines must add up to the amount; when the books have
 * begun, neither they nor the amount can change.  ERR_DENIED outside one's bounds.
 */
enum err grant_save(struct ctx *, struct grant_book *, struct problems *bad);
enum err grant_withdraw(struct ctx *, int64_t id);          /* a demonstration begins again */
/* May they keep the books?  May they read them, without what a person is paid? */
bool grant_may_book(const struct ctx *, const struct grant_book *);
bool grant_may_read(const struct ctx *, const struct grant_book *);
/* 60, 30, 14, 7 or 1: the step of the countdown that a day has reached; 0: not yet, -1: it is over. */
int grant_countdown(day_t due, day_t today);

/* --- people and what an hour costs -------------------------------------------------------------------------------- */
struct grant_person {
	int64_t id, book, account, rate;  /* account 0: does not log in; rate of the day asked for, 0: none */
	struct str name;
};
enum err grant_persons(struct ctx *, int64_t book, day_t day, struct grant_person **out, size_t *n);
enum err grant_person_get(struct ctx *, int64_t id, day_t day, struct grant_person *);
/* The books that pay this person. */
enum err grant_paid_by(struct ctx *, int64_t account, struct grant_person **out, struct str **books, size_t *n);
/* The same name again is the same person with a new rate from that day. */
enum err grant_pay(struct ctx *, const struct grant_book *, struct str name, int64_t account, day_t from, int64_t rate, struct problems *bad);

/* --- the ledger ------------------------------------------------------------------------------------------------------ */
struct grant_entry {
	int64_t id, book, line, staff, worker, minutes, rate, amount, counter_of, countered;     /* 0: none */
	struct str kind, activity, voucher, note;
	day_t day;
	struct str person, line_name, currency;          /* in lists */
};
extern const struct choice grant_activities[];
/* What minutes cost: rounded to the nearest minor unit, halves up. */
int64_t grant_cost(int64_t minutes, int64_t rate);
/* "7,5", "7.5", "7:30" as minutes; false: not a time. */
bool grant_parse_hours(struct str, int64_t *minutes);
/* Hours of e->staff at the rate of the day, into the first line of hours when e->line is 0. */
enum err grant_book_hours(struct ctx *, struct grant_entry *, struct problems *bad);
/*
 * Many hours of one person at once, as a timesheet has them: day, minutes, activity and note of each; all or none.  A
 * problem names the day.
 */
enum err grant_book_sheet(struct ctx *, int64_t staff, struct grant_entry *, size_t n, struct problems *bad);
enum err grant_book_cost(struct ctx *, struct grant_entry *, struct problems *bad);
enum err grant_book_income(struct ctx *, struct grant_entry *, struct problems *bad);
/* Take an entry back, once: on its own day if the month is open, else today, else on the last open day. */
enum err grant_counter(struct ctx *, int64_t entry, struct problems *bad);
enum err grant_is_countered(struct ctx *, int64_t entry, bool *);
/* A month that is over is closed for good.  month: its first day. */
enum err grant_lock_month(struct ctx *, const struct grant_book *, day_t month, struct problems *bad);
enum err grant_locked(struct ctx *, int64_t book, day_t **out, size_t *n);
enum err grant_ledger(struct ctx *, int64_t book, day_t from, day_t to, struct grant_entry **out, size_t *n);
enum err grant_own_hours(struct ctx *, int64_t worker, day_t from, day_t to, struct grant_entry **out, size_t *n);

/* --- the account ------------------------------------------------------------------------------------------------------- */
struct grant_account_line {
	struct grant_line line;
	int64_t minutes, used, left;
	int permille;                     /* of the budget, rounded */
};
struct grant_account {
	struct grant_account_line *lines;
	size_t n;
	int64_t used, income, left;       /* left: of the grant */
	int64_t to_return;                /* received and not used */
	int permille;
};
/* What was used between two days, in the order of the budget. */
enum err grant_account(struct ctx *, const struct grant_book *, day_t from, day_t to, struct grant_account *);

/* "12.345,60", always with two decimals. */
struct str grant_money(struct ctx *, int64_t minor);
struct str grant_hours(struct ctx *, int64_t minutes);      /* 7,5 */

extern const struct route grant_routes[];

#endif
