/*
 * load.c -- asks a server for pages over kept connections and says how many it answered, how fast, and what
 * each cost it.
 *
 *   bench-load [-c CONNECTIONS] [-d SECONDS] [-r RATE] [-z] [-o] [-k SKIPPED] [-H HEADER] [-p PID]… PORT FILE
 *
 * FILE has a request a line: METHOD, target and perhaps a body, with tabs between; {n} becomes a number that
 * never comes again.  Without -r each connection asks as soon as it has its answer.  With it requests are due
 * at even intervals and their latency counts from when they were due, so that a server that stalls cannot
 * hide it (what is called coordinated omission).  -o: each line once, from the line after SKIPPED; the run ends
 * with them.  -z: compressed.
 *
 * The server runs on the same cores, so this client is kept cheap: one thread, no copy of a body is read
 * (MSG_TRUNC).  Its own cost is printed beside the server's.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_BYTES = 4096, REQUEST_BYTES = 2048, PIDS_MOST = 16, WARM_MS = 200, EVENTS = 256, SKIP_BYTES = 1 << 20 };

struct line {
	char *before, *after;         /* the request, cut at {n}; after NULL: whole */
	size_t nbefore, nafter;
};

struct connection {
	int fd;
	bool busy;
	char request[REQUEST_BYTES];
	size_t nrequest, sent;
	char head[HEAD_BYTES + 1];
	size_t nhead;
	bool in_body;
	size_t body_left;
	int status;
	int64_t due_ns;
};

static struct {
	struct line *lines;
	size_t nlines, next_line, connections;
	struct connection *conn;
	struct sockaddr_in to;
	int epoll;
	double seconds, rate;
	bool once, over;
	const char *header;
	bool gzip;
	int pids[PIDS_MOST], npids;
	uint64_t number;
	int64_t begin_ns, end_ns, next_due_ns, step_ns;
	uint32_t *micros;
	size_t n, room;
	uint64_t bytes, bad, asked;
} all;

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "bench-load: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void *take(size_t n)
{
	void *p = calloc(1, n);

	if (!p)
		die("memory");
	return p;
}

/* --- requests ------------------------------------------------------------------------------------------------ */

static struct line line_of(char *text)
{
	char *rest = text, *method = strsep(&rest, "\t\n"), *target = strsep(&rest, "\t\n"), *body = strsep(&rest, "\t\n"), *gap;
	struct line l = { 0 };
	int n = asprintf(&l.before, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s%s", method, target, all.gzip ? "Accept-Encoding: gzip\r\n" : "",
			 all.header ? all.header : "", all.header ? "\r\n" : "");

	if (n >= 0 && body && *body) {
		char *head = l.before;
		n = asprintf(&l.before, "%sSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
			     head, strlen(body), body);
		free(head);
	} else if (n >= 0) {
		char *head = l.before;
		n = asprintf(&l.before, "%s\r\n", head);
		free(head);
	}
	if (n < 0 || n >= REQUEST_BYTES - 24)
		die("a request is too long");
	l.nbefore = (size_t)n;
	if ((gap = strstr(l.before, "{n}"))) {
		l.after = gap + 3;
		l.nafter = strlen(l.after);
		l.nbefore = (size_t)(gap - l.before);
	}
	return l;
}

static void read_lines(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!f)
		die(path);
	while (getline(&text, &room, f) > 0) {
		if ((all.nlines & (all.nlines - 1)) == 0)
			all.lines = realloc(all.lines, (all.nlines ? all.nlines * 2 : 1) * sizeof *all.lines);
		if (!all.lines)
			die("memory");
		all.lines[all.nlines++] = line_of(text);
	}
	free(text);
	fclose(f);
	if (!all.nlines)
		die("no request");
}

static void compose(struct connection *c)
{
	const struct line *l = &all.lines[all.next_line++ % all.nlines];

	memcpy(c->request, l->before, l->nbefore);
	c->nrequest = l->nbefore;
	if (l->after) {
		c->nrequest += (size_t)sprintf(c->request + c->nrequest, "%llu", (unsigned long long)all.number++);
		memcpy(c->request + c->nrequest, l->after, l->nafter);
		c->nrequest += l->nafter;
	}
}

/* --- connections --------------------------------------------------------------------------------------------- */

static void connect_to(struct connection *c)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = c };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&all.to, sizeof all.to))
		die("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (epoll_ctl(all.epoll, EPOLL_CTL_ADD, c->fd, &ev))
		die("epoll");
}

static void ask(struct connection *c, int64_t due_ns)
{
	if (all.once && all.next_line >= all.nlines) {
		all.over = true;
		return;
	}
	compose(c);
	c->busy = true;
	c->due_ns = due_ns;
	c->nhead = 0;
	c->in_body = false;
	all.asked++;
	/* A request is smaller than any socket's buffer. */
	if (send(c->fd, c->request, c->nrequest, MSG_NOSIGNAL) != (ssize_t)c->nrequest)
		die("send");
}

static void again(struct connection *c)
{
	close(c->fd);
	connect_to(c);
	c->busy = false;
}

static void count(const struct connection *c, int64_t at)
{
	if (at < all.begin_ns)
		return;
	if (c->status != 200 && c->status != 303) {
		if (!all.bad++)
			fprintf(stderr, "bench-load: an answer was %d to\n%.*s\n", c->status, (int)c->nrequest, c->request);
		return;
	}
	if (all.n == all.room) {
		all.room = all.room ? all.room * 2 : 1 << 16;
		all.micros = realloc(all.micros, all.room * sizeof *all.micros);
		if (!all.micros)
			die("memory");
	}
	all.micros[all.n++] = (uint32_t)((at - c->due_ns) / 1000);
}

/* False: the connection has ended, or the head is no HTTP. */
static bool read_head(struct connection *c)
{
	ssize_t n = recv(c->fd, c->head + c->nhead, HEAD_BYTES - c->nhead, MSG_DONTWAIT);
	const char *length;
	char *end;

	if (n < 0 && errno == EAGAIN)
		return true;
	if (n <= 0)
		return false;
	c->nhead += (size_t)n;
	c->head[c->nhead] = 0;
	end = strstr(c->head, "\r\n\r\n");
	if (!end)
		return c->nhead < HEAD_BYTES;
	length = strcasestr(c->head, "\r\nContent-Length:");
	if (!length || length > end)
		return false;
	c->status = (int)strtol(c->head + 9, NULL, 10);
	c->body_left = strtoul(length + 17, NULL, 10);
	all.bytes += c->body_left;
	n = c->head + c->nhead - (end + 4);
	c->body_left = c->body_left > (size_t)n ? c->body_left - (size_t)n : 0;
	c->in_body = true;
	return true;
}

static bool skip_body(struct connection *c)
{
	ssize_t n = recv(c->fd, NULL, c->body_left < SKIP_BYTES ? c->body_left : SKIP_BYTES, MSG_DONTWAIT | MSG_TRUNC);

	if (n < 0 && errno == EAGAIN)
		return true;
	if (n <= 0)
		return false;
	c->body_left -= (size_t)n;
	return true;
}

static void next_of(struct connection *c, int64_t at)
{
	c->busy = false;
	if (all.over)
		return;
	if (!all.rate) {
		ask(c, at);
	} else if (all.next_due_ns <= at) {
		ask(c, all.next_due_ns);
		all.next_due_ns += all.step_ns;
	}
}

static void hear(struct connection *c)
{
	bool fine = c->in_body ? skip_body(c) : read_head(c);
	int64_t at;

	if (fine && c->in_body && c->body_left)
		fine = skip_body(c);
	if (!fine) {
		all.bad += c->busy;
		again(c);
		if (!all.rate)
			ask(c, now_ns());
		return;
	}
	if (!c->in_body || c->body_left)
		return;
	at = now_ns();
	count(c, at);
	next_of(c, at);
}

/* --- the run --------------------------------------------------------------------------------------------------- */

/* Requests that are due go to connections that rest; what finds none waits for the next that does. */
static void ask_due(int64_t at)
{
	for (size_t i = 0; i < all.connections && all.next_due_ns <= at && !all.over; i++)
		if (!all.conn[i].busy) {
			ask(&all.conn[i], all.next_due_ns);
			all.next_due_ns += all.step_ns;
		}
}

static bool anyone_busy(void)
{
	for (size_t i = 0; i < all.connections; i++)
		if (all.conn[i].busy)
			return true;
	return false;
}

static void wait_for(int64_t until_ns)
{
	struct epoll_event ev[EVENTS];
	int64_t left = until_ns - now_ns();
	struct timespec t = { left > 0 ? left / 1000000000 : 0, left > 0 ? left % 1000000000 : 0 };
	int n = epoll_pwait2(all.epoll, ev, EVENTS, &t, NULL);

	for (int i = 0; i < n; i++)
		hear(ev[i].data.ptr);
}

/* Microseconds of processor time of the server, all threads; clock ticks are the finest there is. */
static double server_micros(void)
{
	double sum = 0;

	for (int i = 0; i < all.npids; i++) {
		char path[64], text[1024], *after;
		unsigned long user = 0, sys = 0;
		FILE *f;
		snprintf(path, sizeof path, "/proc/%d/stat", all.pids[i]);
		f = fopen(path, "r");
		if (!f)
			die(path);
		text[fread(text, 1, sizeof text - 1, f)] = 0;
		fclose(f);
		after = strrchr(text, ')');
		if (after)
			sscanf(after + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &sys);
		sum += (double)(user + sys) * 1e6 / (double)sysconf(_SC_CLK_TCK);
	}
	return sum;
}

static double own_micros(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static int by_value(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double at_share(double share)
{
	return all.n ? all.micros[(size_t)((double)(all.n - 1) * share)] / 1000.0 : 0;
}

static void begin(void)
{
	all.epoll = epoll_create1(EPOLL_CLOEXEC);
	all.conn = take(all.connections * sizeof *all.conn);
	for (size_t i = 0; i < all.connections; i++)
		connect_to(&all.conn[i]);
	all.number = (uint64_t)now_ns();
	all.begin_ns = now_ns() + WARM_MS * INT64_C(1000000);
	all.end_ns = all.begin_ns + (int64_t)(all.seconds * 1e9);
	all.next_due_ns = now_ns();
	all.step_ns = all.rate ? (int64_t)(1e9 / all.rate) : 0;
	for (size_t i = 0; i < all.connections && !all.rate; i++)
		ask(&all.conn[i], now_ns());
}

static void run(void)
{
	double server = 0, own = 0;
	uint64_t bytes = 0, asked = 0;
	int64_t at, until;
	bool warm = false;

	while ((at = now_ns()) < all.end_ns && !(all.over && !anyone_busy())) {
		if (!warm && at >= all.begin_ns) {
			warm = true;
			server = server_micros();
			own = own_micros();
			bytes = all.bytes;
			asked = all.asked;
		}
		if (all.rate)
			ask_due(at);
		until = warm ? all.end_ns : all.begin_ns;
		/* While it warms up, too: else what was due then would be late, and count. */
		wait_for(all.rate && all.next_due_ns > at && all.next_due_ns < until ? all.next_due_ns : until);
	}
	server = server_micros() - server;
	own = own_micros() - own;
	asked = all.asked - asked ? all.asked - asked : 1;
	qsort(all.micros, all.n, sizeof *all.micros, by_value);
	printf("rps %.1f p50_ms %.3f p95_ms %.3f p99_ms %.3f max_ms %.3f server_us %.2f own_us %.2f bytes %.0f lines %zu bad %llu\n",
	       (double)all.n * 1e9 / (double)(at - all.begin_ns), at_share(0.5), at_share(0.95), at_share(0.99), at_share(1), server / (double)asked,
	       own / (double)asked, (double)(all.bytes - bytes) / (double)asked, all.next_line, (unsigned long long)all.bad);
}

int main(int argc, char **argv)
{
	int opt;

	all.connections = 64;
	all.seconds = 2;
	while ((opt = getopt(argc, argv, "c:d:r:zok:H:p:")) != -1)
		switch (opt) {
		case 'c': all.connections = strtoul(optarg, NULL, 10); break;
		case 'd': all.seconds = strtod(optarg, NULL); break;
		case 'r': all.rate = strtod(optarg, NULL); break;
		case 'z': all.gzip = true; break;
		case 'o': all.once = true; break;
		case 'k': all.next_line = strtoul(optarg, NULL, 10); break;
		case 'H': all.header = optarg; break;
		case 'p': if (all.npids < PIDS_MOST) all.pids[all.npids++] = (int)strtol(optarg, NULL, 10); break;
		default: return 2;
		}
	if (argc - optind != 2 || !all.connections) {
		fputs("usage: bench-load [-c CONNECTIONS] [-d SECONDS] [-r RATE] [-z] [-o] [-k SKIPPED] [-H HEADER] [-p PID]... PORT FILE\n", stderr);
		return 2;
	}
	all.to = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)strtoul(argv[optind], NULL, 10)),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	read_lines(argv[optind + 1]);
	begin();
	run();
	return all.bad > 0;
}
