/*
 * request.c -- the steps of a request that are the same wherever it runs: which route, who asks,
 * may they, does it come from our own page, has it been done before; and at the end, what the
 * handler answered as bytes and headers.
 */
#include "hall/hall.h"
#include "account/account.h"
#include "participant/participant.h"
#include "crypt/crypt.h"
#include "form/multipart.h"
#include "json/json.h"

#include <stdio.h>
#include <string.h>

#include "hall_sql.h"

bool job_writes(const struct job *job)
{
	enum http_method m = job->http->method;
	unsigned flags = job->route ? job->route->flags : 0;

	return flags & ROUTE_TRACED || (m != HTTP_GET && m != HTTP_HEAD && m != HTTP_OPTIONS && !(flags & ROUTE_ASKS));
}

static struct str cookie(const struct http_req *http, const char *name)
{
	struct str rest = http_header(http, "Cookie"), piece, key;

	while (str_cut(&rest, ';', &piece)) {
		piece = str_trim(piece);
		if (str_cut(&piece, '=', &key) && str_same(key, name))
			return piece;
	}
	return STR_ABSENT;
}

/*
 * A write must come from our own page.  Browsers say so in Sec-Fetch-Site, older ones in Origin;
 * what says neither is no browser and has no cookie to misuse.
 */
static bool same_origin(const struct job *job)
{
	struct str site = http_header(job->http, "Sec-Fetch-Site"), origin = http_header(job->http, "Origin");
	struct str host = http_header(job->http, "Host");
	size_t at;

	if (site.p)
		return str_same(site, "same-origin");
	if (!origin.p)
		return !job->who.session;
	at = str_index(origin, S("://"), 0);
	return at != SIZE_MAX && str_eq(str_slice(origin, at + 3, origin.n), host);
}

/* A plain value as it would be typed; null empties a field.  False for what no field can hold. */
static bool value_of_json(struct ctx *ctx, struct str name, const struct json *v, struct values *out)
{
	struct str text = v->text;

	if (v->type == JSON_INT)
		text = arena_printf(ctx->arena, "%lld", (long long)v->i);
	else if (v->type == JSON_REAL)
		text = arena_printf(ctx->arena, "%.10g", v->r);
	else if (v->type == JSON_TRUE || v->type == JSON_FALSE)
		text = v->type == JSON_TRUE ? S("1") : S("0");
	else if (v->type == JSON_NULL)
		text = S("");
	else if (v->type != JSON_TEXT)
		return false;
	value_add(ctx->arena, out, name, text);
	return true;
}

/* A flat JSON object becomes values, so that one field table reads both; a list is several boxes ticked. */
static bool values_of_json(struct ctx *ctx, struct str text, struct values *out)
{
	struct json_fault fault;
	struct json j;

	if (json_parse(ctx->arena, text, &j, &fault) || j.type != JSON_OBJECT)
		return false;
	for (size_t i = 0; i < j.n; i++) {
		const struct json *v = &j.at[i], *each = v->type == JSON_ARRAY ? v->at : v;
		size_t n = v->type == JSON_ARRAY ? v->n : 1;

		if (out->n + n > VALUES_MOST)
			return false;
		if (v->type == JSON_ARRAY && !n)
			value_add(ctx->arena, out, j.names[i], S(""));
		for (size_t k = 0; k < n; k++)
			if (!value_of_json(ctx, j.names[i], &each[k], out))
				return false;
	}
	return true;
}

static int read_body(struct ctx *ctx, struct job *job)
{
	struct str type = http_header(job->http, "Content-Type");

	if (str_starts(type, S("application/x-www-form-urlencoded")) || !job->http->body.n)
		return values_parse(ctx->arena, job->http->body, &job->req.body) ? 0 : 400;
	if (str_starts(type, S("application/json")) && (job->route->flags & ROUTE_JSON))
		return values_of_json(ctx, job->http->body, &job->req.body) ? 0 : 400;
	/* The texts beside a file; the file itself is read by its handler from req->http->body. */
	if (str_starts(type, S("multipart/form-data")))
		return multipart_parse(ctx->arena, type, job->http->body, &job->req.body, NULL, NULL) ? 0 : 400;
	return str_starts(type, S("text/")) ||
	       str_starts(type, S("application/octet-stream")) || str_starts(type, S("application/json")) ? 0 : 415;
}

static int check_write(struct ctx *ctx, struct job *job)
{
	int status;

	if (!job->who.local && !same_origin(job))
		return 403;
	if ((status = read_body(ctx, job)))
		return status;
	if (job->route->flags & ROUTE_NO_KEY)
		return 0;
	job->req.key = value_of(&job->req.body, "key");
	if (!job->req.key.p)
		job->req.key = http_header(job->http, "Idempotency-Key");
	if (job->who.local || (job->route->flags & ROUTE_JSON))
		return job->req.key.n >= 8 && job->req.key.n <= 100 ? 0 : 428;
	/* 419: the page was made before the log-in changed; what was typed comes back with a fresh key. */
	return page_key_is(ctx, job->req.key) ? 0 : 419;
}

static void choose_language(struct job *job)
{
	struct str lang = req_param(&job->req, "lang");

	/* The piece has been checked: it is one of ours. */
	for (int i = 0; tr_languages[i]; i++)
		if (str_same(lang, tr_languages[i]))
			job->lang = tr_languages[i];
}

/* A visitor without a log-in costs the database nothing. */
static enum err find_out_who(struct ctx *ctx, struct job *job)
{
	struct str token = cookie(job->http, "samhold");
	enum err e;

	if (!token.p)
		return OK;
	TRY(db_begin(ctx, DB_READ));
	e = account_who(ctx, token, &job->who);
	if (!e && !job->who.account)
		e = participant_who(ctx, token, &job->who);
	if (!e && !job->who.session)
		e = account_was_partner(ctx, token, &job->was_partner);
	db_rollback(ctx);
	return e;
}

/* For the page that gives it back. */
static void keep_typed(struct ctx *ctx, struct job *job)
{
	job->req.body = (struct values){ 0 };
	if (job->route && job_writes(job) && !read_body(ctx, job))
		job->req.key = value_of(&job->req.body, "key");
}

int request_open(struct ctx *ctx, struct job *job)
{
	struct str allowed;

	job->route = route_find(ctx, job->http->method, job->http->path, job->req.params, &job->req.nparams, &allowed);
	/* Who cannot be found out is nobody's page: a log-out, say, would only seem to be done. */
	if (find_out_who(ctx, job) && !(job->route && (job->route->flags & ROUTE_NO_DATA))) {
		keep_typed(ctx, job);
		return 503;
	}
	job->who.demo = ctx->house->demo;
	ctx->who = &job->who;
	if (!job->route && allowed.p) {
		http_add_header(job->reply, S("Allow"), allowed);
		return 405;
	}
	if (!job->route)
		return 404;
	job->req.route = job->route;
	job->req.reply = &job->rep;
	choose_language(job);
	ctx->lang = job->lang;
	if (job->http->query.p && !values_parse(ctx->arena, job->http->query, &job->req.query))
		return 400;
	if (!may(ctx->who, job->route->perm))
		/* A partner from outside is not told which pages there are. */
		return job->route->perm == LOCAL || is_sender(ctx->who) ? 404 : job->who.session ? 403 : 401;
	if (job->route->flags & ROUTE_ASKS)
		return read_body(ctx, job);
	/* It changes nothing that anybody sent. */
	if (job->route->flags & ROUTE_TRACED)
		return 0;
	return job_writes(job) ? check_write(ctx, job) : 0;
}

/* Ids of people who work here and of those who receive support never meet. */
static int64_t whose(const struct who *who)
{
	return who->account ? who->account : who->participant;
}

/* The answer that this key got before, if it is the same person, route and content. */
static enum err replay(struct ctx *ctx, struct job *job, struct str print, bool *done)
{
	struct hall_key_find was;
	enum err e = hall_key_find(ctx, job->req.key, &was);

	*done = false;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e)
		return e;
	if (was.account != whose(&job->who) || !str_same(was.route, job->route->path) || !str_eq(was.print, print))
		return fail(ctx, ERR_CONFLICT, "a key was used for two different writes");
	job->rep.status = (int)was.status;
	job->rep.location = was.location;
	if (was.body.n) {
		job->rep.type = S("application/json");
		buf_str(ctx->out, was.body);
	}
	job->replayed = *done = true;
	return OK;
}

static bool is_json(const struct reply *rep)
{
	return str_starts(rep->type, S("application/json"));
}

enum err request_run_write(struct ctx *ctx, struct job *job)
{
	bool keyed = job->req.key.n > 0, done = false;
	struct str print = STR_ABSENT;
	int64_t changed;

	if (keyed) {
		print = crypt_digest(ctx->arena, job->http->body);
		TRY(replay(ctx, job, print, &done));
	}
	if (done)
		return OK;
	TRY(job->route->fn(ctx, &job->req, &job->rep));
	/* A form that is shown again with problems did nothing: its key stays good. */
	if (!keyed || job->rep.status >= 400)
		return OK;
	return hall_key_put(ctx, job->req.key, ctx->now, whose(&job->who), str_of(job->route->path), print,
			    job->rep.status, job->rep.location.p ? job->rep.location : S(""),
			    is_json(&job->rep) ? buf_view(ctx->out) : S(""), &changed);
}

int status_of(enum err e, enum db_trouble trouble)
{
	static const int by_word[] = {
		[OK] = 200, [ERR_INVALID] = 400, [ERR_DENIED] = 403, [ERR_NOT_FOUND] = 404,
		[ERR_CONFLICT] = 409, [ERR_LIMIT] = 429, [ERR_IO] = 503, [ERR_BUG] = 500,
	};

	return e == ERR_IO && trouble == DB_FULL ? 507 : by_word[e];
}

/* The table of trust.md 4.3 for pages without any script. */
void security_headers(struct http_reply *rep, const struct job *job)
{
	bool framed = job && job->route && (job->route->flags & ROUTE_FRAMED);

	http_add_header(rep, S("Content-Security-Policy"),
			framed ? S("default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *") :
				 S("default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"));
	http_add_header(rep, S("X-Content-Type-Options"), S("nosniff"));
	http_add_header(rep, S("Referrer-Policy"), S("no-referrer"));
	http_add_header(rep, S("Cross-Origin-Opener-Policy"), S("same-origin"));
	http_add_header(rep, S("Permissions-Policy"), S("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"));
	if (!framed) {
		http_add_header(rep, S("X-Frame-Options"), S("DENY"));
		http_add_header(rep, S("Cross-Origin-Resource-Policy"), job && job->route && (job->route->flags & ROUTE_CORS) ? S("cross-origin") : S("same-origin"));
	}
	http_add_header(rep, S("Strict-Transport-Security"), S("max-age=63072000; includeSubDomains"));
}

static void session_cookie(struct ctx *ctx, struct job *job)
{
	/* Secure only behind TLS: a browser on plain http would drop the cookie, and with it the log-in. */
	const char *secure = str_starts(ctx->house->origin, S("https://")) ? "; Secure" : "";
	struct str token = job->rep.session;

	if (!token.p)
		return;
	http_add_header(job->reply, S("Set-Cookie"),
			arena_printf(job->http->arena, "samhold=%.*s; Path=/; HttpOnly; SameSite=Strict%s%s", STR_ARG(token),
				     secure, token.n ? "" : "; Max-Age=0"));
	if (!token.n)
		http_add_header(job->reply, S("Clear-Site-Data"), S("\"cache\", \"cookies\", \"storage\""));
}

static bool says(const struct reply *rep, const char *name)
{
	for (size_t i = 0; i < rep->nheaders; i++)
		if (str_same(rep->headers[i].name, name))
			return true;
	return false;
}

static void put_headers(struct ctx *ctx, struct job *job)
{
	struct http_reply *to = job->reply;
	struct arena *a = job->http->arena;
	bool cached = job->route && (job->route->flags & ROUTE_CACHED) && job->rep.status == 200;

	http_add_header(to, S("Content-Type"), job->rep.type.p ? arena_str(a, job->rep.type) : S("text/html; charset=utf-8"));
	http_add_header(to, S("Content-Language"), str_of(job->lang ? job->lang : "en"));
	if (job->rep.location.n)
		http_add_header(to, S("Location"), arena_str(a, job->rep.location));
	for (size_t i = 0; i < job->rep.nheaders; i++)
		http_add_header(to, arena_str(a, job->rep.headers[i].name), arena_str(a, job->rep.headers[i].value));
	if (!says(&job->rep, "Cache-Control"))
		http_add_header(to, S("Cache-Control"),
				cached && !job->who.session ? S(PAGE_FRESH) : S("no-store"));
	if (job->route && (job->route->flags & ROUTE_CORS))
		http_add_header(to, S("Access-Control-Allow-Origin"), S("*"));
	if (job->replayed)
		http_add_header(to, S("Idempotent-Replayed"), S("true"));
	session_cookie(ctx, job);
	security_headers(to, job);
}

void request_finish(struct ctx *ctx, struct job *job)
{
	struct buf reply_body;

	if (!job->result)
		job->result = spill_rest(&job->spill, ctx->out);
	if (job->result)
		spill_close(&job->spill);
	if (job->result) {
		error_page(ctx, job, status_of(job->result, job->trouble));
	} else if (job->replayed && job->rep.status == 200 && !ctx->out->n) {
		error_page(ctx, job, 200);           /* the page of the first time is not kept: it may have shown a secret */
	} else if (ctx->out->toobig) {
		snprintf(job->why, sizeof job->why, "the page grew past its bound");
		error_page(ctx, job, 500);
	}
	job->reply->status = job->rep.status;
	put_headers(ctx, job);
	/* The reply takes the bytes over, the worker the reply's empty buffer. */
	reply_body = job->reply->body;
	job->reply->body = *ctx->out;
	job->reply->file = job->spill.file;
	job->reply->file_bytes = (uint64_t)job->spill.n;
	buf_cut(&reply_body, 0);
	reply_body.most = job->reply->body.most;
	*ctx->out = reply_body;
}
