/* cmd.c -- the commands: one table for reading them, for their help and for running them. */
#include "hall/command.h"
#include "base/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct cli_option init_options[] = {
	{ "name", CLI_TEXT, "NAME", N_("What the house is called on its pages."), 0, 0 },
	{ "lang", CLI_TEXT, "da|en", N_("Language for those whose browser says nothing."), 0, 0 },
	{ "admin", CLI_TEXT, "NAME", N_("Name of the first administrator, who gets a one-time code."), 0, 0 },
	{ "area", CLI_TEXT, "AREA", N_("Municipality, region or state that the house is for."), 0, 0 },
	{ "demo", CLI_FLAG, NULL, N_("Fill it with the demonstration, whose clock can be turned."), 0, 0 },
	{ "neutral", CLI_FLAG, NULL, N_("Neutral mode: titles of pages tell nothing but the name of the house."), 0, 0 },
	{ "database", CLI_TEXT, "URL", N_("postgresql://… instead of a file in the folder."), 0, 0 },
	{ "origin", CLI_TEXT, "URL", N_("Public address, for example https://example.org."), 0, 0 },
	{ 0 }
};

static const struct cli_option serve_options[] = {
	{ "listen", CLI_TEXT, "ADDR:PORT", N_("Where to listen; 127.0.0.1:8080 when nothing is said, port 0 takes a free one."), 0, 0 },
	{ "database", CLI_TEXT, "URL", N_("postgresql://… instead of the folder's own."), 0, 0 },
	{ "tls-cert", CLI_TEXT, "FILE", N_("Certificate chain (PEM), when no nginx or Caddy stands in front."), 0, 0 },
	{ "tls-key", CLI_TEXT, "FILE", N_("Its key (PEM)."), 0, 0 },
	{ "threads", CLI_INT, "N", N_("HTTP threads, 1 to 64; one per core when nothing is said."), 1, 64 },
	{ "log", CLI_TEXT, "LEVEL", N_("debug, info, notice or error; notice when nothing is said."), 0, 0 },
	{ "core", CLI_FLAG, NULL, N_("Let the system write down its memory when it crashes, and debuggers look in. There are keys and names in it."), 0, 0 },
	{ 0 }
};

static const struct cli_option demo_options[] = {
	{ "reset", CLI_FLAG, NULL, N_("Begin the demonstration in this folder again."), 0, 0 },
	{ "database", CLI_TEXT, "URL", N_("postgresql://… instead of a file in the folder."), 0, 0 },
	{ 0 }
};

static const struct cli_option import_options[] = {
	{ "source", CLI_TEXT, "NAME", N_("Whose list it is: the next file of that name is compared with this one."), 0, 0 },
	{ "method", CLI_TEXT, "METHOD", N_("How its meetings work, where the file does not say: smart, na, al_anon …"), 0, 0 },
	{ "zone", CLI_TEXT, "ZONE", N_("Whose clock they follow, where neither file nor address says: Europe/Copenhagen."), 0, 0 },
	{ "kind", CLI_TEXT, "KIND", N_("Which kind of support a directory holds that does not say: housing, transportation …"), 0, 0 },
	{ "dry-run", CLI_FLAG, NULL, N_("Only say what would happen."), 0, 0 },
	{ "yes", CLI_FLAG, NULL, N_("Take the good rows in also when others are refused; at a terminal it is asked."), 0, 0 },
	{ "json", CLI_FLAG, NULL, N_("Answer in JSON, a row for each entry that is not unchanged."), 0, 0 },
	{ 0 }
};

static const struct cli_option backup_options[] = {
	{ "new-key", CLI_FLAG, NULL, N_("Make a new key for the paper; older backups still need the old one."), 0, 0 },
	{ "keep", CLI_INT, "N", N_("FILE is a folder: name the backup by day and time, and keep the newest N of them."), 2, 10000 },
	{ 0 }
};

static const struct cli_option restore_options[] = {
	{ "database", CLI_TEXT, "URL", N_("postgresql://…, an empty one, instead of a file in the folder."), 0, 0 },
	{ "key", CLI_TEXT, "KEY", N_("The key on paper. Better not here, where others see it: it is asked for."), 0, 0 },
	{ "erased", CLI_TEXT, "FILE", N_("The list of who was erased since; \"erased\" beside the backup when nothing is said."), 0, 0 },
	{ 0 }
};

static const struct cli_option invite_options[] = {
	{ "name", CLI_TEXT, "NAME", N_("What colleagues call the person."), 0, 0 },
	{ "role", CLI_TEXT, "ROLE", N_("administrator, coordinator, keeper, technical …; administrator when nothing is said."), 0, 0 },
	{ 0 }
};

static const struct cli_command commands[] = {
	{ "init", "DIR", N_("Make a data folder and invite its first administrator."),
	  N_("At a terminal it asks six questions; each is also an option, and one that is given is not asked."),
	  init_options, cmd_init },
	{ "serve", "DIR", N_("Serve the folder's pages until stopped by SIGTERM or Ctrl-C."), NULL, serve_options, cmd_serve },
	{ "demo", "DIR", N_("Make a demonstration folder on Monday 12 December 2016."), NULL, demo_options, cmd_demo },
	{ "import", "FORMAT FILE DIR", N_("Take a list in. FORMAT is meeting-guide, oiaa, csv or hsds."),
	  N_("With hsds FILE is a zip, a folder of tables or JSON. Rows that cannot be read are told with line and reason; the others wait for a yes. A whole import can be taken back on the page “Lists in and out”."),
	  import_options, cmd_import },
	{ "export", "FORMAT DIR", N_("Write what is public. FORMAT is meeting-guide, ics, csv, hsds (a zip of tables) or hsds-json."),
	  N_("hsds-3.0 and hsds-json-3.0 are the same as the older version 3.0 has it."), NULL, cmd_export },
	{ "backup", "DIR FILE", N_("Write an encrypted backup, also while the server runs, and try it."),
	  N_("The first backup prints a key. Write it on paper: without it no backup can be opened, by nobody. Later ones use the same key and ask nothing."),
	  backup_options, cmd_backup },
	{ "restore", "FILE DIR", N_("Make a folder from a backup and the key on paper."), NULL, restore_options, cmd_restore },
	{ "check", "DIR", N_("Look whether everything in the folder fits together."), NULL, NULL, cmd_check },
	{ "verify", "DIR", N_("Look whether anybody has changed the diary of who did what."), NULL, NULL, cmd_verify },
	{ "answer", "DIR", N_("Take an answer to a message from standard input; one that begins with STOP stops that way to reach somebody."),
	  N_("For the mail system: let it give every mail to the address that messages come from to this command as well. It ends with 4 when there is nothing to stop in it."),
	  NULL, cmd_answer },
	{ "user invite", "DIR", N_("Invite somebody; prints a one-time code."), NULL, invite_options, cmd_user_invite },
	{ 0 }
};

/* --- language ------------------------------------------------------------------------------------------ */

const char *say(struct command *c, const char *text)
{
	return tr_of(&c->ctx, str_of(text)).p;
}

const char *say_with(struct command *c, const char *text, const char *gap)
{
	return TR_FILL(&c->ctx, tr_of(&c->ctx, str_of(text)), { "x", str_of(gap) }).p;
}

enum err command_fail(struct command *c, enum err e, const char *text, const char *gap)
{
	snprintf(c->why, sizeof c->why, "%s", gap ? say_with(c, text, gap) : say(c, text));
	return e;
}

static const char *say_help(void *c, const char *text)
{
	return say(c, text);
}

/* As gettext would decide, but only between the languages that we have. */
static const char *terminal_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *v = getenv(names[i]);
		if (v && v[0])
			return !strncmp(v, "da", 2) ? "da" : "en";
	}
	return "en";
}

static void command_open(struct command *c)
{
	*c = (struct command){ 0 };
	c->speech.tr = tr_open(hall_locale());
	c->ctx = (struct ctx){ .arena = arena_new(256 << 20), .who = &access_visitor, .lang = terminal_language(),
			       .house = &c->speech };
	/* A command says in plain words what went wrong; the log is the server's. */
	log_open(STDERR_FILENO, LOG_ERROR);
}

static void command_close(struct command *c)
{
	tr_close(c->speech.tr);
	arena_free(c->ctx.arena);
}

/* --- running -------------------------------------------------------------------------------------------- */

/* Sentences of the parts below say what is wrong; some of them have a cure. */
static void add_cure(struct command *c)
{
	static const struct {
		const char *sign, *cure;
	} cures[] = {
		{ "listening there already", N_("Stop that program, or choose another port: --listen 127.0.0.1:8081") },
		{ "ports below 1024", N_("Choose a port from 1024 on, and let nginx or Caddy stand in front of it.") },
		{ "a server is running", N_("Stop it first: two servers on one folder would lose each other's writes.") },
		{ "disk is full", N_("Make room on the disk, and try again.") },
		{ "No space left", N_("Make room on the disk, and try again.") },
		{ "readonly database", N_("This user may not write the database. Give the folder to it: chown -R USER DIR") },
		{ "Permission denied", N_("This user may not read or write there. Give the folder to it: chown -R USER DIR") },
	};
	char first[sizeof c->why];
	size_t n = strlen(c->why);

	memcpy(first, c->why, sizeof first);
	for (size_t i = 0; i < sizeof cures / sizeof *cures; i++)
		if (strstr(first, cures[i].sign)) {
			snprintf(c->why, sizeof c->why, "%.*s%s %s", (int)sizeof first / 2, first,
				 n && first[n - 1] == '.' ? "" : ".", say(c, cures[i].cure));
			return;
		}
}

static int run(struct cli *cli)
{
	struct command *c = command_of(cli);
	enum err e = cli->command->run(cli);

	if (e && !c->why[0])
		command_fail(c, e, N_("Something went wrong with us. Nothing was half done."), NULL);
	if (!e)
		return 0;
	add_cure(c);
	return cli_fail(cli->program->name, e, c->why);
}

int command_main(int argc, char **argv)
{
	struct command c;
	struct cli_program program = { .name = "samhold", .version = SAMHOLD_VERSION, .commands = commands, .say = say_help, .arg = &c,
				       .help = N_("support found near you, arrived at, come back to: a house for associations.") };
	struct buf out;
	struct cli cli;
	enum err e;
	int code;

	command_open(&c);
	buf_init(&out, 1 << 20);
	e = cli_read(&program, argc, argv, &cli, &out, c.why, sizeof c.why);
	cli.own = &c;
	if (e) {
		code = cli_fail(program.name, e, c.why);
	} else if (!cli.command) {
		fwrite(out.p, 1, out.n, stdout);
		code = 0;
	} else {
		code = run(&cli);
	}
	/* Whoever reads only the first lines (head) has what they wanted. */
	if (fflush(stdout) && errno != EPIPE)
		code = cli_fail(program.name, ERR_IO, say(&c, N_("The answer could not be written.")));
	buf_free(&out);
	command_close(&c);
	return code;
}
