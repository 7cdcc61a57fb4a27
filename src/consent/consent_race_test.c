/* consent_race_test.c -- stop means stop, also while others are just about to tell. */
#include "consent/consent_test.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { TELLERS = 3, ROUNDS_USUAL = 100, TRIES_MOST = 20000 };

/* One round: several tell, one stops. */
struct stage {
	int64_t participant, consent, org;
	atomic_bool acked;                /* the stop was committed and answered */
	atomic_int told;
};

struct teller {
	struct worker worker;
	struct stage *stage;
	int64_t tries;
	int late;
};

static const struct who house = { .local = true };

static enum err tell_once(struct teller *t)
{
	struct ctx *ctx = worker_begin(&t->worker);
	int64_t which;
	enum err e;

	ctx->who = &house;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = consent_disclose(ctx, t->stage->participant, "org", t->stage->org, "handover", CLASS_NEED, &which);
	if (!e)
		e = db_commit(ctx);
	if (e)
		db_rollback(ctx);
	return e;
}

static void *tell_all(void *arg)
{
	struct teller *t = arg;

	for (int i = 0; i < TRIES_MOST; i++) {
		bool after = atomic_load(&t->stage->acked);
		enum err e = tell_once(t);
		t->tries++;
		if (e == OK) {
			atomic_fetch_add(&t->stage->told, 1);
			t->late += after;
			/* SQLite has no line to wait in: without a breath the stop might never have its turn. */
			usleep(2000);
		} else if (after && e == ERR_DENIED) {
			break;
		}
	}
	return NULL;
}

static enum err stop_once(struct worker *w, const struct stage *s)
{
	struct ctx *ctx = worker_begin(w);
	enum err e;

	ctx->who = &house;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = consent_stop(ctx, s->participant, s->consent);
	if (!e)
		e = db_commit(ctx);
	if (e)
		db_rollback(ctx);
	return e;
}

static void open_worker(struct world *w, const char *where, struct worker *worker)
{
	struct db_config config = { .url = str_of(where) };
	char why[240];
	struct db *db;

	ok(db_open(&config, &db, why, sizeof why) == OK);
	worker_open(worker, &w->folder.house, db);
}

static void race_once(struct stage *s, struct teller *tellers, struct worker *stopper)
{
	pthread_t threads[TELLERS];
	enum err e = ERR_IO;

	for (int i = 0; i < TELLERS; i++) {
		tellers[i].stage = s;
		ok(pthread_create(&threads[i], NULL, tell_all, &tellers[i]) == 0);
	}
	while (!atomic_load(&s->told))
		sched_yield();
	for (int i = 0; i < 100 && e; i++)
		e = stop_once(stopper, s);
	same_int(e, OK);
	atomic_store(&s->acked, true);
	for (int i = 0; i < TELLERS; i++)
		pthread_join(threads[i], NULL);
}

/* One person and one yes a round, before the threads begin. */
static struct stage *stages(struct consent_house *h, int n)
{
	struct stage *all = arena_array(h->w->arena, (size_t)n, struct stage);

	for (int i = 0; i < n; i++) {
		struct problems bad = { 0 };
		struct consent c = asked(h);
		c.participant = somebody(h->w, "Karim", h->org).id;
		ok(consent_give(h->w->ctx, &c, &bad) == OK && !bad.n);
		all[i].participant = c.participant;
		all[i].consent = c.id;
		all[i].org = h->other;
	}
	return all;
}

TEST(after_the_answer_to_a_stop_nothing_is_told_however_many_were_about_to)
{
	struct consent_house h = consent_house();
	char file[40] = "/tmp/samhold-stop-XXXXXX";
	const char *where = getenv("SAMHOLD_TEST_DATABASE");
	struct teller tellers[TELLERS] = { 0 };
	struct worker stopper;
	int rounds = test_times("SAMHOLD_TEST_STOPS", ROUNDS_USUAL);
	struct stage *all = stages(&h, rounds);
	struct world *w = h.w;
	int64_t tries = 0;
	int late = 0;

	world_commit(h.w);
	db_rollback(h.w->ctx);
	if (!where) {
		close(mkstemp(file));
		unlink(file);
		ok(db_copy_to(h.w->ctx, file, NULL, NULL) == OK);
		w = world_over(file);
		world_clock(w, h.w->ctx->now);
		db_rollback(w->ctx);
		where = file;
	}
	open_worker(w, where, &stopper);
	for (int i = 0; i < TELLERS; i++)
		open_worker(w, where, &tellers[i].worker);
	for (int i = 0; i < rounds; i++)
		race_once(&all[i], tellers, &stopper);
	for (int i = 0; i < TELLERS; i++) {
		late += tellers[i].late;
		tries += tellers[i].tries;
		worker_close(&tellers[i].worker);
	}
	worker_close(&stopper);
	same_int(late, 0);
	ok(tries > rounds);
	/* And in the order of the diary, which is the order of the commits. */
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	struct str after, told;
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM event d JOIN event s ON s.subject = d.subject AND s.what = 'consent.stopped' "
			  "WHERE d.what = 'consent.disclosed' AND d.n > s.n", &after) == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM event e WHERE e.what = 'consent.disclosed'", &told) == OK);
	same_text(after, "0");
	ok(!str_same(told, "0"));
	if (w != h.w) {
		world_free(w);
		unlink(file);
		ok(db_begin(h.w->ctx, DB_WRITE) == OK);
	}
	world_free(h.w);
}
