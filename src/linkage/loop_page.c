/* loop_page.c -- for staff: who is on their way, and one of them: how it stands, what can happen, the card. */
#include "linkage/linkage_view.h"
#include "account/account.h"
#include "consent/consent.h"
#include "kind/kind.h"
#include "meeting/meeting.h"
#include "verify/verify.h"

#include <string.h>

enum { STEPS_MOST = 100, TRIES_MOST = 50, PEOPLE_MOST = 100 };

struct loop_row {
	struct str href, title, state, next, act;
	struct linkage_when when;
};

struct loops_view {
	struct str handover;
	struct loop_row *rows;
	size_t n;
	struct linkage_totals totals;
	struct str totals_text;
	bool done;
};

struct step_row {
	struct str when, what, by, words;
};

/* One thing that can happen from here. */
struct act_row {
	const char *event, *label;
	bool asks_time, asks_until, asks_decline, asks_evidence, asks_answer, danger;
};

struct loop_view {
	const struct linkage *l;
	struct str here, back, key, title, state, next, owner, deputy, need, told, expected, waits, urgency, listing, find, done;
	struct str to_name;
	const char *event;                /* what the next sensible act does; NULL: none */
	struct linkage_when when;
	struct act_row acts[16];
	size_t nacts;
	struct step_row *steps;
	size_t nsteps;
	struct step_row *tries;
	size_t ntries;
	const struct task_person *people;
	size_t npeople;
	const struct problems *bad;
	const struct values *typed;
	bool secret, introduction, enough, may_link, other, to_ask;
	struct str missing;
};

struct card_view {
	struct str back, back_text, title, lead, told, who, by, stop, when, where, loop;
	struct str give, form_key, key;   /* give: where a key of their own is asked for; key: theirs, shown this once */
	bool introduction, enquiry, along;
};

struct link_view {
	struct str back, address, until, here, key;
	struct outbox_letter letter;
	bool open, sent;                  /* open: there is a road, and the place has an address */
};

#include "outbox_parts_html.h"
#include "linkage_loops_html.h"
#include "linkage_loop_html.h"

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct str title)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, title);

	f.no_index = true;
	rep->private_page = true;
	return frame_begin_html(ctx, &f);
}

static enum err end(struct ctx *ctx, const struct req *req, struct str title)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, title);

	return frame_end_html(ctx, &f);
}

static struct str to_where(struct ctx *ctx, const struct linkage_line *line)
{
	return TR_FILL(ctx, tr(ctx, "{person} to {place}"), { "person", linkage_called(ctx, line->nickname) }, { "place", line->to_name });
}

/* --- my loops ------------------------------------------------------------------------------------------------- */

static struct str totals_text(struct ctx *ctx, const struct linkage_totals *t)
{
	if (!t->shown)
		return tr(ctx, "How many of those you introduced came is shown from five upward, so that nobody is recognised in it.");
	return TR_FILL(ctx, tr(ctx, "Of your {all} introductions that have ended, {came} say that they came."), { "all", tr_number(ctx, t->all) },
		       { "came", tr_number(ctx, t->came) });
}

enum err linkage_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct loops_view v = { .handover = page_url(ctx, "/work/handover"), .done = str_is(value_of(&req->query, "done")) };
	struct linkage_line *lines;

	TRY(linkage_waiting(ctx, LINKAGE_PAGE, &lines, &v.n));
	TRY(linkage_totals(ctx, "introduction", &v.totals));
	v.totals_text = totals_text(ctx, &v.totals);
	v.rows = arena_array(ctx->arena, v.n, struct loop_row);
	for (size_t i = 0; i < v.n; i++) {
		const char *event;
		v.rows[i] = (struct loop_row){ .href = linkage_url(ctx, lines[i].l.id, ""), .title = to_where(ctx, &lines[i]),
					       .state = linkage_state_text(ctx, &lines[i].l), .when = linkage_when(ctx, &lines[i].l) };
		v.rows[i].next = linkage_next(ctx, &lines[i].l, &event);
	}
	TRY(begin(ctx, req, rep, tr(ctx, "On their way")));
	TRY(loops_html(ctx, &v));
	return end(ctx, req, tr(ctx, "On their way"));
}

/* --- one loop ---------------------------------------------------------------------------------------------------- */

static const struct act_row all_acts[] = {
	{ "chosen", N_("A meeting was chosen"), .asks_time = true },
	{ "received", N_("The place says that they have it"), 0 },
	{ "time", N_("A time was set"), .asks_time = true },
	{ "full", N_("No room for now: they wait"), .asks_until = true },
	{ "free", N_("There is room again"), 0 },
	{ "came", N_("They came"), .asks_evidence = true },
	{ "missed", N_("They did not come"), 0 },
	{ "again", N_("They came again"), 0 },
	{ "cannot", N_("Not the right place"), .asks_decline = true },
	{ "declined", N_("They say no"), .asks_answer = true },
	{ "unreachable", N_("They could not be reached"), .danger = true },
	{ "stopped", N_("They take their permission back"), .danger = true },
	{ "died", N_("They have died"), .danger = true },
	{ "reopened", N_("They called: begin again"), 0 },
};

static void fill_acts(const struct linkage *l, struct loop_view *v)
{
	for (size_t i = 0; i < sizeof all_acts / sizeof *all_acts; i++)
		if (linkage_fits(l, str_of(all_acts[i].event)))
			v->acts[v->nacts++] = all_acts[i];
}

static struct str label_of(struct ctx *ctx, const struct choice *list, struct str code)
{
	const char *label = choice_label(list, code);

	return label ? tr(ctx, label) : S("");
}

static struct str by_of(struct ctx *ctx, const struct linkage_step *s)
{
	if (s->by_name.n)
		return s->by_name;
	if (str_same(s->by_what, "link"))
		return tr(ctx, "the place");
	return str_same(s->by_what, "person") ? tr(ctx, "the person") : tr(ctx, "by itself");
}

static enum err fill_history(struct ctx *ctx, const struct linkage *l, struct loop_view *v)
{
	struct linkage_step *steps;
	size_t n;

	TRY(linkage_history(ctx, l, STEPS_MOST, &steps, &n));
	v->secret = !linkage_may_know_end(ctx, l, steps, n);
	v->steps = arena_array(ctx->arena, n, struct step_row);
	for (size_t i = 0; i < n; i++) {
		bool hidden = v->secret && str_same(steps[i].to_state, "ended");
		v->steps[v->nsteps++] = (struct step_row){
			page_moment(ctx, steps[i].at), hidden ? tr(ctx, "Ended") : label_of(ctx, linkage_events, steps[i].event),
			hidden ? S("") : by_of(ctx, &steps[i]), steps[i].words };
	}
	return OK;
}

static enum err fill_tries(struct ctx *ctx, const struct linkage *l, struct loop_view *v)
{
	struct task_attempt *tries;
	size_t n;

	TRY(task_tries(ctx, "loop", l->id, TRIES_MOST, &tries, &n));
	v->tries = arena_array(ctx->arena, n, struct step_row);
	for (size_t i = 0; i < n; i++)
		v->tries[v->ntries++] = (struct step_row){ page_moment(ctx, tries[i].at), label_of(ctx, task_results, tries[i].result),
							   label_of(ctx, task_channels, tries[i].channel), S("") };
	v->enough = task_tried_enough(ctx, tries, n, &v->missing);
	return OK;
}

static enum err name_of(struct ctx *ctx, int64_t account, struct str *name)
{
	enum err e = account ? account_name(ctx, account, name) : ERR_NOT_FOUND;

	if (e)
		*name = S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err fill_facts(struct ctx *ctx, const struct linkage *l, struct loop_view *v)
{
	struct verify_listing listing;
	enum err e = verify_listing(ctx, l->target, &listing);

	if (!e)
		v->listing = verify_public_url(ctx, &listing);
	else if (e != ERR_NOT_FOUND)
		return e;
	v->need = label_of(ctx, kind_needs, l->need);
	v->urgency = label_of(ctx, linkage_urgencies, l->urgency);
	v->told = v->introduction ? tr(ctx, "Nothing: people who help each other are told nothing about anybody.") :
		  l->told ? linkage_told(ctx, l->told) : tr(ctx, "Nothing: we only asked whether there is room.");
	if (l->booked_at)
		v->expected = page_moment(ctx, l->booked_at);
	if (str_same(l->state, "waiting"))
		v->waits = l->wait_until == DAY_NONE ? tr(ctx, "not known until when") : tr_day_date_year(ctx, l->wait_until);
	TRY(name_of(ctx, l->duty.owner, &v->owner));
	return name_of(ctx, l->duty.deputy, &v->deputy);
}

/* Did they say "ask me again", and has nobody done so yet? */
static enum err fill_question(struct ctx *ctx, const struct linkage *l, struct loop_view *v)
{
	struct task t;
	enum err e = task_of(ctx, "ask_again", l->id, &t);

	v->to_ask = !e;
	return e == ERR_NOT_FOUND ? OK : e;
}

static struct str done_text(struct ctx *ctx, struct str code)
{
	return str_same(code, "act") ? tr(ctx, "Written down.") : str_same(code, "try") ? tr(ctx, "The try is written down.") :
	       str_same(code, "owner") ? tr(ctx, "Somebody else answers for it from now on.") :
	       str_same(code, "seen") ? tr(ctx, "Noted that you have seen it. It rests for twelve hours.") :
	       str_same(code, "link") ? tr(ctx, "The link no longer works.") : S("");
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage_line *line, const struct problems *bad)
{
	const struct linkage *l = &line->l;
	struct loop_view *v = arena_new_of(ctx->arena, struct loop_view);
	struct task_person *people;

	*v = (struct loop_view){ .l = l, .to_name = line->to_name, .here = linkage_url(ctx, l->id, ""), .back = page_url(ctx, "/work/loops"), .key = page_key(ctx),
				 .title = to_where(ctx, line), .bad = bad, .typed = &req->body, .introduction = str_same(l->mode, "introduction"),
				 .done = done_text(ctx, value_of(&req->query, "done")) };
	v->may_link = !v->introduction && !l->ended_at;
	v->when = linkage_when(ctx, l);
	v->next = linkage_next(ctx, l, &v->event);
	TRY(fill_history(ctx, l, v));
	v->state = v->secret ? tr(ctx, "Ended") : linkage_state_text(ctx, l);
	if (!v->secret)
		fill_acts(l, v);
	v->other = !v->secret && !str_same(l->end_class, "attended") && !str_same(l->end_class, "died");
	TRY(fill_question(ctx, l, v));
	v->find = arena_printf(ctx->arena, "/%s/work/handover?loop=%lld", ctx->lang, (long long)l->id);
	TRY(fill_tries(ctx, l, v));
	TRY(fill_facts(ctx, l, v));
	TRY(task_people(ctx, PERSON_SERVE, l->org, l->area, PEOPLE_MOST, &people, &v->npeople));
	v->people = people;
	TRY(begin(ctx, req, rep, tr(ctx, "On their way")));
	TRY(loop_html(ctx, v));
	return end(ctx, req, tr(ctx, "On their way"));
}

static enum err find(struct ctx *ctx, const struct req *req, struct linkage_line *line)
{
	int64_t id;

	return req_id(req, "id", &id) ? linkage_find(ctx, id, line) : ERR_NOT_FOUND;
}

enum err linkage_loop_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	return show(ctx, req, rep, &line, NULL);
}

static enum err shown_again(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct linkage_line line;

	rep->status = 422;
	TRY(find(ctx, req, &line));
	return show(ctx, req, rep, &line, bad);
}

enum err linkage_act_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage_line line;
	struct linkage_act a = { 0 };

	TRY(find(ctx, req, &line));
	linkage_read_act(ctx, &req->body, &a, &bad);
	a.words = S("");
	if (!bad.n)
		TRY(linkage_do(ctx, &line.l, BY_STAFF, &a, &bad));
	return bad.n ? shown_again(ctx, req, rep, &bad) : reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=act"));
}

enum err linkage_try_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct task_attempt a = { .channel = value_of(&req->body, "channel"), .result = value_of(&req->body, "result") };
	struct problems bad = { 0 };
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	TRY(linkage_try(ctx, &line.l, &a, &bad));
	return bad.n ? shown_again(ctx, req, rep, &bad) : reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=try"));
}

static int64_t number_of(const struct req *req, const char *name)
{
	int64_t n;

	return str_int(value_of(&req->body, name), &n) ? n : 0;
}

enum err linkage_hand_on_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	TRY(linkage_hand_on(ctx, &line.l, number_of(req, "owner"), number_of(req, "deputy"), &bad));
	return bad.n ? shown_again(ctx, req, rep, &bad) : reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=owner"));
}

enum err linkage_seen_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	TRY(linkage_seen(ctx, &line.l));
	return reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=seen"));
}

enum err linkage_asked_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	TRY(linkage_asked_again(ctx, &line.l));
	return reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=act"));
}

/* --- the card that the person takes home ------------------------------------------------------------------------- */

static enum err fill_place(struct ctx *ctx, const struct linkage_line *line, struct card_view *v)
{
	struct meeting m;

	if (line->l.booked_at)
		v->when = page_moment(ctx, line->l.booked_at);
	if (!str_same(line->l.to_kind, "meeting"))
		return OK;
	TRY(meeting_get(ctx, line->l.target, &m));
	if (!v->when.n)
		v->when = meeting_when(ctx, &m);
	return OK;
}

/* Whoever has a key keeps it: nobody here can give them another. */
static enum err offer_key(struct ctx *ctx, const struct linkage_line *line, struct card_view *v)
{
	bool has;

	TRY(participant_key_has(ctx, line->l.participant, &has));
	if (has || line->l.ended_at)
		v->give = S("");
	v->form_key = page_key(ctx);
	return OK;
}

static enum err show_card(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage_line *line, struct card_view v)
{
	struct str owner;

	TRY(offer_key(ctx, line, &v));
	TRY(name_of(ctx, line->l.duty.owner, &owner));
	v.title = tr(ctx, "What happens next");
	v.introduction = str_same(line->l.mode, "introduction");
	v.enquiry = !v.introduction && !line->l.told;
	v.lead = line->to_name;
	v.who = owner;
	v.by = page_moment(ctx, line->l.duty.due_at);
	v.told = linkage_told(ctx, line->l.told);
	v.along = line->l.companion != 0;
	TRY(fill_place(ctx, line, &v));
	TRY(begin(ctx, req, rep, v.title));
	TRY(card_html(ctx, &v));
	return end(ctx, req, v.title);
}

static struct card_view card_here(struct ctx *ctx, const struct linkage_line *line)
{
	return (struct card_view){ .back = linkage_url(ctx, line->l.id, ""), .back_text = tr(ctx, "On their way"), .give = linkage_url(ctx, line->l.id, "/key") };
}

/* For a partner who handed them over a moment ago, and may not look further. */
static enum err find_sent(struct ctx *ctx, const struct req *req, struct linkage_line *line, struct card_view *v)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	*v = (struct card_view){ .back = page_url(ctx, "/work/send"), .back_text = tr(ctx, "Hand people over"),
				 .give = page_url(ctx, arena_printf(ctx->arena, "/work/send/%lld/key", (long long)id).p) };
	return linkage_find_sent(ctx, id, line);
}

enum err linkage_card_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	return show_card(ctx, req, rep, &line, card_here(ctx, &line));
}

enum err linkage_sent_card_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;
	struct card_view v;

	TRY(find_sent(ctx, req, &line, &v));
	return show_card(ctx, req, rep, &line, v);
}

/* The person sits here and wants one: it is theirs from now on, and shown this once. */
static enum err give_key(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage_line *line, struct card_view v)
{
	const struct participant_candidate *key = req->carry;
	bool has;

	TRY(participant_key_has(ctx, line->l.participant, &has));
	if (has || line->l.ended_at)
		return reply_see(ctx, rep, arena_cat(ctx->arena, str_slice(v.give, 0, v.give.n - (sizeof "key" - 1)), S("card")));
	TRY(participant_key_give(ctx, line->l.participant, key));
	v.key = key->text;
	return show_card(ctx, req, rep, line, v);
}

static enum err linkage_key_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	return give_key(ctx, req, rep, &line, card_here(ctx, &line));
}

static enum err linkage_sent_key_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;
	struct card_view v;

	TRY(find_sent(ctx, req, &line, &v));
	return give_key(ctx, req, rep, &line, v);
}

/* --- a link for the place ---------------------------------------------------------------------------------------------- */

enum err linkage_link_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;
	struct str token;

	TRY(find(ctx, req, &line));
	TRY(linkage_link_new(ctx, &line.l, &token));
	return reply_see(ctx, rep, linkage_url(ctx, line.l.id, arena_printf(ctx->arena, "/links/%.*s", STR_ARG(token)).p));
}

static enum err fill_letter(struct ctx *ctx, const struct linkage *l, struct str token, struct link_view *v)
{
	struct outbox_message m;

	TRY(linkage_letter(ctx, l, token, &m));
	TRY(outbox_preview(ctx, &m, &v->letter));
	TRY(outbox_is_open(ctx, &v->open));
	v->open = v->open && v->letter.to.n;
	return OK;
}

enum err linkage_mail_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;
	bool sent;

	TRY(find(ctx, req, &line));
	TRY(linkage_link_mail(ctx, &line.l, req_param(req, "token"), &sent));
	return reply_see(ctx, rep, linkage_url(ctx, line.l.id, arena_printf(ctx->arena, "/links/%.*s?sent=1", STR_ARG(req_param(req, "token"))).p));
}

enum err linkage_link_shown_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct link_view v;
	struct linkage_line line;
	enum linkage_link state;
	struct linkage l;

	TRY(find(ctx, req, &line));
	TRY(linkage_link_find(ctx, req_param(req, "token"), &state, &l));
	if (state != LINKAGE_LINK_GOOD || l.id != line.l.id)
		return ERR_NOT_FOUND;
	v = (struct link_view){ .back = linkage_url(ctx, l.id, ""), .until = tr_day_date(ctx, page_today(ctx) + LINKAGE_LINK_DAYS), .key = page_key(ctx),
				.address = arena_printf(ctx->arena, "%.*s/%s/l/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(req_param(req, "token"))),
				.here = linkage_url(ctx, l.id, arena_printf(ctx->arena, "/links/%.*s", STR_ARG(req_param(req, "token"))).p),
				.sent = str_is(value_of(&req->query, "sent")) };
	TRY(fill_letter(ctx, &l, req_param(req, "token"), &v));
	TRY(begin(ctx, req, rep, tr(ctx, "A link for the place")));
	TRY(link_html(ctx, &v));
	return end(ctx, req, tr(ctx, "A link for the place"));
}

enum err linkage_revoke_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(find(ctx, req, &line));
	TRY(linkage_link_revoke(ctx, &line.l));
	return reply_see(ctx, rep, linkage_url(ctx, line.l.id, "?done=link"));
}

const struct route linkage_routes[] = {
	{ "GET", "/:lang/work/loops", PERSON_SERVE, linkage_list_page, 0, NULL },
	{ "GET", "/:lang/work/loops/:id", PERSON_SERVE, linkage_loop_page, 0, NULL },
	{ "GET", "/:lang/work/loops/:id/card", PERSON_SERVE, linkage_card_page, 0, NULL },
	{ "GET", "/:lang/work/send/:id/card", PERSON_SEND, linkage_sent_card_page, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/key", PERSON_SERVE, linkage_key_post, 0, participant_key_before },
	{ "POST", "/:lang/work/send/:id/key", PERSON_SEND, linkage_sent_key_post, 0, participant_key_before },
	{ "POST", "/:lang/work/loops/:id/acts", PERSON_SERVE, linkage_act_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/tries", PERSON_SERVE, linkage_try_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/owner", PERSON_SERVE, linkage_hand_on_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/seen", PERSON_SERVE, linkage_seen_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/asked", PERSON_SERVE, linkage_asked_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/links", PERSON_SERVE, linkage_link_post, 0, NULL },
	{ "GET", "/:lang/work/loops/:id/links/:token", PERSON_SERVE, linkage_link_shown_page, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/links/:token/mail", PERSON_SERVE, linkage_mail_post, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/links/end", PERSON_SERVE, linkage_revoke_post, 0, NULL },
	{ "GET", "/:lang/l/:token", LINK, linkage_answer_page, 0, NULL },
	{ "POST", "/:lang/l/:token", LINK, linkage_answer_post, 0, NULL },
	{ "POST", "/:lang/l/:token/again", LINK, linkage_again_post, 0, NULL },
	{ "GET", "/:lang/mine/loops", PERSON, linkage_own_page, 0, NULL },
	{ "POST", "/:lang/mine/loops/:id", PERSON, linkage_own_post, 0, NULL },
	{ "GET", "/:lang/work/along/:id", TASK_DO, linkage_along_page, 0, NULL },
	{ "POST", "/:lang/work/along/:id", TASK_DO, linkage_along_post, 0, NULL },
	{ 0 }
};
