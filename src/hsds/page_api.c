/*
 * page_api.c -- what the API is, the profile that it declares, and the routes.
 *
 * A profile of HSDS is a folder of JSON Merge Patches (RFC 7386) to the schemas of the standard.  Ours adds one
 * property: the name of the time zone.  HSDS says an offset, and an offset cannot tell summer from winter.
 */
#include "hsds/api.h"
#include "json/json.h"

static struct str absolute(struct ctx *ctx, const char *path)
{
	return arena_printf(ctx->arena, "%.*s%s", STR_ARG(ctx->house->origin), path);
}

static void begin(struct ctx *ctx, struct reply *rep, struct json_out *o)
{
	ctx->lang = "en";
	rep->type = S("application/json");
	json_start(o, ctx->out);
}

static enum err root(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;

	(void)req;
	begin(ctx, rep, &o);
	json_object(&o);
	json_put_str(&o, "version", S("3.1"));
	json_put_str(&o, "profile", absolute(ctx, "/hsds/profile"));
	json_put_str(&o, "openapi_url", absolute(ctx, "/hsds/openapi.json"));
	json_end_object(&o);
	return OK;
}

/* --- the profile ------------------------------------------------------------------------------------------------------------ */

static enum err profile(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;

	(void)req;
	begin(ctx, rep, &o);
	json_object(&o);
	json_put_str(&o, "name", S("Samhold"));
	json_put_str(&o, "description",
		     S("HSDS 3.1 with the name of the time zone on each schedule. Merge each patch (RFC 7386) into the schema of that name; "
		       "ask with profile=none for answers without it."));
	json_put_str(&o, "version", S("1.0"));
	json_put_str(&o, "hsds_version", S("3.1"));
	json_name(&o, "patches");
	json_array(&o);
	json_str(&o, absolute(ctx, "/hsds/profile/schedule.json"));
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

static enum err patch(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;

	if (!str_same(req_param(req, "file"), "schedule.json"))
		return ERR_NOT_FOUND;
	begin(ctx, rep, &o);
	rep->type = S("application/merge-patch+json");
	json_object(&o);
	json_name(&o, "properties");
	json_object(&o);
	json_name(&o, "timezone_name");
	json_object(&o);
	json_put_str(&o, "type", S("string"));
	json_put_str(&o, "title", S("Time zone"));
	json_put_str(&o, "description",
		     S("The IANA name of the time zone in which opens_at, closes_at and all days are meant, for example Europe/Copenhagen. "
		       "timezone holds the offset that is right on dtstart, or today where there is none."));
	json_put_str(&o, "example", S("Europe/Copenhagen"));
	json_end_object(&o);
	json_end_object(&o);
	json_end_object(&o);
	return OK;
}

/* --- the package -------------------------------------------------------------------------------------------------------------- */

static enum err package(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	rep->type = S("application/zip");
	reply_header(rep, S("Content-Disposition"), S("attachment; filename=\"hsds.zip\""));
	return hsds_export_zip(ctx, str_same(value_of(&req->query, "version"), "3.0") ? HSDS_3_0 : HSDS_3_1);
}

/* --- the description ------------------------------------------------------------------------------------------------------------ */

static const struct param {
	const char *name, *type, *about;
} params[] = {
	{ "search", "string", "Words that a listing says" },
	{ "taxonomy_term_id", "string", "Only with this term, by its id" },
	{ "taxonomy_id", "string", "Only with any term of this taxonomy" },
	{ "organization_id", "string", "Only of this organisation" },
	{ "postcode", "string", "Only what serves the place of this Danish postcode, or names no area that it serves" },
	{ "proximity", "string", "Only what is given within so many metres of the middle of the postcode" },
	{ "modified_after", "string", "Only what was changed on or after this instant, for example 2016-12-24T00:00:00Z" },
	{ "minimal", "boolean", "Nothing but id and last_modified, all on one page" },
	{ "full", "boolean", "Everything that hangs on each" },
	{ "full_service", "boolean", "The whole services of an organisation with it" },
	{ "parent_id", "string", "Terms under this one: there are none here" },
	{ "top_only", "boolean", "Only terms under no other: all of them are" },
	{ "page", "integer", "From 1" },
	{ "per_page", "integer", "At most 100" },
	{ "profile", "string", "none: without what our profile adds" },
	{ "version", "string", "3.0: as HSDS 3.0 has it" },
};

static const struct operation {
	const char *path, *id, *about, *params, *answer;
	bool list;
} operations[] = {
	{ "/services", "Services", "Services, meetings among them", "search taxonomy_term_id taxonomy_id organization_id postcode proximity modified_after minimal full page per_page profile version", "service", true },
	{ "/services/{id}", "Service", "One service with all that hangs on it", "profile version", "service", false },
	{ "/organizations", "Organizations", "Organisations that give something", "search taxonomy_term_id taxonomy_id full full_service page per_page profile version", "organization", true },
	{ "/organizations/{id}", "Organization", "One organisation with its places", "full_service profile version", "organization", false },
	{ "/service_at_locations", "ServiceAtLocations", "Services at their places", "search taxonomy_term_id taxonomy_id organization_id postcode proximity modified_after full page per_page profile version", "service_at_location", true },
	{ "/service_at_locations/{id}", "ServiceAtLocation", "One service at one of its places", "profile version", "service_at_location", false },
	{ "/taxonomies", "Taxonomies", "Schemes of terms in use", "search page per_page", "taxonomy", true },
	{ "/taxonomies/{id}", "Taxonomy", "One scheme", "", "taxonomy", false },
	{ "/taxonomy_terms", "TaxonomyTerms", "Terms in use", "search taxonomy_id parent_id top_only page per_page", "taxonomy_term", true },
	{ "/taxonomy_terms/{id}", "TaxonomyTerm", "One term", "", "taxonomy_term", false },
};

static bool takes(const struct operation *op, const char *name)
{
	struct str rest = str_of(op->params), one;

	while (str_is(rest) && str_cut(&rest, ' ', &one))
		if (str_same(one, name))
			return true;
	return false;
}

static void put_type(struct json_out *o, const char *type)
{
	json_object(o);
	json_put_str(o, "type", str_of(type));
	json_end_object(o);
}

static void put_param(struct json_out *o, const char *name, const char *in, const char *type, const char *about)
{
	json_object(o);
	json_put_str(o, "name", str_of(name));
	json_put_str(o, "in", str_of(in));
	json_put_bool(o, "required", in[0] == 'p');
	json_put_str(o, "description", str_of(about));
	json_name(o, "schema");
	put_type(o, type);
	json_end_object(o);
}

static void put_params(struct json_out *o, const struct operation *op)
{
	json_name(o, "parameters");
	json_array(o);
	if (!op->list)
		put_param(o, "id", "path", "string", "Its id");
	for (size_t i = 0; i < sizeof params / sizeof *params; i++)
		if (takes(op, params[i].name))
			put_param(o, params[i].name, "query", params[i].type, params[i].about);
	json_end_array(o);
}

/* The same names as fields of a form, so that what is looked for stands in no address. */
static void put_body(struct json_out *o, const struct operation *op)
{
	json_name(o, "requestBody");
	json_object(o);
	json_name(o, "content");
	json_object(o);
	for (int i = 0; i < 2; i++) {
		json_name(o, i ? "application/json" : "application/x-www-form-urlencoded");
		json_object(o);
		json_name(o, "schema");
		json_object(o);
		json_put_str(o, "type", S("object"));
		json_name(o, "properties");
		json_object(o);
		for (size_t k = 0; k < sizeof params / sizeof *params; k++)
			if (takes(op, params[k].name)) {
				json_name(o, params[k].name);
				put_type(o, params[k].type);
			}
		json_end_object(o);
		json_end_object(o);
		json_end_object(o);
	}
	json_end_object(o);
	json_end_object(o);
}

static void put_answer(struct ctx *ctx, struct json_out *o, const struct operation *op)
{
	json_name(o, "200");
	json_object(o);
	json_put_str(o, "description", str_of(op->about));
	json_name(o, "content");
	json_object(o);
	json_name(o, "application/json");
	json_object(o);
	json_name(o, "schema");
	json_object(o);
	json_put_str(o, "$ref", arena_printf(ctx->arena, "#/components/schemas/%s%s", op->list ? "page_of_" : "", op->answer));
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
}

static void put_fault(struct json_out *o, const char *status, const char *about)
{
	json_name(o, status);
	json_object(o);
	json_put_str(o, "description", str_of(about));
	json_name(o, "content");
	json_object(o);
	json_name(o, "application/problem+json");
	json_object(o);
	json_name(o, "schema");
	json_object(o);
	json_put_str(o, "$ref", S("#/components/schemas/problem"));
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
}

static void put_operation(struct ctx *ctx, struct json_out *o, const struct operation *op, bool post)
{
	json_name(o, post ? "post" : "get");
	json_object(o);
	json_put_str(o, "operationId", arena_printf(ctx->arena, "%s%s", post ? "search" : op->list ? "list" : "get", op->id));
	json_put_str(o, "summary", str_of(op->about));
	json_name(o, "security");
	json_array(o);
	json_end_array(o);
	json_name(o, "tags");
	json_array(o);
	json_str(o, S("directory"));
	json_end_array(o);
	if (!post)
		put_params(o, op);
	else
		put_body(o, op);
	json_name(o, "responses");
	json_object(o);
	put_answer(ctx, o, op);
	put_fault(o, op->list ? "422" : "404", op->list ? "Something that was asked cannot be read" : "There is no such thing here");
	json_end_object(o);
	json_end_object(o);
}

static void put_paths(struct ctx *ctx, struct json_out *o)
{
	json_name(o, "paths");
	json_object(o);
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		json_name(o, operations[i].path);
		json_object(o);
		put_operation(ctx, o, &operations[i], false);
		if (operations[i].list)
			put_operation(ctx, o, &operations[i], true);
		json_end_object(o);
	}
	json_end_object(o);
}

/* The objects are the standard's: their schemas are where it keeps them. */
static void put_object_schema(struct ctx *ctx, struct json_out *o, const char *name)
{
	json_name(o, name);
	json_object(o);
	json_put_str(o, "type", S("object"));
	json_put_str(o, "description", arena_printf(ctx->arena, "A %s as HSDS 3.1 has it, with what our profile adds", name));
	json_name(o, "externalDocs");
	json_object(o);
	json_put_str(o, "url", arena_printf(ctx->arena, "https://docs.openreferral.org/en/3.1/hsds/schema_reference.html#%s", name));
	json_end_object(o);
	json_name(o, "required");
	json_array(o);
	json_str(o, S("id"));
	json_end_array(o);
	json_name(o, "properties");
	json_object(o);
	json_name(o, "id");
	json_object(o);
	json_put_str(o, "type", S("string"));
	json_put_str(o, "format", S("uuid"));
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
}

static const struct {
	const char *name, *type;
} page_members[] = {
	{ "total_items", "integer" }, { "total_pages", "integer" }, { "page_number", "integer" }, { "size", "integer" },
	{ "first_page", "boolean" }, { "last_page", "boolean" }, { "empty", "boolean" },
};

static void put_page_schema(struct ctx *ctx, struct json_out *o, const char *of)
{
	size_t n = sizeof page_members / sizeof *page_members;

	json_name(o, arena_printf(ctx->arena, "page_of_%s", of).p);
	json_object(o);
	json_put_str(o, "type", S("object"));
	json_name(o, "required");
	json_array(o);
	for (size_t i = 0; i < n; i++)
		json_str(o, str_of(page_members[i].name));
	json_str(o, S("contents"));
	json_end_array(o);
	json_name(o, "properties");
	json_object(o);
	for (size_t i = 0; i < n; i++) {
		json_name(o, page_members[i].name);
		put_type(o, page_members[i].type);
	}
	json_name(o, "contents");
	json_object(o);
	json_put_str(o, "type", S("array"));
	json_name(o, "items");
	json_object(o);
	json_put_str(o, "$ref", arena_printf(ctx->arena, "#/components/schemas/%s", of));
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
	json_end_object(o);
}

static void put_schemas(struct ctx *ctx, struct json_out *o)
{
	json_name(o, "components");
	json_object(o);
	json_name(o, "schemas");
	json_object(o);
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (operations[i].list) {
			put_page_schema(ctx, o, operations[i].answer);
			put_object_schema(ctx, o, operations[i].answer);
		}
	json_name(o, "problem");
	put_type(o, "object");
	json_end_object(o);
	json_end_object(o);
}

static enum err description(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;

	(void)req;
	begin(ctx, rep, &o);
	json_object(&o);
	json_put_str(&o, "openapi", S("3.1.0"));
	json_name(&o, "info");
	json_object(&o);
	json_put_str(&o, "title", arena_printf(ctx->arena, "%.*s: HSDS", STR_ARG(ctx->house->name)));
	json_put_str(&o, "version", S("3.1"));
	json_put_str(&o, "summary", S("The public directory as Open Referral's Human Services Data Specification"));
	json_name(&o, "license");
	json_object(&o);
	json_put_str(&o, "name", S("MIT"));
	json_put_str(&o, "identifier", S("MIT"));
	json_end_object(&o);
	json_end_object(&o);
	json_name(&o, "servers");
	json_array(&o);
	json_object(&o);
	json_put_str(&o, "url", absolute(ctx, "/hsds"));
	json_end_object(&o);
	json_end_array(&o);
	json_name(&o, "tags");
	json_array(&o);
	json_object(&o);
	json_put_str(&o, "name", S("directory"));
	json_put_str(&o, "description", S("What there is, for everybody"));
	json_end_object(&o);
	json_end_array(&o);
	put_paths(ctx, &o);
	put_schemas(ctx, &o);
	json_end_object(&o);
	return OK;
}

/* --- routes ----------------------------------------------------------------------------------------------------------------------- */

enum { OPEN_DATA = ROUTE_JSON | ROUTE_CORS, LISTED = OPEN_DATA | ROUTE_CACHED, ASKED = OPEN_DATA | ROUTE_ASKS };

const struct route hsds_routes[] = {
	{ "GET", "/hsds", PUBLIC, root, LISTED, NULL },
	{ "GET", "/hsds/", PUBLIC, root, LISTED, NULL },
	{ "GET", "/hsds/profile", PUBLIC, profile, LISTED, NULL },
	{ "GET", "/hsds/profile/:file", PUBLIC, patch, LISTED, NULL },
	{ "GET", "/hsds/openapi.json", PUBLIC, description, LISTED, NULL },
	{ "GET", "/hsds/hsds.zip", PUBLIC, package, ROUTE_CORS | ROUTE_CACHED | ROUTE_SLOW, NULL },
	{ "GET", "/hsds/services", PUBLIC, hsds_api_services, LISTED, NULL },
	{ "POST", "/hsds/services", PUBLIC, hsds_api_services, ASKED, NULL },
	{ "GET", "/hsds/services/:id", PUBLIC, hsds_api_service, LISTED, NULL },
	{ "GET", "/hsds/organizations", PUBLIC, hsds_api_orgs, LISTED, NULL },
	{ "POST", "/hsds/organizations", PUBLIC, hsds_api_orgs, ASKED, NULL },
	{ "GET", "/hsds/organizations/:id", PUBLIC, hsds_api_org, LISTED, NULL },
	{ "GET", "/hsds/service_at_locations", PUBLIC, hsds_api_at_places, LISTED, NULL },
	{ "POST", "/hsds/service_at_locations", PUBLIC, hsds_api_at_places, ASKED, NULL },
	{ "GET", "/hsds/service_at_locations/:id", PUBLIC, hsds_api_at_place, LISTED, NULL },
	{ "GET", "/hsds/taxonomies", PUBLIC, hsds_api_taxonomies, LISTED, NULL },
	{ "POST", "/hsds/taxonomies", PUBLIC, hsds_api_taxonomies, ASKED, NULL },
	{ "GET", "/hsds/taxonomies/:id", PUBLIC, hsds_api_taxonomy, LISTED, NULL },
	{ "GET", "/hsds/taxonomy_terms", PUBLIC, hsds_api_terms, LISTED, NULL },
	{ "POST", "/hsds/taxonomy_terms", PUBLIC, hsds_api_terms, ASKED, NULL },
	{ "GET", "/hsds/taxonomy_terms/:id", PUBLIC, hsds_api_term, LISTED, NULL },
	{ 0 }
};
