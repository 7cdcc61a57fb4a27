/*
 * sender.c -- the job that lets messages leave.
 *
 * A thread of its own: the road may take a minute, and neither the writer nor whoever waits in the small pool waits for
 * it.  Looking is a reading; what is taken and how it went are two writes, queued to the one writer as any other; in
 * between nothing holds the database.  What the house says by itself (a list of calls, a yes that was stopped, reminders) is a
 * write of its own each: whatever goes wrong in one holds up neither the others nor the messages.
 */
#include "hall/hall.h"
#include "base/log.h"
#include "outbox/outbox.h"
#include "phone/phone.h"
#include "remind/remind.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { PAUSE_S = 10, ROUNDS_MOST = 200, AGAIN_S = 600, KINDS_MOST = 3 };

struct sender {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool stopping;
	struct folder *folder;
	struct writer *writer;
	struct hand *hand;
	struct worker worker;
	time_t not_before[KINDS_MOST];    /* of what the house says by itself; monotonic */
};

/* One of the two writes, waited for. */
struct errand {
	struct sender *sender;
	struct outbox_round *round;
	struct phone_file *file;
	enum err result;
	bool done;
};

static enum err take(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct errand *e = req->carry;

	(void)rep;
	return outbox_take(ctx, e->round);
}

static enum err mark(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return outbox_mark(ctx, ((struct errand *)req->carry)->round);
}

static enum err list_calls(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return phone_make(ctx, ((const struct errand *)req->carry)->file);
}

static enum err tell_stopped(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req, (void)rep;
	return remind_tell_stopped(ctx);
}

static enum err remind(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req, (void)rep;
	return remind_make(ctx);
}

static const struct by_itself {
	const char *name;                 /* for the log */
	enum err (*is_due)(struct ctx *, bool *);
	struct route route;
} by_itself[] = {
	{ "calls", phone_is_due, { "POST", "/", LOCAL, list_calls, ROUTE_NO_KEY, NULL } },
	{ "reminders", remind_stopped_is_due, { "POST", "/", LOCAL, tell_stopped, ROUTE_NO_KEY, NULL } },
	{ "reminders", remind_is_due, { "POST", "/", LOCAL, remind, ROUTE_NO_KEY, NULL } },
};
enum { BY_ITSELF = sizeof by_itself / sizeof *by_itself };
_Static_assert((int)BY_ITSELF <= (int)KINDS_MOST, "one time each");

static const struct route take_route = { "POST", "/", LOCAL, take, ROUTE_NO_KEY, NULL };
static const struct route mark_route = { "POST", "/", LOCAL, mark, ROUTE_NO_KEY, NULL };

static void errand_done(struct job *job)
{
	struct errand *e = job->req.carry;
	struct sender *s = e->sender;

	pthread_mutex_lock(&s->lock);
	e->result = job->result;
	e->done = true;
	inner_done(job);
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

/* Did it happen?  When it did not, nothing is lost: what was taken is taken again after its lease. */
static bool write_down(struct sender *s, const struct route *route, struct outbox_round *round, struct phone_file *file)
{
	struct errand e = { .sender = s, .round = round, .file = file };
	struct job *job = inner_job(NULL, &(struct job){ 0 }, route);

	job->req.carry = &e;
	if (writer_put(s->writer, job, errand_done)) {
		inner_done(job);
		return false;
	}
	pthread_mutex_lock(&s->lock);
	while (!e.done)
		pthread_cond_wait(&s->changed, &s->lock);
	pthread_mutex_unlock(&s->lock);
	return !e.result;
}

static bool is_stopping(struct sender *s)
{
	bool stopping;

	pthread_mutex_lock(&s->lock);
	stopping = s->stopping;
	pthread_mutex_unlock(&s->lock);
	return stopping;
}

static bool is_due(struct sender *s, enum err (*due)(struct ctx *, bool *))
{
	struct ctx *ctx = worker_begin(&s->worker);
	bool work = false;
	enum err e;

	if (!worker_reader(&s->worker, s->folder))
		return false;
	ctx->db = s->worker.db;
	e = db_begin(ctx, DB_READ);
	if (!e)
		e = due(ctx, &work);
	db_rollback(ctx);
	if (e)
		log_line(LOG_ERROR, "the outbox could not be read", "why", ctx->why, NULL);
	return !e && work;
}

static void hand_over(struct sender *s, const struct outbox_round *r, struct outbox_parcel *p)
{
	hand_take(s->hand, p);
	if (hand_may_leave(worker_begin(&s->worker), p))
		outbox_hand_over(r, p);
	else
		p->held = true;
	hand_drop(s->hand);
}

/* Was there anything? */
static bool send_some(struct sender *s)
{
	struct outbox_round r = { .arena = arena_new(0) };
	bool any = write_down(s, &take_route, &r, NULL) && r.n;

	if (any) {
		for (size_t i = 0; i < r.n; i++)
			hand_over(s, &r, &r.at[i]);
		outbox_handed(&r);
		if (!write_down(s, &mark_route, &r, NULL))
			log_line(LOG_ERROR, "messages left, and it could not be written down", NULL);
		for (size_t i = 0; i < r.n; i++)
			if (!r.at[i].held && r.at[i].end != MAIL_SENT)
				log_line(LOG_NOTICE, "a message did not leave", "why", r.at[i].why, NULL);
	}
	arena_free(r.arena);
	return any;
}

/* What could not be done is tried again after a while, and not with every breath. */
static void do_by_itself(struct sender *s)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	for (size_t i = 0; i < BY_ITSELF && !is_stopping(s); i++) {
		struct phone_file file = { .arena = arena_new(0) };
		bool due = now.tv_sec >= s->not_before[i] && is_due(s, by_itself[i].is_due);
		if (due && !write_down(s, &by_itself[i].route, NULL, &file)) {
			s->not_before[i] = now.tv_sec + AGAIN_S;
			log_line(LOG_ERROR, "what the house says by itself could not be written down", "which", by_itself[i].name, NULL);
		} else if (due && !phone_write(&file)) {
			log_line(LOG_ERROR, "the list of calls could not be written into the data folder; it is on its page", NULL);
		}
		arena_free(file.arena);
	}
}

static void rest(struct sender *s)
{
	struct timespec until;
	int rc = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PAUSE_S;
	pthread_mutex_lock(&s->lock);
	while (!s->stopping && !rc)
		rc = pthread_cond_timedwait(&s->changed, &s->lock, &until);
	pthread_mutex_unlock(&s->lock);
}

static void *run(void *arg)
{
	struct sender *s = arg;

	while (!is_stopping(s)) {
		do_by_itself(s);
		for (int i = 0; i < ROUNDS_MOST && !is_stopping(s) && is_due(s, outbox_work) && send_some(s); i++)
			;
		rest(s);
	}
	return NULL;
}

struct sender *sender_start(struct folder *folder, struct writer *writer, struct hand *hand)
{
	struct sender *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	s->folder = folder;
	s->writer = writer;
	s->hand = hand;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	worker_open(&s->worker, &folder->house, NULL);
	pthread_create(&s->thread, NULL, run, s);
	return s;
}

void sender_stop(struct sender *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	worker_close(&s->worker);
	free(s);
}
