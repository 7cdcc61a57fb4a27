/* demo_tables.h -- what the demonstration is made of, as rows.  Private to this room. */
#ifndef DEMO_TABLES_H
#define DEMO_TABLES_H

#include "demo/demo.h"

struct demo_org {
	const char *name, *kind, *area /* code */, *neutral;
	const char *da, *en;
};
extern const struct demo_org demo_org_rows[];            /* ends with name NULL */

/* A house.  Streets do not exist; the points are somewhere in the right town. */
struct demo_place {
	const char *name, *org, *address, *postcode;
	double lat, lon;
	const char *step_free, *toilet, *transit;
	const char *da, *en;                         /* how to find the door */
};
extern const struct demo_place demo_place_rows[];        /* ends with name NULL */

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

/* What a visitor reported a few minutes before the start. */
struct demo_report {
	const char *slug, *kind, *words;
	int minutes_before;
};
extern const struct demo_report demo_reports[];

#endif
