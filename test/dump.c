/* dump.c -- what is in every table, so that a test can say that nothing has changed. */
#include "seeded.h"
#include "crypt/crypt.h"

#include <stdio.h>

static struct str ask(struct world *w, struct str sql)
{
	struct str answer = STR_ABSENT;

	enum err e = db_ask(w->ctx, sql.p, &answer);

	/* Two tables that cannot be read are not the same. */
	if (e)
		print_error("%s: %s\n", w->ctx->why, sql.p);
	same_int(e, OK);
	return answer.p ? answer : S("");
}

/* All rows of a table as text, in an order of their own. */
static struct str rows_of(struct world *w, struct str table)
{
	struct str columns;

	if (db_is_pg(w->ctx->db))
		return ask(w, arena_printf(w->arena, "SELECT string_agg(t::text, '|' ORDER BY t::text) FROM %.*s t", STR_ARG(table)));
	columns = ask(w, arena_printf(w->arena, "SELECT group_concat(name) FROM pragma_table_info('%.*s')", STR_ARG(table)));
	return ask(w, arena_printf(w->arena, "SELECT group_concat(x, '|') FROM (SELECT json_array(%.*s) AS x FROM %.*s ORDER BY 1)",
				   STR_ARG(columns), STR_ARG(table)));
}

static struct str tables_of(struct world *w)
{
	return ask(w, db_is_pg(w->ctx->db) ?
		S("SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'") :
		S("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)"));
}

static void fill_dump(struct world *w, struct dump *d)
{
	struct str names = tables_of(w), table;

	while (names.n && str_cut(&names, ' ', &table)) {
		struct str digest = crypt_digest(w->arena, rows_of(w, table));
		ok(d->n < TABLES_MOST);
		snprintf(d->at[d->n].table, sizeof d->at->table, "%.*s", STR_ARG(table));
		snprintf(d->at[d->n++].digest, sizeof d->at->digest, "%.*s", STR_ARG(digest));
	}
}

const char *seeded_holds(struct world *w, const char *text)
{
	static char found[64];
	struct arena *keep = w->arena, *kept = w->ctx->arena, *scratch = arena_new(0);
	struct str names, table;

	w->arena = w->ctx->arena = scratch;
	found[0] = 0;
	for (names = tables_of(w); names.n && !found[0] && str_cut(&names, ' ', &table);)
		if (str_index(rows_of(w, table), str_of(text), 0) != SIZE_MAX)
			snprintf(found, sizeof found, "%.*s", STR_ARG(table));
	w->arena = keep;
	w->ctx->arena = kept;
	arena_free(scratch);
	return found[0] ? found : NULL;
}

/* The newest dump, and when it was made: where no row was written since, it is still true. */
static struct {
	unsigned world;
	char mark[32];
	struct dump dump;
} newest;

/*
 * Moves whenever a row may have been written, also one that was taken back; absent when this cannot be told:
 * on PostgreSQL in the middle of a transaction that writes.
 */
static struct str written_mark(struct world *w)
{
	struct str mark = STR_ABSENT;

	ok(db_ask(w->ctx, db_is_pg(w->ctx->db) ?
		"SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_snapshot_xmax(pg_current_snapshot())::text END" :
		"SELECT total_changes()", &mark) == OK);
	return mark;
}

static void keep_newest(struct world *w, struct str mark, const struct dump *d)
{
	newest.world = mark.n ? w->number : 0;
	snprintf(newest.mark, sizeof newest.mark, "%.*s", STR_ARG(mark));
	newest.dump = *d;
}

/* Everything that is read goes into an arena of its own: a test may do this a thousand times. */
struct dump seeded_dump(struct world *w)
{
	struct arena *keep = w->arena, *kept = w->ctx->arena, *scratch = arena_new(0);
	struct dump d = { 0 };
	struct str mark;

	w->arena = w->ctx->arena = scratch;
	mark = written_mark(w);
	if (mark.n && newest.world == w->number && str_same(mark, newest.mark))
		d = newest.dump;
	else
		fill_dump(w, &d);
	keep_newest(w, mark, &d);
	w->arena = keep;
	w->ctx->arena = kept;
	arena_free(scratch);
	return d;
}

struct dump seeded_before(struct world *w)
{
	static struct dump first;

	if (first.n)
		keep_newest(w, written_mark(w), &first);
	else
		first = seeded_dump(w);
	return first;
}

const char *dump_differs(const struct dump *a, const struct dump *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->at[i].table, b->at[i].table) || strcmp(a->at[i].digest, b->at[i].digest))
			return a->at[i].table;
	return a->n == b->n ? NULL : "the list of tables";
}
