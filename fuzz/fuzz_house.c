/*
 * fuzz_house.c -- any request at the whole house: the demonstration, with all its routes and rooms behind the guard.
 *
 * The input is a request as text.  "@" as its Cookie is the administrator's log-in, "key=@" a fresh key of the
 * form, {org} {meeting} {place} {slug} what is in the demonstration.  Whatever is asked, nobody gets a 500 and
 * every page is whole.
 */
#include "hall/hall.h"
#include "account/account.h"
#include "base/clock.h"
#include "base/log.h"
#include "demo/demo.h"
#include "http/guard.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { WRITES_MOST = 3000, HEADERS_MOST = 24, GIVENS = 4 };

static struct house_under_fire {
	struct folder folder;
	struct worker worker;
	struct arena *arena;
	struct str cookie;
	struct str given[GIVENS];
	int writes;
	bool made;
} house;

static const struct {
	const char *name, *sql;
} givens[GIVENS] = {
	{ "{org}", "SELECT id FROM org WHERE name = 'Frise'" },
	{ "{meeting}", "SELECT id FROM meeting WHERE slug = 'tirsdagsgruppen-aarhus'" },
	{ "{place}", "SELECT id FROM location WHERE state = 'active' ORDER BY id LIMIT 1" },
	{ "{slug}", "SELECT slug FROM meeting WHERE slug = 'tirsdagsgruppen-aarhus'" },
};

static struct ctx *begin(const struct who *who)
{
	struct ctx *ctx = worker_begin(&house.worker);

	ctx->who = who;
	return ctx;
}

static enum err furnish(struct ctx *ctx)
{
	struct problems bad = { 0 };
	struct str code, token;
	int64_t id;

	TRY(demo_fill(ctx));
	TRY(account_invite(ctx, S("Fuzz"), "en", ROLE_ADMINISTRATOR, 0, 0, &code, &bad));
	TRY(account_accept(ctx, code, S("$argon2id$none"), &id));
	TRY(account_session_begin(ctx, id, S("Fuzz"), &token));
	house.cookie = arena_printf(house.arena, "samhold=%.*s", STR_ARG(token));
	for (int i = 0; i < GIVENS; i++) {
		TRY(db_ask(ctx, givens[i].sql, &token));
		house.given[i] = arena_str(house.arena, token.p ? token : S("1"));
	}
	return OK;
}

static void build(void)
{
	static const struct who keeper = { .local = true };
	struct ctx *ctx;

	if (house.made) {
		house.worker.db = NULL;
		worker_close(&house.worker);
		folder_close(&house.folder);
		arena_free(house.arena);
	}
	log_open(2, LOG_ERROR);
	house = (struct house_under_fire){ .made = true, .arena = arena_new(0) };
	assert(!folder_for_test(&house.folder, ":memory:"));
	house.folder.house.demo = true;
	clock_set(house.folder.house.clock, DEMO_START);
	worker_open(&house.worker, &house.folder.house, house.folder.writer);
	ctx = begin(&keeper);
	assert(!db_begin(ctx, DB_WRITE) && !furnish(ctx) && !db_commit(ctx));
	assert(!db_begin(ctx, DB_READ) && !rooms_catch_up(ctx));
	db_rollback(ctx);
}

static struct str replace(struct arena *a, struct str s, const char *what, struct str with)
{
	size_t at = str_index(s, str_of(what), 0);

	if (at == SIZE_MAX)
		return s;
	return arena_printf(a, "%.*s%.*s%.*s", (int)at, s.p, STR_ARG(with), STR_ARG(str_slice(s, at + strlen(what), s.n)));
}

static struct str fresh_key(struct arena *a, bool known)
{
	struct who who = { 0 };
	struct ctx *ctx = begin(&who);

	assert(!db_begin(ctx, DB_READ));
	if (known)
		account_who(ctx, str_slice(house.cookie, 8, house.cookie.n), &who);
	db_rollback(ctx);
	return arena_printf(a, "key=%.*s", STR_ARG(page_key(ctx)));
}

/* As http kit would hand it over; false when the guard lets nothing through. */
static bool read_request(struct arena *a, struct str text, struct http_req *req)
{
	struct http_pair *headers = arena_array(a, HEADERS_MOST, struct http_pair);
	struct guard_head head = { .headers = headers, .body_most = 1 << 20 };
	struct str line = S("");
	bool known = false;

	str_cut(&text, '\n', &line);
	str_cut(&line, ' ', &head.method);
	str_cut(&line, ' ', &head.target);
	head.version = line;
	while (str_is(text) && str_cut(&text, '\n', &line) && line.n && head.nheaders < HEADERS_MOST) {
		struct http_pair *at = &headers[head.nheaders++];
		str_cut(&line, ':', &at->name);
		at->value = str_trim(line);
		if (str_same(at->value, "@")) {
			at->value = house.cookie;
			known = true;
		}
	}
	/* What hashes a passphrase takes as long as a thousand others. */
	if (guard_judge(&head) || http_method_of(head.method, &req->method) || str_index(head.target, S("login"), 0) != SIZE_MAX ||
	    str_index(head.target, S("passphrase"), 0) != SIZE_MAX || str_index(head.target, S("/app"), 0) != SIZE_MAX)
		return false;
	req->query = head.target;
	str_cut(&req->query, '?', &req->path);
	req->headers = headers;
	req->nheaders = head.nheaders;
	req->body = replace(a, text.p ? text : S(""), "key=@", fresh_key(a, known));
	req->arena = a;
	return true;
}

static void check(const struct http_req *req, const struct http_reply *rep)
{
	struct str body = rep->shared ? http_body_view(rep->shared) : buf_view(&rep->body);

	if (rep->status == 500)
		fprintf(stderr, "500: %.*s\n", STR_ARG(req->path));
	assert(rep->status >= 200 && rep->status < 600 && rep->status != 500);
	assert(!rep->body.toobig);
	if (str_starts(body, S("<!doctype html>")))
		assert(str_ends(str_trim(body), S("</html>")) && utf8_is(body));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct http_req req = { 0 };
	struct http_reply rep = { 0 };
	struct arena *a;

	if (!house.made || house.writes > WRITES_MOST)
		build();
	if (n > 8 << 10 || memchr(data, 0, n))
		return 0;
	a = arena_new(0);
	for (int i = 0; i < GIVENS; i++)
		text = replace(a, text, givens[i].name, house.given[i]);
	if (read_request(a, text, &req)) {
		house.writes += req.method != HTTP_GET && req.method != HTTP_HEAD;
		buf_init(&rep.body, 32 << 20);
		begin(&access_visitor);
		serve_visit(&house.worker, &req, &rep);
		check(&req, &rep);
		buf_free(&rep.body);
		http_body_drop(rep.shared);
	}
	arena_free(a);
	return 0;
}
