/* help_test.c -- whoever is in danger finds the number on every page of their own and of those who work here (S-2201). */
#include "seeded.h"

#include <string.h>

static bool is_page(const struct route *r)
{
	return !strcmp(r->method, "GET") && (!strncmp(r->path, "/:lang/mine", 11) || !strncmp(r->path, "/:lang/work", 11)) &&
	       !strstr(r->path, ".json") && !strstr(r->path, ":file") && !strstr(r->path, ".csv");
}

static int without_help(struct world *w, const struct route *r, const struct visit *v)
{
	struct answer a;

	seeded_as(w, seeded_keeper(r));
	a = seeded_send(w, (struct sending){ r->method, seeded_target(w, r, v, "en") });
	if (a.status != 200 || !str_starts(a.type, S("text/html")) || (says(a, "tel:112") && says(a, "/en/help-now") && says(a, "/en/leave")))
		return 0;
	print_error("%s does not say whom to call\n", r->path);
	return 1;
}

TEST(on_every_page_of_ones_own_and_of_those_who_work_here_stands_whom_to_call_now)
{
	struct world *w = seeded_world();
	int bad = 0, seen = 0;
	struct visit v;

	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (is_page(r) && visit_of(r, &v)) {
				seen++;
				bad += without_help(w, r, &v);
			}
	same_int(bad, 0);
	ok(seen > 60);
	world_free(w);
}
