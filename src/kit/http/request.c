/*
 * request.c -- the life of one request within the HTTP server: read, judged, handed over, answered, used again.
 *
 * A request lives in a struct that its thread recycles with its arena and buffers, so that a usual request takes
 * nothing from the system.  Where this stands in the library's way, and why, is told in server.c.
 */
#include "http/server_parts.h"

#include "http/guard.h"

#include "base/clock.h"
#include "base/log.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	REPLY_BYTES_MOST = 64 << 20,
	BODIES_BYTES_MOST = 256 << 20,       /* of all requests together: many large ones are a flood */
	KEPT_REQUESTS = 64,                  /* a thread */
	KEPT_BYTES = 128 << 10,              /* a buffer */
	SEND_SECONDS = 60,                   /* to take an answer, and a second more for each … */
	SEND_BYTES_A_SECOND = 16 << 10,
};

/* The one of this thread; threads belong to one server as long as they live. */
static _Thread_local struct worker *my_worker;

atomic_int request_waking;

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

void request_free(struct request *r)
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

void request_hear(void *arg, const char *fmt, va_list ap)
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
void *request_read_line(void *arg, const char *uri, struct MHD_Connection *line)
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
	atomic_fetch_add(&request_waking, 1);
	was = RESTING;
	if (atomic_compare_exchange_strong(&r->state, &was, ANSWERED))
		MHD_resume_connection(line);
	else
		orphan_leave(r);
	atomic_fetch_sub(&request_waking, 1);
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

enum MHD_Result request_handle(void *arg, struct MHD_Connection *line, const char *url,
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
void request_done(void *arg, struct MHD_Connection *line, void **slot,
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

/* ---- stopping ---- */

void request_wake_resting(struct worker *w)
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
