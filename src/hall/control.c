/*
 * control.c -- the bodies of the commands, as routes that only the socket in the folder reaches.
 *
 * They answer in plain text in the language that is asked for.  What cannot be done is a status and a
 * sentence: whoever holds the socket holds the machine, so the sentence may be the one of the log.
 */
#include "hall/care.h"
#include "account/account.h"
#include "demo/demo.h"
#include "event/event.h"
#include "exchange/exchange.h"
#include "feed/feed.h"
#include "hsds/hsds.h"
#include "outbox/outbox.h"

#include <unistd.h>

#include "hall_sql.h"

static void choose_language(struct ctx *ctx, const struct req *req)
{
	struct str lang = value_of(&req->query, "lang");

	for (int i = 0; tr_languages[i]; i++)
		if (str_same(lang, tr_languages[i]))
			ctx->lang = tr_languages[i];
}

static enum err say_trouble(struct ctx *ctx, struct reply *rep, int status, struct str sentence)
{
	rep->status = status;
	rep->type = S("text/plain; charset=utf-8");
	buf_cut(ctx->out, 0);
	buf_str(ctx->out, sentence);
	buf_lit(ctx->out, "\n");
	return OK;
}

/* What the verb answered becomes the reply; nothing that it wrote is kept when it failed. */
static enum err answer(struct ctx *ctx, struct reply *rep, enum err e)
{
	enum db_trouble trouble = ctx->db ? db_trouble(ctx->db) : DB_FINE;
	struct str why = ctx->why[0] ? str_of(ctx->why) : str_of(err_name(e));

	rep->type = S("text/plain; charset=utf-8");
	if (!e)
		return OK;
	if (trouble == DB_FULL)
		why = tr(ctx, "The disk is full. Nothing was saved. Make room, and try again.");
	return say_trouble(ctx, rep, status_of(e, trouble), arena_str(ctx->arena, why));
}

static struct str problem_text(struct ctx *ctx, const struct problem *p)
{
	return TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap.p ? p->gap : S("") });
}

static enum err say_problems(struct ctx *ctx, struct reply *rep, const struct problems *bad)
{
	struct str all = S("");

	for (size_t i = 0; i < bad->n; i++)
		all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "", STR_ARG(problem_text(ctx, &bad->at[i])));
	return say_trouble(ctx, rep, 422, all);
}

/* --- how far long work is ------------------------------------------------------------------------------ */

static enum err progress(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct metrics *m = ctx->house->metrics;

	(void)req;
	buf_fmt(ctx->out, "%lld %lld\n", (long long)m->work_done, (long long)m->work_all);
	return answer(ctx, rep, OK);
}

static void moved(void *arg, int64_t done, int64_t all)
{
	struct metrics *m = arg;

	m->work_done = done;
	m->work_all = all;
}

static void moved_pages(void *arg, int done, int all)
{
	moved(arg, done, all);
}

/* --- lists in ------------------------------------------------------------------------------------------- */

/* What is said of the whole list: how its meetings work, whose clock they follow, its kind.  It stays for the next file. */
static enum err tell_source(struct ctx *ctx, const struct req *req, struct entry_source source, struct problems *bad)
{
	struct str method = value_of(&req->query, "method"), zone = value_of(&req->query, "zone"), kind = value_of(&req->query, "kind");

	if (!str_is(method) && !str_is(zone) && !str_is(kind))
		return OK;
	source.method = str_is(method) ? method : source.method;
	source.zone = str_is(zone) ? zone : source.zone;
	source.kind = str_is(kind) ? kind : source.kind;
	return exchange_source_set(ctx, &source, bad);
}

/* Nothing was taken in: what was said of the list is as it was, too. */
static enum err let_be(struct ctx *ctx, const struct exchange_run *run, const struct entry_source *was, struct problems *bad)
{
	struct entry_source now;

	TRY(exchange_forget(ctx, run->id));
	TRY(exchange_source_of(ctx, was->name, &now));
	if (str_eq(now.method, was->method) && str_eq(now.zone, was->zone) && str_eq(now.kind, was->kind))
		return OK;
	now.method = was->method;
	now.zone = was->zone;
	now.kind = was->kind;
	return exchange_source_set(ctx, &now, bad);
}

/* Are there refused rows, and nobody has said yes to the others? */
static bool is_waiting(const struct req *req, const struct exchange_run *run)
{
	return run->n_refused && !str_is(value_of(&req->query, "yes"));
}

/* A dry run says what it found and is forgotten, and so is a file that waits; otherwise what was really done is told. */
static enum err take_in(struct ctx *ctx, const struct req *req, struct exchange_run *run, struct problems *bad)
{
	struct str format = req_param(req, "format"), name = value_of(&req->query, "source");
	struct entry_source was;

	TRY(exchange_source_of(ctx, str_is(name) ? name : format, &was));
	TRY(tell_source(ctx, req, was, bad));
	if (!bad->n)
		TRY(exchange_check(ctx, format, was.name, req->http->body, run, bad));
	if (bad->n)
		return OK;
	if (str_is(value_of(&req->query, "dry")) || is_waiting(req, run))
		return let_be(ctx, run, &was, bad);
	TRY(exchange_apply(ctx, run->id, moved, ctx->house->metrics));
	return exchange_get(ctx, run->id, run);
}

static enum err import(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct exchange_run run = { 0 };
	struct problems bad = { 0 };
	enum err e;

	choose_language(ctx, req);
	e = take_in(ctx, req, &run, &bad);
	moved(ctx->house->metrics, 0, 0);
	if (!e && bad.n)
		return say_problems(ctx, rep, &bad);
	if (!e)
		e = exchange_report(ctx, &run, str_is(value_of(&req->query, "json")), ctx->out);
	/* Nothing was taken in: the caller has the report, and may say yes. */
	if (!e && !str_is(value_of(&req->query, "dry")) && is_waiting(req, &run))
		rep->status = 202;
	return answer(ctx, rep, e);
}

/* --- lists out -------------------------------------------------------------------------------------------- */

static enum err hsds_zip(struct ctx *ctx, const struct feed_filter *f)
{
	(void)f;
	return hsds_export_zip(ctx, HSDS_3_1);
}

static enum err hsds_zip_3_0(struct ctx *ctx, const struct feed_filter *f)
{
	(void)f;
	return hsds_export_zip(ctx, HSDS_3_0);
}

static enum err hsds_json(struct ctx *ctx, const struct feed_filter *f)
{
	(void)f;
	return hsds_export_json(ctx, HSDS_3_1);
}

static enum err hsds_json_3_0(struct ctx *ctx, const struct feed_filter *f)
{
	(void)f;
	return hsds_export_json(ctx, HSDS_3_0);
}

static const struct {
	const char *format;
	enum err (*fn)(struct ctx *, const struct feed_filter *);
} exports[] = {
	{ "meeting-guide", feed_meeting_guide }, { "ics", feed_ics }, { "csv", feed_csv }, { "hsds", hsds_zip },
	{ "hsds-3.0", hsds_zip_3_0 }, { "hsds-json", hsds_json }, { "hsds-json-3.0", hsds_json_3_0 },
};

static enum err export(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct feed_filter everything;

	choose_language(ctx, req);
	for (size_t i = 0; i < sizeof exports / sizeof *exports; i++)
		if (str_same(req_param(req, "format"), exports[i].format))
			return answer(ctx, rep, exports[i].fn(ctx, &everything));
	return say_trouble(ctx, rep, 422, tr(ctx, "That format is not known. Write meeting-guide, ics, csv, hsds or hsds-json."));
}

/* --- care --------------------------------------------------------------------------------------------------- */

/* From PostgreSQL everything is poured into a file of SQLite: one kind of backup, whichever the house lives in. */
static enum err pour_into(struct ctx *ctx, const char *path)
{
	struct db_config config = { .url = str_of(path), .durable = true };
	struct ctx to = *ctx;
	enum err e = db_open(&config, &to.db, ctx->why, sizeof ctx->why);

	if (e)
		return e;
	e = db_migrate(&to);
	if (!e)
		e = db_begin(&to, DB_WRITE);
	if (!e)
		e = db_pour(ctx, &to, moved_pages, ctx->house->metrics);
	if (!e)
		e = db_commit(&to);
	/* A file in WAL mode would need its -shm beside it; a backup is one file. */
	if (!e)
		e = db_script(&to, "PRAGMA journal_mode=DELETE");
	if (e)
		memcpy(ctx->why, to.why[0] ? to.why : ctx->why, sizeof ctx->why);
	db_close(to.db);
	return e;
}

/*
 * A copy of the database beside it, for the command to seal; its path is the answer.  Reading first
 * keeps one state of the data for the whole copy, however much is written meanwhile.
 */
static enum err copy(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str path = arena_printf(ctx->arena, "%s/backup.part", ctx->house->dir);
	int64_t n;
	enum err e;

	choose_language(ctx, req);
	unlink(path.p);
	e = event_newest(ctx, &n);
	if (!e)
		e = db_is_pg(ctx->db) ? pour_into(ctx, path.p) : db_copy_to(ctx, path.p, moved_pages, ctx->house->metrics);
	moved(ctx->house->metrics, 0, 0);
	if (e)
		unlink(path.p);
	else
		buf_fmt(ctx->out, "%.*s\n", STR_ARG(path));
	return answer(ctx, rep, e);
}

/* A backup has been opened again and counted. */
static enum err proven(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t changed;
	enum err e = hall_setting_put(ctx, S("backup_at"), arena_printf(ctx->arena, "%lld", (long long)ctx->now), &changed);

	(void)req;
	if (!e)
		e = event_add(ctx, "hall.backup_proven", 0, STR_ABSENT);
	if (!e && ctx->house->dir)
		e = erased_write(ctx, ctx->house->dir);
	return answer(ctx, rep, e);
}

static enum err check(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t faults = 0;
	enum err e;

	choose_language(ctx, req);
	e = care_check(ctx, &faults);
	if (e || !faults)
		return answer(ctx, rep, e);
	rep->status = 409;
	return answer(ctx, rep, OK);
}

static enum err verify(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct event_verdict v;
	enum err e;

	choose_language(ctx, req);
	e = event_verify(ctx, &v);
	if (e)
		return answer(ctx, rep, e);
	if (v.broken_at)
		return say_trouble(ctx, rep, 409, TR_FILL(ctx, tr(ctx, "The diary does not hold from line {line} on: something in it was changed or taken away behind our back."),
							  { "line", tr_number(ctx, v.broken_at) }));
	buf_str(ctx->out, TR_FILL(ctx, tr(ctx, "The diary holds: {lines} lines, each bound to the one before."), { "lines", tr_number(ctx, v.lines) }));
	buf_lit(ctx->out, "\n");
	return answer(ctx, rep, OK);
}

/* --- people, and the demonstration ------------------------------------------------------------------------- */

static enum err invite(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str name = value_of(&req->query, "name"), code;
	struct problems bad = { 0 };
	enum role role;
	enum err e;

	choose_language(ctx, req);
	/* A partner outside is made on its page, with a link. */
	if (!role_of(value_of(&req->query, "role"), &role) || role == ROLE_PARTNER)
		return say_trouble(ctx, rep, 422, tr(ctx, "That role is not known. Write administrator, coordinator, keeper, technical or data_protection."));
	e = account_invite(ctx, name, ctx->lang, role, 0, 0, &code, &bad);
	if (e)
		return answer(ctx, rep, e);
	if (bad.n)
		return say_problems(ctx, rep, &bad);
	buf_str(ctx->out, TR_FILL(ctx, tr(ctx, "One-time code for {name}: {code}"), { "name", name }, { "code", code }));
	buf_lit(ctx->out, "\n");
	buf_str(ctx->out, TR_FILL(ctx, tr(ctx, "It is shown only now and works once, within 14 days, on {address}"),
				  { "address", arena_printf(ctx->arena, "%.*s/%s/welcome", STR_ARG(ctx->house->origin), ctx->lang) }));
	buf_lit(ctx->out, "\n");
	return answer(ctx, rep, OK);
}

/* What stands in it besides is kept nowhere. */
static enum err mail_answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	bool stopped;
	enum err e = outbox_answered(ctx, req->http->body, &stopped);

	choose_language(ctx, req);
	if (e)
		return answer(ctx, rep, e);
	if (!stopped)
		return say_trouble(ctx, rep, 404, tr(ctx, "There is nothing to stop in it."));
	buf_str(ctx->out, tr(ctx, "It has stopped."));
	buf_lit(ctx->out, "\n");
	return answer(ctx, rep, OK);
}

static enum err begin_again(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	enum err e;

	choose_language(ctx, req);
	if (!ctx->house->demo)
		return say_trouble(ctx, rep, 403, tr(ctx, "This is a real folder. Only a demonstration can begin again."));
	e = hall_clock_turn(ctx, DEMO_START, true);
	if (e)
		return answer(ctx, rep, e);
	buf_str(ctx->out, tr(ctx, "The demonstration begins again: Monday 12 December 2016, 10:00."));
	buf_lit(ctx->out, "\n");
	return answer(ctx, rep, OK);
}

const struct route hall_control_routes[] = {
	{ "GET", "/control/progress", LOCAL, progress, 0, NULL },
	{ "POST", "/control/import/:format", LOCAL, import, 0, NULL },
	{ "GET", "/control/export/:format", LOCAL, export, ROUTE_SLOW, NULL },
	{ "GET", "/control/copy", LOCAL, copy, ROUTE_SLOW, NULL },
	{ "POST", "/control/backup", LOCAL, proven, 0, NULL },
	{ "GET", "/control/check", LOCAL, check, ROUTE_SLOW, NULL },
	{ "GET", "/control/verify", LOCAL, verify, ROUTE_SLOW, NULL },
	{ "POST", "/control/invitation", LOCAL, invite, 0, NULL },
	{ "POST", "/control/answer", LOCAL, mail_answer, 0, NULL },
	{ "POST", "/control/demo", LOCAL, begin_again, 0, NULL },
	{ 0 }
};
