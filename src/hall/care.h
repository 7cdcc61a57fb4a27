/* care.h -- looking after a folder: does everything fit together? */
#ifndef HALL_CARE_H
#define HALL_CARE_H

#include "hall/hall.h"

/*
 * Look at the database, at what points where, at every series, every text and the diary, at backup, disk and clock.
 * A line for each kind of look goes to ctx->out, one that begins with ! for each fault, one with ? for what should be
 * known and is no fault; how many faults.
 */
enum err care_check(struct ctx *, int64_t *faults);
/* Keep when it was looked and how many faults there were: the first page tells it. */
enum err care_store(struct ctx *, int64_t faults);

#endif
