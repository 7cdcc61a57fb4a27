/* undo.c -- a whole file taken back: every listing as it was before, but what somebody changed by hand since. */
#include "exchange/take.h"
#include "event/event.h"
#include "json/json.h"
#include "org/org.h"

struct undoing {
	struct ctx *ctx;
	int64_t run, source, last_event;
	struct exchange_undone *out;
	const struct exchange_runs_undone *undone;    /* newer files of the list, taken back before */
	size_t nundone;
};

enum { EVENTS_MOST = 50 };

static bool is_by_list(const struct undoing *u, int64_t n)
{
	for (size_t i = 0; i < u->nundone; i++) {
		const struct exchange_runs_undone *r = &u->undone[i];
		if ((n >= r->first_event && n <= r->last_event) || (n >= r->undo_first_event && n <= r->undo_last_event))
			return true;
	}
	return n <= u->last_event;
}

/* Who changed a fact wrote it into the diary. */
static enum err is_touched(const struct undoing *u, int64_t subject, bool *yes)
{
	struct event *events;
	size_t n;

	*yes = false;
	TRY(event_about(u->ctx, subject, EVENTS_MOST, &events, &n));
	for (size_t i = 0; i < n && !*yes && events[i].n > u->last_event; i++)
		*yes = !is_by_list(u, events[i].n);
	return OK;
}

static enum err listing_back(const struct undoing *u, const struct exchange_changes_back *r)
{
	struct json was;
	const struct json *gone;
	struct str kind;
	int64_t subject = 0, gone_at = 0, changed;

	TRY(exchange_listing_drop(u->ctx, u->source, r->key, &changed));
	if (!r->was_listing.n)
		return OK;
	if (json_parse(u->ctx->arena, r->was_listing, &was, NULL))
		return fail(u->ctx, ERR_BUG, "a kept listing cannot be read");
	/* Before there were others than meetings, it was called so. */
	kind = json_text(&was, "kind").p ? json_text(&was, "kind") : S("meeting");
	if (!str_int(json_text(&was, json_get(&was, "subject") ? "subject" : "meeting"), &subject))
		return fail(u->ctx, ERR_BUG, "a kept listing cannot be read");
	gone = json_get(&was, "gone_at");
	str_int(json_text(&was, "gone_at"), &gone_at);
	return exchange_listing_put(u->ctx, u->source, json_text(&was, "key"), kind, subject, json_text(&was, "digest"),
				    json_text(&was, "said"), gone ? SOME_INT(gone_at) : NO_INT, &changed);
}

/* One that is no longer there was given up by hand; a place that others use by now stays. */
static enum err subject_back(const struct undoing *u, const struct exchange_changes_back *r)
{
	const struct subject *s = &subjects[entry_kind_of(r->kind)];
	bool touched;
	enum err e;

	TRY(is_touched(u, r->subject.v, &touched));
	if (touched || (r->was.n && !s->put_back)) {
		u->out->stayed++;
		return OK;
	}
	e = r->was.n ? s->put_back(u->ctx, r->was) : s->discard(u->ctx, r->subject.v);
	if (e == ERR_NOT_FOUND || (e == ERR_CONFLICT && !r->was.n)) {
		u->out->stayed++;
		return OK;
	}
	TRY(e);
	u->out->back++;
	return listing_back(u, r);
}

static enum err row_back(const struct undoing *u, const struct exchange_changes_back *r)
{
	struct exchange_listing_row now;
	enum err e;
	int64_t changed;

	if (str_same(r->verdict, "refused"))
		return OK;
	if (str_same(r->verdict, "new") || r->was.n)
		return subject_back(u, r);
	if (!str_same(r->verdict, "gone"))
		return listing_back(u, r);
	e = exchange_listing_row(u->ctx, u->source, r->key, &now);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return exchange_listing_put(u->ctx, u->source, r->key, now.kind, now.subject, now.digest, now.said, NO_INT, &changed);
}

static enum err rows_back(struct undoing *u)
{
	struct arena *mine = u->ctx->arena, *scratch = arena_new(SCRATCH_MOST);
	struct exchange_changes_back *rows;
	int64_t before = INT64_MAX;
	enum err e = OK;
	size_t n = 1;

	u->ctx->arena = scratch;
	while (!e && n) {
		arena_reset(scratch);
		e = exchange_changes_back(u->ctx, u->run, before, ROWS_AT_ONCE, &rows, &n);
		for (size_t i = 0; !e && i < n; i++)
			e = row_back(u, &rows[i]);
		before = !e && n ? rows[n - 1].n : before;
	}
	u->ctx->arena = mine;
	arena_free(scratch);
	return e;
}

/* --- places and organisations ------------------------------------------------------------------------------- */

static enum err thing_back(const struct undoing *u, const struct exchange_things *r)
{
	bool place = str_same(r->kind, "location"), touched;
	enum err e;

	TRY(is_touched(u, r->id, &touched));
	if (touched)
		return OK;
	if (r->was.n)
		return location_put_back(u->ctx, r->was);
	e = place ? location_discard(u->ctx, r->id) : org_discard(u->ctx, r->id);
	/* Somebody uses it by now, or it went before. */
	return e == ERR_CONFLICT || e == ERR_NOT_FOUND ? OK : e;
}

static enum err things_back(const struct undoing *u)
{
	struct arena *mine = u->ctx->arena, *scratch = arena_new(SCRATCH_MOST);
	struct exchange_things *rows;
	enum err e;
	size_t n = 0;

	u->ctx->arena = scratch;
	e = exchange_things(u->ctx, u->run, &rows, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = thing_back(u, &rows[i]);
	u->ctx->arena = mine;
	arena_free(scratch);
	return e;
}

/* --- the door --------------------------------------------------------------------------------------------------- */

static enum err take_back(struct ctx *ctx, struct undoing *u)
{
	int64_t first, last, changed;

	TRY(event_newest(ctx, &first));
	TRY(rows_back(u));
	TRY(things_back(u));
	TRY(event_add(ctx, "exchange.undone", u->run, arena_printf(ctx->arena, "back=%lld stayed=%lld", (long long)u->out->back,
								   (long long)u->out->stayed)));
	TRY(event_newest(ctx, &last));
	TRY(exchange_run_undone(ctx, u->run, first + 1, last, &changed));
	return changed ? OK : fail(ctx, ERR_CONFLICT, "run %lld was taken back meanwhile", (long long)u->run);
}

enum err exchange_undo(struct ctx *ctx, int64_t id, struct exchange_undone *out, struct problems *bad)
{
	struct exchange_runs_undone *undone;
	struct entry_source source;
	struct exchange_run_row row;
	struct exchange_run run;
	struct undoing u = { .ctx = ctx, .run = id, .out = out };
	bool may_undo;

	*out = (struct exchange_undone){ 0 };
	TRY(run_in_state(ctx, id, "done", &run, &source, NULL));
	TRY(exchange_may_undo(ctx, &run, &may_undo));
	if (!may_undo)
		return problem(bad, "", N_("Only the newest file of a list can be taken back, and only within seven days. "
					   "Take in the file from before instead, or mend the listings by hand."));
	TRY(exchange_run_row(ctx, id, &row));
	TRY(exchange_runs_undone(ctx, source.id, id, &undone, &u.nundone));
	u.undone = undone;
	u.source = source.id;
	u.last_event = row.last_event;
	return take_back(ctx, &u);
}
