/* openapi.c -- the description of the programming interface, made from the tables that it describes. */
#include "feed/feed_api.h"
#include "feed/feed_members.h"
#include "service/service.h"

#include <string.h>

/* One operation: what stands in its row is all that is written about it. */
static const struct operation {
	const char *path, *method, *id, *summary, *params, *answer, *body;
} operations[] = {
	{ "/api/v1/meetings", "get", "findMeetings",
	  "Running meetings by name; with a filter of the finder those that it finds, by next date. With when or day, once for each date.",
	  "q place km when day time method audience language area org room online stepfree children newcomers relatives old page per_page lang",
	  "Meetings", NULL },
	{ "/api/v1/meetings", "post", "addMeeting", "A new meeting, a draft unless state says running; for keepers", "", "Meeting", "MeetingInput" },
	{ "/api/v1/meetings/{slug}", "get", "getMeeting", "One meeting, also by a name that it once had", "lang", "Meeting", NULL },
	{ "/api/v1/meetings/{slug}", "put", "changeMeeting", "Change the members that are named, and no others; for keepers", "", "Meeting", "MeetingInput" },
	{ "/api/v1/occurrences", "get", "listOccurrences", "Single dates between two days", "from to slug area org method page per_page lang", "Occurrences", NULL },
	{ "/api/v1/services", "get", "findServices", "What is offered besides meetings, by name", "kind area org page per_page lang", "Services", NULL },
	{ "/api/v1/services", "post", "addService", "A new service of one kind, a draft unless state says running; for keepers", "", "Service", "ServiceInput" },
	{ "/api/v1/services/{slug}", "get", "getService", "One service, also by a name that it once had", "lang", "Service", NULL },
	{ "/api/v1/services/{slug}", "put", "changeService", "Change the members that are named, and no others; for keepers", "", "Service", "ServiceInput" },
};

static const struct param {
	const char *name, *sentence;
} params[] = {
	{ "q", "Words of the name, the description, the town or the method" }, { "place", "A town or a Danish postcode" },
	{ "km", "How far from the place" }, { "when", "week, now, today, tonight, weekend, any" }, { "day", "mo tu we th fr sa su" },
	{ "time", "morning, afternoon, evening, night" }, { "method", "A code of the method" }, { "audience", "A code of the audience" },
	{ "language", "A code of the language" }, { "area", "An area by its slug, for example varde" },
	{ "org", "An organisation by its slug" }, { "room", "1: in a room" }, { "online", "1: online or by phone" },
	{ "stepfree", "1: without a step" }, { "children", "1: children are welcome" }, { "newcomers", "1: new people are welcome" },
	{ "relatives", "1: for family and friends" }, { "old", "1: also what nobody has confirmed for 180 days" },
	{ "page", "From 1" }, { "per_page", "20, 40, 60, 80 or 100" }, { "lang", "da or en, for sentences" },
	{ "from", "First day, for example 2016-12-12" },
	{ "to", "Last day; at most 62 days after the first, 800 for one meeting" }, { "slug", "One meeting" },
	{ "kind", "A code of the kind of support" },
	{ "Idempotency-Key", "A random text of 8 to 100 characters: sent twice, it happens once" },
};

static const struct schema {
	const char *name;
	const struct field *fields;
	bool input;
	const char *open;         /* a pattern of members that are not named: what a kind asks; NULL: none */
} schemas[] = {
	{ "Meeting", meeting_fields, false }, { "MeetingInput", meeting_fields, true }, { "Location", location_fields, false },
	{ "Service", service_fields, false, "^fact_" }, { "ServiceInput", service_fields, true, "^fact_" }, { "Services", NULL, false },
	{ "Free", NULL, false }, { "Hours", NULL, false },
	{ "Exception", NULL, false }, { "Pause", NULL, false }, { "Occurrence", NULL, false }, { "Dated", NULL, false },
	{ "Meetings", NULL, false }, { "Occurrences", NULL, false }, { "Problem", NULL, false }, { "Fault", NULL, false },
};

/* --- types ------------------------------------------------------------------------------------------------ */

static void put_ref(struct json_out *o, struct str schema)
{
	struct buf b;

	buf_init(&b, 200);
	buf_fmt(&b, "#/components/schemas/%.*s", STR_ARG(schema));
	json_object(o);
	json_put_str(o, "$ref", buf_view(&b));
	json_end_object(o);
	buf_free(&b);
}

static void put_types(struct json_out *o, struct str type, bool nullable)
{
	json_name(o, "type");
	if (!nullable) {
		json_str(o, type);
		return;
	}
	json_array(o);
	json_str(o, type);
	json_str(o, S("null"));
	json_end_array(o);
}

static bool is_schema(struct str type)
{
	return type.n && type.p[0] >= 'A' && type.p[0] <= 'Z';
}

/* "string", "string?", "Location", "Location?", "Pause[]". */
static void put_member_type(struct json_out *o, const struct feed_member *m)
{
	struct str type = str_of(m->type);
	bool nullable = str_ends(type, S("?")), list = str_ends(type, S("[]"));

	type = str_slice(type, 0, type.n - (nullable ? 1 : list ? 2 : 0));
	json_object(o);
	json_put_str(o, "description", str_of(m->sentence));
	if (list) {
		json_put_str(o, "type", S("array"));
		json_name(o, "items");
		put_ref(o, type);
	} else if (is_schema(type)) {
		json_name(o, "anyOf");
		json_array(o);
		put_ref(o, type);
		if (nullable) {
			json_object(o);
			json_put_str(o, "type", S("null"));
			json_end_object(o);
		}
		json_end_array(o);
	} else {
		put_types(o, type, nullable);
	}
	json_end_object(o);
}

static void put_codes(struct json_out *o, const struct choice *choices, bool none)
{
	json_name(o, "enum");
	json_array(o);
	for (const struct choice *c = choices; c && c->code; c++)
		json_str(o, str_of(c->code));
	if (none) {
		json_str(o, S(""));
		json_null(o);
	}
	json_end_array(o);
}

static void put_text_type(struct json_out *o, const struct field *f)
{
	static const struct {
		enum field_type type;
		const char *name, *value;
	} forms[] = {
		{ FIELD_DATE, "format", "date" }, { FIELD_TIME, "pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
		{ FIELD_MONEY, "pattern", "^[0-9]+([.][0-9][0-9])?$" }, { FIELD_OPT_INT, "pattern", "^-?[0-9]+$" },
	};

	put_types(o, S("string"), true);
	if (f->type == FIELD_CHOICE)
		put_codes(o, f->choices, true);
	else if (f->most && f->type != FIELD_DATE && f->type != FIELD_TIME && f->type != FIELD_MONEY && f->type != FIELD_OPT_INT)
		json_put_int(o, "maxLength", f->most);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (f->type == forms[i].type)
			json_put_str(o, forms[i].name, str_of(forms[i].value));
}

/* A field as JSON Schema 2020-12, in the form in which feed_listing_members writes it. */
static void put_field_schema(struct ctx *ctx, struct json_out *o, const struct field *f)
{
	json_object(o);
	json_put_str(o, "description", tr_of(ctx, str_of(f->label)));
	switch (f->type) {
	case FIELD_BOOL:
		json_put_str(o, "type", S("boolean"));
		break;
	case FIELD_INT:
		json_put_str(o, "type", S("integer"));
		break;
	case FIELD_REAL:
		put_types(o, S("number"), true);
		break;
	case FIELD_CHOICES:
		json_put_str(o, "type", S("array"));
		json_name(o, "items");
		json_object(o);
		json_put_str(o, "type", S("string"));
		put_codes(o, f->choices, false);
		json_end_object(o);
		break;
	default:
		put_text_type(o, f);
		break;
	}
	json_end_object(o);
}

/* --- schemas ------------------------------------------------------------------------------------------------ */

static void put_string(struct json_out *o, const char *name, const char *sentence)
{
	json_name(o, name);
	json_object(o);
	json_put_str(o, "description", str_of(sentence));
	put_types(o, S("string"), true);
	json_end_object(o);
}

/* What is written besides the public fields: numbers of rows as texts. */
static void put_input(struct json_out *o, bool service)
{
	put_string(o, "org", "organisation_id of the one that keeps it");
	if (service) {
		put_string(o, "kind", "The code of the kind; needed for a new one");
		put_string(o, "location_ids", "location_id of each place, with blanks between");
		put_string(o, "opening_hours", "Hours in words that can be read in one way only: Mo-Fr 09:00-16:00");
		put_string(o, "area_code", "The area of a service without a place: its name or code");
		put_string(o, "state", "draft, running or ended");
		return;
	}
	put_string(o, "location", "location_id of the house");
	put_string(o, "area_code", "The area of a meeting without a house: its name or code");
	put_string(o, "state", "draft or running");
}

static void put_required(struct json_out *o, const char *schema)
{
	json_name(o, "required");
	json_array(o);
	for (const struct feed_member *m = feed_members; m->schema; m++)
		if (!strcmp(m->schema, schema) && strcmp(m->name, "errors"))
			json_str(o, str_of(m->name));
	json_end_array(o);
}

static void put_schema(struct ctx *ctx, struct json_out *o, const struct schema *s)
{
	json_name(o, s->name);
	json_object(o);
	json_put_str(o, "type", S("object"));
	json_put_bool(o, "additionalProperties", false);
	if (s->open) {
		json_name(o, "patternProperties");
		json_object(o);
		json_name(o, s->open);
		json_object(o);
		json_end_object(o);
		json_end_object(o);
	}
	if (!s->input)
		put_required(o, s->name);
	json_name(o, "properties");
	json_object(o);
	for (const struct field *f = s->fields; f && f->name; f++)
		if (feed_field_is_public(f, NULL)) {
			json_name(o, f->name);
			put_field_schema(ctx, o, f);
		}
	for (const struct feed_member *m = feed_members; m->schema; m++)
		if (!strcmp(m->schema, s->name)) {
			json_name(o, m->name);
			put_member_type(o, m);
		}
	if (s->input)
		put_input(o, s->fields == service_fields);
	json_end_object(o);
	json_end_object(o);
}

/* --- operations ----------------------------------------------------------------------------------------------- */

static void put_param(struct json_out *o, struct str name, const char *in)
{
	bool needed = !strcmp(in, "path") || !strcmp(in, "header") || str_same(name, "from") || str_same(name, "to");

	json_object(o);
	json_put_str(o, "name", name);
	json_put_str(o, "in", str_of(in));
	json_put_bool(o, "required", needed);
	for (size_t i = 0; i < sizeof params / sizeof *params; i++)
		if (str_same(name, params[i].name))
			json_put_str(o, "description", str_of(params[i].sentence));
	json_name(o, "schema");
	json_object(o);
	json_put_str(o, "type", S("string"));
	json_end_object(o);
	json_end_object(o);
}

static void put_content(struct json_out *o, const char *type, const char *schema)
{
	json_name(o, "content");
	json_object(o);
	json_name(o, type);
	json_object(o);
	json_name(o, "schema");
	put_ref(o, str_of(schema));
	json_end_object(o);
	json_end_object(o);
}

static void put_answer(struct json_out *o, const char *status, const char *text, const char *type, const char *schema)
{
	json_name(o, status);
	json_object(o);
	json_put_str(o, "description", str_of(text));
	put_content(o, type, schema);
	json_end_object(o);
}

static void put_security(struct json_out *o, bool keeper)
{
	json_name(o, "security");
	json_array(o);
	if (keeper) {
		json_object(o);
		json_name(o, "session");
		json_array(o);
		json_end_array(o);
		json_end_object(o);
	}
	json_end_array(o);
}

static void put_parameters(struct json_out *o, const struct operation *op)
{
	struct str rest = str_of(op->params), name;

	json_name(o, "parameters");
	json_array(o);
	if (strstr(op->path, "{slug}"))
		put_param(o, S("slug"), "path");
	if (op->body)
		put_param(o, S("Idempotency-Key"), "header");
	while (str_is(rest) && str_cut(&rest, ' ', &name))
		put_param(o, name, "query");
	json_end_array(o);
}

static void put_operation(struct json_out *o, const struct operation *op)
{
	json_name(o, op->method);
	json_object(o);
	json_put_str(o, "operationId", str_of(op->id));
	json_put_str(o, "summary", str_of(op->summary));
	put_security(o, op->body != NULL);
	put_parameters(o, op);
	if (op->body) {
		json_name(o, "requestBody");
		json_object(o);
		json_put_bool(o, "required", true);
		put_content(o, "application/json", op->body);
		json_end_object(o);
	}
	json_name(o, "responses");
	json_object(o);
	put_answer(o, !strcmp(op->method, "post") ? "201" : "200", "As asked", "application/json", op->answer);
	put_answer(o, "4XX", "What is wrong, and what to do", "application/problem+json", "Problem");
	json_end_object(o);
	json_end_object(o);
}

/* Rows of one path stand together. */
static void put_paths(struct json_out *o)
{
	const size_t n = sizeof operations / sizeof *operations;

	json_name(o, "paths");
	json_object(o);
	for (size_t i = 0; i < n; i++) {
		bool first = !i || strcmp(operations[i].path, operations[i - 1].path);
		bool last = i + 1 == n || strcmp(operations[i].path, operations[i + 1].path);

		if (first) {
			json_name(o, operations[i].path);
			json_object(o);
		}
		put_operation(o, &operations[i]);
		if (last)
			json_end_object(o);
	}
	json_end_object(o);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static void put_info(struct ctx *ctx, struct json_out *o)
{
	json_put_str(o, "openapi", S("3.1.0"));
	json_name(o, "info");
	json_object(o);
	json_put_str(o, "title", S("Samhold"));
	json_put_str(o, "version", S(SAMHOLD_VERSION));
	json_put_str(o, "summary", S("Meetings and all kinds of support near people who look for it"));
	json_put_str(o, "description", S("All that is read here is public and needs no key. Writing needs the log-in of a keeper."));
	json_end_object(o);
	json_name(o, "servers");
	json_array(o);
	json_object(o);
	json_put_str(o, "url", ctx->house->origin);
	json_end_object(o);
	json_end_array(o);
}

static void put_components(struct ctx *ctx, struct json_out *o)
{
	json_name(o, "components");
	json_object(o);
	json_name(o, "securitySchemes");
	json_object(o);
	json_name(o, "session");
	json_object(o);
	json_put_str(o, "type", S("apiKey"));
	json_put_str(o, "in", S("cookie"));
	json_put_str(o, "name", S("samhold"));
	json_end_object(o);
	json_end_object(o);
	json_name(o, "schemas");
	json_object(o);
	for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
		put_schema(ctx, o, &schemas[i]);
	json_end_object(o);
	json_end_object(o);
}

enum err api_description(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;

	(void)req;
	ctx->lang = "en";
	rep->type = S("application/json");
	json_start(&o, ctx->out);
	json_object(&o);
	put_info(ctx, &o);
	put_paths(&o);
	put_components(ctx, &o);
	json_end_object(&o);
	return OK;
}
