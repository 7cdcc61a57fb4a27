/* page.h -- what a room's pages and the hall agree on: route, request, reply. */
#ifndef PAGE_H
#define PAGE_H

#include "access/access.h"
#include "cal/cal.h"
#include "form/form.h"
#include "html/html.h"
#include "http/http.h"

struct req;
struct reply;

/* A handler: read, call a verb, fill a view, render.  What it answers besides OK becomes an error page. */
typedef enum err (*page_fn)(struct ctx *, const struct req *, struct reply *);

enum route_flag {
	ROUTE_SLOW = 1,       /* runs in the small pool, not in an HTTP thread: hashing, large exports */
	ROUTE_CACHED = 2,     /* public and the same for everybody for up to a minute */
	ROUTE_NO_KEY = 4,     /* a write without idempotency key: log-out, the control socket */
	ROUTE_CORS = 8,       /* public data that other sites' scripts may read */
	ROUTE_FRAMED = 16,    /* may stand in a frame of another site */
	ROUTE_JSON = 32,      /* errors are problem+json, a body may be JSON */
	ROUTE_ASKS = 64,      /* a POST that only asks, so that what is looked for stands in no address: nothing is written */
	ROUTE_LONG = 256,     /* a reading that may be longer than memory: its writer lets go of what is written (ctx->spill) */
	ROUTE_TRACED = 512,   /* a reading that leaves a line behind: it runs where writes run, so that nothing is shown without the line */
	ROUTE_NO_DATA = 128,  /* read without the database, also while it is away */
};

/*
 * One row per page.  path: "/:lang/meetings/:slug"; a colon names a piece.  The permission has no
 * default: 0 stops the start.  before runs in the small pool without a write transaction
 * (passphrase hashing); what it leaves in req->carry is there for fn.
 */
struct route {
	const char *method, *path;
	enum perm perm;
	page_fn fn;
	unsigned flags;
	page_fn before;
};

enum { PARAMS_MOST = 6 };

struct req {
	const struct http_req *http;
	const struct route *route;
	struct values query, body;                  /* decoded; body of a form, or of a flat JSON object */
	struct value params[PARAMS_MOST];           /* pieces of the path by name */
	size_t nparams;
	struct str key;                             /* idempotency key of a write */
	void *carry;                                /* from route.before */
	const struct reply *reply;                  /* as far as it has come */
};

struct str req_param(const struct req *, const char *name);
bool req_id(const struct req *, const char *name, int64_t *id);   /* a number in the path */
/* From route.before: what fn finds in req->carry. */
void req_carry(const struct req *, void *);
/* The page of a long list that is asked for, from 1. */
int64_t req_page(const struct req *);
/* The address of a list with its filters but without its page and notices: what a pager goes on from. */
struct str req_list(struct ctx *, const struct req *);
/* The address asked for without language prefix, with its query: for the language switch. */
struct str req_path(struct ctx *, const struct req *);

enum { REPLY_HEADERS_MOST = 8 };

/* The body is ctx->out. */
struct reply {
	int status;                                 /* 200 unless said otherwise */
	struct str type;                            /* "text/html; charset=utf-8" unless said otherwise */
	struct str location;
	struct http_pair headers[REPLY_HEADERS_MOST];
	size_t nheaders;
	struct str session;                         /* set this session cookie; empty text: take it away */
	bool private_page;                          /* never cached, not even by the browser */
	bool keep;                                  /* what was written stays although the status is 400 or more: a counted wrong try */
};

enum err reply_see(struct ctx *, struct reply *, struct str where);        /* 303 */
void reply_header(struct reply *, struct str name, struct str value);

/* A new key for a form of this page: random, and bound to the session by a keyed hash. */
struct str page_key(struct ctx *);
/* Is the key one that we gave to this session (or, without log-in, to anyone)? */
bool page_key_is(struct ctx *, struct str key);

/* The frame of a page with menu, clock and help line filled in.  title is already translated. */
struct frame page_frame(struct ctx *, const struct req *, enum frame_kind, struct str title);
/* "/da" and the path. */
struct str page_url(struct ctx *, const char *path);
/* An id in an address. */
struct str page_id(struct ctx *, int64_t id);

/* What the clock on the wall in Denmark shows at an instant, and the day that it is there now. */
struct local page_local(const struct ctx *, int64_t at);
day_t page_today(const struct ctx *);
/* An instant as it is said: "onsdag den 14. december kl. 10.00". */
struct str page_moment(struct ctx *, int64_t at);
/* How long until then: "3 days late", "late", "20 minutes left", "5 hours left", "12 days left". */
struct str page_left(struct ctx *, int64_t due_at);

#endif
