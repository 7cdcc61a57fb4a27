/*
 * server.c -- the HTTP server: GNU libmicrohttpd, kept behind this one file.
 *
 * The library parses, keeps connections and writes; a thread per core, epoll.
 * Debian 12 has release 0.9.75, which is fast and lenient, so this file stands
 * in its way at six places:
 *
 * 1. guard.c judges every head before anybody else sees it, and layout() makes
 *    sure that the library understood it literally: the pieces that it points
 *    at must lie in its buffer end to end.  Folded lines, bare line feeds and
 *    zero bytes leave a gap or an overlap.
 * 2. When the library itself refuses a Content-Length it sends its header block
 *    twice.  It says a word to its logger first; hear() uses that moment to
 *    send one clean answer and to close the socket under it.
 * 3. The query is taken from the raw line and hidden from the library, which
 *    would cut it into pieces that nobody asks for and, with many of them,
 *    answer twice in the same way.
 * 4. watchdog.c ends what takes too long; the library's time-outs only know
 *    silence and are switched off.
 * 5. With several threads it would leave all connections that come at once to one
 *    of them; acceptor.c accepts instead and deals them out.
 * 6. Stopping never meets a suspended connection, where the library aborts,
 *    and does not quiesce it: its threads and the caller would both take the
 *    listening socket out of epoll and the second one aborts.  New connections
 *    are turned away by the accept policy instead.
 *
 * Left as the library has it: the last chunk and the trailer of a body may end in
 * bare line feeds.  Behind a proxy that writes its own chunks this cannot be reached.
 *
 * A request lives in a struct that its thread recycles with its arena and
 * buffers, so that a usual request takes nothing from the system.
 */
#include "http/http.h"

#include "http/acceptor.h"
#include "http/guard.h"
#include "http/listen.h"
#include "http/source.h"
#include "http/watchdog.h"

#include "base/clock.h"
#include "base/log.h"

#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECTION_BYTES = 32 << 10,         /* above this the library maps memory for each connection */
	REPLY_BYTES_MOST = 64 << 20,
	BODIES_BYTES_MOST = 256 << 20,       /* of all requests together: many large ones are a flood */
	OTHER_FILES = 256,                   /* descriptors left for the database and the rest of us */
	DEALT_MOST = 8, DEALT_RESTS = 200,
	KEPT_REQUESTS = 64,                  /* a thread */
	KEPT_BYTES = 128 << 10,              /* a buffer */
	SEND_SECONDS = 60,                   /* to take an answer, and a second more for each … */
	SEND_BYTES_A_SECOND = 16 << 10,
	SOURCES = 8192,
	PATIENCE_MS = 500,                   /* for clients that do not take their last answer */
};

enum stopping { SERVING, DRAINING, CLOSING };

/*
 * Who holds the request.  RUNNING: the handler.  RESTING: somebody else, the connection is
 * suspended.  ANSWERED: this file again.  ABANDONED: the server stopped before the answer
 * came; ORPHAN: and one of the two who know the request has left; the other frees it.
 */
enum state { RUNNING, RESTING, ANSWERED, ABANDONED, ORPHAN };

struct ring {
	struct ring *next, *prev;
};

struct request {
	struct http_req req;                 /* first: the caller's pointer is ours */
	struct ring link;                    /* heads or resting of its worker; first after req */
	struct http_reply reply;
	struct buf body;
	struct request *next;                /* idle ones */
	struct worker *worker;
	struct connection *from;
	struct MHD_Connection *line;
	_Atomic int state;
	struct str target;                   /* path and query as sent */
	const char *target_at;               /* where the library has it */
	const char *body_at;                 /* where its buffer begins with the body */
	size_t held;                         /* bytes of body counted in the server */
	int refused;                         /* status, once the body has proved wrong */
	bool judged, preempted, called, chunked, rested, busy;
};

/* One thread of the library. */
struct worker {
	struct worker *next;
	struct http_server *server;
	struct request *idle;
	unsigned nidle;
	struct ring heads;                   /* request line is here, headers are still coming */
	pthread_mutex_t lock;                /* of resting */
	struct ring resting;
	_Atomic int busy;                    /* requests judged and not yet answered to the last byte */
};

struct connection {
	struct watched watched;
	uint64_t source;
	size_t slot;                         /* in per_source; SOURCES: not counted */
	bool local, used;
};

struct http_server {
	struct http_config config;
	struct MHD_Daemon *daemon;
	struct acceptor *acceptor;           /* NULL: one thread, which accepts itself */
	int fd;                              /* that listens; the acceptor's, or -1 */
	int rests;                           /* of the acceptor, one after the other, because of dealt */
	_Atomic int live, dealt;             /* connections; those given to a thread that has not looked at them yet */
	struct watchdog *watchdog;
	struct sources *sources;
	pthread_mutex_t lock;                /* of workers */
	struct worker *workers;
	_Atomic int stopping;
	bool literal;                        /* layout() knows this release */
	int port;
	char *cert, *key, *path;
	_Atomic size_t bodies;               /* bytes held now */
	_Atomic int per_source[SOURCES];
};

/* The one of this thread; threads belong to one server as long as they live. */
static _Thread_local struct worker *my_worker;

/* Connections being woken right now: no server is taken down under one. */
static atomic_int waking;

/* ---- requests and their reuse ---- */

static void ring_init(struct ring *r)
{
	r->next = r->prev = r;
}

static void ring_add(struct ring *r, struct ring *one)
{
	one->next = r->next;
	one->prev = r;
	one->next->prev = r->next = one;
}

static void ring_remove(struct ring *one)
{
	one->next->prev = one->prev;
	one->prev->next = one->next;
	ring_init(one);
}

static struct request *request_of(struct ring *link)
{
	return (struct request *)(void *)((char *)link - offsetof(struct request, link));
}

static void *take(size_t bytes)
{
	void *p = calloc(1, bytes);

	if (!p) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	return p;
}

static struct worker *worker_of(struct http_server *s)
{
	struct worker *w = my_worker;

	if (w)
		return w;
	w = my_worker = take(sizeof *w);
	w->server = s;
	ring_init(&w->heads);
	ring_init(&w->resting);
	pthread_mutex_init(&w->lock, NULL);
	pthread_mutex_lock(&s->lock);
	w->next = s->workers;
	s->workers = w;
	pthread_mutex_unlock(&s->lock);
	return w;
}

static void close_file(struct http_reply *reply)
{
	if (reply->file_bytes)
		close(reply->file);
	reply->file_bytes = 0;
}

static void request_free(struct request *r)
{
	close_file(&r->reply);
	http_body_drop(r->reply.shared);
	buf_free(&r->reply.body);
	buf_free(&r->body);
	arena_free(r->req.arena);
	free(r);
}

static struct request *request_new(struct worker *w)
{
	struct request *r = take(sizeof *r);

	r->worker = w;
	r->req.arena = arena_new(0);
	ring_init(&r->link);
	buf_init(&r->body, w->server->config.body_most);
	buf_init(&r->reply.body, REPLY_BYTES_MOST);
	return r;
}

static struct request *request_take(struct worker *w)
{
	struct request *r = w->idle;

	if (!r)
		return request_new(w);
	w->idle = r->next;
	w->nidle--;
	return r;
}

static void buf_reuse(struct buf *b)
{
	if (b->cap > KEPT_BYTES)
		buf_free(b);
	buf_cut(b, 0);
	b->toobig = false;
}

static void reply_reset(struct http_reply *reply)
{
	close_file(reply);
	http_body_drop(reply->shared);
	reply->shared = NULL;
	reply->nheaders = 0;
	reply->status = 200;
	buf_reuse(&reply->body);
}

static void request_give(struct request *r)
{
	struct worker *w = r->worker;
	struct arena *arena = r->req.arena;

	if (w->nidle == KEPT_REQUESTS) {
		request_free(r);
		return;
	}
	reply_reset(&r->reply);
	buf_reuse(&r->body);
	arena_reset(arena);
	r->req = (struct http_req){ .arena = arena };
	r->refused = 0;
	r->judged = r->preempted = r->called = r->chunked = r->rested = r->busy = false;
	r->next = w->idle;
	w->idle = r;
	w->nidle++;
}

static void set_busy(struct request *r, bool busy)
{
	if (r->busy != busy)
		atomic_fetch_add(&r->worker->busy, busy ? 1 : -1);
	r->busy = busy;
}

/* What the server counts of it. */
static void let_go(struct request *r)
{
	set_busy(r, false);
	if (r->held)
		atomic_fetch_sub(&r->worker->server->bodies, r->held);
	r->held = 0;
}

/* Of the two who know an abandoned request, the second to leave frees it. */
static void orphan_leave(struct request *r)
{
	int was = ABANDONED;

	if (!atomic_compare_exchange_strong(&r->state, &was, ORPHAN))
		request_free(r);
}

/* ---- answers ---- */

static struct str reply_bytes(const struct http_reply *reply)
{
	return reply->shared ? http_body_view(reply->shared) : buf_view(&reply->body);
}

static uint64_t reply_size(const struct http_reply *reply)
{
	return reply->file_bytes ? reply->file_bytes : reply_bytes(reply).n;
}

/* The library closes the file with its answer. */
static struct MHD_Response *response_from(struct http_reply *reply)
{
	struct str bytes = reply_bytes(reply);
	struct MHD_Response *out;

	if (!reply->file_bytes)
		return MHD_create_response_from_buffer(bytes.n, (void *)(uintptr_t)bytes.p, MHD_RESPMEM_PERSISTENT);
	out = MHD_create_response_from_fd64(reply->file_bytes, reply->file);
	if (out)
		reply->file_bytes = 0;
	return out;
}

static void fill_refusal(const struct http_config *c, int status, struct http_reply *reply)
{
	reply_reset(reply);
	reply->status = status;
	if (c->refuse) {
		c->refuse(c->arg, status, reply);
		return;
	}
	http_add_header(reply, S("Content-Type"), S("text/plain; charset=utf-8"));
	buf_fmt(&reply->body, "%d %s\n", status, http_reason(status));
}

/* The texts live in the request, which outlives the library's answer: only headers are copied. */
static struct MHD_Response *response_of(struct request *r)
{
	struct MHD_Response *out = response_from(&r->reply);

	for (size_t i = 0; out && i < r->reply.nheaders; i++)
		MHD_add_response_header(out, arena_z(r->req.arena, r->reply.headers[i].name),
					arena_z(r->req.arena, r->reply.headers[i].value));
	return out;
}

static enum MHD_Result send_reply(struct request *r, bool last)
{
	uint64_t size = reply_size(&r->reply);
	struct MHD_Response *out = response_of(r);
	enum MHD_Result done;

	if (!out)
		return MHD_NO;
	if (last)
		MHD_add_response_header(out, "Connection", "close");
	watch_for(&r->from->watched,
		  SEND_SECONDS + (int64_t)(size / SEND_BYTES_A_SECOND));
	done = MHD_queue_response(r->line, (unsigned)r->reply.status, out);
	MHD_destroy_response(out);
	return done;
}

static enum MHD_Result refuse(struct request *r, int status)
{
	fill_refusal(&r->worker->server->config, status, &r->reply);
	return send_reply(r, true);
}

static enum MHD_Result answer(struct request *r)
{
	const struct http_reply *reply = &r->reply;

	if (reply->body.toobig || reply->status < 200 || reply->status > 599) {
		log_line(LOG_ERROR, "http answer unfit to send", "why",
			 reply->body.toobig ? "too large" : "no status", NULL);
		return refuse(r, 500);
	}
	return send_reply(r, atomic_load(&r->worker->server->stopping) != SERVING);
}

/* ---- the library's own refusals, forestalled ---- */

static void put_date(struct buf *out)
{
	char text[64];
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &tm);
	buf_str(out, str_of(text));
}

static void put_answer(struct buf *out, const struct http_reply *reply)
{
	struct str bytes = reply_bytes(reply);

	buf_fmt(out, "HTTP/1.1 %d %s\r\n", reply->status, http_reason(reply->status));
	put_date(out);
	buf_fmt(out, "Connection: close\r\nContent-Length: %zu\r\n", bytes.n);
	for (size_t i = 0; i < reply->nheaders; i++)
		buf_fmt(out, "%.*s: %.*s\r\n", STR_ARG(reply->headers[i].name),
			STR_ARG(reply->headers[i].value));
	buf_lit(out, "\r\n");
	buf_str(out, bytes);
}

static enum MHD_Result read_header(void *arg, enum MHD_ValueKind kind, const char *name, size_t nname,
				   const char *value, size_t nvalue);

struct headers {
	struct http_pair at[GUARD_HEADERS_MOST + 1];   /* one more, to see that there are too many */
	size_t n;
};

static int preempt_status(const struct request *r)
{
	struct headers headers;
	struct guard_head head = { .target = r->target, .version = S("HTTP/1.1"), .headers = headers.at,
				   .body_most = r->worker->server->config.body_most };
	int status;

	headers.n = 0;
	MHD_get_connection_values_n(r->line, MHD_HEADER_KIND, read_header, &headers);
	head.nheaders = headers.n;
	status = guard_headers(&head);
	/* What the guard finds right and the library cannot take: more cookies than it can hold. */
	return status ? status : 431;
}

/*
 * One clean answer, sent past the library; what it sends itself then meets a closed socket.
 * Under TLS only the library can write: there the connection just ends.
 */
static void preempt(struct request *r)
{
	const struct http_config *c = &r->worker->server->config;
	int fd = r->from->watched.fd;
	struct buf out;

	r->preempted = true;
	if (!c->tls_cert.p) {
		buf_init(&out, REPLY_BYTES_MOST);
		fill_refusal(c, preempt_status(r), &r->reply);
		put_answer(&out, &r->reply);
		send(fd, out.p, out.n, MSG_NOSIGNAL | MSG_DONTWAIT);
		buf_free(&out);
	}
	shutdown(fd, SHUT_WR);
}

/*
 * Headers complete, handler not called, no answer yet: this is the one that the library
 * complains of.  All others of this thread are either before or after that point.
 */
static bool is_complained_of(const struct request *r)
{
	return !r->preempted &&
	       MHD_get_connection_info(r->line, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE) &&
	       !MHD_get_connection_info(r->line, MHD_CONNECTION_INFO_HTTP_STATUS);
}

static void hear(void *arg, const char *fmt, va_list ap)
{
	struct worker *w = my_worker;
	char text[160];

	(void)arg;
	for (struct ring *l = w ? w->heads.next : NULL; w && l != &w->heads; l = l->next)
		if (is_complained_of(request_of(l))) {
			preempt(request_of(l));
			return;
		}
	vsnprintf(text, sizeof text, fmt, ap);
	text[strcspn(text, "\n")] = 0;
	log_line(LOG_DEBUG, "http", "said", text, NULL);
}

/* ---- reading a request ---- */

static struct connection *connection_of(struct MHD_Connection *line)
{
	return MHD_get_connection_info(line, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The library has read a request line.  What is answered here is handed to handle(). */
static void *read_line(void *arg, const char *uri, struct MHD_Connection *line)
{
	struct http_server *s = arg;
	struct request *r = request_take(worker_of(s));
	char *query;

	r->line = line;
	r->from = connection_of(line);
	r->target_at = uri;
	r->target = arena_str(r->req.arena, str_of(uri ? uri : ""));
	query = uri ? strchr(uri, '?') : NULL;
	if (query && query[1])
		query[1] = 0;
	if (r->from->used)                   /* the first head counts from the connection's begin */
		watch_for(&r->from->watched, s->config.head_seconds);
	r->from->used = true;
	ring_add(&r->worker->heads, &r->link);
	return r;
}

static enum MHD_Result read_header(void *arg, enum MHD_ValueKind kind, const char *name, size_t nname,
				   const char *value, size_t nvalue)
{
	struct headers *h = arg;

	(void)kind;
	h->at[h->n++] = (struct http_pair){ { name, nname }, { value ? value : "", nvalue } };
	return h->n <= GUARD_HEADERS_MOST ? MHD_YES : MHD_NO;
}

/*
 * Whether the pieces of the head lie end to end, so that nothing that the client sent is
 * missing from them.  The library overwrites each line end with zeros and each blank after
 * the method and the target with one.
 */
static bool layout(const struct request *r, const struct guard_head *head, size_t head_bytes)
{
	uintptr_t at = (uintptr_t)r->target_at;

	if ((uintptr_t)head->method.p + head->method.n + 1 != at ||
	    at + head->target.n + 1 != (uintptr_t)head->version.p)
		return false;
	at = (uintptr_t)head->version.p + head->version.n + 2;
	for (size_t i = 0; i < head->nheaders; i++) {
		if ((uintptr_t)head->headers[i].name.p != at)
			return false;
		at += head->headers[i].name.n + 1;
		if ((uintptr_t)head->headers[i].value.p < at)
			return false;
		at = (uintptr_t)head->headers[i].value.p + head->headers[i].value.n + 2;
	}
	return at + 2 == (uintptr_t)head->method.p + head_bytes;
}

static size_t head_bytes_of(const struct request *r)
{
	return MHD_get_connection_info(r->line, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
}

static struct str trim_blanks(struct str s)
{
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* One block for all texts; the library's may be gone before the one who answers has read them. */
static void keep_headers(struct http_req *req, const struct headers *h)
{
	struct http_pair *at = arena_array(req->arena, h->n, struct http_pair);

	for (size_t i = 0; i < h->n; i++) {
		at[i].name = arena_str(req->arena, h->at[i].name);
		at[i].value = arena_str(req->arena, trim_blanks(h->at[i].value));
	}
	req->headers = at;
	req->nheaders = h->n;
}

/* Behind a proxy on this machine the client is who the proxy says: its own, last word only. */
static uint64_t source_of(const struct request *r)
{
	struct str said = STR_ABSENT, one;
	struct network n;

	if (!r->from->local)
		return r->from->source;
	for (size_t i = 0; i < r->req.nheaders; i++)
		if (guard_same_name(r->req.headers[i].name, "X-Forwarded-For"))
			said = r->req.headers[i].value;
	while (str_cut(&said, ',', &one))
		if (!said.p)
			return network_parse(one, &n) ? sources_hash(r->worker->server->sources, &n)
						      : r->from->source;
	return r->from->source;
}

static void keep_head(struct request *r, const struct guard_head *head, const struct headers *headers)
{
	struct str rest = r->target;

	http_method_of(head->method, &r->req.method);
	str_cut(&rest, '?', &r->req.path);
	r->req.query = rest;
	keep_headers(&r->req, headers);
	r->req.source = source_of(r);
	r->chunked = http_header(&r->req, "Transfer-Encoding").p != NULL;
	if (r->chunked || http_header(&r->req, "Content-Length").p)
		watch_for(&r->from->watched, r->worker->server->config.body_seconds);
}

/* The head is complete: the library's first call. */
static enum MHD_Result begin(struct request *r, const char *method, const char *version)
{
	const struct http_server *s = r->worker->server;
	struct headers headers;
	struct guard_head head = { .method = str_of(method), .target = r->target,
				   .version = str_of(version), .headers = headers.at,
				   .body_most = s->config.body_most };
	size_t bytes = head_bytes_of(r);
	int status;

	r->judged = true;
	ring_remove(&r->link);
	set_busy(r, true);
	headers.n = 0;
	MHD_get_connection_values_n(r->line, MHD_HEADER_KIND, read_header, &headers);
	head.nheaders = headers.n;
	status = guard_judge(&head);
	if (!status && s->literal && !layout(r, &head, bytes))
		status = 400;
	if (status)
		return refuse(r, status);
	r->body_at = s->literal ? method + bytes : NULL;
	keep_head(r, &head, &headers);
	return MHD_YES;
}

/* What lies in the library's buffer before the piece that it gives is the line with its size. */
static bool is_well_chunked(const struct request *r, const char *bytes)
{
	if (!r->chunked || !r->body_at || bytes <= r->body_at)
		return true;
	return guard_chunk_line((struct str){ r->body_at, (size_t)(bytes - r->body_at) });
}

static int keep_body(struct request *r, struct str piece)
{
	struct http_server *s = r->worker->server;

	if (!is_well_chunked(r, piece.p))
		return 400;
	if (piece.n > s->config.body_most - r->body.n)
		return 413;
	if (atomic_fetch_add(&s->bodies, piece.n) > BODIES_BYTES_MOST) {
		atomic_fetch_sub(&s->bodies, piece.n);
		return 503;
	}
	r->held += piece.n;
	buf_str(&r->body, piece);
	return r->body.toobig ? 503 : 0;
}

/* A wrong body is read to its end and answered then: the library takes no answer before. */
static enum MHD_Result collect(struct request *r, const char *bytes, size_t *n)
{
	if (!r->refused)
		r->refused = keep_body(r, (struct str){ bytes, *n });
	*n = 0;
	return MHD_YES;
}

/* ---- handing over, resting, waking ---- */

static enum MHD_Result rest(struct request *r)
{
	int was = RUNNING;

	if (atomic_load(&r->state) == ANSWERED)
		return answer(r);
	r->rested = true;
	pthread_mutex_lock(&r->worker->lock);
	ring_add(&r->worker->resting, &r->link);
	pthread_mutex_unlock(&r->worker->lock);
	MHD_suspend_connection(r->line);
	/* Before this exchange nobody wakes it; if the answer came meanwhile, that is left to us. */
	if (!atomic_compare_exchange_strong(&r->state, &was, RESTING))
		MHD_resume_connection(r->line);
	return MHD_YES;
}

static void rise(struct request *r)
{
	if (!r->rested)
		return;
	pthread_mutex_lock(&r->worker->lock);
	ring_remove(&r->link);
	pthread_mutex_unlock(&r->worker->lock);
	r->rested = false;
}

void http_answer(struct http_req *req)
{
	struct request *r = (struct request *)(void *)req;
	struct MHD_Connection *line = r->line;
	int was = RUNNING;

	if (atomic_compare_exchange_strong(&r->state, &was, ANSWERED))
		return;
	atomic_fetch_add(&waking, 1);
	was = RESTING;
	if (atomic_compare_exchange_strong(&r->state, &was, ANSWERED))
		MHD_resume_connection(line);
	else
		orphan_leave(r);
	atomic_fetch_sub(&waking, 1);
}

/* Nobody waits any longer: another struct carries the apology, this one waits for its answer. */
static enum MHD_Result abandon(struct request *r, void **slot)
{
	struct request *other = request_take(r->worker);

	other->line = r->line;
	other->from = r->from;
	other->judged = other->called = true;
	atomic_store(&other->state, ANSWERED);
	set_busy(other, true);
	let_go(r);
	*slot = other;
	orphan_leave(r);
	return refuse(other, 503);
}

/* The whole request is here: the library's last call, and once more after each rest. */
static enum MHD_Result finish(struct request *r, void **slot)
{
	const struct http_config *c = &r->worker->server->config;

	if (r->called) {
		rise(r);
		return atomic_load(&r->state) == ANSWERED ? answer(r) : abandon(r, slot);
	}
	r->called = true;
	if (r->refused)
		return refuse(r, r->refused);
	if (atomic_load(&r->worker->server->stopping) == CLOSING)
		return refuse(r, 503);
	watch_for(&r->from->watched, 0);
	r->req.body = buf_view(&r->body);
	r->reply.status = 200;
	atomic_store(&r->state, RUNNING);
	return c->handler(c->arg, &r->req, &r->reply) == HTTP_NOW ? answer(r) : rest(r);
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *line, const char *url,
			      const char *method, const char *version, const char *bytes, size_t *n,
			      void **slot)
{
	struct request *r = *slot;

	(void)arg, (void)line, (void)url;
	if (!r->judged)
		return begin(r, method, version);
	return *n ? collect(r, bytes, n) : finish(r, slot);
}

/* The answer has left, or the connection has died: the library forgets the request. */
static void done(void *arg, struct MHD_Connection *line, void **slot,
		 enum MHD_RequestTerminationCode how)
{
	struct http_server *s = arg;
	struct request *r = *slot;

	(void)line, (void)how;
	if (!r)
		return;
	*slot = NULL;
	watch_for(&r->from->watched, s->config.idle_seconds);
	if (!r->judged)
		ring_remove(&r->link);
	rise(r);
	let_go(r);
	if (atomic_load(&r->state) >= ABANDONED)
		orphan_leave(r);
	else
		request_give(r);
}

/* ---- connections ---- */

static bool is_full(struct http_server *s, const struct network *n)
{
	size_t slot = sources_hash(s->sources, n) % SOURCES;

	return !n->local && atomic_load(&s->per_source[slot]) >= s->config.per_source_most;
}

static enum MHD_Result admit(void *arg, const struct sockaddr *address, socklen_t size)
{
	struct http_server *s = arg;
	struct network n;

	(void)size;
	network_of(address, &n);
	return atomic_load(&s->stopping) == SERVING && !is_full(s, &n) ? MHD_YES : MHD_NO;
}

static struct connection *connection_new(struct http_server *s, struct MHD_Connection *line)
{
	struct connection *c = take(sizeof *c);
	struct network n;

	network_of(MHD_get_connection_info(line, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr, &n);
	c->local = n.local;
	c->source = sources_hash(s->sources, &n);
	c->slot = n.local ? SOURCES : c->source % SOURCES;
	if (c->slot < SOURCES)
		atomic_fetch_add(&s->per_source[c->slot], 1);
	watchdog_add(s->watchdog, &c->watched,
		     MHD_get_connection_info(line, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
		     s->config.head_seconds);
	return c;
}

static void connected(void *arg, struct MHD_Connection *line, void **slot,
		      enum MHD_ConnectionNotificationCode what)
{
	struct http_server *s = arg;
	struct connection *c = *slot;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		atomic_fetch_add(&s->live, 1);
		atomic_fetch_sub(&s->dealt, 1);
		*slot = connection_new(s, line);
		return;
	}
	atomic_fetch_sub(&s->live, 1);
	watchdog_remove(s->watchdog, &c->watched);
	if (c->slot < SOURCES)
		atomic_fetch_sub(&s->per_source[c->slot], 1);
	free(c);
	*slot = NULL;
}

/* For the acceptor, which has a thread of its own: the library takes the connection, or closes it. */
static void deal(void *arg, int fd, const struct sockaddr *from, socklen_t size)
{
	struct http_server *s = arg;

	atomic_fetch_add(&s->dealt, 1);
	if (MHD_add_connection(s->daemon, fd, from, size) != MHD_YES)
		atomic_fetch_sub(&s->dealt, 1);
}

/* How many one source has is counted by the threads: they may not be far behind when the next is judged. */
static int may_deal(void *arg)
{
	struct http_server *s = arg;
	int dealt = atomic_load(&s->dealt);

	/* The library gave some up without a word: no memory for them. */
	s->rests = dealt < DEALT_MOST ? 0 : s->rests + 1;
	if (s->rests > DEALT_RESTS)
		atomic_store(&s->dealt, 0);
	return dealt < DEALT_MOST && atomic_load(&s->live) + dealt < s->config.connections_most;
}

/* Percent signs are decoded once, strictly, by the one who routes. */
static size_t as_it_is(void *arg, struct MHD_Connection *line, char *text)
{
	(void)arg, (void)line;
	return strlen(text);
}

/* ---- start and stop ---- */

static int or_else(int given, int otherwise)
{
	return given > 0 ? given : otherwise;
}

/* Running out of descriptors would hit the database too. */
static void fit_to_files(struct http_config *c)
{
	struct rlimit l;
	rlim_t want = (rlim_t)c->connections_most + OTHER_FILES;

	if (getrlimit(RLIMIT_NOFILE, &l) || l.rlim_cur >= want)
		return;
	l.rlim_cur = l.rlim_max < want ? l.rlim_max : want;
	if (setrlimit(RLIMIT_NOFILE, &l) || getrlimit(RLIMIT_NOFILE, &l))
		return;
	if (l.rlim_cur < want)
		c->connections_most = (int)(l.rlim_cur / 2);
}

static void complete(struct http_config *c)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	c->threads = or_else(c->threads, cores > 0 ? (int)cores : 1);
	c->head_seconds = or_else(c->head_seconds, 10);
	c->body_seconds = or_else(c->body_seconds, 20);
	c->idle_seconds = or_else(c->idle_seconds, 15);
	c->connections_most = or_else(c->connections_most, 4000);
	c->per_source_most = or_else(c->per_source_most, 200);
	fit_to_files(c);
}

static char *copy_z(struct str s)
{
	return s.p ? strndup(s.p, s.n) : NULL;
}

static struct http_server *server_new(const struct http_config *config)
{
	struct http_server *s = take(sizeof *s);

	s->config = *config;
	complete(&s->config);
	pthread_mutex_init(&s->lock, NULL);
	s->literal = !strcmp(MHD_get_version(), "0.9.75");
	s->cert = copy_z(config->tls_cert);
	s->key = copy_z(config->tls_key);
	s->path = copy_z(listen_path(config->listen));
	s->sources = sources_new();
	s->watchdog = watchdog_open();
	return s;
}

static void worker_free(struct worker *w)
{
	while (w->idle) {
		struct request *r = w->idle;
		w->idle = r->next;
		request_free(r);
	}
	pthread_mutex_destroy(&w->lock);
	free(w);
}

static void server_free(struct http_server *s)
{
	while (s->workers) {
		struct worker *w = s->workers;
		s->workers = w->next;
		worker_free(w);
	}
	watchdog_close(s->watchdog);
	sources_free(s->sources);
	pthread_mutex_destroy(&s->lock);
	free(s->cert);
	free(s->key);
	free(s->path);
	free(s);
}

static struct MHD_Daemon *start_library(struct http_server *s, int fd)
{
	const struct http_config *c = &s->config;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
			 (s->cert ? MHD_USE_TLS : 0u) | (fd < 0 ? MHD_USE_NO_LISTEN_SOCKET : 0u);
	struct MHD_OptionItem more[5];
	int n = 0;

	if (fd >= 0)
		more[n++] = (struct MHD_OptionItem){ MHD_OPTION_LISTEN_SOCKET, fd, NULL };
	if (c->threads > 1)
		more[n++] = (struct MHD_OptionItem){ MHD_OPTION_THREAD_POOL_SIZE, c->threads, NULL };
	if (s->cert) {
		more[n++] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0, s->cert };
		more[n++] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_KEY, 0, s->key };
	}
	more[n] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
	return MHD_start_daemon(flags, 0, admit, s, handle, s,
				MHD_OPTION_EXTERNAL_LOGGER, hear, NULL,
				MHD_OPTION_NOTIFY_CONNECTION, connected, s,
				MHD_OPTION_NOTIFY_COMPLETED, done, s,
				MHD_OPTION_URI_LOG_CALLBACK, read_line, s,
				MHD_OPTION_UNESCAPE_CALLBACK, as_it_is, NULL,
				MHD_OPTION_STRICT_FOR_CLIENT, 0,
				MHD_OPTION_CONNECTION_TIMEOUT, 0u,
				MHD_OPTION_CONNECTION_LIMIT, (unsigned)c->connections_most,
				MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
				MHD_OPTION_ARRAY, more, MHD_OPTION_END);
}

static bool start_threads(struct http_server *s, int fd)
{
	bool deals = s->config.threads > 1;

	s->fd = deals ? fd : -1;
	s->daemon = start_library(s, deals ? -1 : fd);
	if (!s->daemon || !deals)
		return s->daemon;
	s->acceptor = acceptor_start(fd, deal, may_deal, s);
	if (!s->acceptor)
		MHD_stop_daemon(s->daemon);
	return s->acceptor;
}

/* Signals are for the main thread; the library's threads inherit the mask of their maker. */
static enum err start(struct http_server *s, char *why, size_t n)
{
	sigset_t all, before;
	int fd = listen_on(s->config.listen, why, n);
	bool started;

	if (fd < 0)
		return ERR_IO;
	s->port = listen_port(fd);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	started = start_threads(s, fd);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (started)
		return OK;
	close(fd);
	snprintf(why, n, s->cert ? "Cannot serve TLS with this certificate and key."
				 : "Cannot start the HTTP server: no threads or no memory.");
	return ERR_IO;
}

enum err http_start(const struct http_config *config, struct http_server **out, char *why,
		    size_t why_size)
{
	struct http_server *s;
	enum err e = ERR_IO;

	if (!config->tls_cert.p != !config->tls_key.p) {
		snprintf(why, why_size, "TLS needs both a certificate and its key.");
		return ERR_INVALID;
	}
	s = server_new(config);
	if (sodium_init() < 0 || !s->watchdog || !s->sources)
		snprintf(why, why_size, "Cannot start the HTTP server: no threads or no memory.");
	else
		e = start(s, why, why_size);
	if (e)
		server_free(s);
	else
		*out = s;
	return e;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

static int busy(struct http_server *s)
{
	int n = 0;

	pthread_mutex_lock(&s->lock);
	for (struct worker *w = s->workers; w; w = w->next)
		n += atomic_load(&w->busy);
	pthread_mutex_unlock(&s->lock);
	return n;
}

static void wake_resting(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	for (struct ring *l = w->resting.next; l != &w->resting; l = l->next) {
		struct request *r = request_of(l);
		int was = RESTING;
		if (atomic_compare_exchange_strong(&r->state, &was, ABANDONED))
			MHD_resume_connection(r->line);
	}
	pthread_mutex_unlock(&w->lock);
}

static void wake_all(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct worker *w = s->workers; w; w = w->next)
		wake_resting(w);
	pthread_mutex_unlock(&s->lock);
}

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
}

/* Only then may the library be stopped: nothing suspended, nothing half sent, nobody waking one. */
static void drain(struct http_server *s, int64_t until)
{
	atomic_store(&s->stopping, DRAINING);
	while (busy(s) && mono_us() < until)
		nap();
	atomic_store(&s->stopping, CLOSING);
	for (int ms = 0; busy(s) || atomic_load(&waking); ms++) {
		wake_all(s);
		if (ms == PATIENCE_MS)
			watchdog_shut_all(s->watchdog);
		nap();
	}
}

void http_stop(struct http_server *s, int seconds_most)
{
	if (!s)
		return;
	drain(s, mono_us() + seconds_most * INT64_C(1000000));
	acceptor_stop(s->acceptor);
	MHD_stop_daemon(s->daemon);
	if (s->fd >= 0)
		close(s->fd);
	if (s->path)
		unlink(s->path);
	server_free(s);
}
