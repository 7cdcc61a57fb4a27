/*
 * handover.h -- hand somebody over while they sit here: what would help, where to, what may be told, yes, saved.
 *
 * A room of its own because it looks in the directory, and loops (linkage) are read by rooms below the directory.
 */
#ifndef HANDOVER_H
#define HANDOVER_H

#include "page/page.h"

enum { HANDOVER_FIRST = 3, HANDOVER_MORE = 20 };

extern const struct route handover_routes[];

#endif
