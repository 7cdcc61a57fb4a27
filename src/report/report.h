/* report.h -- reports of a programme: when they are due, what they say, and what stays of them; and its orderly end. */
#ifndef REPORT_H
#define REPORT_H

#include "diary/diary.h"
#include "grant/grant.h"

enum { REPORT_SOON_DAYS = 60, REPORTS_MOST = 200, REPORT_WORDS_MOST = 6000 };

struct report {
	int64_t id, programme, book;      /* book: the grant that asks for it; 0: none */
	struct str name, state;           /* draft final elsewhere */
	day_t due_day, from_day, to_day;
	struct str done, learned, ahead;  /* what its authors say */
};
extern const struct field report_fields[];

/* --- the figures of a span of whole months ------------------------------------------------------------------- */
struct report_month {
	day_t first;
	int64_t planned, held, not_held, missing;
	struct str why;                   /* as it was explained; absent: it was not */
};
struct report_figures {
	int64_t planned, held, informal, not_held, missing;
	int64_t heads, first_timers, relatives;
	int64_t checks, method;           /* method: mean score in tenths of a percent; -1: no check has one */
	int64_t certified, active;        /* active: volunteers who were on, in the month with most */
	int64_t minutes, costs;           /* costs without pay, of the grant that asks; -1: none asks */
	struct report_month *months;
	size_t n;
};
enum err report_figures(struct ctx *, const struct programme *, const struct report *, struct report_figures *);

/* Each figure by name, as a report prints it; a number of people from 1 to 4 is not told. */
enum report_unit { REPORT_COUNT, REPORT_PEOPLE, REPORT_PERCENT, REPORT_HOURS, REPORT_MONEY };
struct report_line {
	const char *code, *label;         /* label is N_ */
	size_t offset;                    /* into the figures */
	enum report_unit unit;
};
extern const struct report_line report_lines[];         /* ends with code NULL */
int64_t report_value(const struct report_figures *, const struct report_line *);
struct str report_said(struct ctx *, const struct report_line *, int64_t value);
/* As text, a line each, and back; what is not a figure of ours is left out. */
struct str report_figures_text(struct ctx *, const struct report_figures *);
void report_figures_read(struct ctx *, struct str text, struct report_figures *);

/* --- keeping.  ERR_DENIED for whoever does not keep the programme ------------------------------------------------- */
enum err report_get(struct ctx *, const struct programme *, int64_t id, struct report *);
/* Something to send in, by the programme itself.  Gives an id. */
enum err report_add(struct ctx *, const struct programme *, struct report *, struct problems *bad);
/*
 * What a grant asks for on a day is begun as a draft about the year that it is likely about, or was sent in another
 * way.  The same again gives what there is.  ERR_NOT_FOUND: the grant does not ask for that.
 */
enum err report_begin(struct ctx *, const struct programme *, int64_t book, day_t due, bool elsewhere, struct report *);
enum err report_save(struct ctx *, const struct programme *, struct report *, struct problems *bad);
/* As it is now, for good: words and figures with a checksum.  Nothing happens when it was done already. */
enum err report_freeze(struct ctx *, const struct programme *, int64_t id, struct problems *bad);

struct report_frozen {
	struct report_figures figures;
	struct str figures_text, done, learned, ahead, hash;
	int64_t account, at;
	bool whole;                       /* the checksum fits what stands there */
};
enum err report_frozen(struct ctx *, const struct report *, struct report_frozen *);
/* How many frozen reports there are, and how many no longer fit their checksum. */
enum err report_verify(struct ctx *, int64_t *all, int64_t *broken);

/* --- what is due ----------------------------------------------------------------------------------------------------- */
struct report_due {
	int64_t report, programme, book;  /* report 0: nothing is begun; programme 0: only the grant knows it */
	day_t day;
	struct str name, about, state;    /* about: the grant or the programme */
};
/* All of a programme, in the order of their days. */
enum err report_dues(struct ctx *, const struct programme *, struct report_due **out, size_t *n);
/* Open ones of all that this person keeps or may read the books of, from so many days ahead on; overdue, too. */
enum err report_soon(struct ctx *, struct report_due **out, size_t *n);

/* --- the orderly end: ending.c ---------------------------------------------------------------------------------------- */
/* Something that must be settled before a programme is closed. */
struct report_point {
	const char *code, *label, *todo;  /* N_ */
	struct str href;                  /* where it is done */
	int64_t open;
};
/* Everything of this kind, whatever room it comes from: see the table in ending.c. */
enum err report_points(struct ctx *, const struct programme *, struct report_point **out, size_t *n);

/* What somebody decides: until when something is kept, from when on it is deleted, or that it is done. */
struct report_decision {
	const char *code, *label, *hint;  /* N_ */
	struct str what;                  /* keep delete done; empty: not decided */
	day_t day;
	bool only_done;                   /* nothing to keep: it is done or not */
};
extern const struct choice report_decisions[];
enum err report_decided(struct ctx *, const struct programme *, struct report_decision **out, size_t *n);
enum err report_decide(struct ctx *, const struct programme *, struct str code, struct str what, day_t, struct problems *bad);

struct report_group {
	int64_t meeting, org, owner;      /* owner: who was said to own it from then on */
	struct str name, org_name, owner_name, goes;     /* goes: on ends, empty: not decided */
	bool open;                        /* not decided, or it is not so yet */
};
enum err report_groups(struct ctx *, const struct programme *, struct report_group **out, size_t *n);
/* org 0: it ends. */
enum err report_group_decide(struct ctx *, const struct programme *, int64_t meeting, int64_t org, struct problems *bad);

/* When a programme was closed; 0: it is not. */
enum err report_closed(struct ctx *, const struct programme *, int64_t *at);
/* Refused with a sentence for everything that is open; nothing happens when it is closed already. */
enum err report_close(struct ctx *, const struct programme *, struct problems *bad);
/* What was to be deleted from a day on, of programmes that this person keeps. */
struct report_deletion {
	int64_t programme;
	struct str about;
	const char *label;
	day_t day;
};
enum err report_deletions(struct ctx *, struct report_deletion **out, size_t *n);

/* What belongs to programmes that are gone: when a demonstration begins again. */
enum err report_forget_gone(struct ctx *);

extern const struct route report_routes[];

#endif
