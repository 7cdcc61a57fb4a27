/* event.c -- the diary and its hash chain. */
#include "event/event.h"
#include "access/access.h"
#include "crypt/crypt.h"

#include "event_sql.h"

/* The only row of event_head. */
enum { HEAD = 1 };

/* BLAKE2b-256 over the row and the hash before it; lengths first, so that no two rows run together. */
static struct str link_hash(struct arena *a, struct str before, int64_t n, int64_t at, int64_t account,
			    struct str what, int64_t subject, struct str detail)
{
	struct str row = arena_printf(a, "%zu:%.*s %lld %lld %lld %zu:%.*s %lld %zu:%.*s", before.n, STR_ARG(before),
				      (long long)n, (long long)at, (long long)account, what.n, STR_ARG(what),
				      (long long)subject, detail.n, STR_ARG(detail));

	return crypt_digest(a, row);
}

enum err event_add(struct ctx *ctx, const char *what, int64_t subject, struct str detail)
{
	int64_t account = ctx->who ? ctx->who->account : 0, changed;
	struct event_take head;
	struct str hash;

	if (!detail.p)
		detail = S("");
	TRY(event_take(ctx, HEAD, &head));
	hash = link_hash(ctx->arena, head.hash, head.n + 1, ctx->now, account, str_of(what), subject, detail);
	TRY(event_put(ctx, head.n + 1, ctx->now, account, str_of(what), subject, detail, hash, &changed));
	TRY(event_move(ctx, HEAD, head.n, head.n + 1, hash, &changed));
	return changed == 1 ? OK : fail(ctx, ERR_CONFLICT, "the diary moved on meanwhile");
}

enum err event_newest(struct ctx *ctx, int64_t *n)
{
	struct event_end head;

	TRY(event_end(ctx, HEAD, &head));
	*n = head.n;
	return OK;
}

enum err event_since(struct ctx *ctx, int64_t after, int64_t most, struct event **out, size_t *n)
{
	struct event_after *rows;

	TRY(event_after(ctx, after, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct event);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct event){ rows[i].n, rows[i].at, rows[i].account, rows[i].subject,
					    rows[i].what, rows[i].detail };
	return OK;
}

enum err event_about(struct ctx *ctx, int64_t subject, int64_t most, struct event **out, size_t *n)
{
	struct event_of *rows;

	TRY(event_of(ctx, subject, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct event);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct event){ rows[i].n, rows[i].at, rows[i].account, rows[i].subject,
					    rows[i].what, rows[i].detail };
	return OK;
}

struct walk {
	struct arena *scratch;
	char before[65];
	struct event_verdict *v;
};

static enum err check_link(void *arg, const struct event_chain *row)
{
	struct walk *w = arg;
	struct str want;

	arena_reset(w->scratch);
	want = link_hash(w->scratch, str_of(w->before), row->n, row->at, row->account, row->what,
			 row->subject, row->detail);
	if (!w->v->broken_at && (!str_eq(want, row->hash) || row->n != w->v->lines + 1))
		w->v->broken_at = row->n;
	w->v->lines++;
	if (row->hash.n < sizeof w->before) {
		memcpy(w->before, row->hash.p, row->hash.n);
		w->before[row->hash.n] = 0;
	}
	return OK;
}

enum err event_verify(struct ctx *ctx, struct event_verdict *v)
{
	struct walk w = { .scratch = arena_new(0), .v = v };
	struct event_end head;
	enum err e;

	*v = (struct event_verdict){ 0 };
	e = event_end(ctx, HEAD, &head);
	if (!e)
		e = event_chain(ctx, 0, check_link, &w);
	/* Lines cut off the end are seen by the head, which knows how many there were. */
	if (!e && !v->broken_at && (head.n != v->lines || !str_same(head.hash, w.before)))
		v->broken_at = v->lines + 1;
	arena_free(w.scratch);
	return e;
}
