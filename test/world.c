/* world.c -- a fresh house for one test. */
#include "world.h"
#include "again.h"
#include "base/clock.h"
#include "crypt/crypt.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *database(void)
{
	const char *url = getenv("SAMHOLD_TEST_DATABASE");

	return url ? url : ":memory:";
}

static void begin(struct world *w)
{
	w->ctx = worker_begin(&w->worker);
	w->ctx->who = &w->who;
	ok(db_begin(w->ctx, DB_WRITE) == OK);
}

struct world *world_new(void)
{
	const char *url = database();
	struct world *w;

	/* PostgreSQL keeps what the last test left. */
	if (!strcmp(url, ":memory:") || again_begin(url, "nothing"))
		return world_over(url);
	again_empty(url);
	w = world_over(url);
	db_rollback(w->ctx);
	again_keep(url, "nothing");
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	return w;
}

struct world *world_over(const char *url)
{
	static unsigned number;
	struct world *w = calloc(1, sizeof *w);

	w->number = ++number;
	w->arena = arena_new(0);
	ok(folder_for_test(&w->folder, url) == OK);
	clock_stop(w->folder.house.clock, TEST_NOW);
	w->who = (struct who){ .local = true, .name = S("Test") };
	worker_open(&w->worker, &w->folder.house, w->folder.writer);
	worker_open(&w->visitor, &w->folder.house, w->folder.writer);
	begin(w);
	return w;
}

void world_free(struct world *w)
{
	db_rollback(w->ctx);
	w->worker.db = w->visitor.db = NULL;
	worker_close(&w->worker);
	worker_close(&w->visitor);
	folder_close(&w->folder);
	arena_free(w->arena);
	free(w);
}

void world_commit(struct world *w)
{
	ok(db_commit(w->ctx) == OK);
	ok(db_begin(w->ctx, DB_READ) == OK);
	ok(rooms_catch_up(w->ctx) == OK);
	db_rollback(w->ctx);
	/* The arena stays: a test goes on using what it has. */
	ok(db_begin(w->ctx, DB_WRITE) == OK);
}

void world_clock(struct world *w, int64_t now)
{
	clock_stop(w->folder.house.clock, now);
	w->ctx->now = now;
}

static void add(struct world *w, struct http_pair *to, size_t *n, const char *name, struct str value)
{
	to[(*n)++] = (struct http_pair){ str_of(name), arena_str(w->arena, value) };
}

static enum http_method method_of(const char *name)
{
	enum http_method m = HTTP_GET;

	ok(http_method_of(str_of(name), &m) == OK);
	return m;
}

/* What the server would send from a file; closed as it would. */
static struct str file_of(struct world *w, struct http_reply *rep)
{
	char *p = arena_alloc(w->arena, rep->file_bytes);
	size_t n = 0;

	for (ssize_t k; n < rep->file_bytes && (k = pread(rep->file, p + n, rep->file_bytes - n, (off_t)n)) > 0; n += (size_t)k)
		;
	ok(n == rep->file_bytes && !close(rep->file));
	return (struct str){ p, n };
}

static struct answer answer_of(struct world *w, struct http_reply *rep)
{
	struct answer a = { .status = rep->status };
	struct http_pair *headers = arena_array(w->arena, rep->nheaders + 1, struct http_pair);

	a.body = rep->file_bytes ? file_of(w, rep) : arena_str(w->arena, rep->shared ? http_body_view(rep->shared) : buf_view(&rep->body));
	for (size_t i = 0; i < rep->nheaders; i++)
		headers[i] = (struct http_pair){ arena_str(w->arena, rep->headers[i].name),
						 arena_str(w->arena, rep->headers[i].value) };
	a.headers = headers;
	a.nheaders = rep->nheaders;
	a.type = answer_header(a, "Content-Type");
	a.location = answer_header(a, "Location");
	a.cookie = answer_header(a, "Set-Cookie");
	return a;
}

struct str answer_header(struct answer a, const char *name)
{
	for (size_t i = 0; i < a.nheaders; i++)
		if (str_same(a.headers[i].name, name))
			return a.headers[i].value;
	return STR_ABSENT;
}

struct answer visit(struct world *w, const char *method, const char *target, const char *body)
{
	return visit_with(w, method, target, body, &(struct http_pair){ S("Sec-Fetch-Site"), S("same-origin") }, 1);
}

struct answer visit_with(struct world *w, const char *method, const char *target, const char *body,
			 const struct http_pair *more, size_t nmore)
{
	struct arena *request = arena_new(0);
	struct http_pair headers[12];
	struct http_reply rep = { 0 };
	struct http_req req = { .method = method_of(method), .arena = request, .headers = headers };
	const char *mark = strchr(target, '?');
	struct answer a;

	world_commit(w);
	db_rollback(w->ctx);
	req.path = arena_str(request, mark ? str_slice(str_of(target), 0, (size_t)(mark - target)) : str_of(target));
	req.query = mark ? arena_str(request, str_of(mark + 1)) : STR_ABSENT;
	req.body = body ? str_of(body) : S("");
	req.slot = w->at_machine ? w : NULL;
	add(w, headers, &req.nheaders, "Host", S("localhost"));
	for (size_t i = 0; i < nmore; i++)
		headers[req.nheaders++] = more[i];
	if (w->cookie.p)
		add(w, headers, &req.nheaders, "Cookie", arena_printf(w->arena, "samhold=%.*s", STR_ARG(w->cookie)));
	if (body)
		add(w, headers, &req.nheaders, "Content-Type", body[0] == '{' ? S("application/json") : S("application/x-www-form-urlencoded"));
	buf_init(&rep.body, 32 << 20);
	if (w->cut)
		again_cut(database());
	w->cut = false;
	w->statements = db_statements(w->visitor.db);
	db_fail_at(w->visitor.db, w->fail_at);
	serve_visit(&w->visitor, &req, &rep);
	db_fail_at(w->visitor.db, w->fail_at = 0);
	w->statements = db_statements(w->visitor.db) - w->statements;
	a = answer_of(w, &rep);
	buf_free(&rep.body);
	if (rep.shared)
		http_body_drop(rep.shared);
	arena_free(request);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	w->ctx->now = clock_now(w->folder.house.clock);
	return a;
}

bool says(struct answer a, const char *text)
{
	return str_index(a.body, str_of(text), 0) != SIZE_MAX;
}
