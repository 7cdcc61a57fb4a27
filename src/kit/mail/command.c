/*
 * command.c -- a letter to a program of this machine, on its standard input.
 *
 * No shell reads anything, the environment is empty but for three names, and no descriptor of ours is inherited.
 */
#include "mail/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* As sysexits has them: what sendmail answers. */
enum { EXIT_DATA = 65, EXIT_NOBODY = 67 };

/* Its own process group, so that what it started ends with it; the signals that the server holds back are its own again. */
static int start(const char *const *argv, const struct mail *m, int in, pid_t *pid)
{
	char id[MAIL_NAME_MOST + 32], path[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	char again[] = "SAMHOLD_AGAIN=0";
	char *env[] = { path, id, again, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, usual;
	int rc;

	snprintf(id, sizeof id, "SAMHOLD_MESSAGE=%.*s", STR_ARG(m->name));
	again[sizeof again - 2] = m->again ? '1' : '0';
	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&how, 0);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &usual);
	rc = posix_spawn(pid, argv[0], &files, &how, (char *const *)argv, env);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

/* A program that does not read is no reason to wait for ever: the socket holds a whole letter, or time ends it. */
static void feed(int fd, struct str bytes, int seconds)
{
	struct timeval tv = { .tv_sec = seconds };

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv);
	for (size_t n = 0; n < bytes.n;) {
		ssize_t k = send(fd, bytes.p + n, bytes.n - n, MSG_NOSIGNAL);
		if (k < 0 && errno != EINTR)
			break;
		n += k > 0 ? (size_t)k : 0;
	}
	shutdown(fd, SHUT_WR);
}

/* Did it end by itself in time?  What it left behind is ended with it. */
static bool wait_for(pid_t pid, int seconds, int *status)
{
	struct pollfd p = { .fd = pidfd_open(pid, 0), .events = POLLIN };
	bool ended = p.fd >= 0 && poll(&p, 1, seconds * 1000) == 1;

	kill(-pid, SIGKILL);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	if (p.fd >= 0)
		close(p.fd);
	return ended;
}

static enum mail_end end_of(int status, char *why)
{
	if (!WIFEXITED(status)) {
		snprintf(why, MAIL_WHY, "the program was ended by signal %d", WTERMSIG(status));
		return MAIL_UNSURE;
	}
	snprintf(why, MAIL_WHY, "the program ended with %d", WEXITSTATUS(status));
	if (!WEXITSTATUS(status))
		return MAIL_SENT;
	return WEXITSTATUS(status) == EXIT_DATA || WEXITSTATUS(status) == EXIT_NOBODY ? MAIL_REFUSED : MAIL_LATER;
}

static enum mail_end run(const char *const *argv, const struct mail *m, struct str bytes, int seconds, char *why)
{
	int pair[2], status = 0;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
		snprintf(why, MAIL_WHY, "no descriptor is free");
		return MAIL_LATER;
	}
	if (start(argv, m, pair[1], &pid)) {
		snprintf(why, MAIL_WHY, "the program cannot be started");
		close(pair[0]);
		close(pair[1]);
		return MAIL_LATER;
	}
	close(pair[1]);
	feed(pair[0], bytes, seconds);
	close(pair[0]);
	if (wait_for(pid, seconds, &status))
		return end_of(status, why);
	snprintf(why, MAIL_WHY, "the program did not end in time");
	return MAIL_UNSURE;
}

enum mail_end mail_to_command(const char *const *argv, const struct mail *m, int seconds, char *why)
{
	struct arena *a = arena_new(0);
	struct str bytes = mail_bytes(a, m);
	enum mail_end end = MAIL_REFUSED;

	snprintf(why, MAIL_WHY, "the letter does not fit");
	if (bytes.p)
		end = run(argv, m, bytes, seconds ? seconds : MAIL_COMMAND_SECONDS, why);
	arena_free(a);
	return end;
}
