/* feed_api_test.c -- the programming interface: described by what it does, and doing what it is described as. */
#include "feed/feed_test.h"
#include "feed/feed_members.h"

#include <stdio.h>
#include <string.h>

static void three_meetings(struct world *w)
{
	int64_t org = feed_org(w, "Støttehuset"), place = feed_place(w, "Huset", false);
	struct meeting hidden = feed_draft(w, "Online", 0, 0), talk = feed_draft(w, "Efter aftale", org, place);
	struct meeting m = feed_meeting(w, "Tirsdagsgruppen", org, place);
	struct problems bad = { 0 };

	hidden.conference_hidden = true;
	feed_keep(w, &hidden);
	talk.rhythm = S("appointment");
	feed_keep(w, &talk);
	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 20), S("Lukket"), S("Closed"), &bad) == OK);
	ok(meeting_move_date(w->ctx, &m, day_of(2016, 12, 27), day_of(2016, 12, 28), 18 * 60, place, &bad) == OK);
	ok(meeting_rest(w->ctx, &m, &(struct meeting_pause){ day_of(2017, 7, 1), day_of(2017, 7, 31), S(""), S("") }, &bad) == OK);
	same_int(bad.n, 0);
}

/* --- described and done ---------------------------------------------------------------------------------------- */


struct checking {
	struct world *w;
	const struct json *schemas;
	int members;
};

static void check(struct checking *c, const struct json *v, const struct json *type, struct str at);

static bool is_type(const struct json *v, struct str type)
{
	static const struct {
		enum json_type is;
		const char *name;
	} names[] = { { JSON_NULL, "null" }, { JSON_FALSE, "boolean" }, { JSON_TRUE, "boolean" }, { JSON_INT, "integer" },
		      { JSON_INT, "number" }, { JSON_REAL, "number" }, { JSON_TEXT, "string" }, { JSON_ARRAY, "array" }, { JSON_OBJECT, "object" } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].is == v->type && str_same(type, names[i].name))
			return true;
	return false;
}

static void wrong(const char *what, struct str at)
{
	print_error("%s: %.*s\n", what, STR_ARG(at));
	ok(false);
}

static void check_enum(const struct json *v, const struct json *codes, struct str at)
{
	bool found = false;

	for (size_t i = 0; i < codes->n; i++)
		found = found || (codes->at[i].type == v->type && (v->type != JSON_TEXT || str_eq(codes->at[i].text, v->text)));
	if (!found)
		wrong("not one of the codes", at);
}

static void check_plain(struct checking *c, const struct json *v, const struct json *type, struct str at)
{
	const struct json *names = json_get(type, "type"), *codes = json_get(type, "enum");
	bool fits = false;

	if (names->type == JSON_TEXT)
		fits = is_type(v, names->text);
	for (size_t i = 0; names->type == JSON_ARRAY && i < names->n; i++)
		fits = fits || is_type(v, names->at[i].text);
	if (!fits)
		wrong("of another type", at);
	if (codes)
		check_enum(v, codes, at);
	for (size_t i = 0; v->type == JSON_ARRAY && i < v->n; i++)
		check(c, &v->at[i], json_get(type, "items"), at);
}

static void check_object(struct checking *c, const struct json *v, const struct json *type, struct str at)
{
	const struct json *properties = json_get(type, "properties"), *required = json_get(type, "required");

	for (size_t i = 0; i < v->n; i++) {
		struct str here = arena_printf(c->w->arena, "%.*s/%.*s", STR_ARG(at), STR_ARG(v->names[i]));
		const struct json *p = json_get(properties, arena_z(c->w->arena, v->names[i]));
		/* What a kind asks is described by the kind, not here. */
		if (!p && json_get(type, "patternProperties") && str_starts(v->names[i], S("fact_")))
			continue;
		if (!p)
			wrong("not described", here);
		if (!str_is(json_text(p, "description")) && !json_get(p, "$ref"))
			wrong("described without a sentence", here);
		check(c, &v->at[i], p, here);
		c->members++;
	}
	for (size_t i = 0; required && i < required->n; i++)
		if (!json_get(v, arena_z(c->w->arena, required->at[i].text)))
			wrong("missing", required->at[i].text);
}

/* As much of JSON Schema as our own description uses. */
static void check(struct checking *c, const struct json *v, const struct json *type, struct str at)
{
	struct str ref = json_text(type, "$ref");
	const struct json *any = json_get(type, "anyOf");

	if (str_is(ref)) {
		const struct json *s = json_get(c->schemas, arena_z(c->w->arena, str_slice(ref, strlen("#/components/schemas/"), ref.n)));
		if (!s || v->type != JSON_OBJECT)
			wrong("no such schema, or no object", at);
		check_object(c, v, s, at);
	} else if (any) {
		check(c, v, v->type == JSON_NULL ? &any->at[any->n - 1] : &any->at[0], at);
	} else {
		check_plain(c, v, type, at);
	}
}

static void check_answer(struct checking *c, const char *target, const char *name)
{
	const struct json *answer = feed_parsed(c->w, visit(c->w, "GET", target, NULL));
	const struct json *s = json_get(c->schemas, name);

	assert_non_null(s);
	check_object(c, answer, s, str_of(target));
}

TEST(every_member_that_is_served_is_described_with_its_type_and_a_sentence)
{
	static const struct {
		const char *target, *schema;
	} answers[] = {
		{ "/api/v1/meetings", "Meetings" }, { "/api/v1/meetings?place=varde&lang=da", "Meetings" },
		{ "/api/v1/meetings?when=week&per_page=40", "Meetings" }, { "/api/v1/meetings/tirsdagsgruppen-varde", "Meeting" },
		{ "/api/v1/occurrences?from=2016-12-12&to=2017-01-31", "Occurrences" },
		{ "/api/v1/services", "Services" }, { "/api/v1/services/legestuen-varde?lang=da", "Service" },
	};
	struct world *w = world_new();
	const struct json *api;
	struct checking c = { .w = w };

	three_meetings(w);
	feed_service(w, "Legestuen", feed_org(w, "Familiehuset"), feed_place(w, "Gården", false));
	api = feed_parsed(w, visit(w, "GET", "/api/openapi.json", NULL));
	c.schemas = json_get(json_get(api, "components"), "schemas");
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		check_answer(&c, answers[i].target, answers[i].schema);
	ok(c.members > 400);
	world_free(w);
}

/* "/api/v1/meetings/:slug" is "/api/v1/meetings/{slug}" there. */
static const struct json *described(struct world *w, const struct json *paths, const struct route *r)
{
	char *path = arena_z(w->arena, arena_printf(w->arena, "%s}", r->path)), *colon = strchr(path, ':');
	char *method = arena_z(w->arena, str_of(r->method));

	if (colon)
		*colon = '{';
	else
		path[strlen(path) - 1] = 0;
	for (char *m = method; *m; m++)
		*m |= 32;
	return json_get(json_get(paths, path), method);
}

TEST(every_address_of_the_interface_is_described_and_nothing_else_is)
{
	struct world *w = world_new();
	const struct json *api = feed_parsed(w, visit(w, "GET", "/api/openapi.json", NULL)), *paths = json_get(api, "paths");
	size_t routes = 0, operations = 0;

	same_text(json_text(api, "openapi"), "3.1.0");
	for (const struct route *r = feed_routes; r->path; r++) {
		const struct json *op;
		if (strncmp(r->path, "/api/v1/", 8))
			continue;
		op = described(w, paths, r);
		if (!op)
			print_error("%s %s is not described\n", r->method, r->path);
		ok(op && str_is(json_text(op, "summary")));
		for (size_t i = 0; i < json_get(op, "parameters")->n; i++)
			ok(str_is(json_text(&json_get(op, "parameters")->at[i], "description")) || str_same(json_text(&json_get(op, "parameters")->at[i], "in"), "path"));
		routes++;
	}
	for (size_t i = 0; i < paths->n; i++)
		operations += paths->at[i].n;
	same_int(operations, routes);
	world_free(w);
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

TEST(all_running_meetings_are_listed_by_name_also_those_by_appointment)
{
	struct world *w = world_new();
	const struct json *all, *list;

	three_meetings(w);
	all = feed_parsed(w, visit(w, "GET", "/api/v1/meetings", NULL));
	list = json_get(all, "meetings");
	same_int(json_get(all, "total")->i, 3);
	same_int(list->n, 3);
	same_text(json_text(&list->at[0], "name"), "Efter aftale");
	ok(json_get(&list->at[0], "next")->type == JSON_NULL);
	same_text(json_text(json_get(&list->at[2], "next"), "starts"), "2016-12-13T18:00:00Z");
	same_text(json_text(&list->at[2], "when"), "Every Tuesday at 19:00–20:30, not on public holidays");
	same_text(json_text(json_get(&list->at[2], "location"), "city"), "Varde");
	same_int(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?area=varde", NULL))->at[0].i, 2);
	same_int(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?org=stoettehuset&method=smart", NULL))->at[0].i, 2);
	same_int(visit(w, "GET", "/api/v1/meetings?area=atlantis", NULL).status, 404);
	same_int(visit(w, "GET", "/api/v1/meetings?place=varde&org=nobody", NULL).status, 404);
	world_free(w);
}

TEST(the_filters_of_the_finder_are_those_of_the_interface)
{
	struct world *w = world_new();
	const struct json *list;

	three_meetings(w);
	list = json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?place=varde&room=1", NULL)), "meetings");
	same_int(list->n, 1);
	same_text(json_text(&list->at[0], "slug"), "tirsdagsgruppen-varde");
	ok(json_get(&list->at[0], "km")->type != JSON_NULL);
	same_int(json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?q=tirsdagsgruppen&online=1", NULL)), "total")->i, 0);
	world_free(w);
}

static void many(struct world *w, int n)
{
	for (int i = 0; i < n; i++)
		feed_meeting(w, arena_printf(w->arena, "Gruppe %02d", i).p, 0, 0);
}

TEST(a_long_list_has_pages_that_lead_to_one_another)
{
	struct world *w = world_new();
	const struct json *page;
	struct answer a;

	many(w, 45);
	a = visit(w, "GET", "/api/v1/meetings?per_page=15&page=2&lang=da", NULL);     /* rounded up to 20 */
	page = feed_parsed(w, a);
	same_int(json_get(page, "total")->i, 45);
	same_int(json_get(page, "per_page")->i, 20);
	same_int(json_get(page, "pages")->i, 3);
	same_text(json_text(&json_get(page, "meetings")->at[0], "name"), "Gruppe 20");
	ok(str_index(answer_header(a, "Link"), S("/api/v1/meetings?per_page=15&lang=da&page=3>; rel=\"next\""), 0) != SIZE_MAX);
	ok(str_index(answer_header(a, "Link"), S("&page=1>; rel=\"prev\""), 0) != SIZE_MAX);
	page = feed_parsed(w, visit(w, "GET", "/api/v1/meetings?online=1&per_page=40&page=2", NULL));
	same_int(json_get(page, "meetings")->n, 5);
	same_int(json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?per_page=9999", NULL)), "per_page")->i, 100);
	same_int(json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings?page=9", NULL)), "meetings")->n, 0);
	world_free(w);
}

TEST(dates_are_told_as_instants_and_as_the_clock_on_the_wall)
{
	struct world *w = world_new();
	const struct json *list, *one;

	three_meetings(w);
	list = json_get(feed_parsed(w, visit(w, "GET", "/api/v1/occurrences?slug=tirsdagsgruppen-varde&from=2016-12-13&to=2016-12-31", NULL)), "occurrences");
	same_int(list->n, 3);
	one = json_get(&list->at[0], "occurrence");
	same_text(json_text(one, "starts"), "2016-12-13T18:00:00Z");
	same_text(json_text(one, "ends"), "2016-12-13T19:30:00Z");
	same_text(json_text(one, "day"), "2016-12-13");
	same_text(json_text(one, "time"), "19:00");
	same_text(json_text(json_get(&list->at[1], "occurrence"), "state"), "cancelled");
	one = json_get(&list->at[2], "occurrence");
	same_text(json_text(one, "state"), "moved");
	same_text(json_text(one, "by_series"), "2016-12-27");
	same_text(json_text(one, "day"), "2016-12-28");
	world_free(w);
}

TEST(days_that_are_none_or_too_far_apart_are_named)
{
	static const char *const odd[] = { "", "from=2016-12-12", "from=2016-02-30&to=2016-03-01", "from=2016-12-12&to=2016-12-11",
					   "from=2016-12-12&to=2017-12-12" };
	struct world *w = world_new();

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct answer a = visit(w, "GET", arena_printf(w->arena, "/api/v1/occurrences?%s", odd[i]).p, NULL);
		same_int(a.status, 400);
		same_text(a.type, "application/problem+json");
		ok(says(a, "\"pointer\":\"/"));
	}
	same_int(visit(w, "GET", "/api/v1/occurrences?slug=none&from=2016-12-12&to=2016-12-13", NULL).status, 404);
	world_free(w);
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

/* With a key of its own, or the one given. */
static struct answer send(struct world *w, const char *method, const char *target, const char *key, const char *members)
{
	static int n;
	const char *body = arena_printf(w->arena, "{\"key\": \"%s%d\"%s%s}", key ? key : "random-text-", key ? 0 : ++n,
					*members ? ", " : "", members).p;

	return visit(w, method, target, body);
}

#define WHOLE "\"name\": \"Onsdagsgruppen\", \"method\": \"smart\", \"rhythm\": \"weekly\", \"weekdays\": [\"we\", \"mo\"], " \
	      "\"start_min\": \"19:00\", \"first_day\": \"2016-12-14\", \"zone\": \"Europe/Copenhagen\", \"mode\": \"online\", " \
	      "\"conference_url\": \"https://meet.example.org/x\", \"conference_hidden\": false, \"every\": 1"

TEST(a_keeper_adds_and_changes_a_meeting_by_the_same_fields_as_the_form)
{
	struct world *w = world_new();
	struct answer a;
	struct json j;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = send(w, "POST", "/api/v1/meetings", NULL, WHOLE ", \"state\": \"running\"");
	same_int(a.status, 201);
	same_text(answer_header(a, "Content-Location"), "/api/v1/meetings/onsdagsgruppen");
	ok(json_parse(w->arena, a.body, &j, NULL) == OK);
	same_int(json_get(&j, "weekdays")->n, 2);
	a = send(w, "PUT", "/api/v1/meetings/onsdagsgruppen", NULL, "\"duration_min\": 75, \"audience\": [\"women\"], \"conference_notes\": null");
	same_int(a.status, 200);
	ok(json_parse(w->arena, a.body, &j, NULL) == OK);
	same_int(json_get(&j, "duration_min")->i, 75);
	same_text(json_text(&j, "start_min"), "19:00");                /* what was not named stays */
	same_text(json_get(&j, "audience")->at[0].text, "women");
	world_log_out(w);
	ok(says(visit(w, "GET", "/feeds/meetings.txt?lang=en", NULL), "Mondays and Wednesdays at 19:00–20:15"));
	world_free(w);
}

TEST(a_draft_made_by_a_program_is_seen_by_nobody_until_it_runs)
{
	struct world *w = world_new();

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(send(w, "POST", "/api/v1/meetings", NULL, WHOLE).status, 201);
	same_int(visit(w, "GET", "/api/v1/meetings/onsdagsgruppen", NULL).status, 404);
	same_int(send(w, "PUT", "/api/v1/meetings/onsdagsgruppen", NULL, "\"state\": \"running\"").status, 200);
	same_int(visit(w, "GET", "/api/v1/meetings/onsdagsgruppen", NULL).status, 200);
	same_int(send(w, "PUT", "/api/v1/meetings/onsdagsgruppen", NULL, "\"state\": \"gone\"").status, 422);
	world_free(w);
}

TEST(what_is_wrong_is_named_by_its_member_and_nothing_is_saved)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = send(w, "POST", "/api/v1/meetings", NULL, WHOLE ", \"start_min\": \"24:00\"");
	same_int(a.status, 400);                                        /* one name twice is no JSON of ours */
	a = send(w, "POST", "/api/v1/meetings", NULL, "\"name\": \"x\", \"method\": \"magic\", \"colour\": \"blue\", \"start_min\": \"24:00\"");
	same_int(a.status, 422);
	same_text(a.type, "application/problem+json");
	ok(says(a, "\"pointer\":\"/colour\"") && says(a, "\"pointer\":\"/method\"") && says(a, "\"pointer\":\"/start_min\""));
	a = send(w, "POST", "/api/v1/meetings", NULL, WHOLE ", \"description_da\": \"Ring 010190-1234\"");
	same_int(a.status, 422);
	ok(says(a, "/description_da") && !says(a, "010190"));
	same_int(json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings", NULL)), "total")->i, 0);
	world_free(w);
}

TEST(the_same_write_sent_twice_happens_once)
{
	struct world *w = world_new();
	struct answer a, b;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = send(w, "POST", "/api/v1/meetings", "the-same-key-", WHOLE ", \"state\": \"running\"");
	b = send(w, "POST", "/api/v1/meetings", "the-same-key-", WHOLE ", \"state\": \"running\"");
	same_int(a.status, 201);
	same_int(b.status, 201);
	ok(str_eq(a.body, b.body));
	same_int(json_get(feed_parsed(w, visit(w, "GET", "/api/v1/meetings", NULL)), "total")->i, 1);
	same_int(visit(w, "POST", "/api/v1/meetings", "{" WHOLE "}").status, 428);
	world_free(w);
}

TEST(nobody_writes_outside_their_bounds)
{
	struct world *w = world_new();
	int64_t mine = feed_org(w, "Vores"), theirs = feed_org(w, "Deres");
	struct meeting m = feed_meeting(w, "Deres gruppe", theirs, 0);

	(void)m;
	same_int(send(w, "POST", "/api/v1/meetings", NULL, WHOLE).status, 401);
	world_log_in(w, "kim", ROLE_KEEPER, mine, 0);
	same_int(send(w, "PUT", "/api/v1/meetings/deres-gruppe", NULL, "\"room\": \"Stuen\"").status, 403);
	same_int(send(w, "POST", "/api/v1/meetings", NULL, arena_printf(w->arena, WHOLE ", \"org\": \"%lld\"", (long long)theirs).p).status, 422);     /* mendable: choose one of your own */
	same_int(send(w, "POST", "/api/v1/meetings", NULL, arena_printf(w->arena, WHOLE ", \"org\": \"%lld\"", (long long)mine).p).status, 201);
	world_log_in(w, "fie", ROLE_FACILITATOR, mine, 0);
	same_int(send(w, "POST", "/api/v1/meetings", NULL, WHOLE).status, 403);
	world_free(w);
}
