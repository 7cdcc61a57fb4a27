/* service_page.c -- one service for its keepers. */
#include "service/service_parts.h"

const struct route service_routes[] = {
	{ 0 }
};
