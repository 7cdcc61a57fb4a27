/* fixture_test.c -- listings for the tests of this room, and answers to look into. */
#include "feed/feed_test.h"
#include "area/area.h"

#include <math.h>
#include <string.h>

int64_t feed_org(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association"), .website = S("https://example.org/") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

int64_t feed_place(struct world *w, const char *name, bool is_protected)
{
	struct location l = { .name = str_of(name), .address = S("Hemmelig Gyde 7"), .postcode = S("6800"), .country = S("DK"),
			      .lat = 55.6211, .lon = 8.4806, .step_free = S("yes"), .transit = S("Busterminalen"),
			      .entrance_da = S("Ring på klokken."), .protected_address = is_protected };
	struct problems bad = { 0 };

	ok(area_seed(w->ctx) == OK);
	ok(location_save(w->ctx, &l, &bad) == OK && !bad.n);
	return l.id;
}

struct meeting feed_draft(struct world *w, const char *name, int64_t org, int64_t place)
{
	struct meeting m = meeting_blank(w->ctx);

	m.name = str_of(name), m.org = org, m.location = place, m.method = S("smart"), m.weekdays = S("tu");
	m.start_min = 19 * 60, m.state = S("running"), m.first_day = day_of(2016, 1, 5);
	m.description_da = S("En samtale om ugen, der gik."), m.description_en = S("A talk about the week that was.");
	if (!place)
		m.mode = S("online"), m.conference_url = S("https://meet.example.org/tirsdag"), m.conference_notes = S("Kode 4711");
	m.verified_at = w->ctx->now - 3 * 86400, m.verified_by = S("keeper");
	return m;
}

void feed_keep(struct world *w, struct meeting *m)
{
	struct problems bad = { 0 };

	same_int(meeting_save(w->ctx, m, &bad), OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
}

struct meeting feed_meeting(struct world *w, const char *name, int64_t org, int64_t place)
{
	struct meeting m = feed_draft(w, name, org, place);

	feed_keep(w, &m);
	return m;
}

const struct json *feed_parsed(struct world *w, struct answer a)
{
	struct json *j = arena_new_of(w->arena, struct json);
	struct json_fault fault;

	same_int(a.status, 200);
	if (json_parse(w->arena, a.body, j, &fault)) {
		print_error("line %d: %s\n", fault.line, fault.why.p);
		ok(false);
	}
	return j;
}

const struct json *feed_object(const struct json *list, const char *member, const char *text)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (str_same(json_text(&list->at[i], member), text))
			return &list->at[i];
	return NULL;
}

struct answer feed_visit_with(struct world *w, const char *target, const char *header, struct str value)
{
	struct http_pair headers[3] = { { S("Host"), S("localhost") }, { S("Sec-Fetch-Site"), S("same-origin") }, { str_of(header), value } };
	struct arena *request = arena_new(0);
	struct http_req req = { .method = HTTP_GET, .path = str_of(target), .headers = headers, .nheaders = 3, .arena = request };
	struct http_reply rep = { 0 };
	struct answer a = { 0 };

	world_commit(w);
	db_rollback(w->ctx);
	buf_init(&rep.body, 32 << 20);
	serve_visit(&w->visitor, &req, &rep);
	a.status = rep.status;
	a.body = arena_str(w->arena, buf_view(&rep.body));
	buf_free(&rep.body);
	arena_free(request);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	return a;
}
