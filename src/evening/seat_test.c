/* seat_test.c -- a seat goes to one, an offer waits five days, and a talk has four outcomes. */
#include "evening/evening_race_test.h"

static int64_t waiting(struct evening_house *h, const char *nickname)
{
	struct problems bad = { 0 };
	int64_t id = 0;

	ok(evening_seat_wait(h->w->ctx, &h->m, str_of(nickname), &id, &bad) == OK && !bad.n);
	return id;
}

static bool offered(struct evening_house *h, int64_t id)
{
	struct problems bad = { 0 };

	ok(evening_seat_offer(h->w->ctx, &h->m, id, &bad) == OK);
	return !bad.n;
}

TEST(an_offer_keeps_a_seat_for_five_days_and_then_it_is_free_by_itself)
{
	struct evening_house h = evening_house();
	struct problems bad = { 0 };
	int64_t first, second;

	ok(db_script(h.w->ctx, "UPDATE evening_series SET seats = 1") == OK);
	first = waiting(&h, "Havørn"), second = waiting(&h, "Regn");
	ok(offered(&h, first) && !offered(&h, second));
	world_clock(h.w, EVENING_ENDS + 5 * (int64_t)DAY_S - 1);
	ok(!offered(&h, second));
	world_clock(h.w, EVENING_ENDS + 5 * (int64_t)DAY_S);
	ok(offered(&h, second));
	/* Too late for the first; they keep their place in the line. */
	ok(evening_seat_take(h.w->ctx, &h.m, first, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(evening_seat_take(h.w->ctx, &h.m, second, &bad) == OK && !bad.n);
	ok(!offered(&h, first));
	ok(evening_seat_leave(h.w->ctx, &h.m, second) == OK);
	ok(offered(&h, first));
	world_free(h.w);
}

TEST(the_page_shows_nicknames_the_line_and_when_a_new_group_could_begin)
{
	struct evening_house h = evening_house();
	const char *path = arena_printf(h.w->arena, "/da/work/evenings/%lld/seats", (long long)h.m.id).p, *one;
	struct answer a;

	ok(db_script(h.w->ctx, "UPDATE evening_series SET seats = 1, starts_with = 2, talk = 'offered'") == OK);
	as_facilitator(&h);
	same_int(visit(h.w, "GET", path, NULL).status, 403);
	as_coordinator(&h);
	same_int(post(h.w, path, "nickname=Ring+010190-1234").status, 422);
	same_int(post(h.w, path, "nickname=").status, 422);
	same_int(post(h.w, path, "nickname=Havørn").status, 303);
	world_clock(h.w, EVENING_ENDS + 1);
	same_int(post(h.w, path, "nickname=Regn").status, 303);
	a = visit(h.w, "GET", path, NULL);
	ok(says(a, "Havørn") && says(a, "Nummer 2 i rækken") && says(a, "en ny gruppe kunne begynde") && says(a, "0 af 1 pladser"));
	one = arena_printf(h.w->arena, "%s/%.*s", path, STR_ARG(evening_ask(&h, "SELECT id FROM evening_seat WHERE nickname = 'Havørn'"))).p;
	same_int(post(h.w, one, "talk=unfit").status, 400);
	same_int(post(h.w, one, "talk=starts").status, 303);
	same_int(post(h.w, one, "do=offer").status, 303);
	same_int(post(h.w, one, "do=take").status, 303);
	a = visit(h.w, "GET", path, NULL);
	ok(says(a, "Har en plads") && says(a, "1 af 1 pladser") && says(a, "Efter samtalen: Begynder") && !says(a, "Tilbyd en plads"));
	world_free(h.w);
}

/* --- many at once ------------------------------------------------------------------------------------------------------ */

enum { THREADS = 4, SEATS = 100 };

struct booker {
	struct worker worker;
	struct meeting m;
	const int64_t *ids;
	int from, to, won, lost;
};

static enum err book(struct booker *b, int64_t id, bool *won)
{
	struct ctx *ctx = worker_begin(&b->worker);
	const struct who keeper = { .local = true };
	struct problems bad = { 0 };
	enum err e;

	ctx->who = &keeper;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = evening_seat_offer(ctx, &b->m, id, &bad);
	if (!e && !bad.n)
		e = evening_seat_take(ctx, &b->m, id, &bad);
	if (!e)
		e = db_commit(ctx);
	if (e)
		db_rollback(ctx);
	*won = !e && !bad.n;
	return e;
}

static void *book_all(void *arg)
{
	struct booker *b = arg;

	for (int i = b->from; i < b->to; i++) {
		bool won = false;
		/* As the hall: again when the database says that others were there at the same time. */
		for (int tried = 0; book(b, b->ids[i], &won) && tried < 50; tried++)
			;
		*(won ? &b->won : &b->lost) += 1;
	}
	return NULL;
}

TEST(however_many_book_at_once_a_hundred_seats_are_a_hundred)
{
	struct evening_house h = evening_house();
	int n = test_times("SAMHOLD_TEST_BOOKINGS", 600), won = 0;
	int64_t *ids = calloc((size_t)n, sizeof *ids);
	struct booker b[THREADS];
	pthread_t threads[THREADS];
	struct race_house r;

	ok(db_script(h.w->ctx, "UPDATE evening_series SET seats = 100") == OK);
	/* In one transaction PostgreSQL would walk over every earlier version of the diary's head for each of them. */
	for (int i = 0; i < n; i++) {
		ids[i] = waiting(&h, "Havørn");
		if (i % 500 == 499)
			world_commit(h.w);
	}
	r = race_open(&h);
	for (int i = 0; i < THREADS; i++) {
		b[i] = (struct booker){ .m = h.m, .ids = ids, .from = n * i / THREADS, .to = n * (i + 1) / THREADS };
		race_worker(&r, &b[i].worker);
		ok(pthread_create(&threads[i], NULL, book_all, &b[i]) == 0);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		won += b[i].won;
		worker_close(&b[i].worker);
	}
	ok(db_begin(r.w->ctx, DB_READ) == OK);
	struct str seated;
	ok(db_ask(r.w->ctx, "SELECT COUNT(*) FROM evening_seat WHERE state = 'seated'", &seated) == OK);
	same_text(seated, "100");
	same_int(won, SEATS);
	db_rollback(r.w->ctx);
	free(ids);
	race_close(&r, &h);
}
