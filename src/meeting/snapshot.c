/* snapshot.c -- one series with all its dates as it stands, kept as a text, and put back as it was. */
#include "meeting/series.h"
#include "access/access.h"
#include "event/event.h"
#include "form/record.h"

#include "meeting_sql.h"

#define M(member, kind) F(struct meeting, member, kind)

/* What stands in a row besides what one can say of a series. */
static const struct field others[] = {
	M(id, FIELD_INT), M(slug, FIELD_TEXT), M(state, FIELD_TEXT), M(follows, FIELD_INT), M(sequence, FIELD_INT),
	M(verified_at, FIELD_INT), M(verified_by, FIELD_TEXT), M(source, FIELD_INT), M(source_key, FIELD_TEXT),
	M(extra, FIELD_TEXT), M(changed_at, FIELD_INT), F_END
};

struct kept_exception {
	day_t day, new_day;
	struct str kind, reason_da, reason_en;
	int64_t new_start_min, new_location, at;
};

#define X(member, kind) F(struct kept_exception, member, kind)
static const struct field exception_fields[] = {
	X(day, FIELD_DATE), X(kind, FIELD_TEXT), X(reason_da, FIELD_TEXT), X(reason_en, FIELD_TEXT), X(new_day, FIELD_DATE),
	X(new_start_min, FIELD_INT), X(new_location, FIELD_INT), X(at, FIELD_INT), F_END
};

#define P(member, kind) F(struct meeting_pause, member, kind)
static const struct field pause_fields[] = {
	P(from, FIELD_DATE), P(to, FIELD_DATE), P(reason_da, FIELD_TEXT), P(reason_en, FIELD_TEXT), F_END
};

enum { SNAPSHOT_MOST = 1 << 20 };

/* --- keeping ---------------------------------------------------------------------------------------------- */

static enum err write_exceptions(struct ctx *ctx, struct json_out *o, int64_t id)
{
	struct meeting_exceptions_kept *rows;
	size_t n;

	TRY(meeting_exceptions_kept(ctx, id, &rows, &n));
	json_name(o, "exceptions");
	json_array(o);
	for (size_t i = 0; i < n; i++) {
		struct kept_exception x = { rows[i].day, rows[i].new_day, rows[i].kind, rows[i].reason_da, rows[i].reason_en,
					    rows[i].new_start_min.has ? rows[i].new_start_min.v : -1, rows[i].new_location.v,
					    rows[i].at };
		json_object(o);
		record_write(o, exception_fields, &x);
		json_end_object(o);
	}
	json_end_array(o);
	return OK;
}

static enum err write_pauses(struct ctx *ctx, struct json_out *o, int64_t id)
{
	struct meeting_pauses_of *rows;
	size_t n;

	TRY(meeting_pauses_of(ctx, id, &rows, &n));
	json_name(o, "pauses");
	json_array(o);
	for (size_t i = 0; i < n; i++) {
		struct meeting_pause p = { rows[i].from_day, rows[i].to_day, rows[i].reason_da, rows[i].reason_en };
		json_object(o);
		record_write(o, pause_fields, &p);
		json_end_object(o);
	}
	json_end_array(o);
	return OK;
}

static enum err write_all(struct ctx *ctx, struct json_out *o, const struct meeting *m)
{
	json_object(o);
	record_write(o, others, m);
	record_write(o, meeting_fields, m);
	TRY(write_exceptions(ctx, o, m->id));
	TRY(write_pauses(ctx, o, m->id));
	json_end_object(o);
	return OK;
}

enum err meeting_snapshot(struct ctx *ctx, int64_t id, struct str *out)
{
	struct json_out o;
	struct meeting m;
	struct buf b;
	enum err e;

	TRY(meeting_get(ctx, id, &m));
	buf_init(&b, SNAPSHOT_MOST);
	json_start(&o, &b);
	e = write_all(ctx, &o, &m);
	*out = arena_str(ctx->arena, buf_view(&b));
	if (!e && b.toobig)
		e = fail(ctx, ERR_LIMIT, "series %lld: more dates than a text holds", (long long)id);
	buf_free(&b);
	return e;
}

/* --- putting back --------------------------------------------------------------------------------------------- */

static enum err forget_dates(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(meeting_discard_exceptions(ctx, id, &changed));
	return meeting_discard_pauses(ctx, id, &changed);
}

static enum err put_exception(struct ctx *ctx, int64_t id, const struct kept_exception *x)
{
	int64_t changed;

	return meeting_exception_put(ctx, id, x->day, x->kind, x->reason_da.p ? x->reason_da : S(""),
				     x->reason_en.p ? x->reason_en : S(""), x->new_day,
				     x->new_start_min < 0 ? NO_INT : SOME_INT(x->new_start_min),
				     x->new_location ? SOME_INT(x->new_location) : NO_INT, x->at, &changed);
}

static enum err put_pause(struct ctx *ctx, int64_t id, const struct meeting_pause *p)
{
	int64_t changed;

	return meeting_pause_put(ctx, id, p->from, p->to, p->reason_da.p ? p->reason_da : S(""),
				 p->reason_en.p ? p->reason_en : S(""), &changed);
}

static enum err put_dates(struct ctx *ctx, int64_t id, const struct json *all)
{
	const struct json *xs = json_get(all, "exceptions"), *ps = json_get(all, "pauses");

	for (size_t i = 0; xs && i < xs->n; i++) {
		struct kept_exception x = { 0 };
		record_read(&xs->at[i], exception_fields, &x);
		TRY(put_exception(ctx, id, &x));
	}
	for (size_t i = 0; ps && i < ps->n; i++) {
		struct meeting_pause p = { 0 };
		record_read(&ps->at[i], pause_fields, &p);
		TRY(put_pause(ctx, id, &p));
	}
	return OK;
}

enum err meeting_put_back(struct ctx *ctx, struct str snapshot)
{
	struct meeting m = { 0 };
	struct json all;

	if (json_parse(ctx->arena, snapshot, &all, NULL))
		return fail(ctx, ERR_BUG, "a kept series cannot be read");
	record_read(&all, others, &m);
	record_read(&all, meeting_fields, &m);
	if (!may_for(ctx->who, MEETING_EDIT, m.org, m.area))
		return ERR_DENIED;
	TRY(meeting_write(ctx, &m));
	TRY(forget_dates(ctx, m.id));
	TRY(put_dates(ctx, m.id, &all));
	return event_add(ctx, "meeting.put_back", m.id, STR_ABSENT);
}

/* --- what a list says ---------------------------------------------------------------------------------------- */

/* Everybody reads a reason: numbers of persons are hidden in it, whoever sent it. */
static struct str guarded(struct ctx *ctx, struct str reason)
{
	struct str masked;

	guard_number(ctx, reason.p ? reason : S(""), &masked);
	return masked;
}

enum err meeting_set_dates(struct ctx *ctx, const struct meeting *m, const struct meeting_exception *x, size_t nx,
			   const struct meeting_pause *p, size_t np)
{
	if (!may_for(ctx->who, MEETING_EDIT, m->org, m->area))
		return ERR_DENIED;
	TRY(forget_dates(ctx, m->id));
	for (size_t i = 0; i < nx; i++) {
		struct kept_exception kept = { x[i].day, x[i].new_day, x[i].kind, guarded(ctx, x[i].reason_da),
					       guarded(ctx, x[i].reason_en), x[i].new_start_min, x[i].new_location, ctx->now };
		TRY(put_exception(ctx, m->id, &kept));
	}
	for (size_t i = 0; i < np; i++) {
		struct meeting_pause rest = { p[i].from, p[i].to, guarded(ctx, p[i].reason_da), guarded(ctx, p[i].reason_en) };
		TRY(put_pause(ctx, m->id, &rest));
	}
	return nx || np ? event_add(ctx, "meeting.dates_set", m->id, STR_ABSENT) : OK;
}

enum err meeting_also_called(struct ctx *ctx, const struct meeting *m, struct str slug)
{
	struct str free_slug;
	int64_t changed;

	if (!may_for(ctx->who, MEETING_EDIT, m->org, m->area))
		return ERR_DENIED;
	TRY(meeting_slug_free(ctx, slug, m->id, &free_slug));
	if (!str_eq(free_slug, slug) || str_eq(slug, m->slug))
		return OK;
	return meeting_slug_keep(ctx, slug, m->id, &changed);
}

enum err meeting_old_slugs(struct ctx *ctx, int64_t id, struct str **out, size_t *n)
{
	struct meeting_slugs_of *rows;

	TRY(meeting_slugs_of(ctx, id, &rows, n));
	*out = arena_array(ctx->arena, *n, struct str);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].slug;
	return OK;
}
