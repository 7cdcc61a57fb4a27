/* unsent.c -- the road has failed: what has not left, as far as it is still to be told, for those who tell it by telephone. */
#include "outbox/outbox_parts.h"
#include "event/event.h"

#include "outbox_sql.h"

enum err outbox_down(struct ctx *ctx, int64_t *since)
{
	struct outbox_road_row row;

	TRY(outbox_road_row(ctx, &row));
	*since = row.broken_since && !str_same(row.road, "none") && ctx->now - row.broken_since >= OUTBOX_DOWN_S ? row.broken_since : 0;
	return OK;
}

/* What stands between the greeting and how to stop it. */
static struct str core(struct str words)
{
	size_t from = str_index(words, S("\n\n"), 0), to = from;

	if (from == SIZE_MAX)
		return S("");
	for (size_t next = from; next != SIZE_MAX; next = str_index(words, S("\n\n"), next + 2))
		to = next;
	return from < to ? str_trim(str_slice(words, from + 2, to)) : S("");
}

static enum err look(struct ctx *ctx, const struct outbox_road *r, const struct outbox_due_rows *m, struct outbox_unsent *u, bool *still)
{
	struct str words;

	*still = false;
	if (str_same(m->kind, "try"))
		return OK;
	TRY(outbox_still(ctx, r, m, &words, still));
	*u = (struct outbox_unsent){ .participant = m->participant, .id = m->id, .kind = m->kind, .to_kind = m->to_kind, .subject = m->subject,
				     .to = m->to_id, .org = m->org, .area = m->area, .owner = m->owner, .deputy = m->deputy, .until_at = m->until_at,
				     /* What a place gets holds a link that is only for them. */
				     .words = str_same(m->to_kind, "channel") ? core(words) : S("") };
	return OK;
}

static struct outbox_due_rows as_due(const struct outbox_unsent_rows *m)
{
	return (struct outbox_due_rows){ .participant = m->participant, .id = m->id, .kind = m->kind, .subject = m->subject, .mark = m->mark,
					 .to_kind = m->to_kind, .to_id = m->to_id, .lang = m->lang, .about = m->about, .words = m->words, .org = m->org,
					 .area = m->area, .owner = m->owner, .deputy = m->deputy, .until_at = m->until_at };
}

enum err outbox_unsent(struct ctx *ctx, int64_t by, int64_t most, struct outbox_unsent **out, size_t *n)
{
	struct outbox_unsent_rows *rows;
	struct outbox_road road;
	size_t all;

	*n = 0;
	TRY(outbox_road(ctx, &road));
	TRY(outbox_unsent_rows(ctx, by, road.broken_since, most, &rows, &all));
	*out = arena_array(ctx->arena, all, struct outbox_unsent);
	for (size_t i = 0; i < all; i++) {
		struct outbox_due_rows m = as_due(&rows[i]);
		bool still;
		TRY(look(ctx, &road, &m, &(*out)[*n], &still));
		*n += still;
	}
	return OK;
}

static enum err nobody_is_asked(struct ctx *ctx, int64_t id)
{
	struct task t;
	enum err e = task_of(ctx, "tell", id, &t);

	return e ? e == ERR_NOT_FOUND ? OK : e : task_done(ctx, &t, "told");
}

enum err outbox_told_otherwise(struct ctx *ctx, int64_t participant, int64_t id)
{
	int64_t changed;

	TRY(outbox_told_row(ctx, participant, id, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(nobody_is_asked(ctx, id));
	return event_add(ctx, "outbox.dropped", id, S("told"));
}
