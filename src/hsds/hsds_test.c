/* hsds_test.c -- the directory for other programs. */
#include "hsds/book.h"
#include "area/area.h"
#include "json/json.h"
#include "service/service_test.h"
#include "crypt/crypt.h"
#include "zip/zip.h"

static const struct json *asked(struct world *w, const char *target)
{
	struct json *v = arena_new_of(w->arena, struct json);
	struct answer a = visit(w, "GET", target, NULL);

	same_int(a.status, 200);
	same_text(a.type, "application/json");
	ok(json_parse(w->arena, a.body, v, NULL) == OK);
	return v;
}

static const struct json *in(const struct json *v, const char *name)
{
	const struct json *found = json_get(v, name);

	if (!found)
		print_error("no %s\n", name);
	ok(found != NULL);
	return found;
}

static const struct json *contents(const struct json *page)
{
	return in(page, "contents");
}

/* The value of an attribute of ours. */
static struct str fact(const struct json *object, const char *code)
{
	const struct json *all = in(object, "attributes");

	for (size_t i = 0; i < all->n; i++)
		if (str_same(json_text(in(&all->at[i], "taxonomy_term"), "code"), code))
			return json_text(&all->at[i], "value");
	return STR_ABSENT;
}


static void keep(struct house_of_help *h, struct service_whole *w)
{
	struct problems bad = { 0 };

	ok(service_save(h->w->ctx, w, &bad) == OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
}

static struct str uuid_of(struct house_of_help *h, int64_t id)
{
	struct str uuid;

	ok(hsds_uuid(h->w->ctx, THING_SERVICE, id, &uuid) == OK);
	return uuid;
}

static const struct json *tree(struct house_of_help *h, int64_t id)
{
	return asked(h->w, arena_printf(h->w->arena, "/hsds/services/%.*s", STR_ARG(uuid_of(h, id))).p);
}

TEST(the_root_says_version_profile_and_description)
{
	struct world *w = world_new();
	const struct json *root = asked(w, "/hsds/");

	same_text(json_text(root, "version"), "3.1");
	ok(str_ends(json_text(root, "profile"), S("/hsds/profile")));
	ok(str_ends(json_text(root, "openapi_url"), S("/hsds/openapi.json")));
	ok(in(in(asked(w, "/hsds/openapi.json"), "paths"), "/services") != NULL);
	same_int(visit(w, "GET", "/hsds/profile/schedule.json", NULL).status, 200);
	same_int(visit(w, "GET", "/hsds/profile/service.json", NULL).status, 404);
	world_free(w);
}

TEST(every_kind_of_support_is_a_service_with_its_terms_hl7_first)
{
	static const char *const kinds[] = { "transportation", "employment", "case-management", "outreach", "relapse-prevention", "housing",
					     "child-care", "family-marriage-education", "peer-support", "support-groups", "life-skills",
					     "spiritual", "education", "parent-education", "substance-education" };
	struct house_of_help h = help_new();
	int64_t ids[15];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		ids[i] = help_running(&h, kinds[i], kinds[i]);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct json *s = tree(&h, ids[i]), *first = &in(s, "attributes")->at[0];
		same_text(json_text(s, "status"), "active");
		same_text(json_text(in(s, "organization"), "name"), "Prøvehuset");
		same_text(json_text(in(in(first, "taxonomy_term"), "taxonomy_detail"), "name"), "HL7 service type");
		ok(!str_eq(json_text(in(first, "taxonomy_term"), "name"), json_text(in(first, "taxonomy_term"), "code")));
		ok(fact(s, "record").p != NULL);
	}
	same_int(in(asked(h.w, "/hsds/services"), "total_items")->i, 15);
	world_free(h.w);
}

TEST(a_service_says_places_hours_price_and_facts)
{
	struct house_of_help h = help_new();
	struct service_whole w = help_service(&h, "housing", "Oasen");
	struct service_schedule hours[] = {
		{ .location = h.place, .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .weekdays = 0x3E, .first = DAY_NONE, .last = DAY_NONE },
		  .start_min = 540, .duration_min = 420, .zone = S("Europe/Copenhagen"), .note_da = S("Ring på") },
		{ .rhythm = { .kind = RHYTHM_MONTHLY_WEEKDAY, .interval = 1, .weekdays = 4, .nths = 0x44, .first = DAY_NONE, .last = DAY_NONE },
		  .start_min = 0, .duration_min = 1440, .zone = S("Europe/Copenhagen") },
	};
	struct service_capacity beds[] = { { S("bed"), 6, 2, h.w->ctx->now, S("keeper") } };
	const struct json *s, *at, *hour;

	w.s.price_type = S("fixed"), w.s.price_least = 15050, w.s.currency = S("DKK"), w.s.price_unit = S("night");
	w.s.papers_da = S("Sygesikringskort\nKontrakt"), w.s.age_least = 18, w.s.substitution = S("yes"), w.s.languages = S("da en");
	w.s.first_time_da = S("En ven viser rundt."), w.s.name_en = S("The Oasis");
	w.schedules = hours, w.nschedules = 2, w.capacities = beds, w.ncapacities = 1;
	keep(&h, &w);
	s = tree(&h, w.s.id);
	same_text(json_text(s, "name"), "Oasen");
	same_text(json_text(s, "alternate_name"), "The Oasis");
	same_int(in(s, "minimum_age")->i, 18);
	ok(in(&in(s, "cost_options")->at[0], "amount")->r == 150.5);
	same_int(in(s, "required_documents")->n, 2);
	same_int(in(&in(s, "capacities")->at[0], "available")->i, 2);
	same_text(json_text(in(&in(s, "capacities")->at[0], "unit"), "identifier"), "bed");
	same_text(fact(s, "substitution"), "Ja");
	same_text(fact(s, "first_time"), "En ven viser rundt.");
	at = &in(s, "service_at_locations")->at[0];
	same_text(json_text(&in(in(at, "location"), "addresses")->at[0], "state_province"), "Region Syddanmark");
	hour = &in(at, "schedules")->at[0];
	same_text(json_text(hour, "byday"), "MO,TU,WE,TH,FR");
	same_text(json_text(hour, "opens_at"), "09:00+01:00");
	same_text(json_text(hour, "closes_at"), "16:00+01:00");
	same_text(json_text(hour, "timezone_name"), "Europe/Copenhagen");
	hour = &in(s, "schedules")->at[0];
	same_text(json_text(hour, "byday"), "2TU,-1TU");
	same_text(json_text(hour, "opens_at"), "00:00+01:00");
	same_text(json_text(hour, "closes_at"), "23:59+01:00");
	world_free(h.w);
}

TEST(what_is_not_public_is_not_there)
{
	struct house_of_help h = help_new();
	int64_t shown = help_running(&h, "outreach", "Gadevognen");
	struct service_whole draft = help_service(&h, "outreach", "Kladden");
	struct service_whole hidden = help_service(&h, "transportation", "Kørslen");

	draft.s.state = S("draft");
	keep(&h, &draft);
	help_fact(&h, &hidden, "mileage", "379");
	keep(&h, &hidden);
	same_int(visit(h.w, "GET", arena_printf(h.w->arena, "/hsds/services/%.*s", STR_ARG(uuid_of(&h, draft.s.id))).p, NULL).status, 404);
	same_int(in(asked(h.w, "/hsds/services"), "total_items")->i, 2);
	ok(!str_is(fact(tree(&h, hidden.s.id), "transportation.mileage")));
	ok(str_index(fact(tree(&h, hidden.s.id), "record"), S("379"), 0) == SIZE_MAX);
	ok(service_end(h.w->ctx, shown) == OK);
	same_int(in(asked(h.w, "/hsds/services"), "total_items")->i, 1);
	world_free(h.w);
}

TEST(a_protected_place_says_its_town_and_no_more)
{
	struct house_of_help h = help_new();
	struct location l;
	struct problems bad = { 0 };
	struct answer a;

	ok(location_get(h.w->ctx, h.place, &l) == OK);
	l.protected_address = true;
	ok(location_save(h.w->ctx, &l, &bad) == OK && !bad.n);
	help_running(&h, "housing", "Krisecenteret");
	a = visit(h.w, "GET", "/hsds/services?full=true", NULL);
	ok(says(a, "Varde"));
	ok(!says(a, "Prøvevej") && !says(a, "55.62") && !says(a, "6800"));
	a = visit(h.w, "GET", "/hsds/hsds.zip", NULL);
	same_int(a.status, 200);
	world_free(h.w);
}

TEST(filters_combine)
{
	struct house_of_help h = help_new();
	struct str org;

	help_running(&h, "housing", "Oasen");
	help_running(&h, "child-care", "Myretuen");
	ok(hsds_uuid(h.w->ctx, THING_ORG, h.org, &org) == OK);
	const struct json *terms = contents(asked(h.w, "/hsds/taxonomy_terms?per_page=100"));
	struct str housing = S(""), kinds = S("");
	for (size_t i = 0; i < terms->n; i++)
		if (str_same(json_text(&terms->at[i], "code"), "housing") && str_starts(json_text(&terms->at[i], "taxonomy"), S("Kinds"))) {
			housing = json_text(&terms->at[i], "id");
			kinds = json_text(&terms->at[i], "taxonomy_id");
		}
	ok(housing.n && kinds.n);
#define TOTAL(query, ...) in(asked(h.w, arena_printf(h.w->arena, "/hsds/services?" query, __VA_ARGS__).p), "total_items")->i
	same_int(TOTAL("taxonomy_term_id=%.*s", STR_ARG(housing)), 1);
	same_int(TOTAL("taxonomy_id=%.*s", STR_ARG(kinds)), 2);
	same_int(TOTAL("taxonomy_id=%.*s&search=myretuen", STR_ARG(kinds)), 1);
	same_int(TOTAL("taxonomy_term_id=%.*s&search=myretuen", STR_ARG(housing)), 0);
	same_int(TOTAL("organization_id=%.*s&search=oasen", STR_ARG(org)), 1);
	same_int(TOTAL("organization_id=%s", "00000000-0000-4000-8000-000000000000"), 0);
	same_int(TOTAL("modified_after=%s", "2016-12-12T09:00:00Z"), 2);
	same_int(TOTAL("modified_after=%s", "2016-12-12T09:00:01Z"), 0);
	same_int(in(asked(h.w, "/hsds/organizations?search=oasen"), "total_items")->i, 1);
	same_int(in(asked(h.w, "/hsds/organizations?search=nothing"), "total_items")->i, 0);
	same_int(visit(h.w, "GET", "/hsds/services?modified_after=yesterday", NULL).status, 422);
	world_free(h.w);
}

TEST(a_search_can_be_posted_so_that_it_stands_in_no_address)
{
	struct house_of_help h = help_new();
	struct answer form, typed;

	help_running(&h, "housing", "Oasen");
	help_running(&h, "child-care", "Myretuen");
	form = visit_with(h.w, "POST", "/hsds/services", "search=oasen", &(struct http_pair){ S("Origin"), S("https://elsewhere.example") }, 1);
	typed = visit(h.w, "POST", "/hsds/services", "{\"search\": \"oasen\"}");
	same_int(form.status, 200);
	ok(says(form, "\"total_items\":1") && says(typed, "\"total_items\":1"));
	same_text(answer_header(form, "Access-Control-Allow-Origin"), "*");
	same_text(answer_header(form, "Cache-Control"), "no-store");
	world_free(h.w);
}

TEST(pages_hold_everything_once_in_order)
{
	struct house_of_help h = help_new();
	struct str seen[12];
	size_t n = 0;

	for (int i = 0; i < 12; i++)
		help_running(&h, "outreach", arena_printf(h.w->arena, "Vogn %d", i).p);
	for (int page = 1; page <= 3; page++) {
		const struct json *p = asked(h.w, arena_printf(h.w->arena, "/hsds/services?per_page=5&page=%d", page).p), *c = contents(p);
		same_int(in(p, "total_items")->i, 12);
		same_int(in(p, "total_pages")->i, 3);
		same_int(in(p, "size")->i, (int64_t)c->n);
		same_int(in(p, "first_page")->type == JSON_TRUE, page == 1);
		same_int(in(p, "last_page")->type == JSON_TRUE, page == 3);
		for (size_t i = 0; i < c->n; i++)
			seen[n++] = json_text(&c->at[i], "id");
	}
	same_int(n, 12);
	for (size_t i = 1; i < n; i++)
		ok(str_cmp(seen[i - 1], seen[i]) < 0);
	same_int(in(asked(h.w, "/hsds/services?page=4&per_page=5"), "empty")->type, JSON_TRUE);
	same_int(contents(asked(h.w, "/hsds/services?minimal=true"))->n, 12);
	same_int(contents(asked(h.w, "/hsds/services?minimal=true"))->at[0].n, 2);
	world_free(h.w);
}

TEST(a_service_at_a_place_is_found_by_its_own_name)
{
	struct house_of_help h = help_new();
	const struct json *list, *one;

	help_running(&h, "housing", "Oasen");
	list = contents(asked(h.w, "/hsds/service_at_locations"));
	same_int(list->n, 1);
	one = asked(h.w, arena_printf(h.w->arena, "/hsds/service_at_locations/%.*s", STR_ARG(json_text(&list->at[0], "id"))).p);
	same_text(json_text(in(one, "service"), "name"), "Oasen");
	same_text(json_text(in(one, "location"), "name"), "Huset");
	ok(!json_get(in(one, "service"), "service_at_locations"));
	same_int(visit(h.w, "GET", "/hsds/service_at_locations/00000000-0000-4000-8000-000000000000", NULL).status, 404);
	world_free(h.w);
}

TEST(an_organisation_shows_its_places_and_when_asked_its_services)
{
	struct house_of_help h = help_new();
	const struct json *list, *one;
	struct str id;

	help_running(&h, "housing", "Oasen");
	list = contents(asked(h.w, "/hsds/organizations"));
	same_int(list->n, 1);
	id = json_text(&list->at[0], "id");
	one = asked(h.w, arena_printf(h.w->arena, "/hsds/organizations/%.*s", STR_ARG(id)).p);
	same_int(in(one, "locations")->n, 1);
	ok(!json_get(one, "services"));
	one = asked(h.w, arena_printf(h.w->arena, "/hsds/organizations/%.*s?full_service=true", STR_ARG(id)).p);
	same_text(json_text(&in(one, "services")->at[0], "name"), "Oasen");
	world_free(h.w);
}

TEST(a_name_goes_back_to_its_thing_and_a_name_from_elsewhere_stays)
{
	struct house_of_help h = help_new();
	const struct str foreign = S("AC148810-d857-441c-9679-408f346de14b");
	int64_t id = help_running(&h, "housing", "Oasen"), back;
	enum hsds_thing thing;
	struct str own = uuid_of(&h, id);

	ok(hsds_of_uuid(h.w->ctx, own, &thing, &back) == OK && thing == THING_SERVICE && back == id);
	ok(hsds_of_uuid(h.w->ctx, foreign, &thing, &back) == ERR_NOT_FOUND);
	ok(hsds_of_uuid(h.w->ctx, S("nonsense"), &thing, &back) == ERR_NOT_FOUND);
	ok(hsds_keep_uuid(h.w->ctx, THING_SERVICE, id, foreign) == OK);
	same_text(uuid_of(&h, id), "ac148810-d857-441c-9679-408f346de14b");
	ok(hsds_of_uuid(h.w->ctx, foreign, &thing, &back) == OK && back == id);
	same_text(json_text(tree(&h, id), "id"), "ac148810-d857-441c-9679-408f346de14b");
	ok(hsds_forget_uuid(h.w->ctx, THING_SERVICE, id) == OK);
	same_text(uuid_of(&h, id), own.p);
	/* no UUID is no name */
	ok(hsds_keep_uuid(h.w->ctx, THING_SERVICE, id, S("131321")) == OK);
	same_text(uuid_of(&h, id), own.p);
	world_free(h.w);
}

static int64_t area_called(struct house_of_help *h, const char *code)
{
	struct area a;

	ok(area_of_code(h->w->ctx, str_of(code), &a) == OK);
	return a.id;
}

static void serves(struct house_of_help *h, const char *name, const char *code)
{
	struct service_whole w = help_get(h, help_running(h, "housing", name));
	const int64_t area = area_called(h, code);

	w.areas = &area, w.nareas = 1;
	keep(h, &w);
}

TEST(a_postcode_finds_what_serves_it_and_metres_what_is_near)
{
	struct house_of_help h = help_new();

	help_running(&h, "housing", "Oasen");                  /* in 6800 Varde, for whoever comes */
	serves(&h, "I Varde", "DK-573");
	serves(&h, "I hele Danmark", "DK");
	serves(&h, "I Aarhus", "DK-751");
	same_int(TOTAL("postcode=%s", "6800"), 3);
	same_int(TOTAL("postcode=%s", "8000"), 3);
	same_int(TOTAL("postcode=%s", "1050"), 2);
	same_int(TOTAL("postcode=%s&proximity=5000", "6800"), 3);
	same_int(TOTAL("postcode=%s&proximity=5000", "8000"), 0);
	same_int(TOTAL("postcode=%s&proximity=50000", "8000"), 0);
	same_int(TOTAL("postcode=%s&proximity=200000", "8000"), 3);
	same_int(visit(h.w, "GET", "/hsds/services?postcode=60601", NULL).status, 422);
	same_int(visit(h.w, "GET", "/hsds/services?proximity=500", NULL).status, 422);
	same_int(visit(h.w, "GET", "/hsds/services?postcode=6800&proximity=far", NULL).status, 422);
	world_free(h.w);
}

TEST(the_package_holds_what_the_api_says)
{
	struct house_of_help h = help_new();
	struct hsds_file files[HSDS_KINDS + 1];
	struct zip_file *packed;
	struct hsds_set set;
	struct answer a;
	const char *why;
	struct str file;
	int line;
	size_t n;

	help_running(&h, "housing", "Oasen");
	help_running(&h, "child-care", "Myretuen");
	a = visit(h.w, "GET", "/hsds/hsds.zip", NULL);
	ok(zip_read(h.w->arena, a.body, &packed, &n, &why) == OK);
	same_text(packed[n - 1].name, "datapackage.json");
	for (size_t i = 0; i < n; i++)
		files[i] = (struct hsds_file){ packed[i].name, packed[i].bytes };
	ok(hsds_read_tables(h.w->arena, files, n, &set, &why, &file, &line) == OK);
	same_int(set.nfaults, 0);
	same_int(set.of[HSDS_SERVICE].n, 2);
	same_int(set.of[HSDS_ORGANIZATION].n, 1);
	same_int(set.of[HSDS_LOCATION].n, 1);
	world_free(h.w);
}
