/* guard.h -- judges how a request is framed before anything else looks at it.  Pure. */
#ifndef KIT_HTTP_GUARD_H
#define KIT_HTTP_GUARD_H

#include "http/http.h"

enum {
	GUARD_HEADERS_MOST = 100,
	GUARD_HEAD_BYTES_MOST = 16 << 10,    /* target, names and values together */
	GUARD_TARGET_BYTES_MOST = 8 << 10,
};

/* The head of a request as it was sent: nothing trimmed, nothing decoded. */
struct guard_head {
	struct str method, target, version;
	const struct http_pair *headers;
	size_t nheaders;
	size_t body_most;                    /* bytes */
};

/* The status to refuse the request with, or 0: it means one thing only and may go on. */
int guard_judge(const struct guard_head *);

/* The same by parts. */
int guard_version(struct str);
int guard_method(struct str);
int guard_target(struct str);
int guard_headers(const struct guard_head *);

/*
 * The text before a piece of a chunked body, as far back as it is still there: it must end
 * with a size and CRLF, and where the chunk before ended, that too must be a CRLF.
 */
bool guard_chunk_line(struct str before);

/* A header name: one or more token characters.  A value: UTF-8 without control characters. */
bool guard_is_name(struct str);
bool guard_is_value(struct str);
bool guard_same_name(struct str, const char *name);      /* ASCII case ignored */

#endif
