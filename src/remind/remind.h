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

/* A yes was stopped, and whoever had been told something does not know it yet. */
enum err remind_stopped_is_due(struct ctx *, bool *);
enum err remind_tell_stopped(struct ctx *);
/* An hour has passed since it was looked for what is missing, or the clock was set back. */
enum err remind_is_due(struct ctx *, bool *);
enum err remind_make(struct ctx *);
enum err remind_tidy(struct ctx *);
/* A demonstration begins again: nothing is asked of anybody, and it is looked at once. */
enum err remind_start_again(struct ctx *);

extern const struct route remind_routes[];

#endif
