/* cmd_lists.c -- import, export, user invite, answer, check, verify: what is asked of the house and printed. */
#include "hall/command.h"

#include <stdio.h>
#include <string.h>

enum { FILE_MOST = 24 << 20, MAIL_MOST = 1 << 20 };

/* Ask, and print what comes; also the findings of a check that went wrong. */
static enum err ask_and_print(struct cli *cli, const struct question *q)
{
	struct command *c = command_of(cli);
	struct buf out;
	enum err e;

	buf_init(&out, ANSWER_MOST);
	e = command_ask(c, q, &out);
	fwrite(out.p ? out.p : "", 1, out.n, stdout);
	buf_free(&out);
	return e;
}

static bool is_format(const char *format, const char *const *all)
{
	for (; *all; all++)
		if (!strcmp(format, *all))
			return true;
	return false;
}

static void aim(struct cli *cli, struct question *q, bool yes)
{
	struct command *c = command_of(cli);

	q->target = command_target(c, arena_printf(c->ctx.arena, "/control/import/%s", cli_arg(cli, "FORMAT")).p,
				   "source", cli_text(cli, "source"), "method", cli_text(cli, "method"), "zone", cli_text(cli, "zone"),
				   "kind", cli_text(cli, "kind"), "dry", cli_flag(cli, "dry-run") ? "1" : "", "json", cli_flag(cli, "json") ? "1" : "",
				   "yes", yes ? "1" : "", NULL);
}

/* Rows were refused, and told; the others wait for a yes. */
static enum err take_the_rest(struct cli *cli, struct question *q)
{
	struct command *c = command_of(cli);
	char typed[80];

	if (!cli_is_asking())
		return command_fail(c, ERR_INVALID, N_("Nothing was taken in, because rows were refused. Mend them, or take the others in with --yes."), NULL);
	if (!cli_ask(say(c, N_("Take the other rows in? y/n")), say(c, N_("no")), false, typed, sizeof typed) ||
	    !strchr("yYjJ", typed[0]) || !typed[0])
		return command_fail(c, ERR_INVALID, N_("Nothing was taken in."), NULL);
	aim(cli, q, true);
	return ask_and_print(cli, q);
}

enum err cmd_import(struct cli *cli)
{
	static const char *const formats[] = { "meeting-guide", "oiaa", "csv", "hsds", NULL };
	struct command *c = command_of(cli);
	struct question q = { .dir = cli_arg(cli, "DIR"), .method = "POST", .label = N_("Importing") };
	const char *format = cli_arg(cli, "FORMAT");

	if (!is_format(format, formats))
		return command_fail(c, ERR_INVALID, N_("“{x}” is no format. Write meeting-guide, oiaa, csv or hsds."), format);
	TRY((strcmp(format, "hsds") ? command_read_file : command_read_tables)(c, cli_arg(cli, "FILE"), FILE_MOST, &q.body));
	aim(cli, &q, cli_flag(cli, "yes"));
	TRY(ask_and_print(cli, &q));
	return c->status == 202 ? take_the_rest(cli, &q) : OK;
}

enum err cmd_export(struct cli *cli)
{
	static const char *const formats[] = { "meeting-guide", "ics", "csv", "hsds", "hsds-3.0", "hsds-json", "hsds-json-3.0", NULL };
	struct command *c = command_of(cli);
	struct question q = { .dir = cli_arg(cli, "DIR"), .method = "GET" };
	const char *format = cli_arg(cli, "FORMAT");

	if (!is_format(format, formats))
		return command_fail(c, ERR_INVALID, N_("“{x}” is no format. Write meeting-guide, ics, csv, hsds or hsds-json."), format);
	q.target = command_target(c, arena_printf(c->ctx.arena, "/control/export/%s", format).p, NULL);
	return ask_and_print(cli, &q);
}

enum err cmd_check(struct cli *cli)
{
	struct command *c = command_of(cli);
	const struct question q = { .dir = cli_arg(cli, "DIR"), .method = "GET", .target = command_target(c, "/control/check", NULL) };

	return ask_and_print(cli, &q);
}

enum err cmd_verify(struct cli *cli)
{
	struct command *c = command_of(cli);
	const struct question q = { .dir = cli_arg(cli, "DIR"), .method = "GET", .target = command_target(c, "/control/verify", NULL) };

	return ask_and_print(cli, &q);
}

enum err cmd_user_invite(struct cli *cli)
{
	struct command *c = command_of(cli);
	struct question q = { .dir = cli_arg(cli, "DIR"), .method = "POST" };
	const char *name = cli_text(cli, "name"), *role = cli_text(cli, "role");

	if (!name || !name[0])
		return command_fail(c, ERR_INVALID, N_("Write the person's name: --name \"Anna\"."), NULL);
	q.target = command_target(c, "/control/invitation", "name", name, "role", role ? role : "administrator", NULL);
	return ask_and_print(cli, &q);
}

/* What is longer than any answer is cut: the word stands at its beginning. */
enum err cmd_answer(struct cli *cli)
{
	struct command *c = command_of(cli);
	struct question q = { .dir = cli_arg(cli, "DIR"), .method = "POST", .target = command_target(c, "/control/answer", NULL) };
	char *p = arena_alloc(c->ctx.arena, MAIL_MOST + 1);

	q.body = (struct str){ p, fread(p, 1, MAIL_MOST, stdin) };
	return ask_and_print(cli, &q);
}
