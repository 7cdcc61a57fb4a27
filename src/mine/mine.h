/* mine.h -- the own page of somebody who receives support: opened by a return key, theirs alone. */
#ifndef MINE_H
#define MINE_H

#include "page/page.h"

extern const struct route mine_routes[];

#endif
