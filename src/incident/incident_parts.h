/* incident_parts.h -- what the files of this room share with each other. */
#ifndef INCIDENT_PARTS_H
#define INCIDENT_PARTS_H

#include "incident/incident.h"

/* The two who read what is written for it. */
enum err incident_two(struct ctx *, int64_t org, int64_t *first, int64_t *second);
enum err incident_is_reader(struct ctx *, int64_t org, int64_t first, int64_t second, bool *);
/* Is the open task about it that of who asks (somebody handed it on to them), or has it climbed up to them? */
enum incident_turn { TURN_NONE, TURN_CLIMBED, TURN_OWN };
enum err incident_turn(struct ctx *, const char *kind, int64_t id, enum incident_turn *);
enum err incident_end_task(struct ctx *, const char *kind, int64_t id, const char *result);
struct str incident_seal(struct ctx *, const char *place, int64_t id, struct str text);
enum err incident_open(struct ctx *, const char *place, int64_t id, struct str sealed, struct str *text);
/* "Signe and Else" */
enum err incident_two_names(struct ctx *, int64_t first, int64_t second, struct str *);

/* What to do for a child, and what the law asks, in one country; every text is N_. */
enum { CHILD_LINES = 4 };
struct child_law {
	const char *country, *name;       /* "DK" */
	const char *emergency, *office, *unknown;     /* unknown: when we have no number of the office */
	const char *line, *number, *hint; /* when that is closed */
	const char *title, *steps[CHILD_LINES], *law[CHILD_LINES];
};
extern const struct child_law incident_child_laws[];  /* ends with country NULL */
/* The first one for a country that we have none of. */
const struct child_law *incident_child_law(struct str country);

enum err incident_child_page(struct ctx *, const struct req *, struct reply *);
enum err incident_child_new(struct ctx *, const struct req *, struct reply *);
enum err incident_child_one(struct ctx *, const struct req *, struct reply *);
enum err incident_child_told(struct ctx *, const struct req *, struct reply *);
enum err incident_number_page(struct ctx *, const struct req *, struct reply *);
enum err incident_number_done(struct ctx *, const struct req *, struct reply *);

#endif
