/* verify_page.c -- one-time links, visitors' reports, and the keepers' list of them. */
#include "verify/verify_state.h"

const struct route verify_routes[] = { { 0 } };
