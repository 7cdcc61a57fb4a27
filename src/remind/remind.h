/* remind.h -- what the house says by itself: a form that is missing, a yes that ends, a listing that gets old, a yes that was stopped. */
#ifndef REMIND_H
#define REMIND_H

#include "outbox/outbox.h"

enum {
	REMIND_EVERY_S = 3600,
	REMIND_FORM_HOURS = 24, REMIND_FORM_DAYS = 14,        /* after the evening; and not about those of long ago */
	REMIND_STOPPED_HOURS = 24,        /* so soon somebody has read, or told, that a yes was stopped */
	REMIND_KEPT_DAYS = 60,
};

/* Is there something to look for now?  Only reads. */
enum err remind_is_due(struct ctx *, bool *);
/* In the writer. */
enum err remind_make(struct ctx *);
enum err remind_tidy(struct ctx *);

extern const struct route remind_routes[];

#endif
