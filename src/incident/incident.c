/* incident.c -- something went wrong: written in a minute, talked over within two days, learned from. */
#include "incident/incident_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "incident_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, AHEAD_DAYS = 180 };

const struct choice incident_classes[] = {
	{ "health", N_("Somebody fell ill or was hurt") }, { "aggression", N_("Somebody shouted or hit out") }, { "threat", N_("Somebody was threatened") },
	{ "boundary", N_("Somebody came too close") }, { "data", N_("Something confidential got out") }, { "child", N_("A child was affected") },
	{ "other", N_("Something else") }, { NULL, NULL }
};

const struct choice incident_severities[] = {
	{ "small", N_("It ended well") }, { "serious", N_("It was serious") }, { "grave", N_("Somebody was harmed, or nearly") }, { NULL, NULL }
};

const struct choice incident_tolds[] = {
	{ "coordinator", N_("The coordinator") }, { "emergency", N_("112") }, { "police", N_("The police") }, { "doctor", N_("A doctor") },
	{ "municipality", N_("The municipality") }, { "nobody", N_("Nobody yet") }, { NULL, NULL }
};

const struct field incident_fields[] = {
	{ "class", FIELD_CHOICE, offsetof(struct incident, class_code), FIELD_REQUIRED, 0, 0, N_("What was it?"), NULL, incident_classes, NULL },
	F(struct incident, severity, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("How bad was it?"), NULL, incident_severities),
	F(struct incident, day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("Which day?")),
	F(struct incident, what, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, INCIDENT_WORDS_MOST, N_("What happened?"),
	  N_("Say roles: “a participant”, “a volunteer”. No names.")),
	F(struct incident, done, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INCIDENT_WORDS_MOST, N_("What was done at once?")),
	F(struct incident, told, FIELD_CHOICES, 0, 0, 0, N_("Who has been told?"), NULL, incident_tolds),
	F(struct incident, call_back, FIELD_BOOL, 0, 0, 0, N_("Call me about it")),
	F_END
};

const struct field incident_learned_fields[] = {
	F(struct incident, learned, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, INCIDENT_WORDS_MOST, N_("What do we do differently now?"),
	  N_("One sentence is enough. “Nothing, because …” is an answer, too.")),
	F_END
};

/* --- written ------------------------------------------------------------------------------------------------ */

static void look_over(struct ctx *ctx, const struct incident *i, struct problems *bad)
{
	day_t today = page_today(ctx);

	if (!choice_label(incident_classes, i->class_code))
		problem_once(bad, "class", N_("Choose what it was."));
	if (!choice_label(incident_severities, i->severity))
		problem_once(bad, "severity", N_("Choose how bad it was."));
	if (i->day == DAY_NONE || i->day > today)
		problem_once(bad, "day", N_("Write the day on which it happened."));
	if (!i->what.n)
		problem_once(bad, "what", N_("Say what happened."));
	form_guard(ctx, incident_fields, i, bad);
}

static int64_t end_of(struct ctx *ctx, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day + 1, 0);
}

static enum err promise(struct ctx *ctx, const struct incident *i, const char *kind, int64_t due_at)
{
	struct task t = { .org = i->org, .kind = str_of(kind), .subject = i->id,
			  .duty = { i->first, i->second, due_at, str_same(i->severity, "grave"), 0 } };

	return task_add(ctx, &t, arena_printf(ctx->arena, "%s/%lld", kind, (long long)i->id));
}

enum err incident_add(struct ctx *ctx, struct incident *i, bool sure, struct problems *bad, struct problems *warn)
{
	int64_t changed;

	look_over(ctx, i, bad);
	if (!sure)
		incident_names(ctx, incident_fields, i, warn);
	if (bad->n || warn->n)
		return OK;
	i->id = id_new(ctx->house->rng, ctx->now);
	i->org = incident_org(ctx);
	i->writer = ctx->who->account;
	i->review_day = page_today(ctx) + INCIDENT_REVIEW_DAYS;
	TRY(incident_two(ctx, i->org, &i->first, &i->second));
	TRY(incident_put(ctx, i->id, i->org, i->class_code, i->severity, i->day, incident_seal(ctx, "incident.what", i->id, i->what),
			 incident_seal(ctx, "incident.done", i->id, i->done), i->told.p ? i->told : S(""), i->call_back, i->writer, i->first, i->second,
			 ctx->now, i->review_day, &changed));
	TRY(promise(ctx, i, "incident_debrief", ctx->now + (int64_t)INCIDENT_DEBRIEF_HOURS * HOUR_S));
	TRY(promise(ctx, i, "incident_review", end_of(ctx, i->review_day)));
	return event_add(ctx, "incident.added", i->id, i->class_code);
}

/* --- read ----------------------------------------------------------------------------------------------------- */

static enum err open_words(struct ctx *ctx, const struct incident_row *r, struct incident *i)
{
	i->what = i->done = i->learned = S("");
	if (!i->reads)
		return OK;
	TRY(incident_open(ctx, "incident.what", r->id, r->what, &i->what));
	TRY(incident_open(ctx, "incident.done", r->id, r->done, &i->done));
	return incident_open(ctx, "incident.learned", r->id, r->learned, &i->learned);
}

enum err incident_find(struct ctx *ctx, int64_t id, struct incident *i)
{
	struct incident_row r;
	enum incident_turn turn, review;

	TRY(incident_row(ctx, id, &r));
	*i = (struct incident){ .id = r.id, .org = r.org, .writer = r.writer, .first = r.first, .second = r.second, .made_at = r.made_at,
				.debriefed_at = r.debriefed_at, .closed_at = r.closed_at, .class_code = r.class, .severity = r.severity,
				.told = r.told, .day = r.day, .review_day = r.review_day, .call_back = r.call_back };
	TRY(incident_is_reader(ctx, r.org, r.first, r.second, &i->keeps));
	TRY(incident_turn(ctx, "incident_debrief", id, &turn));
	TRY(incident_turn(ctx, "incident_review", id, &review));
	i->keeps |= turn == TURN_OWN || review == TURN_OWN;
	i->reads = i->keeps || (r.writer && r.writer == ctx->who->account);
	if (!i->reads && !turn && !review)
		return ERR_NOT_FOUND;
	return open_words(ctx, &r, i);
}

enum err incident_list(struct ctx *ctx, int64_t most, struct incident **out, size_t *n)
{
	struct incident_rows *rows;

	TRY(incident_rows(ctx, ctx->who->account, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct incident);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct incident){ .id = rows[i].id, .org = rows[i].org, .class_code = rows[i].class, .severity = rows[i].severity,
					       .day = rows[i].day, .made_at = rows[i].made_at, .closed_at = rows[i].closed_at,
					       .debriefed_at = rows[i].debriefed_at, .review_day = rows[i].review_day };
	return OK;
}

/* --- done ------------------------------------------------------------------------------------------------------- */

enum err incident_debrief(struct ctx *ctx, const struct incident *i)
{
	int64_t changed;

	if (!i->keeps)
		return ERR_DENIED;
	TRY(incident_debriefed(ctx, i->id, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(incident_end_task(ctx, "incident_debrief", i->id, "talked"));
	return event_add(ctx, "incident.debriefed", i->id, STR_ABSENT);
}

enum err incident_move(struct ctx *ctx, const struct incident *i, day_t day, struct problems *bad)
{
	day_t today = page_today(ctx);
	struct task t;
	int64_t changed;

	if (!i->keeps)
		return ERR_DENIED;
	if (day == DAY_NONE || day < today || day > today + AHEAD_DAYS)
		return problem(bad, "review_day", N_("Choose a day within half a year."));
	TRY(incident_review_row(ctx, i->id, day, &changed));
	if (task_of(ctx, "incident_review", i->id, &t))
		return OK;
	TRY(task_move(ctx, &t, end_of(ctx, day)));
	return event_add(ctx, "incident.moved", i->id, STR_ABSENT);
}

enum err incident_close(struct ctx *ctx, const struct incident *i, struct str learned, bool sure, struct problems *bad, struct problems *warn)
{
	struct incident typed = { .learned = learned };
	int64_t changed;

	if (!i->keeps)
		return ERR_DENIED;
	if (!i->debriefed_at)
		problem_once(bad, "learned", N_("First talk it over with those who were there."));
	form_guard(ctx, incident_learned_fields, &typed, bad);
	if (!sure)
		incident_names(ctx, incident_learned_fields, &typed, warn);
	if (bad->n || warn->n)
		return OK;
	TRY(incident_close_row(ctx, i->id, incident_seal(ctx, "incident.learned", i->id, learned), ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(incident_end_task(ctx, "incident_review", i->id, "learned"));
	return event_add(ctx, "incident.closed", i->id, STR_ABSENT);
}

enum err incident_counts(struct ctx *ctx, struct incident_count **out, size_t *n)
{
	struct ymd today = day_ymd(page_today(ctx));
	struct incident_year *rows;

	TRY(incident_year(ctx, ctx->who->account, may_for(ctx->who, AUDIT_READ, 0, 0), day_of(today.year, 1, 1), day_of(today.year, 12, 31), &rows, n));
	*out = arena_array(ctx->arena, *n, struct incident_count);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct incident_count){ rows[i].class, rows[i].n < INCIDENT_LEAST ? 0 : rows[i].n };
	return OK;
}

enum err incident_tidy(struct ctx *ctx, int64_t *n)
{
	int64_t before = ctx->now - (int64_t)INCIDENT_KEPT_DAYS * DAY_S, children;

	TRY(incident_forget(ctx, before, n));
	TRY(incident_child_forget(ctx, before, &children));
	*n += children;
	return OK;
}

enum err incident_forget_all(struct ctx *ctx)
{
	struct incident_child_ids *children;
	struct incident_numbers_asked *numbers;
	struct incident_ids *all;
	size_t n, nchildren, nnumbers;
	int64_t changed;

	if (!ctx->house->demo)
		return ERR_DENIED;
	TRY(incident_ids(ctx, &all, &n));
	TRY(incident_child_ids(ctx, &children, &nchildren));
	for (size_t i = 0; i < n; i++) {
		TRY(incident_end_task(ctx, "incident_debrief", all[i].id, "ended"));
		TRY(incident_end_task(ctx, "incident_review", all[i].id, "ended"));
	}
	for (size_t i = 0; i < nchildren; i++)
		TRY(incident_end_task(ctx, "child_concern", children[i].id, "ended"));
	TRY(incident_numbers_asked(ctx, &numbers, &nnumbers));
	for (size_t i = 0; i < nnumbers; i++)
		TRY(incident_end_task(ctx, "child_number", numbers[i].subject, "ended"));
	TRY(incident_drop_all(ctx, &changed));
	return incident_child_drop_all(ctx, &changed);
}
