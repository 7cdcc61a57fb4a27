/*
 * demo.h -- the demonstration: organisations, places, meetings and log-ins on Monday 12 December 2016.
 *
 * Names of organisations and municipalities are those of the Danish programme; every house, group,
 * number and person is invented.  It is the same each time it is made.
 */
#ifndef DEMO_H
#define DEMO_H

#include "base/ctx.h"

enum { DEMO_START = 1481533200 };   /* Monday 12 December 2016, 10:00 in Copenhagen */
enum { DEMO_SEED = 20161231 };      /* for the ids, when the folder is made */

/*
 * Everything as the tables say: an empty demonstration gets it, a used one begins again and loses
 * what was done in it.  ERR_DENIED on a real folder.
 */
enum err demo_fill(struct ctx *);
/* After that: what came of every evening of its groups.  Long, so it is asked for by itself. */
enum err demo_evenings(struct ctx *);

#endif
