/* today.h -- the first page after the log-in, as its files share it.  Private to this room. */
#ifndef INFO_TODAY_H
#define INFO_TODAY_H

#include "info/pages.h"

/* As many stand on the first page, and on a page of all of them. */
enum { TODAY_ROWS = 8, WAITING_ROWS = 100 };

/* One thing that is due. */
struct due_row {
	struct str href, act_href, title, sentence, when, left, tone;
	struct str act;                       /* what the button says; absent: as the list says */
	const char *icon;
};

struct today_list {
	const char *id;
	struct str title, note, none, act, all_href, all_label;
	struct due_row *rows;
	size_t n;
	int64_t all, missing;                 /* missing: of these, evenings that nobody wrote down in 48 hours */
	bool more;                            /* there are more than `all` */
	int64_t page, pages;                  /* of a list that is shown whole, from 1; page 0: only its beginning */
};

/* A group of tonight. */
struct tonight_row {
	struct str href, time, name, who;
	bool covered, off;                    /* somebody is on who may lead; off: cancelled or resting */
};

/* Is the house well?  One thing that was looked at. */
struct strip_item {
	struct str label, value;
	const char *chip;
};
enum { STRIP_MOST = 6 };
struct strip {
	struct strip_item at[STRIP_MOST];
	size_t n;
	bool trouble;
};

struct str info_counted(struct ctx *, struct str sentence, int64_t n);
/* Is info_waiting shown to this person also when it is empty?  What waits for any member does not make it so. */
bool info_waits(const struct ctx *);
/* What is due, overdue first: of page 0 the most urgent ones, else a page of all of them; `all` says how many there are. */
enum err info_waiting(struct ctx *, int64_t page, struct today_list *);
/* Groups of this day within one's bounds, in the order of time. */
enum err info_tonight(struct ctx *, struct tonight_row **out, size_t *n);
/* For those who look after groups or the machine; nothing in it is about a person.  missing: evenings without a word. */
enum err info_strip(struct ctx *, int64_t missing, struct strip *);

#endif
