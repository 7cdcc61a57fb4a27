/* year.h -- a year of many people, as the two files of it share it: the second model, and the clock on the wall by the system. */
#ifndef TEST_YEAR_H
#define TEST_YEAR_H

#include "linkage/linkage_test.h"
#include "transition/transition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- the second model ------------------------------------------------------------------------------------------- */

struct bridge {                                    /* requirements 8.9 */
	char state[12], end[20];
	int64_t id, left_at, due, planned_at;      /* planned_at: nine o'clock three days before */
	int talks;
	bool red, came;
};

struct loop {                                      /* requirements 8.1 */
	char state[14], end[20];
	int64_t id, consent, due_from, due_to;     /* the next date lies between these */
	int64_t booked;                            /* 0: no time was agreed on */
	bool referral, waited;
};

struct somebody {
	int64_t id;
	bool gone;
	struct bridge bridge;
	struct loop loop;
};

struct year {
	struct road r;
	struct somebody *all;
	size_t n, born;
	uint64_t dice;
	int64_t events, refused, killed;
	int64_t silent_from, silent_to;            /* the road takes nothing */
	int64_t *left, *told;                      /* ids of messages that left, and of those that were told by telephone; hashed */
	size_t room;                               /* of each */
	int64_t nleft, ntold, nagain, nvain;
};

static inline uint64_t roll(struct year *y, uint64_t sides)
{
	y->dice ^= y->dice << 13, y->dice ^= y->dice >> 7, y->dice ^= y->dice << 17;
	return y->dice % sides;
}

static inline int64_t now(const struct year *y)
{
	return y->r.w->ctx->now;
}

static inline bool is(const char *have, const char *list)
{
	char word[40];

	snprintf(word, sizeof word, " %s ", have);
	return *have && strstr(list, word);
}

static inline void set(char *to, size_t n, const char *text)
{
	snprintf(to, n, "%s", text);
}

/* The wall clock in Denmark by the system's own tables. */
static inline struct tm wall(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	localtime_r(&t, &tm);
	return tm;
}

static inline int64_t nine_o_clock(int64_t at, int days)
{
	struct tm tm = wall(at);

	tm.tm_mday += days, tm.tm_hour = 9, tm.tm_min = tm.tm_sec = 0, tm.tm_isdst = -1;
	return (int64_t)mktime(&tm);
}

static inline int64_t midnight(int64_t at)
{
	struct tm tm = wall(at);

	tm.tm_hour = 12, tm.tm_min = tm.tm_sec = 0, tm.tm_isdst = -1;
	return ((int64_t)timegm(&tm) - 12 * HOUR) / DAY;
}

static inline void save(struct year *y)
{
	ok(db_commit(y->r.w->ctx) == OK);
	ok(db_begin(y->r.w->ctx, DB_WRITE) == OK);
}

static inline int64_t counted(struct year *y, const char *sql)
{
	int64_t n = -1;

	ok(str_int(road_ask(&y->r, sql), &n));
	return n;
}

/* Every second one may be written to, by day. */
void year_reach(struct year *, int64_t participant);
/* What the house does by itself: its list of calls, its reminders, and messages that leave or do not. */
void year_post(struct year *);
/* At the end: what was told by telephone never left, nothing left twice, each stop was told once. */
void year_posted(struct year *);

#endif
