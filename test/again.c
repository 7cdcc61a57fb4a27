/* again.c -- tables as they were, by schemas beside the one that is used. */
#include "again.h"
#include "test.h"
#include "db/db.h"

/* What differs between two schemas differs here. */
#define COLUMNS_OF "(SELECT string_agg(c.relname || ' ' || a.attname || ' ' || a.atttypid, ',' ORDER BY c.relname, a.attnum)" \
	" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid" \
	" WHERE c.relnamespace = to_regnamespace('%s') AND c.relkind = 'r' AND a.attnum > 0)"

static const char keep[] =
	"DROP SCHEMA IF EXISTS %s CASCADE; CREATE SCHEMA %s;"
	"DO $$ DECLARE t text; BEGIN"
	" FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP"
	" EXECUTE format('CREATE UNLOGGED TABLE %s.%%I AS TABLE public.%%I', t, t);"
	" END LOOP; END $$";

/* Only what differs is written: to empty a table costs a new file for it and for each of its indexes. */
static const char put_back[] =
	"DO $$ DECLARE t text; differs boolean; BEGIN"
	" SET LOCAL session_replication_role = replica;"
	" FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP"
	" EXECUTE format('SELECT (SELECT count(*) FROM public.%%1$I) <> (SELECT count(*) FROM %s.%%1$I)"
	" OR EXISTS (TABLE public.%%1$I EXCEPT ALL TABLE %s.%%1$I)', t) INTO differs;"
	" IF differs THEN EXECUTE format('TRUNCATE public.%%1$I CASCADE; INSERT INTO public.%%1$I SELECT * FROM %s.%%1$I', t); END IF;"
	" END LOOP; END $$";

/* One connection for the whole run: it knows the tables by now.  Lost, it is put up again: one test fails, not all. */
static struct ctx *connection(const char *url)
{
	static struct ctx *ctx;
	struct db_config c = { .url = str_of(url) };
	struct str one;
	char why[240];

	if (!ctx)
		ctx = test_ctx();
	arena_reset(ctx->arena);
	if (ctx->db && db_ask(ctx, "SELECT 1", &one)) {
		db_close(ctx->db);
		ctx->db = NULL;
	}
	if (!ctx->db)
		ok(db_open(&c, &ctx->db, why, sizeof why) == OK);
	return ctx;
}

static void run(struct ctx *ctx, struct str sql)
{
	if (db_script(ctx, sql.p) == OK)
		return;
	print_error("%s\n", ctx->why);
	ok(false);
}

void again_keep(const char *url, const char *name)
{
	struct ctx *ctx = connection(url);

	run(ctx, arena_printf(ctx->arena, keep, name, name, name));
}

void again_cut(const char *url)
{
	struct ctx *ctx = connection(url);
	struct str n;

	ok(db_ask(ctx, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
		       "WHERE datname = current_database() AND pid <> pg_backend_pid()", &n) == OK);
}

bool again_begin(const char *url, const char *name)
{
	struct ctx *ctx;
	struct str same = STR_ABSENT;

	/* A test that failed was left in the middle, and holds its rows still. */
	again_cut(url);
	ctx = connection(url);
	ok(db_ask(ctx, arena_printf(ctx->arena, "SELECT " COLUMNS_OF " = " COLUMNS_OF, "public", name).p, &same) == OK);
	if (str_same(same, "t"))
		run(ctx, arena_printf(ctx->arena, put_back, name, name, name));
	return str_same(same, "t");
}

void again_empty(const char *url)
{
	struct ctx *ctx = connection(url);

	run(ctx, S("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"));
}
