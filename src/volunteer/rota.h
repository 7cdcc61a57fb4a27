/* rota.h -- one date of a series: who cannot come, and who comes instead. */
#ifndef VOLUNTEER_ROTA_H
#define VOLUNTEER_ROTA_H

#include "base/ctx.h"
#include "base/date.h"

/* On this date they are not on any more, whether for it alone or for the series.  The caller knows that it is theirs to say. */
enum err volunteer_cannot(struct ctx *, int64_t meeting, day_t, int64_t volunteer, struct str role);
/* ERR_CONFLICT: they are on for that date already, or said that they cannot; or storage knows that they may not. */
enum err volunteer_stands_in(struct ctx *, int64_t meeting, day_t, int64_t volunteer, struct str role, int64_t instead_of);

#endif
