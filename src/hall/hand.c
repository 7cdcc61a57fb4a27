/*
 * hand.c -- the letter in hand, and answers that wait for it.
 *
 * A stop that was acknowledged means that nothing leaves any more.  A letter cannot be called back from the road; so
 * whoever commits a stop while it is being handed over is answered once it has left.  Order: the sender takes the
 * letter in hand, then looks whether it still may go; the writer commits, then looks whether the letter in hand still
 * may.  One of the two sees the other (doc/decisions/0021-a-stop-waits-for-the-letter-in-hand.md).
 */
#include "hall/hall.h"
#include "base/clock.h"
#include "base/log.h"
#include "outbox/outbox.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_MOST = 1024, KEEP_US = 5000000 };

struct hand {
	pthread_mutex_t lock;
	int64_t participant, id;          /* of the letter; id 0: none */
	int64_t stopped_us;               /* since when somebody waits for it; 0: nobody */
	struct job_done kept[KEPT_MOST];
	size_t n;
};

struct hand *hand_new(void)
{
	struct hand *h = calloc(1, sizeof *h);

	if (!h)
		abort();
	pthread_mutex_init(&h->lock, NULL);
	return h;
}

void hand_free(struct hand *h)
{
	if (h)
		pthread_mutex_destroy(&h->lock);
	free(h);
}

void hand_take(struct hand *h, const struct outbox_parcel *p)
{
	pthread_mutex_lock(&h->lock);
	h->participant = p->participant;
	h->id = p->id;
	pthread_mutex_unlock(&h->lock);
}

void hand_drop(struct hand *h)
{
	size_t n;

	pthread_mutex_lock(&h->lock);
	h->id = h->participant = h->stopped_us = 0;
	n = h->n;
	h->n = 0;
	pthread_mutex_unlock(&h->lock);
	/* With nothing in hand nobody adds to them, and only this thread takes the next. */
	for (size_t i = 0; i < n; i++)
		h->kept[i].done(h->kept[i].job);
}

/* The letter in hand; id 0: there is none, or a slow road has made others wait long enough. */
static struct outbox_parcel in_hand(struct hand *h)
{
	struct outbox_parcel p = { 0 };

	pthread_mutex_lock(&h->lock);
	if (h->id && (!h->stopped_us || mono_us() - h->stopped_us < KEEP_US)) {
		p.participant = h->participant;
		p.id = h->id;
	}
	pthread_mutex_unlock(&h->lock);
	return p;
}

static bool keep(struct hand *h, const struct outbox_parcel *p, const struct job_done *all, size_t n)
{
	bool kept;

	pthread_mutex_lock(&h->lock);
	kept = h->id == p->id && h->participant == p->participant && h->n + n <= KEPT_MOST;
	if (kept) {
		memcpy(h->kept + h->n, all, n * sizeof *all);
		h->n += n;
		h->stopped_us = h->stopped_us ? h->stopped_us : mono_us();
	}
	pthread_mutex_unlock(&h->lock);
	return kept;
}

bool hand_may_leave(struct ctx *ctx, const struct outbox_parcel *p)
{
	bool may = false;
	enum err e = db_begin(ctx, DB_READ);

	if (!e)
		e = outbox_may_leave(ctx, p, &may);
	db_rollback(ctx);
	if (e)
		log_line(LOG_ERROR, "the letter in hand could not be looked at", "why", ctx->why, NULL);
	return !e && may;
}

bool hand_keeps(struct hand *h, struct ctx *ctx, const struct job_done *all, size_t n)
{
	struct outbox_parcel p = in_hand(h);

	return p.id && !hand_may_leave(ctx, &p) && keep(h, &p, all, n);
}
