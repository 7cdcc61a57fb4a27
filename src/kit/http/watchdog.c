/*
 * watchdog.c -- absolute deadlines for sockets.
 *
 * A client that sends one byte a second is never idle and never done.  One
 * thread looks at all connections a few times a second and shuts down those
 * whose time is over; the thread that owns the connection then finds it closed
 * by the other side and cleans up in its usual way.  A sorted structure would
 * be slower: deadlines move with every request, the walk over a few thousand
 * entries costs microseconds.
 */
#include "http/watchdog.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { ROUND_MS = 200 };

struct watchdog {
	pthread_mutex_t lock;
	pthread_cond_t stop;
	pthread_t thread;
	bool stopping;
	struct watched ring;             /* next and prev only */
};

static void shut(struct watched *w)
{
	atomic_store_explicit(&w->due, 0, memory_order_relaxed);
	shutdown(w->fd, SHUT_RDWR);
}

static void one_round(struct watchdog *d, int64_t now)
{
	for (struct watched *w = d->ring.next; w != &d->ring; w = w->next) {
		int64_t due = atomic_load_explicit(&w->due, memory_order_relaxed);
		if (due && due <= now)
			shut(w);
	}
}

static struct timespec next_round(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_nsec += ROUND_MS * 1000000L;
	t.tv_sec += t.tv_nsec / 1000000000L;
	t.tv_nsec %= 1000000000L;
	return t;
}

static void *watch(void *arg)
{
	struct watchdog *d = arg;

	pthread_mutex_lock(&d->lock);
	while (!d->stopping) {
		struct timespec until = next_round();
		pthread_cond_timedwait(&d->stop, &d->lock, &until);
		one_round(d, mono_us());
	}
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

static void free_all(struct watchdog *d)
{
	pthread_cond_destroy(&d->stop);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

struct watchdog *watchdog_open(void)
{
	struct watchdog *d = calloc(1, sizeof *d);
	pthread_condattr_t monotonic;

	if (!d)
		return NULL;
	d->ring.next = d->ring.prev = &d->ring;
	pthread_mutex_init(&d->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&d->stop, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (!pthread_create(&d->thread, NULL, watch, d))
		return d;
	free_all(d);
	return NULL;
}

void watchdog_close(struct watchdog *d)
{
	if (!d)
		return;
	pthread_mutex_lock(&d->lock);
	d->stopping = true;
	pthread_cond_signal(&d->stop);
	pthread_mutex_unlock(&d->lock);
	pthread_join(d->thread, NULL);
	free_all(d);
}

void watchdog_add(struct watchdog *d, struct watched *w, int fd, int64_t seconds)
{
	w->fd = fd;
	watch_for(w, seconds);
	pthread_mutex_lock(&d->lock);
	w->next = d->ring.next;
	w->prev = &d->ring;
	w->next->prev = w->prev->next = w;
	pthread_mutex_unlock(&d->lock);
}

void watchdog_remove(struct watchdog *d, struct watched *w)
{
	pthread_mutex_lock(&d->lock);
	w->next->prev = w->prev;
	w->prev->next = w->next;
	pthread_mutex_unlock(&d->lock);
}

void watch_for(struct watched *w, int64_t seconds)
{
	atomic_store_explicit(&w->due, seconds ? mono_us() + seconds * 1000000 : 0,
			      memory_order_relaxed);
}

void watchdog_shut_all(struct watchdog *d)
{
	pthread_mutex_lock(&d->lock);
	for (struct watched *w = d->ring.next; w != &d->ring; w = w->next)
		shut(w);
	pthread_mutex_unlock(&d->lock);
}
