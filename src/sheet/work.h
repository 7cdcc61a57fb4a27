/* work.h -- what can come inside, field by field.  Private to this room. */
#ifndef SHEET_WORK_H
#define SHEET_WORK_H

#include "sheet/sheet.h"

/* What a value of a column looks like. */
enum sheet_kind { SHEET_TEXT, SHEET_DAY, SHEET_EMAIL, SHEET_PHONE, SHEET_NUMBER };

struct sheet_field {
	const char *code, *label;         /* N_ */
	const char *titles;               /* what people call it, with | between */
	enum sheet_kind kind;
	bool needed;
};

/* A row on its way: what its cells say by field, and what becomes of it. */
struct sheet_line {
	const struct sheet_run *run;
	const struct sheet_taken *taken;  /* what came of the rows above it */
	struct values said;               /* by field code, trimmed; days as YYYY-MM-DD */
	enum sheet_verdict { LINE_NEW, LINE_SAME, LINE_REFUSED } verdict;
	int64_t subject;                  /* whom the diary speaks of; 0: undo finds out itself whether somebody changed it */
	struct str was;                   /* what an undo must know */
	void *record;                     /* from check to store */
	struct problem note;              /* of a new one: what should be known about it; text NULL: nothing */
};

/* A kind of table: a row of the one table in targets.c. */
struct sheet_target {
	const char *code, *label, *hint;  /* N_ */
	enum perm perm;                   /* needed for its organisation or an area of it, beside SHEET_BRING */
	bool persons;                     /* data about people: a ground in law is said */
	bool whole;                       /* it knows no areas: only for whoever has the whole organisation */
	const char *page;                 /* where what it becomes is seen: "/work/volunteers" and "/id" */
	const struct sheet_field *fields; /* ends with code NULL */
	/* Read it; LINE_SAME when we have it.  What can be mended goes to bad under the field's code. */
	enum err (*check)(struct ctx *, struct sheet_line *, struct problems *bad);
	/* A new one, by the verb of its room. */
	enum err (*store)(struct ctx *, struct sheet_line *, struct problems *bad);
	/* As if it had never come.  *back false: it must stay. */
	enum err (*undo)(struct ctx *, int64_t subject, struct str was, bool *back);
};
extern const struct sheet_target sheet_targets[];        /* ends with code NULL */
const struct sheet_target *sheet_target_of(struct str code);
const struct sheet_field *sheet_field_of(const struct sheet_target *, struct str code);

/* A file in memory. */
struct sheet_file {
	struct str titles[SHEET_COLUMNS_MOST];
	bool secret[SHEET_COLUMNS_MOST];  /* numbers of persons stood there: its cells are empty */
	size_t ncolumns, nrows;
	struct sheet_cells {
		int line, hidden;         /* column of a hidden number; -1: none */
		const char *broken;       /* N_; NULL: it is whole */
		struct str cells;         /* 0x1F between */
	} *rows;
	const char *mended;
};
enum { SHEET_MARK = 0x1F };
/* Did a row above it in the same file become what an undo knows by this? */
bool sheet_is_above(const struct sheet_line *, struct str was);
/* Joined cells apart; returns how many. */
size_t sheet_apart(struct str joined, struct str *out, size_t most);
/* May they bring tables of this kind for this organisation, be it of one area?  Every row is looked at beside. */
bool sheet_may(const struct ctx *, const struct sheet_target *, int64_t org);
/* For all of its areas: then tables that others brought are theirs to see, too. */
bool sheet_may_whole(const struct ctx *, const struct sheet_target *, int64_t org);

/* What the columns of a file are called and look like; where "!" stands in guess nothing of it may be kept. */
void sheet_guess(struct ctx *, const struct sheet_target *, const struct sheet_columns *, struct str out[static SHEET_COLUMNS_MOST]);
/* A column that is called after numbers of persons. */
bool sheet_is_secret(struct ctx *, struct str title);
/* Titles folded, as one number. */
int64_t sheet_header(struct ctx *, const struct str *titles, size_t n);

/* Which order this text decides; SHEET_UNSAID with *either when it is a day by both. */
enum sheet_order sheet_order_of(struct str, bool *either);
bool sheet_is_day(struct str);
/* DAY_NONE when it is none. */
day_t sheet_day(struct str, enum sheet_order);

struct volunteer;
/* Everybody of this organisation with this name whom one keeps. */
enum err sheet_called(struct ctx *, int64_t org, struct str name, struct volunteer **out, size_t *n);

/* The one group of the organisation that is called so, and the one person whom the row names; what is wrong goes to bad. */
enum err sheet_find_group(struct ctx *, const struct sheet_line *, int64_t *meeting, struct problems *bad);
enum err sheet_find_person(struct ctx *, const struct sheet_line *, struct volunteer *, struct problems *bad);

/* Is it this choice, by code or by what it is called in either language? */
bool sheet_is_called(struct ctx *, const struct choice *, struct str folded);
/* "Facilitator, vært" to codes of the choices, by code or by what they are called in either language; problem else. */
enum err sheet_choices(struct ctx *, const struct choice *, struct str said, const char *field, struct str *codes, struct problems *bad);

extern const struct sheet_field sheet_volunteer_fields[], sheet_course_fields[], sheet_evening_fields[], sheet_rota_fields[],
	sheet_hours_fields[], sheet_costs_fields[];
enum err sheet_volunteer_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_volunteer_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_volunteer_undo(struct ctx *, int64_t subject, struct str was, bool *back);
enum err sheet_course_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_course_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_course_undo(struct ctx *, int64_t subject, struct str was, bool *back);
enum err sheet_evening_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_evening_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_evening_undo(struct ctx *, int64_t subject, struct str was, bool *back);
enum err sheet_rota_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_rota_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_rota_undo(struct ctx *, int64_t subject, struct str was, bool *back);
enum err sheet_hours_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_hours_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_costs_check(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_costs_store(struct ctx *, struct sheet_line *, struct problems *bad);
enum err sheet_entry_undo(struct ctx *, int64_t subject, struct str was, bool *back);

#endif
