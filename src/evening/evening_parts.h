/* evening_parts.h -- what the files of this room share. */
#ifndef EVENING_PARTS_H
#define EVENING_PARTS_H

#include "evening/evening.h"

enum { EVENING_DAY_S = 86400 };

/* What a date is, by the timetable, the clock and what is stored. */
enum evening_state evening_state_of(const struct ctx *, const struct occurrence *, const struct evening *);
/* The date of a series that has this name; false: none. */
bool evening_occurrence(const struct timetable *, day_t, struct occurrence *);

/* rules.c: what must be mended, and what is asked about once; sets state, method and flags of e. */
enum err evening_judge(struct ctx *, const struct evening_date *, struct evening *e, struct problems *bad, struct problems *warn);
bool evening_flagged(struct str flags, const char *code);
enum err evening_note_add(struct ctx *, const struct evening_date *, struct str text);

/* --- pages --------------------------------------------------------------------------------------------------- */
/* The date of the address, for those who may write it down. */
enum err evening_asked(struct ctx *, const struct req *, struct evening_date *);
struct str evening_url(struct ctx *, int64_t meeting, day_t, const char *rest);
struct str evening_when(struct ctx *, const struct occurrence *);
/* Of several values with one name the last that is not empty: a typed number after a row of buttons. */
struct values evening_last_values(struct ctx *, const struct values *);

enum { EVENING_ROW_MOST = 13 };

struct evening_form {
	struct form_view form;
	const struct evening_date *d;
	struct str key, action, when, back;
	struct evening_person *rota, *people;
	size_t nrota, npeople;
	struct evening_item items[EVENING_ITEMS_MOST];
	size_t nitems;
	const struct values *all;                 /* as typed, also what is given more than once */
	const struct problems *warn;
	struct str last;                          /* "Last time 7 came" */
	bool by_link, correcting;
};
/* Everything of the form but its address; typed NULL: as it is stored, or empty. */
enum err evening_form_fill(struct ctx *, const struct evening_date *, const struct values *typed, bool by_link, struct evening_form *);
enum err evening_form_html(struct ctx *, const struct evening_form *);
/* Read the form into e; the answers of the check go to answers, absent when none is given. */
enum err evening_form_read(struct ctx *, const struct evening_date *, const struct values *body, bool by_link, struct evening *e,
			   struct str *answers, struct problems *bad);
/* The points of the method, four answers each. */
enum err evening_items_html(struct ctx *, const struct evening_form *);

enum err evening_link_page(struct ctx *, const struct req *, struct reply *);
enum err evening_link_write(struct ctx *, const struct req *, struct reply *);
enum err evening_list_page(struct ctx *, const struct req *, struct reply *);

/* The group of the address, for those who may write down its evenings; g->meeting 0 when nobody does yet. */
enum err evening_group_asked(struct ctx *, const struct req *, struct meeting *, struct evening_group *g);
struct str evening_group_url(struct ctx *, int64_t meeting, const char *rest);
enum err evening_group_page(struct ctx *, const struct req *, struct reply *);
enum err evening_group_set(struct ctx *, const struct req *, struct reply *);

/* --- on paper: sheet.c ----------------------------------------------------------------------------------------- */
/* What stands on the sheet of a month: "123-456". */
struct str evening_sheet_code(struct ctx *, int64_t meeting, int year, int month);
/* Dates of a month that were not called off, oldest first. */
enum err evening_sheet_dates(struct ctx *, const struct meeting *, int year, int month, struct evening_line **out, size_t *n);
/* The sheet into ctx->out; ERR_NOT_FOUND when the group does not meet then. */
enum err evening_sheet_pdf(struct ctx *, const struct meeting *, int year, int month);
enum err evening_sheet_page(struct ctx *, const struct req *, struct reply *);
enum err evening_sheet_file(struct ctx *, const struct req *, struct reply *);
enum err evening_sheet_put(struct ctx *, const struct req *, struct reply *);

/* --- the method over time: trend.c ------------------------------------------------------------------------------ */
enum err evening_talked_since(struct ctx *, int64_t meeting, day_t, bool *talked);
/* At least one of the two has a point. */
enum err evening_chart_svg(struct ctx *, const struct evening_point *self, size_t nself, const struct evening_point *seen, size_t nseen,
			   struct str label);
enum err evening_method_page(struct ctx *, const struct req *, struct reply *);

/* --- seats: seat_page.c ------------------------------------------------------------------------------------------ */
enum err evening_seats_page(struct ctx *, const struct req *, struct reply *);
enum err evening_seat_add(struct ctx *, const struct req *, struct reply *);
enum err evening_seat_do(struct ctx *, const struct req *, struct reply *);
enum err evening_seats_bring_send(struct ctx *, const struct req *, struct reply *);

/* --- who is on: rota_page.c ---------------------------------------------------------------------------------- */
enum err evening_rota_page(struct ctx *, const struct req *, struct reply *);
enum err evening_cannot_send(struct ctx *, const struct req *, struct reply *);
enum err evening_informal_send(struct ctx *, const struct req *, struct reply *);
enum err evening_ask_page(struct ctx *, const struct req *, struct reply *);
enum err evening_ask_answer(struct ctx *, const struct req *, struct reply *);

#endif
