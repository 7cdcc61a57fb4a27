/* ride_race_test.c -- two drivers say yes in the same moment, on two connections: one drives, the other is thanked. */
#include "ride/ride_test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 25, TRIES_MOST = 20000 };

struct driver {
	struct worker worker;
	struct who who;
	int64_t ride;
	atomic_int *ready;
	int won, thanked;
};

/* OK with a problem: thanked. */
static enum err say_yes(struct driver *d, struct problems *bad)
{
	struct ctx *ctx = worker_begin(&d->worker);
	enum err e;

	ctx->who = &d->who;
	bad->n = 0;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = ride_yes(ctx, d->ride, RIDE_BOTH, bad);
	if (!e && !bad->n)
		e = db_commit(ctx);
	if (e || bad->n)
		db_rollback(ctx);
	return e;
}

/* The hall tries again what somebody else was in the way of. */
static void *drive(void *arg)
{
	struct driver *d = arg;
	struct problems bad;

	atomic_fetch_add(d->ready, 1);
	while (atomic_load(d->ready) < 2)
		;
	for (int i = 0; i < TRIES_MOST; i++)
		if (say_yes(d, &bad) == OK) {
			d->won += !bad.n;
			d->thanked += bad.n > 0;
			break;
		}
	return NULL;
}

static void open_driver(struct world *w, const char *where, struct driver *d, int64_t account)
{
	struct db_config config = { .url = str_of(where) };
	char why[240];
	struct db *db;

	ok(db_open(&config, &db, why, sizeof why) == OK);
	worker_open(&d->worker, &w->folder.house, db);
	d->who = (struct who){ .account = account };
}

static void race_once(struct driver d[static 2], int64_t ride)
{
	atomic_int ready = 0;
	pthread_t threads[2];

	for (int i = 0; i < 2; i++) {
		d[i].ride = ride;
		d[i].ready = &ready;
		ok(pthread_create(&threads[i], NULL, drive, &d[i]) == 0);
	}
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
}

TEST(of_two_who_say_yes_at_once_on_two_connections_exactly_one_drives)
{
	struct trip t = trip_new();
	char file[40] = "/tmp/samhold-ride-XXXXXX";
	const char *where = getenv("SAMHOLD_TEST_DATABASE");
	struct ride_car many = { 3, 0, 30, false };
	struct driver d[2] = { 0 };
	struct problems bad = { 0 };
	struct world *w = t.w;
	int64_t rides[ROUNDS];
	struct str answer;

	for (int i = 0; i < 2; i++) {
		trip_acts(&t, i ? t.kaj : t.poul);
		ok(ride_car_save(t.w->ctx, &many, &bad) == OK && !bad.n);
	}
	for (int i = 0; i < ROUNDS; i++)
		rides[i] = trip_asked(&t).id;
	world_commit(t.w);
	db_rollback(t.w->ctx);
	if (!where) {
		close(mkstemp(file));
		unlink(file);
		ok(db_copy_to(t.w->ctx, file, NULL, NULL) == OK);
		w = world_over(file);
		world_clock(w, t.w->ctx->now);
		db_rollback(w->ctx);
		where = file;
	}
	open_driver(w, where, &d[0], t.poul);
	open_driver(w, where, &d[1], t.kaj);
	for (int i = 0; i < ROUNDS; i++)
		race_once(d, rides[i]);
	same_int(d[0].won + d[1].won, ROUNDS);
	same_int(d[0].thanked + d[1].thanked, ROUNDS);
	for (int i = 0; i < 2; i++)
		worker_close(&d[i].worker);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM consent_disclosure WHERE purpose = 'ride'", &answer) == OK);
	same_text(answer, arena_printf(w->arena, "%d", ROUNDS).p);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM ride WHERE state = 'arranged' AND out_driver = home_driver", &answer) == OK);
	same_text(answer, arena_printf(w->arena, "%d", ROUNDS).p);
	if (w != t.w) {
		world_free(w);
		unlink(file);
		ok(db_begin(t.w->ctx, DB_WRITE) == OK);
	}
	world_free(t.w);
}
