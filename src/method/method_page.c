/* method_page.c -- the public page of a method, and the administrators' list and form. */
#include "method/method.h"
#include "access/access.h"

struct part_row {
	struct str name, minutes;
};

struct source_row {
	struct str title, link;
	int64_t year;
};

struct about_view {
	const struct method_version *m;
	struct str name, sentence, label, label_why, rights, training, from, reviewed;
	struct part_row parts[METHOD_PARTS_MOST];
	struct str items[METHOD_ITEMS_MOST];
	struct source_row sources[METHOD_SOURCES_MOST];
	size_t nparts, nitems, nsources;
	const char *chip;
};

struct methods_view {
	struct str here;
	struct method_version *at;
	size_t n;
	bool saved;
};

struct method_view {
	struct form_view form;
	const struct method_version *m;
	struct method_version *versions;
	size_t nversions;
	struct str key, title, action, back;
	bool saved;
};

static struct str label_said(struct ctx *ctx, const struct method_version *v)
{
	return v->label.n ? tr_of(ctx, str_of(choice_label(method_labels, v->label))) : tr(ctx, "Nobody has looked at the evidence yet");
}

#include "method_public_html.h"
#include "method_work_html.h"

/* --- for everybody ------------------------------------------------------------------------------------------ */

static struct str either(struct ctx *ctx, struct str da, struct str en)
{
	return meeting_text(ctx, da, en, &(bool){ false });
}

static struct str minutes_said(struct ctx *ctx, const struct method_part *p)
{
	struct str span = p->least_min == p->most_min ? tr_number(ctx, p->least_min) :
			  arena_printf(ctx->arena, "%lld–%lld", (long long)p->least_min, (long long)p->most_min);

	return TR_FILL(ctx, tr(ctx, "{minutes} min"), { "minutes", span });
}

static void fill_lines(struct ctx *ctx, struct about_view *v)
{
	struct method_part parts[METHOD_PARTS_MOST];
	struct method_item items[METHOD_ITEMS_MOST];
	struct method_source sources[METHOD_SOURCES_MOST];

	v->nparts = method_parts(ctx, v->m, parts);
	for (size_t i = 0; i < v->nparts; i++)
		v->parts[i] = (struct part_row){ either(ctx, parts[i].da, parts[i].en), minutes_said(ctx, &parts[i]) };
	v->nitems = method_items(ctx, v->m, items);
	for (size_t i = 0; i < v->nitems; i++)
		v->items[i] = either(ctx, items[i].da, items[i].en);
	v->nsources = method_sources(ctx, v->m, sources);
	for (size_t i = 0; i < v->nsources; i++)
		v->sources[i] = (struct source_row){ sources[i].title, sources[i].link, sources[i].year };
}

static struct str training_said(struct ctx *ctx, const struct method_version *m)
{
	struct str valid = trn(ctx, "A certification lasts {n} month.", "A certification lasts {n} months.", m->valid_months);
	struct str practice = trn(ctx, "Before that come the course and {n} meeting led together with somebody certified.",
				  "Before that come the course and {n} meetings led together with somebody certified.", m->practice);

	if (!m->training)
		return tr(ctx, "The method asks for no training of its own.");
	return arena_printf(ctx->arena, "%.*s %.*s %.*s", STR_ARG(tr(ctx, "Only trained facilitators lead these groups.")), STR_ARG(practice),
			    STR_ARG(valid));
}

static const char *chip_of(struct str label)
{
	if (str_same(label, "well_supported"))
		return "chip chip--ok";
	return str_same(label, "promising") ? "chip chip--fjord" : str_same(label, "negative") ? "chip chip--late" : "chip";
}

static enum err about(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_version m;
	struct about_view v = { .m = &m };
	struct frame f;

	(void)rep;
	TRY(method_of_code(ctx, req_param(req, "slug"), page_today(ctx), &m));
	v.name = method_name(ctx, &m);
	v.sentence = either(ctx, m.sentence_da, m.sentence_en);
	v.label = label_said(ctx, &m);
	v.label_why = either(ctx, m.label_da, m.label_en);
	v.rights = either(ctx, m.rights_da, m.rights_en);
	v.training = training_said(ctx, &m);
	v.chip = chip_of(m.label);
	v.from = TR_FILL(ctx, tr(ctx, "Version {version}, in force from {date}"), { "version", tr_number(ctx, m.version) },
			 { "date", tr_date(ctx, m.from_day) });
	if (m.reviewed_day != DAY_NONE)
		v.reviewed = TR_FILL(ctx, tr(ctx, "Last looked at on {date}, by {who}"), { "date", tr_date(ctx, m.reviewed_day) },
				     { "who", m.reviewed_by.n ? m.reviewed_by : ctx->house->name });
	fill_lines(ctx, &v);
	f = page_frame(ctx, req, FRAME_PUBLIC, v.name);
	TRY(frame_begin_html(ctx, &f));
	TRY(method_about_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- for administrators: methods are the whole house's -------------------------------------------------------- */

static enum err whole_house(const struct ctx *ctx)
{
	return may_for(ctx->who, METHOD_EDIT, 0, 0) ? OK : ERR_DENIED;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Methods"));
	struct methods_view v = { .here = page_url(ctx, "/work/methods"), .saved = value_of(&req->query, "saved").n > 0 };

	(void)rep;
	TRY(whole_house(ctx));
	TRY(method_list(ctx, page_today(ctx), &v.at, &v.n));
	TRY(frame_begin_html(ctx, &f));
	TRY(methods_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err show(struct ctx *ctx, const struct req *req, const struct method_version *m, const struct values *typed,
		     const struct problems *bad)
{
	struct values stored = { 0 };
	struct method_view v = { .form = { method_fields, typed ? typed : &stored, bad }, .m = m, .key = page_key(ctx),
				 .back = page_url(ctx, "/work/methods"), .saved = value_of(&req->query, "saved").n > 0 };
	struct frame f;

	if (!typed)
		form_write(ctx, method_fields, m, &stored);
	if (m->method)
		TRY(method_versions(ctx, m->method, &v.versions, &v.nversions));
	v.action = m->method ? arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(v.back), (long long)m->method) : page_url(ctx, "/work/methods/new");
	v.title = m->method ? method_name(ctx, m) : tr(ctx, "New method");
	/* A name of a method stands in no title of a private page. */
	f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Methods"));
	TRY(frame_begin_html(ctx, &f));
	TRY(method_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct method_version *m)
{
	const struct method_version was = *m;
	struct problems bad = { 0 };

	TRY(form_read(ctx, method_fields, &req->body, m, &bad));
	if (!bad.n)
		TRY(method_save(ctx, m, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/methods/%lld?saved=1", ctx->lang, (long long)m->method));
	rep->status = 422;
	return show(ctx, req, &was, &req->body, &bad);
}

static struct method_version blank(struct ctx *ctx)
{
	return (struct method_version){ .from_day = page_today(ctx), .valid_months = 24, .practice = 4, .reviewed_day = DAY_NONE };
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_version m = blank(ctx);

	(void)rep;
	TRY(whole_house(ctx));
	return show(ctx, req, &m, NULL, NULL);
}

static enum err new_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_version m = blank(ctx);

	TRY(whole_house(ctx));
	return save(ctx, req, rep, &m);
}

/* The newest version there is, also one that has not begun. */
static enum err asked(struct ctx *ctx, const struct req *req, struct method_version *m)
{
	int64_t id;

	TRY(whole_house(ctx));
	return req_id(req, "id", &id) ? method_on(ctx, id, day_of(9999, 12, 31), m) : ERR_NOT_FOUND;
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_version m;
	day_t today = page_today(ctx);

	(void)rep;
	TRY(asked(ctx, req, &m));
	/* A change holds from today on, unless somebody says later. */
	if (m.from_day < today)
		m.from_day = today;
	return show(ctx, req, &m, NULL, NULL);
}

static enum err edit_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_version m;

	TRY(asked(ctx, req, &m));
	return save(ctx, req, rep, &m);
}

const struct route method_routes[] = {
	{ "GET", "/:lang/methods/:slug", PUBLIC, about, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/work/methods", METHOD_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/methods/new", METHOD_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/methods/new", METHOD_EDIT, new_send, 0, NULL },
	{ "GET", "/:lang/work/methods/:id", METHOD_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/methods/:id", METHOD_EDIT, edit_send, 0, NULL },
	{ 0 }
};
