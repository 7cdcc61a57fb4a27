/* http.c -- the words of HTTP, shared bodies, and headers that cannot be smuggled into. */
#include "http/http.h"

#include "http/guard.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct http_body {
	atomic_size_t count;
	size_t n;
	char bytes[];
};

static const char *const methods[] = {
	[HTTP_GET] = "GET", [HTTP_HEAD] = "HEAD", [HTTP_POST] = "POST", [HTTP_PUT] = "PUT",
	[HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE", [HTTP_OPTIONS] = "OPTIONS",
};
enum { METHODS = sizeof methods / sizeof *methods };

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
	{ 301, "Moved Permanently" }, { 302, "Found" }, { 303, "See Other" }, { 304, "Not Modified" },
	{ 307, "Temporary Redirect" }, { 308, "Permanent Redirect" },
	{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 406, "Not Acceptable" }, { 408, "Request Timeout" },
	{ 409, "Conflict" }, { 410, "Gone" }, { 411, "Length Required" },
	{ 412, "Precondition Failed" }, { 413, "Content Too Large" }, { 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" }, { 417, "Expectation Failed" },
	{ 422, "Unprocessable Content" }, { 428, "Precondition Required" },
	{ 429, "Too Many Requests" }, { 431, "Request Header Fields Too Large" },
	{ 451, "Unavailable For Legal Reasons" },
	{ 500, "Internal Server Error" }, { 501, "Not Implemented" }, { 502, "Bad Gateway" },
	{ 503, "Service Unavailable" }, { 504, "Gateway Timeout" },
	{ 505, "HTTP Version Not Supported" },
};

/* How a body is framed is decided in server.c and nowhere else. */
static const char *const framing[] = {
	"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Trailer", "Upgrade", "Date",
};

enum err http_method_of(struct str name, enum http_method *out)
{
	for (unsigned i = 0; i < METHODS; i++)
		if (str_same(name, methods[i])) {
			*out = (enum http_method)i;
			return OK;
		}
	return ERR_NOT_FOUND;
}

const char *http_method_name(enum http_method m)
{
	return (unsigned)m < METHODS ? methods[m] : "";
}

const char *http_reason(int status)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

struct str http_header(const struct http_req *req, const char *name)
{
	for (size_t i = 0; i < req->nheaders; i++)
		if (guard_same_name(req->headers[i].name, name))
			return req->headers[i].value;
	return STR_ABSENT;
}

static bool is_framing(struct str name)
{
	for (size_t i = 0; i < sizeof framing / sizeof *framing; i++)
		if (guard_same_name(name, framing[i]))
			return true;
	return false;
}

/*
 * Dropped rather than cleaned: half a Location or half a cookie is a new
 * statement that nobody wrote.
 */
bool http_add_header(struct http_reply *reply, struct str name, struct str value)
{
	if (!guard_is_name(name) || !guard_is_value(value) || is_framing(name) ||
	    reply->nheaders == HTTP_HEADERS_MOST)
		return false;
	reply->headers[reply->nheaders++] = (struct http_pair){ name, value };
	return true;
}

struct http_body *http_body_new(struct str bytes)
{
	struct http_body *b = malloc(sizeof *b + bytes.n + 1);

	if (!b) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	atomic_init(&b->count, 1);
	b->n = bytes.n;
	if (bytes.n)
		memcpy(b->bytes, bytes.p, bytes.n);
	b->bytes[bytes.n] = 0;
	return b;
}

struct http_body *http_body_keep(struct http_body *b)
{
	if (b)
		atomic_fetch_add_explicit(&b->count, 1, memory_order_relaxed);
	return b;
}

void http_body_drop(struct http_body *b)
{
	if (b && atomic_fetch_sub_explicit(&b->count, 1, memory_order_acq_rel) == 1)
		free(b);
}

struct str http_body_view(const struct http_body *b)
{
	return (struct str){ b->bytes, b->n };
}
