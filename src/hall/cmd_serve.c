/* cmd_serve.c -- serve: from a folder to a running house, and out again when told to. */
#include "hall/command.h"
#include "account/account.h"
#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { PEM_MOST = 1 << 20, ROOM_LEAST_MB = 64, CLOCK_2024 = 1704067200 };
static const int64_t clock_2101 = 4133980800;

/* --- what the machine must be like ------------------------------------------------------------------------ */

/* Deadlines, sessions and dates of meetings all hang on it. */
static enum err check_clock(struct command *c)
{
	struct clock *real = clock_new();
	int64_t now = clock_now(real);
	char year[24];
	struct tm tm;
	time_t t = (time_t)now;

	clock_free(real);
	if (now >= CLOCK_2024 && now < clock_2101)
		return OK;
	gmtime_r(&t, &tm);
	snprintf(year, sizeof year, "%d", tm.tm_year + 1900);
	return command_fail(c, ERR_IO, N_("The machine's clock shows the year {x}. Set it right (timedatectl set-ntp true), then start again."), year);
}

static enum err check_folder(struct command *c, const char *dir)
{
	char key[1100];

	snprintf(key, sizeof key, "%s/root.key", dir);
	if (access(dir, F_OK))
		return command_fail(c, ERR_NOT_FOUND, N_("There is no folder {x}. Make one with: samhold init {x}"), dir);
	if (access(dir, R_OK | W_OK | X_OK))
		return command_fail(c, ERR_DENIED, N_("This user may not write in {x}. Run as the user who owns it, or give it away: chown -R USER {x}"), dir);
	if (access(key, F_OK))
		return command_fail(c, ERR_NOT_FOUND, N_("{x} is no data folder. Make one with: samhold init {x}"), dir);
	return OK;
}

/* Reading goes on without room on the disk, so this is told and no reason to stay away. */
static void tell_room(struct command *c, const char *dir)
{
	struct statvfs fs;

	if (!statvfs(dir, &fs) && (uint64_t)fs.f_bavail * fs.f_frsize < (uint64_t)ROOM_LEAST_MB << 20)
		fprintf(stderr, "samhold: %s\n", say_with(c, N_("The disk of {x} is nearly full. Pages can be read; saving stops when it is. Make room."), dir));
}

/* --- how it is started ---------------------------------------------------------------------------------------- */

static enum err log_level(struct command *c, const char *name)
{
	static const char *const names[] = { "debug", "info", "notice", "error" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(name, names[i])) {
			log_open(STDERR_FILENO, (enum log_level)i);
			return OK;
		}
	return command_fail(c, ERR_INVALID, N_("“{x}” is no level of the log. Write debug, info, notice or error."), name);
}

static enum err read_tls(struct cli *cli, struct serve_config *s)
{
	const char *cert = cli_text(cli, "tls-cert"), *key = cli_text(cli, "tls-key");
	struct command *c = command_of(cli);

	if (!cert && !key)
		return OK;
	if (!cert || !key)
		return command_fail(c, ERR_INVALID, N_("Give both --tls-cert and --tls-key, or neither."), NULL);
	TRY(command_read_file(c, cert, PEM_MOST, &s->tls_cert));
	return command_read_file(c, key, PEM_MOST, &s->tls_key);
}

/* "127.0.0.1:8080", with the port that was really taken. */
static struct str address(struct command *c, const struct serve_config *s, int port)
{
	const char *scheme = str_is(s->tls_cert) ? "https" : "http";
	size_t colon = s->listen.n;

	if (str_starts(s->listen, S("unix:")))
		return s->listen;
	while (colon && s->listen.p[colon - 1] != ':')
		colon--;
	return arena_printf(c->ctx.arena, "%s://%.*s:%d", scheme, STR_ARG(str_slice(s->listen, 0, colon ? colon - 1 : 0)), port);
}

static void tell_start(struct command *c, const struct folder *f, struct str where)
{
	printf("%s\n", say_with(c, N_("Samhold is at {x}/  (stop with Ctrl-C)"), where.p));
	if (f->house.demo) {
		printf("%s\n", say(c, N_("This is a demonstration. These people can log in:")));
		for (const struct account_demo_login *l = account_demo_logins; l->name; l++)
			printf("  %-7s %s  %s\n", l->name, l->passphrase, say(c, l->sentence));
	}
	fflush(stdout);
}

/* --- until told to stop ------------------------------------------------------------------------------------------ */

static void block_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
	/* Before any thread is made: all of them inherit it, and only sigwait sees the signals. */
	pthread_sigmask(SIG_BLOCK, set, NULL);
}

static void wait_for_end(struct serve *serve, const sigset_t *set)
{
	static const struct timespec hour = { .tv_sec = 3600 };
	int got;

	/* A terminal that is closed is no order to stop: a server started by hand goes on. */
	do {
		got = sigtimedwait(set, NULL, &hour);
		if (got < 0 && errno == EAGAIN)
			serve_tidy(serve);
	} while (got < 0 || got == SIGHUP);
	log_line(LOG_NOTICE, "stopping", "signal", got == SIGINT ? "SIGINT" : "SIGTERM", NULL);
}

/* Without an origin of its own a house is where it listens. */
static void set_origin(struct command *c, struct folder *f, const struct serve_config *s, int port)
{
	if (str_same(f->house.origin, FOLDER_ORIGIN) && !str_starts(s->listen, S("unix:")))
		f->house.origin = address(c, s, port);
}

static enum err run(struct command *c, struct folder *f, struct serve_config *s)
{
	struct serve *serve;
	sigset_t signals;

	block_signals(&signals);
	TRY(serve_start(s, &serve, c->why, sizeof c->why));
	set_origin(c, f, s, serve_port(serve));
	tell_start(c, f, address(c, s, serve_port(serve)));
	serve_tidy(serve);
	wait_for_end(serve, &signals);
	serve_stop(serve);
	return OK;
}

/*
 * What is sealed on the disk is open in memory: no core file of it is written, to a file or to a program that
 * collects them, and nobody but root may look in.
 */
static void keep_memory_to_ourselves(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	prctl(PR_SET_DUMPABLE, 0);
}

enum err cmd_serve(struct cli *cli)
{
	const char *dir = cli_arg(cli, "DIR"), *listen = cli_text(cli, "listen"), *level = cli_text(cli, "log");
	struct command *c = command_of(cli);
	struct serve_config s = { .listen = str_of(listen ? listen : "127.0.0.1:8080"), .threads = (int)cli_int(cli, "threads", 0) };
	struct folder f;
	enum err e;

	if (!cli_flag(cli, "core"))
		keep_memory_to_ourselves();
	TRY(log_level(c, level ? level : "notice"));
	TRY(check_clock(c));
	TRY(check_folder(c, dir));
	TRY(read_tls(cli, &s));
	tell_room(c, dir);
	e = folder_open(&f, dir, cli_text(cli, "database"), c->why, sizeof c->why);
	if (e)
		return e;
	s.folder = &f;
	e = run(c, &f, &s);
	folder_close(&f);
	return e;
}
