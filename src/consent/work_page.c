/* work_page.c -- a yes that is said to somebody who helps: write it down, print it, stop it. */
#include "consent/consent_parts.h"
#include "text/text.h"

#include "consent_sql.h"

enum { FOUND_MOST = 20, DAYS_USUAL = 90 };

struct work_view {
	struct str who, here, look;       /* look: absent when no name is kept */
	struct str rides, calls, rights;         /* what else is theirs: pages of rooms above */
	const char *said;
	struct yes_words *yes;
	size_t nyes, nlive;
};

struct found {
	struct str href, name, kind;
};

struct seek_view {
	struct str back, here, q;
	struct found *found;
	size_t n;
};

struct form_view_of {
	struct form_view form;
	struct str who, name, to, action, back, key;
};

#include "consent_yes_html.h"
#include "consent_work_html.h"

/* What is ticked while the person sits there. */
struct yes {
	struct str classes, purpose, form;
	day_t end_day;
};

static const struct field yes_fields[] = {
	F(struct yes, classes, FIELD_CHOICES, .flags = FIELD_REQUIRED, .label = N_("What may be told?"), .choices = consent_classes,
	  .hint = N_("As little as is needed for this.")),
	F(struct yes, purpose, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("What for?"), .choices = consent_purposes),
	F(struct yes, end_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("The last day"), .hint = N_("At most twelve months from now.")),
	F(struct yes, form, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("How did they say yes?"), .choices = consent_forms + 1,
	  .hint = N_("You are written down as the one who heard it, with your role.")),
	F_END
};

/* --- whose it is -------------------------------------------------------------------------------------------------- */

static struct str address_of(struct ctx *ctx, const struct participant *p)
{
	return arena_printf(ctx->arena, "/%s/work/persons/%lld/consents", ctx->lang, (long long)p->id);
}

static struct str called(struct ctx *ctx, const struct participant *p)
{
	return p->nickname.n ? p->nickname : TR_FILL(ctx, tr(ctx, "Number {n}"), { "n", page_id(ctx, p->id) });
}

static enum err page_of(struct ctx *ctx, const struct req *req, struct yes_page *y)
{
	TRY(participant_of_req(ctx, req, &y->p));
	y->here = address_of(ctx, &y->p);
	y->kind = FRAME_WORK;
	return OK;
}

/* --- all of them ---------------------------------------------------------------------------------------------------- */

static const char *done_of(const struct req *req)
{
	struct str done = value_of(&req->query, "done");

	return str_same(done, "stopped") ? N_("Stopped. Nothing more is told.") :
	       str_same(done, "given") ? N_("Written down. Print it for them, if they want it on paper.") :
	       str_same(done, "told") ? N_("Thank you. They know that it has stopped.") : NULL;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Who may know what"));
	struct work_view v = { .said = done_of(req) };
	struct participant p;

	(void)rep;
	TRY(participant_of_req(ctx, req, &p));
	TRY(consent_looked_page(ctx, p.id, "consents", S("served")));
	v.here = address_of(ctx, &p);
	v.who = called(ctx, &p);
	v.rights = arena_printf(ctx->arena, "/%s/work/persons/%lld/rights", ctx->lang, (long long)p.id);
	v.rides = arena_printf(ctx->arena, "/%s/work/persons/%lld/rides", ctx->lang, (long long)p.id);
	v.calls = arena_printf(ctx->arena, "/%s/work/persons/%lld/calls", ctx->lang, (long long)p.id);
	if (p.level == PARTICIPANT_KNOWN)
		v.look = arena_printf(ctx->arena, "/%s/work/persons/%lld/look", ctx->lang, (long long)p.id);
	TRY(consent_all_words(ctx, p.id, v.here, &v.yes, &v.nyes));
	for (size_t i = 0; i < v.nyes; i++) {
		v.yes[i].key = page_key(ctx);
		v.nlive += v.yes[i].live;
	}
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_work_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one more -------------------------------------------------------------------------------------------------------- */

static enum err seek(struct ctx *ctx, const struct req *req, const struct participant *p)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Who may know?"));
	struct seek_view v = { .back = address_of(ctx, p), .q = str_trim(value_of(&req->query, "q")) };
	struct consent_find_receivers *rows;
	struct str fold = text_fold(ctx->arena, v.q.p ? v.q : S(""));

	v.here = arena_join(ctx->arena, v.back, S("/new"));
	if (fold.n) {
		TRY(consent_find_receivers(ctx, fold, FOUND_MOST, &rows, &v.n));
		v.found = arena_array(ctx->arena, v.n, struct found);
		for (size_t i = 0; i < v.n; i++)
			v.found[i] = (struct found){
				.href = arena_printf(ctx->arena, "%.*s?to=%.*s-%lld", STR_ARG(v.here), STR_ARG(rows[i].kind), (long long)rows[i].id),
				.name = str_same(str_of(ctx->lang), "da") && rows[i].name_da.n ? rows[i].name_da :
					rows[i].name_en.n ? rows[i].name_en : rows[i].name_da,
				.kind = str_same(rows[i].kind, "org") ? tr(ctx, "Organisation") : tr(ctx, "Support"),
			};
	}
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_seek_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* "org-123" */
static bool receiver_of(struct str to, struct consent *c)
{
	struct str rest = to;

	return str_cut(&rest, '-', &c->to_kind) && rest.p && str_int(rest, &c->to) && c->to > 0;
}

static enum err ask(struct ctx *ctx, const struct req *req, const struct participant *p, const struct consent *c, const struct values *typed,
		    const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Who may know what"));
	struct form_view_of v = { .form = { yes_fields, typed, bad }, .who = called(ctx, p), .action = address_of(ctx, p), .key = page_key(ctx) };

	v.back = v.action;
	v.to = arena_printf(ctx->arena, "%.*s-%lld", STR_ARG(c->to_kind), (long long)c->to);
	TRY(consent_receiver(ctx, c->to_kind, c->to, &v.name));
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes usual = { .classes = S("nickname"), .form = S("spoken"), .end_day = page_today(ctx) + DAYS_USUAL };
	struct values typed = { 0 };
	struct participant p;
	struct consent c = { 0 };

	(void)rep;
	TRY(participant_of_req(ctx, req, &p));
	if (!receiver_of(value_of(&req->query, "to"), &c))
		return seek(ctx, req, &p);
	form_write(ctx, yes_fields, &usual, &typed);
	return ask(ctx, req, &p, &c, &typed, NULL);
}

static enum err give(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct consent c = { 0 };
	struct problems bad = { 0 };
	struct participant p;
	struct yes y = { 0 };

	TRY(participant_of_req(ctx, req, &p));
	if (!receiver_of(value_of(&req->body, "to"), &c))
		return ERR_INVALID;
	TRY(form_read(ctx, yes_fields, &req->body, &y, &bad));
	c.participant = p.id;
	c.classes = consent_bits(y.classes);
	c.purpose = y.purpose;
	c.form = y.form;
	c.end_day = y.end_day;
	if (!bad.n)
		TRY(consent_give(ctx, &c, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_join(ctx->arena, address_of(ctx, &p), S("?done=given")));
	rep->status = 422;
	return ask(ctx, req, &p, &c, &req->body, &bad);
}

/* --- one of them ------------------------------------------------------------------------------------------------------ */

static enum err paper(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	(void)rep;
	TRY(page_of(ctx, req, &y));
	TRY(consent_looked_page(ctx, y.p.id, "consents", S("served")));
	return consent_paper_page(ctx, req, &y);
}

static enum err stop(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	(void)rep;
	TRY(page_of(ctx, req, &y));
	return consent_stop_page(ctx, req, &y);
}

static enum err stop_it(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	TRY(page_of(ctx, req, &y));
	return consent_stop_it(ctx, req, rep, &y);
}

static enum err tell(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;
	int64_t id;

	TRY(page_of(ctx, req, &y));
	if (!req_id(req, "consent", &id))
		return ERR_NOT_FOUND;
	TRY(consent_told(ctx, y.p.id, id));
	return reply_see(ctx, rep, arena_join(ctx->arena, y.here, S("?done=told")));
}

const struct route consent_routes[] = {
	{ "GET", "/:lang/mine/consents", PERSON, consent_mine, 0, NULL },
	{ "GET", "/:lang/mine/consents/:consent", PERSON, consent_mine_paper, 0, NULL },
	{ "GET", "/:lang/mine/consents/:consent/stop", PERSON, consent_mine_stop, 0, NULL },
	{ "POST", "/:lang/mine/consents/:consent/stop", PERSON, consent_mine_stop_it, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/consents", PERSON_SERVE, list, ROUTE_TRACED, NULL },
	{ "POST", "/:lang/work/persons/:id/consents", PERSON_SERVE, give, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/consents/new", PERSON_SERVE, new_page, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/consents/:consent", PERSON_SERVE, paper, ROUTE_TRACED, NULL },
	{ "GET", "/:lang/work/persons/:id/consents/:consent/stop", PERSON_SERVE, stop, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/consents/:consent/stop", PERSON_SERVE, stop_it, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/consents/:consent/told", PERSON_SERVE, tell, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/look", PERSON_SERVE, consent_look_page, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/look", PERSON_SERVE, consent_look_now, 0, NULL },
	{ "GET", "/:lang/work/looks", AUDIT_READ, consent_looks_page, 0, NULL },
	{ "POST", "/:lang/work/looks/:id/:look", AUDIT_READ, consent_looks_review, 0, NULL },
	{ 0 }
};
