/*
 * api.c -- the answers of the API.
 *
 * Lists are flat unless full is asked for; one thing is a tree.  Every list can be asked by POST too: a search
 * for help says more about somebody than a log should know.  Without profile=none each schedule also says the
 * name of its time zone, as our profile declares.
 */
#include "hsds/api.h"
#include "json/json.h"
#include "tr/tr.h"

#include <string.h>

/* --- what every answer has ---------------------------------------------------------------------------------------------- */

struct answer {
	struct ctx *ctx;
	const struct req *req;
	struct json_out o;
	struct book b;
	struct asked asked;
	enum hsds_version version;
};

static enum hsds_version version_of(const struct req *req)
{
	if (str_same(value_of(&req->query, "version"), "3.0"))
		return HSDS_3_0;
	return str_same(value_of(&req->query, "profile"), "none") ? HSDS_3_1 : HSDS_PROFILE;
}

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct answer *a)
{
	ctx->lang = "en";
	rep->type = S("application/json");
	*a = (struct answer){ .ctx = ctx, .req = req, .version = version_of(req) };
	json_start(&a->o, ctx->out);
	return book_open(ctx, &a->b);
}

enum err api_problem(struct ctx *ctx, struct reply *rep, const struct problems *bad)
{
	struct json_out o;

	buf_cut(ctx->out, 0);
	json_start(&o, ctx->out);
	rep->status = 422;
	rep->type = S("application/problem+json");
	json_object(&o);
	json_put_str(&o, "type", S("about:blank"));
	json_put_str(&o, "title", tr(ctx, "There is a problem"));
	json_put_int(&o, "status", 422);
	json_put_str(&o, "detail", tr_of(ctx, str_of(bad->at[0].text)));
	json_end_object(&o);
	return OK;
}

static void put_page(struct answer *a, const struct pages *p)
{
	json_object(&a->o);
	json_put_int(&a->o, "total_items", p->total);
	json_put_int(&a->o, "total_pages", p->pages);
	json_put_int(&a->o, "page_number", p->page);
	json_put_int(&a->o, "size", p->size);
	json_put_bool(&a->o, "first_page", p->page == 1);
	json_put_bool(&a->o, "last_page", p->page >= p->pages);
	json_put_bool(&a->o, "empty", !p->size);
	json_name(&a->o, "contents");
	json_array(&a->o);
}

static enum err end_page(struct answer *a)
{
	json_end_array(&a->o);
	json_end_object(&a->o);
	return a->ctx->out->toobig ? fail(a->ctx, ERR_LIMIT, "the page is larger than one answer") : OK;
}

/* --- services --------------------------------------------------------------------------------------------------------------- */

/* Id and instant of 200,000 are two columns of a table, not trees. */
static enum err put_minimal(struct answer *a, const struct listing_id *ids, const struct pages *p)
{
	int64_t *at = arena_array(a->b.a, (size_t)p->size, int64_t);

	TRY(list_stamps(&a->b, ids, (size_t)p->size, at));
	for (int64_t i = 0; i < p->size; i++) {
		struct str uuid;
		TRY(hsds_uuid(a->ctx, ids[i].meeting ? THING_MEETING : THING_SERVICE, ids[i].id, &uuid));
		json_object(&a->o);
		json_put_str(&a->o, "id", uuid);
		json_put_is(&a->o, "last_modified", book_instant(&a->b, at[i]));
		json_end_object(&a->o);
	}
	return OK;
}

static enum err put_services(struct answer *a, const struct listing_id *ids, const struct pages *p)
{
	for (int64_t i = 0; i < p->size; i++) {
		struct hsds_service *s;
		enum err e = book_listing(&a->b, ids[i].id, ids[i].meeting, &s);
		/* Ended a moment ago: the index follows at once. */
		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		hsds_write(&a->o, HSDS_SERVICE, s, a->version, !a->asked.full);
	}
	return OK;
}

enum err hsds_api_services(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct listing_id *ids;
	struct pages p;
	struct answer a;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	if (bad.n)
		return api_problem(ctx, rep, &bad);
	TRY(list_page(&a.b, &a.asked, &ids, &p));
	put_page(&a, &p);
	TRY(a.asked.minimal ? put_minimal(&a, ids, &p) : put_services(&a, ids, &p));
	return end_page(&a);
}

enum err hsds_api_service(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct hsds_service *s;
	enum hsds_thing thing;
	struct answer a;
	int64_t id;

	TRY(begin(ctx, req, rep, &a));
	TRY(hsds_of_uuid(ctx, req_param(req, "id"), &thing, &id));
	if (thing != THING_SERVICE && thing != THING_MEETING)
		return ERR_NOT_FOUND;
	TRY(book_listing(&a.b, id, thing == THING_MEETING, &s));
	hsds_write(&a.o, HSDS_SERVICE, s, a.version, false);
	return OK;
}

/* --- organisations ------------------------------------------------------------------------------------------------------------- */

static bool has_place(const struct hsds_organization *o, const struct hsds_location *l)
{
	for (size_t i = 0; i < o->locations.n; i++)
		if (o->locations.at[i] == l)
			return true;
	return false;
}

/* Where it gives something; what it gives only when that is asked for. */
static enum err fill_org(struct answer *a, struct hsds_organization *o, int64_t org, bool house)
{
	struct asked its = { .org = org, .house = house, .page = 1, .per_page = PER_PAGE_MINIMAL };
	struct listing_id *ids;
	struct pages p;

	TRY(list_page(&a->b, &its, &ids, &p));
	for (int64_t i = 0; i < p.size; i++) {
		struct hsds_service *s;
		enum err e = book_listing(&a->b, ids[i].id, ids[i].meeting, &s);
		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		for (size_t k = 0; k < s->service_at_locations.n; k++)
			if (!has_place(o, s->service_at_locations.at[k]->location))
				BOOK_ADD(&a->b, o->locations, s->service_at_locations.at[k]->location);
		if (a->asked.full_service)
			BOOK_ADD(&a->b, o->services, s);
	}
	return OK;
}

static enum err put_org(struct answer *a, int64_t id, bool flat)
{
	struct hsds_organization *o;

	TRY(book_org(&a->b, id, &o));
	if (!flat)
		TRY(fill_org(a, o, id ? id : -1, !id));
	hsds_write(&a->o, HSDS_ORGANIZATION, o, a->version, flat);
	return OK;
}

enum err hsds_api_orgs(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct pages p;
	struct answer a;
	int64_t *ids;
	size_t n;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	if (bad.n)
		return api_problem(ctx, rep, &bad);
	TRY(list_orgs(&a.b, &a.asked, &ids, &n));
	p = list_pages(&a.asked, (int64_t)n);
	put_page(&a, &p);
	for (int64_t i = 0; i < p.size; i++)
		TRY(put_org(&a, ids[(p.page - 1) * a.asked.per_page + i], !a.asked.full && !a.asked.full_service));
	return end_page(&a);
}

static enum err org_of(struct answer *a, struct str uuid, int64_t *id)
{
	struct hsds_organization *house;
	enum hsds_thing thing;
	enum err e = hsds_of_uuid(a->ctx, uuid, &thing, id);

	if (!e)
		return thing == THING_ORG ? OK : ERR_NOT_FOUND;
	TRY(book_org(&a->b, 0, &house));
	*id = 0;
	return e == ERR_NOT_FOUND && str_eq(uuid, house->id) ? OK : e;
}

enum err hsds_api_org(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct answer a;
	int64_t id;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	TRY(org_of(&a, req_param(req, "id"), &id));
	TRY(list_has_org(&a.b, id));
	return put_org(&a, id, false);
}

/* --- services at places ------------------------------------------------------------------------------------------------------------ */

static enum err put_at_places(struct answer *a, const struct listing_at *at)
{
	struct hsds_service *s;
	enum err e = book_listing(&a->b, at->listing.id, at->listing.meeting, &s);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if ((size_t)at->nth < s->service_at_locations.n)
		hsds_write(&a->o, HSDS_SERVICE_AT_LOCATION, s->service_at_locations.at[at->nth], a->version, !a->asked.full);
	return OK;
}

enum err hsds_api_at_places(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct listing_at *at;
	struct pages p;
	struct answer a;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	if (bad.n)
		return api_problem(ctx, rep, &bad);
	TRY(list_at_places(&a.b, &a.asked, &at, &p));
	put_page(&a, &p);
	for (int64_t i = 0; i < p.size; i++)
		TRY(put_at_places(&a, &at[i]));
	return end_page(&a);
}

enum err hsds_api_at_place(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str uuid = req_param(req, "id");
	struct hsds_service *s;
	struct answer a;
	bool meeting;
	int64_t id;

	TRY(begin(ctx, req, rep, &a));
	TRY(name_listing_at(ctx, uuid, &meeting, &id));
	TRY(book_listing(&a.b, id, meeting, &s));
	for (size_t i = 0; i < s->service_at_locations.n; i++)
		if (str_eq(s->service_at_locations.at[i]->id, uuid)) {
			hsds_write(&a.o, HSDS_SERVICE_AT_LOCATION, s->service_at_locations.at[i], a.version, false);
			return OK;
		}
	return ERR_NOT_FOUND;
}

/* --- terms ------------------------------------------------------------------------------------------------------------------------------ */

static bool is_asked(const struct answer *a, const struct hsds_taxonomy_term *t)
{
	/* There is nothing under any of them. */
	if (str_is(value_of(&a->req->query, "parent_id")) || str_is(value_of(&a->req->body, "parent_id")))
		return false;
	return !a->asked.taxonomy.n || str_eq(t->taxonomy_id, a->asked.taxonomy);
}

static enum err terms_asked(struct answer *a, struct hsds_taxonomy_term ***out, size_t *n)
{
	struct hsds_taxonomy_term **all;
	size_t count;

	TRY(list_terms(&a->b, &all, &count));
	*out = arena_array(a->b.a, count + 1, struct hsds_taxonomy_term *);
	*n = 0;
	for (size_t i = 0; i < count; i++)
		if (is_asked(a, all[i]) && list_says(&a->b, a->asked.search, all[i]->name))
			(*out)[(*n)++] = all[i];
	return OK;
}

enum err hsds_api_terms(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct hsds_taxonomy_term **terms;
	struct pages p;
	struct answer a;
	size_t n;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	TRY(terms_asked(&a, &terms, &n));
	p = list_pages(&a.asked, (int64_t)n);
	put_page(&a, &p);
	for (int64_t i = 0; i < p.size; i++)
		hsds_write(&a.o, HSDS_TAXONOMY_TERM, terms[(p.page - 1) * a.asked.per_page + i], a.version, true);
	return end_page(&a);
}

enum err hsds_api_term(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct hsds_taxonomy_term **terms;
	struct answer a;
	size_t n;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_terms(&a.b, &terms, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(terms[i]->id, req_param(req, "id"))) {
			hsds_write(&a.o, HSDS_TAXONOMY_TERM, terms[i], a.version, false);
			return OK;
		}
	return ERR_NOT_FOUND;
}

static enum err taxonomies(struct answer *a, struct hsds_taxonomy **out, size_t *n)
{
	struct hsds_taxonomy_term **terms;
	size_t count;

	*n = 0;
	TRY(list_terms(&a->b, &terms, &count));
	for (size_t i = 0; i < count; i++)
		if (!*n || out[*n - 1] != terms[i]->taxonomy_detail)
			out[(*n)++] = terms[i]->taxonomy_detail;
	return OK;
}

enum err hsds_api_taxonomies(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct hsds_taxonomy *all[SCHEMES];
	struct pages p;
	struct answer a;
	size_t n, kept = 0;

	TRY(begin(ctx, req, rep, &a));
	TRY(list_read(ctx, req, &a.asked, &bad));
	TRY(taxonomies(&a, all, &n));
	for (size_t i = 0; i < n; i++)
		if (list_says(&a.b, a.asked.search, all[i]->name))
			all[kept++] = all[i];
	p = list_pages(&a.asked, (int64_t)kept);
	put_page(&a, &p);
	for (int64_t i = 0; i < p.size; i++)
		hsds_write(&a.o, HSDS_TAXONOMY, all[(p.page - 1) * a.asked.per_page + i], a.version, true);
	return end_page(&a);
}

enum err hsds_api_taxonomy(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct hsds_taxonomy *all[SCHEMES];
	struct answer a;
	size_t n;

	TRY(begin(ctx, req, rep, &a));
	TRY(taxonomies(&a, all, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i]->id, req_param(req, "id"))) {
			hsds_write(&a.o, HSDS_TAXONOMY, all[i], a.version, false);
			return OK;
		}
	return ERR_NOT_FOUND;
}
