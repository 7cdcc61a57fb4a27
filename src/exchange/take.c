/*
 * take.c -- the good rows of a checked file, stored with the verbs of the rooms.
 *
 * Of a listing that we have, only what the list says otherwise than last time is changed: a pin that a
 * keeper moved, a sentence that a keeper wrote stay.
 */
#include "exchange/take.h"
#include "event/event.h"
#include "hsds/hsds.h"
#include "json/json.h"

#include <string.h>

static bool speaks_of_place(const struct values *v)
{
	for (size_t i = 0; i < v->n; i++)
		if (str_starts(v->at[i].name, S("location_")))
			return true;
	return false;
}

/* --- the listing as the list sees it ---------------------------------------------------------------------- */

static struct str listing_json(struct ctx *ctx, struct str key, const struct exchange_listing_row *r)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, 1 << 20);
	json_start(&o, &b);
	json_object(&o);
	json_put_str(&o, "key", key);
	json_put_str(&o, "kind", r->kind);
	json_put_id(&o, "subject", r->subject);
	json_put_str(&o, "digest", r->digest);
	json_put_str(&o, "said", r->said);
	if (r->gone_at.has)
		json_put_id(&o, "gone_at", r->gone_at.v);
	json_end_object(&o);
	text = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

static enum err read_row(struct taking *t, struct row *r)
{
	struct str key = str_is(r->at->old_key) ? r->at->old_key : r->at->key;
	struct exchange_listing_row was;
	enum err e = exchange_listing_row(t->ctx, t->source.id, key, &was);

	r->was = r->was_listing = S("");
	r->subject = r->at->subject.v;
	if (str_is(r->at->said))
		TRY(said_read(t->ctx, r->at->said, &r->said));
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	r->listed = true;
	r->was_listing = listing_json(t->ctx, key, &was);
	return str_is(was.said) ? said_read(t->ctx, was.said, &r->was_said) : OK;
}

static enum err put_listing(struct taking *t, const struct row *r)
{
	int64_t changed;

	if (str_is(r->at->old_key))
		TRY(exchange_listing_drop(t->ctx, t->source.id, r->at->old_key, &changed));
	return exchange_listing_put(t->ctx, t->source.id, r->at->key, str_of(entry_kinds[r->kind]), r->subject, r->at->digest, r->at->said, NO_INT, &changed);
}

/* --- a series --------------------------------------------------------------------------------------------------- */

static void make_sure(struct taking *t, struct meeting *m)
{
	if (!t->sure)
		return;
	m->verified_at = t->ctx->now;
	m->verified_by = S("import");
}

static enum err follow(struct ctx *ctx, const struct values *said, struct meeting *m)
{
	struct meeting before = { 0 };
	enum err e = ERR_NOT_FOUND;

	if (str_is(value_of(said, "follows")))
		e = meeting_of_slug(ctx, value_of(said, "follows"), &before);
	if (!e && before.id != m->id)
		m->follows = before.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum { DATES_MOST = 400 };

static struct str or_empty(struct str s)
{
	return s.p ? s : S("");
}

/* Single dates and rests of a list of ours. */
static enum err set_dates(struct taking *t, const struct meeting *m, const struct values *said)
{
	struct arena *a = t->ctx->arena;
	struct meeting_exception *x;
	struct meeting_pause *p;
	struct json xs = { 0 }, ps = { 0 };
	size_t nx = 0, np = 0;

	if (!value_of(said, "exceptions").p && !value_of(said, "pauses").p)
		return OK;
	if (str_is(value_of(said, "exceptions")) && json_parse(a, value_of(said, "exceptions"), &xs, NULL))
		return OK;
	if (str_is(value_of(said, "pauses")) && json_parse(a, value_of(said, "pauses"), &ps, NULL))
		return OK;
	x = arena_array(a, xs.n + 1, struct meeting_exception);
	p = arena_array(a, ps.n + 1, struct meeting_pause);
	for (size_t i = 0; i < xs.n && nx < DATES_MOST; i++) {
		const struct json *o = &xs.at[i];
		x[nx] = (struct meeting_exception){ day_parse(json_text(o, "day")), or_empty(json_text(o, "kind")),
						    or_empty(json_text(o, "reason_da")), or_empty(json_text(o, "reason_en")),
						    day_parse(json_text(o, "new_day")), minutes_parse(json_text(o, "new_start")), 0 };
		nx += x[nx].day != DAY_NONE && (str_same(x[nx].kind, "cancelled") || str_same(x[nx].kind, "moved") ||
						str_same(x[nx].kind, "held"));
	}
	for (size_t i = 0; i < ps.n && np < DATES_MOST; i++) {
		const struct json *o = &ps.at[i];
		p[np] = (struct meeting_pause){ day_parse(json_text(o, "from")), day_parse(json_text(o, "to")),
						or_empty(json_text(o, "reason_da")), or_empty(json_text(o, "reason_en")) };
		np += p[np].from != DAY_NONE && p[np].to >= p[np].from;
	}
	return nx || np || value_of(said, "exceptions").p ? meeting_set_dates(t->ctx, m, x, nx, p, np) : OK;
}

static enum err set_old_slugs(struct taking *t, const struct meeting *m, const struct values *said)
{
	struct str rest = value_of(said, "old_slugs"), slug;

	while (str_is(rest) && str_cut(&rest, ' ', &slug))
		if (slug.n)
			TRY(meeting_also_called(t->ctx, m, slug));
	return OK;
}

static enum err meeting_new(struct taking *t, struct row *r)
{
	struct meeting m = said_blank(t->ctx, value_of(&r->said, "zone"));

	TRY(said_meeting(t->ctx, &r->said, &m, &r->bad));
	TRY(place_make(t, &r->said, &m.location, &r->bad));
	if (r->bad.n)
		return OK;
	TRY(org_make(t, &r->said, &m.org));
	TRY(follow(t->ctx, &r->said, &m));
	m.source = t->source.id;
	m.source_key = r->at->key;
	make_sure(t, &m);
	TRY(meeting_save(t->ctx, &m, &r->bad));
	if (r->bad.n)
		return OK;
	r->subject = m.id;
	TRY(hsds_keep_uuid(t->ctx, THING_MEETING, m.id, or_empty(value_of(&r->said, "uuid"))));
	TRY(hsds_keep_uuid_at(t->ctx, true, AT_HOUSE, m.id, or_empty(value_of(&r->said, "name_at_house"))));
	TRY(hsds_keep_uuid_at(t->ctx, true, AT_ONLINE, m.id, or_empty(value_of(&r->said, "name_online"))));
	TRY(set_old_slugs(t, &m, &r->said));
	return set_dates(t, &m, &r->said);
}

static enum err change_place(struct taking *t, struct row *r, const struct values *diff, struct meeting *m)
{
	int64_t was = m->location;

	TRY(place_make(t, &r->said, &m->location, &r->bad));
	if (r->bad.n || !m->location || m->location != was)
		return OK;
	return place_change(t, was, diff, &r->bad);
}

static enum err meeting_changed(struct taking *t, struct row *r)
{
	struct meeting m;

	TRY(meeting_get(t->ctx, r->subject, &m));
	TRY(said_meeting(t->ctx, &r->diff, &m, &r->bad));
	if (speaks_of_place(&r->diff))
		TRY(change_place(t, r, &r->diff, &m));
	if (m.source == t->source.id)
		m.source_key = r->at->key;
	make_sure(t, &m);
	if (r->bad.n)
		return OK;
	TRY(meeting_save(t->ctx, &m, &r->bad));
	return r->bad.n ? OK : set_dates(t, &m, &r->diff);
}

/* --- what lists can hold ------------------------------------------------------------------------------------------- */

static enum err meeting_gone(struct ctx *ctx, int64_t id)
{
	struct meeting m;

	TRY(meeting_get(ctx, id, &m));
	TRY(meeting_discard(ctx, &m));
	return hsds_forget_uuid(ctx, THING_MEETING, id);
}

static enum err meeting_looked_at(struct ctx *ctx, int64_t id, int64_t *at)
{
	struct meeting m;

	TRY(meeting_get(ctx, id, &m));
	*at = m.verified_at;
	return OK;
}

static enum err service_looked_at(struct ctx *ctx, int64_t id, int64_t *at)
{
	struct service_whole w;

	TRY(service_get(ctx, id, &w));
	*at = w.s.verified_at;
	return OK;
}

static enum err service_gone(struct ctx *ctx, int64_t id)
{
	TRY(service_discard(ctx, id));
	return hsds_forget_uuid(ctx, THING_SERVICE, id);
}

static enum err house_gone(struct ctx *ctx, int64_t id)
{
	TRY(location_discard(ctx, id));
	return hsds_forget_uuid(ctx, THING_PLACE, id);
}

static enum err keeper_gone(struct ctx *ctx, int64_t id)
{
	TRY(org_discard(ctx, id));
	return hsds_forget_uuid(ctx, THING_ORG, id);
}

const struct subject subjects[ENTRY_KINDS] = {
	[ENTRY_MEETING] = { meeting_new, meeting_changed, meeting_snapshot, meeting_put_back, meeting_gone, meeting_looked_at,
			    meeting_set_verified },
	[ENTRY_SERVICE] = { service_new, service_changed, service_snapshot, service_put_back, service_gone, service_looked_at,
			    service_set_verified },
	[ENTRY_PLACE] = { house_new, house_changed, location_snapshot, location_put_back, house_gone, NULL, NULL },
	[ENTRY_ORG] = { keeper_new, keeper_changed, NULL, NULL, keeper_gone, NULL, NULL },
};

enum err or_problem(enum err e, struct row *r, const char *field, const char *text)
{
	return e == ERR_DENIED ? problem(&r->bad, field, text) : e;
}

enum err listed_as(struct taking *t, struct str key, enum entry_kind kind, int64_t *id)
{
	struct exchange_listing_row r;
	enum err e = exchange_listing_row(t->ctx, t->source.id, key, &r);

	*id = !e && entry_kind_of(r.kind) == kind ? r.subject : 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Only what the list says otherwise than last time, and nothing when that is nothing. */
static enum err take_changed(struct taking *t, struct row *r)
{
	const struct subject *s = &subjects[r->kind];

	said_otherwise(t->ctx->arena, &r->was_said, &r->said, &r->diff);
	if (s->snapshot)
		TRY(s->snapshot(t->ctx, r->subject, &r->was));
	if (!r->diff.n && !t->sure)
		return OK;
	return s->take_changed(t, r);
}

/* --- rows ------------------------------------------------------------------------------------------------------------ */

static enum err row_done(struct taking *t, const struct row *r, const char *verdict, struct str field, struct str reason, struct str gap)
{
	int64_t changed;

	return exchange_change_done(t->ctx, t->run, r->at->n, str_of(verdict), r->subject ? SOME_INT(r->subject) : NO_INT, field,
				    reason, gap, r->was, r->was_listing, &changed);
}

/* Good when it was looked at, and not any more. */
static enum err row_refused(struct taking *t, struct row *r)
{
	const struct problem *p = &r->bad.at[0];

	t->n_refused++;
	r->was = r->was_listing = S("");
	return row_done(t, r, "refused", str_of(p->field), str_of(p->text), told(t->ctx, p->gap));
}

static enum err take_gone(struct taking *t, struct row *r)
{
	struct exchange_listing_row was;
	int64_t changed;

	TRY(exchange_listing_row(t->ctx, t->source.id, r->at->key, &was));
	TRY(exchange_listing_put(t->ctx, t->source.id, r->at->key, was.kind, was.subject, was.digest, was.said, SOME_INT(t->ctx->now), &changed));
	return row_done(t, r, "gone", r->at->field, r->at->reason, r->at->gap);
}

static enum err take_row(struct taking *t, const struct exchange_changes_waiting *at)
{
	bool is_new = str_same(at->verdict, "new"), is_changed = str_same(at->verdict, "changed");
	struct row r = { .at = at, .kind = entry_kind_of(at->kind) };

	if (str_same(at->verdict, "refused")) {
		t->n_refused++;
		return OK;
	}
	TRY(read_row(t, &r));
	if (str_same(at->verdict, "gone"))
		return r.listed ? take_gone(t, &r) : OK;
	if (is_new)
		TRY(subjects[r.kind].take_new(t, &r));
	else if (is_changed)
		TRY(take_changed(t, &r));
	if (r.bad.n)
		return row_refused(t, &r);
	t->n_new += is_new;
	t->n_changed += is_changed;
	TRY(put_listing(t, &r));
	return row_done(t, &r, at->verdict.p, at->field, at->reason, at->gap);
}

static enum err take_some(struct taking *t, int64_t *after)
{
	struct exchange_changes_waiting *rows;
	size_t n;

	TRY(exchange_changes_waiting(t->ctx, t->run, *after, ROWS_AT_ONCE, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(take_row(t, &rows[i]));
	t->done += (int64_t)n;
	t->next = n ? rows[n - 1].n + 1 : t->next;
	*after = n ? rows[n - 1].n : INT64_MAX;
	if (t->progress)
		t->progress(t->arg, t->done, t->total > t->done ? t->total : t->done);
	return OK;
}

static enum err take_rows(struct taking *t)
{
	struct arena *mine = t->ctx->arena;
	enum err e = OK;

	for (int64_t after = -1; !e && after != INT64_MAX;) {
		t->ctx->arena = t->scratch;
		e = take_some(t, &after);
		t->ctx->arena = mine;
		arena_reset(t->scratch);
	}
	return e;
}

/* --- a list that somebody held against the world -------------------------------------------------------------------- */

struct listed {
	struct arena *a;
	struct {
		int64_t subject;
		enum entry_kind kind;
		struct str key, name;
	} *at;
	size_t n;
};

static enum err gather(void *arg, const struct exchange_listings *r)
{
	struct listed *l = arg;

	if (r->gone_at.has || !r->there.has)
		return OK;
	l->at = arena_grow(l->a, l->at, l->n, sizeof *l->at);
	l->at[l->n].subject = r->subject;
	l->at[l->n].kind = entry_kind_of(r->kind);
	l->at[l->n].key = arena_str(l->a, r->key);
	l->at[l->n++].name = arena_str(l->a, r->name);
	return OK;
}

static enum err confirm(struct taking *t, enum entry_kind kind, int64_t id, struct str key, struct str name)
{
	const struct subject *s = &subjects[kind];
	struct str was;
	int64_t n, at, changed;

	if (!s->verify)
		return OK;
	TRY(s->verified(t->ctx, id, &at));
	if (at == t->ctx->now)
		return OK;
	n = t->next++;
	TRY(s->snapshot(t->ctx, id, &was));
	TRY(s->verify(t->ctx, id, S("import"), t->ctx->now));
	TRY(exchange_change_put(t->ctx, t->run, n, 0, S("same"), str_of(entry_kinds[kind]), SOME_INT(id), key, name, S(""), S(""), S(""),
				S(""), S(""), S(""), &changed));
	return exchange_change_done(t->ctx, t->run, n, S("same"), SOME_INT(id), S(""), S(""), S(""), was, S(""), &changed);
}

static enum err confirm_rest(struct taking *t)
{
	struct arena *mine = t->ctx->arena;
	struct listed l = { .a = arena_new(SCRATCH_MOST) };
	enum err e = exchange_listings(t->ctx, t->source.id, gather, &l);

	for (size_t i = 0; !e && i < l.n; i++) {
		t->ctx->arena = t->scratch;
		e = confirm(t, l.at[i].kind, l.at[i].subject, l.at[i].key, l.at[i].name);
		t->ctx->arena = mine;
		arena_reset(t->scratch);
	}
	arena_free(l.a);
	return e;
}

/* --- the door ----------------------------------------------------------------------------------------------------------- */

static enum err finish(struct taking *t)
{
	struct str counts = arena_printf(t->ctx->arena, "new=%lld changed=%lld refused=%lld", (long long)t->n_new,
					 (long long)t->n_changed, (long long)t->n_refused);
	int64_t newest, changed;

	TRY(event_add(t->ctx, "exchange.applied", t->run, counts));
	TRY(event_newest(t->ctx, &newest));
	TRY(exchange_run_done(t->ctx, t->run, t->ctx->now, t->n_new, t->n_changed, t->n_refused, t->first_event, newest,
			      &changed));
	return changed ? OK : fail(t->ctx, ERR_CONFLICT, "run %lld was taken in meanwhile", (long long)t->run);
}

enum err exchange_apply(struct ctx *ctx, int64_t id, void (*progress)(void *, int64_t done, int64_t total), void *arg)
{
	struct taking t = { .ctx = ctx, .run = id, .progress = progress, .arg = arg };
	struct exchange_run run;
	enum err e;

	TRY(run_in_state(ctx, id, "checked", &run, &t.source, &t.sure));
	t.total = run.n_new + run.n_changed + run.n_refused + run.n_gone;
	TRY(event_newest(ctx, &t.first_event));
	t.first_event++;
	t.scratch = arena_new(SCRATCH_MOST);
	e = take_rows(&t);
	if (!e && t.sure)
		e = confirm_rest(&t);
	arena_free(t.scratch);
	return e ? e : finish(&t);
}
