/* main.c -- the one program. */
#include "hall/hall.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
	/* The language is a text domain under this one locale (kit/tr); LANGUAGE would overrule it. */
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("LANGUAGE");
	/* Whatever this program makes is for its owner alone. */
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	/* A limit of file sizes is told like a full disk, not obeyed by dying. */
	signal(SIGXFSZ, SIG_IGN);
	return command_main(argc, argv);
}
