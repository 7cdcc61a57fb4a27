/* info_page.c -- what the house is, how it can be used, and the room's table of routes. */
#include "info/info.h"
#include "html/assets.h"
#include "info/pages.h"
#include "place/gazetteer.h"
#include "place/outline.h"

#include "info_sql.h"

enum { OFFICES_MOST = 5 };

/* When these two texts were last changed: every text that informs carries its date. */
#define TEXTS_UPDATED day_of(2026, 11, 24)

struct contact {
	struct str phone, email;              /* of those who run the house; absent: not said */
	const struct info_offices *offices;
	size_t n;
};

struct about_view {
	struct str title, licences, updated;
	struct contact contact;
};

static enum err contact_html(struct ctx *ctx, const struct contact *c);
#include "info_about_html.h"

static enum err setting(struct ctx *ctx, const char *name, struct str *value)
{
	struct info_setting r = { 0 };
	enum err e = info_setting(ctx, str_of(name), &r);

	*value = e ? STR_ABSENT : r.value;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err read_contact(struct ctx *ctx, struct contact *c)
{
	TRY(setting(ctx, "contact_phone", &c->phone));
	TRY(setting(ctx, "contact_email", &c->email));
	return info_offices(ctx, OFFICES_MOST, (struct info_offices **)&c->offices, &c->n);
}

static enum err fill(struct ctx *ctx, struct about_view *v)
{
	v->title = TR_FILL(ctx, tr(ctx, "About {house}"), { "house", ctx->house->name });
	v->licences = asset_path("licences.txt");
	v->updated = TR_FILL(ctx, tr(ctx, "This text was last changed on {date}."), { "date", tr_date(ctx, TEXTS_UPDATED) });
	return read_contact(ctx, &v->contact);
}

static enum err about(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "About us"));
	struct about_view v;

	(void)rep;
	TRY(fill(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(about_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err accessibility(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Accessibility"));
	struct about_view v;

	(void)rep;
	TRY(fill(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(accessibility_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route info_routes[] = {
	{ "GET", "/:lang/help-now", PUBLIC, info_help, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/about", PUBLIC, about, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/accessibility", PUBLIC, accessibility, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/tour", PUBLIC, info_tour, 0, NULL },
	{ "GET", "/:lang/work", MEMBER, info_today, 0, NULL },
	{ 0 }
};
