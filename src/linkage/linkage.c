/* linkage.c -- loops begun and read: by whom, for whom, where to, and what waits. */
#include "linkage/linkage_parts.h"
#include "base/rng.h"
#include "consent/consent.h"
#include "event/event.h"
#include "kind/kind.h"
#include "verify/verify.h"

#include "linkage_sql.h"

#include <stdlib.h>

enum { DAY_S = 86400, MINE_MOST = 1000, LATE_MOST = 1000, PEOPLE_MOST = 200, PARENTS_MOST = 20 };

#define LINKAGE_OF(r) (struct linkage){ \
	.id = (r)->id, .participant = (r)->participant, .org = (r)->org, .area = (r)->area, .mode = (r)->mode, .need = (r)->need, \
	.to_kind = (r)->to_kind, .target = (r)->target, .told = (unsigned)(r)->told, .consent = (r)->consent, .urgency = (r)->urgency, \
	.duty = { (r)->owner, (r)->deputy, (r)->next_due_at, str_same((r)->urgency, "red"), (r)->acked_at }, .sender = (r)->sender, \
	.companion = (r)->companion, .parent = (r)->parent, .state = (r)->state, .end_class = (r)->end_class, .evidence = (r)->evidence, \
	.decline = (r)->decline, .answer = (r)->answer, .steps = (r)->steps, .booked_at = (r)->booked_at, .wait_until = (r)->wait_until, \
	.ask_again = (r)->ask_again, .place = (r)->place, .missed = (r)->missed, .visits = (r)->visits, .tell = (r)->tell, \
	.made_at = (r)->made_at, .state_at = (r)->state_at, .ended_at = (r)->ended_at.has ? (r)->ended_at.v : 0, \
}

/* Whoever was erased has no name any more. */
static enum err open_nickname(struct ctx *ctx, int64_t participant, struct str sealed, struct str data, struct str vault, struct str *out)
{
	struct participant_lock lock;

	*out = S("");
	if (!data.n || !sealed.n)
		return OK;
	TRY(participant_lock_of(ctx, participant, data, vault, &lock));
	return participant_open(ctx, &lock, BOX_DATA, "participant.nickname", 0, sealed, out);
}

#define LINE(ctx, r, out) ( \
	(out)->l = LINKAGE_OF(r), (out)->to_name = (r)->to_name, \
	open_nickname(ctx, (r)->participant, (r)->nickname, (r)->data, (r)->vault, &(out)->nickname))

/* --- begun ------------------------------------------------------------------------------------------------ */

enum err linkage_is_introduction(struct ctx *ctx, int64_t target, bool *is)
{
	struct service_whole w;
	struct verify_listing v;

	TRY(verify_listing(ctx, target, &v));
	*is = !v.is_service;
	if (*is)
		return OK;
	TRY(service_get(ctx, target, &w));
	*is = codes_have(w.s.stages, S("mutual"));
	return OK;
}

enum err linkage_is_circle(struct ctx *ctx, int64_t parent, int64_t target, bool *is)
{
	*is = false;
	for (int i = 0; parent && i < PARENTS_MOST && !*is; i++) {
		struct linkage_above row;
		TRY(linkage_above(ctx, parent, &row));
		*is = row.target == target;
		parent = row.parent;
	}
	return OK;
}

/* Somebody beside the owner, who is here that day. */
static enum err find_deputy(struct ctx *ctx, struct linkage *l)
{
	struct task_person *all;
	size_t n;

	TRY(task_people(ctx, PERSON_SERVE, l->org, l->area, PEOPLE_MOST, &all, &n));
	for (size_t i = 0; i < n && !l->duty.deputy; i++) {
		bool away = all[i].id == l->duty.owner;
		if (!away)
			TRY(task_is_away(ctx, all[i].id, page_today(ctx), &away));
		if (!away)
			l->duty.deputy = all[i].id;
	}
	return OK;
}

/* A partner from outside answers for nobody: from the first moment on it is somebody who works here. */
static enum err choose_owner(struct ctx *ctx, struct linkage *l, struct problems *bad)
{
	int64_t org = l->org;
	enum err e = task_choose(ctx, PERSON_SERVE, &org, l->area, page_today(ctx), &l->duty.owner, &l->duty.deputy);

	l->companion = 0;
	return e == ERR_NOT_FOUND ? problem(bad, "", N_("Nobody is here just now who can take over. Please call, and do it together.")) : e;
}

static enum err set_owner(struct ctx *ctx, struct linkage *l, struct problems *bad)
{
	l->sender = ctx->who->account;
	if (is_sender(ctx->who))
		return choose_owner(ctx, l, bad);
	if (!l->duty.owner)
		l->duty.owner = ctx->who->account;
	if (!l->duty.deputy)
		return find_deputy(ctx, l);
	return task_pair(ctx, l->duty.owner, l->duty.deputy, page_today(ctx), bad);
}

static enum err check_target(struct ctx *ctx, struct linkage *l, struct problems *bad)
{
	struct verify_listing v;
	enum err e = l->target ? verify_listing(ctx, l->target, &v) : ERR_NOT_FOUND;
	bool introduction;

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || !str_same(v.state, "running"))
		return problem(bad, "target", N_("Choose where they would like to go."));
	TRY(linkage_is_introduction(ctx, l->target, &introduction));
	l->to_kind = v.is_service ? S("service") : S("meeting");
	l->mode = introduction ? S("introduction") : S("referral");
	/* People who help each other keep no records: there is nobody to tell. */
	if (introduction)
		l->told = 0;
	return OK;
}

static enum err check(struct ctx *ctx, struct linkage *l, struct str spoken, struct problems *bad)
{
	TRY(check_target(ctx, l, bad));
	if (!choice_label(kind_needs, l->need))
		problem(bad, "need", N_("Choose what would help."));
	if (!choice_label(linkage_urgencies, l->urgency))
		l->urgency = S("normal");
	if (l->told & ~(unsigned)CLASS_ALL)
		problem(bad, "told", N_("Choose what may be told."));
	if (l->told && !spoken.n)
		problem(bad, "yes", N_("Ask, and tick when they say yes. Or tick nothing above: then we only ask whether there is room."));
	return set_owner(ctx, l, bad);
}

/* The person has just said yes: to this service, for this, and no longer than needed. */
static enum err give_consent(struct ctx *ctx, struct linkage *l, struct str spoken, struct problems *bad)
{
	struct consent c = { .participant = l->participant, .from_org = l->org, .to_kind = S("service"), .to = l->target, .classes = l->told,
			     .purpose = S("handover"), .starts_at = ctx->now, .end_day = page_today(ctx) + LINKAGE_CONSENT_DAYS,
			     .form = S("spoken"), .witness = spoken };

	TRY(consent_give(ctx, &c, bad));
	l->consent = c.id;
	return OK;
}

enum err linkage_ask_companion(struct ctx *ctx, const struct linkage *l)
{
	struct task t = { .org = l->org, .area = l->area, .participant = l->participant, .kind = S("go_along"), .subject = l->id,
			  .duty = { .owner = l->companion, .deputy = l->companion == l->duty.owner ? 0 : l->duty.owner, .due_at = l->duty.due_at } };

	return l->companion ? task_add(ctx, &t, arena_printf(ctx->arena, "go_along/%lld/%lld/%lld", (long long)l->id, (long long)l->companion,
							     (long long)ctx->now)) : OK;
}

/* Somebody who said "ask me again" was asked: here is where they want to go. */
static enum err end_question(struct ctx *ctx, int64_t parent)
{
	struct linkage_line line;

	if (!parent)
		return OK;
	TRY(linkage_find(ctx, parent, &line));
	return linkage_asked_again(ctx, &line.l);
}

static enum err write_down(struct ctx *ctx, struct linkage *l)
{
	int64_t changed;

	TRY(linkage_put(ctx, l->participant, l->id, l->org, l->area, l->mode, l->need, l->to_kind, l->target, l->told, l->consent, l->urgency,
			l->duty.owner, l->duty.deputy, l->sender, l->companion, l->parent, l->state, l->duty.due_at, l->booked_at, ctx->now, &changed));
	TRY(linkage_put_step(ctx, l, S("begun"), S(""), BY_STAFF, S("")));
	TRY(linkage_store(ctx, l));
	if (l->told)
		TRY(consent_disclose(ctx, l->participant, "service", l->target, "handover", l->told, &l->consent));
	TRY(linkage_ask_companion(ctx, l));
	TRY(linkage_remind(ctx, l));
	TRY(end_question(ctx, l->parent));
	return event_add(ctx, "linkage.begun", l->id, l->mode);
}

enum err linkage_begin(struct ctx *ctx, struct linkage *l, struct str spoken, struct problems *bad)
{
	struct participant p;

	TRY(participant_find(ctx, l->participant, &p));
	if (ctx->who->participant || !participant_may_begin(ctx, &p))
		return ERR_DENIED;
	l->org = p.org, l->area = p.area;
	TRY(check(ctx, l, spoken, bad));
	if (bad->n)
		return OK;
	l->id = id_new(ctx->house->rng, ctx->now);
	l->state = S("offered"), l->end_class = l->decline = l->answer = S(""), l->evidence = S("none");
	l->wait_until = l->ask_again = DAY_NONE;
	l->made_at = l->state_at = ctx->now;
	l->duty.red = str_same(l->urgency, "red");
	l->duty.due_at = linkage_due(ctx, l);
	if (l->told)
		TRY(give_consent(ctx, l, spoken, bad));
	return bad->n ? OK : write_down(ctx, l);
}

/* --- read --------------------------------------------------------------------------------------------------- */

bool linkage_may_see(const struct ctx *ctx, const struct linkage *l)
{
	int64_t me = ctx->who->account;

	return (me && (me == l->duty.owner || me == l->duty.deputy)) || ctx->who->participant == l->participant ||
	       may_for(ctx->who, PERSON_SERVE, l->org, l->area);
}

bool linkage_may_agree(const struct ctx *ctx, const struct linkage *l)
{
	return ctx->who->account != l->duty.owner && may_for(ctx->who, VOLUNTEER_EDIT, l->org, l->area);
}

enum err linkage_get(struct ctx *ctx, int64_t id, struct linkage_line *out)
{
	struct linkage_row r;

	TRY(linkage_row(ctx, id, str_of(ctx->lang), &r));
	return LINE(ctx, &r, out);
}

enum err linkage_find(struct ctx *ctx, int64_t id, struct linkage_line *out)
{
	TRY(linkage_get(ctx, id, out));
	return linkage_may_see(ctx, &out->l) ? OK : ERR_NOT_FOUND;
}

enum err linkage_find_sent(struct ctx *ctx, int64_t id, struct linkage_line *out)
{
	TRY(linkage_get(ctx, id, out));
	return ctx->who->account && out->l.sender == ctx->who->account && out->l.made_at > ctx->now - LINKAGE_SENT_HOURS * 3600 ? OK : ERR_NOT_FOUND;
}

struct heap {
	struct linkage *at;
	size_t n;
};

static void add(struct ctx *ctx, struct heap *h, struct linkage l)
{
	h->at = arena_grow(ctx->arena, h->at, h->n, sizeof *h->at);
	h->at[h->n++] = l;
}

/* Own ones always; those for which one is deputy once the owner let them wait, or is away. */
static enum err mine(struct ctx *ctx, struct heap *h)
{
	struct linkage_mine *rows;
	size_t n;

	TRY(linkage_mine(ctx, ctx->who->account, MINE_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct linkage l = LINKAGE_OF(&rows[i]);
		bool turn = l.duty.owner == ctx->who->account || duty_rung(&l.duty, ctx->now) >= RUNG_DEPUTY;
		if (!turn)
			TRY(task_is_away(ctx, l.duty.owner, page_today(ctx), &turn));
		if (turn)
			add(ctx, h, l);
	}
	return OK;
}

static enum err climbed(struct ctx *ctx, struct heap *h)
{
	struct linkage_late *rows;
	size_t n;

	TRY(linkage_late(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), ctx->now, LATE_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct linkage l = LINKAGE_OF(&rows[i]);
		if (duty_rung(&l.duty, ctx->now) >= RUNG_COORDINATOR)
			add(ctx, h, l);
	}
	return OK;
}

static int by_due(const void *a, const void *b)
{
	const struct linkage *x = a, *y = b;
	int c = (x->duty.due_at > y->duty.due_at) - (x->duty.due_at < y->duty.due_at);

	return c ? c : (x->id > y->id) - (x->id < y->id);
}

enum err linkage_waiting_all(struct ctx *ctx, struct linkage **out, size_t *n)
{
	struct heap h = { 0 };
	size_t kept = 0;

	TRY(mine(ctx, &h));
	if (may(ctx->who, PERSON_SERVE))
		TRY(climbed(ctx, &h));
	if (h.n)
		qsort(h.at, h.n, sizeof *h.at, by_due);
	for (size_t i = 0; i < h.n; i++)
		if (!kept || h.at[i].id != h.at[kept - 1].id)
			h.at[kept++] = h.at[i];
	*out = h.at;
	*n = kept;
	return OK;
}

enum err linkage_waiting_line(struct ctx *ctx, const struct linkage *l, struct linkage_line *line)
{
	return linkage_get(ctx, l->id, line);
}

/* Names are opened only of those that are shown: opening one costs as much as reading the row. */
enum err linkage_waiting(struct ctx *ctx, int64_t most, struct linkage_line **out, size_t *n)
{
	struct linkage *all;
	size_t have;

	TRY(linkage_waiting_all(ctx, &all, &have));
	*n = have < (size_t)most ? have : (size_t)most;
	*out = arena_array(ctx->arena, *n, struct linkage_line);
	for (size_t i = 0; i < *n; i++)
		TRY(linkage_waiting_line(ctx, &all[i], &(*out)[i]));
	return OK;
}

enum err linkage_of(struct ctx *ctx, int64_t participant, int64_t most, struct linkage_line **out, size_t *n)
{
	struct linkage_of_person *rows;
	size_t have;

	*n = 0;
	TRY(linkage_of_person(ctx, participant, str_of(ctx->lang), most, &rows, &have));
	*out = arena_array(ctx->arena, have, struct linkage_line);
	for (size_t i = 0; i < have; i++) {
		TRY(LINE(ctx, &rows[i], &(*out)[*n]));
		*n += linkage_may_see(ctx, &(*out)[*n].l);
	}
	return OK;
}

enum err linkage_history(struct ctx *ctx, const struct linkage *l, int64_t most, struct linkage_step **out, size_t *n)
{
	struct linkage_steps_of *rows;
	struct participant_lock lock;
	enum err e = participant_lock(ctx, l->participant, &lock);

	if (e && e != ERR_NOT_FOUND)
		return e;
	TRY(linkage_steps_of(ctx, l->participant, l->id, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct linkage_step);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct linkage_step){ rows[i].n, rows[i].account, rows[i].at, rows[i].event, rows[i].from_state, rows[i].to_state,
						   rows[i].by_what, S(""), rows[i].by_name };
		if (!e && rows[i].words.n)
			TRY(participant_open(ctx, &lock, BOX_DATA, "linkage_step.words", l->id, rows[i].words, &(*out)[i].words));
	}
	return OK;
}

bool linkage_may_know_end(const struct ctx *ctx, const struct linkage *l, const struct linkage_step *steps, size_t n)
{
	if (!l->ended_at || str_same(l->mode, "referral") || l->tell || ctx->who->participant == l->participant)
		return true;
	for (size_t i = 0; i < n; i++)
		if (str_same(steps[i].to_state, "ended"))
			return steps[i].account && steps[i].account == ctx->who->account;
	return true;
}

enum err linkage_let_know(struct ctx *ctx, int64_t most, struct linkage_line **out, size_t *n)
{
	struct linkage_told_back *rows;

	TRY(linkage_told_back(ctx, ctx->who->account, ctx->now - (int64_t)LINKAGE_KNOWN_DAYS * DAY_S, str_of(ctx->lang), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct linkage_line);
	for (size_t i = 0; i < *n; i++)
		TRY(LINE(ctx, &rows[i], &(*out)[i]));
	return OK;
}

enum err linkage_totals(struct ctx *ctx, const char *mode, struct linkage_totals *t)
{
	struct linkage_count_own row;

	TRY(linkage_count_own(ctx, ctx->who->account, str_of(mode), &row));
	*t = (struct linkage_totals){ row.n, row.came, row.came >= LINKAGE_TOTALS_LEAST && row.n - row.came >= LINKAGE_TOTALS_LEAST };
	if (!t->shown)
		t->all = t->came = 0;
	return OK;
}
