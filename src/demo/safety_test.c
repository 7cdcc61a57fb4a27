/* safety_test.c -- the story has one of each, and begins again whatever visitors wrote. */
#include "seeded.h"
#include "demo/demo.h"

static struct str ask(struct world *w, const char *sql)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer.p ? answer : S("");
}

static const char *const counts = "SELECT (SELECT COUNT(*) FROM incident) || ' ' || (SELECT COUNT(*) FROM incident_child) || ' ' ||"
	" (SELECT COUNT(*) FROM inquiry) || ' ' || (SELECT COUNT(*) FROM inquiry_breach) || ' ' ||"
	" (SELECT COUNT(*) FROM rights_request r JOIN participant p ON p.id = r.participant WHERE p.erased_at IS NULL)";

TEST(the_story_begins_again_although_something_waits_for_people_who_are_not_in_it)
{
	struct world *w = seeded_world();

	for (int i = 0; i < 2; i++) {
		same_int(demo_fill(w->ctx), OK);
		same_int(demo_evenings(w->ctx), OK);
		same_text(ask(w, counts), "2 1 2 1 2");
	}
	same_text(ask(w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL AND kind IN ('incident_debrief', 'incident_review', 'child_concern', 'outside', 'breach')"), "5");
	world_free(w);
}

TEST(whoever_sees_to_data_protection_has_a_question_and_a_clock_on_the_first_day)
{
	struct world *w = seeded_world();
	struct answer a;

	same_int(demo_fill(w->ctx), OK);
	same_int(demo_evenings(w->ctx), OK);
	world_log_in(w, "Birthe", ROLE_VISITOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Somebody outside asks") && says(a, "Something confidential got out"));
	world_free(w);
}
