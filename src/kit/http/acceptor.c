/* acceptor.c -- one thread that accepts and gives away. */
#include "http/acceptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { REST_MS = 5 };

struct acceptor {
	int fd, stop;
	void (*give)(void *, int, const struct sockaddr *, socklen_t);
	int (*may)(void *);
	void *arg;
	pthread_t thread;
};

/* Is there something to accept?  false: it is time to stop. */
static bool waited(const struct acceptor *a)
{
	struct pollfd p[] = { { .fd = a->stop, .events = POLLIN }, { .fd = a->fd, .events = POLLIN } };

	while (poll(p, 2, -1) < 0)
		if (errno != EINTR)
			return false;
	return !p[0].revents;
}

/* Until there is room, or it is time to stop. */
static void rest(const struct acceptor *a)
{
	struct pollfd p = { .fd = a->stop, .events = POLLIN };

	poll(&p, 1, REST_MS);
}

static void *run(void *arg)
{
	struct acceptor *a = arg;

	while (waited(a)) {
		struct sockaddr_storage from;
		socklen_t size = sizeof from;
		int fd = a->may(a->arg) ? accept4(a->fd, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC) : -1;
		if (fd >= 0)
			a->give(a->arg, fd, (struct sockaddr *)&from, size);
		else if (errno != EINTR && errno != ECONNABORTED)
			rest(a);
	}
	return NULL;
}

struct acceptor *acceptor_start(int fd, void (*give)(void *, int, const struct sockaddr *, socklen_t), int (*may)(void *), void *arg)
{
	struct acceptor *a = calloc(1, sizeof *a);
	int flags = fcntl(fd, F_GETFL);

	if (!a)
		return NULL;
	*a = (struct acceptor){ .fd = fd, .stop = eventfd(0, EFD_CLOEXEC), .give = give, .may = may, .arg = arg };
	/* Another may have taken it, or it went away, between the waiting and the taking. */
	if (a->stop >= 0 && flags >= 0 && !fcntl(fd, F_SETFL, flags | O_NONBLOCK) && !pthread_create(&a->thread, NULL, run, a))
		return a;
	if (a->stop >= 0)
		close(a->stop);
	free(a);
	return NULL;
}

void acceptor_stop(struct acceptor *a)
{
	if (!a)
		return;
	eventfd_write(a->stop, 1);
	pthread_join(a->thread, NULL);
	close(a->stop);
	free(a);
}
