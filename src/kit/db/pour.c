/*
 * pour.c -- everything of one database into one of the other kind.
 *
 * Both have the same tables, made by the same migrations, so a house can move, and a backup of either is a file of
 * SQLite.  What a column holds is read from SQLite, whose declared types are the schema's own words.
 */
#include "db/db.h"
#include "db/db_ops.h"

#include <string.h>

enum { COLUMNS_MOST = 64, FETCH = 500 };

struct pouring {
	struct ctx *from, *to, *sqlite;       /* sqlite: one of the two */
	struct arena *scratch;                /* emptied after each batch of rows */
};

struct table {
	struct str name, columns, marks;      /* "a, b" and "?1, ?2" or "$1, $2" */
	char params[COLUMNS_MOST + 1];        /* a letter each, as in struct db_query */
	int n;
};

/* --- which tables, which columns ------------------------------------------------------------------------- */

static enum err tables_of(struct ctx *ctx, struct str *names)
{
	return db_ask(ctx, db_is_pg(ctx->db) ?
		      "SELECT string_agg(table_name, ' ' ORDER BY table_name COLLATE \"C\") FROM information_schema.tables "
		      "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'" :
		      "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)", names);
}

enum err db_counts(struct ctx *ctx, struct db_count **out, size_t *n)
{
	struct str names, name, answer;

	*out = NULL;
	*n = 0;
	TRY(tables_of(ctx, &names));
	while (str_cut(&names, ' ', &name)) {
		*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
		(*out)[*n].table = name;
		TRY(db_ask(ctx, arena_printf(ctx->arena, "SELECT COUNT(*) FROM %.*s", STR_ARG(name)).p, &answer));
		if (!str_int(answer, &(*out)[(*n)++].rows))
			return ERR_BUG;
	}
	return OK;
}

struct str db_counts_differ(const struct db_count *a, size_t na, const struct db_count *b, size_t nb)
{
	size_t i = 0;

	while (i < na && i < nb && str_eq(a[i].table, b[i].table) && a[i].rows == b[i].rows)
		i++;
	return i < na ? a[i].table : i < nb ? b[i].table : STR_ABSENT;
}

static char letter_of(struct str type)
{
	static const struct { const char *begin; char letter; } types[] = {
		{ "BIGINT", 'i' }, { "INTEGER", 'i' }, { "BOOLEAN", 'b' }, { "DATE", 'd' }, { "TEXT", 't' }, { "REAL", 'r' }, { "DOUBLE", 'r' },
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_starts(type, str_of(types[i].begin)))
			return types[i].letter;
	return 0;
}

static enum err columns_of(struct pouring *p, struct str table, struct table *t)
{
	struct arena *a = p->sqlite->arena;
	bool pg = db_is_pg(p->to->db);
	struct str all, line, name;

	*t = (struct table){ .name = table, .columns = S(""), .marks = S("") };
	TRY(db_ask(p->sqlite, arena_printf(a, "SELECT group_concat(name || ' ' || type, char(10)) FROM (SELECT name, type FROM pragma_table_info('%.*s') "
					      "ORDER BY cid)", STR_ARG(table)).p, &all));
	while (str_cut(&all, '\n', &line)) {
		if (t->n == COLUMNS_MOST || !str_cut(&line, ' ', &name) || !(t->params[t->n] = letter_of(line)))
			return fail(p->to, ERR_BUG, "a column of %.*s cannot be poured", STR_ARG(table));
		t->n++;
		t->columns = arena_printf(a, "%.*s%s%.*s", STR_ARG(t->columns), t->n > 1 ? ", " : "", STR_ARG(name));
		t->marks = arena_printf(a, "%.*s%s%c%d", STR_ARG(t->marks), t->n > 1 ? ", " : "", pg ? '$' : '?', t->n);
	}
	return OK;
}

/* --- rows ------------------------------------------------------------------------------------------------- */

static struct db_value value_of(struct db_rows *r, int col, char letter)
{
	if (r->ctx->db->ops->null(r, col))
		return (struct db_value){ 0 };
	switch (letter) {
	case 'i':
		return db_in_int(db_int(r, col));
	case 'b':
		return db_in_bool(db_bool(r, col));
	case 'r':
		return db_in_real(db_real(r, col));
	case 'd':
		return db_in_day(db_day(r, col));
	}
	return db_in_text(db_view(r, col));
}

static enum err pour_rows(struct pouring *p, const struct table *t, const struct db_query *put, struct db_rows *rows, int *n)
{
	struct db_value in[COLUMNS_MOST];
	struct ctx to = *p->to;
	enum err e = OK;

	to.arena = p->scratch;
	for (*n = 0; !e && db_next(rows); ++*n) {
		for (int i = 0; i < t->n; i++)
			in[i] = value_of(rows, i, t->params[i]);
		e = db_exec(&to, put, in, NULL);
		arena_reset(p->scratch);
	}
	if (e)
		memcpy(p->to->why, to.why, sizeof to.why);
	return e ? (db_rows_end(rows), e) : db_rows_end(rows);
}

/* PostgreSQL's library takes a whole answer into memory: a large table comes in pieces. */
static enum err pour_from_pg(struct pouring *p, const struct table *t, const struct db_query *put)
{
	const char *fetch = arena_printf(p->from->arena, "FETCH %d FROM pouring", FETCH).p;
	struct db_rows rows;
	int n;

	TRY(db_script(p->from, arena_printf(p->from->arena, "DECLARE pouring NO SCROLL CURSOR FOR SELECT %.*s FROM %.*s", STR_ARG(t->columns),
					    STR_ARG(t->name)).p));
	do {
		TRY(db_pg_fetch(p->from, fetch, &rows));
		TRY(pour_rows(p, t, put, &rows, &n));
	} while (n == FETCH);
	return db_script(p->from, "CLOSE pouring");
}

static enum err pour_from_sqlite(struct pouring *p, const struct table *t, const struct db_query *put)
{
	const char *text = arena_printf(p->from->arena, "SELECT %.*s FROM %.*s", STR_ARG(t->columns), STR_ARG(t->name)).p;
	struct db_query *get = arena_new_of(p->from->arena, struct db_query);
	struct db_rows rows;
	int n;

	*get = (struct db_query){ .name = "pour_get", .sqlite = text, .pg = text, .params = "", .ncol = t->n };
	TRY(db_rows_open(p->from, get, NULL, &rows));
	return pour_rows(p, t, put, &rows, &n);
}

static enum err pour_table(struct pouring *p, struct str name)
{
	/* Not on the stack: a connection knows its statements by the address of their query. */
	struct db_query *put = arena_new_of(p->to->arena, struct db_query);
	const char *text;
	struct table t;

	TRY(columns_of(p, name, &t));
	TRY(db_script(p->to, arena_printf(p->to->arena, "DELETE FROM %.*s", STR_ARG(name)).p));
	text = arena_printf(p->to->arena, "INSERT INTO %.*s (%.*s) VALUES (%.*s)", STR_ARG(name), STR_ARG(t.columns), STR_ARG(t.marks)).p;
	*put = (struct db_query){ .name = "pour_put", .sqlite = text, .pg = text, .params = arena_printf(p->to->arena, "%s", t.params).p,
				  .nparam = t.n, .writes = true };
	return db_is_pg(p->from->db) ? pour_from_pg(p, &t, put) : pour_from_sqlite(p, &t, put);
}

/* --- triggers --------------------------------------------------------------------------------------------- */

static enum err hush_sqlite(struct ctx *to, struct str *again)
{
	struct str drops;

	TRY(db_ask(to, "SELECT group_concat(sql, ';' || char(10)) FROM sqlite_master WHERE type = 'trigger'", again));
	TRY(db_ask(to, "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger'", &drops));
	return drops.p ? db_script(to, drops.p) : OK;
}

static enum err hush_pg(struct ctx *to, struct str names, const char *word)
{
	struct str name;

	while (str_cut(&names, ' ', &name))
		TRY(db_script(to, arena_printf(to->arena, "ALTER TABLE %.*s %s TRIGGER USER", STR_ARG(name), word).p));
	return OK;
}

static enum err hush(struct ctx *to, struct str names, struct str *again)
{
	*again = STR_ABSENT;
	return db_is_pg(to->db) ? hush_pg(to, names, "DISABLE") : hush_sqlite(to, again);
}

static enum err wake(struct ctx *to, struct str names, struct str again)
{
	if (db_is_pg(to->db))
		return hush_pg(to, names, "ENABLE");
	return again.p ? db_script(to, again.p) : OK;
}

/* --- all of it ---------------------------------------------------------------------------------------------- */

static int how_many(struct str names)
{
	struct str name;
	int n = 0;

	while (str_cut(&names, ' ', &name))
		n++;
	return n;
}

static enum err pour_all(struct pouring *p, struct str names, void (*progress)(void *, int, int), void *arg)
{
	int done = 0, all = how_many(names);
	struct str name, again;

	TRY(hush(p->to, names, &again));
	for (struct str rest = names; str_cut(&rest, ' ', &name);) {
		TRY(pour_table(p, name));
		if (progress)
			progress(arg, ++done, all);
	}
	return wake(p->to, names, again);
}

enum err db_pour(struct ctx *from, struct ctx *to, void (*progress)(void *, int, int), void *arg)
{
	struct pouring p = { .from = from, .to = to, .sqlite = db_is_pg(from->db) ? to : from };
	struct db_count *a, *b;
	struct str names, other;
	size_t na, nb;
	enum err e;

	TRY(tables_of(from, &names));
	TRY(tables_of(to, &other));
	if (!str_eq(names, other))
		return fail(to, ERR_CONFLICT, "the two databases have other tables");
	p.scratch = arena_new(0);
	e = pour_all(&p, names, progress, arg);
	arena_free(p.scratch);
	if (e)
		return e;
	TRY(db_counts(from, &a, &na));
	TRY(db_counts(to, &b, &nb));
	other = db_counts_differ(a, na, b, nb);
	return other.p ? fail(to, ERR_BUG, "%.*s was not poured whole", STR_ARG(other)) : OK;
}
