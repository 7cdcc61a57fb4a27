/* http_test.c -- what the door promises: by the pure parts, and over real sockets. */
#include "http/http.h"

#include "http/guard.h"
#include "http/listen.h"
#include "http/source.h"
#include "http/watchdog.h"

#include "base/clock.h"
#include "base/spill.h"

#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* ---- the guard ---- */

/* Headers written as "Name: value\n…"; judged as part of an otherwise usual request. */
static int judged(const char *line, const char *headers)
{
	static struct http_pair at[200];
	struct guard_head head = { .headers = at, .body_most = 1000 };
	struct str rest = str_of(headers), one, words = str_of(line);

	while (str_is(rest) && str_cut(&rest, '\n', &one)) {
		struct http_pair *h = &at[head.nheaders++];
		str_cut(&one, ':', &h->name);
		h->value = str_starts(one, S(" ")) ? str_slice(one, 1, one.n) : one;
	}
	str_cut(&words, ' ', &head.method);
	str_cut(&words, ' ', &head.target);
	head.version = words;
	return guard_judge(&head);
}

static int judged_post(const char *headers)
{
	char all[512];

	snprintf(all, sizeof all, "Host: x\n%s", headers);
	return judged("POST /a HTTP/1.1", all);
}

TEST(a_usual_request_passes_the_guard)
{
	same_int(judged("GET / HTTP/1.1", "Host: example.org"), 0);
	same_int(judged("GET /a?b=c%20d&e HTTP/1.1", "Host: [::1]:8080\nAccept: */*"), 0);
	same_int(judged("HEAD / HTTP/1.0", ""), 0);
	same_int(judged_post("Content-Length: 1000\n"), 0);
	same_int(judged_post("content-length: 0007\n"), 0);
	same_int(judged_post("Transfer-Encoding: Chunked\n"), 0);
	same_int(judged_post("Expect: 100-continue\nContent-Length: 3\n"), 0);
	same_int(judged_post("X-Name: S\xc3\xb8ren\n"), 0);
}

TEST(a_body_whose_length_can_be_read_in_two_ways_is_refused)
{
	static const char *const odd[] = {
		"Content-Length: 3\nContent-Length: 7\n", "Content-Length: 3\nContent-Length: 3\n",
		"Content-Length: 3, 3\n", "Content-Length: +3\n", "Content-Length: -1\n",
		"Content-Length: 0x3\n", "Content-Length: 3 \n", "Content-Length:\n",
		"Content-Length: 3\nTransfer-Encoding: chunked\n",
		"Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n",
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		same_int(judged_post(odd[i]), 400);
	same_int(judged("POST / HTTP/1.0", "Transfer-Encoding: chunked\n"), 400);
}

TEST(a_body_that_is_too_large_or_coded_strangely_is_refused_by_its_head)
{
	same_int(judged_post("Content-Length: 1001\n"), 413);
	same_int(judged_post("Content-Length: 99999999999999999999999999\n"), 413);
	same_int(judged_post("Transfer-Encoding: gzip, chunked\n"), 501);
	same_int(judged_post("Transfer-Encoding: chunked \n"), 501);
	same_int(judged_post("Transfer-Encoding:\n"), 501);
	same_int(judged_post("Expect: miracles\n"), 417);
}

TEST(a_request_names_exactly_one_proper_host)
{
	static const char *const odd[] = {
		"", "Host: x\nHost: x\n", "Host:\n", "Host: a/b\n", "Host: a@b\n", "Host: a b\n",
		"Host: a:\n", "Host: a:80a\n", "Host: a:99999\n", "Host: [::1\n", "Host: []\n",
		"Host: [::1]x\n", "Host: :80\n", "Host: a:80:90\n",
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		same_int(judged("GET / HTTP/1.1", odd[i]), 400);
	same_int(judged("GET / HTTP/1.0", "Host: x\nHost: x\n"), 400);
}

TEST(header_names_and_values_hold_no_control_characters)
{
	static const char *const odd[] = {
		"X A: b\n", "X-A : b\n", ": b\n", " X: b\n", "X(A): b\n", "X-A: b\rc\n", "X-A: b\001\n",
		"X-A: \177\n", "X-A: \xff\n", "\xc3\xa6: b\n",
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		same_int(judged_post(odd[i]), 400);
	ok(!guard_is_value((struct str){ "a\0b", 3 }));
	ok(!guard_is_name((struct str){ "a\0b", 3 }));
}

TEST(a_request_line_is_a_known_method_a_path_and_a_known_version)
{
	same_int(judged("BREW / HTTP/1.1", "Host: x"), 501);
	same_int(judged("get / HTTP/1.1", "Host: x"), 501);
	same_int(judged("P(ST / HTTP/1.1", "Host: x"), 400);
	same_int(judged("GET / HTTP/1.2", "Host: x"), 505);
	same_int(judged("GET / HTTP/2.0", "Host: x"), 505);
	same_int(judged("GET a HTTP/1.1", "Host: x"), 400);
	same_int(judged("GET http://y/ HTTP/1.1", "Host: x"), 400);
	same_int(judged("OPTIONS * HTTP/1.1", "Host: x"), 400);
	same_int(judged("GET /a#b HTTP/1.1", "Host: x"), 400);
	same_int(judged("GET /\xc3\xa6 HTTP/1.1", "Host: x"), 400);
	same_int(judged("GET /a\tb HTTP/1.1", "Host: x"), 400);
	same_int(guard_target((struct str){ "/a\0b", 4 }), 400);
	same_int(guard_target(S("/a b")), 400);
}

TEST(a_head_has_a_measure)
{
	static char text[20000];

	strcpy(text, "Host: x\n");
	for (int i = 0; i < 99; i++)
		strcat(text, "A: b\n");
	same_int(judged("GET / HTTP/1.1", text), 0);
	strcat(text, "A: b\n");
	same_int(judged("GET / HTTP/1.1", text), 431);

	memset(text, 'a', sizeof text - 1);
	text[0] = '/';
	same_int(guard_target(str_of(text)), 414);
	memcpy(text, "Host: x\nX: ", 11);
	same_int(judged("GET / HTTP/1.1", text), 431);
}

TEST(the_line_before_a_chunk_is_a_size_and_a_proper_line_end)
{
	ok(guard_chunk_line(S("3\r\n")));
	ok(guard_chunk_line(S("\r\nfF0\r\n")));
	ok(guard_chunk_line(S("abc\r\n3;name=value\r\n")));
	ok(!guard_chunk_line(S("3\n")));
	ok(!guard_chunk_line(S("\n3\r\n")));
	ok(!guard_chunk_line(S("abc\n3\r\n")));
	ok(!guard_chunk_line(S("\r\n")));
	ok(!guard_chunk_line(S("")));
	ok(!guard_chunk_line(S("3 \r\n")));
	ok(!guard_chunk_line(S("3;a=\001\r\n")));
}

/* ---- replies ---- */

TEST(a_line_end_in_a_value_never_becomes_a_second_header)
{
	struct http_reply r = { .status = 303 };

	ok(http_add_header(&r, S("Location"), S("/da")));
	ok(!http_add_header(&r, S("Location"), S("/da\r\nSet-Cookie: who=me")));
	ok(!http_add_header(&r, S("Location"), S("/da\nSet-Cookie: who=me")));
	ok(!http_add_header(&r, S("Location"), (struct str){ "/da\0x", 5 }));
	ok(!http_add_header(&r, S("X\r\nY"), S("a")));
	ok(!http_add_header(&r, S(""), S("a")));
	same_int(r.nheaders, 1);
}

TEST(how_an_answer_is_framed_is_not_up_to_a_page)
{
	struct http_reply r = { .status = 200 };

	ok(!http_add_header(&r, S("content-length"), S("3")));
	ok(!http_add_header(&r, S("Transfer-Encoding"), S("chunked")));
	ok(!http_add_header(&r, S("Connection"), S("upgrade")));
	for (int i = 0; i < HTTP_HEADERS_MOST; i++)
		ok(http_add_header(&r, S("Link"), S("<a>")));
	ok(!http_add_header(&r, S("Link"), S("<a>")));
}

TEST(a_shared_body_lives_until_the_last_one_lets_go)
{
	struct http_body *b = http_body_new(S("bread")), *same = http_body_keep(b);

	http_body_drop(b);
	same_text(http_body_view(same), "bread");
	http_body_drop(same);
	http_body_drop(NULL);
}

TEST(methods_reasons_and_headers_are_found_by_name)
{
	const struct http_pair pair = { S("Accept-Language"), S("da") };
	const struct http_req req = { .headers = &pair, .nheaders = 1 };
	enum http_method m;

	same_int(http_method_of(S("PATCH"), &m), OK);
	same_int(m, HTTP_PATCH);
	same_int(http_method_of(S("patch"), &m), ERR_NOT_FOUND);
	ok(!strcmp(http_method_name(HTTP_OPTIONS), "OPTIONS"));
	ok(!strcmp(http_reason(404), "Not Found"));
	same_text(http_header(&req, "accept-language"), "da");
	ok(!http_header(&req, "Accept").p);
	ok(!http_header(&req, "Accept-Languages").p);
}

/* ---- where a request comes from ---- */

static uint64_t hashed(struct sources *s, const char *address)
{
	struct network n;

	ok(network_parse(str_of(address), &n));
	return sources_hash(s, &n);
}

TEST(a_source_is_a_network_not_a_person)
{
	struct sources *s = sources_new();

	ok(hashed(s, "192.0.2.7") == hashed(s, "192.0.2.200"));
	ok(hashed(s, "192.0.2.7") == hashed(s, " 192.0.2.7:5566 "));
	ok(hashed(s, "192.0.2.7") == hashed(s, "::ffff:192.0.2.9"));
	ok(hashed(s, "192.0.2.7") != hashed(s, "192.0.3.7"));
	ok(hashed(s, "2001:db8::1") == hashed(s, "[2001:db8::ffff:1]:443"));
	ok(hashed(s, "2001:db8::1") != hashed(s, "2001:db8:0:1::1"));
	sources_free(s);
}

TEST(the_same_network_looks_different_to_another_process)
{
	struct sources *a = sources_new(), *b = sources_new();

	ok(hashed(a, "192.0.2.7") != hashed(b, "192.0.2.7"));
	sources_free(a);
	sources_free(b);
}

TEST(nonsense_is_no_address)
{
	struct network n;

	ok(!network_parse(S(""), &n));
	ok(!network_parse(S("unknown"), &n));
	ok(!network_parse(S("[::1"), &n));
	ok(!network_parse(S("192.0.2.7.9"), &n));
	ok(!network_parse((struct str){ "1.2.3.4\0x", 9 }, &n));
}

/* ---- deadlines ---- */

static bool ends_within(int fd, int ms)
{
	struct timeval patience = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };
	char c;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return recv(fd, &c, 1, 0) == 0;
}

TEST(what_is_late_is_closed_and_what_is_not_stays)
{
	struct watchdog *d = watchdog_open();
	struct watched late, calm;
	int a[2], b[2];

	ok(!socketpair(AF_UNIX, SOCK_STREAM, 0, a) && !socketpair(AF_UNIX, SOCK_STREAM, 0, b));
	watchdog_add(d, &late, a[0], 1);
	watchdog_add(d, &calm, b[0], 1);
	watch_for(&calm, 0);
	ok(ends_within(a[1], 3000));
	ok(!ends_within(b[1], 300));
	watchdog_shut_all(d);
	ok(ends_within(b[1], 300));
	watchdog_remove(d, &late);
	watchdog_remove(d, &calm);
	watchdog_close(d);
	for (int i = 0; i < 2; i++)
		close(a[i]), close(b[i]);
}

/* ---- a live server ---- */

static struct house_of_tests {
	struct http_server *server;
	struct http_body *page;
	pthread_t helper;
	struct http_req *parked;
	struct http_reply *parked_reply;
	atomic_int arrived;
	_Atomic uint64_t source;
} live;

static void *answer_soon(void *arg)
{
	usleep(30000);
	buf_lit(&live.parked_reply->body, "late but here");
	http_answer(live.parked);
	return arg;
}

static enum http_when later(struct http_req *req, struct http_reply *reply)
{
	live.parked = req;
	live.parked_reply = reply;
	atomic_fetch_add(&live.arrived, 1);
	if (str_same(req->path, "/at-once")) {
		buf_lit(&reply->body, "before the handler was back");
		http_answer(req);
	} else if (str_same(req->path, "/later")) {
		pthread_create(&live.helper, NULL, answer_soon, NULL);
	}
	return HTTP_LATER;
}

/* An answer in a file; what stands in the body is not sent. */
enum { LONG_LINES = 100, LONG_BYTES = LONG_LINES * 12 + 4 };

static void long_one(struct http_reply *reply)
{
	struct spill s = { .dir = P_tmpdir, .hold = 10 };
	struct buf b;

	buf_init(&b, 100);
	for (int i = 0; i < LONG_LINES; i++) {
		buf_fmt(&b, "line %06d\n", i);
		spill_some(&s, &b);
	}
	buf_lit(&b, "end\n");
	spill_rest(&s, &b);
	buf_free(&b);
	reply->file = s.file;
	reply->file_bytes = (uint64_t)s.n;
	buf_lit(&reply->body, "no");
}

static enum http_when serve(void *arg, struct http_req *req, struct http_reply *reply)
{
	(void)arg;
	atomic_store(&live.source, req->source);
	if (str_same(req->path, "/long")) {
		long_one(reply);
	} else if (str_same(req->path, "/page")) {
		reply->shared = http_body_keep(live.page);
	} else if (str_same(req->path, "/echo")) {
		buf_str(&reply->body, req->body);
	} else if (str_same(req->path, "/query")) {
		buf_fmt(&reply->body, "%s?%.*s", req->query.p ? "has" : "no", STR_ARG(req->query));
	} else if (str_same(req->path, "/304") || str_same(req->path, "/204")) {
		reply->status = str_same(req->path, "/304") ? 304 : 204;
		buf_lit(&reply->body, "never sent");
	} else if (str_same(req->path, "/nonsense")) {
		reply->status = 99;
	} else if (req->method == HTTP_GET && str_same(req->path, "/")) {
		http_add_header(reply, S("Content-Type"), S("text/plain"));
		buf_lit(&reply->body, "hello");
	} else {
		return later(req, reply);
	}
	return HTTP_NOW;
}

static void refuse_kindly(void *arg, int status, struct http_reply *reply)
{
	(void)arg;
	buf_fmt(&reply->body, "sorry, %d", status);
}

static void open_on(struct str where)
{
	const struct http_config c = { .listen = where, .threads = 2, .body_most = 1000, .handler = serve,
				       .refuse = refuse_kindly, .head_seconds = 1, .body_seconds = 1,
				       .idle_seconds = 1 };
	char why[200] = "";

	atomic_store(&live.arrived, 0);
	live.page = http_body_new(S("<p>shared</p>"));
	if (http_start(&c, &live.server, why, sizeof why)) {
		print_error("%s\n", why);
		_fail(__FILE__, __LINE__);
	}
}

static void shut(void)
{
	http_stop(live.server, 2);
	http_body_drop(live.page);
}

static int dial(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				  .sin_port = htons((uint16_t)http_port(live.server)) };
	struct timeval patience = { .tv_sec = 5 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	ok(!connect(fd, (struct sockaddr *)&to, sizeof to));
	return fd;
}

static void say(int fd, const char *text)
{
	ok(send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text));
}

/* Everything until the server closes; in a static place. */
static const char *rest_of(int fd)
{
	static char text[8192];
	size_t n = 0;
	ssize_t got;

	while (n < sizeof text - 1 && (got = recv(fd, text + n, sizeof text - 1 - n, 0)) > 0)
		n += (size_t)got;
	text[n] = 0;
	close(fd);
	return text;
}

static const char *asked(const char *text)
{
	int fd = dial();

	say(fd, text);
	return rest_of(fd);
}

static int count_of(const char *text, const char *what)
{
	int n = 0;

	for (const char *p = text; (p = strstr(p, what)); p += strlen(what))
		n++;
	return n;
}

static void same_answer(const char *got, const char *status, const char *body)
{
	const char *end = strstr(got, "\r\n\r\n");

	if (strncmp(got, status, strlen(status)) || !end || strcmp(end + 4, body)) {
		print_error("got  \"%s\"\nwant \"%s … %s\"\n", got, status, body);
		_fail(__FILE__, __LINE__);
	}
	same_int(count_of(got, "HTTP/1.1"), 1);
	same_int(count_of(got, "\r\nDate: "), 1);
}

#define CLOSE "Host: x\r\nConnection: close\r\n"

TEST(a_page_is_served)
{
	const char *got;

	open_on(S("127.0.0.1:0"));
	got = asked("GET / HTTP/1.1\r\n" CLOSE "\r\n");
	same_answer(got, "HTTP/1.1 200 OK\r\n", "hello");
	ok(strstr(got, "\r\nContent-Type: text/plain\r\n"));
	ok(!strstr(got, "Server:"));
	same_answer(asked("GET /page HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200", "<p>shared</p>");
	same_answer(asked("GET /query?a=%20&b HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200", "has?a=%20&b");
	same_answer(asked("GET /query? HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200", "has?");
	same_answer(asked("GET /query HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200", "no?");
	shut();
}

TEST(a_connection_serves_one_request_after_another)
{
	const char *got;

	open_on(S("127.0.0.1:0"));
	got = asked("GET / HTTP/1.1\r\nHost: x\r\n\r\n"
		    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
		    "GET /page HTTP/1.1\r\n" CLOSE "\r\n");
	same_int(count_of(got, "HTTP/1.1 200"), 3);
	ok(strstr(got, "hello") < strstr(got, "abc") && strstr(got, "abc") < strstr(got, "shared"));
	shut();
}

TEST(head_tells_the_length_and_sends_nothing)
{
	const char *got;

	open_on(S("127.0.0.1:0"));
	got = asked("HEAD /page HTTP/1.1\r\n" CLOSE "\r\n");
	same_answer(got, "HTTP/1.1 200", "");
	ok(strstr(got, "\r\nContent-Length: 13\r\n"));
	same_answer(asked("GET /304 HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 304 Not Modified", "");
	same_answer(asked("GET /204 HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 204 No Content", "");
	shut();
}

TEST(an_answer_that_waits_in_a_file_is_sent_from_its_start_and_its_length_is_told)
{
	char length[40];
	const char *got;

	snprintf(length, sizeof length, "\r\nContent-Length: %d\r\n", LONG_BYTES);
	open_on(S("127.0.0.1:0"));
	got = asked("GET /long HTTP/1.1\r\n" CLOSE "\r\n");
	ok(strstr(got, length) && strstr(got, "\r\n\r\nline 000000\nline 000001\n") && strstr(got, "line 000099\nend\n"));
	got = asked("HEAD /long HTTP/1.1\r\n" CLOSE "\r\n");
	same_answer(got, "HTTP/1.1 200", "");
	ok(strstr(got, length));
	got = asked("GET /long HTTP/1.1\r\nHost: x\r\n\r\nGET /page HTTP/1.1\r\n" CLOSE "\r\n");
	ok(strstr(got, "end\nHTTP/1.1 200") && strstr(got, "shared"));
	shut();
}

TEST(a_body_arrives_whole_however_it_is_cut)
{
	int fd;

	open_on(S("127.0.0.1:0"));
	same_answer(asked("POST /echo HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n"
			  "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nX-T: 1\r\n\r\n"), "HTTP/1.1 200", "abcdefg");
	fd = dial();
	say(fd, "POST /echo HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n3");
	usleep(20000);
	say(fd, "\r\nab");
	usleep(20000);
	say(fd, "c\r\n2\r\nde");
	usleep(20000);
	say(fd, "\r\n0\r\n\r\n");
	same_answer(rest_of(fd), "HTTP/1.1 200", "abcde");
	shut();
}

TEST(too_large_a_body_is_refused_with_or_without_its_length)
{
	char chunk[1400];

	open_on(S("127.0.0.1:0"));
	same_answer(asked("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n"),
		    "HTTP/1.1 413", "sorry, 413");
	snprintf(chunk, sizeof chunk,
		 "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
		 "258\r\n%0600d\r\n191\r\n%0401d\r\n0\r\n\r\n", 0, 0);
	same_answer(asked(chunk), "HTTP/1.1 413", "sorry, 413");
	shut();
}

TEST(an_odd_request_gets_one_clean_answer_and_no_second_chance)
{
	static const char *const odd[] = {
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3a\r\n\r\nabc",
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
		"0\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer: chunked\r\n -Encoding\r\n\r\n0\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nX: a\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
	};
	const char *got;

	open_on(S("127.0.0.1:0"));
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		got = asked(odd[i]);
		same_answer(got, "HTTP/1.1 400 Bad Request\r\n", "sorry, 400");
		same_int(count_of(got, "\r\nConnection: close\r\n"), 1);
	}
	shut();
}

TEST(an_answer_may_come_later_or_before_the_handler_is_back)
{
	open_on(S("127.0.0.1:0"));
	same_answer(asked("GET /later HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200", "late but here");
	pthread_join(live.helper, NULL);
	for (int i = 0; i < 20; i++)
		same_answer(asked("GET /at-once HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 200",
			    "before the handler was back");
	shut();
}

TEST(a_page_without_a_proper_status_is_our_fault)
{
	open_on(S("127.0.0.1:0"));
	same_answer(asked("GET /nonsense HTTP/1.1\r\n" CLOSE "\r\n"), "HTTP/1.1 500", "sorry, 500");
	shut();
}

TEST(a_proxy_on_this_machine_tells_who_asks)
{
	uint64_t direct, first, same, other;

	open_on(S("127.0.0.1:0"));
	asked("GET / HTTP/1.1\r\n" CLOSE "\r\n");
	direct = atomic_load(&live.source);
	asked("GET / HTTP/1.1\r\n" CLOSE "X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\n\r\n");
	first = atomic_load(&live.source);
	asked("GET / HTTP/1.1\r\n" CLOSE "X-Forwarded-For: 203.0.113.9, 192.0.2.99\r\n\r\n");
	same = atomic_load(&live.source);
	asked("GET / HTTP/1.1\r\n" CLOSE "X-Forwarded-For: 192.0.3.7\r\n\r\n");
	other = atomic_load(&live.source);
	ok(first == same && first != other && first != direct && other != direct);
	asked("GET / HTTP/1.1\r\n" CLOSE "X-Forwarded-For: 192.0.2.7, somebody\r\n\r\n");
	ok(atomic_load(&live.source) == direct);
	shut();
}

/* Sends a piece every 100 ms until the server has enough; milliseconds that took. */
static int64_t drip(const char *first, const char *more)
{
	int64_t begun = mono_us();
	int fd = dial();
	char c;

	say(fd, first);
	while (recv(fd, &c, 1, MSG_DONTWAIT) != 0 && mono_us() - begun < 5000000) {
		usleep(100000);
		if (send(fd, more, strlen(more), MSG_NOSIGNAL) < 0)
			break;
	}
	close(fd);
	return (mono_us() - begun) / 1000;
}

TEST(slow_clients_are_closed_in_time)
{
	int fd;

	open_on(S("127.0.0.1:0"));
	ok(drip("GET / HTTP/1.1\r\n", "X-A: b\r\n") < 3000);
	ok(drip("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n", "a") < 3000);
	fd = dial();
	say(fd, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
	same_answer(rest_of(fd), "HTTP/1.1 200", "hello");
	shut();
}

static void wait_until_arrived(void)
{
	for (int i = 0; i < 2000 && !atomic_load(&live.arrived); i++)
		usleep(1000);
	ok(atomic_load(&live.arrived));
}

TEST(stopping_waits_for_an_answer_that_is_under_way)
{
	int fd;

	open_on(S("127.0.0.1:0"));
	fd = dial();
	say(fd, "GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
	wait_until_arrived();
	shut();
	same_answer(rest_of(fd), "HTTP/1.1 200", "late but here");
	pthread_join(live.helper, NULL);
}

TEST(stopping_apologises_when_no_answer_comes_and_a_late_one_does_no_harm)
{
	int64_t begun = mono_us();
	int fd;

	open_on(S("127.0.0.1:0"));
	fd = dial();
	say(fd, "GET /never HTTP/1.1\r\nHost: x\r\nX-Kept: yes\r\n\r\n");
	wait_until_arrived();
	http_stop(live.server, 0);
	ok(mono_us() - begun < 2000000);
	same_answer(rest_of(fd), "HTTP/1.1 503", "sorry, 503");
	same_text(http_header(live.parked, "x-kept"), "yes");
	buf_lit(&live.parked_reply->body, "nobody reads this");
	http_answer(live.parked);
	http_body_drop(live.page);
}

TEST(stopping_does_not_wait_for_idle_or_unfinished_connections)
{
	int64_t begun = mono_us();
	int idle, half;

	open_on(S("127.0.0.1:0"));
	idle = dial();
	half = dial();
	say(half, "GET / HT");
	usleep(20000);
	shut();
	ok(mono_us() - begun < 1500000);
	close(idle);
	close(half);
}

/* ---- where to listen ---- */

TEST(a_unix_socket_is_ours_alone_and_gone_afterwards)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	char where[120];
	struct stat st;
	int fd;

	snprintf(to.sun_path, sizeof to.sun_path, "/tmp/http_test.%d.sock", (int)getpid());
	snprintf(where, sizeof where, "unix:%s", to.sun_path);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ok(!bind(fd, (struct sockaddr *)&to, sizeof to));        /* a stale one */
	close(fd);
	open_on(str_of(where));
	same_int(http_port(live.server), 0);
	ok(!stat(to.sun_path, &st));
	same_int(st.st_mode & 0777, 0600);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ok(!connect(fd, (struct sockaddr *)&to, sizeof to));
	say(fd, "GET / HTTP/1.1\r\n" CLOSE "\r\n");
	same_answer(rest_of(fd), "HTTP/1.1 200", "hello");
	shut();
	ok(stat(to.sun_path, &st));
}

TEST(a_taken_or_senseless_place_is_explained)
{
	struct http_config c = { .handler = serve };
	struct http_server *none;
	char why[200], taken[40];

	open_on(S("127.0.0.1:0"));
	snprintf(taken, sizeof taken, "127.0.0.1:%d", http_port(live.server));
	c.listen = str_of(taken);
	same_int(http_start(&c, &none, why, sizeof why), ERR_IO);
	ok(strstr(why, "another program is listening"));
	shut();
	c.listen = S("localhost:http");
	same_int(http_start(&c, &none, why, sizeof why), ERR_IO);
	ok(strstr(why, "numeric address"));
	c.listen = S("unix:/nowhere/at/all.sock");
	same_int(http_start(&c, &none, why, sizeof why), ERR_IO);
	ok(strstr(why, "folder does not exist"));
}

TEST(tls_needs_a_certificate_and_its_key)
{
	struct http_config c = { .listen = S("127.0.0.1:0"), .handler = serve, .tls_cert = S("nonsense") };
	struct http_server *none;
	char why[200];

	same_int(http_start(&c, &none, why, sizeof why), ERR_INVALID);
	c.tls_key = S("more nonsense");
	same_int(http_start(&c, &none, why, sizeof why), ERR_IO);
	ok(strstr(why, "certificate"));
}
