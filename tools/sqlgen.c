/*
 * sqlgen -- turn one room's .sql file into typed C.
 *
 *   sqlgen [--columns FILE] [--prepare FILE] [--out FILE] ROOM.sql SCHEMA.sql…
 *
 * Each query starts with a line that reads like a prototype, then its sentence, then SQL:
 *
 *   -- meeting_find(id int) one
 *   -- One meeting.
 *   SELECT id, name FROM meeting WHERE id = :id;
 *
 * Parameter types: int real text bool day, with ? when it may be absent.  Kinds: one, many,
 * each (a callback a row, nothing kept), exec.  After the kind may stand "-> column type …"
 * for columns that are expressions, "scan ok" for a query that may read a whole table, and
 * "bounded" for a many that needs no LIMIT because something else bounds it.
 * "/ *for update* /" (without blanks) becomes FOR UPDATE on PostgreSQL and nothing on SQLite.
 *
 * Every query is prepared against the schema in an empty SQLite database, so that an unknown
 * column or a misspelt parameter is a build error with file and line.  Refused besides: writing
 * another room's table, SELECT *, a full scan that does not say so, a query without sentence, a
 * function that the two databases do not share, whatever is neither reading nor changing rows.
 * --columns writes which columns each query reads and writes: the golden column map.
 * --prepare writes every query as a PREPARE for PostgreSQL: the test run lets it read them all.
 */
#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX = 64, TEXT = 12000, OUTER_MOST = 8 };

struct field {
	char name[64], type[64];
	bool null;
};

struct query {
	char name[64], kind[8], doc[1024];
	struct field param[MAX], col[MAX], want[MAX];
	int nparam, ncol, nwant, line;
	bool scan_ok, bounded, writes;
	char lite[TEXT], pg[TEXT];
	char outer[OUTER_MOST][64];     /* tables on the nullable side of a LEFT JOIN */
	int nouter;
};

static const char *file;
static char room[64];
static FILE *columns, *prepare;
static struct query *current;           /* for the authorizer */

static void die(int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", file, line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	exit(1);
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *s;
	long n;

	if (!f || fseek(f, 0, SEEK_END) || (n = ftell(f)) < 0)
		perror(path), exit(1);
	rewind(f);
	s = calloc(1, (size_t)n + 1);
	if (fread(s, 1, (size_t)n, f) != (size_t)n)
		perror(path), exit(1);
	fclose(f);
	return s;
}

static bool known_type(const char *t)
{
	static const char *const types[] = { "int", "real", "text", "bool", "day" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(types[i], t))
			return true;
	return false;
}

/* "a text, b int?" -> fields; stops at ')', at a word about the plan or at the end of the line. */
static const char *fields(const char *s, struct field *f, int *n, int line)
{
	char word[64];
	int len;

	for (*n = 0;; s += len) {
		while (*s == ' ' || *s == ',')
			s++;
		if (!*s || *s == ')' || *s == '\n' || !strncmp(s, "scan ok", 7) || !strncmp(s, "bounded", 7))
			return s;
		if (*n == MAX)
			die(line, "too many fields");
		if (sscanf(s, "%63[a-z0-9_] %63[a-z?]%n", f[*n].name, word, &len) != 2)
			die(line, "expected 'name type' at: %.20s", s);
		f[*n].null = word[strlen(word) - 1] == '?';
		word[strcspn(word, "?")] = 0;
		if (!known_type(word))
			die(line, "unknown type %s", word);
		snprintf(f[*n].type, sizeof f[*n].type, "%s", word);
		++*n;
	}
}

static int param_index(const struct query *q, const char *name, size_t n)
{
	for (int i = 0; i < q->nparam; i++)
		if (strlen(q->param[i].name) == n && !memcmp(q->param[i].name, name, n))
			return i + 1;
	die(q->line, "%s: :%.*s is not in the parameter list", q->name, (int)n, name);
	return 0;
}

static bool is_word(char c)
{
	return islower((unsigned char)c) || isdigit((unsigned char)c) || c == '_';
}

/* Copy the text, turning :name into ?N (SQLite) and $N (PostgreSQL), and white space into one blank. */
static void number_params(struct query *q, const char *s, size_t n)
{
	static const char lock[] = "/*for update*/";
	bool used[MAX + 1] = { false };
	char *a = q->lite, *b = q->pg;

	if (n * 2 > TEXT)
		die(q->line, "%s: longer than %d bytes", q->name, TEXT / 2);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\'') {
			do
				*a++ = *b++ = s[i++];
			while (i < n && s[i] != '\'');
		} else if (!strncmp(s + i, lock, sizeof lock - 1)) {
			b += sprintf(b, "FOR UPDATE");
			i += sizeof lock - 2;
			continue;
		} else if (!strncmp(s + i, "--", 2) || !strncmp(s + i, "/*", 2)) {
			/* Line ends become blanks: what follows would be swallowed. */
			die(q->line, "%s: no comment inside a query", q->name);
		} else if (s[i] == ':' && islower((unsigned char)s[i + 1]) && s[i - 1] != ':') {
			size_t j = i + 1;
			while (j < n && is_word(s[j]))
				j++;
			int k = param_index(q, s + i + 1, j - i - 1);
			used[k] = true;
			a += sprintf(a, "?%d", k), b += sprintf(b, "$%d", k);
			i = j - 1;
			continue;
		}
		if (isspace((unsigned char)s[i])) {
			if (a > q->lite && a[-1] != ' ')
				*a++ = ' ';
			if (b > q->pg && b[-1] != ' ')
				*b++ = ' ';
		} else {
			*a++ = *b++ = s[i];
		}
	}
	*a = *b = 0;
	for (int i = 1; i <= q->nparam; i++)
		if (!used[i])
			die(q->line, "%s: parameter %s is never used", q->name, q->param[i - 1].name);
}

/* SQLite reports a LEFT JOINed column as NOT NULL; the outer side is not. */
static void find_outer(struct query *q)
{
	const char *s = q->lite;

	while ((s = strstr(s, "LEFT JOIN "))) {
		s += 10;
		if (q->nouter < OUTER_MOST && sscanf(s, "%63[a-z0-9_]", q->outer[q->nouter]) == 1)
			q->nouter++;
	}
}

static bool is_outer(const struct query *q, const char *table)
{
	for (int i = 0; i < q->nouter; i++)
		if (!strcmp(q->outer[i], table))
			return true;
	return false;
}

static bool own_table(const char *t)
{
	size_t n = strlen(room);

	return !strncmp(t, room, n) && (!t[n] || t[n] == '_');
}

static void note(const char *what, const char *table, const char *column)
{
	if (columns && strncmp(table, "sqlite_", 7))
		fprintf(columns, "%s %s %s.%s\n", current->name, what, table, column ? column : "*");
}

/* What both databases have, with the same answer. */
static bool shared_function(const char *name)
{
	static const char *const shared[] = {
		"count", "sum", "min", "max", "avg", "coalesce", "nullif", "replace", "substr", "length", "abs",
		"row_number", "rank", "dense_rank", "lag", "lead", "first_value", "last_value",
	};

	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		if (!sqlite3_stricmp(shared[i], name))
			return true;
	return false;
}

/* Called by SQLite for everything that a statement will touch. */
static int watch(void *arg, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)arg, (void)c;
	switch (action) {
	case SQLITE_READ:
		note("reads", a, b && *b ? b : NULL);
		break;
	case SQLITE_UPDATE:
	case SQLITE_INSERT:
	case SQLITE_DELETE:
		/* d: the trigger that does it; what those may do is said in schema/. */
		if (strncmp(a, "sqlite_", 7) && !own_table(a) && !d)
			die(current->line, "%s: room %s may not write table %s", current->name, room, a);
		current->writes = true;
		note(action == SQLITE_UPDATE ? "updates" : action == SQLITE_INSERT ? "inserts" : "deletes",
		     a, action == SQLITE_UPDATE ? b : NULL);
		break;
	case SQLITE_FUNCTION:
		if (!shared_function(b))
			die(current->line, "%s: %s() is not the same on both databases", current->name, b);
		break;
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		break;
	default:
		/* Transactions are the hall's, tables are made in schema/. */
		die(current->line, "%s: a query reads or changes rows and does nothing else", current->name);
	}
	return SQLITE_OK;
}

static const char *type_of(const char *decl)
{
	if (!decl)
		return NULL;
	if (!sqlite3_stricmp(decl, "BOOLEAN"))
		return "bool";
	if (!sqlite3_stricmp(decl, "DATE"))
		return "day";
	if (!sqlite3_strlike("%INT%", decl, 0))
		return "int";
	if (!sqlite3_strlike("%TEXT%", decl, 0))
		return "text";
	return !sqlite3_strlike("%DOUBLE%", decl, 0) ? "real" : NULL;
}

static void check_column(sqlite3 *db, sqlite3_stmt *st, struct query *q, int i)
{
	const char *name = sqlite3_column_name(st, i), *t = type_of(sqlite3_column_decltype(st, i));
	const char *table = sqlite3_column_table_name(st, i);
	struct field *c = &q->col[i];
	int notnull = 0, pk = 0;

	snprintf(c->name, sizeof c->name, "%s", name);
	for (int k = 0; k < q->nwant; k++)
		if (!strcmp(q->want[k].name, name)) {
			*c = q->want[k];
			return;
		}
	if (!t)
		die(q->line, "%s: say the type of column '%s' after ->", q->name, name);
	snprintf(c->type, sizeof c->type, "%s", t);
	if (table) {
		sqlite3_table_column_metadata(db, NULL, table, sqlite3_column_origin_name(st, i), NULL,
					      NULL, &notnull, &pk, NULL);
		c->null = (!notnull && !pk) || is_outer(q, table);
	}
}

/* The star of SELECT and RETURNING, not the one of count(*) or of a product. */
static void check_star(const struct query *q)
{
	static const char *const before[] = { "SELECT", "DISTINCT", "ALL", "RETURNING" };
	bool text = false;

	for (const char *s = q->lite, *p; *s; s++) {
		text ^= *s == '\'';
		if (*s != '*' || text)
			continue;
		for (p = s; p > q->lite && p[-1] == ' '; p--)
			;
		if (p > q->lite && (p[-1] == ',' || p[-1] == '.'))
			die(q->line, "%s: name the columns", q->name);
		for (size_t i = 0, n; i < sizeof before / sizeof *before; i++) {
			n = strlen(before[i]);
			if ((size_t)(p - q->lite) >= n && !strncasecmp(p - n, before[i], n))
				die(q->line, "%s: name the columns", q->name);
		}
	}
}

/* Rows kept in memory must have a bound: a lifetime that grows past its own ends the process. */
static void check_limit(const struct query *q)
{
	if (!strcmp(q->kind, "many") && !q->bounded && !strstr(q->lite, " LIMIT "))
		die(q->line, "%s: many needs a LIMIT (or each; or say 'bounded' if something else bounds it)", q->name);
}

/* Otherwise emptying a whole table would be no scan. */
static int row_by_row(void *arg, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)arg, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_DELETE ? SQLITE_IGNORE : SQLITE_OK;
}

/* A query over everything must say so: most pages cannot afford it. */
static void check_plan(sqlite3 *db, const struct query *q)
{
	char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", q->lite);
	sqlite3_stmt *st;

	sqlite3_set_authorizer(db, row_by_row, NULL);
	if (!sqlite3_prepare_v2(db, sql, -1, &st, NULL))
		while (sqlite3_step(st) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(st, 3);
			if (!strncmp(step, "SCAN ", 5) && !strstr(step, "CONSTANT ROW") && !strstr(step, "(subquery") &&
			    strncmp(step, "SCAN (", 6))
				die(q->line, "%s: %s (say 'scan ok' if that is meant)", q->name, step);
		}
	sqlite3_finalize(st);
	sqlite3_free(sql);
}

static void check(sqlite3 *db, struct query *q)
{
	sqlite3_stmt *st;

	if (!q->doc[0])
		die(q->line, "%s: say in a sentence what it is for", q->name);
	check_star(q);
	check_limit(q);
	find_outer(q);
	current = q;
	sqlite3_set_authorizer(db, watch, NULL);
	if (sqlite3_prepare_v2(db, q->lite, -1, &st, NULL))
		die(q->line, "%s: %s", q->name, sqlite3_errmsg(db));
	q->ncol = sqlite3_column_count(st);
	if (q->ncol > MAX)
		die(q->line, "%s: more than %d columns", q->name, MAX);
	for (int i = 0; i < q->ncol; i++)
		check_column(db, st, q, i);
	for (int i = 0; i < q->nwant; i++) {
		bool seen = false;
		for (int k = 0; k < q->ncol; k++)
			seen = seen || !strcmp(q->col[k].name, q->want[i].name);
		if (!seen)
			die(q->line, "%s: no column '%s'", q->name, q->want[i].name);
	}
	if (!strcmp(q->kind, "exec") != (q->ncol == 0))
		die(q->line, "%s: kind '%s' does not fit %d columns", q->name, q->kind, q->ncol);
	sqlite3_finalize(st);
	if (!q->scan_ok)
		check_plan(db, q);
}

static const char *c_type(const struct field *f)
{
	if (!strcmp(f->type, "text"))
		return "struct str ";
	if (!strcmp(f->type, "int"))
		return f->null ? "struct opt_int " : "int64_t ";
	if (!strcmp(f->type, "day"))
		return "day_t ";
	return !strcmp(f->type, "bool") ? "bool " : "double ";
}

static const char *door(const struct field *f)
{
	return f->null && !strcmp(f->type, "int") ? "optint" : f->type;
}

static void emit_text(const char *name, const char *sql)
{
	printf("\t.%s = \"", name);
	for (; *sql; sql++) {
		if (*sql == '"' || *sql == '\\')
			putchar('\\');
		putchar(*sql);
	}
	printf("\",\n");
}

/* For PostgreSQL to read in the test run, with the types that the program will send. */
static void emit_prepare(const struct query *q)
{
	static const char *const names[][2] = {
		{ "int", "bigint" }, { "real", "double precision" }, { "bool", "boolean" }, { "day", "date" }, { "text", "text" },
	};

	fprintf(prepare, "PREPARE %s", q->name);
	for (int i = 0; i < q->nparam; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (!strcmp(q->param[i].type, names[k][0]))
				fprintf(prepare, "%s%s", i ? ", " : "(", names[k][1]);
	fprintf(prepare, "%s AS %s;\n", q->nparam ? ")" : "", q->pg);
}

static void emit_query(const struct query *q)
{
	printf("static const struct db_query %s_query = {\n\t.name = \"%s\", .nparam = %d, .ncol = %d, "
	       ".writes = %s, .params = \"", q->name, q->name, q->nparam, q->ncol, q->writes ? "true" : "false");
	for (int i = 0; i < q->nparam; i++)
		putchar(!strcmp(q->param[i].type, "day") ? 'd' : q->param[i].type[0]);
	printf("\",\n");
	emit_text("sqlite", q->lite);
	emit_text("pg", q->pg);
	printf("};\n");
}

static void emit_head(const struct query *q)
{
	printf("__attribute__((unused)) static enum err %s(struct ctx *ctx", q->name);
	for (int i = 0; i < q->nparam; i++)
		printf(", %s%s", c_type(&q->param[i]), q->param[i].name);
	if (!strcmp(q->kind, "many"))
		printf(", struct %s **out, size_t *n", q->name);
	else if (!strcmp(q->kind, "each"))
		printf(", enum err (*fn)(void *, const struct %s *), void *arg", q->name);
	else if (q->ncol)
		printf(", struct %s *out", q->name);
	else
		printf(", int64_t *changed");
	printf(")\n{\n\tconst struct db_value in[] = {");
	for (int i = 0; i < q->nparam; i++)
		printf("%s db_in_%s(%s)", i ? "," : "", door(&q->param[i]), q->param[i].name);
	printf("%s };\n", q->nparam ? "" : " { 0 }");
}

static void emit_row(const struct query *q, const char *to, bool view)
{
	for (int i = 0; i < q->ncol; i++)
		printf("\t\t%s%s = db_%s(&r, %d);\n", to, q->col[i].name,
		       view && !strcmp(q->col[i].type, "text") ? "view" : door(&q->col[i]), i);
}

static void emit(const struct query *q)
{
	printf("\n/* %s:%d */\n%s", file, q->line, q->doc);
	if (q->ncol) {
		printf("struct %s {\n", q->name);
		for (int i = 0; i < q->ncol; i++)
			printf("\t%s%s;\n", c_type(&q->col[i]), q->col[i].name);
		printf("};\n");
	}
	emit_query(q);
	emit_head(q);
	if (!q->ncol) {
		printf("\treturn db_exec(ctx, &%s_query, in, changed);\n}\n", q->name);
		return;
	}
	printf("\tstruct db_rows r;\n\n\tTRY(db_rows_open(ctx, &%s_query, in, &r));\n", q->name);
	if (!strcmp(q->kind, "many")) {
		printf("\tfor (*n = 0, *out = NULL; db_next(&r); ++*n) {\n"
		       "\t\tstruct %s *o = *out = arena_grow(ctx->arena, *out, *n, sizeof **out);\n\t\to += *n;\n", q->name);
		emit_row(q, "o->", false);
	} else if (!strcmp(q->kind, "each")) {
		printf("\twhile (!r.failed && db_next(&r)) {\n\t\tstruct %s o;\n", q->name);
		emit_row(q, "o.", true);
		printf("\t\tr.failed = fn(arg, &o);\n");
	} else {
		printf("\tif (!db_next(&r)) {\n\t\tenum err e = db_rows_end(&r);\n\t\treturn e ? e : ERR_NOT_FOUND;\n\t}\n\t{\n");
		emit_row(q, "out->", false);
	}
	printf("\t}\n\treturn db_rows_end(&r);\n}\n");
}

/* The ';' that ends a query, not one inside a text. */
static char *closing(char *s)
{
	for (bool text = false; *s && (*s != ';' || text); s++)
		text ^= *s == '\'';
	return *s ? s : NULL;
}

/* "-- name(params) kind -> columns scan ok", then sentences, then SQL up to ';'. */
static char *read_query(char *s, struct query *q)
{
	char *end = strchr(s, '\n'), *want;

	if (sscanf(s, "-- %63[a-z0-9_](", q->name) != 1 || s[3 + strlen(q->name)] != '(')
		die(q->line, "expected '-- name(params) kind'");
	if (!own_table(q->name) || !strcmp(q->name, room))
		die(q->line, "%s: a query of this room begins with %s_", q->name, room);
	s = (char *)fields(strchr(s, '(') + 1, q->param, &q->nparam, q->line);
	if (sscanf(s, ") %7[a-z]", q->kind) != 1 ||
	    (strcmp(q->kind, "one") && strcmp(q->kind, "many") && strcmp(q->kind, "each") && strcmp(q->kind, "exec")))
		die(q->line, "%s: expected one, many, each or exec", q->name);
	*end = 0;
	q->scan_ok = strstr(s, "scan ok") != NULL;
	q->bounded = strstr(s, "bounded") != NULL;
	if ((want = strstr(s, "->")))
		fields(want + 2, q->want, &q->nwant, q->line);
	for (s = end + 1; !strncmp(s, "-- ", 3); s = end + 1) {
		end = strchr(s, '\n');
		snprintf(q->doc + strlen(q->doc), sizeof q->doc - strlen(q->doc), "/* %.*s */\n", (int)(end - s - 3), s + 3);
	}
	if (!(end = closing(s)))
		die(q->line, "%s: no closing ;", q->name);
	number_params(q, s, (size_t)(end - s));
	return end;
}

static void name_room(const char *path)
{
	const char *slash = strrchr(path, '/');

	snprintf(room, sizeof room, "%s", slash ? slash + 1 : path);
	room[strcspn(room, ".")] = 0;
}

static void option(const char *name, const char *path)
{
	FILE **to = !strcmp(name, "--columns") ? &columns : !strcmp(name, "--prepare") ? &prepare : NULL;

	if (to ? !(*to = fopen(path, "w")) : strcmp(name, "--out") || !freopen(path, "w", stdout))
		perror(path), exit(2);
}

int main(int argc, char **argv)
{
	static struct query q;
	char *msg, *s, *from;
	sqlite3 *db;
	int line = 1;

	for (; argc > 3 && !strncmp(argv[1], "--", 2); argv += 2, argc -= 2)
		option(argv[1], argv[2]);
	if (argc < 3)
		return fprintf(stderr, "usage: sqlgen [--columns FILE] [--prepare FILE] [--out FILE] ROOM.sql SCHEMA.sql...\n"), 2;
	sqlite3_open(":memory:", &db);
	for (int i = 2; i < argc; i++) {
		file = argv[i];
		if (sqlite3_exec(db, slurp(file), NULL, NULL, &msg))
			die(1, "%s", msg);
	}
	file = argv[1];
	name_room(file);
	printf("/* Made by sqlgen from %s -- do not edit. */\n#include \"db/db.h\"\n", file);
	for (s = slurp(file); *s; s++) {
		line += *s == '\n';
		if (isspace((unsigned char)*s))
			continue;
		if (strncmp(s, "-- ", 3))
			die(line, "expected a query here: %.20s", s);
		memset(&q, 0, sizeof q);
		q.line = line;
		from = s;
		s = read_query(s, &q);
		for (const char *p = from; p < s; p++)
			line += *p == '\n' || !*p;    /* read_query ends head lines with a zero */
		check(db, &q);
		emit(&q);
		if (prepare)
			emit_prepare(&q);
	}
	if ((columns && fclose(columns)) || (prepare && fclose(prepare)) || fflush(stdout))
		perror(file), exit(1);
	return 0;
}
