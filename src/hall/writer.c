/*
 * writer.c -- the one writer: durability is paid once for all who wait.
 *
 * Jobs are run one after another, each in a savepoint of its own, so that one that fails
 * leaves nothing and the others stay.  The whole batch is committed once (synchronous=FULL),
 * and only then do the answers go.  Nobody else writes or checkpoints: SQLite before 3.51.3
 * can lose a commit when two connections do (doc/decisions/0003-one-writer.md).
 */
#include "hall/hall.h"
#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/*
 * With fewer at once nobody is waited for, nor where the disk is quick: there the next half runs while it writes, and
 * waiting was slower (8,600 evenings a second instead of 9,500).  Never longer than this, in microseconds.
 */
enum { CROWD_LEAST = 8, SLOW_COMMIT_US = 3000, GATHER_MOST_US = 5000 };
enum { QUEUE_MOST = 1024, BATCH_MOST = 128, CHECKPOINT_EVERY = 2000, BEHIND_S = 1 };

struct writer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct job_done queue[QUEUE_MOST];
	size_t first, n;
	size_t wanted;                /* jobs at which the writer is woken */
	size_t crowd;                 /* jobs of the last batch and those that waited behind it */
	int64_t commit_us;            /* what its commit took */
	bool stopping;
	struct hand *hand;            /* the letter that is leaving */
	bool behind;                  /* what is kept in memory could not follow the last commit */
	struct worker worker;
	int64_t since_checkpoint;
};

static void remember_error(struct ctx *ctx, struct job *job, enum err e)
{
	job->result = e;
	job->trouble = db_trouble(ctx->db);
	memcpy(job->why, ctx->why, sizeof job->why);
}

/* One job in its savepoint; what it wrote to the page is kept for after the commit. */
static void run_one(struct writer *w, struct job *job)
{
	struct ctx *ctx = worker_begin(&w->worker);
	enum err e = db_savepoint(ctx);

	ctx->who = &job->who;
	ctx->lang = job->lang ? job->lang : "en";
	job->result = OK;
	if (!e) {
		e = request_run_write(ctx, job);
		/* A form shown again with problems has nothing to keep. */
		if (e || (job->rep.status >= 400 && !job->rep.keep)) {
			enum err first = e;
			if (first)
				remember_error(ctx, job, first);
			e = db_undo(ctx);
			if (first)
				e = OK;
		} else {
			e = db_release(ctx);
		}
	}
	if (e)
		remember_error(ctx, job, e);
	request_finish(ctx, job);
}

/* Until somebody writes; only for a while when there is something to catch up with. */
static void wait_for_more(struct writer *w)
{
	struct timespec until;
	int rc = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += BEHIND_S;
	while (!w->n && !w->stopping && rc != ETIMEDOUT)
		rc = w->behind ? pthread_cond_timedwait(&w->more, &w->lock, &until) : pthread_cond_wait(&w->more, &w->lock);
}

/*
 * While one half of a crowd is committed the other half comes, and the disk is asked twice for what it could do once.
 * So on a slow disk a batch waits for as many as there were last time, at most half as long as a commit takes.
 */
static void gather(struct writer *w)
{
	int64_t us = w->commit_us / 2 < GATHER_MOST_US ? w->commit_us / 2 : GATHER_MOST_US;
	struct timespec until;
	int rc = 0;

	if (w->crowd < CROWD_LEAST || w->commit_us < SLOW_COMMIT_US || w->n >= w->crowd || !w->n)
		return;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += us * 1000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	w->wanted = w->crowd < BATCH_MOST ? w->crowd : BATCH_MOST;
	while (w->n < w->wanted && !w->stopping && rc != ETIMEDOUT)
		rc = pthread_cond_timedwait(&w->more, &w->lock, &until);
	w->wanted = 1;
}

/* Take all that wait, at most one batch; false when there is no more to come. */
static bool take(struct writer *w, struct job_done *batch, size_t *n)
{
	bool more;

	*n = 0;
	pthread_mutex_lock(&w->lock);
	wait_for_more(w);
	gather(w);
	while (w->n && *n < BATCH_MOST) {
		batch[(*n)++] = w->queue[w->first];
		w->first = (w->first + 1) % QUEUE_MOST;
		w->n--;
	}
	more = *n || !w->stopping;
	pthread_mutex_unlock(&w->lock);
	return more;
}

/* The batch was not committed: every answer that said it was done must say that it was not. */
static void take_back(struct writer *w, struct job_done *batch, size_t n, enum db_trouble trouble, const char *why)
{
	for (size_t i = 0; i < n; i++) {
		struct job *job = batch[i].job;
		struct ctx *ctx = worker_begin(&w->worker);
		ctx->who = &job->who;
		ctx->lang = job->lang ? job->lang : "en";
		buf_free(&job->reply->body);
		job->reply->nheaders = 0;
		job->rep = (struct reply){ .status = 200 };
		job->result = ERR_IO;
		job->trouble = trouble;
		snprintf(job->why, sizeof job->why, "%s", why);
		request_finish(ctx, job);
	}
}

static enum err run_batch(struct writer *w, struct job_done *batch, size_t n)
{
	struct ctx *ctx = worker_begin(&w->worker);
	enum err e = folder_begin_write(ctx);

	for (size_t i = 0; i < n && !e; i++) {
		run_one(w, batch[i].job);
		/* SQLite ends the whole transaction by itself when the disk is full. */
		if (!db_in_transaction(w->worker.db))
			e = fail(&w->worker.ctx, ERR_IO, "the transaction ended by itself");
	}
	ctx = &w->worker.ctx;
	w->commit_us = mono_us();
	if (!e)
		e = db_commit(ctx);
	w->commit_us = mono_us() - w->commit_us;
	if (e)
		db_rollback(ctx);
	return e;
}

/* The log of the database is folded in by the writer alone, when little waits. */
static void checkpoint(struct writer *w, size_t n)
{
	struct ctx *ctx;

	w->since_checkpoint += (int64_t)n;
	if (w->since_checkpoint < CHECKPOINT_EVERY || n > 8)
		return;
	ctx = worker_begin(&w->worker);
	if (db_checkpoint(ctx))
		log_line(LOG_ERROR, "checkpoint failed", "why", ctx->why, NULL);
	w->since_checkpoint = 0;
}

static void catch_up(struct writer *w)
{
	struct ctx *ctx = worker_begin(&w->worker);
	enum err e = db_begin(ctx, DB_READ);

	if (!e)
		e = rooms_catch_up(ctx);
	db_rollback(ctx);
	if (e && !w->behind)
		log_line(LOG_ERROR, "what is kept in memory fell behind", "why", ctx->why, NULL);
	w->behind = e != OK;
}

static void after_commit(struct writer *w, size_t n)
{
	struct metrics *m = w->worker.ctx.house->metrics;

	m->batches++;
	m->writes += (int64_t)n;
	catch_up(w);
}

static void one_round(struct writer *w, struct job_done *batch, size_t n)
{
	enum err e = run_batch(w, batch, n);
	char why[240];

	/* On PostgreSQL another server may have been faster: handlers can be run again, so once more. */
	if (e && db_trouble(w->worker.db) == DB_RETRY) {
		for (size_t i = 0; i < n; i++) {
			buf_free(&batch[i].job->reply->body);
			batch[i].job->reply->nheaders = 0;
			batch[i].job->rep = (struct reply){ .status = 200 };
		}
		e = run_batch(w, batch, n);
	}
	if (e) {
		snprintf(why, sizeof why, "%s", w->worker.ctx.why);
		take_back(w, batch, n, db_trouble(w->worker.db), why);
	} else {
		after_commit(w, n);
	}
	if (e || !hand_keeps(w->hand, worker_begin(&w->worker), batch, n))
		for (size_t i = 0; i < n; i++)
			batch[i].done(batch[i].job);
	pthread_mutex_lock(&w->lock);
	w->crowd = n + w->n;
	pthread_mutex_unlock(&w->lock);
	if (!e)
		checkpoint(w, n);
}

static void *writer_thread(void *arg)
{
	struct writer *w = arg;
	struct job_done batch[BATCH_MOST];
	size_t n;

	while (take(w, batch, &n)) {
		if (n)
			one_round(w, batch, n);
		else
			catch_up(w);
	}
	return NULL;
}

struct writer *writer_start(struct folder *folder, struct house *house, struct hand *hand)
{
	struct writer *w = calloc(1, sizeof *w);

	if (!w)
		abort();
	w->hand = hand;
	worker_open(&w->worker, house, folder->writer);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	pthread_create(&w->thread, NULL, writer_thread, w);
	return w;
}

enum err writer_put(struct writer *w, struct job *job, void (*done)(struct job *))
{
	bool full;

	pthread_mutex_lock(&w->lock);
	full = w->n == QUEUE_MOST || w->stopping;
	if (!full)
		w->queue[(w->first + w->n++) % QUEUE_MOST] = (struct job_done){ job, done };
	if (w->n >= w->wanted)
		pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
	return full ? ERR_LIMIT : OK;
}

void writer_stop(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	w->worker.db = NULL;                  /* belongs to the folder */
	worker_close(&w->worker);
	free(w);
}
