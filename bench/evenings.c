/*
 * evenings.c -- a house in which a million evenings were written down, for the pages of whoever looks after groups.
 *
 * A coordinator has sixty groups that nobody wrote anything down about for sixty days: some five hundred things wait for
 * them, and beside these some people who were promised a call, among fifty thousand who receive support there.  The other groups belong to somebody else; their last year and more is still to be saved.
 */
#include "bench.h"
#include "account/account.h"
#include "call/call.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "programme/programme.h"

#include <stdio.h>

enum { OWN = 60, WEEKS = 560, OPEN_WEEKS = 60, OPEN_DAYS = 60, PEOPLE = 50000, CALLS = 40, BATCH = 5000, PATH_BYTES = 1100, DAY_S = 86400 };

static const struct who keeper = { .local = true };

struct evenings {
	struct worker *worker;
	struct ctx *ctx;
	const char *to;
	int64_t orgs[2], project;
	struct who who[2];
};

static enum err wrong(struct ctx *ctx, enum err e, const struct problems *bad)
{
	return e ? e : bad->n ? fail(ctx, ERR_INVALID, "%s", bad->at[0].text) : OK;
}

static day_t today(const struct ctx *ctx)
{
	return (day_t)(ctx->now / DAY_S);
}

/* Each begins on a weekday of its own and meets every seven days. */
static enum err add_group(struct evenings *v, int i)
{
	static const char *const days[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };
	struct meeting m = meeting_blank(v->ctx);
	struct problems bad = { 0 };

	m.first_day = today(v->ctx) - 7 * WEEKS + i % 7;
	m.name = arena_printf(v->ctx->arena, "Group %d", i), m.slug = arena_printf(v->ctx->arena, "group-%d", i);
	m.state = S("running"), m.method = S("smart"), m.org = v->orgs[i >= OWN], m.rhythm = S("weekly"), m.every = 1;
	m.weekdays = str_of(days[(m.first_day + 4) % 7]), m.start_min = 10 * 60, m.duration_min = 60, m.mode = S("online");
	m.conference_url = S("https://example.org/x"), m.zone = S("Europe/Copenhagen"), m.holidays = S("none");
	return wrong(v->ctx, meeting_save(v->ctx, &m, &bad), &bad);
}

static enum err add_ground(struct evenings *v)
{
	struct programme p = { .level = S("project"), .name_en = S("The project"), .name_da = S("Projektet"), .audience = S("adults") };
	struct problems bad = { 0 };

	for (int i = 0; i < 2; i++) {
		struct org o = { .name = i ? S("The others") : S("Ours"), .kind = S("association") };
		TRY(wrong(v->ctx, org_save(v->ctx, &o, &bad), &bad));
		v->orgs[i] = o.id;
	}
	p.org = v->orgs[0], p.first_day = today(v->ctx) - 364, p.last_day = DAY_NONE;
	TRY(wrong(v->ctx, programme_save(v->ctx, &p, &bad), &bad));
	v->project = p.id;
	return OK;
}

/* By the database itself: through the form it would take an hour. */
static enum err write_down(struct evenings *v)
{
	struct str sql = arena_printf(v->ctx->arena,
		"INSERT INTO evening_series (meeting, from_day, changed_at) SELECT id, first_day, 0 FROM meeting;"
		"INSERT INTO evening (meeting, day, entry, state, heads, first_timers, incident, by_what, documented_at, account)"
		" WITH RECURSIVE week (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM week WHERE n < %d)"
		" SELECT m.id, date(m.first_day, '+' || (7 * n) || ' days') AS day, 1, 'held', 3 + n %% 7, n %% 2, FALSE, 'form', 0, 0"
		" FROM meeting m, week WHERE day < date(%lld, 'unixepoch', CASE WHEN m.org = %lld THEN '-%d days' ELSE '-%d days' END);",
		WEEKS, (long long)v->ctx->now, (long long)v->orgs[0], OPEN_DAYS, 7 * OPEN_WEEKS);

	return db_script(v->ctx, sql.p);
}

/* People who receive support from our organisation: each has a key of their own and a nickname sealed by it. */
static enum err add_people(struct evenings *v)
{
	struct problems bad = { 0 };

	for (int i = 0; i < PEOPLE; i++) {
		struct participant p = { .org = v->orgs[0], .role = S("person"), .lang = S("en"), .nickname = S("Somebody") };
		if (i % BATCH == 0) {
			TRY(db_commit(v->ctx));
			v->ctx = worker_begin(v->worker);
			v->ctx->who = &keeper;
			TRY(db_begin(v->ctx, DB_WRITE));
		}
		TRY(wrong(v->ctx, participant_new(v->ctx, &p, &bad), &bad));
	}
	return OK;
}

/* They asked to be called, each from a number of their own. */
static enum err add_calls(struct evenings *v)
{
	struct problems bad = { 0 };

	for (int i = 0; i < CALLS; i++) {
		struct call_wish wish = { .role = S("person"), .nickname = S("Somebody"), .phone = arena_printf(v->ctx->arena, "%d", 20000000 + i), .time = S("any"),
					  .area_text = S("") };
		struct participant_candidate key = { .tag = arena_printf(v->ctx->arena, "bench %d", i) };
		struct call_promise promise;
		TRY(wrong(v->ctx, call_ask(v->ctx, &wish, &key, &promise, &bad), &bad));
	}
	return OK;
}

static enum err file(struct evenings *v, const char *name, FILE **out)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/%s", v->to, name);
	*out = fopen(path, "w");
	return *out ? OK : fail(v->ctx, ERR_IO, "%s cannot be written", path);
}

static enum err write_line(struct evenings *v, const char *name, struct str line)
{
	FILE *f;

	TRY(file(v, name, &f));
	fprintf(f, "%.*s", STR_ARG(line));
	return fclose(f) ? fail(v->ctx, ERR_IO, "%s could not be written", name) : OK;
}

/* The coordinator of our groups, and somebody who saves evenings of everybody. */
static enum err log_in(struct evenings *v, int i)
{
	static const enum role roles[] = { ROLE_COORDINATOR, ROLE_ADMINISTRATOR };
	struct problems bad = { 0 };
	struct str code, token;
	int64_t id;

	TRY(wrong(v->ctx, account_invite(v->ctx, i ? S("Writer") : S("Coordinator"), "en", roles[i], i ? 0 : v->orgs[0], 0, &code, &bad), &bad));
	TRY(account_accept(v->ctx, code, S("$argon2id$none"), &id));
	TRY(account_session_begin(v->ctx, id, S("bench"), &token));
	TRY(account_who(v->ctx, token, &v->who[i]));
	v->who[i].name = STR_ABSENT, v->who[i].grants = NULL, v->who[i].ngrants = 0;
	return write_line(v, i ? "writer" : "coordinator", arena_printf(v->ctx->arena, "Cookie: samhold=%.*s", STR_ARG(token)));
}

/* Six taps: so many came, one for the first time, nothing for the coordinator; each date once, with its own key. */
static enum err write_forms(struct evenings *v, int groups)
{
	FILE *f;

	TRY(file(v, "evening.txt", &f));
	for (int i = 0, week = 1; week < OPEN_WEEKS - 1; i = (i + 1) % (groups - OWN), week += !i) {
		struct meeting m;
		if (i % BATCH == 0)
			v->ctx = worker_begin(v->worker);
		v->ctx->who = &v->who[1];
		TRY(meeting_of_slug(v->ctx, arena_printf(v->ctx->arena, "group-%d", OWN + i), &m));
		fprintf(f, "POST\t/en/work/evenings/%lld/%.*s\tkey=%.*s&heads=7&first_timers=1&incident=no&state=held&sure=1\n", (long long)m.id,
			STR_ARG(day_str(v->ctx->arena, m.first_day + 7 * (WEEKS - week - 1))), STR_ARG(page_key(v->ctx)));
	}
	return fclose(f) ? fail(v->ctx, ERR_IO, "evening.txt could not be written") : OK;
}

enum err evenings_write(struct worker *worker, const char *to, int groups)
{
	struct evenings v = { .worker = worker, .ctx = worker_begin(worker), .to = to };
	enum err e;

	v.ctx->who = &keeper;
	TRY(db_begin(v.ctx, DB_WRITE));
	TRY(add_ground(&v));
	for (int i = 0; i < groups; i++)
		TRY(add_group(&v, i));
	TRY(write_down(&v));
	e = log_in(&v, 0);
	if (!e)
		e = add_people(&v);
	if (!e)
		e = add_calls(&v);
	if (!e)
		e = log_in(&v, 1);
	TRY(e ? e : db_commit(v.ctx));
	TRY(write_line(&v, "today.txt", S("GET\t/en/work\n")));
	TRY(write_line(&v, "diary.txt", arena_printf(v.ctx->arena, "GET\t/en/work/programmes/%lld/diary\n", (long long)v.project)));
	TRY(write_line(&v, "ours.txt", arena_printf(v.ctx->arena, "%lld\n", (long long)v.orgs[0])));
	TRY(write_forms(&v, groups));
	return handovers_write(worker, to, v.orgs[0], &v.who[0]);
}
