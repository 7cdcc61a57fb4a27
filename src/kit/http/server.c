/*
 * server.c -- the HTTP server: GNU libmicrohttpd, kept behind this file and request.c.
 *
 * The library parses, keeps connections and writes; a thread per core, epoll.
 * Debian 12 has release 0.9.75, which is fast and lenient, so we stand
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
 */
#include "http/server_parts.h"

#include "http/acceptor.h"
#include "http/listen.h"

#include "base/clock.h"

#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECTION_BYTES = 32 << 10,         /* above this the library maps memory for each connection */
	OTHER_FILES = 256,                   /* descriptors left for the database and the rest of us */
	DEALT_MOST = 8, DEALT_RESTS = 200,   /* so far may the threads be behind; so often in a row at most */
	PATIENCE_MS = 500,                   /* for clients that do not take their last answer */
};

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
	return MHD_start_daemon(flags, 0, admit, s, request_handle, s,
				MHD_OPTION_EXTERNAL_LOGGER, request_hear, NULL,
				MHD_OPTION_NOTIFY_CONNECTION, connected, s,
				MHD_OPTION_NOTIFY_COMPLETED, request_done, s,
				MHD_OPTION_URI_LOG_CALLBACK, request_read_line, s,
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

static void wake_all(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct worker *w = s->workers; w; w = w->next)
		request_wake_resting(w);
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
	for (int ms = 0; busy(s) || atomic_load(&request_waking); ms++) {
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
