/* work_page.c -- the tree for those who keep it, the form for one, and its documents. */
#include "programme/programme_parts.h"
#include "form/multipart.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include <string.h>

enum { FIELDS_MOST = 40, METHODS_MOST = 60 };

struct work_line {
	struct programme_line line;
	struct str edit, indent;              /* edit absent: not ours to change */
};

struct work_list_view {
	struct str here;
	struct work_line *lines;
	size_t n;
	bool saved;
};

struct form_page_view {
	struct form_view form;
	const struct problems *warn;
	struct str key, title, action, back, documents_at;     /* documents_at absent for a new one */
	struct programme_document *documents;
	struct str *document_keys;
	size_t ndocuments;
};

struct document_view {
	struct form_view form;
	struct str key, action, back, programme;
};

#include "programme_work_html.h"

static struct str address_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/programmes/%lld", ctx->lang, (long long)id);
}

/* --- the tree ---------------------------------------------------------------------------------------------------- */

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const char *const indents[] = { "", "› ", "› › ", "› › › " };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Programmes"));
	struct work_list_view v = { .here = page_url(ctx, "/work/programmes"), .saved = str_is(value_of(&req->query, "saved")) };
	struct programme_node *nodes;
	day_t today = page_today(ctx);

	(void)rep;
	TRY(programme_tree(ctx, &nodes, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct work_line);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = (struct work_line){
			.line = programme_line_of(ctx, &nodes[i], today), .indent = str_of(indents[nodes[i].depth]),
			.edit = programme_may_keep(ctx, &nodes[i].p) ? address_of(ctx, nodes[i].p.id) : STR_ABSENT,
		};
	TRY(frame_begin_html(ctx, &f));
	TRY(programme_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- the form ------------------------------------------------------------------------------------------------------ */

static const struct choice *methods(struct ctx *ctx)
{
	struct choice *c = arena_array(ctx->arena, METHODS_MOST, struct choice);

	for (size_t i = 0; meeting_methods[i].code && i < METHODS_MOST - 1; i++)
		c[i] = (struct choice){ meeting_methods[i].code, meeting_methods[i].name };
	return c;
}

/* The field table with what there is to choose for this person. */
static enum err fields_of(struct ctx *ctx, const struct programme *p, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	const struct choice *parents, *orgs, *ways = methods(ctx);

	TRY(programme_choices(ctx, "", &parents));
	TRY(org_choices(ctx, p->org, &orgs));
	for (size_t n = 0; programme_fields[n].name; n++) {
		fields[n] = programme_fields[n];
		if (!strcmp(fields[n].name, "parent"))
			fields[n].choices = parents;
		if (!strcmp(fields[n].name, "org"))
			fields[n].choices = orgs;
		if (!strcmp(fields[n].name, "method"))
			fields[n].choices = ways;
	}
	*out = fields;
	return OK;
}

static enum err fill_documents(struct ctx *ctx, const struct programme *p, struct form_page_view *v)
{
	TRY(programme_documents(ctx, p->id, &v->documents, &v->ndocuments));
	v->document_keys = arena_array(ctx->arena, v->ndocuments, struct str);
	for (size_t i = 0; i < v->ndocuments; i++)
		v->document_keys[i] = page_key(ctx);
	v->documents_at = arena_printf(ctx->arena, "%.*s/documents", STR_ARG(address_of(ctx, p->id)));
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct programme *p, const struct values *typed,
		     const struct problems *bad, const struct problems *warn)
{
	struct values stored = { 0 };
	struct form_page_view v = { .warn = warn, .key = page_key(ctx), .back = page_url(ctx, "/work/programmes") };
	const struct field *fields;
	struct frame f;

	TRY(fields_of(ctx, p, &fields));
	p->parent_text = p->parent ? page_id(ctx, p->parent) : S("");
	p->org_text = p->org ? page_id(ctx, p->org) : S("");
	if (!typed)
		form_write(ctx, fields, p, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	if (p->id)
		TRY(fill_documents(ctx, p, &v));
	v.action = p->id ? address_of(ctx, p->id) : page_url(ctx, "/work/programmes/new");
	v.title = p->id ? programme_name(ctx, p) : tr(ctx, "New programme");
	f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Programmes"));
	TRY(frame_begin_html(ctx, &f));
	TRY(programme_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* The programme of the address, for those who may keep it. */
static enum err mine(struct ctx *ctx, const struct req *req, struct programme *p)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(programme_get(ctx, id, p));
	return programme_may_keep(ctx, p) ? OK : ERR_DENIED;
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p = { .level = S("project"), .audience = S("adults"), .first_day = DAY_NONE, .last_day = DAY_NONE,
			       .verified_day = DAY_NONE };

	(void)rep;
	return show(ctx, req, &p, NULL, NULL, NULL);
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	(void)rep;
	TRY(mine(ctx, req, &p));
	return show(ctx, req, &p, NULL, NULL, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct programme *p)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct programme shown = *p;
	const struct field *fields;

	TRY(fields_of(ctx, p, &fields));
	TRY(form_read(ctx, fields, &req->body, p, &bad));
	if (!str_int(p->parent_text.p ? p->parent_text : S(""), &p->parent))
		p->parent = 0;
	if (!str_int(p->org_text.p ? p->org_text : S(""), &p->org))
		p->org = 0;
	if (!value_of(&req->body, "sure").p) {
		form_warnings(ctx, fields, p, &warn);
		TRY(programme_warnings(ctx, p, &warn));
	}
	if (bad.n || !warn.n)
		TRY(programme_save(ctx, p, &bad));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/programmes?saved=1"));
	rep->status = 422;
	return show(ctx, req, &shown, &req->body, &bad, bad.n ? NULL : &warn);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p = { .first_day = DAY_NONE, .last_day = DAY_NONE, .verified_day = DAY_NONE };

	return save(ctx, req, rep, &p);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	TRY(mine(ctx, req, &p));
	return save(ctx, req, rep, &p);
}

/* --- documents ------------------------------------------------------------------------------------------------------ */

static const struct choice languages[] = { { "da", N_("Danish") }, { "en", N_("English") }, { NULL, NULL } };

struct typed_document {
	struct str name, lang, text;
};
static const struct field document_fields[] = {
	F(struct typed_document, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 160, .label = N_("Name of the document")),
	F(struct typed_document, lang, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = languages, .label = N_("Language")),
	F(struct typed_document, text, FIELD_LONG, .flags = FIELD_GUARDED, .most = 60000, .label = N_("Or the text itself")),
	F_END
};

static enum err show_document(struct ctx *ctx, const struct req *req, const struct programme *p, const struct values *typed,
			      const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Programmes"));
	struct document_view v = { .form = { document_fields, typed, bad }, .key = page_key(ctx), .back = address_of(ctx, p->id),
				   .programme = programme_name(ctx, p) };

	v.action = arena_printf(ctx->arena, "%.*s/documents/new", STR_ARG(v.back));
	TRY(frame_begin_html(ctx, &f));
	TRY(document_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err new_document(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values empty = { 0 };
	struct programme p;

	(void)rep;
	TRY(mine(ctx, req, &p));
	return show_document(ctx, req, &p, &empty, NULL);
}

/* What was sent as a file, or else what was typed. */
static struct str bytes_of(struct ctx *ctx, const struct req *req, struct str text)
{
	struct multipart_file files[MULTIPART_FILES_MOST];
	struct str type = http_header(req->http, "Content-Type");
	struct values texts;
	size_t n = 0;

	if (str_starts(type, S("multipart/form-data")) && multipart_parse(ctx->arena, type, req->http->body, &texts, files, &n))
		for (size_t i = 0; i < n; i++)
			if (str_same(files[i].field, "file") && files[i].bytes.n)
				return files[i].bytes;
	return text.p ? text : S("");
}

static enum err add_document(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct typed_document t = { 0 };
	struct programme_document d;
	struct problems bad = { 0 };
	struct programme p;

	TRY(mine(ctx, req, &p));
	TRY(form_read(ctx, document_fields, &req->body, &t, &bad));
	d = (struct programme_document){ .programme = p.id, .name = t.name.p ? t.name : S(""), .lang = t.lang, .bytes = bytes_of(ctx, req, t.text) };
	if (!problem_of(&bad, "text"))
		TRY(programme_document_add(ctx, &d, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, address_of(ctx, p.id));
	rep->status = 422;
	return show_document(ctx, req, &p, &req->body, &bad);
}

static enum err drop_document(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme_document d;
	struct programme p;
	int64_t id;

	TRY(mine(ctx, req, &p));
	if (!req_id(req, "document", &id))
		return ERR_NOT_FOUND;
	TRY(programme_document_get(ctx, id, &d));
	if (d.programme != p.id)
		return ERR_NOT_FOUND;
	TRY(programme_document_discard(ctx, id));
	return reply_see(ctx, rep, address_of(ctx, p.id));
}

const struct route programme_routes[] = {
	{ "GET", "/:lang/programmes", PUBLIC, programme_tree_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/programmes/:slug", PUBLIC, programme_about_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/programmes/:slug/documents/:id", PUBLIC, programme_document_page, 0, NULL },
	{ "GET", "/:lang/work/programmes", PROGRAMME_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/programmes/new", PROGRAMME_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/programmes/new", PROGRAMME_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id", PROGRAMME_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id", PROGRAMME_EDIT, change, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/documents/new", PROGRAMME_EDIT, new_document, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/documents/new", PROGRAMME_EDIT, add_document, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/documents/:document/removal", PROGRAMME_EDIT, drop_document, 0, NULL },
	{ 0 }
};
