/* cli.h -- a program's commands and options as tables: reading, help, questions, a progress bar. */
#ifndef KIT_CLI_H
#define KIT_CLI_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum cli_type { CLI_FLAG, CLI_TEXT, CLI_INT };

/* One row per option.  A flag has no value; a whole number lies between least and most. */
struct cli_option {
	const char *name;                 /* "listen" for --listen */
	enum cli_type type;
	const char *value;                /* what stands behind it: "ADDR:PORT"; NULL for a flag */
	const char *help;                 /* N_ */
	int64_t least, most;
};

/*
 * One row per command.  args names what stands without dashes, "FORMAT FILE DIR"; one in brackets
 * may be left out.  The name may have two words.
 */
struct cli;
struct cli_command {
	const char *name, *args;
	const char *help;                 /* N_: one line in the list of commands */
	const char *more;                 /* N_: what else its own help says; NULL */
	const struct cli_option *options; /* ends with name NULL; may be NULL */
	enum err (*run)(struct cli *);    /* called by the program, not by us */
};

struct cli_program {
	const char *name, *version;
	const char *help;                 /* N_: what the program is, in one line */
	const struct cli_command *commands;   /* ends with name NULL */
	/* How texts are translated; NULL: they stay as they are. */
	const char *(*say)(void *arg, const char *text);
	void *arg;
};

enum { CLI_ARGS_MOST = 4, CLI_OPTIONS_MOST = 24 };

/* A command line that has been read. */
struct cli {
	const struct cli_program *program;
	const struct cli_command *command;    /* NULL: help or the version was asked for, and is in out */
	const char *args[CLI_ARGS_MOST];
	const char *texts[CLI_OPTIONS_MOST];  /* by row of the command's options; NULL: not given */
	void *own;                            /* the program's */
};

/*
 * Read the words behind the program's name.  --help and --version, also behind a command, are
 * answered into out.  ERR_INVALID with a plain sentence in why for anything that is not in the tables.
 */
enum err cli_read(const struct cli_program *, int argc, char *const argv[], struct cli *, struct buf *out, char *why,
		  size_t why_size);
const char *cli_arg(const struct cli *, const char *name);        /* NULL: left out */
const char *cli_text(const struct cli *, const char *option);     /* NULL: not given */
bool cli_flag(const struct cli *, const char *option);
int64_t cli_int(const struct cli *, const char *option, int64_t otherwise);
void cli_help(const struct cli_program *, const struct cli_command *, struct buf *out);   /* NULL: of all */

/* "samhold: Sentence" on standard error; answers the exit code of the word. */
int cli_fail(const char *program, enum err, const char *sentence);

/* --- at a terminal -------------------------------------------------------------------------------- */
/* Can a question be asked: do standard input and standard error belong to a terminal? */
bool cli_is_asking(void);
/*
 * Ask on standard error, read a line.  Enter alone takes the fallback, which is shown; a secret is
 * not shown while typed.  False at the end of input.
 */
bool cli_ask(const char *question, const char *fallback, bool secret, char *answer, size_t size);

/* A bar on standard error, while that is a terminal; otherwise nothing at all. */
struct cli_bar {
	const char *label;
	bool shown;
	int percent;                      /* as drawn; -1 before the first */
};
void cli_bar_begin(struct cli_bar *, const char *label);
void cli_bar_move(struct cli_bar *, int64_t done, int64_t all);   /* all 0: not known yet */
void cli_bar_end(struct cli_bar *);                               /* the line is empty again */
/* The bar as text of at most so many columns, without line end. */
void cli_bar_draw(struct buf *, const char *label, int64_t done, int64_t all, int columns);

#endif
