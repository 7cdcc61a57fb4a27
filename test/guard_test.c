/*
 * guard_test.c -- whatever is written wherever, a number of a person is stored nowhere (S-1804): every write of
 * the house is sent once for each of its fields, with such a number in that field, and then every column of
 * every table is searched for it.  What a list from elsewhere brings in is one of these writes.
 */
#include "seeded.h"
#include "visits.h"

#include <stdio.h>

/* A civil registration number of a day that exists; as a form writes it, and in JSON. */
#define NUMBER "010190-1234"
static const char in_form[] = "Ring+til+010190-1234+i+dag";
static const char in_json[] = "Ring til 010190-1234 i dag";

static int faults, tried;

/* The next value of a form, or of a JSON object that is a text; false at the end. */
static bool next_value(const char *body, size_t *at, size_t *from, size_t *to)
{
	bool json = body[0] == '{';
	const char *begin = json ? strstr(body + *at, "\": \"") : strchr(body + *at, '=');

	if (!begin)
		return false;
	*from = (size_t)(begin - body) + (json ? 4 : 1);
	*to = *from + strcspn(body + *from, json ? "\"" : "&");
	*at = *to;
	return true;
}

static const char *with_number(struct world *w, const char *body, size_t from, size_t to)
{
	const char *number = body[0] == '{' ? in_json : in_form;

	return arena_printf(w->arena, "%.*s%s%s", (int)from, body, number, body + to).p;
}

static void look(struct world *w, const struct route *r, const char *body, struct answer a)
{
	const char *where = seeded_holds(w, NUMBER);

	tried++;
	if (!where)
		return;
	faults++;
	print_error("%s %s (%d) stored it in %s: %s\n", r->method, r->path, a.status, where, body);
}

static void send_each(const struct route *r, const struct visit *v)
{
	struct world *w = seeded_world();
	const char *body = seeded_fill(w, v->body), *path = seeded_fill(w, v->path ? v->path : r->path);
	const char *target = !strncmp(path, "/:lang", 6) ? path + strlen("/:lang") : path;
	size_t at = 0, from, to;

	if (!strncmp(r->path, "/:lang", 6))
		target = arena_printf(w->arena, "/en%s", target).p;
	while (next_value(body, &at, &from, &to)) {
		const char *sent = with_number(w, body, from, to);
		seeded_as(w, r->perm == LOCAL ? MACHINE : (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
		look(w, r, sent, seeded_send(w, (struct sending){ r->method, target, sent }));
		if (faults)
			break;
	}
	world_free(w);
}

TEST(a_number_of_a_person_is_stored_nowhere_by_no_write_in_none_of_its_fields)
{
	struct visit v;

	faults = tried = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (strcmp(r->method, "GET") && visit_of(r, &v) && v.body && *v.body)
				send_each(r, &v);
	same_int(faults, 0);
	ok(tried > 200);
}

/* A list holds such a number wherever it likes: in each column of our own table, in a record, in what only goes along. */
TEST(a_number_of_a_person_in_any_column_of_a_list_is_stored_nowhere)
{
	static const char *const columns[] = {
		"slug", "name", "organisation", "description_da", "description_en", "first_time_da", "first_time_en", "room",
		"conference_notes", "conference_url", "conference_phone", "contact_role", "phone", "email", "website", "location_name", "location_address",
		"location_city", "location_postcode", "location_transit", "location_entrance_da", "location_entrance_en", "location_region", "price",
	};
	struct world *w = seeded_world();

	faults = tried = 0;
	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		bool name = !strcmp(columns[i], "name");
		const char *table = arena_printf(w->arena,
			"source=Listen%zu&text=%s%smethod,weekdays,start_min,zone,%s%%0A%s%ssmart,th,19:00,Europe/Copenhagen,%s%%0A", i,
			name ? "" : "name,", strcmp(columns[i], "conference_url") ? "conference_url," : "", columns[i],
			name ? "" : "Nabogruppen,", strcmp(columns[i], "conference_url") ? "https://example.org/x," : "", in_form).p;
		struct answer a = seeded_send(w, (struct sending){ "POST", "/en/work/imports", table });
		look(w, &(struct route){ "POST", columns[i], IMPORT, NULL, 0, NULL }, table, a);
		if (a.status == 303)
			look(w, &(struct route){ "POST", columns[i], IMPORT, NULL, 0, NULL }, table,
			     seeded_send(w, (struct sending){ "POST", arena_printf(w->arena, "%.*s/taking", STR_ARG(a.location)).p, "" }));
	}
	world_free(w);
	same_int(faults, 0);
}
