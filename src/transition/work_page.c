/* work_page.c -- nobody lost: who is between two places, who answers today, and one of them. */
#include "transition/transition_parts.h"
#include "account/account.h"
#include "area/area.h"
#include "cal/cal.h"
#include "contact/contact.h"
#include "org/org.h"

#include <string.h>

enum { LIST_MOST = 100, STEPS_MOST = 30, HISTORY_MOST = 14, PEOPLE_MOST = 100, FIELDS_MOST = 16 };

struct line {
	struct str href, name, phase, due, owner, contact, days, turn;
	bool late, red;
};

struct nobody_view {
	struct line *rows;
	size_t n;
	struct transition_counts now, *days;
	size_t ndays;
	const char *done;
};

struct step_row {
	struct str when, what, who;
};

struct one_view {
	const struct transition *t;
	struct line line;
	struct str person;                /* their pages, for those who serve them; absent for others */
	struct str here, back, key, area, from, planned, agreement, left, number, owner, deputy, link;
	struct form_view owners;
	const struct problems *bad;
	struct step_row *steps;
	size_t nsteps;
	bool planned_state, left_state, open;
	bool followed;                    /* somebody answers for them, also after landing */
	const char *done;
};

struct register_view {
	struct form_view form;
	struct str action, key, back, back_text, org, number;
};

struct card_view {
	struct str key, who, number, next;
};

static struct str day_words(struct ctx *, day_t);

#include "transition_work_html.h"

static struct str day_words(struct ctx *ctx, day_t day)
{
	return tr_date_short(ctx, day);
}

static const char *const phases[] = {
	[TRANSITION_PLANNED] = N_("Is to leave"), [TRANSITION_UNCLEAR] = N_("Have they left? Ask today"), [TRANSITION_BRIDGING] = N_("Has left, on the way"),
	[TRANSITION_LATE] = N_("Has left a week ago and come to nothing yet"), [TRANSITION_ARRIVED] = N_("Has arrived"),
	[TRANSITION_QUIET] = N_("Has arrived, and been quiet for ten days"), [TRANSITION_ENDED] = N_("Over"),
};

static const char *const turns[] = {
	[RUNG_NONE] = "", [RUNG_OWNER] = N_("Turn of the one who is responsible"), [RUNG_DEPUTY] = N_("Turn of the deputy"),
	[RUNG_COORDINATOR] = N_("Turn of the coordinator"), [RUNG_LEAD] = N_("Turn of the lead"),
};

static struct str named(struct ctx *ctx, int64_t account)
{
	struct str name = S("");

	return account_name(ctx, account, &name) || !name.p ? S("") : name;
}

static struct line line_of(struct ctx *ctx, const struct transition *t)
{
	int64_t due = transition_due(ctx, t);
	enum rung rung = transition_rung(ctx, t);

	return (struct line){
		.href = page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld", (long long)t->id).p),
		.name = participant_called(ctx, t->nickname), .phase = tr_of(ctx, str_of(phases[transition_phase(ctx, t)])),
		.due = page_moment(ctx, due), .owner = named(ctx, t->duty.owner), .late = due <= ctx->now, .red = t->duty.red,
		.contact = t->last_contact_at ? page_moment(ctx, t->last_contact_at) : tr(ctx, "none yet"),
		.days = t->left_at ? trn(ctx, "{n} day ago", "{n} days ago", transition_days_since(ctx, t)) : tr(ctx, "not yet"),
		.turn = rung >= RUNG_DEPUTY ? tr_of(ctx, str_of(turns[rung])) : S(""),
	};
}

/* --- the list ------------------------------------------------------------------------------------------------ */

enum err transition_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Nobody lost"));
	struct nobody_view v = { 0 };
	struct transition *all;

	(void)rep;
	TRY(transition_list(ctx, LIST_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct line);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = line_of(ctx, &all[i]);
	TRY(transition_count(ctx, &v.now));
	TRY(transition_history(ctx, HISTORY_MOST, &v.days, &v.ndays));
	TRY(frame_begin_html(ctx, &f));
	TRY(nobody_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- registering ------------------------------------------------------------------------------------------------ */

/* Colleagues who can answer, as the answers of a form. */
static enum err people(struct ctx *ctx, int64_t org, int64_t area, const struct choice **out)
{
	struct task_person *all;
	struct choice *c;
	size_t n;

	TRY(task_people(ctx, PERSON_SERVE, org, area, PEOPLE_MOST, &all, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){ page_id(ctx, all[i].id).p, arena_z(ctx->arena, all[i].name) };
	c[n] = (struct choice){ NULL, NULL };
	*out = c;
	return OK;
}

enum which { EVERYTHING, ONLY_PEOPLE, NO_PEOPLE };

/* The table with those people in it; for handing over only them, for a partner from outside without them. */
static enum err fields_of(struct ctx *ctx, int64_t org, int64_t area, enum which which, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	const struct choice *who = NULL;
	size_t n = 0;

	if (which != NO_PEOPLE)
		TRY(people(ctx, org, area, &who));
	for (const struct field *f = transition_fields; f->name; f++) {
		bool person = !strcmp(f->name, "owner") || !strcmp(f->name, "deputy");
		if ((which == ONLY_PEOPLE && !person) || (which == NO_PEOPLE && person))
			continue;
		fields[n] = *f;
		if (person)
			fields[n].choices = who;
		n++;
	}
	fields[n] = (struct field)F_END;
	*out = fields;
	return OK;
}

static enum which asked_of(const struct ctx *ctx)
{
	return is_sender(ctx->who) ? NO_PEOPLE : EVERYTHING;
}

/* In which organisation and area one registers: one's own; who serves the whole house says which. */
static enum err place_of(struct ctx *ctx, const struct req *req, int64_t *org, int64_t *area)
{
	const struct who *w = ctx->who;

	*org = *area = 0;
	for (size_t i = 0; i < w->ngrants; i++)
		if (may_for(w, PERSON_SEND, w->grants[i].org, w->grants[i].area) && w->grants[i].org) {
			*org = w->grants[i].org;
			*area = w->grants[i].area;
			return OK;
		}
	if (!str_int(value_of(&req->body, "org"), org) && !str_int(value_of(&req->query, "org"), org)) {
		struct org *all;
		size_t n;
		TRY(org_list(ctx, 1, &all, &n));
		*org = n ? all[0].id : 0;
	}
	return OK;
}

/* The number of an organisation; empty when it has none. */
static enum err number_of(struct ctx *ctx, int64_t org, struct str *number)
{
	struct org o = { 0 };
	enum err e = org ? org_get(ctx, org, &o) : ERR_NOT_FOUND;

	*number = !e && o.phone.n ? o.phone : S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err show_new(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Somebody is to leave"));
	struct register_view v = { .action = page_url(ctx, "/work/transitions/new"), .key = page_key(ctx) };
	int64_t org, area;

	TRY(place_of(ctx, req, &org, &area));
	v.back = page_url(ctx, is_sender(ctx->who) ? "/work/send" : "/work/transitions");
	v.back_text = is_sender(ctx->who) ? tr(ctx, "Hand people over") : tr(ctx, "Nobody lost");
	if (is_sender(ctx->who))
		TRY(number_of(ctx, org, &v.number));
	v.org = page_id(ctx, org);
	v.form = (struct form_view){ .values = typed, .bad = bad };
	TRY(fields_of(ctx, org, area, asked_of(ctx), &v.form.fields));
	TRY(frame_begin_html(ctx, &f));
	TRY(register_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err transition_new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };

	(void)rep;
	value_add(ctx->arena, &typed, S("agreement"), S("unknown"));
	value_add(ctx->arena, &typed, S("owner"), page_id(ctx, ctx->who->account));
	return show_new(ctx, req, &typed, NULL);
}

/* What the person takes along: who calls, by when, and how to stop it. */
static enum err show_card(struct ctx *ctx, const struct req *req, struct reply *rep, const struct transition *t, struct str key)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A card to take along"));
	struct card_view v = { .key = key, .who = named(ctx, t->duty.owner), .next = page_url(ctx, is_sender(ctx->who) ? "/work/send" : arena_printf(ctx->arena, "/work/transitions/%lld", (long long)t->id).p) };

	TRY(number_of(ctx, t->org, &v.number));
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(card_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err transition_new(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct participant_candidate *key = req->carry;
	struct transition_wish w = { .planned_day = DAY_NONE };
	struct problems bad = { 0 };
	const struct field *fields;
	struct transition t;

	TRY(place_of(ctx, req, &w.org, &w.area));
	TRY(fields_of(ctx, w.org, w.area, asked_of(ctx), &fields));
	TRY(form_read(ctx, fields, &req->body, &w, &bad));
	if (!bad.n)
		TRY(transition_register(ctx, &w, key, &t, &bad));
	if (!bad.n)
		return show_card(ctx, req, rep, &t, key->text);
	rep->status = 422;
	return show_new(ctx, req, &req->body, &bad);
}

/* --- one --------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *what, *words;
} step_words[] = {
	{ "registered", N_("Registered") }, { "moved", N_("Another day") }, { "left", N_("Left as planned") }, { "left_early", N_("Left before time") },
	{ "undone", N_("Taken back") }, { "talked", N_("Talked or met") }, { "tried", N_("Tried to reach") }, { "attended", N_("Came to something") },
	{ "handed_over", N_("Somebody else is responsible") }, { "seen", N_("Seen") }, { "ended", N_("Over") }, { "link_made", N_("A link was made") },
	{ "second_agreed", N_("A second person agrees") }, { "plan_ready", N_("The plan for the first days is ready") },
};

static struct str step_said(struct ctx *ctx, struct str what)
{
	for (size_t i = 0; i < sizeof step_words / sizeof *step_words; i++)
		if (str_same(what, step_words[i].what))
			return tr_of(ctx, str_of(step_words[i].words));
	return S("");
}

static enum err fill_steps(struct ctx *ctx, struct one_view *v)
{
	struct transition_step *steps;

	TRY(transition_steps(ctx, v->t, STEPS_MOST, &steps, &v->nsteps));
	v->steps = arena_array(ctx->arena, v->nsteps, struct step_row);
	for (size_t i = 0; i < v->nsteps; i++)
		v->steps[i] = (struct step_row){ page_moment(ctx, steps[i].at), step_said(ctx, steps[i].what), named(ctx, steps[i].account) };
	return OK;
}

static enum err fill_number(struct ctx *ctx, struct one_view *v)
{
	struct contact_channel *ways;
	size_t n;
	enum err e = contact_list(ctx, v->t->participant, 1, &ways, &n);

	v->number = !e && n ? contact_masked(ctx, ways[0].address) : STR_ABSENT;
	return e == ERR_NOT_FOUND ? OK : e;
}

static const char *done_of(const struct req *req)
{
	return str_is(value_of(&req->query, "saved")) ? N_("Saved.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct transition *t, struct str link, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A person on the way"));
	struct values typed = { 0 };
	struct one_view v = {
		.t = t, .line = line_of(ctx, t), .back = page_url(ctx, "/work/transitions"), .key = page_key(ctx), .area = area_name_of(ctx, t->area),
		.from = tr_of(ctx, str_of(choice_label(transition_froms, t->from_kind))), .planned = tr_day_date_year(ctx, t->planned_day),
		.agreement = tr_of(ctx, str_of(choice_label(transition_agreements, t->agreement))), .left = t->left_at ? page_moment(ctx, t->left_at) : S(""),
		.owner = named(ctx, t->duty.owner), .deputy = named(ctx, t->duty.deputy), .link = link, .bad = bad,
		.planned_state = str_same(t->state, "planned"), .open = !str_same(t->state, "ended"), .done = done_of(req),
	};

	v.here = v.line.href;
	if (may_for(ctx->who, PERSON_SERVE, t->org, t->area))
		v.person = arena_printf(ctx->arena, "/%s/work/persons/%lld", ctx->lang, (long long)t->participant);
	v.left_state = v.open && !v.planned_state;
	v.followed = v.open || str_same(t->end_class, "landed");
	value_add(ctx->arena, &typed, S("owner"), page_id(ctx, t->duty.owner));
	value_add(ctx->arena, &typed, S("deputy"), page_id(ctx, t->duty.deputy));
	v.owners = (struct form_view){ .values = &typed, .bad = bad };
	TRY(fields_of(ctx, t->org, t->area, ONLY_PEOPLE, &v.owners.fields));
	TRY(fill_steps(ctx, &v));
	TRY(fill_number(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct transition *t)
{
	int64_t id;

	return req_id(req, "id", &id) ? transition_find(ctx, id, t) : ERR_NOT_FOUND;
}

enum err transition_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct transition t;

	(void)rep;
	TRY(find(ctx, req, &t));
	return show(ctx, req, &t, STR_ABSENT, NULL);
}

static enum err back_or_again(struct ctx *ctx, const struct req *req, struct reply *rep, struct transition *t, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/transitions/%lld?saved=1", ctx->lang, (long long)t->id));
	rep->status = 422;
	TRY(transition_find(ctx, t->id, t));
	return show(ctx, req, t, STR_ABSENT, bad);
}

static enum err act_moved(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	return transition_move(ctx, t, day_parse(value_of(&req->body, "planned_day")), bad);
}

static enum err act_left(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req;
	return transition_left(ctx, t, false, bad);
}

static enum err act_early(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req;
	return transition_left(ctx, t, true, bad);
}

static enum err act_undo(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req;
	return transition_undo(ctx, t, bad);
}

static enum err act_contact(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	struct task_attempt a = { .channel = S("phone"), .result = value_of(&req->body, "result") };

	return transition_contact(ctx, t, &a, bad);
}

static enum err act_attended(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req;
	return transition_attended(ctx, t, bad);
}

static enum err act_seen(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req, (void)bad;
	return transition_seen(ctx, t);
}

static enum err act_second(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	(void)req;
	return transition_second(ctx, t, bad);
}

static enum err act_end(struct ctx *ctx, const struct req *req, struct transition *t, struct problems *bad)
{
	return transition_end(ctx, t, value_of(&req->body, "end"), bad);
}

static const struct {
	const char *code;
	enum err (*fn)(struct ctx *, const struct req *, struct transition *, struct problems *);
} acts[] = {
	{ "moved", act_moved }, { "left", act_left }, { "early", act_early }, { "undo", act_undo }, { "contact", act_contact },
	{ "attended", act_attended }, { "seen", act_seen }, { "second", act_second }, { "end", act_end },
};

enum err transition_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct transition t;

	TRY(find(ctx, req, &t));
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (str_same(act, acts[i].code)) {
			TRY(acts[i].fn(ctx, req, &t, &bad));
			return back_or_again(ctx, req, rep, &t, &bad);
		}
	return ERR_INVALID;
}

enum err transition_owners(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t owner = 0, deputy = 0;
	struct transition t;

	TRY(find(ctx, req, &t));
	if (!str_int(value_of(&req->body, "owner"), &owner) || !str_int(value_of(&req->body, "deputy"), &deputy))
		problem(&bad, "owner", N_("Somebody must be responsible from now on. Choose a person and a deputy."));
	else
		TRY(transition_hand_over(ctx, &t, owner, deputy, &bad));
	return back_or_again(ctx, req, rep, &t, &bad);
}

/* The address is shown once, on the page that made it. */
enum err transition_link_make(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct transition t;
	struct str path;

	TRY(find(ctx, req, &t));
	TRY(transition_link_new(ctx, &t, &path));
	rep->private_page = true;
	return show(ctx, req, &t, arena_cat(ctx->arena, ctx->house->origin, path), NULL);
}

const struct route transition_routes[] = {
	{ "GET", "/:lang/work/transitions", PERSON_SERVE, transition_list_page, 0, NULL },
	{ "GET", "/:lang/work/transitions/new", PERSON_SEND, transition_new_page, 0, NULL },
	{ "POST", "/:lang/work/transitions/new", PERSON_SEND, transition_new, 0, participant_key_before },
	{ "GET", "/:lang/work/transitions/:id", TASK_DO, transition_page, 0, NULL },
	{ "POST", "/:lang/work/transitions/:id", TASK_DO, transition_act, 0, NULL },
	{ "POST", "/:lang/work/transitions/:id/owners", PERSON_SERVE, transition_owners, 0, NULL },
	{ "POST", "/:lang/work/transitions/:id/link", PERSON_SERVE, transition_link_make, 0, NULL },
	{ "GET", "/:lang/b/:token", LINK, transition_link_page, 0, NULL },
	{ "POST", "/:lang/b/:token", LINK, transition_link_act, 0, NULL },
	{ 0 }
};
