/* demo_support_test.c -- the demonstration's directory of all kinds of support has what the plan says. */
#include "world.h"
#include "demo/demo.h"
#include "demo/demo_tables.h"
#include "service/service.h"
#include "verify/verify.h"

#include <stdlib.h>

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	w->who.demo = true;
	if (demo_fill(w->ctx))
		print_error("%s\n", w->ctx->why);
	return w;
}

static int64_t count(struct world *w, const char *sql)
{
	struct str answer;
	int64_t n = -1;

	ok(db_ask(w->ctx, sql, &answer) == OK && str_int(answer, &n));
	return n;
}

#define IN_DENMARK "FROM service s JOIN area a ON a.id = s.area AND a.country = 'DK' "
#define IN_AMERICA "FROM service s JOIN area a ON a.id = s.area AND a.country = 'US' "

TEST(the_demonstration_offers_140_danish_and_60_american_services_of_all_fifteen_kinds)
{
	struct world *w = demo_world();

	same_int(count(w, "SELECT COUNT(*) " IN_DENMARK "WHERE s.state = 'running'"), 140);
	same_int(count(w, "SELECT COUNT(*) " IN_AMERICA "WHERE s.state = 'running'"), 60);
	same_int(count(w, "SELECT COUNT(DISTINCT s.kind) " IN_DENMARK), 15);
	same_int(count(w, "SELECT COUNT(DISTINCT s.area) " IN_DENMARK), 10);
	same_int(count(w, "SELECT COUNT(*) FROM (SELECT s.kind " IN_AMERICA "GROUP BY s.kind HAVING COUNT(*) >= 2) k"), 15);
	same_int(count(w, "SELECT COUNT(*) FROM (SELECT s.area " IN_DENMARK "GROUP BY s.area HAVING COUNT(*) >= 12) k"), 10);
	world_free(w);
}

TEST(every_service_of_the_demonstration_is_told_in_both_languages_and_says_what_the_first_time_is_like)
{
	struct world *w = demo_world();

	same_int(count(w, "SELECT COUNT(*) FROM service WHERE name_da = '' OR name_en = '' OR description_da = '' OR description_en = '' "
			  "OR first_time_da = '' OR first_time_en = '' OR apply_da = '' OR apply_en = ''"), 0);
	same_int(count(w, "SELECT COUNT(*) FROM service"), count(w, "SELECT COUNT(DISTINCT name_da) FROM service"));
	world_free(w);
}

TEST(nine_danish_services_may_have_changed_and_four_are_no_longer_shown)
{
	struct world *w = demo_world();
	int64_t day = 86400;

	same_int(count(w, arena_printf(w->arena, "SELECT COUNT(*) " IN_DENMARK "WHERE s.verified_at <= %lld AND s.verified_at > %lld",
				       (long long)(DEMO_START - 90 * day), (long long)(DEMO_START - 180 * day)).p), 9);
	same_int(count(w, arena_printf(w->arena, "SELECT COUNT(*) " IN_DENMARK "WHERE s.verified_at <= %lld", (long long)(DEMO_START - 180 * day)).p), 4);
	same_int(count(w, arena_printf(w->arena, "SELECT COUNT(*) " IN_AMERICA "WHERE s.verified_at <= %lld", (long long)(DEMO_START - 90 * day)).p), 0);
	world_free(w);
}

TEST(two_services_were_reported_today)
{
	struct world *w = demo_world();

	w->ctx->now = DEMO_START;
	for (const struct demo_report *r = demo_support_reports; r->slug; r++) {
		struct verify_state v;
		int64_t id = count(w, arena_printf(w->arena, "SELECT id FROM service WHERE name_da = '%s'", r->slug).p);
		ok(verify_state(w->ctx, id, &v) == OK);
		same_int(v.reports_today, 1);
	}
	same_int(count(w, "SELECT COUNT(*) FROM verify_report r JOIN service s ON s.id = r.listing"), 2);
	world_free(w);
}

TEST(every_faith_based_service_says_what_it_expects_and_where_one_goes_instead)
{
	struct world *w = demo_world();

	ok(count(w, "SELECT COUNT(*) " IN_AMERICA "WHERE s.providers = 'faith'") >= 3);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE replace(providers, 'faith', '') <> providers "
			  "AND (expectations_da = '' OR expectations_en = '' OR secular_da = '' OR secular_en = '')"), 0);
	world_free(w);
}

TEST(a_demonstration_that_begins_again_has_the_same_services_as_before)
{
	struct world *w = demo_world();
	int64_t n = count(w, "SELECT COUNT(*) FROM service"), facts = count(w, "SELECT COUNT(*) FROM service_fact");

	ok(demo_fill(w->ctx) == OK);
	same_int(count(w, "SELECT COUNT(*) FROM service"), n);
	same_int(count(w, "SELECT COUNT(*) FROM service_fact"), facts);
	same_int(count(w, "SELECT COUNT(*) FROM verify_report"), 4);
	same_int(count(w, "SELECT COUNT(DISTINCT slug) FROM service"), n);
	world_free(w);
}
