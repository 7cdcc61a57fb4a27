/* kind_page.c -- the administrators' pages. */
#include "kind/kind_parts.h"

const struct route kind_routes[] = {
	{ 0 }
};
