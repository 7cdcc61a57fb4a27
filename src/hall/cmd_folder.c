/* cmd_folder.c -- a new data folder: empty with its first administrator, or the demonstration. */
#include "hall/command.h"
#include "account/account.h"
#include "area/area.h"
#include "base/clock.h"
#include "base/rng.h"
#include "demo/demo.h"
#include "kind/kind.h"
#include "method/method.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hall_sql.h"

enum { ANSWER_BYTES = 400 };

/* The six questions of S-2001; what an option answers is not asked. */
struct answers {
	char name[ANSWER_BYTES], lang[ANSWER_BYTES], admin[ANSWER_BYTES], area[ANSWER_BYTES];
	bool demo, neutral;
	const char *database, *origin;
};

static enum err ask_text(struct cli *cli, const char *option, const char *question, const char *fallback, char *out)
{
	const char *given = cli_text(cli, option);
	struct command *c = command_of(cli);

	snprintf(out, ANSWER_BYTES, "%s", given ? given : fallback);
	if (given || !cli_is_asking())
		return OK;
	return cli_ask(say(c, question), fallback, false, out, ANSWER_BYTES) ?
		       OK : command_fail(c, ERR_INVALID, N_("The answers ended before the questions. Nothing was made."), NULL);
}

static enum err ask_yes(struct cli *cli, const char *option, const char *question, bool *out)
{
	struct command *c = command_of(cli);
	char typed[ANSWER_BYTES];

	*out = cli_flag(cli, option);
	if (*out || !cli_is_asking())
		return OK;
	if (!cli_ask(say(c, question), say(c, N_("no")), false, typed, sizeof typed))
		return command_fail(c, ERR_INVALID, N_("The answers ended before the questions. Nothing was made."), NULL);
	*out = typed[0] == 'y' || typed[0] == 'Y' || typed[0] == 'j' || typed[0] == 'J';
	return OK;
}

static enum err ask_all(struct cli *cli, struct answers *a)
{
	struct command *c = command_of(cli);

	TRY(ask_text(cli, "name", N_("What is the house called?"), "Samhold", a->name));
	TRY(ask_text(cli, "lang", N_("Language of its pages when a browser says nothing: da or en?"), c->ctx.lang, a->lang));
	TRY(ask_text(cli, "admin", N_("Name of the first administrator? (Enter: nobody yet)"), "", a->admin));
	TRY(ask_text(cli, "area", N_("For which municipality, region or state? (Enter: none)"), "", a->area));
	TRY(ask_yes(cli, "demo", N_("Fill it with the demonstration, never with real data? y/n"), &a->demo));
	TRY(ask_yes(cli, "neutral", N_("Neutral mode, so that a browser's history tells nothing? y/n"), &a->neutral));
	a->database = cli_text(cli, "database");
	a->origin = cli_text(cli, "origin");
	if (!tr_is_language(str_of(a->lang)))
		return command_fail(c, ERR_INVALID, N_("“{x}” is no language that we have. Write da or en."), a->lang);
	if (a->origin && strncmp(a->origin, "http://", 7) && strncmp(a->origin, "https://", 8))
		return command_fail(c, ERR_INVALID, N_("“{x}” is no address. Write it like https://example.org."), a->origin);
	return OK;
}

/* --- filling it ------------------------------------------------------------------------------------------- */

static enum err put_setting(struct ctx *ctx, const char *name, struct str value)
{
	int64_t changed;

	return value.n ? hall_setting_put(ctx, str_of(name), value, &changed) : OK;
}

static enum err put_area(struct ctx *ctx, const struct answers *a, struct problems *bad)
{
	struct area area;
	int64_t id = 0;

	TRY(area_typed(ctx, str_of(a->area), "area", &id, bad));
	if (!id)
		return OK;
	TRY(area_get(ctx, id, &area));
	return put_setting(ctx, "area", area.code);
}

static enum err furnish(struct ctx *ctx, const struct answers *a, struct str *code, struct problems *bad)
{
	struct str origin = a->origin ? str_of(a->origin) : S("");

	TRY(put_setting(ctx, "name", str_of(a->name)));
	TRY(put_setting(ctx, "lang", str_of(a->lang)));
	TRY(put_setting(ctx, "neutral", a->neutral ? S("1") : S("0")));
	TRY(put_setting(ctx, "origin", str_ends(origin, S("/")) ? str_slice(origin, 0, origin.n - 1) : origin));
	TRY(area_seed(ctx));
	TRY(kind_seed(ctx));
	TRY(method_seed(ctx));
	TRY(put_area(ctx, a, bad));
	if (a->demo) {
		TRY(put_setting(ctx, "clock", arena_printf(ctx->arena, "%d", DEMO_START)));
		TRY(demo_fill(ctx));
		TRY(demo_evenings(ctx));
	}
	if (a->admin[0] && !bad->n)
		TRY(account_invite(ctx, str_of(a->admin), a->lang, ROLE_ADMINISTRATOR, 0, 0, code, bad));
	return OK;
}

/* In one transaction: a folder has all of it or none. */
static enum err furnish_at_once(struct command *c, struct folder *f, const struct answers *a, char *code, size_t n)
{
	static const struct who keeper = { .local = true };
	struct problems bad = { 0 };
	struct str shown = STR_ABSENT;
	struct worker w;
	struct ctx *ctx;
	enum err e;

	worker_open(&w, &f->house, f->writer);
	ctx = worker_begin(&w);
	ctx->who = &keeper;
	ctx->lang = c->ctx.lang;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = furnish(ctx, a, &shown, &bad);
	if (!e && bad.n) {
		struct str gap = bad.at[0].gap.p ? bad.at[0].gap : S("");
		e = command_fail(c, ERR_INVALID, bad.at[0].text, arena_z(c->ctx.arena, gap));
	} else if (e) {
		snprintf(c->why, sizeof c->why, "%s", ctx->why);
	}
	if (!e && (e = db_commit(ctx)))
		snprintf(c->why, sizeof c->why, "%s", ctx->why);
	if (e)
		db_rollback(ctx);
	snprintf(code, n, "%.*s", STR_ARG(shown));
	w.db = NULL;
	worker_close(&w);
	return e;
}

/* What was made is taken away again when it could not be finished; never anything else. */
static void unmake(const char *dir)
{
	static const char *const ours[] = { "root.key", "database", "lock", "samhold.db", "samhold.db-wal", "samhold.db-shm", "reserve" };
	char path[1100];

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, ours[i]);
		unlink(path);
	}
	rmdir(dir);
}

static enum err make(struct command *c, const char *dir, const struct answers *a, char *code, size_t n)
{
	struct folder f;
	enum err e;

	if (!command_is_empty(dir))
		return command_fail(c, ERR_CONFLICT, N_("{x} is not empty. Choose a folder that does not exist yet; nothing in it was touched."), dir);
	e = folder_make(dir, a->database, a->demo, c->why, sizeof c->why);
	if (!e)
		e = folder_open(&f, dir, NULL, c->why, sizeof c->why);
	if (e) {
		unmake(dir);
		return e;
	}
	/* A demonstration is the same each time, to the last id. */
	if (a->demo) {
		rng_free(f.house.rng);
		f.house.rng = rng_new_repeatable(DEMO_SEED);
		clock_set(f.house.clock, DEMO_START);
	}
	e = furnish_at_once(c, &f, a, code, n);
	folder_close(&f);
	if (e)
		unmake(dir);
	return e;
}

/* --- the two commands ---------------------------------------------------------------------------------------- */

enum err cmd_init(struct cli *cli)
{
	const char *dir = cli_arg(cli, "DIR");
	struct command *c = command_of(cli);
	struct answers a;
	char code[80] = "";

	TRY(ask_all(cli, &a));
	TRY(make(c, dir, &a, code, sizeof code));
	printf("%s\n", say_with(c, N_("The folder {x} is made. Only you can read it."), dir));
	if (code[0]) {
		printf("%s\n", say_with(c, N_("One-time code of the first administrator: {x}"), code));
		printf("%s\n", say(c, N_("It is shown only now and works once, within 14 days, on the page “I have a code”.")));
	} else if (!a.demo) {
		printf("%s\n", say_with(c, N_("Invite the first administrator with: samhold user invite {x} --name NAME"), dir));
	}
	printf("%s\n", say_with(c, N_("Start it with: samhold serve {x}"), dir));
	return OK;
}

static enum err begin_again(struct cli *cli, const char *dir)
{
	struct command *c = command_of(cli);
	const struct question q = { .dir = dir, .method = "POST", .target = command_target(c, "/control/demo", NULL) };
	struct buf out;
	enum err e;

	buf_init(&out, ANSWER_MOST);
	e = command_ask(c, &q, &out);
	fwrite(out.p ? out.p : "", 1, out.n, stdout);
	buf_free(&out);
	return e;
}

enum err cmd_demo(struct cli *cli)
{
	const char *dir = cli_arg(cli, "DIR");
	struct command *c = command_of(cli);
	struct answers a = { .name = "Samhold", .lang = "da", .demo = true, .database = cli_text(cli, "database") };
	char code[80];

	if (cli_flag(cli, "reset"))
		return begin_again(cli, dir);
	TRY(make(c, dir, &a, code, sizeof code));
	printf("%s\n", say_with(c, N_("The demonstration is in {x}. Start it with: samhold serve {x}"), dir));
	return OK;
}
