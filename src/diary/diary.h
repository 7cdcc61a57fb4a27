/* diary.h -- what a project did, month by month, from what the rooms hold; and what people say beside it. */
#ifndef DIARY_H
#define DIARY_H

#include "evening/evening.h"
#include "programme/programme.h"

/*
 * One month within the period of the programme.  Only dates that have begun count; what lies outside the period is left out
 * (INV-24).  Figures are of the project's own people and unmasked: who may read them keeps the programme.
 */
struct diary_month {
	day_t first;                      /* of the month */
	int64_t planned;                  /* all dates that had begun, the cancelled ones too; the sum of the next six */
	int64_t held, informal, not_held, cancelled, due, missing;
	int64_t heads, first_timers, relatives;      /* of those that were held */
	int64_t checks, tenths;           /* of the method: how many checks have a score, and the sum of these in tenths of a percent */
	int64_t certified, active;        /* volunteers: certified in it; on for something in it */
	int64_t minutes;                  /* paid hours booked on the grants of the organisation */
};
/* From the first month of the programme to the last or the present one, oldest first. */
enum err diary_months(struct ctx *, const struct programme *, struct diary_month **out, size_t *n);

/* Dates of one month of which nothing is written down 48 hours later, and why others were not held. */
struct diary_gap {
	int64_t meeting, ends;
	struct str name;
	day_t day;
};
struct diary_reason {
	struct str code;                  /* of evening_reasons */
	int64_t n;
};
struct diary_detail {
	struct diary_gap *gaps;
	size_t ngaps;
	struct diary_reason *reasons;
	size_t nreasons;
};
enum err diary_detail(struct ctx *, const struct programme *, day_t first, struct diary_detail *);
/* Fewer than nine of ten planned evenings were held: somebody should say why. */
bool diary_differs(const struct diary_month *);
/* Its own organisation, and those of what stands inside it, each once. */
enum err diary_orgs(struct ctx *, const struct programme *, int64_t **out, size_t *n);
day_t diary_month_end(day_t first);
day_t diary_month_of(day_t);
struct str diary_month_said(struct ctx *, day_t first);     /* "March 2016" */

/* --- said beside the figures ------------------------------------------------------------------------------------ */
struct diary_note {
	int64_t id, programme, account, at;
	day_t day;
	struct str words;
	int64_t struck_at, struck_by;     /* struck_at 0: it stands */
	struct str struck_why;
};
enum { DIARY_WORDS_MOST = 2000, DIARY_WHY_MOST = 300, DIARY_NOTES_MOST = 400 };
/* Written down for good; gives an id.  These three: ERR_DENIED for whoever does not keep the programme. */
enum err diary_note_add(struct ctx *, const struct programme *, struct diary_note *, struct problems *bad);
/* Struck through with a reason, never taken away; nothing happens when it is already. */
enum err diary_note_strike(struct ctx *, const struct programme *, int64_t id, struct str why, struct problems *bad);
/* Why a month went otherwise than planned; the last explanation counts, and the same again is not stored. */
enum err diary_explain(struct ctx *, const struct programme *, day_t month, struct str words, struct problems *bad);

/* One of this programme.  Notes of a span, the newest first. */
enum err diary_note_get(struct ctx *, const struct programme *, int64_t id, struct diary_note *);
enum err diary_notes(struct ctx *, const struct programme *, day_t from, day_t to, struct diary_note **out, size_t *n);
struct diary_explanation {
	day_t month;
	int64_t planned, held;            /* as the figures were when it was written */
	struct str words;
	int64_t account, at, entry;
};
enum err diary_explanations(struct ctx *, const struct programme *, struct diary_explanation **out, size_t *n);
/* The one of a month; words absent: none. */
struct diary_explanation diary_explanation_of(const struct diary_explanation *, size_t n, day_t month);
/* What belongs to programmes that are gone: when a demonstration begins again. */
enum err diary_forget_gone(struct ctx *);

extern const struct route diary_routes[];

#endif
