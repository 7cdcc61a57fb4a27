/* pool.c -- a few threads for what is slow: hashing passphrases, large exports, imports. */
#include "hall/hall.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { QUEUE_MOST = 64, THREADS_MOST = 8 };

struct slow {
	struct job *job;
	void (*work)(struct worker *, struct job *);
};

struct pool {
	pthread_t threads[THREADS_MOST];
	int nthreads;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct slow queue[QUEUE_MOST];
	size_t first, n;
	bool stopping;
	struct folder *folder;
};

static bool take(struct pool *p, struct slow *out)
{
	bool got;

	pthread_mutex_lock(&p->lock);
	while (!p->n && !p->stopping)
		pthread_cond_wait(&p->more, &p->lock);
	got = p->n > 0;
	if (got) {
		*out = p->queue[p->first];
		p->first = (p->first + 1) % QUEUE_MOST;
		p->n--;
	}
	pthread_mutex_unlock(&p->lock);
	return got;
}

static void *pool_thread(void *arg)
{
	struct pool *p = arg;
	struct worker w;
	struct slow s;

	worker_open(&w, &p->folder->house, NULL);
	while (take(p, &s)) {
		worker_reader(&w, p->folder);
		s.work(&w, s.job);
	}
	worker_close(&w);
	return NULL;
}

struct pool *pool_start(struct folder *folder, int threads)
{
	struct pool *p = calloc(1, sizeof *p);

	if (!p)
		abort();
	p->folder = folder;
	p->nthreads = threads < THREADS_MOST ? threads : THREADS_MOST;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->more, NULL);
	for (int i = 0; i < p->nthreads; i++)
		pthread_create(&p->threads[i], NULL, pool_thread, p);
	return p;
}

enum err pool_put(struct pool *p, struct job *job, void (*work)(struct worker *, struct job *))
{
	bool full;

	pthread_mutex_lock(&p->lock);
	full = p->n == QUEUE_MOST || p->stopping;
	if (!full)
		p->queue[(p->first + p->n++) % QUEUE_MOST] = (struct slow){ job, work };
	pthread_cond_signal(&p->more);
	pthread_mutex_unlock(&p->lock);
	return full ? ERR_LIMIT : OK;
}

void pool_stop(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	p->stopping = true;
	pthread_cond_broadcast(&p->more);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->nthreads; i++)
		pthread_join(p->threads[i], NULL);
	free(p);
}
