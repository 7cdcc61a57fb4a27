/* feed_services_test.c -- services as JSON: read by everybody, written by keepers, with what their kind asks. */
#include "feed/feed_test.h"
#include "area/area.h"
#include "org/org.h"
#include "service/service.h"

void feed_service(struct world *w, const char *name, int64_t org, int64_t place)
{
	static const struct service_fact facts[] = { { S("child_ages"), S("1_2 3_5"), S("") }, { S("checked"), S("yes"), S("") },
						     { S("collecting"), S("Kun mor"), S("") }, { S("emergency"), S("00 00 00 77"), S("") } };
	struct service_schedule hours = { .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x3e, .first = DAY_NONE, .last = DAY_NONE },
					  .start_min = 540, .duration_min = 420, .zone = S("Europe/Copenhagen") };
	struct service_capacity places = { S("place"), 8, 3, TEST_NOW - 3600, S("keeper") };
	struct service_place *there = arena_new_of(w->arena, struct service_place);
	struct problems bad = { 0 };
	struct service_whole s;
	struct kind k;

	ok(kind_seed(w->ctx) == OK && kind_of_code(w->ctx, S("child-care"), &k) == OK);
	s = service_blank(w->ctx, &k);
	there->location = place;
	s.s.org = org, s.s.name_da = str_of(name), s.s.state = S("running"), s.s.price_type = S("fixed"), s.s.price_least = 2550;
	s.s.currency = S("DKK"), s.s.price_unit = S("day"), s.s.phone = S("00000010");
	s.facts = facts, s.nfacts = 4, s.schedules = &hours, s.nschedules = 1, s.capacities = &places, s.ncapacities = 1;
	s.places = there, s.nplaces = 1;
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
}

static struct world *with_service(bool is_protected)
{
	struct world *w = world_new();
	int64_t org = feed_org(w, "Familiehuset");

	feed_service(w, "Legestuen", org, feed_place(w, "Gården", is_protected));
	return w;
}

static struct answer send(struct world *w, const char *method, const char *target, const char *members)
{
	static int n;

	return visit(w, method, target, arena_printf(w->arena, "{\"key\": \"services-key-%d\", %s}", ++n, members).p);
}

TEST(services_are_read_as_json_with_what_their_kind_asks)
{
	struct world *w = with_service(false);
	const struct json *all = feed_parsed(w, visit(w, "GET", "/api/v1/services", NULL)), *s = &json_get(all, "services")->at[0];

	same_int(json_get(all, "total")->i, 1);
	same_text(json_text(s, "kind"), "child-care");
	same_int(json_get(s, "fact_child_ages")->n, 2);
	same_text(json_text(s, "fact_checked"), "yes");
	same_text(json_text(s, "price_least"), "25.50");
	same_text(json_text(s, "price"), "DKK 25.50 a day");
	same_text(json_text(s, "when"), "Monday to Friday 09:00–16:00");
	same_int(json_get(&json_get(s, "free_places")->at[0], "free")->i, 3);
	same_text(json_text(&json_get(s, "hours")->at[0], "weekdays"), "mo tu we th fr");
	same_text(json_text(&json_get(s, "locations")->at[0], "city"), "Varde");
	same_int(feed_parsed(w, visit(w, "GET", "/api/v1/services?kind=housing", NULL))->at[0].i, 0);
	same_int(feed_parsed(w, visit(w, "GET", "/api/v1/services?kind=child-care&org=familiehuset", NULL))->at[0].i, 1);
	same_int(visit(w, "GET", "/api/v1/services?kind=gliding", NULL).status, 404);
	same_int(visit(w, "GET", "/api/v1/services/gliding", NULL).status, 404);
	world_free(w);
}

TEST(what_is_for_keepers_only_and_where_a_protected_place_is_stand_in_no_json)
{
	struct world *w = with_service(true);
	struct answer a = visit(w, "GET", "/api/v1/services", NULL);

	ok(!says(a, "00 00 00 77") && !says(a, "fact_emergency") && says(a, "Kun mor"));
	ok(!says(a, "Hemmelig Gyde") && !says(a, "Gården") && says(a, "\"location_ids\":\"\""));
	world_free(w);
}

TEST(a_count_that_is_three_days_old_is_not_sent_on_as_a_number)
{
	struct world *w = with_service(false);
	const struct json *f;

	world_clock(w, TEST_NOW + 4 * 86400);
	f = &json_get(feed_parsed(w, visit(w, "GET", "/api/v1/services/legestuen-varde", NULL)), "free_places")->at[0];
	ok(json_get(f, "free")->type == JSON_NULL);
	same_text(json_text(f, "said"), "Call to hear whether there is room");
	world_free(w);
}

TEST(a_keeper_adds_and_changes_a_service_by_the_same_fields_as_the_form)
{
	struct world *w = with_service(false);
	struct answer a;
	struct json j;
	struct org o;

	ok(org_of_name(w->ctx, S("Familiehuset"), &o) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = send(w, "POST", "/api/v1/services", arena_printf(w->arena, "\"kind\": \"housing\", \"name_en\": \"House\", \"org\": \"%lld\", \"mode\": \"phone\", "
		"\"stages\": [\"housing\"], \"price_type\": \"free\", \"phone\": \"00 00 00 10\", \"fact_level\": \"peer_run\", \"fact_stay\": [\"long\"], "
		"\"fact_deposit\": \"3500\", \"currency\": \"DKK\", \"opening_hours\": \"Mo-Fr 09:00-16:00\", \"state\": \"running\"", (long long)o.id).p);
	same_int(a.status, 201);
	same_text(answer_header(a, "Content-Location"), "/api/v1/services/house");
	ok(json_parse(w->arena, a.body, &j, NULL) == OK);
	same_text(json_text(&j, "fact_deposit"), "3500");
	same_text(json_text(&j, "when"), "Monday to Friday 09:00–16:00");
	a = send(w, "PUT", "/api/v1/services/house", "\"fact_pets\": \"yes\"");
	same_int(a.status, 200);
	ok(json_parse(w->arena, a.body, &j, NULL) == OK);
	same_text(json_text(&j, "fact_pets"), "yes");
	same_text(json_text(&j, "fact_level"), "peer_run");            /* what was not named stays */
	same_int(send(w, "PUT", "/api/v1/services/house", "\"state\": \"ended\"").status, 200);
	world_free(w);
}

TEST(what_is_wrong_with_a_service_sent_by_a_program_is_named)
{
	struct world *w = with_service(false);
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = send(w, "POST", "/api/v1/services", "\"kind\": \"gliding\"");
	same_int(a.status, 422);
	ok(says(a, "/kind"));
	a = send(w, "POST", "/api/v1/services", "\"kind\": \"housing\", \"name_en\": \"House\", \"fact_seats\": \"3\", \"price_least\": \"cheap\", "
		"\"opening_hours\": \"whenever\", \"state\": \"running\"");
	same_int(a.status, 422);
	ok(says(a, "/fact_seats") && says(a, "/price_least") && says(a, "/opening_hours"));
	a = send(w, "PUT", "/api/v1/services/legestuen-varde", "\"stages\": []");
	same_int(a.status, 422);
	ok(says(a, "/stages"));
	world_free(w);
}

TEST(who_keeps_nothing_here_writes_no_service)
{
	struct world *w = with_service(false);

	same_int(send(w, "PUT", "/api/v1/services/legestuen-varde", "\"name_en\": \"X\"").status, 401);
	world_log_in(w, "mia", ROLE_KEEPER, 99, 0);
	same_int(send(w, "PUT", "/api/v1/services/legestuen-varde", "\"name_en\": \"X\"").status, 403);
	world_free(w);
}
