/*
 * ask.c -- a command asks the house: the server that runs on the folder, through the socket in it, or
 * this process when none runs.  Also the bar that shows how far it is.
 */
#include "hall/command.h"
#include "base/rng.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct str command_target(struct command *c, const char *path, ...)
{
	struct arena *a = c->ctx.arena;
	struct str target = arena_printf(a, "%s?lang=%s", path, c->ctx.lang);
	const char *name, *value;
	va_list ap;

	va_start(ap, path);
	while ((name = va_arg(ap, const char *))) {
		value = va_arg(ap, const char *);
		target = arena_printf(a, "%.*s&%s=%.*s", STR_ARG(target), name,
				      STR_ARG(percent_encode(a, str_of(value ? value : ""))));
	}
	va_end(ap);
	return target;
}

enum err command_read_file(struct command *c, const char *path, size_t most, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	size_t n = 0;
	ssize_t got = 1;
	char *p;

	if (fd < 0 || fstat(fd, &st)) {
		if (fd >= 0)
			close(fd);
		return command_fail(c, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, N_("{x} cannot be read. Is the name right, and may you read it?"), path);
	}
	if (!S_ISREG(st.st_mode) || (size_t)st.st_size > most) {
		close(fd);
		return command_fail(c, ERR_LIMIT, N_("{x} is no file, or larger than we take. Send less at a time."), path);
	}
	p = arena_alloc(c->ctx.arena, (size_t)st.st_size + 1);
	while (n < (size_t)st.st_size && (got = read(fd, p + n, (size_t)st.st_size - n)) > 0)
		n += (size_t)got;
	close(fd);
	*out = (struct str){ p, n };
	return got < 0 ? command_fail(c, ERR_IO, N_("{x} cannot be read. Is the name right, and may you read it?"), path) : OK;
}

bool command_is_empty(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	bool empty = true;

	while (d && empty && (entry = readdir(d)))
		empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
	if (d)
		closedir(d);
	return empty;
}

/* The word behind a status: the other way of status_of. */
static enum err word_of(int status)
{
	static const struct {
		int status;
		enum err e;
	} rows[] = {
		{ 400, ERR_INVALID }, { 415, ERR_INVALID }, { 422, ERR_INVALID }, { 428, ERR_INVALID }, { 403, ERR_DENIED },
		{ 404, ERR_NOT_FOUND }, { 409, ERR_CONFLICT }, { 413, ERR_LIMIT }, { 429, ERR_LIMIT }, { 431, ERR_LIMIT },
		{ 503, ERR_IO }, { 507, ERR_IO },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status == status)
			return rows[i].e;
	return status < 400 ? OK : ERR_BUG;
}

/* A text is for people; anything else is a page or problem of the hall, and only its status tells. */
static enum err take_answer(struct command *c, int status, bool plain, struct str body, struct buf *out)
{
	enum err e = word_of(status);

	c->status = status;
	if (!e) {
		buf_str(out, body);
		return OK;
	}
	if (plain && body.n)
		snprintf(c->why, sizeof c->why, "%.*s", STR_ARG(str_trim(body)));
	else if (status == 507)
		return command_fail(c, e, N_("The disk is full. Nothing was saved. Make room, and try again."), NULL);
	else if (status == 503)
		return command_fail(c, e, N_("The server has too much to do, or cannot reach its data. Nothing was saved; try again in a moment."), NULL);
	return e;
}

static struct str new_key(struct command *c)
{
	struct rng *rng = rng_new();
	struct str key = token_new(rng, c->ctx.arena, 26);

	rng_free(rng);
	return key;
}

/* --- through the socket --------------------------------------------------------------------------------- */

/* A descriptor, or -1: nobody listens there. */
static int dial(const char *dir)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (snprintf(address.sun_path, sizeof address.sun_path, "%s/control.sock", dir) >= (int)sizeof address.sun_path)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool send_all(int fd, struct str s)
{
	while (s.n) {
		ssize_t put = send(fd, s.p, s.n, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		s.p += put;
		s.n -= (size_t)put;
	}
	return true;
}

/* The server closes when it has said everything. */
static bool read_to_end(int fd, struct buf *b)
{
	char piece[16 << 10];
	ssize_t got;

	while ((got = read(fd, piece, sizeof piece)) != 0) {
		if (got < 0 && errno != EINTR)
			return false;
		if (got > 0)
			buf_put(b, piece, (size_t)got);
	}
	return !b->toobig;
}

static bool exchange(int fd, struct arena *a, const struct question *q, struct str key, struct buf *answer)
{
	struct str head = arena_printf(a, "%s %.*s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/octet-stream\r\n"
				       "Idempotency-Key: %.*s\r\nContent-Length: %zu\r\n\r\n", q->method, STR_ARG(q->target), STR_ARG(key), q->body.n);

	return send_all(fd, head) && send_all(fd, q->body) && read_to_end(fd, answer);
}

/* "HTTP/1.1 200 OK", headers, an empty line, the body: our own server writes a length, never chunks. */
static enum err read_answer(struct command *c, struct str all, struct buf *out)
{
	size_t end = str_index(all, S("\r\n\r\n"), 0);
	struct str head = str_slice(all, 0, end);
	int64_t status = 0;

	if (end == SIZE_MAX || !str_int(str_slice(all, 9, 12), &status))
		return command_fail(c, ERR_IO, N_("The server went away before it had answered."), NULL);
	return take_answer(c, (int)status, str_index(head, S("text/plain"), 0) != SIZE_MAX, str_slice(all, end + 4, all.n), out);
}

static enum err ask_server(struct command *c, const struct question *q, int fd, struct buf *out)
{
	struct buf answer;
	bool fine;
	enum err e;

	buf_init(&answer, ANSWER_MOST);
	fine = exchange(fd, c->ctx.arena, q, new_key(c), &answer);
	close(fd);
	e = fine || answer.n ? read_answer(c, buf_view(&answer), out) :
			       command_fail(c, ERR_IO, N_("The server went away before it had answered."), NULL);
	buf_free(&answer);
	return e;
}

/* --- in this process --------------------------------------------------------------------------------------- */

static bool is_plain(const struct http_reply *rep)
{
	for (size_t i = 0; i < rep->nheaders; i++)
		if (str_same(rep->headers[i].name, "Content-Type"))
			return str_starts(rep->headers[i].value, S("text/plain"));
	return false;
}

/* A house that is not served has read nothing into memory yet; what goes out is chosen there. */
static enum err read_first(struct worker *w)
{
	struct ctx *ctx = worker_begin(w);
	enum err e = db_begin(ctx, DB_READ);

	if (!e)
		e = rooms_catch_up(ctx);
	db_rollback(ctx);
	return e;
}

static enum err visit_here(struct command *c, const struct question *q, struct folder *f, struct buf *out)
{
	struct arena *a = arena_new(128 << 20);
	struct http_pair headers[] = { { S("Idempotency-Key"), new_key(c) }, { S("Content-Type"), S("application/octet-stream") } };
	struct str path = q->target, query = q->target;
	struct http_req req = { .arena = a, .headers = headers, .nheaders = 2, .body = q->body.p ? q->body : S(""), .slot = f };
	struct http_reply rep = { 0 };
	struct worker w;
	enum err e;

	http_method_of(str_of(q->method), &req.method);
	str_cut(&query, '?', &path);
	req.path = path;
	req.query = query;
	buf_init(&rep.body, ANSWER_MOST);
	worker_open(&w, &f->house, f->writer);
	/* When it cannot be read, the visit says so. */
	if (str_starts(path, S("/control/export/")))
		(void)read_first(&w);
	serve_visit(&w, &req, &rep);
	w.db = NULL;
	worker_close(&w);
	e = take_answer(c, rep.status, is_plain(&rep), buf_view(&rep.body), out);
	buf_free(&rep.body);
	arena_free(a);
	return e;
}

/* --- how far it is ---------------------------------------------------------------------------------------------- */

enum { LOOK_MS = 120 };

struct watch {
	struct cli_bar bar;
	pthread_t thread;
	_Atomic bool over;
	const char *dir;              /* of a running server; else NULL */
	struct metrics *metrics;      /* of this process */
};

static void look_at_server(struct watch *w, struct arena *a, int64_t *done, int64_t *all)
{
	const struct question q = { .method = "GET", .target = S("/control/progress"), .body = S("") };
	struct str text, first;
	struct buf b;
	int fd = dial(w->dir);

	buf_init(&b, 64 << 10);
	if (fd >= 0 && exchange(fd, a, &q, S("none-needed"), &b)) {
		size_t end = str_index(buf_view(&b), S("\r\n\r\n"), 0);
		text = str_trim(str_slice(buf_view(&b), end == SIZE_MAX ? b.n : end + 4, b.n));
		if (str_cut(&text, ' ', &first) && str_int(first, done))
			str_int(text, all);
	}
	if (fd >= 0)
		close(fd);
	buf_free(&b);
	arena_reset(a);
}

static void *watch_thread(void *arg)
{
	struct watch *w = arg;
	struct arena *a = arena_new(0);

	while (!atomic_load(&w->over)) {
		int64_t done = 0, all = 0;
		if (w->dir)
			look_at_server(w, a, &done, &all);
		else
			done = w->metrics->work_done, all = w->metrics->work_all;
		cli_bar_move(&w->bar, done, all);
		poll(NULL, 0, LOOK_MS);
	}
	arena_free(a);
	return NULL;
}

static void watch_begin(struct watch *w, struct command *c, const struct question *q, const char *dir, struct metrics *m)
{
	*w = (struct watch){ .dir = dir, .metrics = m };
	if (!q->label)
		return;
	cli_bar_begin(&w->bar, say(c, q->label));
	if (w->bar.shown && pthread_create(&w->thread, NULL, watch_thread, w))
		w->bar.shown = false;
}

static void watch_end(struct watch *w)
{
	if (!w->bar.shown)
		return;
	atomic_store(&w->over, true);
	pthread_join(w->thread, NULL);
	cli_bar_end(&w->bar);
}

/* --- either ------------------------------------------------------------------------------------------------------ */

static enum err ask_here(struct command *c, const struct question *q, struct buf *out)
{
	struct folder f;
	struct watch w;
	enum err e = folder_open(&f, q->dir, NULL, c->why, sizeof c->why);

	if (e == ERR_CONFLICT)
		return command_fail(c, e, N_("A server runs on {x}, but its control socket does not answer. Is the path of the folder longer than 90 letters, or does the server belong to somebody else?"), q->dir);
	if (e)
		return e;
	watch_begin(&w, c, q, NULL, f.house.metrics);
	e = visit_here(c, q, &f, out);
	watch_end(&w);
	folder_close(&f);
	return e;
}

enum err command_ask(struct command *c, const struct question *q, struct buf *out)
{
	struct watch w;
	char path[1100];
	enum err e;
	int fd;

	snprintf(path, sizeof path, "%s/root.key", q->dir);
	if (access(path, F_OK))
		return command_fail(c, ERR_NOT_FOUND, N_("{x} is no data folder. Make one with: samhold init {x}"), q->dir);
	fd = dial(q->dir);
	if (fd < 0)
		return ask_here(c, q, out);
	watch_begin(&w, c, q, q->dir, NULL);
	e = ask_server(c, q, fd, out);
	watch_end(&w);
	return e;
}
