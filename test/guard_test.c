/*
 * guard_test.c -- whatever is written wherever, a number of a person is stored nowhere (S-1804): every write of
 * the house is sent once for each of its fields, with such a number in that field, and then every column of
 * every table is searched for it.  What a list from elsewhere brings in is one of these writes.
 */
#include "seeded.h"
#include "area/area.h"
#include "checkup/checkup.h"
#include "deadline/deadline.h"
#include "door/door.h"
#include "evening/evening.h"
#include "grant/grant.h"
#include "landing/landing.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "method/method.h"
#include "outreach/outreach.h"
#include "partner/partner.h"
#include "policy/policy.h"
#include "programme/programme.h"
#include "report/report.h"
#include "ride/ride.h"
#include "service/service.h"
#include "visits.h"
#include "volunteer/volunteer.h"

#include <stdio.h>

/*
 * A civil registration number of a day that exists, and a social security number; within a sentence, and alone
 * as in a field that takes no sentences.
 */
static const char *const numbers[] = { "010190-1234", "219-09-9999" };
static const char *const typed[] = { "Ring til 010190-1234 i dag", "010190-1234", "219-09-9999" };

/* What else a form or a record may say than the visits of the matrix do. */
static const struct {
	const char *method, *path;
	const struct field *fields;
} forms[] = {
	{ "POST", "/:lang/work/meetings/new", meeting_fields }, { "POST", "/:lang/work/meetings/:id/edit", meeting_fields },
	{ "POST", "/:lang/work/meetings/:id/following", meeting_fields }, { "POST", "/:lang/meetings/:slug/change", meeting_fields },
	{ "POST", "/api/v1/meetings", meeting_fields }, { "PUT", "/api/v1/meetings/:slug", meeting_fields },
	{ "POST", "/:lang/work/locations/new", location_fields }, { "POST", "/:lang/work/locations/:id", location_fields },
	{ "POST", "/:lang/work/orgs/new", org_fields }, { "POST", "/:lang/work/orgs/:id", org_fields },
	{ "POST", "/:lang/work/areas/new", area_fields }, { "POST", "/:lang/work/areas/:id", area_fields },
	{ "POST", "/:lang/work/support/new", service_fields }, { "POST", "/:lang/work/support/:id/edit", service_fields },
	{ "POST", "/:lang/support/:slug/change", service_fields },
	{ "POST", "/:lang/work/programmes/new", programme_fields }, { "POST", "/:lang/work/programmes/:id", programme_fields },
	{ "POST", "/:lang/work/partners/new", partner_fields }, { "POST", "/:lang/work/partners/:id", partner_fields },
	{ "POST", "/:lang/work/methods/new", method_fields }, { "POST", "/:lang/work/methods/:id", method_fields },
	{ "POST", "/:lang/work/volunteers/new", volunteer_fields }, { "POST", "/:lang/work/volunteers/:id/edit", volunteer_fields },
	{ "POST", "/:lang/work/own/:id", volunteer_own_fields },
	{ "POST", "/:lang/work/volunteers/:id/qualifications", volunteer_qualification_fields },
	{ "POST", "/:lang/work/evenings/:id/:day", evening_fields }, { "POST", "/:lang/e/:token", evening_fields },
	{ "POST", "/:lang/work/programmes/:id/policy", policy_fields }, { "POST", "/:lang/work/grants/new", grant_book_fields },
	{ "POST", "/:lang/work/grants/:id/edit", grant_book_fields }, { "POST", "/:lang/work/programmes/:id/reports/:report", report_fields },
	{ "POST", "/:lang/work/outreach/new", outreach_fields }, { "POST", "/:lang/work/outreach/:id", outreach_fields },
	{ "POST", "/:lang/mine/rides/new", ride_fields }, { "POST", "/:lang/work/persons/:id/rides/new", ride_fields },
	{ "POST", "/:lang/work/persons/:id/calls", checkup_fields }, { "POST", "/:lang/work/checkups/:id/answers", checkup_said_fields },
	{ "POST", "/:lang/mine/checkup", checkup_said_fields },
	{ "POST", "/:lang/mine/plan/steps/new", landing_fields }, { "POST", "/:lang/mine/plan/steps/:step", landing_fields },
	{ "POST", "/:lang/work/transitions/:id/plan/steps/new", landing_fields },
	{ "POST", "/:lang/work/transitions/:id/plan/steps/:step", landing_fields },
	{ "POST", "/:lang/mine/loops/:id/door", door_fields }, { "POST", "/:lang/work/loops/:id/door", door_fields },
	{ "POST", "/:lang/work/persons/:id/papers", deadline_fields },
};

/* What no field table holds: a sentence that some forms take beside their fields. */
static const char *const words[] = { "reason_da", "reason_en", "words", "called", "note", "source", "h0_note_da", "h0_note_en" };

static int faults, tried;
static bool closely;                  /* look after every write, not after all of a route: the whole house is read for it */

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

/* Blanks of a form are written with +. */
static const char *with_number(struct world *w, const char *body, size_t from, size_t to, const char *number)
{
	char *sent = (char *)arena_printf(w->arena, "%.*s%s%s", (int)from, body, number, body + to).p;

	for (size_t i = from; body[0] != '{' && i < from + strlen(number); i++)
		if (sent[i] == ' ')
			sent[i] = '+';
	return sent;
}

static void look(struct world *w, const struct route *r, const char *body, struct answer a)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *where = seeded_holds(w, numbers[i]);
		if (!where)
			continue;
		faults++;
		print_error("%s %s (%d) stored it in %s: %s\n", r->method, r->path, a.status, where, body);
	}
}

static void send_with(struct world *w, const struct route *r, const char *target, const char *body, size_t from, size_t to)
{
	/* After the first fault the house holds it anyway. */
	for (size_t i = 0; i < sizeof typed / sizeof *typed && !faults; i++) {
		const char *sent = with_number(w, body, from, to, typed[i]);
		struct answer a;
		seeded_as(w, seeded_keeper(r));
		a = seeded_send(w, (struct sending){ r->method, target, sent });
		tried++;
		if (closely)
			look(w, r, sent, a);
	}
}

static const struct field *fields_of(const struct route *r)
{
	static const struct field none[] = { F_END };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (!strcmp(forms[i].method, r->method) && !strcmp(forms[i].path, r->path))
			return forms[i].fields;
	return none;
}

/* The body with an empty value more, which ends at its end or before the last brace. */
static const char *with_field(struct world *w, const char *body, const char *name, size_t *at)
{
	size_t n = strlen(body);

	if (body[0] != '{') {
		body = arena_printf(w->arena, "%s&%s=", body, name).p;
		*at = strlen(body);
		return body;
	}
	body = arena_printf(w->arena, "%.*s, \"%s\": \"\"}", (int)n - 1, body, name).p;
	*at = strlen(body) - 2;
	return body;
}

static bool is_said(struct world *w, const char *body, const char *name)
{
	return strstr(body, arena_printf(w->arena, "%s%s%s", body[0] == '{' ? "\"" : "", name, body[0] == '{' ? "\": " : "=").p) != NULL;
}

static void send_more(struct world *w, const struct route *r, const char *target, const char *body, const char *name)
{
	size_t at;
	const char *more = with_field(w, body, name, &at);

	if (!is_said(w, body, name))
		send_with(w, r, target, more, at, at);
}

static void send_each(const struct route *r, const struct visit *v)
{
	struct world *w = seeded_world();
	const char *body = seeded_fill(w, v->body), *path = seeded_fill(w, v->path ? v->path : r->path);
	const char *target = !strncmp(path, "/:lang", 6) ? path + strlen("/:lang") : path;
	size_t at = 0, from, to;

	if (!strncmp(r->path, "/:lang", 6))
		target = arena_printf(w->arena, "/en%s", target).p;
	while (next_value(body, &at, &from, &to))
		send_with(w, r, target, body, from, to);
	for (const struct field *f = fields_of(r); f->name; f++)
		send_more(w, r, target, body, f->name);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		send_more(w, r, target, body, words[i]);
	if (!closely)
		look(w, r, "one of its fields", (struct answer){ 0 });
	world_free(w);
}

static int faults_of(const struct route *r)
{
	struct visit v;

	faults = 0;
	closely = false;
	if (!strcmp(r->method, "GET") || !visit_of(r, &v) || !v.body || !*v.body)
		return 0;
	send_each(r, &v);
	if (!faults)
		return 0;
	/* Which of them was it? */
	faults = 0;
	closely = true;
	send_each(r, &v);
	return faults ? faults : 1;
}

TEST(a_number_of_a_person_is_stored_nowhere_by_no_write_in_none_of_its_fields)
{
	size_t routes = 0;
	int all = 0;

	tried = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			routes += fields_of(r)->name != NULL;
			all += faults_of(r);
		}
	same_int(all, 0);
	same_int(routes, sizeof forms / sizeof *forms);
	ok(tried > 1000);
}

/* --- lists ------------------------------------------------------------------------------------------------ */

/* Taken in when it can be. */
static void take_list(struct world *w, const char *what, const char *list)
{
	const struct route r = { "POST", what, IMPORT, NULL, 0, NULL };
	struct answer a;

	/* After the first fault the house holds it anyway. */
	if (faults)
		return;
	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	a = seeded_send(w, (struct sending){ "POST", "/en/work/imports", list });

	if (a.status == 303)
		a = seeded_send(w, (struct sending){ "POST", arena_printf(w->arena, "%.*s/taking", STR_ARG(a.location)).p, "" });
	look(w, &r, list, a);
}

static const char *plus(struct world *w, const char *text)
{
	return with_number(w, "", 0, 0, text);
}

TEST(a_number_of_a_person_in_any_column_of_a_table_is_stored_nowhere)
{
	static const char *const columns[] = {
		"slug", "name", "organisation", "description_da", "description_en", "first_time_da", "first_time_en", "room", "languages",
		"conference_notes", "conference_url", "conference_phone", "contact_role", "phone", "email", "website", "location_name",
		"location_address", "location_city", "location_postcode", "location_country", "location_transit", "location_entrance_da",
		"location_entrance_en", "location_region", "location_area", "location_zone", "zone", "price", "nobody_knows_this_one",
	};
	struct world *w = seeded_world();

	faults = tried = 0;
	for (size_t i = 0; i < sizeof columns / sizeof *columns * 2; i++) {
		const char *column = columns[i / 2], *address = strcmp(column, "conference_url") ? "conference_url," : "";
		const char *name = strcmp(column, "name") ? "name," : "";
		take_list(w, column, arena_printf(w->arena, "source=Listen%zu&text=%s%smethod,weekdays,start_min,zone,%s%%0A%s%ssmart,th,19:00,"
			"Europe/Copenhagen,%s%%0A", i, name, address, column, *name ? "Nabogruppen," : "", *address ? "https://example.org/x," : "",
			plus(w, typed[i % 2 ? 2 : 0])).p);
	}
	world_free(w);
	same_int(faults, 0);
}

TEST(a_number_of_a_person_in_any_text_of_a_meeting_guide_is_stored_nowhere)
{
	static const char *const texts[] = {
		"slug", "name", "notes", "url", "location", "location_notes", "formatted_address", "address", "city", "state", "postal_code", "country",
		"region", "group", "group_notes", "district", "website", "venmo", "square", "paypal", "phone", "email", "conference_url",
		"conference_url_notes", "conference_phone", "conference_phone_notes", "contact_1_name", "contact_1_phone", "contact_1_email",
		"feedback_url", "edit_url", "timezone", "time", "end_time", "updated", "entity", "entity_phone", "nobody_knows_this_one",
	};
	struct world *w = seeded_world();

	faults = tried = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts * 2; i++) {
		const char *number = plus(w, typed[i % 2 ? 2 : 0]);
		/* Behind the others: of two members with one name the last one counts, or the file is refused. */
		const char *place = i % 2 ? "\"location\":\"Huset\",\"city\":\"Aarhus\",\"country\":\"DK\"," : "";
		take_list(w, texts[i / 2], arena_printf(w->arena, "source=Guide%zu&text=[{%s%s%s%s%s\"%s\":\"%s\",\"types\":[\"M-SMART\",\"%s\"]}]", i,
			strcmp(texts[i / 2], "name") ? "\"name\":\"Nabogruppen\"," : "", strstr(place, texts[i / 2]) ? "" : place,
			strcmp(texts[i / 2], "time") ? "\"day\":1,\"time\":\"19:00\"," : "\"day\":1,",
			strcmp(texts[i / 2], "timezone") ? "\"timezone\":\"Europe/Copenhagen\"," : "",
			strcmp(texts[i / 2], "conference_url") ? "\"conference_url\":\"https://example.org/x\"," : "", texts[i / 2], number, number).p);
	}
	world_free(w);
	same_int(faults, 0);
}
