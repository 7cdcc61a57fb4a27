/* folder.c -- the data folder: key, database, lock, settings. */
#include "hall/hall.h"
#include "base/clock.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "crypt/crypt.h"
#include "kind/kind.h"
#include "method/method.h"
#include "place/gazetteer.h"
#include "search/search.h"
#include "index/index.h"
#include "support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hall_sql.h"

/* Where the translations are: beside the program when it runs from where it was built. */
const char *hall_locale(void)
{
	static char dir[1100];
	char exe[1000];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	char *slash;

	if (getenv("SAMHOLD_LOCALE"))
		return getenv("SAMHOLD_LOCALE");
	exe[n > 0 ? n : 0] = 0;
	slash = strrchr(exe, '/');
	if (slash) {
		*slash = 0;
		snprintf(dir, sizeof dir, "%s/locale", exe);
		if (!access(dir, R_OK))
			return dir;
		snprintf(dir, sizeof dir, "%s/../share/samhold/locale", exe);
		if (!access(dir, R_OK))
			return dir;
	}
	return SAMHOLD_LOCALE_DIR;
}

enum { SETTING_ROOM = 512 };         /* more than any setting is long */

static void house_open(struct house *h)
{
	h->clock = clock_new();
	h->rng = rng_new();
	h->tr = tr_open(hall_locale());
	h->cal = cal_new();
	h->gazetteer = gazetteer_open();
	h->index = index_live_new();
	h->rows = rows_kept_new();
	h->nothing = support_nothing_new();
	h->metrics = calloc(1, sizeof *h->metrics);
	h->settings = arena_new(0);
	h->name = S("Samhold");
	h->origin = S(FOLDER_ORIGIN);
}

static void house_close(struct house *h)
{
	index_live_free(h->index);
	rows_kept_free(h->rows);
	support_nothing_free(h->nothing);
	gazetteer_close(h->gazetteer);
	cal_free(h->cal);
	tr_close(h->tr);
	rng_free(h->rng);
	clock_free(h->clock);
	keys_close(h->keys);
	arena_free(h->settings);
	free(h->metrics);
	*h = (struct house){ 0 };
}

/*
 * Settings live as long as the folder is open, the few old values of a change, too.  Readers may look
 * while one is changed, and see the old length with the new letters for a moment: so there is always
 * room behind them.
 */
static struct str keep(struct house *h, struct str s)
{
	char *p = arena_alloc(h->settings, s.n < SETTING_ROOM ? SETTING_ROOM : s.n + 1);

	memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

static void apply(struct house *h, struct str name, struct str value, bool opening)
{
	int64_t v;

	if (str_same(name, "name") && value.n)
		h->name = keep(h, value);
	else if (str_same(name, "origin") && value.n)
		h->origin = keep(h, value);
	else if (str_same(name, "lang"))
		h->lang = str_same(value, "en") ? "en" : "da";
	else if (str_same(name, "neutral"))
		h->neutral = str_same(value, "1");
	else if (str_same(name, "demo"))
		h->demo = str_same(value, "1");
	else if (str_same(name, "clock") && h->demo && opening && str_int(value, &v))
		clock_set(h->clock, v);
}

enum err folder_settings(struct ctx *ctx, bool opening)
{
	struct hall_setting_all *rows;
	size_t n;

	TRY(hall_setting_all(ctx, 200, &rows, &n));
	/* "demo" before "clock": a real folder's clock is never set, whatever the table says. */
	for (size_t i = 0; i < n; i++)
		if (str_same(rows[i].name, "demo"))
			apply(ctx->house, rows[i].name, rows[i].value, opening);
	for (size_t i = 0; i < n; i++)
		apply(ctx->house, rows[i].name, rows[i].value, opening);
	return OK;
}

/* --- lock -------------------------------------------------------------------------------------------- */

static enum err take_lock(struct folder *f, char *why, size_t n)
{
	char path[1000];

	snprintf(path, sizeof path, "%s/lock", f->dir);
	f->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (f->lock < 0) {
		snprintf(why, n, "%s cannot be written: %s", path, strerror(errno));
		return ERR_IO;
	}
	if (flock(f->lock, LOCK_EX | LOCK_NB)) {
		snprintf(why, n, "a server is running on %s", f->dir);
		close(f->lock);
		f->lock = -1;
		return ERR_CONFLICT;
	}
	return OK;
}

/* Which database: what the command says, else what the folder was made with. */
static void choose_url(struct folder *f, const char *database)
{
	char path[1000], line[1024] = "";
	FILE *in;

	snprintf(path, sizeof path, "%s/database", f->dir);
	if (!database && (in = fopen(path, "r"))) {
		if (fgets(line, sizeof line, in))
			line[strcspn(line, "\n")] = 0;
		fclose(in);
		database = line[0] ? line : NULL;
	}
	if (database)
		snprintf(f->url, sizeof f->url, "%s", database);
	else
		snprintf(f->url, sizeof f->url, "%s/samhold.db", f->dir);
	f->pg = !strncmp(f->url, "postgres", 8);
}

/* A folder that an older program made lacks the kinds of support; one that is being made gets them from its command. */
static enum err bring_up(struct ctx *ctx)
{
	struct hall_setting_all *rows;
	bool furnished = false;
	size_t n;
	enum err e;

	TRY(db_begin(ctx, DB_WRITE));
	e = hall_setting_all(ctx, 200, &rows, &n);
	for (size_t i = 0; !e && i < n; i++)
		furnished = furnished || str_same(rows[i].name, "lang");
	if (!e && furnished)
		e = kind_seed(ctx);
	if (!e && furnished)
		e = method_seed(ctx);
	if (!e)
		e = db_commit(ctx);
	if (e)
		db_rollback(ctx);
	return e;
}

/* --- room kept back ----------------------------------------------------------------------------------- */

/*
 * SQLite needs some room beside a database before it can even be read.  A house that starts on a full disk
 * gives this file up for it, so that meetings are found while somebody makes room.
 */
enum { RESERVE_BYTES = 256 << 10 };

static const char *reserve_path(const struct folder *f, char *path, size_t n)
{
	snprintf(path, n, "%s/reserve", f->dir);
	return path;
}

static bool give_up_reserve(const struct folder *f)
{
	char path[1000];

	return !f->pg && !unlink(reserve_path(f, path, sizeof path));
}

/* Not having it is no reason to stay away. */
static void keep_reserve(const struct folder *f)
{
	char path[1000];
	struct stat st;
	int fd;

	if (f->pg || (!stat(reserve_path(f, path, sizeof path), &st) && st.st_size == RESERVE_BYTES))
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (posix_fallocate(fd, 0, RESERVE_BYTES))
		unlink(path);
	close(fd);
}

static enum err open_writer(struct folder *f, char *why, size_t n)
{
	struct db_config c = { .url = str_of(f->url), .durable = true };
	struct worker w;
	struct ctx *ctx;
	enum err e = db_open(&c, &f->writer, why, n);

	if (e)
		return e;
	worker_open(&w, &f->house, f->writer);
	ctx = worker_begin(&w);
	e = db_migrate(ctx);
	if (!e)
		e = bring_up(ctx);
	if (!e)
		e = folder_settings(ctx, true);
	if (e)
		snprintf(why, n, "%s", ctx->why);
	w.db = NULL;
	worker_close(&w);
	if (e) {
		db_close(f->writer);
		f->writer = NULL;
	}
	return e;
}

enum err folder_open(struct folder *f, const char *dir, const char *database, char *why, size_t n)
{
	enum err e;

	*f = (struct folder){ .lock = -1 };
	snprintf(f->dir, sizeof f->dir, "%s", dir);
	e = take_lock(f, why, n);
	if (e)
		return e;
	house_open(&f->house);
	f->house.dir = f->dir;
	choose_url(f, database);
	e = keys_open(dir, false, &f->house.keys, why, n);
	if (!e) {
		e = open_writer(f, why, n);
		if (e == ERR_IO && give_up_reserve(f))
			e = open_writer(f, why, n);
		else if (!e)
			keep_reserve(f);
	}
	if (e)
		folder_close(f);
	return e;
}

void folder_close(struct folder *f)
{
	db_close(f->writer);
	f->writer = NULL;
	if (f->house.clock)
		house_close(&f->house);
	if (f->lock >= 0)
		close(f->lock);
	f->lock = -1;
}

enum err folder_reader(const struct folder *f, struct db **db, char *why, size_t n)
{
	struct db_config c = { .url = str_of(f->url), .readonly = true };

	return db_open(&c, db, why, n);
}

static enum err number_opening(struct ctx *ctx)
{
	struct hall_opening opening;
	int64_t changed;
	enum err e;

	TRY(db_begin(ctx, DB_WRITE));
	e = hall_opening_next(ctx, &changed);
	if (!e)
		e = hall_opening(ctx, &opening);
	if (!e)
		e = db_commit(ctx);
	if (e) {
		db_rollback(ctx);
		return e;
	}
	rng_set_opening(ctx->house->rng, opening.n);
	ctx->house->numbered = true;
	return OK;
}

enum err folder_begin_write(struct ctx *ctx)
{
	if (!ctx->house->numbered)
		TRY(number_opening(ctx));
	return db_begin(ctx, DB_WRITE);
}

/* --- making one ----------------------------------------------------------------------------------------- */

static enum err write_line(const char *path, const char *line)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool fine = fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line) && !fsync(fd);

	if (fd >= 0)
		close(fd);
	return fine ? OK : ERR_IO;
}

enum err folder_make(const char *dir, const char *database, bool demo, char *why, size_t n)
{
	char path[1100], line[1100];
	struct keys *keys;
	struct folder f;
	struct worker w;
	int64_t changed;
	enum err e;

	if (mkdir(dir, 0700) && errno != EEXIST) {
		snprintf(why, n, "%s cannot be made: %s", dir, strerror(errno));
		return ERR_IO;
	}
	snprintf(path, sizeof path, "%s/root.key", dir);
	if (!access(path, F_OK)) {
		snprintf(why, n, "%s is a data folder already", dir);
		return ERR_CONFLICT;
	}
	TRY(keys_open(dir, true, &keys, why, n));
	keys_close(keys);
	snprintf(path, sizeof path, "%s/database", dir);
	snprintf(line, sizeof line, "%s\n", database ? database : "");
	if (database)
		TRY(write_line(path, line));
	TRY(folder_open(&f, dir, database, why, n));
	worker_open(&w, &f.house, f.writer);
	e = hall_setting_put(worker_begin(&w), S("demo"), demo ? S("1") : S("0"), &changed);
	if (e)
		snprintf(why, n, "%s", w.ctx.why);
	w.db = NULL;
	worker_close(&w);
	folder_close(&f);
	return e;
}

/*
 * A house in memory is a copy of the first one, as its schema left it: running all its scripts again for each of two
 * thousand tests takes longer than many of them.  The first one stays open as long as the process.
 */
static enum err schema_for_test(struct ctx *ctx, const char *database)
{
	static struct db *first;
	struct db_config c = { .url = S(":memory:") };
	struct db *mine = ctx->db;
	enum err e = OK;

	if (strcmp(database, ":memory:"))
		return db_migrate(ctx);
	if (!first && !(e = db_open(&c, &first, ctx->why, sizeof ctx->why))) {
		ctx->db = first;
		e = db_migrate(ctx);
		ctx->db = mine;
	}
	return e ? e : db_become(ctx, first);
}

enum err folder_for_test(struct folder *f, const char *database)
{
	struct db_config c = { .url = str_of(database) };
	struct worker w;
	char why[240];
	enum err e;

	*f = (struct folder){ .lock = -1 };
	snprintf(f->url, sizeof f->url, "%s", database);
	house_open(&f->house);
	rng_free(f->house.rng);
	f->house.rng = rng_new_repeatable(20161231);
	f->house.numbered = true;
	f->house.keys = keys_fixed(7);
	e = db_open(&c, &f->writer, why, sizeof why);
	if (e) {
		fprintf(stderr, "%s\n", why);
		return e;
	}
	worker_open(&w, &f->house, f->writer);
	e = schema_for_test(worker_begin(&w), database);
	if (e)
		fprintf(stderr, "%s\n", w.ctx.why);
	w.db = NULL;
	worker_close(&w);
	return e;
}
