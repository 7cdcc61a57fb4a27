/* openapi.c -- the description of the programming interface, made from the tables that it describes. */
#include "feed/feed_api.h"
#include "feed/feed.h"

#include <string.h>

/* One operation: what stands in its row is all that is written about it. */
static const struct operation {
	const char *path, *method, *id, *summary, *params, *answer, *body;
} operations[] = {
	{ "/api/v1/meetings", "get", "findMeetings", "The next dates that fit, as the finder shows them",
	  "q place when day time method audience language area org room online stepfree children newcomers relatives old km page lang", "Hits", NULL },
	{ "/api/v1/meetings/{slug}", "get", "getMeeting", "One meeting", "lang", "Meeting", NULL },
	{ "/api/v1/meetings", "post", "addMeeting", "A new meeting as a draft; for keepers", "", "Meeting", "MeetingInput" },
	{ "/api/v1/meetings/{slug}", "put", "changeMeeting", "Change the named members; for keepers", "", "Meeting", "MeetingInput" },
	{ "/api/v1/occurrences", "get", "listOccurrences", "The dates of one meeting between two days", "slug from to", "Occurrences", NULL },
};

static void put_type(struct json_out *o, const char *type)
{
	json_object(o);
	json_put_str(o, "type", str_of(type));
	json_end_object(o);
}

static void put_ref(struct json_out *o, const char *schema)
{
	struct buf b;

	buf_init(&b, 200);
	buf_fmt(&b, "#/components/schemas/%s", schema);
	json_object(o);
	json_put_str(o, "$ref", buf_view(&b));
	json_end_object(o);
	buf_free(&b);
}

static void put_enum(struct json_out *o, const struct choice *choices)
{
	json_name(o, "enum");
	json_array(o);
	json_str(o, S(""));
	for (const struct choice *c = choices; c->code; c++)
		json_str(o, str_of(c->code));
	json_end_array(o);
}

static void put_nullable(struct json_out *o, const char *type)
{
	json_name(o, "type");
	json_array(o);
	json_str(o, str_of(type));
	json_str(o, S("null"));
	json_end_array(o);
}

/* A field as JSON Schema 2020-12, in the form in which feed_listing_json writes it. */
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
		put_nullable(o, "number");
		break;
	case FIELD_CHOICES:
		json_put_str(o, "type", S("array"));
		json_name(o, "items");
		json_object(o);
		json_put_str(o, "type", S("string"));
		put_enum(o, f->choices);
		json_end_object(o);
		break;
	default:
		put_nullable(o, "string");
		break;
	}
	json_end_object(o);
}

static void put_members(struct ctx *ctx, struct json_out *o, const struct field *fields)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, NULL)) {
			json_name(o, f->name);
			put_field_schema(ctx, o, f);
		}
}

/* What is said besides the fields. */
static const struct member {
	const char *schema, *name, *type;
} members[] = {
	{ "Meeting", "slug", "string" }, { "Meeting", "when", "string" }, { "Meeting", "url", "string" }, { "Meeting", "organisation", "string" },
	{ "Meeting", "verified_at", "integer" }, { "Meeting", "verified_by", "string" }, { "Meeting", "sequence", "integer" },
	{ "Meeting", "exceptions", "array" }, { "Meeting", "pauses", "array" }, { "Location", "protected", "boolean" },
	{ "Occurrence", "starts", "string" }, { "Occurrence", "day", "string" }, { "Occurrence", "time", "string" },
	{ "Occurrence", "duration_min", "integer" }, { "Occurrence", "state", "string" }, { "Occurrence", "by_series", "string" },
	{ "Occurrence", "reason_da", "string" }, { "Occurrence", "reason_en", "string" },
	{ "Hits", "total", "integer" }, { "Hits", "page", "integer" }, { "Hits", "pages", "integer" }, { "Hits", "hits", "array" },
	{ "Occurrences", "slug", "string" }, { "Occurrences", "zone", "string" }, { "Occurrences", "occurrences", "array" },
	{ "Problem", "type", "string" }, { "Problem", "title", "string" }, { "Problem", "status", "integer" }, { "Problem", "detail", "string" },
	{ "Problem", "errors", "array" },
};

static void put_schema(struct ctx *ctx, struct json_out *o, const char *name, const struct field *fields)
{
	json_name(o, name);
	json_object(o);
	json_put_str(o, "type", S("object"));
	json_put_bool(o, "additionalProperties", false);
	json_name(o, "properties");
	json_object(o);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (!strcmp(members[i].schema, name)) {
			json_name(o, members[i].name);
			put_type(o, members[i].type);
		}
	if (fields)
		put_members(ctx, o, fields);
	if (!strcmp(name, "Meeting")) {
		json_name(o, "location");
		json_object(o);
		json_name(o, "anyOf");
		json_array(o);
		put_ref(o, "Location");
		put_type(o, "null");
		json_end_array(o);
		json_end_object(o);
	}
	json_end_object(o);
	json_end_object(o);
}

static void put_param(struct json_out *o, struct str name, const char *in)
{
	json_object(o);
	json_put_str(o, "name", name);
	json_put_str(o, "in", str_of(in));
	json_put_bool(o, "required", !strcmp(in, "path"));
	json_name(o, "schema");
	put_type(o, "string");
	json_end_object(o);
}

static void put_content(struct json_out *o, const char *type, const char *schema)
{
	json_name(o, "content");
	json_object(o);
	json_name(o, type);
	json_object(o);
	json_name(o, "schema");
	put_ref(o, schema);
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

static void put_operation(struct json_out *o, const struct operation *op)
{
	struct str rest = str_of(op->params), name;

	json_name(o, op->method);
	json_object(o);
	json_put_str(o, "operationId", str_of(op->id));
	json_put_str(o, "summary", str_of(op->summary));
	json_name(o, "security");
	json_array(o);
	if (op->body) {
		json_object(o);
		json_name(o, "session");
		json_array(o);
		json_end_array(o);
		json_end_object(o);
	}
	json_end_array(o);
	json_name(o, "parameters");
	json_array(o);
	if (strstr(op->path, "{slug}"))
		put_param(o, S("slug"), "path");
	if (op->body)
		put_param(o, S("Idempotency-Key"), "header");
	while (str_is(rest) && str_cut(&rest, ' ', &name))
		put_param(o, name, "query");
	json_end_array(o);
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

static void put_paths(struct json_out *o)
{
	json_name(o, "paths");
	json_object(o);
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		bool first = true;
		for (size_t k = 0; k < i; k++)
			first = first && strcmp(operations[k].path, operations[i].path);
		if (!first)
			continue;
		json_name(o, operations[i].path);
		json_object(o);
		for (size_t k = i; k < sizeof operations / sizeof *operations; k++)
			if (!strcmp(operations[k].path, operations[i].path))
				put_operation(o, &operations[k]);
		json_end_object(o);
	}
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
	json_put_str(&o, "openapi", S("3.1.0"));
	json_name(&o, "info");
	json_object(&o);
	json_put_str(&o, "title", S("Samhold"));
	json_put_str(&o, "version", S(SAMHOLD_VERSION));
	json_put_str(&o, "summary", S("Meetings near people who look for support"));
	json_end_object(&o);
	json_name(&o, "servers");
	json_array(&o);
	json_object(&o);
	json_put_str(&o, "url", ctx->house->origin);
	json_end_object(&o);
	json_end_array(&o);
	put_paths(&o);
	json_name(&o, "components");
	json_object(&o);
	json_name(&o, "securitySchemes");
	json_object(&o);
	json_name(&o, "session");
	json_object(&o);
	json_put_str(&o, "type", S("apiKey"));
	json_put_str(&o, "in", S("cookie"));
	json_put_str(&o, "name", S("samhold"));
	json_end_object(&o);
	json_end_object(&o);
	json_name(&o, "schemas");
	json_object(&o);
	put_schema(ctx, &o, "Meeting", meeting_fields);
	put_schema(ctx, &o, "MeetingInput", meeting_fields);
	put_schema(ctx, &o, "Location", location_fields);
	static const char *const plain[] = { "Occurrence", "Occurrences", "Hits", "Problem" };
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		put_schema(ctx, &o, plain[i], NULL);
	json_end_object(&o);
	json_end_object(&o);
	json_end_object(&o);
	return OK;
}
