/* way_page.c -- what somebody takes part in, and before, during, after: their own page, and the same beside them. */
#include "enrolment/enrolment_parts.h"

enum { ACTS_MOST = 3 };

struct part_row {
	struct str href, name, state, until, words;
	const struct choice *acts[ACTS_MOST];
	const char *said_id;
	size_t nacts;
	int64_t id;
	bool may_return, may_offer, may_pause, may_complete, may_leave;
};

struct episode_row {
	struct str href, kind, when, ended;
};

struct way_view {
	struct str here, person, back, back_label, title, sum, key, stage;
	struct part_row *parts;
	struct enrolment_target *targets;
	struct episode_row *episodes;
	size_t nparts, ntargets, nepisodes;
	bool work;
	const char *done;
	const struct problems *bad;
};

struct time_view {
	struct form_view form;
	struct str action, drop, back, back_label, key;
	bool work;
};

/* Only for the names in what must be mended. */
struct way_typed {
	struct str target, own_wish, said, until, words;
};
static const struct field way_fields[] = {
	F(struct way_typed, target, FIELD_TEXT, 0, 0, 40, N_("Take part in")),
	F(struct way_typed, own_wish, FIELD_TEXT, 0, 0, 1, N_("They want it themselves")),
	F(struct way_typed, said, FIELD_TEXT, 0, 0, 1, N_("They said so themselves")),
	F(struct way_typed, until, FIELD_TEXT, 0, 0, 20, N_("Back on")),
	F(struct way_typed, words, FIELD_TEXT, FIELD_PRIVATE, 0, ENROLMENT_WORDS_MOST, N_("In your own words, if you like")),
	F_END
};

#include "enrolment_html.h"

/* Whose way is asked for. */
struct whose {
	struct participant p;
	struct str here;
	bool work;
};

static enum err find_whose(struct ctx *ctx, const struct req *req, struct whose *w)
{
	int64_t id = ctx->who->participant;

	w->work = !id;
	if (w->work && !req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	w->here = page_url(ctx, w->work ? arena_printf(ctx->arena, "/work/persons/%lld/way", (long long)id).p : "/mine/way");
	return participant_see(ctx, id, &w->p);
}

/* --- what is shown --------------------------------------------------------------------------------------------------- */

static bool fits(const struct ctx *ctx, const struct enrolment *e, const char *event)
{
	return enrolment_fits(ctx, e, str_of(event));
}

static struct part_row part_of(struct ctx *ctx, const struct whose *w, const struct enrolment *e)
{
	static const char *const staffs[ACTS_MOST] = { "talked", "waited", "started" };
	struct str state = enrolment_state(ctx, e);
	struct part_row r = { .id = e->id, .name = e->to_name, .state = tr_of(ctx, str_of(choice_label(enrolment_states, state))), .words = e->words,
			      .href = arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(w->here), (long long)e->id),
			      .said_id = arena_printf(ctx->arena, "said-%lld", (long long)e->id).p, .until = S("") };

	r.may_return = fits(ctx, e, "returned");
	r.may_offer = str_same(state, "quiet") && e->offered_at <= e->sign_at;
	r.may_pause = fits(ctx, e, "paused");
	r.may_complete = fits(ctx, e, "completed");
	r.may_leave = fits(ctx, e, "left");
	if (str_same(state, "paused") && e->paused_until != DAY_NONE)
		r.until = TR_FILL(ctx, tr(ctx, "Until {day}"), { "day", tr_day_date_year(ctx, e->paused_until) });
	for (size_t i = 0; i < ACTS_MOST; i++)
		for (const struct choice *c = enrolment_events; c->code; c++)
			if (str_same(str_of(staffs[i]), c->code) && fits(ctx, e, c->code))
				r.acts[r.nacts++] = c;
	return r;
}

/* What they take part in already is above. */
static enum err fill_targets(struct ctx *ctx, const struct whose *w, const struct enrolment *had, struct way_view *v)
{
	size_t n, kept = 0;

	TRY(enrolment_targets(ctx, w->p.id, &v->targets, &n));
	for (size_t i = 0; i < n; i++) {
		bool new = true;
		for (size_t k = 0; k < v->nparts; k++)
			new &= !str_eq(v->targets[i].code, arena_printf(ctx->arena, "%.*s-%lld", STR_ARG(had[k].to_kind), (long long)had[k].target));
		if (new)
			v->targets[kept++] = v->targets[i];
	}
	v->ntargets = kept;
	return OK;
}

static enum err fill_parts(struct ctx *ctx, const struct whose *w, struct way_view *v)
{
	struct enrolment *all;

	TRY(enrolment_of(ctx, w->p.id, &all, &v->nparts));
	v->parts = arena_array(ctx->arena, v->nparts, struct part_row);
	for (size_t i = 0; i < v->nparts; i++)
		v->parts[i] = part_of(ctx, w, &all[i]);
	return fill_targets(ctx, w, all, v);
}

static struct str when_of(struct ctx *ctx, const struct episode *e)
{
	struct str from = tr_date(ctx, e->from_day);

	if (e->to_day != DAY_NONE)
		return TR_FILL(ctx, tr(ctx, "{from} to {to}"), { "from", from }, { "to", tr_date(ctx, e->to_day) });
	if (e->planned_day != DAY_NONE)
		return TR_FILL(ctx, tr(ctx, "From {from}, planned until {to}"), { "from", from }, { "to", tr_date(ctx, e->planned_day) });
	return TR_FILL(ctx, tr(ctx, "From {from}"), { "from", from });
}

static const char *const stages[2][4] = {
	{ [STAGE_NOT_SAID] = N_("You have said nothing about treatment, and need not."), [STAGE_BEFORE] = N_("By what you say: before treatment."),
	  [STAGE_DURING] = N_("By what you say: in treatment."), [STAGE_AFTER] = N_("By what you say: after treatment.") },
	{ [STAGE_NOT_SAID] = N_("They have said nothing about treatment, and need not."), [STAGE_BEFORE] = N_("By what they say: before treatment."),
	  [STAGE_DURING] = N_("By what they say: in treatment."), [STAGE_AFTER] = N_("By what they say: after treatment.") },
};

static enum err fill_episodes(struct ctx *ctx, const struct whose *w, struct way_view *v)
{
	struct episode *all;

	TRY(episode_list(ctx, w->p.id, &all, &v->nepisodes));
	v->stage = tr_of(ctx, str_of(stages[w->work][episode_stage(all, v->nepisodes, page_today(ctx))]));
	v->episodes = arena_array(ctx->arena, v->nepisodes, struct episode_row);
	for (size_t i = 0; i < v->nepisodes; i++)
		v->episodes[i] = (struct episode_row){
			.href = arena_printf(ctx->arena, "%.*s/times/%lld", STR_ARG(w->here), (long long)all[i].id), .when = when_of(ctx, &all[i]),
			.kind = tr_of(ctx, str_of(choice_label(enrolment_kinds, all[i].kind))),
			.ended = all[i].reason.n ? tr_of(ctx, str_of(choice_label(enrolment_reasons, all[i].reason))) : S(""),
		};
	return OK;
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "back") ? N_("Good to see you again. Everything is as it was.") : str_is(code) ? N_("Saved.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct whose *w, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, w->work ? FRAME_WORK : FRAME_PUBLIC, w->work ? tr(ctx, "Their way") : tr(ctx, "My way"));
	struct way_view v = { .here = w->here, .key = page_key(ctx), .work = w->work, .bad = bad, .done = done_of(req),
			      .back = page_url(ctx, w->work ? "/work/loops" : "/mine"), .back_label = w->work ? tr(ctx, "On their way") : tr(ctx, "Your own page"),
			      .title = !w->work ? tr(ctx, "My way") : participant_called(ctx, w->p.nickname) };

	v.sum = w->work ? tr(ctx, "By their own word: what they take part in, and where they are with treatment.") :
		tr(ctx, "By your own word: what you take part in, and where you are with treatment.");
	v.person = page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld", (long long)w->p.id).p);
	f.no_index = true;
	rep->private_page = true;
	TRY(fill_parts(ctx, w, &v));
	TRY(fill_episodes(ctx, w, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(way_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err enrolment_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct whose w;

	TRY(find_whose(ctx, req, &w));
	return show(ctx, req, rep, &w, NULL);
}

static enum err back_or_again(struct ctx *ctx, const struct req *req, struct reply *rep, const struct whose *w, const char *done, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(w->here), done));
	rep->status = 422;
	return show(ctx, req, rep, w, bad);
}

enum err enrolment_begin_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct enrolment e;
	struct whose w;
	struct enrolment_wish wish;

	TRY(find_whose(ctx, req, &w));
	wish = (struct enrolment_wish){ w.p.id, value_of(&req->body, "target"), str_is(value_of(&req->body, "own_wish")), str_is(value_of(&req->body, "start")) };
	TRY(enrolment_begin(ctx, &wish, &e, &bad));
	return back_or_again(ctx, req, rep, &w, "1", &bad);
}

enum err enrolment_act_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct enrolment_act a = { .event = value_of(&req->body, "event"), .said = str_is(value_of(&req->body, "said")),
				   .until = day_parse(value_of(&req->body, "until")), .words = value_of(&req->body, "words") };
	struct problems bad = { 0 };
	struct enrolment e;
	struct whose w;
	int64_t id;
	bool back = str_same(a.event, "returned");

	TRY(find_whose(ctx, req, &w));
	if (!req_id(req, "part", &id))
		return ERR_NOT_FOUND;
	TRY(enrolment_find(ctx, w.p.id, id, &e));
	a.words = a.words.p ? str_trim(a.words) : S("");
	/* One tap and no question: who serves them heard it from them. */
	a.said |= back;
	if (str_same(a.event, "offered"))
		TRY(w.work ? enrolment_offer(ctx, &e, &bad) : ERR_DENIED);
	else
		TRY(enrolment_do(ctx, &e, &a, &bad));
	return back_or_again(ctx, req, rep, &w, back ? "back" : "1", &bad);
}

/* --- one time ------------------------------------------------------------------------------------------------------------ */

static enum err find_episode(struct ctx *ctx, const struct req *req, const struct whose *w, struct episode *e)
{
	int64_t id;

	*e = (struct episode){ .participant = w->p.id, .from_day = DAY_NONE, .planned_day = DAY_NONE, .to_day = DAY_NONE, .kind = S(""), .reason = S("") };
	if (!req_param(req, "time").p)
		return OK;
	return req_id(req, "time", &id) ? episode_find(ctx, w->p.id, id, e) : ERR_NOT_FOUND;
}

static enum err show_episode(struct ctx *ctx, const struct req *req, struct reply *rep, const struct whose *w, const struct episode *e, const struct values *typed,
			     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, w->work ? FRAME_WORK : FRAME_PUBLIC, w->work ? tr(ctx, "Their way") : tr(ctx, "My way"));
	struct time_view v = { .form = { episode_fields, typed, bad }, .back = w->here, .back_label = w->work ? tr(ctx, "Their way") : tr(ctx, "My way"),
			       .key = page_key(ctx), .work = w->work, .drop = S("") };

	v.action = e->id ? arena_printf(ctx->arena, "%.*s/times/%lld", STR_ARG(w->here), (long long)e->id) : arena_cat(ctx->arena, w->here, S("/times/new"));
	if (e->id)
		v.drop = arena_cat(ctx->arena, v.action, S("/end"));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(time_of_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err enrolment_episode_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct episode e;
	struct whose w;

	TRY(find_whose(ctx, req, &w));
	TRY(find_episode(ctx, req, &w, &e));
	if (e.id)
		form_write(ctx, episode_fields, &e, &typed);
	return show_episode(ctx, req, rep, &w, &e, &typed, NULL);
}

enum err enrolment_episode_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct episode e;
	struct whose w;

	TRY(find_whose(ctx, req, &w));
	TRY(find_episode(ctx, req, &w, &e));
	TRY(form_read(ctx, episode_fields, &req->body, &e, &bad));
	if (!bad.n)
		TRY(episode_save(ctx, &e, str_is(value_of(&req->body, "said")), &bad));
	if (!bad.n)
		return back_or_again(ctx, req, rep, &w, "1", &bad);
	rep->status = 422;
	return show_episode(ctx, req, rep, &w, &e, &req->body, &bad);
}

enum err enrolment_episode_drop_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems none = { 0 };
	struct episode e;
	struct whose w;

	TRY(find_whose(ctx, req, &w));
	TRY(find_episode(ctx, req, &w, &e));
	TRY(episode_drop(ctx, &e));
	return back_or_again(ctx, req, rep, &w, "1", &none);
}

#define OWN "/:lang/mine/way"
#define WORK "/:lang/work/persons/:id/way"

const struct route enrolment_routes[] = {
	{ "GET", OWN, PERSON, enrolment_page, 0, NULL },
	{ "POST", OWN, PERSON, enrolment_begin_post, 0, NULL },
	{ "POST", OWN "/:part", PERSON, enrolment_act_post, 0, NULL },
	{ "GET", OWN "/times/new", PERSON, enrolment_episode_page, 0, NULL },
	{ "POST", OWN "/times/new", PERSON, enrolment_episode_post, 0, NULL },
	{ "GET", OWN "/times/:time", PERSON, enrolment_episode_page, 0, NULL },
	{ "POST", OWN "/times/:time", PERSON, enrolment_episode_post, 0, NULL },
	{ "POST", OWN "/times/:time/end", PERSON, enrolment_episode_drop_post, 0, NULL },
	{ "GET", WORK, PERSON_SERVE, enrolment_page, 0, NULL },
	{ "POST", WORK, PERSON_SERVE, enrolment_begin_post, 0, NULL },
	{ "POST", WORK "/:part", PERSON_SERVE, enrolment_act_post, 0, NULL },
	{ "GET", WORK "/times/new", PERSON_SERVE, enrolment_episode_page, 0, NULL },
	{ "POST", WORK "/times/new", PERSON_SERVE, enrolment_episode_post, 0, NULL },
	{ "GET", WORK "/times/:time", PERSON_SERVE, enrolment_episode_page, 0, NULL },
	{ "POST", WORK "/times/:time", PERSON_SERVE, enrolment_episode_post, 0, NULL },
	{ "POST", WORK "/times/:time/end", PERSON_SERVE, enrolment_episode_drop_post, 0, NULL },
	{ 0 }
};
