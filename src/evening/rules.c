/* rules.c -- what an evening must be, what is asked about once, and what makes it an informal one. */
#include "evening/evening_parts.h"
#include "access/access.h"

#include <string.h>

#include "evening_sql.h"

enum { COUNT_MOST = 999, FACILITATOR_DAYS = 60 };

const struct choice evening_reasons[] = {
	{ "nobody_came", N_("Nobody came") }, { "no_leader", N_("Nobody could lead it") }, { "ill", N_("Illness") },
	{ "no_room", N_("We could not get into the room") }, { "weather", N_("The weather") }, { "other", N_("Another reason") }, { 0 }
};

/* What methods have in common, in our own words; none of them is required. */
const struct choice evening_tools[] = {
	{ "plan", N_("Plan for the week") }, { "weigh", N_("Weighing for and against") }, { "urges", N_("Getting through an urge") },
	{ "thoughts", N_("Looking at a thought") }, { "values", N_("What matters to me") }, { "balance", N_("Balance in everyday life") },
	{ "solve", N_("Solving a problem step by step") }, { "roleplay", N_("Trying it out in a role play") }, { "other", N_("Something else") }, { 0 }
};

const struct choice evening_flags[] = {
	{ "more_new", N_("More first-timers than people") }, { "more_relatives", N_("More relatives than people") },
	{ "many", N_("Far more people than seats") }, { "not_on_rota", N_("Led by somebody who was not on for it") },
	{ "no_leader", N_("It is not known who led it") }, { "not_certified", N_("Nobody who led it had a valid training") }, { 0 }
};

const struct choice evening_talks[] = {
	{ "none", N_("No talk before the group") }, { "offered", N_("A talk before the group is offered") },
	{ "expected", N_("A talk before the group is expected") }, { 0 }
};

static const struct choice yes_no[] = { { "yes", N_("Yes") }, { "no", N_("No") }, { 0 } };

const struct field evening_fields[] = {
	F(struct evening, heads, FIELD_OPT_INT, .least = 0, .most = COUNT_MOST, .flags = FIELD_DEPENDS, .label = N_("How many came?"),
	  .hint = N_("Without those who led it.")),
	F(struct evening, first_timers, FIELD_OPT_INT, .least = 0, .most = COUNT_MOST, .flags = FIELD_DEPENDS, .label = N_("How many of them for the first time?")),
	F(struct evening, incident, FIELD_CHOICE, .choices = yes_no, .flags = FIELD_DEPENDS, .label = N_("Did anything happen that the coordinator must act on?"),
	  .hint = N_("Somebody in danger, threats, a child you worry about.")),
	F(struct evening, relatives, FIELD_OPT_INT, .least = 0, .most = COUNT_MOST, .label = N_("Relatives among them")),
	F(struct evening, left_early, FIELD_OPT_INT, .least = 0, .most = COUNT_MOST, .label = N_("Left early")),
	F(struct evening, tools, FIELD_CHOICES, .choices = evening_tools, .label = N_("Tools that were used")),
	F(struct evening, note, FIELD_LONG, .most = EVENING_NOTE_MOST, .flags = FIELD_GUARDED, .label = N_("Something that the coordinator must know"),
	  .hint = N_("Only the coordinator and you can read it, for twelve months. No names and no numbers.")),
	F(struct evening, reason, FIELD_CHOICE, .choices = evening_reasons, .flags = FIELD_DEPENDS, .label = N_("Why was it not held?")),
	F(struct evening, turned_away, FIELD_OPT_INT, .least = 0, .most = COUNT_MOST, .label = N_("How many stood there in vain?")),
	F_END
};

bool evening_flagged(struct str flags, const char *code)
{
	struct str head, rest = flags;

	while (rest.n && str_cut(&rest, ' ', &head))
		if (str_same(head, code))
			return true;
	return false;
}

static void flag(struct ctx *ctx, struct evening *e, const char *code)
{
	if (!evening_flagged(e->flags, code))
		e->flags = str_is(e->flags) ? arena_printf(ctx->arena, "%.*s %s", STR_ARG(e->flags), code) : str_of(code);
}

/* --- what must be mended ----------------------------------------------------------------------------------- */

static void check_time(struct ctx *ctx, const struct evening_date *d, struct problems *bad)
{
	if (d->state == EVENING_AHEAD)
		problem(bad, "", N_("This evening has not begun yet."));
	else if (d->state == EVENING_OFF)
		problem(bad, "", N_("This date was called off, so there is nothing to write down."));
	else if (!evening_may_keep(ctx, &d->m) && d->o.ends + FACILITATOR_DAYS * (int64_t)EVENING_DAY_S < ctx->now)
		problem(bad, "", N_("This evening is more than 60 days ago. Ask the coordinator to write it down."));
}

static void check_held(const struct evening *e, struct problems *bad)
{
	if (e->heads == INT64_MIN)
		problem_once(bad, "heads", N_("Tap how many came. 0 is an answer, too."));
	if (e->first_timers == INT64_MIN)
		problem_once(bad, "first_timers", N_("Tap how many were there for the first time. 0 is an answer, too."));
	if (!str_is(e->incident))
		problem_once(bad, "incident", N_("Tap yes or no."));
}

static void check_not_held(const struct evening *e, struct problems *bad)
{
	if (!choice_label(evening_reasons, e->reason.p ? e->reason : S("")))
		problem_once(bad, "reason", N_("Tap the reason that fits best."));
}

/* --- what is asked about once ---------------------------------------------------------------------------------- */

static void ask_numbers(struct ctx *ctx, const struct evening_date *d, struct evening *e, struct problems *warn)
{
	int64_t seats = d->group.seats ? d->group.seats : EVENING_USUAL_SEATS;

	if (e->first_timers > e->heads) {
		problem(warn, "first_timers", N_("More first-timers than people. Please look again."));
		flag(ctx, e, "more_new");
	}
	if (e->relatives != INT64_MIN && e->relatives > e->heads) {
		problem(warn, "relatives", N_("More relatives than people. Please look again."));
		flag(ctx, e, "more_relatives");
	}
	if (e->heads > 2 * seats) {
		problem_with(warn, "heads", N_("That is far more than the usual {x}. Please look again."), tr_number(ctx, seats));
		flag(ctx, e, "many");
	}
}

static bool is_on(const struct evening_person *rota, size_t n, int64_t volunteer)
{
	for (size_t i = 0; i < n; i++)
		if (rota[i].volunteer == volunteer)
			return true;
	return false;
}

static enum err ask_leaders(struct ctx *ctx, const struct evening_date *d, struct evening *e, struct problems *warn)
{
	struct evening_person *rota;
	size_t n;

	if (!e->nled) {
		problem(warn, "led", N_("It is not said who led it."));
		flag(ctx, e, "no_leader");
		return OK;
	}
	TRY(evening_rota(ctx, d->m.id, e->day, &rota, &n));
	for (size_t i = 0; i < e->nled; i++)
		if (!is_on(rota, n, e->led[i]) && !evening_flagged(e->flags, "not_on_rota")) {
			problem(warn, "led", N_("Somebody who led it was not on for it. Please look again."));
			flag(ctx, e, "not_on_rota");
		}
	return OK;
}

/* Without somebody certified people met informally: that is said, and does not count as a meeting of the method. */
static enum err ask_training(struct ctx *ctx, const struct evening_date *d, struct evening *e, bool training, struct problems *warn)
{
	struct evening_informal_row said;
	enum err known = evening_informal_row(ctx, d->m.id, e->day, &said);

	if (known && known != ERR_NOT_FOUND)
		return known;
	for (size_t i = 0; i < e->nled && training; i++) {
		struct evening_certified c;
		TRY(evening_certified(ctx, e->led[i], e->method, d->o.day, &c));
		training = !c.n;
	}
	if (!training && known == ERR_NOT_FOUND)
		return OK;
	e->state = S("informal_held");
	if (!known)
		return OK;
	flag(ctx, e, "not_certified");
	return problem(warn, "led", N_("Nobody who led it had a valid training. It is kept as an informal meeting and does not count as a meeting of the method."));
}

static enum err find_method(struct ctx *ctx, const struct evening_date *d, struct evening *e, bool *training)
{
	struct evening_method m;
	enum err known = evening_method(ctx, d->m.id, d->o.day, &m);

	*training = false;
	e->method = e->version = 0;
	if (known)
		return known == ERR_NOT_FOUND ? OK : known;
	e->method = m.method;
	e->version = m.version;
	*training = m.training;
	return OK;
}

static void settle(struct evening *e)
{
	if (!e->tools.p)
		e->tools = S("");
	if (!e->reason.p || !str_same(e->state, "not_held"))
		e->reason = S("");
	if (str_same(e->state, "not_held")) {
		e->heads = e->first_timers = e->relatives = e->left_early = 0;
		e->tools = S("");
		e->nled = 0;
	} else {
		e->turned_away = 0;
	}
	e->flags = S("");
}

enum err evening_judge(struct ctx *ctx, const struct evening_date *d, struct evening *e, struct problems *bad, struct problems *warn)
{
	bool not_held = str_same(e->state, "not_held"), training;

	if (!not_held)
		e->state = S("held");
	check_time(ctx, d, bad);
	if (not_held)
		check_not_held(e, bad);
	else
		check_held(e, bad);
	form_guard(ctx, evening_fields, e, bad);
	if (bad->n)
		return OK;
	settle(e);
	TRY(find_method(ctx, d, e, &training));
	if (d->e.entry)
		e->method = d->e.method, e->version = d->e.version;
	if (not_held)
		return OK;
	ask_numbers(ctx, d, e, warn);
	TRY(ask_leaders(ctx, d, e, warn));
	return ask_training(ctx, d, e, training, warn);
}
