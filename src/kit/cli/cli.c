/*
 * cli.c -- reads a command line by its tables.
 *
 * Not getopt_long: its tables know neither arguments nor sentences, it keeps its place in global
 * variables, and its complaints go to standard error in words of its own.
 */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* What every command understands. */
static const struct cli_option common[] = {
	{ "help", CLI_FLAG, NULL, N_("Show this help."), 0, 0 },
	{ "version", CLI_FLAG, NULL, N_("Show the version."), 0, 0 },
	{ 0 }
};

enum { COLUMN_MOST = 34, LINE_MOST = 96 };

static const char *said(const struct cli_program *p, const char *text)
{
	return p->say ? p->say(p->arg, text) : text;
}

static enum err complain(const struct cli_program *p, char *why, size_t n, const char *text, const char *gap)
{
	const char *sentence = said(p, text), *at = strstr(sentence, "{x}");

	if (at)
		snprintf(why, n, "%.*s%s%s", (int)(at - sentence), sentence, gap, at + 3);
	else
		snprintf(why, n, "%s", sentence);
	return ERR_INVALID;
}

/* --- the names of arguments: "FORMAT FILE [DIR]" ----------------------------------------------------- */

/* The n-th of them; *optional when it stands in brackets.  Absent: there are fewer. */
static struct str arg_name(const char *args, size_t n, bool *optional)
{
	struct str rest = str_of(args), word;

	while (str_cut(&rest, ' ', &word)) {
		if (!word.n || n--)
			continue;
		*optional = word.p[0] == '[';
		return *optional ? str_slice(word, 1, word.n - 1) : word;
	}
	return STR_ABSENT;
}

/* --- help --------------------------------------------------------------------------------------------- */

/* A text from this column on, broken at blanks where a line is full. */
static void put_wrapped(struct buf *b, const char *text, size_t column)
{
	struct str rest = str_of(text), word;
	size_t at = column;

	while (str_cut(&rest, ' ', &word)) {
		size_t n = utf8_len(word);
		if (at > column && at + 1 + n > LINE_MOST) {
			buf_fmt(b, "\n%*s", (int)column, "");
			at = column;
		} else if (at > column) {
			buf_char(b, ' ');
			at++;
		}
		buf_str(b, word);
		at += n;
	}
	buf_char(b, '\n');
}

static void put_row(struct buf *b, const char *name, const char *value, size_t column, const char *text)
{
	size_t n = 2 + strlen(name) + (value[0] ? 1 + strlen(value) : 0);

	buf_fmt(b, "  %s%s%s", name, value[0] ? " " : "", value);
	if (n + 2 > column) {
		buf_char(b, '\n');
		n = 0;
	}
	buf_fmt(b, "%*s", (int)(column - n), "");
	put_wrapped(b, text, column);
}

static void put_option(const struct cli_program *p, struct buf *b, const struct cli_option *o)
{
	char name[80];

	snprintf(name, sizeof name, "--%s", o->name);
	put_row(b, name, o->value ? o->value : "", COLUMN_MOST - 4, said(p, o->help));
}

static void help_of(const struct cli_program *p, const struct cli_command *c, struct buf *b)
{
	buf_fmt(b, "%s %s%s%s", p->name, c->name, c->args[0] ? " " : "", c->args);
	buf_fmt(b, c->options ? " [%s]\n\n" : "\n\n", said(p, N_("options")));
	put_wrapped(b, said(p, c->help), 0);
	if (c->more) {
		buf_char(b, '\n');
		put_wrapped(b, said(p, c->more), 0);
	}
	buf_fmt(b, "\n%s\n", said(p, N_("Options:")));
	for (const struct cli_option *o = c->options; o && o->name; o++)
		put_option(p, b, o);
	for (const struct cli_option *o = common; o->name; o++)
		put_option(p, b, o);
}

void cli_help(const struct cli_program *p, const struct cli_command *c, struct buf *b)
{
	if (c) {
		help_of(p, c, b);
		return;
	}
	buf_fmt(b, "%s %s: ", p->name, p->version);
	put_wrapped(b, said(p, p->help), strlen(p->name) + strlen(p->version) + 3);
	buf_fmt(b, "\n%s\n", said(p, N_("Commands:")));
	for (c = p->commands; c->name; c++)
		put_row(b, c->name, c->args, COLUMN_MOST, said(p, c->help));
	buf_fmt(b, "\n%s %s %s --help\n", said(p, N_("More about one of them:")), p->name, p->commands->name);
}

/* --- reading ------------------------------------------------------------------------------------------- */

struct reading {
	struct cli *cli;
	const struct cli_program *program;
	int argc, at;
	char *const *argv;
	size_t nargs;
	bool only_args;               /* "--" has been seen */
	bool help, version;
	char *why;
	size_t why_size;
};

static enum err bad(const struct reading *r, const char *text, const char *gap)
{
	return complain(r->program, r->why, r->why_size, text, gap);
}

/* One word, or two for "user invite". */
static const struct cli_command *command_of(struct reading *r)
{
	char two[80] = "";

	if (r->at + 1 < r->argc)
		snprintf(two, sizeof two, "%s %s", r->argv[r->at], r->argv[r->at + 1]);
	for (const struct cli_command *c = r->program->commands; c->name; c++)
		if (!strcmp(c->name, r->argv[r->at]) || !strcmp(c->name, two)) {
			r->at += strchr(c->name, ' ') ? 2 : 1;
			return c;
		}
	return NULL;
}

static const struct cli_option *option_of(const struct cli_option *o, struct str name)
{
	for (; o && o->name; o++)
		if (str_same(name, o->name))
			return o;
	return NULL;
}

static enum err check_number(const struct reading *r, const struct cli_option *o, const char *text)
{
	int64_t v;

	if (o->type == CLI_INT && (!str_int(str_of(text), &v) || v < o->least || v > o->most))
		return bad(r, N_("--{x} wants a whole number within its bounds; see --help."), o->name);
	return OK;
}

/* "--name value", "--name=value" or "--flag". */
static enum err read_option(struct reading *r)
{
	struct str word = str_of(r->argv[r->at++] + 2), name = word, value = STR_ABSENT;
	const struct cli_command *c = r->cli->command;
	const struct cli_option *o;
	char text[80];

	if (memchr(word.p, '=', word.n)) {
		value = word;
		str_cut(&value, '=', &name);
	}
	snprintf(text, sizeof text, "%.*s", STR_ARG(name));
	if (option_of(common, name)) {
		r->help |= !strcmp(text, "help");
		r->version |= !strcmp(text, "version");
		return OK;
	}
	o = option_of(c->options, name);
	if (!o)
		return bad(r, N_("There is no option --{x} here. The options stand in the command's --help."), text);
	if (o->type == CLI_FLAG && value.p)
		return bad(r, N_("--{x} takes no value."), text);
	if (o->type != CLI_FLAG && !value.p && r->at < r->argc)
		value = str_of(r->argv[r->at++]);
	if (o->type != CLI_FLAG && !value.p)
		return bad(r, N_("Something is missing behind --{x}."), text);
	r->cli->texts[o - c->options] = o->type == CLI_FLAG ? "" : value.p;
	return check_number(r, o, value.p ? value.p : "");
}

static enum err read_word(struct reading *r)
{
	const char *word = r->argv[r->at];
	bool optional;

	if (!r->only_args && !strcmp(word, "--")) {
		r->only_args = true;
		r->at++;
		return OK;
	}
	if (!r->only_args && !strncmp(word, "--", 2))
		return read_option(r);
	if (!r->only_args && word[0] == '-' && word[1])
		return bad(r, N_("Options are written out and begin with two hyphens, not like {x}."), word);
	if (r->nargs == CLI_ARGS_MOST || !arg_name(r->cli->command->args, r->nargs, &optional).p)
		return bad(r, N_("“{x}” is one word too many."), word);
	r->cli->args[r->nargs++] = word;
	r->at++;
	return OK;
}

static enum err read_command(struct reading *r)
{
	const struct cli_command *c = command_of(r);
	bool optional = false;
	struct str next;
	char name[40];

	if (!c)
		return bad(r, N_("There is no command “{x}”. All commands: --help."), r->argv[r->at]);
	r->cli->command = c;
	while (r->at < r->argc)
		TRY(read_word(r));
	next = arg_name(c->args, r->nargs, &optional);
	if (r->help || r->version || !next.p || optional)
		return OK;
	snprintf(name, sizeof name, "%.*s", STR_ARG(next));
	return bad(r, N_("{x} is missing. How the command is written: --help."), name);
}

enum err cli_read(const struct cli_program *p, int argc, char *const argv[], struct cli *cli, struct buf *out, char *why,
		  size_t n)
{
	struct reading r = { .cli = cli, .program = p, .argc = argc, .argv = argv, .at = 1, .why = why, .why_size = n };

	*cli = (struct cli){ .program = p };
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "help"))
		r.help = true;
	else if (!strcmp(argv[1], "--version"))
		r.version = true;
	else
		TRY(read_command(&r));
	if (r.version)
		buf_fmt(out, "%s %s\n", p->name, p->version);
	else if (r.help)
		cli_help(p, cli->command, out);
	if (r.help || r.version)
		cli->command = NULL;
	return OK;
}

const char *cli_arg(const struct cli *cli, const char *name)
{
	struct str is;
	bool optional;

	for (size_t i = 0; (is = arg_name(cli->command->args, i, &optional)).p; i++)
		if (str_same(is, name))
			return i < CLI_ARGS_MOST ? cli->args[i] : NULL;
	return NULL;
}

const char *cli_text(const struct cli *cli, const char *option)
{
	const struct cli_option *all = cli->command->options, *o = option_of(all, str_of(option));

	return o ? cli->texts[o - all] : NULL;
}

bool cli_flag(const struct cli *cli, const char *option)
{
	return cli_text(cli, option) != NULL;
}

int64_t cli_int(const struct cli *cli, const char *option, int64_t otherwise)
{
	const char *text = cli_text(cli, option);
	int64_t v;

	return text && str_int(str_of(text), &v) ? v : otherwise;
}

int cli_fail(const char *program, enum err e, const char *sentence)
{
	fprintf(stderr, "%s: %s\n", program, sentence);
	return err_exit(e);
}
