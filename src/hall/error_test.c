/* error_test.c -- what a page says when something could not be done. */
#include "seeded.h"

#include <stdio.h>

static struct answer send_failing(struct world *w, const char *key, int nth)
{
	struct sending s = { .method = "POST", .target = "/en/work/orgs/new", .body = "name=Havnens+venner&kind=association&sure=1", .key = key };

	w->fail_at = nth;
	return seeded_send(w, s);
}

TEST(a_form_that_could_not_be_saved_comes_back_with_its_own_key_so_that_it_is_never_saved_twice)
{
	struct world *w = seeded_world();
	char hidden[200];
	const char *key;
	struct answer a;

	seeded_as(w, EVERYWHERE + ROLE_ADMINISTRATOR);
	key = seeded_key(w);
	/* From the first statement, with which nobody is known yet, to those of the verb itself. */
	for (int nth = 1; nth <= 12; nth++) {
		a = send_failing(w, key, nth);
		if (a.status != 503)
			continue;
		snprintf(hidden, sizeof hidden, "name=\"key\" value=\"%s\"", key);
		ok(says(a, hidden));
		ok(says(a, "Havnens venner"));
	}
	same_int(send_failing(w, key, 0).status, 303);
	same_int(send_failing(w, key, 0).status, 303);
	world_free(w);
}
