/* stand_in_test.c -- a stand-in is found at four o'clock: in waves, the first yes wins, and only one is ever on. */
#include "evening/evening_race_test.h"

#define NEXT "2016-12-14"

static const char *next_of(struct evening_house *h, const char *rest)
{
	return arena_printf(h->w->arena, "/da/work/evenings/%lld/%s", (long long)h->m.id, rest).p;
}

/* Five more who are certified; 203 is on a break, 204 has enough, 205 is of another organisation. */
static void more_people(struct evening_house *h)
{
	for (int i = 200; i < 206; i++)
		ok(db_script(h->w->ctx, arena_printf(h->w->arena,
			"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, most_meetings, made_at, changed_at)"
			" VALUES (%d, %lld, 'Hjælper %d', 'h%d', '%s', '2016-01-01', 1, FALSE, %d, 0, 0);"
			"INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at)"
			" VALUES (%d, %d, 'certification', 71, '2016-01-01', '2017-12-31', '2017-12-31', '2016-01-01', 900, 0)",
			i, (long long)(i == 205 ? h->other_org : h->org), i, i, i == 203 ? "paused" : "active", i == 204 ? 0 : 2, i + 100, i).p) == OK);
}

static struct evening_stand_in asked(struct evening_house *h, size_t i, size_t *n)
{
	struct evening_stand_in *all, none = { 0 };

	ok(evening_stand_ins(h->w->ctx, h->m.id, day_parse(S(NEXT)), 41, &all, n) == OK);
	return i < *n ? all[i] : none;
}

static const char *link_of(struct evening_house *h, size_t i)
{
	size_t n;
	struct evening_stand_in s = asked(h, i, &n);

	ok(i < n);
	h->w->ctx->lang = "da";
	return arena_z(h->w->arena, evening_stand_in_path(h->w->ctx, &s));
}

static struct evening_house called(void)
{
	struct evening_house h = evening_house();

	more_people(&h);
	as_coordinator(&h);
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 303);
	return h;
}

TEST(three_certified_people_are_asked_at_once_and_the_next_half_an_hour_later)
{
	struct evening_house h = called();
	size_t n;

	/* Ida, 200, 201, 202: not Bo, who has no certification, not who is away, has enough, or is of another organisation. */
	same_int(asked(&h, 0, &n).state, EVENING_ASKED_OPEN);
	same_int(n, 4);
	same_int(asked(&h, 2, &n).state, EVENING_ASKED_OPEN);
	same_int(asked(&h, 3, &n).state, EVENING_ASKED_AHEAD);
	same_int(visit(h.w, "GET", link_of(&h, 3), NULL).status, 404);
	world_clock(h.w, EVENING_ENDS + 1799);
	same_int(asked(&h, 3, &n).state, EVENING_ASKED_AHEAD);
	world_clock(h.w, EVENING_ENDS + 1800);
	same_int(asked(&h, 3, &n).state, EVENING_ASKED_OPEN);
	same_int(visit(h.w, "GET", link_of(&h, 3), NULL).status, 200);
	world_free(h.w);
}

TEST(the_first_yes_is_on_and_the_second_is_thanked)
{
	struct evening_house h = called();
	const char *first = link_of(&h, 1), *second = link_of(&h, 0), *third = link_of(&h, 2);
	struct answer a;

	world_log_out(h.w);
	a = visit(h.w, "GET", first, NULL);
	ok(says(a, "Prøvegruppen") && says(a, "14. december") && !says(a, "Jonna"));
	same_int(post(h.w, first, "answer=yes").status, 303);
	ok(says(visit(h.w, "GET", first, NULL), "Du er på"));
	same_int(post(h.w, second, "answer=yes").status, 303);
	ok(says(visit(h.w, "GET", second, NULL), "et øjeblik hurtigere"));
	same_int(visit(h.w, "GET", third, NULL).status, 410);
	same_text(evening_ask(&h, "SELECT COUNT(*) || ' ' || MAX(stands_in_for) FROM volunteer_assignment WHERE day = '" NEXT "' AND state = 'planned'"), "1 41");
	as_coordinator(&h);
	a = visit(h.w, "GET", next_of(&h, "rota"), NULL);
	ok(says(a, "En anden kommer i stedet") && says(a, "takket"));
	world_free(h.w);
}

TEST(the_volunteer_says_i_cannot_in_two_taps_and_only_for_themself)
{
	struct evening_house h = evening_house();
	struct answer a;

	more_people(&h);
	as_facilitator(&h);
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 403);
	ok(db_script(h.w->ctx, "UPDATE volunteer SET account = (SELECT id FROM account WHERE name = 'Leder') WHERE id = 41") == OK);
	a = visit(h.w, "GET", next_of(&h, "rota"), NULL);
	ok(says(a, "Jeg kan ikke komme") && !says(a, "Mangler en afløser"));
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 303);
	a = visit(h.w, "GET", next_of(&h, "rota"), NULL);
	ok(says(a, "Andre er spurgt") && says(a, "Mangler en afløser") && !says(a, "/s/"));
	/* The links are the coordinator's to send. */
	as_coordinator(&h);
	ok(says(visit(h.w, "GET", next_of(&h, "rota"), NULL), "/da/s/"));
	/* Said twice it is known, and nobody is asked twice. */
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 422);
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening_asked"), "4");
	world_free(h.w);
}

TEST(a_certification_that_ends_shows_as_a_stand_in_that_is_needed)
{
	struct evening_house h = evening_house();
	struct answer a;

	world_clock(h.w, EVENING_ENDS + 40 * (int64_t)DAY_S);
	as_coordinator(&h);
	a = visit(h.w, "GET", next_of(&h, "rota"), NULL);
	ok(says(a, "1. februar 2017") && says(a, "Mangler en afløser") && says(a, "8. februar 2017"));
	world_free(h.w);
}

TEST(without_a_stand_in_the_coordinator_decides_and_the_evening_is_informal)
{
	struct evening_house h = evening_house();

	as_coordinator(&h);
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 303);
	world_clock(h.w, EVENING_ENDS + 7 * DAY_S - 90 * 60 - 2 * HOUR_S);
	as_coordinator(&h);
	ok(says(visit(h.w, "GET", next_of(&h, "rota"), NULL), "mindre end to timer"));
	same_int(post(h.w, next_of(&h, NEXT "/informal"), "").status, 303);
	ok(says(visit(h.w, "GET", next_of(&h, "rota"), NULL), "Uformelt møde"));
	world_clock(h.w, EVENING_ENDS + 7 * DAY_S);
	as_coordinator(&h);
	same_int(post(h.w, next_of(&h, NEXT), "heads=5&first_timers=0&incident=no&led=43&state=held&sure=1").status, 303);
	same_text(evening_ask(&h, "SELECT state FROM evening WHERE day = '" NEXT "'"), "informal_held");
	world_free(h.w);
}

TEST(a_link_of_another_key_or_row_opens_nothing)
{
	struct evening_house h = called();

	same_int(visit(h.w, "GET", "/da/s/AAAAAAAAAAAAAAAAAAAAAAAAAA", NULL).status, 404);
	same_int(post(h.w, "/da/s/AAAAAAAAAAAAAAAAAAAAAAAAAA", "answer=yes").status, 404);
	same_int(post(h.w, link_of(&h, 0), "answer=maybe").status, 400);
	world_clock(h.w, EVENING_ENDS + 7 * DAY_S - 90 * 60);
	same_int(visit(h.w, "GET", link_of(&h, 0), NULL).status, 410);
	world_free(h.w);
}

/* --- two at once ----------------------------------------------------------------------------------------------------- */

struct racer {
	struct worker worker;
	pthread_barrier_t *start;
	const char *token;
	enum evening_asked_state said;
	enum err e;
};

/* As the hall runs a write: once more when the database says that somebody else was there at the same time. */
static void *race(void *arg)
{
	struct racer *r = arg;

	pthread_barrier_wait(r->start);
	for (int tried = 0; tried < 5; tried++) {
		struct ctx *ctx = worker_begin(&r->worker);
		struct evening_stand_in s;
		struct evening_date d;
		r->e = db_begin(ctx, DB_WRITE);
		if (!r->e)
			r->e = evening_stand_in_answer(ctx, str_of(r->token), true, &s, &d);
		if (!r->e)
			r->e = db_commit(ctx);
		if (!r->e) {
			r->said = s.state;
			return NULL;
		}
		db_rollback(ctx);
	}
	return NULL;
}

static void race_once(struct racer r[2])
{
	pthread_t threads[2];

	for (int i = 0; i < 2; i++)
		ok(pthread_create(&threads[i], NULL, race, &r[i]) == 0);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	if (r[0].e || r[1].e)
		print_error("%s %s\n", err_name(r[0].e), err_name(r[1].e));
	ok(!r[0].e && !r[1].e);
	ok((r[0].said == EVENING_ASKED_YES && r[1].said == EVENING_ASKED_LATE) || (r[0].said == EVENING_ASKED_LATE && r[1].said == EVENING_ASKED_YES));
}

TEST(of_two_who_answer_in_the_same_instant_one_is_on_and_the_other_is_thanked)
{
	struct evening_house h = called();
	const char *tokens[2] = { link_of(&h, 0) + 6, link_of(&h, 1) + 6 };
	struct race_house house = race_open(&h);
	struct ctx *ctx = house.w->ctx;
	pthread_barrier_t start;
	struct racer r[2];

	pthread_barrier_init(&start, NULL, 2);
	for (int i = 0; i < 2; i++) {
		r[i] = (struct racer){ .start = &start, .token = tokens[i] };
		race_worker(&house, &r[i].worker);
	}
	for (int n = test_times("SAMHOLD_TEST_RACES", 1000), i = 0; i < n; i++) {
		struct str on;
		race_once(r);
		ok(db_begin(ctx, DB_WRITE) == OK);
		ok(db_ask(ctx, "SELECT COUNT(*) FROM volunteer_assignment WHERE day = '" NEXT "' AND state = 'planned'", &on) == OK);
		same_text(on, "1");
		ok(db_script(ctx, "DELETE FROM volunteer_assignment WHERE day = '" NEXT "' AND state = 'planned';"
			     "UPDATE evening_call SET filled_by = NULL, filled_at = NULL; UPDATE evening_asked SET answer = '', answered_at = NULL") == OK);
		ok(db_commit(ctx) == OK);
	}
	pthread_barrier_destroy(&start);
	for (int i = 0; i < 2; i++)
		worker_close(&r[i].worker);
	race_close(&house, &h);
}

/* Somewhere for the group, and areas for those who could come: two of them near, one at the other end of the country. */
TEST(those_who_live_nearest_are_asked_first_and_those_of_whom_nobody_knows_last)
{
	struct evening_house h = evening_house();
	size_t n;

	more_people(&h);
	ok(db_script(h.w->ctx, arena_printf(h.w->arena,
		"UPDATE meeting SET area = (SELECT id FROM area WHERE slug = 'varde') WHERE id = %lld;"
		"UPDATE volunteer SET areas = (SELECT CAST(id AS TEXT) FROM area WHERE slug = 'helsingoer') WHERE id = 43;"
		"UPDATE volunteer SET areas = (SELECT CAST(id AS TEXT) FROM area WHERE slug = 'esbjerg') WHERE id = 202;"
		"UPDATE volunteer SET areas = (SELECT CAST(id AS TEXT) FROM area WHERE slug = 'varde') WHERE id = 201", (long long)h.m.id).p) == OK);
	world_commit(h.w);
	as_coordinator(&h);
	same_int(post(h.w, next_of(&h, NEXT "/cannot"), "volunteer=41").status, 303);
	same_int(asked(&h, 0, &n).volunteer, 201);
	same_int(n, 4);
	same_int(asked(&h, 1, &n).volunteer, 202);
	same_int(asked(&h, 2, &n).volunteer, 43);
	same_int(asked(&h, 3, &n).volunteer, 200);
	same_int(asked(&h, 3, &n).state, EVENING_ASKED_AHEAD);
	world_free(h.w);
}
