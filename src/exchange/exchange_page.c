/* exchange_page.c -- lists in: a file, what it would do, a yes, and back again. */
#include "exchange/exchange.h"

const struct route exchange_routes[] = { { 0 } };
