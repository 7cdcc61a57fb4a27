/*
 * serve.c -- the life of a request: where each step runs.
 *
 *   read    in the HTTP thread, on its own read-only connection
 *   write   queued to the one writer; the connection rests until the commit
 *   slow    in the small pool; a slow write goes from there to the writer
 */
#include "hall/hall.h"
#include "account/account.h"
#include "participant/participant.h"
#include "base/clock.h"
#include "base/log.h"
#include "hall/care.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BODY_MOST = 24 << 20, COMPRESS_FROM = 1000, READS_MOST = 256, POOL_THREADS = 2, GZIP_LEVEL = 6,
       CHECK_S = 20 * 3600 /* asked every hour: so each night, at the latest */ };

struct serve {
	struct folder *folder;
	struct http_server *http, *control;
	struct writer *writer;
	struct pool *pool;
	struct cache *cache;
	struct hand *hand;
	struct sender *sender;
	pthread_key_t worker_key;         /* the HTTP thread's own struct worker */
	pthread_key_t packer_key;         /* and its compressor */
	int64_t checked_us;               /* when the last check was asked for; 0: not yet */
};

static void free_worker(void *p)
{
	worker_close(p);
	free(p);
}

static void free_packer(void *p)
{
	libdeflate_free_compressor(p);
}

static struct worker *my_worker(struct serve *s)
{
	struct worker *w = pthread_getspecific(s->worker_key);

	if (!w) {
		w = calloc(1, sizeof *w);
		if (!w)
			abort();
		worker_open(w, &s->folder->house, NULL);
		pthread_setspecific(s->worker_key, w);
	}
	worker_reader(w, s->folder);
	return w;
}

/* --- sending -------------------------------------------------------------------------------------- */

static bool wants_gzip(const struct http_req *req)
{
	return str_index(http_header(req, "Accept-Encoding"), S("gzip"), 0) != SIZE_MAX;
}

static bool is_text(const struct job *job)
{
	return !job->rep.type.p || str_starts(job->rep.type, S("text/")) || str_starts(job->rep.type, S("image/svg")) || str_starts(job->rep.type, S("application/json")) ||
	       str_starts(job->rep.type, S("application/problem+json"));
}

/* Not for pages with a log-in: a secret beside reflected text must not be compressed (BREACH). */
static bool compress_body(struct serve *s, struct job *job)
{
	struct libdeflate_compressor *packer = pthread_getspecific(s->packer_key);
	struct buf *b = &job->reply->body, packed;
	size_t n;

	if (b->n < COMPRESS_FROM || job->who.session || !is_text(job))
		return false;
	/* Also said of the plain one: a cache in between must not give it to everybody, or the packed one. */
	http_add_header(job->reply, S("Vary"), S("Accept-Encoding"));
	if (!wants_gzip(job->http))
		return false;
	if (!packer) {
		packer = libdeflate_alloc_compressor(GZIP_LEVEL);
		pthread_setspecific(s->packer_key, packer);
	}
	buf_init(&packed, b->n);
	packed.p = malloc(b->n);
	if (!packed.p)
		return false;
	packed.cap = b->n;
	n = libdeflate_gzip_compress(packer, b->p, b->n, packed.p, packed.cap);
	if (!n) {
		buf_free(&packed);
		return false;
	}
	packed.n = n;
	buf_free(b);
	*b = packed;
	http_add_header(job->reply, S("Content-Encoding"), S("gzip"));
	return true;
}

static void count(struct serve *s, const struct job *job)
{
	metrics_count(s->folder->house.metrics, job->reply->status, mono_us() - job->began_us);
}

/* --- reading ------------------------------------------------------------------------------------ */

static struct str cache_key(struct ctx *ctx, const struct job *job)
{
	return arena_printf(ctx->arena, "%.*s?%.*s", STR_ARG(job->http->path), STR_ARG(job->http->query));
}

static bool may_cache(const struct job *job)
{
	return job->route && (job->route->flags & ROUTE_CACHED) && !job->who.session && job->http->method == HTTP_GET;
}

static bool from_cache(struct serve *s, struct ctx *ctx, struct job *job)
{
	struct metrics *m = ctx->house->metrics;

	if (!may_cache(job) || !cache_get(s->cache, cache_key(ctx, job), m->version, ctx->now, wants_gzip(job->http), job->reply))
		return false;
	http_add_header(job->reply, S("Cache-Control"), S(PAGE_FRESH));
	http_add_header(job->reply, S("Vary"), S("Accept-Encoding"));
	security_headers(job->reply, job);
	m->cache_hits++;
	return true;
}

static void to_cache(struct serve *s, struct ctx *ctx, struct job *job, int64_t version, bool packed)
{
	struct http_body *body;

	if (!may_cache(job) || job->reply->status != 200)
		return;
	body = http_body_new(buf_view(&job->reply->body));
	cache_put(s->cache, cache_key(ctx, job), version, ctx->now, packed, job->reply, body);
	http_body_drop(body);
}

static void run_read(struct ctx *ctx, struct job *job)
{
	bool data = !(job->route->flags & ROUTE_NO_DATA);

	job->spill = (struct spill){ .dir = ctx->house->dir ? ctx->house->dir : P_tmpdir, .hold = ctx->house->hold_bytes };
	ctx->spill = job->route->flags & ROUTE_LONG ? &job->spill : NULL;
	job->result = data ? db_begin(ctx, DB_READ) : OK;
	if (!job->result)
		job->result = job->route->fn(ctx, &job->req, &job->rep);
	job->trouble = data ? db_trouble(ctx->db) : DB_FINE;
	db_rollback(ctx);
	request_finish(ctx, job);
}

static void read_page(struct serve *s, struct ctx *ctx, struct job *job)
{
	int64_t version = ctx->house->metrics->version;
	bool packed;

	if (from_cache(s, ctx, job))
		return;
	run_read(ctx, job);
	packed = compress_body(s, job);
	to_cache(s, ctx, job, version, packed);
}

/* --- writing and slow work ------------------------------------------------------------------------ */

static void write_done(struct job *job)
{
	count(job->serve, job);
	http_answer(job->http);
}

static void busy(struct ctx *ctx, struct job *job)
{
	error_page(ctx, job, 503);
	job->result = OK;
	request_finish(ctx, job);
	ctx->house->metrics->refused++;
}

static void slow_work(struct worker *w, struct job *job)
{
	struct ctx *ctx = worker_begin(w);
	bool write = job_writes(job);

	ctx->who = &job->who;
	ctx->lang = job->lang;
	if (write && job->route->before) {
		/* What before() leaves behind must outlive this thread's arena: it is of the request. */
		struct arena *mine = ctx->arena;
		ctx->arena = job->http->arena;
		job->result = db_begin(ctx, DB_READ);
		if (!job->result)
			job->result = job->route->before(ctx, &job->req, &job->rep);
		db_rollback(ctx);
		ctx->arena = mine;
		if (job->result) {
			job->trouble = db_trouble(ctx->db);
			request_finish(ctx, job);
			write_done(job);
			return;
		}
	}
	if (!write) {
		run_read(ctx, job);
		compress_body(job->serve, job);
		write_done(job);
	} else if (writer_put(job->serve->writer, job, write_done)) {
		busy(ctx, job);
		write_done(job);
	}
}

/* RESTS: from now on the job is another thread's, which may even have answered it already. */
enum handed { TO_ME, RESTS, REFUSED };

static enum handed hand_over(struct serve *s, struct ctx *ctx, struct job *job)
{
	bool write = job_writes(job);
	enum err e;

	if ((job->route->flags & ROUTE_SLOW) || job->route->before)
		e = pool_put(s->pool, job, slow_work);
	else if (write)
		e = writer_put(s->writer, job, write_done);
	else
		return TO_ME;
	if (!e)
		return RESTS;
	busy(ctx, job);
	return REFUSED;
}

/* --- small writes of the house's own -------------------------------------------------------------- */

/*
 * A page that is only read may still leave something to write down: that the session was used, or
 * that it ends with the page "leave".  Nobody waits for it.  No address leads to these routes.
 */
static bool needs_touch(const struct who *who, int64_t now)
{
	return who->participant ? participant_needs_touch(who, now) : account_needs_touch(who, now);
}

/* A page that is only read took the cookie away. */
static bool ends_session(const struct job *job)
{
	return job->who.session && job->rep.session.p && !job->rep.session.n;
}

/* When the writer is full it is left undone: the next page asks again, and an idle session ends anyway. */
static void queue_own(struct serve *s, const struct job *of, const struct route *route)
{
	struct job *job = inner_job(s, of, route);

	if (writer_put(s->writer, job, inner_done))
		inner_done(job);
}

/* The check reads in the small pool; what it found is left to the writer.  When it cannot, the first page says how old the last one is. */
static void check_work(struct worker *w, struct job *job)
{
	static const struct who machine = { .local = true };
	struct ctx *ctx = worker_begin(w);
	enum err e;

	ctx->who = &machine;
	e = db_begin(ctx, DB_READ);
	if (!e)
		e = care_check(ctx, job->req.carry);
	db_rollback(ctx);
	if (e)
		log_line(LOG_ERROR, "the check could not be made", "why", ctx->why, NULL);
	if (e || writer_put(job->serve->writer, job, inner_done))
		inner_done(job);
}

static void queue_check(struct serve *s)
{
	struct job *job = inner_job(s, &(struct job){ 0 }, &inner_checked);

	job->req.carry = arena_new_of(job->http->arena, int64_t);
	if (pool_put(s->pool, job, check_work))
		inner_done(job);
}

/*
 * What the job keeps must outlive this thread's next request: it is opened in the arena of the
 * request, which the http kit frees only after the answer has left.
 */
static int open_in_request(struct ctx *ctx, struct job *job)
{
	struct arena *mine = ctx->arena;
	int status;

	ctx->arena = job->http->arena;
	status = request_open(ctx, job);
	ctx->arena = mine;
	return status;
}

static struct job *new_job(struct serve *s, struct http_req *req, struct http_reply *rep)
{
	struct job *job = arena_new_of(req->arena, struct job);

	job->http = req;
	job->reply = rep;
	job->serve = s;
	/* Enough for an error page, should the database not even begin. */
	job->req.http = req;
	job->rep.status = 200;
	job->lang = str_starts(req->path, S("/da")) ? "da" : "en";
	job->began_us = mono_us();
	return job;
}

static enum http_when handle(struct serve *s, struct http_req *req, struct http_reply *rep, bool local)
{
	struct worker *w = my_worker(s);
	struct ctx *ctx = worker_begin(w);
	struct job *job = new_job(s, req, rep);
	enum handed handed;
	int status;

	job->who.local = local;
	ctx->who = &job->who;
	status = open_in_request(ctx, job);
	ctx->who = &job->who;
	ctx->lang = job->lang;
	/* Before it is handed over: afterwards it is another thread's. */
	if (!status && needs_touch(&job->who, ctx->now))
		queue_own(s, job, &inner_touch);
	if (status) {
		error_page(ctx, job, status);
		request_finish(ctx, job);
		count(s, job);
		return HTTP_NOW;
	}
	handed = hand_over(s, ctx, job);
	if (handed == RESTS)
		return HTTP_LATER;
	if (handed == TO_ME)
		read_page(s, ctx, job);
	if (handed == TO_ME && ends_session(job))
		queue_own(s, job, &inner_end);
	count(s, job);
	return HTTP_NOW;
}

static enum http_when handle_public(void *arg, struct http_req *req, struct http_reply *rep)
{
	return handle(arg, req, rep, false);
}

static enum http_when handle_local(void *arg, struct http_req *req, struct http_reply *rep)
{
	return handle(arg, req, rep, true);
}

/* Refused before there is a request: nothing is known but the status. */
static void refuse(void *arg, int status, struct http_reply *rep)
{
	struct serve *s = arg;

	rep->status = status;
	http_add_header(rep, S("Content-Type"), S("text/plain; charset=utf-8"));
	http_add_header(rep, S("Cache-Control"), S("no-store"));
	security_headers(rep, NULL);
	buf_fmt(&rep->body, "%d %s\n", status, http_reason(status));
	metrics_count(s->folder->house.metrics, status, 0);
}

/* --- starting and stopping ------------------------------------------------------------------------ */

static enum err start_http(struct serve *s, const struct serve_config *c, char *why, size_t n)
{
	struct http_config conf = {
		.listen = c->listen, .threads = c->threads, .body_most = BODY_MOST, .tls_cert = c->tls_cert,
		.tls_key = c->tls_key, .handler = handle_public, .refuse = refuse, .arg = s,
	};
	char path[1100];
	enum err e = http_start(&conf, &s->http, why, n);

	if (e)
		return e;
	/* A folder path too long for a socket address does without: commands then say so. */
	snprintf(path, sizeof path, "unix:%s/control.sock", c->folder->dir);
	if (!c->folder->dir[0] || strlen(path) > 100)
		return OK;
	conf.listen = str_of(path);
	conf.threads = 1;
	conf.tls_cert = conf.tls_key = STR_ABSENT;
	conf.handler = handle_local;
	return http_start(&conf, &s->control, why, n);
}

static enum err first_catch_up(struct serve *s)
{
	struct worker w;
	struct ctx *ctx;
	struct db *db = NULL;
	char why[240];
	enum err e = folder_reader(s->folder, &db, why, sizeof why);

	if (e)
		return e;
	worker_open(&w, &s->folder->house, db);
	ctx = worker_begin(&w);
	e = db_begin(ctx, DB_READ);
	if (!e)
		e = rooms_catch_up(ctx);
	db_rollback(ctx);
	if (e)
		log_line(LOG_ERROR, "the first reading failed", "why", ctx->why, NULL);
	worker_close(&w);
	return e;
}

enum err serve_start(const struct serve_config *c, struct serve **out, char *why, size_t n)
{
	struct serve *s = calloc(1, sizeof *s);
	const char *complaint = routes_complaint();
	enum err e;

	if (!s)
		abort();
	if (complaint) {
		snprintf(why, n, "the route %s has no permission", complaint);
		free(s);
		return ERR_BUG;
	}
	s->folder = c->folder;
	s->cache = cache_new();
	s->hand = hand_new();
	pthread_key_create(&s->worker_key, free_worker);
	pthread_key_create(&s->packer_key, free_packer);
	e = first_catch_up(s);
	if (e) {
		snprintf(why, n, "the data could not be read");
	} else {
		s->writer = writer_start(c->folder, &c->folder->house, s->hand);
		s->pool = pool_start(c->folder, POOL_THREADS);
		e = start_http(s, c, why, n);
	}
	if (!e)
		s->sender = sender_start(c->folder, s->writer, s->hand);
	if (e)
		serve_stop(s);
	else
		*out = s;
	return e;
}

void serve_tidy(struct serve *s)
{
	queue_own(s, &(struct job){ 0 }, &inner_tidy);
	if (s->checked_us && mono_us() - s->checked_us < CHECK_S * INT64_C(1000000))
		return;
	s->checked_us = mono_us();
	queue_check(s);
}

int serve_port(const struct serve *s)
{
	return http_port(s->http);
}

void serve_stop(struct serve *s)
{
	http_stop(s->http, 10);
	if (s->control)
		http_stop(s->control, 5);
	if (s->sender)
		sender_stop(s->sender);
	if (s->pool)
		pool_stop(s->pool);
	if (s->writer)
		writer_stop(s->writer);
	cache_free(s->cache);
	hand_free(s->hand);
	pthread_key_delete(s->worker_key);
	pthread_key_delete(s->packer_key);
	free(s);
}

/* --- without sockets --------------------------------------------------------------------------------- */

static enum err write_here(struct ctx *ctx, struct job *job)
{
	TRY(folder_begin_write(ctx));
	enum err e = request_run_write(ctx, job);
	if (e || (job->rep.status >= 400 && !job->rep.keep))
		db_rollback(ctx);
	else
		e = db_commit(ctx);
	return e;
}

static void own_here(struct ctx *ctx, enum err (*fn)(struct ctx *))
{
	if (folder_begin_write(ctx))
		return;
	if (fn(ctx) || db_commit(ctx))
		db_rollback(ctx);
}

void serve_visit(struct worker *w, struct http_req *req, struct http_reply *rep)
{
	struct ctx *ctx = worker_begin(w);
	struct job *job = new_job(NULL, req, rep);
	int status;

	job->who.local = req->slot != NULL;
	req->slot = NULL;
	ctx->who = &job->who;
	status = open_in_request(ctx, job);
	ctx->who = &job->who;
	ctx->lang = job->lang;
	if (status) {
		error_page(ctx, job, status);
		request_finish(ctx, job);
		return;
	}
	if (needs_touch(&job->who, ctx->now))
		own_here(ctx, inner_session_touch);
	if (!job_writes(job)) {
		run_read(ctx, job);
		if (ends_session(job))
			own_here(ctx, inner_session_end);
		return;
	}
	if (job->route->before) {
		job->result = db_begin(ctx, DB_READ);
		if (!job->result)
			job->result = job->route->before(ctx, &job->req, &job->rep);
		db_rollback(ctx);
	}
	if (!job->result)
		job->result = write_here(ctx, job);
	job->trouble = db_trouble(ctx->db);
	if (job->result)
		db_rollback(ctx);
	request_finish(ctx, job);
	if (!job->result && db_begin(ctx, DB_READ) == OK) {
		rooms_catch_up(ctx);
		db_rollback(ctx);
	}
}
