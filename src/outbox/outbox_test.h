/* outbox_test.h -- what the tests of this room begin with: the people of linkage, and a road into a folder. */
#ifndef OUTBOX_TEST_H
#define OUTBOX_TEST_H

#include "linkage/linkage_test.h"
#include "outbox/outbox_parts.h"

struct post {
	struct road r;
	struct world *w;
	char dir[60];                     /* the data folder; its spool is where letters go */
};

/* The road is the folder; the service has an address. */
struct post post_new(void);
void post_free(struct post *);
struct outbox_road post_road(const char *road);
void post_set(struct post *, struct outbox_road);
/* Karim says that an e-mail may come, at the times of this code of contact_times; its id. */
int64_t post_way(struct post *, const char *time);
/* Karim goes somewhere on Thursday 15 December at 19:00. */
struct linkage post_goes(struct post *);
/* What the house does when it lets messages leave; how many were handed over. */
size_t post_round(struct post *);
/* Until nothing is handed over any more. */
size_t post_all(struct post *);
/* Without the last step: as if it died between handing over and saying so. */
size_t post_dies(struct post *);
/* How many letters lie in the folder, and all of them in one text, quoted-printable undone. */
int post_letters(struct post *);
struct str post_text(struct post *);
bool post_says(struct post *, const char *);
/* "sent", or "failed no_hour": of the newest message. */
struct str post_state(struct post *);
void post_clock(struct post *, day_t day, int hour, int minute);

#endif
