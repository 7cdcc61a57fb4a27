/* call.c -- asking to be called: the person, the way to reach them and the promise, in one. */
#include "call/call.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "org/org.h"

#include "call_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, REQUESTS_MOST = 20, FORGET_MOST = 200 };

const struct field call_fields[] = {
	F(struct call_wish, role, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Whom is it for?"), NULL, participant_roles),
	F(struct call_wish, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, PARTICIPANT_NICKNAME_MOST, N_("What may we call you?"),
	  N_("A name that you choose. It need not be yours, and you may leave it out.")),
	F(struct call_wish, phone, FIELD_TEXT, FIELD_REQUIRED | FIELD_PRIVATE, 1, 40, N_("Your telephone number"),
	  N_("Only who calls you sees it.")),
	F(struct call_wish, time, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("When may we call?"), NULL, contact_times),
	F(struct call_wish, voice, FIELD_BOOL, 0, 0, 0, N_("You may leave a message on my voicemail")),
	F(struct call_wish, others, FIELD_BOOL, 0, 0, 0, N_("Somebody else may answer; then say only that you will call again")),
	F(struct call_wish, area_text, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, 80, N_("Your municipality"),
	  N_("So that somebody near you calls. You may leave it out.")),
	F_END
};

/* --- asking ------------------------------------------------------------------------------------------------- */

enum err call_queue_now(struct ctx *ctx, int64_t *n, int64_t *since)
{
	struct call_queue row;

	TRY(call_queue(ctx, 0, &row));
	*n = row.n;
	*since = row.longest.has ? row.longest.v : 0;
	return OK;
}

static enum err who_calls(struct ctx *ctx, int64_t org, struct str *who)
{
	struct org o;

	if (!org) {
		*who = TR_FILL(ctx, tr(ctx, "a coordinator of {house}"), { "house", ctx->house->name });
		return OK;
	}
	TRY(org_get(ctx, org, &o));
	*who = TR_FILL(ctx, tr(ctx, "a coordinator of {house}"), { "house", o.name });
	return OK;
}

/*
 * The open promise to the same number, 0: none.  Whoever asks again, or with a number that is not theirs, is told
 * just what anybody is told: nothing shows that it was asked for before.
 */
static enum err promised_before(struct ctx *ctx, const struct contact_channel *way, int64_t *task)
{
	struct call_same row;
	enum err e = call_same(ctx, contact_reach(ctx, way->type, way->address), way->participant,
			       ctx->now - (int64_t)CALL_SAME_HOURS * HOUR_S, &row);

	*task = e ? 0 : row.task;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err promise(struct ctx *ctx, struct task t, const struct contact_channel *way, struct call_promise *out)
{
	int64_t waiting, since, changed;

	TRY(call_queue_now(ctx, &waiting, &since));
	out->at = ctx->now + (int64_t)(waiting >= CALL_MANY ? CALL_LONG_HOURS : CALL_PROMISE_HOURS) * HOUR_S;
	t.participant = t.subject = way->participant;
	t.duty.due_at = out->at;
	TRY(promised_before(ctx, way, &t.id));
	if (!t.id)
		TRY(task_add(ctx, &t, arena_printf(ctx->arena, "call_back/%lld", (long long)way->participant)));
	out->task = t.id;
	TRY(who_calls(ctx, t.org, &out->who));
	return call_request_put(ctx, way->participant, id_new(ctx->house->rng, ctx->now), t.org, t.area, way->id, t.id, out->at, ctx->now, &changed);
}

static enum err make(struct ctx *ctx, const struct call_wish *w, struct participant *p, struct contact_channel *way, struct problems *bad)
{
	TRY(participant_new(ctx, p, bad));
	if (bad->n)
		return OK;
	TRY(participant_up(ctx, p->id, S(""), S("self"), bad));
	way->participant = p->id;
	if (!contact_time(w->time, way))
		return problem(bad, "time", N_("Choose when we may call."));
	return contact_add(ctx, way, bad);
}

enum err call_ask(struct ctx *ctx, struct call_wish *w, const struct participant_candidate *key, struct call_promise *out, struct problems *bad)
{
	struct participant p = { .nickname = w->nickname, .role = w->role, .lang = str_of(ctx->lang) };
	struct contact_channel way = { .type = S("phone"), .address = w->phone, .shown_name = S(""), .voice = w->voice, .others = w->others,
				       .stop_day = DAY_NONE };
	struct task t = { .kind = S("call_back") };

	TRY(area_typed(ctx, w->area_text.p ? w->area_text : S(""), "area_text", &w->area, bad));
	if (bad->n)
		return OK;
	t.area = p.area = w->area;
	TRY(task_choose(ctx, PERSON_SERVE, &t.org, w->area, page_today(ctx), &t.duty.owner, &t.duty.deputy));
	p.org = t.org;
	TRY(make(ctx, w, &p, &way, bad));
	if (bad->n)
		return OK;
	TRY(participant_key_give(ctx, p.id, key));
	TRY(promise(ctx, t, &way, out));
	return event_add(ctx, "call.asked", out->task, STR_ABSENT);
}

/* --- what the person sees ------------------------------------------------------------------------------------- */

enum err call_asked(struct ctx *ctx, int64_t participant, int64_t most, struct call_asked **out, size_t *n)
{
	struct call_requests_of *rows;

	TRY(call_requests_of(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct call_asked);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct call_asked){ rows[i].task, rows[i].promised_at, rows[i].made_at, !rows[i].done_at.has };
	return OK;
}

enum err call_stop(struct ctx *ctx, int64_t participant)
{
	struct call_requests_of *rows;
	size_t n;

	TRY(call_requests_of(ctx, participant, REQUESTS_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct task t;
		TRY(contact_stop(ctx, participant, rows[i].channel));
		TRY(task_find(ctx, rows[i].task, &t));
		/* A promise to somebody else, who has the same number, stays. */
		if (t.participant == participant)
			TRY(task_done(ctx, &t, "stopped"));
	}
	return OK;
}

enum err call_tidy(struct ctx *ctx, int64_t *n)
{
	struct call_led_nowhere *rows;
	size_t all;

	TRY(call_led_nowhere(ctx, ctx->now - (int64_t)CALL_KEPT_DAYS * DAY_S, FORGET_MOST, &rows, &all));
	for (size_t i = 0; i < all; i++)
		TRY(participant_erase(ctx, rows[i].participant));
	*n = (int64_t)all;
	return OK;
}
