/*
 * bare.c -- what SQLite alone manages: the ceilings that the program is measured against.
 *
 *   bench-bare make HOUSE.db BARE.db           the same listings as plain SQL wants them: dates, words, points
 *   bench-bare WHAT BARE.db FILE SECONDS [1]   finder, box, support, next, page or feed: two threads (or one), a
 *                                           connection each
 *   bench-bare save HOUSE.db BATCH SECONDS     the rows of a save, committed in batches; evening: of one written down; handover: of somebody handed over
 *
 * Set up as the program sets up its own: no mutexes, no memory counters, read-only connections without mmap,
 * statements prepared once.  Every column of every row is read.  Nothing is rendered or served.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { THREADS_MOST = 2, STATEMENTS_MOST = 6, ROWS_MOST = 200, LINES_MOST = 20000, SAVED_MOST = 20000 };

static _Noreturn void die(sqlite3 *db, const char *what)
{
	fprintf(stderr, "bench-bare: %s: %s\n", what, db ? sqlite3_errmsg(db) : "failed");
	exit(1);
}

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3 *open_db(const char *path, int flags, const char *pragmas)
{
	sqlite3 *db;

	/* Who comes right after another process waits until that one has let go. */
	if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) || sqlite3_busy_timeout(db, 5000) || sqlite3_exec(db, pragmas, NULL, NULL, NULL))
		die(db, path);
	return db;
}

/* --- the same listings as plain SQL wants them ---------------------------------------------------------------- */

/* Dates of two weeks from the weekly rhythm: near enough to the real ones for the work to be the same. */
static const char make_sql[] =
	"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;"
	"CREATE TABLE location AS SELECT * FROM house.location; CREATE UNIQUE INDEX location_id ON location (id);"
	"CREATE TABLE org AS SELECT * FROM house.org; CREATE UNIQUE INDEX org_id ON org (id);"
	"CREATE TABLE meeting (id INTEGER PRIMARY KEY, slug, name, method, audience, openness, mode, languages, children, newcomers, zone,"
	" location, org, description_da, description_en, first_time_da, first_time_en, room, phone, email, website, conference_url,"
	" conference_phone, conference_notes, verified_at, conference_hidden, rhythm, every, weekdays, nths, month_day, first_day, last_day,"
	" start_min, duration_min, holidays, holiday_rule, state);"
	"INSERT INTO meeting SELECT id, slug, name, method, audience, openness, mode, languages, children, newcomers, zone,"
	" location, org, description_da, description_en, first_time_da, first_time_en, room, phone, email, website, conference_url,"
	" conference_phone, conference_notes, verified_at, conference_hidden, rhythm, every, weekdays, nths, month_day, first_day, last_day,"
	" start_min, duration_min, holidays, holiday_rule, state FROM house.meeting WHERE state = 'running' ORDER BY id;"
	"CREATE UNIQUE INDEX meeting_slug ON meeting (slug);"
	"CREATE TABLE meeting_exception AS SELECT * FROM house.meeting_exception; CREATE INDEX exception_of ON meeting_exception (meeting, day);"
	"CREATE TABLE meeting_pause AS SELECT * FROM house.meeting_pause; CREATE INDEX pause_of ON meeting_pause (meeting, from_day);"
	"CREATE TABLE verify_report AS SELECT * FROM house.verify_report; CREATE INDEX report_of ON verify_report (listing, at);"
	"CREATE TABLE date (start INTEGER, meeting INTEGER, weekday INTEGER, PRIMARY KEY (start, meeting)) WITHOUT ROWID;"
	"INSERT INTO date WITH RECURSIVE day(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM day WHERE n < 13)"
	" SELECT (unixepoch() / 86400 + n) * 86400 + start_min * 60, id, (unixepoch() / 86400 + n + 4) % 7 FROM day, meeting"
	" WHERE weekdays >> ((unixepoch() / 86400 + n + 4) % 7) & 1 ORDER BY 1, 2;"
	"CREATE INDEX date_of ON date (meeting, start);"
	"CREATE VIRTUAL TABLE word USING fts5 (text, content='', tokenize=\"unicode61 remove_diacritics 2\");"
	"INSERT INTO word (rowid, text) SELECT m.id, m.name || ' ' || m.description_da || ' ' || m.description_en || ' ' || COALESCE(o.name, '') || ' ' ||"
	" COALESCE(l.name || ' ' || l.address || ' ' || l.postcode || ' ' || l.city, '')"
	" FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org;"
	"INSERT INTO word (word) VALUES ('optimize');"
	"CREATE VIRTUAL TABLE point USING rtree (id, lat_from, lat_to, lon_from, lon_to);"
	"INSERT INTO point SELECT m.id, lat, lat, lon, lon FROM meeting m JOIN location l ON l.id = m.location WHERE lat IS NOT NULL;"
	"CREATE TABLE service (id INTEGER PRIMARY KEY, slug, kind, org, name_da, name_en, description_da, description_en, stages, providers, audience,"
	" languages, children, substitution, mode, price_type, currency, price_unit, price_least, price_most, phone, verified_at, location);"
	"INSERT INTO service SELECT id, slug, kind, org, name_da, name_en, description_da, description_en, stages, providers, audience,"
	" languages, children, substitution, mode, price_type, currency, price_unit, price_least, price_most, phone, verified_at,"
	" (SELECT p.location FROM house.service_place p WHERE p.service = s.id AND p.position = 0)"
	" FROM house.service s WHERE state = 'running' ORDER BY id;"
	"CREATE TABLE kind AS SELECT id, name_en, sentence_en FROM house.kind; CREATE UNIQUE INDEX kind_id ON kind (id);"
	"CREATE VIRTUAL TABLE offer USING fts5 (text, content='', tokenize=\"unicode61 remove_diacritics 2\");"
	"INSERT INTO offer (rowid, text) SELECT m.id, m.name || ' ' || m.description_da || ' ' || m.description_en || ' ' || COALESCE(o.name, '') || ' ' ||"
	" COALESCE(l.name || ' ' || l.address || ' ' || l.postcode || ' ' || l.city, '')"
	" FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org;"
	"INSERT INTO offer (rowid, text) SELECT s.id, s.name_da || ' ' || s.name_en || ' ' || s.description_da || ' ' || s.description_en || ' ' ||"
	" COALESCE(o.name, '') || ' ' || k.name_en || ' ' || COALESCE(l.name || ' ' || l.address || ' ' || l.postcode || ' ' || l.city, '')"
	" FROM service s JOIN kind k ON k.id = s.kind LEFT JOIN location l ON l.id = s.location LEFT JOIN org o ON o.id = s.org;"
	"INSERT INTO offer (offer) VALUES ('optimize');"
	"CREATE VIRTUAL TABLE spot USING rtree (id, lat_from, lat_to, lon_from, lon_to);"
	"INSERT INTO spot SELECT m.id, lat, lat, lon, lon FROM meeting m JOIN location l ON l.id = m.location WHERE lat IS NOT NULL"
	" UNION ALL SELECT s.id, lat, lat, lon, lon FROM service s JOIN location l ON l.id = s.location WHERE lat IS NOT NULL;"
	"CREATE TABLE fact (fact, id INTEGER, PRIMARY KEY (fact, id)) WITHOUT ROWID;"
	"INSERT INTO fact SELECT 'free', id FROM meeting UNION ALL SELECT 'free', id FROM service WHERE price_type = 'free';"
	"INSERT INTO fact SELECT code, id FROM (SELECT 'da' AS code UNION ALL SELECT 'en'),"
	" (SELECT id, languages FROM meeting UNION ALL SELECT id, languages FROM service) WHERE instr(languages, code);"
	"PRAGMA optimize; ANALYZE;";

static int make(const char *house, const char *bare)
{
	char attach[1200];
	sqlite3 *db = open_db(bare, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "");

	snprintf(attach, sizeof attach, "ATTACH '%s' AS house", house);
	if (sqlite3_exec(db, attach, NULL, NULL, NULL) || sqlite3_exec(db, make_sql, NULL, NULL, NULL))
		die(db, "make");
	sqlite3_close(db);
	return 0;
}

/* --- questions -------------------------------------------------------------------------------------------------- */

#define ROW_COLUMNS "m.id, m.slug, m.name, m.method, m.audience, m.openness, m.mode, m.languages, m.children, m.newcomers, m.zone, m.location, " \
	"m.description_da, m.description_en, m.room, m.phone, m.verified_at, m.conference_hidden, m.rhythm, " \
	"l.name, l.address, l.postcode, l.city, l.lat, l.lon, l.step_free, l.protected, l.approximate"
/* Some 10 km to each side: where the program begins to look, too. */
#define IN_BOX "lat_from >= ?2 - 0.09 AND lat_to <= ?2 + 0.09 AND lon_from >= ?3 - 0.15 AND lon_to <= ?3 + 0.15"

/*
 * One question: ?1 … of the first statement are the fields of a line of the file, ?9 is the time.  The others are
 * asked for each row of the first, with its column 0 as ?1.
 */
static const struct question {
	const char *name;
	const char *sql[STATEMENTS_MOST];
} questions[] = {
	/* As design.md has it: bm25 over every hit, then the rows. */
	{ "finder", { "SELECT rowid FROM word WHERE word MATCH ?1 ORDER BY bm25(word) LIMIT 20",
		      "SELECT " ROW_COLUMNS " FROM meeting m LEFT JOIN location l ON l.id = m.location WHERE m.id = ?1" } },
	/* The quickest plan that we found for all three filters: two sets cut, the day looked up for what is in both. */
	{ "box", { "WITH hit (id) AS MATERIALIZED (SELECT rowid FROM word WHERE word MATCH ?1 INTERSECT SELECT id FROM point WHERE " IN_BOX ")"
		   " SELECT hit.id, start FROM hit CROSS JOIN date d ON d.meeting = hit.id WHERE d.start >= ?9 AND d.start < ?9 + 604800"
		   " AND d.weekday = ?4 ORDER BY start LIMIT 20",
		   "SELECT " ROW_COLUMNS " FROM meeting m LEFT JOIN location l ON l.id = m.location WHERE m.id = ?1" } },
	/* The directory: meetings and services together, free and in one language. */
	{ "support", { "WITH hit (id) AS MATERIALIZED (SELECT rowid FROM offer WHERE offer MATCH ?1 INTERSECT SELECT id FROM spot WHERE " IN_BOX ")"
		       " SELECT hit.id FROM hit WHERE EXISTS (SELECT 1 FROM fact WHERE fact = 'free' AND id = hit.id)"
		       " AND EXISTS (SELECT 1 FROM fact WHERE fact = ?4 AND id = hit.id) LIMIT 20",
		       "SELECT " ROW_COLUMNS " FROM meeting m LEFT JOIN location l ON l.id = m.location WHERE m.id = ?1",
		       "SELECT s.*, k.*, l.* FROM service s JOIN kind k ON k.id = s.kind LEFT JOIN location l ON l.id = s.location WHERE s.id = ?1" } },
	{ "next", { "SELECT m.id, d.start, " ROW_COLUMNS " FROM date d JOIN meeting m ON m.id = d.meeting LEFT JOIN location l ON l.id = m.location"
		    " WHERE d.start >= ?9 ORDER BY d.start, d.meeting LIMIT 20" } },
	{ "page", { "SELECT m.*, l.*, o.* FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org WHERE m.slug = ?1",
		    "SELECT * FROM meeting_exception WHERE meeting = ?1 ORDER BY day",
		    "SELECT * FROM meeting_pause WHERE meeting = ?1 ORDER BY from_day",
		    "SELECT at, source FROM verify_report WHERE listing = ?1 AND at > 0" } },
	/* What the Meeting Guide feed must read. */
	{ "feed", { "SELECT m.*, l.*, o.* FROM meeting m LEFT JOIN location l ON l.id = m.location LEFT JOIN org o ON o.id = m.org ORDER BY m.id" } },
	/* What a coordinator's first page must read: their groups, and the evenings of sixty days of each. */
	{ "today", { "SELECT m.* FROM evening_series s JOIN meeting m ON m.id = s.meeting WHERE m.org = ?1",
		     "SELECT * FROM evening WHERE meeting = ?1 AND day >= date('now', '-60 days') ORDER BY day",
		     "SELECT * FROM meeting_exception WHERE meeting = ?1", "SELECT * FROM meeting_pause WHERE meeting = ?1" } },
	/* One on their way: the loop, its steps, what it leads to, the person's keys. */
	{ "loop", { "SELECT l.*, p.*, k.* FROM linkage_loop l JOIN participant p ON p.id = l.participant JOIN participant_key k ON k.participant = p.id WHERE l.id = ?1",
		    "SELECT s.*, k.* FROM service s JOIN kind k ON k.id = s.kind WHERE s.id = (SELECT target FROM linkage_loop WHERE id = ?1)",
		    "SELECT s.*, a.name FROM linkage_step s LEFT JOIN account a ON a.id = s.account WHERE s.linkage = ?1 ORDER BY n",
		    "SELECT * FROM task_attempt WHERE subject = ?1" } },
	/* And the diary of a year. */
	{ "diary", { "SELECT m.* FROM evening_series s JOIN meeting m ON m.id = s.meeting WHERE m.org = ?1",
		     "SELECT * FROM evening WHERE meeting = ?1 AND day >= date('now', '-364 days') ORDER BY day",
		     "SELECT * FROM evening_check WHERE meeting = ?1 AND day >= date('now', '-364 days')" } },
	{ 0 }
};

static struct asking {
	const struct question *q;
	const char *path;
	char *line[LINES_MOST];
	size_t nlines;
	double until;
	_Atomic size_t next, done, rows;
} asking;

static size_t touch;                  /* so that no column is read for nothing */

static size_t step_all(sqlite3 *db, sqlite3_stmt *st, int64_t *ids, size_t most)
{
	size_t n = 0;
	int rc;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int columns = sqlite3_column_count(st);
		for (int i = 0; i < columns; i++)
			switch (sqlite3_column_type(st, i)) {
			case SQLITE_TEXT: touch += (size_t)sqlite3_column_text(st, i)[0]; break;
			case SQLITE_FLOAT: touch += sqlite3_column_double(st, i) > 0; break;
			default: touch += (size_t)sqlite3_column_int64(st, i); break;
			}
		if (ids && n < most)
			ids[n] = sqlite3_column_int64(st, 0);
		n++;
	}
	if (rc != SQLITE_DONE)
		die(db, "step");
	sqlite3_reset(st);
	return n;
}

static void bind_line(sqlite3_stmt *st, const char *line, int64_t now)
{
	char copy[256], *rest = copy, *field;
	int i = 0, last = sqlite3_bind_parameter_index(st, "?9");

	snprintf(copy, sizeof copy, "%s", line);
	while ((field = strsep(&rest, "\t\n")) && ++i <= sqlite3_bind_parameter_count(st) && *field)
		if (i == 1 || strspn(field, "-.0123456789") != strlen(field))
			sqlite3_bind_text(st, i, field, -1, SQLITE_TRANSIENT);
		else
			sqlite3_bind_double(st, i, strtod(field, NULL));
	if (last)
		sqlite3_bind_int64(st, last, now);
}

static void *ask(void *arg)
{
	sqlite3 *db = open_db(asking.path, SQLITE_OPEN_READONLY, "PRAGMA query_only=1; PRAGMA mmap_size=0; PRAGMA cache_size=-8192");
	sqlite3_stmt *st[STATEMENTS_MOST] = { 0 };
	int64_t now = (int64_t)time(NULL), ids[ROWS_MOST];
	int n = 0;

	(void)arg;
	for (; n < STATEMENTS_MOST && asking.q->sql[n]; n++)
		if (sqlite3_prepare_v3(db, asking.q->sql[n], -1, SQLITE_PREPARE_PERSISTENT, &st[n], NULL))
			die(db, asking.q->sql[n]);
	while (seconds_now() < asking.until) {
		const char *line = asking.line[asking.next++ % asking.nlines];
		size_t found, rows = 0;
		sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
		bind_line(st[0], line, now);
		found = rows = step_all(db, st[0], ids, ROWS_MOST);
		for (size_t i = 0; n > 1 && i < found && i < ROWS_MOST; i++)
			for (int k = 1; k < n; k++) {
				sqlite3_bind_int64(st[k], 1, ids[i]);
				rows += step_all(db, st[k], NULL, 0);
			}
		sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
		asking.rows += rows;
		asking.done++;
	}
	return NULL;
}

static double processor_micros(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static void report(double began, double micros, double done, double rows)
{
	printf("rps %.1f server_us %.2f rows %.2f\n", done / (seconds_now() - began), (processor_micros() - micros) / done, rows / done);
}

static int questions_of(const char *name, const char *path, const char *file, double seconds, int threads)
{
	pthread_t thread[THREADS_MOST];
	FILE *f = fopen(file, "r");
	size_t room = 0;
	double began, micros;

	for (asking.q = questions; asking.q->name && strcmp(asking.q->name, name); asking.q++)
		;
	if (!f || !asking.q->name)
		die(NULL, name);
	while (asking.nlines < LINES_MOST && getline(&asking.line[asking.nlines], &room, f) > 0) {
		asking.nlines++;
		room = 0;
	}
	fclose(f);
	asking.path = path;
	began = seconds_now();
	asking.until = began + seconds;
	micros = processor_micros();
	for (int i = 0; i < threads; i++)
		pthread_create(&thread[i], NULL, ask, NULL);
	for (int i = 0; i < threads; i++)
		pthread_join(thread[i], NULL);
	report(began, micros, (double)asking.done, (double)asking.rows);
	return 0;
}

/* --- the rows of a save ------------------------------------------------------------------------------------------ */

static const char *const save_sql[] = {
	"INSERT INTO verify_check (id, listing, at, by_what, result) VALUES (?1, ?2, ?3, 'keeper', 'right')",
	"UPDATE meeting SET verified_at = ?3, verified_by = 'keeper' WHERE id = ?2",
	"INSERT INTO event (n, at, account, what, subject, detail, hash) VALUES (?1, ?3, 7, 'meeting.verified', ?2, 'keeper', ?4)",
	"UPDATE event_head SET n = ?1, hash = ?4 WHERE one = 1",
	"INSERT INTO hall_key (key, at, account, route, print, status, location, body) VALUES (?5, ?3, 7,"
	" '/:lang/work/meetings/:id/verifications', ?4, 303, '/en/work/meetings/1974173731654627925?done=verified', '')",
};
/* The same of an evening that is written down. */
static const char *const evening_sql[] = {
	"INSERT INTO evening (meeting, day, entry, state, heads, first_timers, incident, by_what, documented_at, account)"
	" VALUES (?2, date('2030-01-01', ?1 || ' days'), 1, 'held', 7, 1, FALSE, 'form', ?3, 7)",
	"INSERT INTO event (n, at, account, what, subject, detail, hash) VALUES (?1, ?3, 7, 'evening.written', ?2, '2016-12-12', ?4)",
	"UPDATE event_head SET n = ?1, hash = ?4 WHERE one = 1",
	"INSERT INTO hall_key (key, at, account, route, print, status, location, body) VALUES (?5, ?3, 7,"
	" '/:lang/work/evenings/:id/:day', ?4, 303, '/en/work/evenings/1974173731654627925/2016-12-12?done=saved', '')",
};
/* Somebody handed over: who they are to us, their key, their yes, what was told, the loop and its first step. */
static const char *const handover_sql[] = {
	"INSERT INTO participant (id, org, area, level, role, lang, nickname, made_at, seen_at) VALUES (?1 * 4096 + 1, ?2, 0, 2, 'person', 'en', ?4, ?3, ?3)",
	"INSERT INTO participant_key (participant, data) VALUES (?1 * 4096 + 1, ?4 || ?4)",
	"INSERT INTO consent (participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, form, witness, version,"
	" account, said) VALUES (?1 * 4096 + 1, ?1 * 4096 + 2, ?2, 'service', (SELECT id FROM service LIMIT 1), 1, 'handover', ?3, '2030-01-01', '2030-03-01', ?3 + 8640000, 'spoken',"
	" 'coordinator', 1, 7, ?4 || ?4 || ?4)",
	"INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, companion, parent,"
	" state, steps, next_due_at, made_at, state_at) SELECT ?1 * 4096 + 1, ?1 * 4096 + 3, ?2, 0, 'referral', 'papers', 'service', (SELECT id FROM service LIMIT 1), 1, ?1 * 4096 + 2,"
	" 'normal', id, 0, id, 0, 0, 'offered', 1, ?3 + 86400, ?3, ?3 FROM account WHERE state = 'active' LIMIT 1",
	"INSERT INTO linkage_step (participant, linkage, n, event, from_state, to_state, by_what, account, at)"
	" VALUES (?1 * 4096 + 1, ?1 * 4096 + 3, 1, 'begun', '', 'offered', 'staff', 7, ?3)",
	"INSERT INTO consent_disclosure (participant, id, consent, to_kind, receiver, classes, purpose, at, account, notice)"
	" VALUES (?1 * 4096 + 1, ?1 * 4096 + 4, ?1 * 4096 + 2, 'service', (SELECT id FROM service LIMIT 1), 1, 'handover', ?3, 7, 1)",
	"INSERT INTO event (n, at, account, what, subject, detail, hash) VALUES (?1 * 4 + 1000000000, ?3, 7, 'participant.new', ?2, '', ?4),"
	" (?1 * 4 + 1000000001, ?3, 7, 'consent.given', ?2, 'handover', ?4), (?1 * 4 + 1000000002, ?3, 7, 'consent.disclosed', ?2, '', ?4),"
	" (?1 * 4 + 1000000003, ?3, 7, 'linkage.begun', ?2, 'referral', ?4)",
	"UPDATE event_head SET n = ?1, hash = ?4 WHERE one = 1",
	"INSERT INTO hall_key (key, at, account, route, print, status, location, body) VALUES (?5, ?3, 7, '/:lang/work/handover', ?4, 303,"
	" '/en/work/loops/1974173731654627925/card', '')",
};
enum { NHANDOVER = sizeof handover_sql / sizeof *handover_sql, NMOST = 16 };
enum { NSAVE = sizeof save_sql / sizeof *save_sql, NEVENING = sizeof evening_sql / sizeof *evening_sql };

static size_t read_ids(sqlite3 *db, int64_t *ids)
{
	sqlite3_stmt *st;
	size_t n = 0;

	if (sqlite3_prepare_v2(db, "SELECT id FROM meeting ORDER BY abs(id * 2654435761 % 1000003) LIMIT 20000", -1, &st, NULL))
		die(db, "ids");
	while (n < SAVED_MOST && sqlite3_step(st) == SQLITE_ROW)
		ids[n++] = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

static int64_t newest_event(sqlite3 *db)
{
	sqlite3_stmt *st;
	int64_t n = 0;

	if (sqlite3_prepare_v2(db, "SELECT n FROM event_head", -1, &st, NULL) || sqlite3_step(st) != SQLITE_ROW)
		die(db, "event_head");
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

static int save(const char *const *sql, int nsql, const char *path, int batch, double seconds)
{
	static int64_t ids[SAVED_MOST];
	sqlite3 *db = open_db(path, SQLITE_OPEN_READWRITE, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=1; PRAGMA mmap_size=0");
	sqlite3_stmt *st[NMOST];
	size_t nids = read_ids(db, ids);
	int64_t n = newest_event(db), done = 0;
	double began = seconds_now(), micros = processor_micros();

	for (int i = 0; i < nsql; i++)
		if (sqlite3_prepare_v3(db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &st[i], NULL))
			die(db, sql[i]);
	while (seconds_now() < began + seconds) {
		if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL))
			die(db, "begin");
		for (int b = 0; b < batch; b++, done++) {
			/* As random as the real ones, or the indexes would have it easier. */
			uint64_t mix = (uint64_t)(n + done) * 0x9E3779B97F4A7C15u ^ (uint64_t)time(NULL) << 20;
			char hash[72], key[40];
			snprintf(hash, sizeof hash, "%016llx%016llx%016llx%016llx", (unsigned long long)mix, (unsigned long long)(mix * 3),
				 (unsigned long long)(mix * 5), (unsigned long long)(mix * 7));
			snprintf(key, sizeof key, "%016llx.%016llx", (unsigned long long)(mix * 11), (unsigned long long)(mix * 13));
			for (int i = 0; i < nsql; i++) {
				sqlite3_bind_int64(st[i], 1, n + done + 1);
				sqlite3_bind_int64(st[i], 2, ids[(size_t)done % nids]);
				sqlite3_bind_int64(st[i], 3, (int64_t)time(NULL));
				sqlite3_bind_text(st[i], 4, hash, -1, SQLITE_STATIC);
				sqlite3_bind_text(st[i], 5, key, -1, SQLITE_STATIC);
				if (sqlite3_step(st[i]) != SQLITE_DONE)
					die(db, sql[i]);
				sqlite3_reset(st[i]);
			}
		}
		if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL))
			die(db, "commit");
	}
	report(began, micros, (double)done, 0);
	return 0;
}

int main(int argc, char **argv)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (argc == 4 && !strcmp(argv[1], "make"))
		return make(argv[2], argv[3]);
	if (argc == 5 && !strcmp(argv[1], "save"))
		return save(save_sql, NSAVE, argv[2], (int)strtol(argv[3], NULL, 10), strtod(argv[4], NULL));
	if (argc == 5 && !strcmp(argv[1], "evening"))
		return save(evening_sql, NEVENING, argv[2], (int)strtol(argv[3], NULL, 10), strtod(argv[4], NULL));
	if (argc == 5 && !strcmp(argv[1], "handover"))
		return save(handover_sql, NHANDOVER, argv[2], (int)strtol(argv[3], NULL, 10), strtod(argv[4], NULL));
	if (argc == 5 || argc == 6)
		return questions_of(argv[1], argv[2], argv[3], strtod(argv[4], NULL), argc == 6 && *argv[5] == '1' ? 1 : THREADS_MOST);
	fputs("usage: bench-bare make HOUSE.db BARE.db | save|evening|handover HOUSE.db BATCH SECONDS | finder|box|support|next|page|feed|today|diary BARE.db FILE SECONDS [1]\n", stderr);
	return 2;
}
