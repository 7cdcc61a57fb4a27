/* volunteer_page.c -- one person: the next step as one button, what they can show, what they are on for. */
#include "volunteer/volunteer_pages.h"
#include "access/access.h"
#include "method/method.h"
#include "org/org.h"

#include "volunteer_sql.h"

enum { LEADS_MOST = 100, MEETINGS_MOST = 300 };

struct practice_form {
	struct str meeting, lead, own_words, lead_words;
	day_t met_on;
};
struct day_form {
	day_t back_day, talk_day;
};

static const struct field practice_fields[] = {
	F(struct practice_form, meeting, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Group")),
	F(struct practice_form, met_on, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Met on")),
	F(struct practice_form, own_words, FIELD_LONG, .flags = FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, .most = 600,
	  .label = N_("What the apprentice says of themself"), .hint = N_("First: what went well, what to try next time. Nothing about participants.")),
	F(struct practice_form, lead, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Led by")),
	F(struct practice_form, lead_words, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 600, .label = N_("What the lead adds")),
	F_END
};
static const struct field pause_fields[] = {
	F(struct day_form, back_day, FIELD_DATE, .label = N_("Back on, if they know")), F_END
};
static const struct field talk_fields[] = {
	F(struct day_form, talk_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Day of the talk")), F_END
};

enum part { PART_NONE, PART_STEP, PART_QUALIFICATION, PART_PRACTICE, PART_PAUSE, PART_TALK, PART_CHILD };

struct person_view {
	const struct volunteer *v;
	struct str here, key, org, state, roles, areas, languages, next_label, next_why, step, missing, supervision, child, lived, thanked;
	const char *chip;
	bool busy, may_decline, may_pause, may_return, may_leave, late, saved, asks_lead, asks_child, may_practice;
	const struct choice *leads;
	struct qualification_row *qualifications;
	size_t nqualifications, npractice, non;
	struct volunteer_practised *practice;
	struct str practice_sum;
	struct assignment_row *on;
	const struct problems *bad;
	struct form_view qualify, practise, pause, talk;
	enum part part;
};

#include "volunteer_person_html.h"

/* --- said aloud ---------------------------------------------------------------------------------------------------- */

static const struct {
	const char *step, *label, *why;
} steps[] = {
	{ "interviewed", N_("The talk has been held"), N_("A talk about what they would like and what we expect of each other comes first.") },
	{ "signed", N_("The statement is signed"), N_("They sign the confidentiality statement. Before that they are put on for nothing.") },
	{ "cleared", N_("Cleared"), N_("Nothing is missing on paper.") },
	{ "ready", N_("Ready to begin"), N_("What they would like to do asks for no course.") },
	{ "lead_yes", N_("A lead says yes"), N_("They have led together often enough. A certified lead says whether they can do it alone.") },
	{ "own_yes", N_("They say yes"), N_("Their own yes counts as much. They can give it on their own page.") },
	{ "active", N_("Certified and active"), N_("The path is complete: from today on they may lead.") },
};

static void fill_next(struct ctx *ctx, const struct volunteer_path *p, struct person_view *view)
{
	view->step = p->next;
	for (size_t i = 0; p->next.p && i < sizeof steps / sizeof *steps; i++)
		if (str_same(p->next, steps[i].step)) {
			view->next_label = tr(ctx, steps[i].label);
			view->next_why = tr(ctx, steps[i].why);
		}
	if (p->missing)
		view->missing = tr_of(ctx, str_of(p->missing));
	view->asks_lead = str_same(p->next, "lead_yes");
}

static struct str version_said(struct ctx *ctx, const struct volunteer_qualification *q)
{
	for (const struct volunteer_module *m = volunteer_modules; m->code; m++)
		if (str_same(q->code, m->code))
			return q->version == m->version ? tr_of(ctx, str_of(m->title)) :
			       TR_FILL(ctx, tr(ctx, "{title} (an older text)"), { "title", tr_of(ctx, str_of(m->title)) });
	return q->code;
}

static struct str what_said(struct ctx *ctx, const struct volunteer_qualification *q)
{
	struct str type = tr_of(ctx, str_of(choice_label(volunteer_types, q->type)));
	struct method_version m;

	if (str_same(q->type, "module"))
		return version_said(ctx, q);
	if (!q->method || method_on(ctx, q->method, q->issued, &m))
		return type;
	return arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(str_same(q->type, "training") ? tr(ctx, "Course") : tr(ctx, "Certification")),
			    STR_ARG(method_name(ctx, &m)));
}

static const struct {
	const char *chip, *text;
} said[] = {
	[QUALIFICATION_VALID] = { "chip chip--ok", N_("Valid") }, [QUALIFICATION_SECOND] = { "chip chip--soon", N_("A second person must look at it") },
	[QUALIFICATION_EXPIRING] = { "chip chip--soon", N_("Ends soon") }, [QUALIFICATION_EXPIRED] = { "chip chip--late", N_("Has ended") },
	[QUALIFICATION_WITHDRAWN] = { "chip chip--late", N_("Withdrawn") },
	[QUALIFICATION_NOT_IN_ORDER] = { "chip chip--late", N_("Not in order: no contact with children") },
};

struct qualification_row volunteer_qualification_row_of(struct ctx *ctx, const struct volunteer_qualification *q, day_t today)
{
	enum qualification_state s = volunteer_qualification_state(q, today);
	struct qualification_row r = { .id = page_id(ctx, q->id), .what = what_said(ctx, q), .state = tr(ctx, said[s].text), .chip = said[s].chip };
	bool certification = str_same(q->type, "certification");

	r.when = q->expires == DAY_NONE ? tr_date(ctx, q->issued) :
		 TR_FILL(ctx, tr(ctx, "{from} to {to}"), { "from", tr_date(ctx, q->issued) }, { "to", tr_date(ctx, q->expires) });
	r.note = q->issuer.n && q->evidence.n ? arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(q->issuer), STR_ARG(q->evidence)) :
		 q->issuer.n ? q->issuer : q->evidence;
	r.may_second = s == QUALIFICATION_SECOND && q->seen_by != ctx->who->account;
	r.agree = q->withdrawn_by && q->withdrawn_by != ctx->who->account;
	r.may_withdraw = certification && (s == QUALIFICATION_VALID || s == QUALIFICATION_EXPIRING) && (!q->withdrawn_by || r.agree);
	return r;
}

struct assignment_row volunteer_assignment_row_of(struct ctx *ctx, const struct volunteer_assignment *a)
{
	struct assignment_row r = { .id = page_id(ctx, a->id), .name = a->meeting_name.p ? a->meeting_name : a->name,
				    .role = tr_of(ctx, str_of(choice_label(volunteer_roles, a->role))), .off = str_same(a->state, "cannot"),
				    .untrained = a->untrained, .away = a->away,
				    .href = arena_printf(ctx->arena, "/%s/work/meetings/%lld/helpers", ctx->lang, (long long)a->meeting) };

	if (a->day != DAY_NONE)
		r.when = tr_day_date_year(ctx, a->day);
	else if (a->to == DAY_NONE)
		r.when = TR_FILL(ctx, tr(ctx, "every time from {date}"), { "date", tr_date(ctx, a->from) });
	else
		r.when = TR_FILL(ctx, tr(ctx, "every time from {from} to {to}"), { "from", tr_date(ctx, a->from) }, { "to", tr_date(ctx, a->to) });
	return r;
}

enum err volunteer_method_choices(struct ctx *ctx, const struct choice **out)
{
	struct method_version *m;
	struct choice *c;
	size_t n;

	TRY(method_list(ctx, page_today(ctx), &m, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){ page_id(ctx, m[i].method).p, arena_z(ctx->arena, method_name(ctx, &m[i])) };
	*out = c;
	return OK;
}

/* --- the page ---------------------------------------------------------------------------------------------------------- */

static enum err lead_choices(struct ctx *ctx, const struct volunteer *v, int64_t method, const struct choice **out)
{
	struct volunteer_lead_of *rows;
	struct choice *c;
	size_t n;

	TRY(volunteer_lead_of(ctx, v->id, method, v->org, page_today(ctx), LEADS_MOST, &rows, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){ page_id(ctx, rows[i].id).p, arena_z(ctx->arena, rows[i].name) };
	*out = c;
	return OK;
}

static enum err group_choices(struct ctx *ctx, const struct volunteer *v, const struct choice **out)
{
	struct volunteer_groups *rows;
	struct choice *c;
	size_t n;

	TRY(volunteer_groups(ctx, v->org, MEETINGS_MOST, &rows, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){ page_id(ctx, rows[i].id).p, arena_z(ctx->arena, rows[i].name) };
	*out = c;
	return OK;
}

static struct form_view form_of(struct ctx *ctx, const struct field *fields, const void *record, bool again, const struct req *req,
				const struct problems *bad)
{
	struct values *stored = arena_new_of(ctx->arena, struct values);

	if (!again)
		form_write(ctx, fields, record, stored);
	return (struct form_view){ fields, again ? &req->body : stored, again ? bad : NULL };
}

static enum err fill_forms(struct ctx *ctx, const struct req *req, const struct volunteer_path *p, struct person_view *view)
{
	struct volunteer_qualification q = { .type = S("training"), .issued = page_today(ctx), .expires = DAY_NONE };
	struct practice_form practice = { .met_on = DAY_NONE };
	struct day_form days = { .back_day = DAY_NONE, .talk_day = page_today(ctx) };
	const struct choice *methods, *groups;
	const struct field *fields;

	TRY(volunteer_method_choices(ctx, &methods));
	TRY(group_choices(ctx, view->v, &groups));
	TRY(lead_choices(ctx, view->v, p->method, &view->leads));
	view->qualify = form_of(ctx, volunteer_fields_with(ctx, volunteer_qualification_fields, "method", methods), &q,
				view->part == PART_QUALIFICATION, req, view->bad);
	fields = volunteer_fields_with(ctx, volunteer_fields_with(ctx, practice_fields, "meeting", groups), "lead", view->leads);
	view->practise = form_of(ctx, fields, &practice, view->part == PART_PRACTICE, req, view->bad);
	view->pause = form_of(ctx, pause_fields, &days, view->part == PART_PAUSE, req, view->bad);
	view->talk = form_of(ctx, talk_fields, &days, view->part == PART_TALK, req, view->bad);
	return OK;
}

static enum err fill_lists(struct ctx *ctx, struct person_view *view, const struct volunteer_path *p)
{
	day_t today = page_today(ctx);
	struct volunteer_qualification *q;
	struct volunteer_assignment *on;
	int64_t series = 0;

	TRY(volunteer_qualifications(ctx, view->v->id, &q, &view->nqualifications));
	view->qualifications = arena_array(ctx->arena, view->nqualifications, struct qualification_row);
	for (size_t i = 0; i < view->nqualifications; i++)
		view->qualifications[i] = volunteer_qualification_row_of(ctx, &q[i], today);
	TRY(volunteer_practised(ctx, view->v->id, &view->practice, &view->npractice));
	view->practice_sum = TR_FILL(ctx, tr(ctx, "{done} of {needed} led together"), { "done", tr_number(ctx, p->practice) },
				     { "needed", tr_number(ctx, p->practice_needed) });
	TRY(volunteer_assignments(ctx, view->v->id, today, &on, &view->non));
	view->on = arena_array(ctx->arena, view->non, struct assignment_row);
	for (size_t i = 0; i < view->non; i++) {
		view->on[i] = volunteer_assignment_row_of(ctx, &on[i]);
		series += on[i].day == DAY_NONE && on[i].from <= today && str_same(on[i].state, "planned");
	}
	view->busy = series > view->v->most_meetings;
	return OK;
}

static enum err fill_care(struct ctx *ctx, struct person_view *view, const struct volunteer_path *p)
{
	const struct volunteer *v = view->v;
	day_t due;

	TRY(volunteer_supervision_due(ctx, v, &due));
	if (due != DAY_NONE) {
		view->supervision = TR_FILL(ctx, tr(ctx, "The next talk is due on {date}."), { "date", tr_date(ctx, due) });
		view->late = due < page_today(ctx);
	}
	view->asks_child = p->child_needed && !p->child_ok;
	if (p->child_needed)
		view->child = p->child_ok ? tr(ctx, "In order.") : v->child_asked_day == DAY_NONE ? tr(ctx, "Not asked for yet.") :
			      TR_FILL(ctx, tr(ctx, "Asked for on {date}."), { "date", tr_date(ctx, v->child_asked_day) });
	if (v->thanked_day != DAY_NONE)
		view->thanked = TR_FILL(ctx, tr(ctx, "Thanked on {date}."), { "date", tr_date(ctx, v->thanked_day) });
	if (volunteer_may_read_lived(ctx, v))
		view->lived = tr_of(ctx, str_of(choice_label(volunteer_lived, v->lived)));
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct volunteer *v, enum part part, const struct problems *bad)
{
	/* Never a name in the title of a page: it stands in the history of the browser. */
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Volunteers"));
	struct person_view view = { .v = v, .here = volunteer_url(ctx, v->id, ""), .key = page_key(ctx), .part = part, .bad = bad,
				    .chip = volunteer_chip(v->state), .saved = value_of(&req->query, "saved").n > 0 };
	struct volunteer_path p;
	struct org o;
	bool paused = str_same(v->state, "paused"), gone = str_same(v->state, "former") || str_same(v->state, "declined");

	TRY(volunteer_path_of(ctx, v, &p));
	TRY(org_get(ctx, v->org, &o));
	view.org = o.name;
	view.state = volunteer_state_said(ctx, v->state);
	view.roles = volunteer_labels(ctx, volunteer_roles, v->roles);
	view.areas = volunteer_area_names(ctx, v->areas);
	view.may_decline = str_same(v->state, "interested") || str_same(v->state, "interviewed");
	view.may_pause = !paused && !gone && !view.may_decline;
	view.may_return = paused;
	view.may_leave = !gone && !view.may_decline;
	view.may_practice = str_same(v->state, "trained") || str_same(v->state, "apprentice");
	fill_next(ctx, &p, &view);
	TRY(fill_lists(ctx, &view, &p));
	TRY(fill_care(ctx, &view, &p));
	TRY(fill_forms(ctx, req, &p, &view));
	TRY(frame_begin_html(ctx, &f));
	TRY(person_html(ctx, &view));
	return frame_end_html(ctx, &f);
}

static enum err page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v;

	(void)rep;
	TRY(volunteer_asked(ctx, req, &v));
	return show(ctx, req, &v, PART_NONE, NULL);
}

/* --- what its buttons do ----------------------------------------------------------------------------------------------- */

static enum err done(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t id, enum part part, const struct problems *bad)
{
	struct volunteer v;

	if (!bad->n)
		return reply_see(ctx, rep, volunteer_url(ctx, id, "?saved=1"));
	rep->status = 422;
	TRY(volunteer_get(ctx, id, &v));
	return show(ctx, req, &v, part, bad);
}

static enum err step(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;
	int64_t lead = 0;

	TRY(volunteer_asked(ctx, req, &v));
	str_int(value_of(&req->body, "lead"), &lead);
	TRY(volunteer_step(ctx, &v, value_of(&req->body, "step"), lead, &bad));
	return done(ctx, req, rep, v.id, PART_STEP, &bad);
}

static enum err pause(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct day_form days = { .back_day = DAY_NONE };
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(form_read(ctx, pause_fields, &req->body, &days, &bad));
	if (!bad.n)
		TRY(volunteer_pause(ctx, &v, days.back_day, &bad));
	return done(ctx, req, rep, v.id, PART_PAUSE, &bad);
}

static enum err come_back(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_return(ctx, &v, &bad));
	return done(ctx, req, rep, v.id, PART_STEP, &bad);
}

static enum err leave(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_leave(ctx, &v, &bad));
	return done(ctx, req, rep, v.id, PART_STEP, &bad);
}

static enum err thank(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_thanks(ctx, &v));
	return done(ctx, req, rep, v.id, PART_STEP, &bad);
}

static enum err qualify(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer_qualification q = { .expires = DAY_NONE, .issued = DAY_NONE };
	struct problems bad = { 0 };
	const struct choice *methods;
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_method_choices(ctx, &methods));
	TRY(form_read(ctx, volunteer_fields_with(ctx, volunteer_qualification_fields, "method", methods), &req->body, &q, &bad));
	str_int(q.method_text.p ? q.method_text : S(""), &q.method);
	if (!bad.n)
		TRY(volunteer_qualify(ctx, &v, &q, &bad));
	return done(ctx, req, rep, v.id, PART_QUALIFICATION, &bad);
}

static enum err ask_child(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_ask_child_check(ctx, &v, value_of(&req->body, "consent").n > 0, &bad));
	return done(ctx, req, rep, v.id, PART_CHILD, &bad);
}

static void rename_problem(struct problems *bad, const char *was, const char *is)
{
	for (size_t i = 0; i < bad->n; i++)
		if (str_same(str_of(bad->at[i].field), was))
			bad->at[i].field = is;
}

static enum err practise(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct practice_form typed = { .met_on = DAY_NONE };
	struct volunteer_practised p = { 0 };
	struct problems bad = { 0 };
	const struct choice *groups, *leads;
	struct volunteer_path path;
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(volunteer_path_of(ctx, &v, &path));
	TRY(group_choices(ctx, &v, &groups));
	TRY(lead_choices(ctx, &v, path.method, &leads));
	TRY(form_read(ctx, volunteer_fields_with(ctx, volunteer_fields_with(ctx, practice_fields, "meeting", groups), "lead", leads), &req->body,
		      &typed, &bad));
	p = (struct volunteer_practised){ .day = typed.met_on, .own_words = typed.own_words, .lead_words = typed.lead_words };
	str_int(typed.meeting.p ? typed.meeting : S(""), &p.meeting);
	str_int(typed.lead.p ? typed.lead : S(""), &p.lead);
	if (!bad.n)
		TRY(volunteer_practice(ctx, &v, &p, &bad));
	rename_problem(&bad, "day", "met_on");
	return done(ctx, req, rep, v.id, PART_PRACTICE, &bad);
}

static enum err supervise(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct day_form days = { .talk_day = DAY_NONE };
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	TRY(form_read(ctx, talk_fields, &req->body, &days, &bad));
	if (!bad.n)
		TRY(volunteer_supervise(ctx, &v, days.talk_day, &bad));
	rename_problem(&bad, "day", "talk_day");
	return done(ctx, req, rep, v.id, PART_TALK, &bad);
}

/* Whose it is, for the way back; the verb looks whether it is ours. */
static enum err owner_of(struct ctx *ctx, const struct req *req, int64_t *id, int64_t *volunteer)
{
	struct volunteer_qualification_row r;

	if (!req_id(req, "id", id))
		return ERR_NOT_FOUND;
	TRY(volunteer_qualification_row(ctx, *id, &r));
	*volunteer = r.volunteer;
	return OK;
}

static enum err second(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id, volunteer;

	TRY(owner_of(ctx, req, &id, &volunteer));
	TRY(volunteer_second(ctx, id, &bad));
	return done(ctx, req, rep, volunteer, PART_STEP, &bad);
}

static enum err withdraw(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id, volunteer;

	TRY(owner_of(ctx, req, &id, &volunteer));
	TRY(volunteer_withdraw(ctx, id, value_of(&req->body, "why"), &bad));
	return done(ctx, req, rep, volunteer, PART_STEP, &bad);
}

const struct route volunteer_routes[] = {
	{ "GET", "/:lang/work/volunteers", VOLUNTEER_EDIT, volunteer_list_page, 0, NULL },
	{ "GET", "/:lang/work/volunteers/new", VOLUNTEER_EDIT, volunteer_new_form, 0, NULL },
	{ "POST", "/:lang/work/volunteers/new", VOLUNTEER_EDIT, volunteer_new_send, 0, NULL },
	{ "GET", "/:lang/work/volunteers/register", VOLUNTEER_EDIT, volunteer_registers_page, 0, NULL },
	{ "GET", "/:lang/work/volunteers/register/:id", VOLUNTEER_EDIT, volunteer_register_page, 0, NULL },
	{ "POST", "/:lang/work/volunteers/register/:id", VOLUNTEER_EDIT, volunteer_register_name, 0, NULL },
	{ "GET", "/:lang/work/volunteers/:id", VOLUNTEER_EDIT, page, 0, NULL },
	{ "GET", "/:lang/work/volunteers/:id/edit", VOLUNTEER_EDIT, volunteer_edit_form, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/edit", VOLUNTEER_EDIT, volunteer_edit_send, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/steps", VOLUNTEER_EDIT, step, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/pause", VOLUNTEER_EDIT, pause, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/return", VOLUNTEER_EDIT, come_back, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/leaving", VOLUNTEER_EDIT, leave, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/thanks", VOLUNTEER_EDIT, thank, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/qualifications", VOLUNTEER_EDIT, qualify, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/child-check", VOLUNTEER_EDIT, ask_child, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/practice", VOLUNTEER_EDIT, practise, 0, NULL },
	{ "POST", "/:lang/work/volunteers/:id/supervision", VOLUNTEER_EDIT, supervise, 0, NULL },
	{ "POST", "/:lang/work/qualifications/:id/second", VOLUNTEER_EDIT, second, 0, NULL },
	{ "POST", "/:lang/work/qualifications/:id/withdrawal", VOLUNTEER_EDIT, withdraw, 0, NULL },
	{ "GET", "/:lang/work/own/register/:id", MEMBER, volunteer_own_register_page, 0, NULL },
	{ "POST", "/:lang/work/own/register/:id", MEMBER, volunteer_own_register_right, 0, NULL },
	{ "GET", "/:lang/work/own", MEMBER, volunteer_own_page, 0, NULL },
	{ "GET", "/:lang/work/own/:id", MEMBER, volunteer_own_form, 0, NULL },
	{ "POST", "/:lang/work/own/:id", MEMBER, volunteer_own_send, 0, NULL },
	{ "POST", "/:lang/work/own/:id/pause", MEMBER, volunteer_own_pause, 0, NULL },
	{ "POST", "/:lang/work/own/:id/return", MEMBER, volunteer_own_return, 0, NULL },
	{ "POST", "/:lang/work/own/:id/yes", MEMBER, volunteer_own_yes_send, 0, NULL },
	{ "GET", "/:lang/work/own/:id/modules/:code", MEMBER, volunteer_module_page, 0, NULL },
	{ "POST", "/:lang/work/own/:id/modules/:code", MEMBER, volunteer_module_send, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/helpers", VOLUNTEER_EDIT, volunteer_helpers_page, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/helpers", VOLUNTEER_EDIT, volunteer_helpers_add, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/helpers/:row/end", VOLUNTEER_EDIT, volunteer_helpers_end, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/method", VOLUNTEER_EDIT, volunteer_helpers_method, 0, NULL },
	{ 0 }
};
