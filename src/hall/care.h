/* care.h -- looking after a folder: does everything fit together? */
#ifndef HALL_CARE_H
#define HALL_CARE_H

#include "hall/hall.h"

/*
 * Look at the database, at what points where, at every series, every text and the diary.  A line for
 * each kind of look goes to ctx->out, and one for each fault; how many faults.
 */
enum err care_check(struct ctx *, int64_t *faults);

#endif
