/* sheet_test.h -- a table on its way inside: brought, looked at, taken in. */
#ifndef SHEET_TEST_H
#define SHEET_TEST_H

#include "seeded.h"
#include "area/area.h"
#include "db/db.h"
#include "demo/demo.h"
#include "evening/evening_test.h"
#include "method/method.h"
#include "org/org.h"
#include "sheet/work.h"
#include "volunteer/volunteer.h"

#include <string.h>

struct sheets {
	struct world *w;
	int64_t org;
};

static inline struct sheets sheets(void)
{
	struct sheets s = { .w = world_new() };
	struct org o;

	s.w->folder.house.demo = true;
	ok(demo_fill(s.w->ctx) == OK);
	ok(org_of_name(s.w->ctx, S("Frise"), &o) == OK);
	s.org = o.id;
	world_commit(s.w);
	return s;
}

static inline struct problems bring_bytes(struct sheets *s, const char *target, const char *basis, struct str bytes, struct sheet_run *run)
{
	struct sheet_upload u = { .target = str_of(target), .org = page_id(s->w->ctx, s->org), .basis = str_of(basis) };
	struct problems bad = { 0 };
	struct sheet_file *f;
	int64_t id = 0;

	ok(sheet_read(s->w->ctx, bytes, &f, &bad) == OK);
	if (!bad.n)
		ok(sheet_bring(s->w->ctx, &u, f, &id, &bad) == OK);
	if (!bad.n)
		ok(sheet_get(s->w->ctx, id, run) == OK);
	return bad;
}

static inline struct sheet_run bring(struct sheets *s, const char *target, const char *text)
{
	struct sheet_run run = { 0 };

	same_int(bring_bytes(s, target, "agreement", str_of(text), &run).n, 0);
	return run;
}

/* As it was guessed. */
static inline struct problems check(struct sheets *s, struct sheet_run *run, enum sheet_order order)
{
	struct str mapping[SHEET_COLUMNS_MOST];
	struct sheet_columns c;
	struct problems bad = { 0 };

	ok(sheet_columns(s->w->ctx, run, &c) == OK);
	for (size_t i = 0; i < c.n; i++)
		mapping[i] = c.at[i].guess;
	ok(sheet_check(s->w->ctx, run->id, mapping, c.n, order, &bad) == OK);
	ok(sheet_get(s->w->ctx, run->id, run) == OK);
	return bad;
}

static inline void counts(const struct sheet_run *run, int64_t fresh, int64_t same, int64_t refused)
{
	same_int(run->n_new, fresh);
	same_int(run->n_same, same);
	same_int(run->n_refused, refused);
}

static inline struct sheet_run take(struct sheets *s, const char *target, const char *text)
{
	struct sheet_run run = bring(s, target, text);

	same_int(check(s, &run, SHEET_UNSAID).n, 0);
	ok(sheet_take(s->w->ctx, run.id) == OK);
	ok(sheet_get(s->w->ctx, run.id, &run) == OK);
	return run;
}

static inline int64_t number(struct sheets *s, const char *sql)
{
	struct str a = STR_ABSENT;
	int64_t n = -1;

	ok(db_ask(s->w->ctx, sql, &a) == OK && str_int(a, &n));
	return n;
}

static inline int64_t people(struct sheets *s)
{
	return number(s, "SELECT COUNT(*) FROM volunteer");
}

static inline struct sheet_row refused(struct sheets *s, const struct sheet_run *run, size_t which)
{
	struct sheet_row *rows;
	size_t n;

	ok(sheet_rows_of(s->w->ctx, run, "refused", SHEET_PAGE, 0, &rows, &n) == OK);
	ok(which < n);
	return rows[which];
}

/* Facts; not the diary, and not what tables left behind themselves. */
static inline bool is_fact(const char *table)
{
	return strncmp(table, "event", 5) && strncmp(table, "sheet_", 6) && strncmp(table, "hall_", 5);
}

static inline const char *differ(const struct dump *a, const struct dump *b)
{
	same_int(a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		if (is_fact(a->at[i].table) && strcmp(a->at[i].digest, b->at[i].digest))
			return a->at[i].table;
	return "nothing";
}

#endif
