/* evening.h -- what came of each date of a group, as the one who led it writes it down on the stairs. */
#ifndef EVENING_H
#define EVENING_H

#include "meeting/meeting.h"

enum {
	EVENING_LATE_HOURS = 48,                  /* after its end: undocumented, and later "entered late" */
	EVENING_NOTE_DAYS = 365, EVENING_SHEET_DAYS = 60, EVENING_NOTE_MOST = 1000, EVENING_ITEMS_MOST = 20,
	EVENING_LEADERS_MOST = 8, EVENING_USUAL_SEATS = 15 /* asked about beyond twice as many */,
};

extern const struct choice evening_reasons[];        /* of a date that was not held */
extern const struct choice evening_tools[];
extern const struct choice evening_flags[];          /* what was asked about once, and is kept */
extern const struct choice evening_answers[];        /* yes partly no na */

/* --- groups that write down their evenings -------------------------------------------------------------------- */
struct evening_group {
	int64_t meeting;                          /* 0: only listed, nothing is written down */
	day_t from_day;
	int64_t seats, starts_with;               /* seats 0: as many as come */
	struct str talk;                          /* none offered expected */
	bool counts_only;
};
extern const struct choice evening_talks[];
enum err evening_group(struct ctx *, int64_t meeting, struct evening_group *);
/*
 * From a day on its evenings are written down.  ERR_DENIED for whoever does not keep the group.  Counts only is a problem
 * while somebody stands in the line or has a seat; with it the nicknames of those who have left go.
 */
enum err evening_group_save(struct ctx *, const struct meeting *, struct evening_group *, struct problems *bad);
/*
 * Does this group keep counts and nothing of any person?  Then no screen and no paper asks for a code, a nickname or
 * an answer of somebody who comes (S-301).  Whoever would ask for one asks here first; a group that writes nothing
 * down keeps nothing either, and the answer is no.
 */
enum err evening_counts_only(struct ctx *, int64_t meeting, bool *yes);

/* --- one evening --------------------------------------------------------------------------------------------- */
enum evening_state {
	EVENING_AHEAD, EVENING_OFF /* cancelled, moved away or resting: nothing to write down */, EVENING_DUE /* begun, nothing written yet */,
	EVENING_MISSING /* 48 h after its end */, EVENING_HELD, EVENING_NOT_HELD, EVENING_INFORMAL,
};

struct evening {
	int64_t meeting;
	day_t day;                                /* by the series */
	int64_t entry;                            /* 0: nothing stored; more than 1: corrected */
	struct str state;                         /* held not_held informal_held */
	struct str reason;
	int64_t heads, first_timers, relatives, left_early, turned_away;     /* INT64_MIN: not said */
	int64_t method, version;                  /* 0: none of ours */
	struct str tools, incident;               /* incident: yes no */
	struct str flags, by_what;
	int64_t documented_at, account;
	int64_t led[EVENING_LEADERS_MOST];        /* volunteers */
	size_t nled;
	struct str note;                          /* sealed when it is stored; never read back with the evening */
};
extern const struct field evening_fields[];

/* The group and date with everything that decides what can be written down. */
struct evening_date {
	struct meeting m;
	struct evening_group group;
	struct occurrence o;
	enum evening_state state;
	struct evening e;                         /* entry 0 while nothing is stored */
};
/* ERR_NOT_FOUND when the group has no such date, or writes none down. */
enum err evening_date(struct ctx *, int64_t meeting, day_t, struct evening_date *);
/* May one write down evenings of this group; does one keep it? */
bool evening_may_write(const struct ctx *, const struct meeting *);
bool evening_may_keep(const struct ctx *, const struct meeting *);

/*
 * Store what came of a date, or correct what e->entry says.  What must be mended goes to bad; what is odd goes to
 * warn and is stored with a flag when sure.  by_what: form link sheet list; a link needs no permission, the others
 * do.  ERR_CONFLICT: somebody was faster.
 */
enum err evening_save(struct ctx *, const struct evening_date *, struct evening *e, bool sure, struct problems *bad, struct problems *warn);

/*
 * What a list from elsewhere says of a date, stored as it is at ctx->now: nothing is asked, and nothing happens when there
 * is something already.  answers: of a check by who led it, or absent.  For those who keep the group.
 */
enum err evening_take_in(struct ctx *, const struct evening *, struct str answers);
/* Everything that this room keeps: when a demonstration begins again. */
enum err evening_forget_all(struct ctx *);
/*
 * An evening of a list that was taken back goes with what it says.  *gone false: it does not come from a list, or
 * somebody has corrected it, checked it or left a note meanwhile, and then it stays.
 */
enum err evening_unwrite(struct ctx *, int64_t meeting, day_t, bool *gone);

/* Who is on for a date. */
struct evening_person {
	int64_t volunteer;
	struct str name, role;
	bool away;                                /* on a break: on the rota, and not there */
};
enum err evening_rota(struct ctx *, int64_t meeting, day_t, struct evening_person **out, size_t *n);
enum err evening_leaders(struct ctx *, const struct evening *, struct evening_person **out, size_t *n);

struct evening_note {
	struct str text;
	int64_t account, at;
};
/* For the coordinator all, for others what they wrote themselves; nothing that is older than twelve months. */
enum err evening_notes(struct ctx *, const struct evening_date *, struct evening_note **out, size_t *n);

/* --- what waits ------------------------------------------------------------------------------------------------- */
struct evening_line {
	int64_t meeting, ends;
	struct str name;
	struct occurrence o;
	enum evening_state state;
	struct evening e;
};
/*
 * Dates of one's groups between two days, newest first: of those that one is on for, and for those who keep groups of
 * all within their bounds.  States are computed from what is stored, at every reading.
 */
enum err evening_lines(struct ctx *, day_t from, day_t to, struct evening_line **out, size_t *n);
enum err evening_lines_of(struct ctx *, const struct meeting *, day_t from, day_t to, struct evening_line **out, size_t *n);

/* --- did it follow the method? ------------------------------------------------------------------------------- */
enum { EVENING_RELEVANT_LEAST = 5 };              /* items that must count, for a score */

struct evening_item {
	struct str da, en;
};
struct evening_check {
	day_t day;
	struct str by_whom;                       /* self observer */
	int64_t method, version;
	struct str answers;                       /* a letter for each item: y p n r - */
	int64_t account, at;
	bool informal;                            /* of no meeting of the method: shown with its evening, and not counted */
};
struct evening_score {
	int relevant;                             /* items that count */
	int tenths;                               /* of a percent; -1: too few items for a score */
};
struct evening_score evening_score(struct str answers);
enum err evening_items_of(struct ctx *, int64_t method, int64_t version, struct evening_item out[static EVENING_ITEMS_MOST], size_t *n);
/* Answers as the form sends them, c1 to c20; absent when none is given. */
struct str evening_answers_read(struct ctx *, const struct values *, size_t nitems);
enum err evening_check_add(struct ctx *, const struct evening_date *, struct str by_whom, struct str answers, struct problems *bad);
enum err evening_checks(struct ctx *, int64_t meeting, day_t from, day_t to, struct evening_check **out, size_t *n);

/* One check that has a score. */
struct evening_point {
	day_t day;
	int tenths, relevant, mean;               /* mean: of the last six, in tenths of a percent; by evening_trend */
	struct str answers;
	int64_t method, version;
};
struct evening_trend {
	size_t n;
	bool enough;                              /* three checks or more */
	int mean;
	day_t drift_day, due;                     /* DAY_NONE: it has not slipped; due: the talk that is offered */
};
enum { EVENING_CHECKS_LEAST = 3 };
enum err evening_points(struct ctx *, int64_t meeting, day_t from, day_t to, const char *by_whom, struct evening_point **out, size_t *n);
/* Pure: fills in the means, oldest first. */
struct evening_trend evening_trend(struct evening_point *, size_t n);
/* The item that was partly or not there most often, from 0. */
size_t evening_most_missed(const struct evening_point *, size_t n, int *times);
bool evening_all_yes(const struct evening_point *, size_t n);    /* six in a row */
/* For its coordinator and those who are or were on for it. */
enum err evening_may_see_method(struct ctx *, const struct meeting *, bool *);

/* --- a second person who looks, at least every six months --------------------------------------------------------- */
enum { EVENING_LOOK_AHEAD_DAYS = 14, EVENING_LOOK_MONTHS = 6 };
struct evening_unseen {
	int64_t meeting;
	struct str name;
	day_t seen, due;                          /* seen DAY_NONE: nobody has yet; due: six months after that, or after it began */
};
day_t evening_look_due(day_t from_day, day_t seen);
enum err evening_last_seen(struct ctx *, int64_t meeting, day_t *seen);
/* Groups that one keeps, that still meet, and where it is due within two weeks or over. */
enum err evening_unseen(struct ctx *, struct evening_unseen **out, size_t *n);

/* --- links without log-in ---------------------------------------------------------------------------------- */
enum evening_link_state { EVENING_LINK_GOOD, EVENING_LINK_USED, EVENING_LINK_OLD, EVENING_LINK_UNKNOWN };
/* The address without host; it lives until 48 hours after the end.  ERR_DENIED for whoever does not keep the group. */
enum err evening_link_new(struct ctx *, const struct evening_date *, struct str *path);
enum err evening_link_find(struct ctx *, struct str token, enum evening_link_state *, struct evening_date *);
/* In the transaction in which the evening was stored.  ERR_CONFLICT: it has been used meanwhile. */
enum err evening_link_spend(struct ctx *, struct str token);

/* --- stand-ins -------------------------------------------------------------------------------------------------- */
enum { EVENING_DECIDE_HOURS = 2 };                /* before the start the coordinator says what happens without one */
enum evening_asked_state {
	EVENING_ASKED_AHEAD /* in a later wave */, EVENING_ASKED_OPEN, EVENING_ASKED_YES, EVENING_ASKED_NO,
	EVENING_ASKED_LATE /* yes, and another was faster */, EVENING_ASKED_FILLED /* another came before they answered */,
	EVENING_ASKED_OVER /* the evening has begun */,
};
struct evening_stand_in {
	int64_t meeting, instead_of, volunteer, ask_at;
	day_t day;
	struct str name, role;
	enum evening_asked_state state;
};
/*
 * Somebody who is on for a date that has not begun cannot come: whoever can is asked, three at a time, half an hour
 * between.  They themself, or who keeps the group; ERR_DENIED for others.
 */
enum err evening_cannot(struct ctx *, const struct evening_date *, int64_t volunteer, struct problems *bad);
enum err evening_stand_ins(struct ctx *, int64_t meeting, day_t, int64_t instead_of, struct evening_stand_in **out, size_t *n);
/* The address of somebody's own one-time link, without host. */
struct str evening_stand_in_path(struct ctx *, const struct evening_stand_in *);
/* ERR_NOT_FOUND for a link that nobody made, or whose turn has not come. */
enum err evening_stand_in_find(struct ctx *, struct str token, struct evening_stand_in *, struct evening_date *);
/* The first yes is on for the evening, by a conditional write; what came of this answer goes to state. */
enum err evening_stand_in_answer(struct ctx *, struct str token, bool yes, struct evening_stand_in *, struct evening_date *);
/* Nobody certified was found: people meet all the same, and it does not count as a meeting of the method. */
enum err evening_meet_informally(struct ctx *, const struct evening_date *, struct problems *bad);

/* --- seats of closed groups --------------------------------------------------------------------------------------- */
enum { EVENING_OFFER_DAYS = 5, EVENING_NICKNAME_MOST = 30 };
enum evening_seat_state { EVENING_WAITING, EVENING_OFFERED, EVENING_SEATED };
struct evening_seat {
	int64_t id, since, offered_until;         /* offered_until 0: not offered, or the offer has run out */
	struct str nickname, talk;                /* talk: code of evening_talk_outcomes, or empty */
	enum evening_seat_state state;
};
extern const struct choice evening_talk_outcomes[];  /* starts waits other_offer not_now */
/* All of these are for those who keep the group: ERR_DENIED for others.  A group of counts only has no line. */
enum err evening_seat_wait(struct ctx *, const struct meeting *, struct str nickname, int64_t *id, struct problems *bad);
/* A seat is kept for them for five days; a problem when none is free. */
enum err evening_seat_offer(struct ctx *, const struct meeting *, int64_t id, struct problems *bad);
enum err evening_seat_take(struct ctx *, const struct meeting *, int64_t id, struct problems *bad);
enum err evening_seat_leave(struct ctx *, const struct meeting *, int64_t id);
/* What came of the talk before: one of the four; ERR_INVALID for anything else. */
enum err evening_seat_talk(struct ctx *, const struct meeting *, int64_t id, struct str outcome);
enum err evening_seats(struct ctx *, const struct meeting *, struct evening_seat **out, size_t *n);

/* --- what people wait for ------------------------------------------------------------------------------------------ */
enum { EVENING_TOLD_LEAST = 5 /* smaller numbers are not told */, EVENING_DEMAND_DAYS = 182 };
/* An area, an evening and an audience: everybody who waits stands in one of the two numbers. */
struct evening_demand {
	int64_t area;                             /* 0: none */
	unsigned weekdays;                        /* bit 0 Sunday .. 6 Saturday; 0: by date */
	struct str audience;                      /* codes */
	int64_t waits;                            /* for a seat */
	int64_t other;                            /* the talk came to another offer, within half a year */
	int64_t starts_with, pattern;             /* so many begin a new group; the oldest group of these, a meeting */
};
bool evening_demand_is_enough(const struct evening_demand *);
/* Of the groups that one keeps, the most first. */
enum err evening_demands(struct ctx *, struct evening_demand **out, size_t *n);
/*
 * A draft of a group for those who wait: on the same evening, for the same people, as the pattern is, without a place
 * and with as many seats.  A problem when too few wait by now.
 */
enum err evening_group_start(struct ctx *, int64_t pattern, struct str name, struct meeting *, struct problems *bad);
/* Who waits in like groups of the same organisation, and how many of them could be offered a seat in this one. */
enum err evening_seats_alike(struct ctx *, const struct meeting *, int64_t *waiting);
/* They are offered one, in the order of the line, as long as seats are free; n: how many. */
enum err evening_seats_bring(struct ctx *, const struct meeting *, int64_t *n);

extern const struct route evening_routes[];

/* Nightly: notes that are older than they are kept for are thrown away.  How many. */
enum err evening_notes_tidy(struct ctx *, int64_t *n);

#endif
