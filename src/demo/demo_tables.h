/* demo_tables.h -- what the demonstration is made of, as rows.  Private to this room. */
#ifndef DEMO_TABLES_H
#define DEMO_TABLES_H

#include "demo/demo.h"

struct demo_org {
	const char *name, *kind, *area /* code */, *neutral;
	const char *da, *en;
	const char *phone;
};
extern const struct demo_org demo_org_rows[];            /* ends with name NULL */
extern const struct demo_org demo_support_orgs[];        /* who offers everything else; all invented */

/* A house.  Streets do not exist; the points are somewhere in the right town. */
struct demo_place {
	const char *name, *org, *address, *postcode;
	double lat, lon;
	const char *step_free, *toilet, *transit;
	const char *da, *en;                         /* how to find the door */
	const char *city, *state;                    /* of an American one; code of its area */
	bool protected_address, home;
};
extern const struct demo_place demo_place_rows[];        /* where groups meet; ends with name NULL */
extern const struct demo_place demo_support_places[];    /* where everything else is given */

/* What happens the first time, shared by groups that do the same. */
struct demo_words {
	const char *da, *en;
};
enum demo_first { FIRST_NONE, FIRST_TOOLS, FIRST_FAMILY, FIRST_YOUNG, FIRST_ENGLISH, FIRST_STEPS, FIRST_TALK, FIRSTS };
extern const struct demo_words demo_firsts[FIRSTS];

/* A series.  What is not said is as with most of them: weekly, 90 minutes, Danish, in the room. */
struct demo_group {
	const char *slug, *name, *org, *place /* its name */, *method;
	const char *began, *last;                    /* YYYY-MM-DD; last NULL: goes on */
	const char *days, *at;                       /* weekday codes, HH:MM */
	const char *da, *en;
	enum demo_first first;
	int confirmed;                               /* days before the start of the demonstration */
	const char *rhythm, *nths;                   /* NULL: weekly */
	int every, month_day, minutes;               /* 0: 1, none, 90 */
	const char *mode, *audience, *languages, *openness, *room;
	const char *phone, *join, *dial;             /* of the group; address and number of an online one */
	bool children, hidden;                       /* hidden: how to join is shown only shortly before */
	const char *area;                            /* code, for one without a place */
};
extern const struct demo_group demo_groups[];        /* the 27 of the programme; ends with slug NULL */
extern const struct demo_group demo_neighbours[];    /* other methods nearby, all invented */

/* One date that is otherwise than its series says. */
struct demo_date {
	const char *slug, *day;
	const char *new_day, *new_at;                /* NULL: cancelled */
	const char *da, *en;                         /* why it is cancelled */
};
extern const struct demo_date demo_dates[];

/* Somebody who helps.  What is not said is as with most of them: they would like to lead. */
struct demo_helper {
	const char *name, *org, *areas /* codes with blanks between */, *lived;
	const char *came, *certified, *renewed;      /* YYYY-MM-DD; NULL: not */
	const char *groups;                          /* slugs with blanks between */
	const char *paused, *back;
	const char *apprentice, *beside;             /* day of the course; the lead's name */
	int practised;
	const char *roles;                           /* NULL: facilitator */
	int week_hours;                              /* of somebody employed */
	const char *stops_at;                        /* the state they have come to; NULL: the end of the path */
};
extern const struct demo_helper demo_helpers[];      /* ends with name NULL */
/* A group that somebody begins to lead. */
struct demo_turn {
	const struct demo_helper *helper;
	struct str slug;
};

/* An outreach round: see demo_rounds.c for the order of the counts. */
struct demo_round {
	const char *org, *area /* code */, *place, *day, *period;
	int conversations, new_faces, given[6], wishes[12];
	const char *note;
	bool left;                                   /* nobody was there, and it was left at the place */
	const char *next;                            /* NULL: not said */
};
extern const struct demo_round demo_rounds[];        /* ends with org NULL */

/* What a visitor reported a few minutes before the start. */
struct demo_report {
	const char *slug, *kind, *words;
	int minutes_before;
};
extern const struct demo_report demo_reports[];

/*
 * What somebody offers besides groups.  What is not said is as with most of its kind (demo_usual): free, by volunteers,
 * for everybody.  facts "level=monitored;curfew=kl. 23|11 pm", hours "mo-fr 09:00-16:00; 1st sa 10:00-12:00",
 * price "150 DKK night", "sliding 0-300 DKK month", "voucher", "unknown", beds "bed 6 2 5": of six two free, counted 5 hours ago.
 */
struct demo_service {
	const char *kind, *org, *place /* its name, NULL: none */, *da, *en, *text_da, *text_en;
	const char *facts, *hours, *price, *beds, *full /* the day until when */;
	const char *providers, *staffing, *stages, *relation, *audience, *languages, *mode, *area /* code, without a place */;
	const char *payer_da, *payer_en, *papers_da, *papers_en, *extras_da, *extras_en;
	const char *expect_da, *expect_en, *secular_da, *secular_en;
	char substitution, children;                 /* 'y' 'n', 0: not known */
};
#define D(kind_, org_, place_, da_, en_, text_da_, text_en_, ...) \
	{ .kind = kind_, .org = org_, .place = place_, .da = da_, .en = en_, .text_da = text_da_, .text_en = text_en_, __VA_ARGS__ }
extern const struct demo_service demo_support_east[], demo_support_west[], demo_support_us[];      /* end with kind NULL */

/* What most services of a kind have in common. */
struct demo_usual {
	const char *kind, *providers, *relation, *mode;      /* mode of one without a place */
	const char *first_da, *first_en, *apply_da, *apply_en;
};
extern const struct demo_usual demo_usuals[];

/* Not confirmed for so many days; the others were looked after lately. */
struct demo_age {
	const char *name_da;
	int days;
};
extern const struct demo_age demo_support_ages[];
/* What a visitor reported on a service this morning; slug is its Danish name. */
extern const struct demo_report demo_support_reports[];

#endif
