/* meeting_page.c -- the keepers' pages about series. */
#include "meeting/series.h"

const struct route meeting_routes[] = { { 0 } };
