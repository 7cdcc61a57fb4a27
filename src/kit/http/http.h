/* http.h -- HTTP/1.1 in and out.  The library behind it does not show. */
#ifndef KIT_HTTP_H
#define KIT_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/values.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_OPTIONS };

struct http_pair {
	struct str name, value;
};

/* One request, complete and checked: framing, header names and the body's length are right. */
struct http_req {
	enum http_method method;
	struct str path;                    /* as sent, percent signs kept, begins with '/' */
	struct str query;                   /* after '?', as sent; absent without '?' */
	const struct http_pair *headers;
	size_t nheaders;
	struct str body;                    /* at most http_config.body_most bytes */
	uint64_t source;                    /* keyed hash of the client's /24 or /64, for limits only */
	struct arena *arena;                /* lives until the answer has left */
	void *slot;                         /* free for the one who answers */
};

/* Value of the first header of this name (ASCII case ignored), or absent. */
struct str http_header(const struct http_req *, const char *name);

enum { HTTP_HEADERS_MOST = 28 };

/* Bytes that many answers share (page cache, assets); counted, never copied. */
struct http_body;
struct http_body *http_body_new(struct str bytes);            /* copies; count 1 */
struct http_body *http_body_keep(struct http_body *);
void http_body_drop(struct http_body *);
struct str http_body_view(const struct http_body *);

struct http_reply {
	int status;
	struct http_pair headers[HTTP_HEADERS_MOST];   /* text must live as long as the request's arena */
	size_t nheaders;
	struct buf body;                    /* ready for writing; write into it, do not replace it */
	struct http_body *shared;           /* sent instead of body when set; one count is taken over */
	int file;                           /* sent instead of both when it has bytes: an open file from its start, closed afterwards */
	uint64_t file_bytes;                /* 0: none */
};
/*
 * False, and the header is left out, when the name is not one, when the value has a line end
 * or another control character, when there are too many, and for the headers that frame an
 * answer (Content-Length, Connection, Date …): those are written here.
 * For 304 leave the body in place: it is not sent, but its length is told.
 */
bool http_add_header(struct http_reply *, struct str name, struct str value);

enum http_when { HTTP_NOW, HTTP_LATER };

/*
 * Called in an HTTP thread once the whole request is here.  HTTP_NOW: the reply is filled.
 * HTTP_LATER: somebody else fills it and calls http_answer(); the connection rests until then.
 */
typedef enum http_when (*http_handler)(void *arg, struct http_req *, struct http_reply *);

/*
 * From any thread, once, after HTTP_LATER was (or is about to be) returned: the reply is ready.
 * Always call it, even late: when the server was stopped meanwhile, this is what frees the request.
 * Neither request nor reply may be touched afterwards.
 */
void http_answer(struct http_req *);

struct http_config {
	struct str listen;                  /* "127.0.0.1:8080", "[::1]:8080", "unix:/run/x.sock" */
	int threads;                        /* 0: one per core */
	size_t body_most;                   /* bytes; more is 413 */
	int head_seconds, body_seconds, idle_seconds;  /* absolute deadlines, 0: 10, 20, 15 */
	int connections_most;               /* 0: 4000; fewer when there are not so many descriptors */
	int per_source_most;                /* of one network, 0: 200; none for loopback and unix */
	struct str tls_cert, tls_key;       /* PEM text; absent: plain */
	http_handler handler;
	/*
	 * Fills the page for a request refused before the handler (400, 413, 431, 501, 505 …), and
	 * for 500 and 503.  NULL: a plain line.
	 */
	void (*refuse)(void *arg, int status, struct http_reply *);
	void *arg;
};

struct http_server;

/* Listening when it returns OK.  why gets a plain sentence (port busy …) otherwise. */
enum err http_start(const struct http_config *, struct http_server **, char *why, size_t why_size);
int http_port(const struct http_server *);                     /* the port really bound */
/* Stop accepting; answer what is under way; at most so many seconds; then close and free. */
void http_stop(struct http_server *, int seconds_most);

enum err http_method_of(struct str name, enum http_method *);
const char *http_method_name(enum http_method);
const char *http_reason(int status);

#endif
