/* public_page.c -- programmes for everybody: the tree with its dates, one of them, and its documents. */
#include "programme/programme_parts.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include <string.h>

enum { TITLE_CHARS = 50 };

struct tree_view {
	struct programme_line *lines;
	size_t n;
};

struct above_line {
	struct str href, name;
};

struct document_line {
	struct str href, name, lang, what;
};

struct about_view {
	const struct programme *p;
	struct str name, line, level, status, audience, method, purpose, target, period, org, org_href, verified;
	const char *chip;
	bool stale, has_rule;
	struct above_line *above;
	size_t nabove;
	struct programme_line *inside;
	size_t ninside;
	struct document_line *documents;
	size_t ndocuments;
};

static enum err programme_branch_html(struct ctx *, const struct tree_view *, size_t *i, int depth);

#include "programme_public_html.h"
#include "programme_sql.h"

static struct str url_of(struct ctx *ctx, const struct programme *p)
{
	return arena_printf(ctx->arena, "/%s/programmes/%.*s", ctx->lang, STR_ARG(p->slug));
}

static const char *chip_of(enum programme_status s)
{
	return s == PROGRAMME_RUNNING ? "chip chip--ok" : s == PROGRAMME_PLANNED ? "chip chip--fjord" : "chip";
}

static struct str org_of(struct ctx *ctx, int64_t id)
{
	struct org o;

	return id && !org_get(ctx, id, &o) ? o.name : S("");
}

struct programme_line programme_line_of(struct ctx *ctx, const struct programme_node *node, day_t today)
{
	enum programme_status s = programme_status(&node->p, today);

	return (struct programme_line){
		.href = url_of(ctx, &node->p), .name = programme_name(ctx, &node->p), .level = programme_level_said(ctx, &node->p),
		.period = programme_period_said(ctx, node->p.first_day, node->p.last_day), .status = programme_status_said(ctx, s),
		.org = org_of(ctx, node->p.org), .chip = chip_of(s), .depth = node->depth,
	};
}

enum err programme_tree_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Programmes and projects"));
	struct programme_node *nodes;
	struct tree_view v = { 0 };
	day_t today = page_today(ctx);

	(void)rep;
	TRY(programme_tree(ctx, &nodes, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct programme_line);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = programme_line_of(ctx, &nodes[i], today);
	TRY(frame_begin_html(ctx, &f));
	TRY(programme_tree_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one of them ----------------------------------------------------------------------------------------------- */

static enum err fill_around(struct ctx *ctx, struct about_view *v, day_t today)
{
	struct programme_node *nodes;
	struct programme *above;
	size_t n;

	TRY(programme_above(ctx, v->p, &above, &v->nabove));
	v->above = arena_array(ctx->arena, v->nabove, struct above_line);
	for (size_t i = 0; i < v->nabove; i++)
		v->above[i] = (struct above_line){ url_of(ctx, &above[i]), programme_name(ctx, &above[i]) };
	TRY(programme_tree(ctx, &nodes, &n));
	v->inside = arena_array(ctx->arena, n, struct programme_line);
	for (size_t i = 0; i < n; i++)
		if (nodes[i].p.parent == v->p->id)
			v->inside[v->ninside++] = programme_line_of(ctx, &nodes[i], today);
	return OK;
}

/* "PDF, 120 kB, put here 1.10.2013" */
static struct str document_said(struct ctx *ctx, const struct programme_document *d)
{
	struct str kind = str_same(d->type, "application/pdf") ? S("PDF") : tr(ctx, "text");

	return TR_FILL(ctx, tr(ctx, "{kind}, {size} kB, put here {date}"), { "kind", kind },
		       { "size", tr_number(ctx, (d->size + 999) / 1000) }, { "date", tr_date_short(ctx, d->day) });
}

static enum err fill_documents(struct ctx *ctx, struct about_view *v)
{
	struct programme_document *d;

	TRY(programme_documents(ctx, v->p->id, &d, &v->ndocuments));
	v->documents = arena_array(ctx->arena, v->ndocuments, struct document_line);
	for (size_t i = 0; i < v->ndocuments; i++)
		v->documents[i] = (struct document_line){
			.href = arena_printf(ctx->arena, "%.*s/documents/%lld", STR_ARG(url_of(ctx, v->p)), (long long)d[i].id),
			.name = d[i].name, .lang = d[i].lang, .what = document_said(ctx, &d[i]),
		};
	return OK;
}

static struct str in_language(struct ctx *ctx, struct str da, struct str en)
{
	return !strcmp(ctx->lang, "da") ? (da.n ? da : en) : (en.n ? en : da);
}

static void fill_facts(struct ctx *ctx, struct about_view *v, day_t today)
{
	const struct programme *p = v->p;
	enum programme_status s = programme_status(p, today);
	const struct method *m = method_find(p->method);
	struct org o;

	v->name = programme_name(ctx, p);
	v->level = programme_level_said(ctx, p);
	v->period = programme_period_said(ctx, p->first_day, p->last_day);
	v->status = programme_status_said(ctx, s);
	v->chip = chip_of(s);
	v->line = arena_cat(ctx->arena, v->level, S(" · "), v->period);
	v->audience = tr_of(ctx, str_of(choice_label(programme_audiences, p->audience)));
	v->method = m ? tr_of(ctx, str_of(m->name)) : S("");
	v->purpose = in_language(ctx, p->purpose_da, p->purpose_en);
	v->target = in_language(ctx, p->target_da, p->target_en);
	if (p->org && !org_get(ctx, p->org, &o)) {
		v->org = o.name;
		v->org_href = arena_printf(ctx->arena, "/%s/orgs/%.*s", ctx->lang, STR_ARG(o.slug));
	}
	v->verified = p->verified_day == DAY_NONE ? S("") : tr_date_short(ctx, p->verified_day);
	v->stale = p->verified_day != DAY_NONE && today - p->verified_day > PROGRAMME_STALE_DAYS;
}

enum err programme_about_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t today = page_today(ctx);
	struct about_view v = { 0 };
	struct programme_rules rule;
	struct programme p;
	struct frame f;

	(void)rep;
	TRY(programme_of_slug(ctx, req_param(req, "slug"), &p));
	v.p = &p;
	fill_facts(ctx, &v, today);
	TRY(fill_around(ctx, &v, today));
	TRY(fill_documents(ctx, &v));
	TRY(programme_rules(ctx, p.id, &rule));
	v.has_rule = rule.n > 0;
	f = page_frame(ctx, req, FRAME_PUBLIC, utf8_first(v.name, TITLE_CHARS));
	TRY(frame_begin_html(ctx, &f));
	TRY(programme_about_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* A PDF is opened by the reader's own program, never inside the page; a text is shown as it is. */
enum err programme_document_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme_document d;
	struct programme p;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(programme_of_slug(ctx, req_param(req, "slug"), &p));
	TRY(programme_document_get(ctx, id, &d));
	if (d.programme != p.id)
		return ERR_NOT_FOUND;
	if (str_same(d.type, "application/pdf")) {
		rep->type = S("application/pdf");
		reply_header(rep, S("Content-Disposition"),
			     arena_printf(ctx->arena, "attachment; filename=\"%lld.pdf\"", (long long)d.id));
	} else {
		rep->type = S("text/plain; charset=utf-8");
	}
	buf_str(ctx->out, d.bytes);
	return OK;
}
