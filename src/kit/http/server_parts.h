/*
 * server_parts.h -- inside the HTTP server: what request.c and server.c both know.
 *
 * The library is kept behind these two files.  Names begin with request_ where they lead from server.c to request.c.
 */
#ifndef KIT_HTTP_SERVER_PARTS_H
#define KIT_HTTP_SERVER_PARTS_H

#include "http/http.h"
#include "http/source.h"
#include "http/watchdog.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SOURCES = 8192 };

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

/* Zeroed.  Never NULL: out of memory ends us. */
static inline void *take(size_t bytes)
{
	void *p = calloc(1, bytes);

	if (!p) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	return p;
}

/* --- request.c: callbacks of the library, and what stopping needs of requests -------------------------------- */
void *request_read_line(void *arg, const char *uri, struct MHD_Connection *);
enum MHD_Result request_handle(void *arg, struct MHD_Connection *, const char *url, const char *method, const char *version, const char *bytes,
			       size_t *n, void **slot);
void request_done(void *arg, struct MHD_Connection *, void **slot, enum MHD_RequestTerminationCode);
/* The library complains in words; some of them are the last moment to answer properly. */
void request_hear(void *arg, const char *fmt, va_list);
void request_free(struct request *);
/* Those whose answer has not come are answered with an apology. */
void request_wake_resting(struct worker *);
/* Connections being woken right now: no server is taken down under one. */
extern atomic_int request_waking;

#endif
