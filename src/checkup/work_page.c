/* work_page.c -- tonight's calls, one of them in one tap, and a look together. */
#include "checkup/checkup_parts.h"
#include "account/account.h"
#include "kind/kind.h"

#include <string.h>

enum { LIST_MOST = 60, TRIES_MOST = 8, ANSWERS_MOST = 9, PEOPLE_MOST = 60, OF_MOST = 10 };

struct list_row {
	struct str href, name, what, when;
	bool bridge, late;
};

struct list_view {
	struct str script, back;
	struct list_row *rows;
	size_t n;
	int64_t hidden;
	bool saved, may_script;
};

struct try_row {
	struct str said, when;
};

struct offer_row {
	struct str href, label;
};

struct answer_row {
	struct str when, days, people, place, back, needs, words;
};

struct one_view {
	const struct checkup *c;
	struct call call;
	bool has_call, may_call, allowed, asks_on, open, is_phone, may_serve, has_offer, saved;
	struct str here, back, key, name, number, when, due, script, sum, person, caller;
	struct form_view form;
	struct try_row tries[TRIES_MOST];
	size_t ntries;
	struct answer_row answers[ANSWERS_MOST];
	size_t nanswers;
	struct offer_row offers[16];
	size_t noffers;
	const struct task_person *people;
	size_t npeople;
	const struct problems *bad;
};

struct person_view {
	struct str name, here, key;
	struct list_row *rows;
	size_t n;
	struct form_view form;
	const struct problem *said_bad;
};

struct script_view {
	struct str action, back, key, body;
	const struct problems *bad;
};

#include "checkup_work_html.h"

static struct str url_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/checkups/%lld", ctx->lang, (long long)id);
}

static struct str what_of(struct ctx *ctx, const struct checkup *c)
{
	if (c->ended_at)
		return tr(ctx, "Over");
	if (!str_same(c->kind, "phone"))
		return TR_FILL(ctx, tr(ctx, "A look every three months: number {n} of {all}"), { "n", tr_number(ctx, c->held + 1) }, { "all", tr_number(ctx, c->planned) });
	return checkup_asks_on(c) ? tr(ctx, "The agreed calls are made: ask whether to go on") :
	       TR_FILL(ctx, tr(ctx, "A call every week: number {n} of {all}"), { "n", tr_number(ctx, c->held + 1) }, { "all", tr_number(ctx, c->planned) });
}

static struct list_row row_of(struct ctx *ctx, const struct checkup *c)
{
	return (struct list_row){ url_of(ctx, c->id), participant_called(ctx, c->nickname), what_of(ctx, c), c->task.id ? page_moment(ctx, c->task.duty.due_at) : S(""),
				  c->bridge && !c->ended_at, c->task.id && c->task.duty.due_at + DAY_S < ctx->now };
}

enum err checkup_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Calls that were agreed"));
	struct list_view v = { .script = page_url(ctx, "/work/checkups/script"), .back = page_url(ctx, "/work/calls"), .may_script = may(ctx->who, PERSON_SERVE),
			       .saved = str_is(value_of(&req->query, "done")) };
	struct checkup *all;

	rep->private_page = true;
	TRY(checkup_queue(ctx, LIST_MOST, &all, &v.n, &v.hidden));
	v.rows = arena_array(ctx->arena, v.n, struct list_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one --------------------------------------------------------------------------------------------------------------- */

static enum err fill_call(struct ctx *ctx, struct one_view *v)
{
	enum err e = checkup_call(ctx, v->c, &v->call);
	struct task_attempt *tries;
	size_t n;

	if (e && e != ERR_NOT_FOUND && e != ERR_DENIED)
		return e;
	v->has_call = !e;
	if (e)
		return OK;
	v->when = contact_time_words(ctx, &v->call.way);
	v->may_call = contact_is_time(ctx, &v->call.way, ctx->now);
	TRY(task_tries(ctx, "calls", v->c->id, TRIES_MOST, &tries, &n));
	for (size_t i = 0; i < n; i++)
		v->tries[v->ntries++] = (struct try_row){ tr_of(ctx, str_of(choice_label(task_results, tries[i].result))), page_moment(ctx, tries[i].at) };
	return v->is_phone ? checkup_script(ctx, v->c->org, &v->script) : OK;
}

static struct str label_of(struct ctx *ctx, const struct choice *list, struct str code)
{
	const char *label = choice_label(list, code);

	return label ? tr_of(ctx, str_of(label)) : S("–");
}

static struct str needs_of(struct ctx *ctx, struct str codes)
{
	struct str code, parts[16];
	size_t n = 0;

	while (str_cut(&codes, ' ', &code))
		if (n < 16 && choice_label(kind_needs, code))
			parts[n++] = tr_small(ctx, label_of(ctx, kind_needs, code));
	return n ? tr_and(ctx, parts, n) : S("–");
}

/* What they said would help, each with the way to hand it over. */
static void fill_offers(struct ctx *ctx, struct one_view *v, struct str codes)
{
	struct str code;

	while (str_cut(&codes, ' ', &code))
		if (v->noffers < 16 && choice_label(kind_needs, code))
			v->offers[v->noffers++] = (struct offer_row){
				arena_printf(ctx->arena, "/%s/work/handover?person=%lld&need=%.*s", ctx->lang, (long long)v->c->participant, STR_ARG(code)),
				label_of(ctx, kind_needs, code) };
}

static enum err fill_answers(struct ctx *ctx, struct one_view *v)
{
	struct checkup_answer *all;
	size_t n;

	TRY(checkup_answers(ctx, v->c, ANSWERS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		v->answers[v->nanswers++] = (struct answer_row){
			tr_date(ctx, all[i].day), label_of(ctx, checkup_days, all[i].said.days), label_of(ctx, checkup_people, all[i].said.people),
			label_of(ctx, checkup_places, all[i].said.place), label_of(ctx, checkup_backs, all[i].said.back), needs_of(ctx, all[i].said.needs), all[i].said.words };
	if (n && v->may_serve)
		fill_offers(ctx, v, all[0].said.needs);
	return OK;
}

static enum err has_open(struct ctx *ctx, const char *kind, int64_t subject, bool *has)
{
	struct task t;
	enum err e = task_of(ctx, kind, subject, &t);

	*has = *has || (!e && task_may_see(ctx, &t));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err fill(struct ctx *ctx, struct one_view *v)
{
	struct task_person *people;
	struct str name = S("");

	v->is_phone = str_same(v->c->kind, "phone");
	v->may_serve = may_for(ctx->who, PERSON_SERVE, v->c->org, v->c->area);
	TRY(checkup_is_allowed(ctx, v->c, &v->allowed));
	if (v->open)
		TRY(fill_call(ctx, v));
	if (!v->is_phone)
		TRY(fill_answers(ctx, v));
	TRY(has_open(ctx, "checkup_offer", v->c->id, &v->has_offer));
	TRY(has_open(ctx, "not_answering", v->c->id, &v->has_offer));
	if (v->c->task.id && !account_name(ctx, v->c->task.duty.owner, &name) && name.p)
		v->caller = name;
	if (v->may_serve)
		TRY(task_people(ctx, TASK_DO, v->c->org, v->c->area, PEOPLE_MOST, &people, &v->npeople));
	if (v->may_serve)
		v->people = people;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct checkup *c, struct str number, const struct values *typed,
		     const struct problems *bad)
{
	static const struct values none = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A call"));
	struct one_view *v = arena_new_of(ctx->arena, struct one_view);

	*v = (struct one_view){ .c = c, .here = url_of(ctx, c->id), .back = page_url(ctx, "/work/checkups"), .key = page_key(ctx), .name = participant_called(ctx, c->nickname),
				.number = number, .sum = what_of(ctx, c), .open = !c->ended_at && c->task.id, .asks_on = checkup_asks_on(c), .bad = bad,
				.due = c->task.id ? page_moment(ctx, c->task.duty.due_at) : S(""), .caller = S(""), .saved = str_is(value_of(&req->query, "done")),
				.person = arena_printf(ctx->arena, "/%s/work/persons/%lld/calls", ctx->lang, (long long)c->participant),
				.form = { checkup_said_fields, typed ? typed : &none, bad } };
	rep->private_page = true;
	TRY(fill(ctx, v));
	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_one_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct checkup *c)
{
	int64_t id;

	return req_id(req, "id", &id) ? checkup_find(ctx, id, c) : ERR_NOT_FOUND;
}

enum err checkup_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup c;

	TRY(find(ctx, req, &c));
	return show(ctx, req, rep, &c, STR_ABSENT, NULL, NULL);
}

enum err checkup_number_show(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str number = STR_ABSENT;
	struct problems bad = { 0 };
	struct checkup c;

	TRY(find(ctx, req, &c));
	TRY(checkup_number(ctx, &c, &number, &bad));
	if (bad.n)
		rep->status = 422;
	return show(ctx, req, rep, &c, number, NULL, bad.n ? &bad : NULL);
}

/* After a call the next one waits: back to the list. */
static enum err back_or_again(struct ctx *ctx, const struct req *req, struct reply *rep, struct checkup *c, const struct problems *bad, const char *to)
{
	if (!bad->n)
		return reply_see(ctx, rep, to ? page_url(ctx, to) : arena_cat(ctx->arena, url_of(ctx, c->id), S("?done=1")));
	rep->status = 422;
	TRY(checkup_get(ctx, c->id, c));
	return show(ctx, req, rep, c, STR_ABSENT, &req->body, bad);
}

enum err checkup_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct checkup c;

	TRY(find(ctx, req, &c));
	if (str_is(value_of(&req->body, "result"))) {
		TRY(checkup_went(ctx, &c, value_of(&req->body, "result"), &bad));
		return back_or_again(ctx, req, rep, &c, &bad, "/work/checkups?done=1");
	}
	if (str_same(act, "on"))
		TRY(checkup_go_on(ctx, &c, &bad));
	else if (str_same(act, "seen_to"))
		TRY(checkup_seen_to(ctx, &c, &bad));
	else if (str_same(act, "enough"))
		TRY(checkup_stop(ctx, &c));
	else
		return ERR_INVALID;
	return back_or_again(ctx, req, rep, &c, &bad, may_for(ctx->who, PERSON_SERVE, c.org, c.area) ? NULL : "/work/checkups?done=1");
}

enum err checkup_say_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup_said s = { 0 };
	struct problems bad = { 0 };
	struct checkup c;

	TRY(find(ctx, req, &c));
	TRY(form_read(ctx, checkup_said_fields, &req->body, &s, &bad));
	if (!bad.n)
		TRY(checkup_say(ctx, &c, &s, str_same(value_of(&req->body, "way"), "phone") ? "phone" : "talk", &bad));
	return back_or_again(ctx, req, rep, &c, &bad, may_for(ctx->who, PERSON_SERVE, c.org, c.area) ? NULL : "/work/checkups?done=1");
}

enum err checkup_owner_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t owner = 0, deputy;
	struct checkup c;

	TRY(find(ctx, req, &c));
	deputy = c.task.duty.deputy ? c.task.duty.deputy : c.task.duty.owner;
	if (!str_int(value_of(&req->body, "owner"), &owner))
		problem(&bad, "", N_("Choose who calls."));
	/* Who handed it over stands in for them. */
	else
		TRY(checkup_hand_over(ctx, &c, owner, owner == deputy ? c.task.duty.owner : deputy, &bad));
	return back_or_again(ctx, req, rep, &c, &bad, NULL);
}

/* --- with the person ------------------------------------------------------------------------------------------------------ */

static enum err show_person(struct ctx *ctx, const struct req *req, struct reply *rep, const struct participant *p, const struct values *typed,
			    const struct problems *bad)
{
	static const struct values none = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Calls that were agreed"));
	struct person_view v = { .name = participant_called(ctx, p->nickname), .here = arena_printf(ctx->arena, "/%s/work/persons/%lld/calls", ctx->lang, (long long)p->id),
				 .key = page_key(ctx), .form = { checkup_fields, typed ? typed : &none, bad }, .said_bad = bad ? problem_of(bad, "said_yes") : NULL };
	struct checkup *all;

	rep->private_page = true;
	TRY(checkup_of(ctx, p->id, OF_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct list_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_person_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err checkup_person_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct participant p;

	TRY(participant_of_req(ctx, req, &p));
	return show_person(ctx, req, rep, &p, NULL, NULL);
}

enum err checkup_person_begin(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup_wish w = { 0 };
	struct problems bad = { 0 };
	struct participant p;
	struct checkup c;

	TRY(participant_of_req(ctx, req, &p));
	TRY(form_read(ctx, checkup_fields, &req->body, &w, &bad));
	w.participant = p.id;
	if (!str_is(value_of(&req->body, "said_yes")))
		problem(&bad, "said_yes", N_("Without a yes nobody is called. Ask them, and tick when they say yes."));
	if (!bad.n)
		TRY(checkup_begin(ctx, &w, checkup_own_role(ctx->who), &c, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_cat(ctx->arena, url_of(ctx, c.id), S("?done=1")));
	rep->status = 422;
	return show_person(ctx, req, rep, &p, &req->body, &bad);
}

/* --- what is said on the phone ---------------------------------------------------------------------------------------------- */

static int64_t own_org(const struct who *w)
{
	for (size_t i = 0; i < w->ngrants; i++)
		if (may_for(w, PERSON_SERVE, w->grants[i].org, 0))
			return w->grants[i].org;
	return 0;
}

static enum err show_script(struct ctx *ctx, const struct req *req, struct str body, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What we say"));
	struct script_view v = { page_url(ctx, "/work/checkups/script"), page_url(ctx, "/work/checkups"), page_key(ctx), body, bad };

	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_script_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err checkup_script_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str body;

	(void)rep;
	TRY(checkup_script(ctx, own_org(ctx->who), &body));
	return show_script(ctx, req, body, NULL);
}

enum err checkup_script_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };

	TRY(checkup_script_save(ctx, own_org(ctx->who), value_of(&req->body, "body"), &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/checkups?done=1"));
	rep->status = 422;
	return show_script(ctx, req, value_of(&req->body, "body"), &bad);
}

const struct route checkup_routes[] = {
	{ "GET", "/:lang/work/checkups", TASK_DO, checkup_list_page, 0, NULL },
	{ "GET", "/:lang/work/checkups/script", PERSON_SERVE, checkup_script_page, 0, NULL },
	{ "POST", "/:lang/work/checkups/script", PERSON_SERVE, checkup_script_post, 0, NULL },
	{ "GET", "/:lang/work/checkups/:id", TASK_DO, checkup_page, 0, NULL },
	{ "POST", "/:lang/work/checkups/:id", TASK_DO, checkup_act, 0, NULL },
	{ "POST", "/:lang/work/checkups/:id/number", TASK_DO, checkup_number_show, 0, NULL },
	{ "POST", "/:lang/work/checkups/:id/answers", TASK_DO, checkup_say_post, 0, NULL },
	{ "POST", "/:lang/work/checkups/:id/owner", PERSON_SERVE, checkup_owner_post, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/calls", PERSON_SERVE, checkup_person_page, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/calls", PERSON_SERVE, checkup_person_begin, 0, NULL },
	{ "GET", "/:lang/mine/calls", PERSON, checkup_mine_page, 0, NULL },
	{ "POST", "/:lang/mine/calls", PERSON, checkup_mine_begin, 0, NULL },
	{ "POST", "/:lang/mine/calls/end", PERSON, checkup_mine_stop, 0, NULL },
	{ "GET", "/:lang/mine/checkup", PERSON, checkup_mine_form, 0, NULL },
	{ "POST", "/:lang/mine/checkup", PERSON, checkup_mine_say, 0, NULL },
	{ 0 }
};
