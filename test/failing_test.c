/*
 * failing_test.c -- every write, with the n-th statement of the database failing, for every n: an error page
 * is answered, and nothing is half done.
 */
#include "seeded.h"
#include "visits.h"

static int faults;

static void report(const struct route *r, int64_t nth, int status, const char *what)
{
	faults++;
	print_error("%s %s, statement %d fails: %d %s\n", r->method, r->path, (int)nth, status, what);
}

static enum stance writer_of(const struct route *r)
{
	return seeded_keeper(r);
}

static struct sending sending_of(struct world *w, const struct route *r, const struct visit *v)
{
	const char *path = seeded_fill(w, v->path);
	bool lang = !strncmp(r->path, "/:lang", 6);

	return (struct sending){ r->method,
		lang ? arena_printf(w->arena, "/en%s", path ? path : r->path + strlen("/:lang")).p : path ? path : r->path,
		seeded_fill(w, v->body), .key = seeded_key(w) };
}

struct trial {
	int64_t statements;               /* of a visit in which nothing fails */
	bool writes;                      /* something is different afterwards */
};

static struct trial try_once(const struct route *r, const struct visit *v)
{
	struct world *w = seeded_world();
	struct dump before = seeded_before(w), after;
	struct trial t;
	struct answer a;

	seeded_as(w, writer_of(r));
	a = seeded_send(w, sending_of(w, r, v));
	after = seeded_dump(w);
	t = (struct trial){ w->statements, dump_differs(&before, &after) != NULL };
	if (a.status != v->good)
		report(r, 0, a.status, "is not good to begin with");
	world_free(w);
	return t;
}

/* Who asks could not be found out: then it is as if nobody were logged in. */
static bool is_refusal(struct answer a)
{
	return a.status >= 500 || a.status == 401 || a.status == 419 ||
	       (a.status == 303 && str_index(a.location, S("/login?to="), 0) != SIZE_MAX);
}

/* What comes after the commit may fail without taking it back. */
static bool is_done(struct answer a, const struct visit *v, const struct trial *t, const char *changed)
{
	return a.status == v->good && (changed != NULL) == t->writes;
}

static void fail_nth(const struct route *r, const struct visit *v, const struct trial *t, const struct dump *before,
		     struct world **w, int64_t n)
{
	struct dump after;
	struct answer a;
	const char *changed;

	(*w)->fail_at = (int)n;
	a = seeded_send(*w, sending_of(*w, r, v));
	after = seeded_dump(*w);
	changed = dump_differs(before, &after);
	if (is_refusal(a) ? changed != NULL || !(a.body.n || a.location.n) : !is_done(a, v, t, changed))
		report(r, n, a.status, changed ? changed : "answers as if nothing were wrong");
	if (!changed)
		return;
	world_free(*w);
	*w = seeded_world();
	seeded_as(*w, writer_of(r));
}

/*
 * A write of thousands of statements, as the demonstration that begins again, is looked at closely where it
 * begins, and here and there after that: each try of it takes seconds.
 */
enum { NEAR = 30, SAMPLES = 12, LONG = 2000, NEAR_LONG = 4, SAMPLES_LONG = 4 };

static int64_t step_after(int64_t n, int64_t all)
{
	if (n < NEAR || n >= all - (all > LONG ? NEAR_LONG : NEAR))
		return 1;
	return all / (all > LONG ? SAMPLES_LONG : SAMPLES) + 1;
}

static void fail_each(const struct route *r, const struct visit *v)
{
	struct trial t = try_once(r, v);
	struct world *w = seeded_world();
	struct dump before = seeded_before(w);

	seeded_as(w, writer_of(r));
	for (int64_t n = 1; n <= t.statements; n += step_after(n, t.statements))
		fail_nth(r, v, &t, &before, &w, n);
	world_free(w);
}

TEST(whatever_statement_fails_nothing_is_half_done)
{
	struct visit v;

	faults = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (strcmp(r->method, "GET") && visit_of(r, &v))
				fail_each(r, &v);
	same_int(faults, 0);
}

/* What the connection of a visitor was told at its beginning; on SQLite there is none. */
static struct str told(struct world *w, const char *setting)
{
	struct str *value = arena_new_of(w->arena, struct str);
	struct ctx *ctx = test_ctx();

	ctx->db = w->visitor.db;
	ok(db_ask(ctx, arena_printf(ctx->arena, "SHOW %s", setting).p, value) == OK);
	*value = arena_str(w->arena, *value);
	test_ctx_free(ctx);
	return *value;
}

TEST(after_the_database_was_started_again_the_next_visit_is_answered)
{
	struct world *w = seeded_world();
	bool pg = db_is_pg(w->ctx->db);

	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	for (int i = 0; i < 3; i++) {
		w->cut = pg;
		same_int(visit(w, "GET", "/en/find", NULL).status, 200);
		w->cut = pg;
		same_int(seeded_send(w, (struct sending){ "POST", "/en/demo/clock", "turn=hour" }).status, 303);
	}
	if (pg) {
		same_text(told(w, "statement_timeout"), "30s");
		same_text(told(w, "idle_in_transaction_session_timeout"), "1min");
		same_text(told(w, "client_encoding"), "UTF8");
		same_text(told(w, "datestyle"), "ISO, MDY");
	}
	world_free(w);
}
