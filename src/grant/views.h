/* views.h -- what the pages of this room show.  Private to it. */
#ifndef GRANT_VIEWS_H
#define GRANT_VIEWS_H

#include "grant/grant_parts.h"

struct list_line {
	struct str href, name, org, period, due;
};
struct list_view {
	struct str here;
	struct list_line *lines;
	size_t n;
	bool may_add;
};

struct account_row {
	struct str name, hours, budget, used, left, percent;
};
struct account_view {
	struct account_row *rows;         /* the last one is the sum, when pay is seen */
	size_t n;
	bool sees_pay;
};

struct due_view {
	struct str date, name, left;
	const char *chip;
};
struct month_row {
	struct str code, name, hours, used, income, key;     /* key: it can be closed */
	bool locked;
};
struct entry_row {
	struct str id, date, what, amount, small, chip, key;  /* key: it can be taken back */
};
struct book_view {
	const struct grant_book *b;
	const struct problems *bad;
	struct str here, list, line, said, month;
	bool may_book;
	struct account_view account;
	struct due_view *dues;
	size_t ndues;
	struct month_row *months;
	size_t nmonths;
	struct entry_row *entries;
	size_t nentries;
};

struct form_page_view {
	struct form_view form;
	struct str key, action, back, back_name, title, lead, said, list_title;
	struct str *list;
	size_t nlist;
};

struct sum_row {
	struct str label, text;
};
enum { SUMS_MOST = 6 };
struct sign_view {
	const struct grant_book *b;
	struct str back, line;
	struct account_view account;
	struct sum_row sums[SUMS_MOST];
	size_t nsums;                     /* 0: pay is not seen */
	bool sees_files;
};

enum err grant_fill_account(struct ctx *, const struct grant_book *, bool sees_pay, struct account_view *);
struct str grant_line_said(struct ctx *, const struct grant_book *);

#endif
