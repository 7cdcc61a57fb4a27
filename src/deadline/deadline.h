/*
 * deadline.h -- papers and dates: what is needed for something, what somebody has of it, and the last day.
 *
 * Never a document, never a number of a person: a tick and a date.  Not legal advice.
 */
#ifndef DEADLINE_H
#define DEADLINE_H

#include "participant/participant.h"
#include "task/task.h"

enum { DEADLINE_PAPERS_MOST = 20, DEADLINE_MOST = 40, DEADLINE_WORDS_MOST = 100, DEADLINE_NUMBER_MOST = 40, DEADLINE_REVIEW_DAYS = 365 };

/* The row to which the words of the n-th paper of a case are sealed: ids leave no room to count in. */
static inline int64_t deadline_paper_row(int64_t deadline, int64_t n)
{
	return deadline ^ n << 56;
}

/* What is asked for one thing. */
struct deadline_set {
	const char *code, *country;       /* DK US */
	const char *label;                /* N_ */
	struct choice papers[8];          /* ends with code NULL */
	const char *where;                /* N_: where one gets and sends them, and how long it usually takes */
	const char *next;                 /* N_: when the day has passed */
	const char *hint;                 /* N_: what else it may touch; NULL: nothing */
	int reviewed[3];                  /* year, month, day on which the list was looked through */
};
extern const struct deadline_set deadline_sets[];     /* ends with code NULL */
const struct deadline_set *deadline_set(struct str code);
day_t deadline_reviewed(const struct deadline_set *);

extern const struct choice deadline_steps[];          /* apply answer appeal renew */
extern const struct choice deadline_hows[];           /* sent missed not_needed */

struct deadline_paper {
	int64_t n;
	struct str label;                 /* in the reader's language, or in their own words */
	day_t have_day;                   /* DAY_NONE: missing */
};

struct deadline {
	int64_t participant, id, org, area;
	struct str kind, step, number, how;
	day_t due;
	int64_t ended_at;                 /* 0: open */
	struct deadline_paper papers[DEADLINE_PAPERS_MOST];
	size_t npapers;
	struct task task;                 /* of an open one: who is reminded, and when next */
};

struct deadline_wish {
	struct str kind, step, number, owner, deputy;         /* owner, deputy: ids as typed; empty: who asks, and somebody beside them */
	day_t due;
};
extern const struct field deadline_fields[];          /* kind without its answers */
/* The same with the lists to choose from. */
enum err deadline_form(struct ctx *, const struct field **out);

/* With the person present.  Problems at the fields; ERR_NOT_FOUND outside one's bounds. */
enum err deadline_begin(struct ctx *, int64_t participant, const struct deadline_wish *, struct deadline *, struct problems *bad);
/* The next date first, those that are over last.  The person, and who serves them. */
enum err deadline_of(struct ctx *, int64_t participant, struct deadline **out, size_t *n);
/* Also for who has the promise. */
enum err deadline_find(struct ctx *, int64_t id, struct deadline *);

/* They have it, or (false) not any more. */
enum err deadline_tick(struct ctx *, const struct deadline *, int64_t n, bool have);
/* One more paper, in their own words. */
enum err deadline_paper_add(struct ctx *, struct deadline *, struct str words, struct problems *bad);
/* The person was reminded: the promise comes up again the next time. */
enum err deadline_reminded(struct ctx *, const struct deadline *);
/* Another last day. */
enum err deadline_move(struct ctx *, struct deadline *, day_t due, struct problems *bad);
/* sent, missed, not_needed: nobody is reminded any more. */
enum err deadline_end(struct ctx *, struct deadline *, struct str how, struct problems *bad);
/* When the promise comes up next: 14, 7, 3 and 1 days before at nine, then on the day. */
int64_t deadline_next(const struct ctx *, day_t due, int64_t after);
/* The day has passed and it is open. */
bool deadline_is_missed(const struct ctx *, const struct deadline *);

extern const struct route deadline_routes[];

#endif
