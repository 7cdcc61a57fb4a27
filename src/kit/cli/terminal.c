/* terminal.c -- a person at a terminal: questions with an answer to take over, and a bar for what lasts. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { BAR_MOST = 40, COLUMNS_USUAL = 80, LINE_BYTES = 2000 };

bool cli_is_asking(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* Typed letters are not shown; answers whether they were before. */
static bool hide(struct termios *was)
{
	struct termios quiet;

	if (tcgetattr(STDIN_FILENO, was))
		return false;
	quiet = *was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	return !tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
}

bool cli_ask(const char *question, const char *fallback, bool secret, char *answer, size_t size)
{
	struct termios was;
	bool hidden, got;

	fprintf(stderr, "%s", question);
	if (fallback && fallback[0])
		fprintf(stderr, " [%s]", fallback);
	fputs(" ", stderr);
	hidden = secret && hide(&was);
	got = fgets(answer, (int)size, stdin) != NULL;
	if (hidden) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
		fputc('\n', stderr);
	}
	if (!got)
		return false;
	answer[strcspn(answer, "\r\n")] = 0;
	if (!answer[0] && fallback)
		snprintf(answer, size, "%s", fallback);
	return true;
}

/* --- the bar ------------------------------------------------------------------------------------------ */

void cli_bar_draw(struct buf *b, const char *label, int64_t done, int64_t all, int columns)
{
	int room = columns - (int)utf8_len(str_of(label)) - 10, full;
	int64_t percent = all > 0 ? done * 100 / all : 0;

	percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
	room = room > BAR_MOST ? BAR_MOST : room;
	full = room > 0 ? (int)(percent * room / 100) : 0;
	buf_fmt(b, "%s ", label);
	if (room > 3) {
		buf_lit(b, "[");
		for (int i = 0; i < room; i++)
			buf_char(b, i < full ? '#' : '.');
		buf_lit(b, "] ");
	}
	buf_fmt(b, "%3d %%", (int)percent);
}

static int columns(void)
{
	struct winsize w;

	return !ioctl(STDERR_FILENO, TIOCGWINSZ, &w) && w.ws_col > 0 ? w.ws_col : COLUMNS_USUAL;
}

void cli_bar_begin(struct cli_bar *bar, const char *label)
{
	const char *term = getenv("TERM");

	*bar = (struct cli_bar){ .label = label, .percent = -1 };
	bar->shown = isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
}

static void write_line(const struct buf *b)
{
	if (write(STDERR_FILENO, b->p, b->n) < 0)
		(void)0;                     /* a bar that cannot be seen is none */
}

void cli_bar_move(struct cli_bar *bar, int64_t done, int64_t all)
{
	/* Nothing is known before the work begins and after it has ended: a bar does not go back. */
	int percent = all > 0 ? (int)(done * 100 / all) : bar->percent > 0 ? bar->percent : 0;
	struct buf b;

	if (!bar->shown || percent == bar->percent)
		return;
	bar->percent = percent;
	buf_init(&b, LINE_BYTES);
	buf_lit(&b, "\r");
	cli_bar_draw(&b, bar->label, done, all, columns());
	write_line(&b);
	buf_free(&b);
}

void cli_bar_end(struct cli_bar *bar)
{
	if (bar->shown && bar->percent >= 0)
		fprintf(stderr, "\r%*s\r", columns() - 1, "");
	bar->shown = false;
}
