/* golden.c -- what the program says of itself for the golden files. */
#include "test.h"
#include "hall/hall.h"

#include <stdio.h>

static void flags(unsigned f)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
		{ ROUTE_SLOW, "slow" }, { ROUTE_CACHED, "cached" }, { ROUTE_NO_KEY, "no-key" },
		{ ROUTE_CORS, "cors" }, { ROUTE_FRAMED, "framed" }, { ROUTE_JSON, "json" },
		{ ROUTE_NO_DATA, "no-data" }, { ROUTE_LONG, "long" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (f & names[i].flag)
			printf(" %s", names[i].name);
}

int print_routes(void)
{
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			printf("%s %s %s", r->path, r->method, r->perm > PERM_MISSING && r->perm < PERMS ? perm_name(r->perm) : "-");
			flags(r->flags);
			printf("%s\n", r->before ? " before" : "");
		}
	return 0;
}
