/* hall.h -- the top floor: it begins and ends every unit of work.  Known by nobody but itself. */
#ifndef HALL_H
#define HALL_H

#include "base/spill.h"
#include "db/db.h"
#include "page/page.h"

/* --- rooms ------------------------------------------------------------------------------------- */
extern const struct route *const hall_routes[];      /* tables of all rooms, ends with NULL */
/* The route of a method and path; pieces go to params.  *allowed lists methods of the path for a 405. */
const struct route *route_find(struct ctx *, enum http_method, struct str path, struct value *params,
			       size_t *nparams, struct str *allowed);
/* Every row is well-formed and has its permission; answers the first sentence of complaint or NULL. */
const char *routes_complaint(void);
/* What rooms keep in memory about the data follows the diary; called after every commit. */
enum err rooms_catch_up(struct ctx *);

/* --- the data folder ----------------------------------------------------------------------------- */
#define FOLDER_ORIGIN "http://127.0.0.1:8080"   /* until one is set */
struct folder {
	char dir[900];
	char url[1024];               /* of the database */
	int lock;                     /* descriptor of the lock, -1 when not held */
	bool pg;
	struct house house;
	struct db *writer;            /* the one connection that writes */
};

/* Make an empty folder: key, database, settings. */
enum err folder_make(const char *dir, const char *database, bool demo, char *why, size_t n);
/* Open it; takes the lock (ERR_CONFLICT: a server runs on it) and brings the schema up to date. */
enum err folder_open(struct folder *, const char *dir, const char *database, char *why, size_t n);
void folder_close(struct folder *);
enum err folder_reader(const struct folder *, struct db **, char *why, size_t n);
/* Begin a transaction that writes; the first since the folder was opened numbers the opening, for the ids. */
enum err folder_begin_write(struct ctx *);
/* Read the settings into the house: the clock of a demonstration only when the folder is opened. */
enum err folder_settings(struct ctx *, bool opening);
/* For tests: a house over this database, migrated, without files. */
enum err folder_for_test(struct folder *, const char *database);

/* --- one unit of work -------------------------------------------------------------------------- */
/* A thread's own context: arena, buffer, connection.  db may be NULL. */
struct worker {
	struct arena *arena;
	struct buf out;
	struct db *db;
	struct ctx ctx;
};
void worker_open(struct worker *, struct house *, struct db *);
/* Its reader, opened now when it has none yet; false, and it stays without, while that cannot be done. */
bool worker_reader(struct worker *, const struct folder *);
void worker_close(struct worker *);
struct ctx *worker_begin(struct worker *);            /* reset, clock read, visitor, English */

/* --- the life of a request ----------------------------------------------------------------------- */
struct serve;
struct serve_config {
	struct folder *folder;
	struct str listen;
	struct str tls_cert, tls_key;
	int threads;
};
enum err serve_start(const struct serve_config *, struct serve **, char *why, size_t n);
int serve_port(const struct serve *);
void serve_tidy(struct serve *);                      /* forget what has had its time; called every hour */
void serve_stop(struct serve *);                      /* answers what is under way, then ends */
/* A request answered in this thread, without sockets: tests, and commands through the socket. */
void serve_visit(struct worker *, struct http_req *, struct http_reply *);

/* What serve.c, writer.c and visit share. */
struct job {
	struct job *next;
	struct http_req *http;
	struct http_reply *reply;
	struct req req;
	struct reply rep;
	struct who who;
	const char *lang;
	const struct route *route;
	enum err result;
	enum db_trouble trouble;
	bool replayed;                /* the key was used before: the stored answer is given */
	bool checked;                 /* before() has run */
	bool was_partner;             /* the cookie is of a session that ended, of a partner from outside */
	char why[240];
	struct buf out;               /* the finished page of a write */
	struct spill spill;           /* of a long reading */
	struct serve *serve;
	int64_t began_us;
};

/* Steps of a request, each in its own file. */
bool job_writes(const struct job *);                   /* not a reading, and not a POST that only asks */
int request_open(struct ctx *, struct job *);         /* route, who, permission, origin, key; 0 or a status */
enum err request_run_write(struct ctx *, struct job *);  /* within a transaction: key, handler, key stored */
void request_finish(struct ctx *, struct job *);      /* errors to pages, headers, body to the reply */
void error_page(struct ctx *, struct job *, int status);
void security_headers(struct http_reply *, const struct job *);
int status_of(enum err, enum db_trouble);

/* --- the one writer -------------------------------------------------------------------------------- */
struct writer;
/* A job and what is to be called once it has been committed. */
struct job_done {
	struct job *job;
	void (*done)(struct job *);
};
struct hand;
struct writer *writer_start(struct folder *, struct house *, struct hand *);
/* Queue a job; done(job) is called after the commit, in the writer's thread.  ERR_LIMIT: full. */
enum err writer_put(struct writer *, struct job *, void (*done)(struct job *));
void writer_stop(struct writer *);                    /* empties its queue first */

/* --- writes of the house's own -------------------------------------------------------------------- */
/* For whom of is; its memory is its own, and inner_done ends it.  No address leads to these routes. */
struct job *inner_job(struct serve *, const struct job *of, const struct route *);
void inner_done(struct job *);
/* The session of who asks was used; it ends. */
enum err inner_session_touch(struct ctx *);
enum err inner_session_end(struct ctx *);
extern const struct route inner_touch, inner_end, inner_tidy, inner_checked;

/* --- messages that leave ------------------------------------------------------------------------------ */
struct outbox_parcel;
struct hand *hand_new(void);
void hand_free(struct hand *);
/* The sender's: from here to hand_drop the letter is on its way; whoever waited for it is answered by hand_drop. */
void hand_take(struct hand *, const struct outbox_parcel *);
void hand_drop(struct hand *);
/* Reads, and is of both: may it go, at this moment?  What cannot be read may not; to wait does no harm. */
bool hand_may_leave(struct ctx *, const struct outbox_parcel *);
/* The writer's, after a commit: must these jobs wait for the letter in hand, because it may not go any more? */
bool hand_keeps(struct hand *, struct ctx *, const struct job_done *, size_t n);

struct sender;
struct sender *sender_start(struct folder *, struct writer *, struct hand *);
void sender_stop(struct sender *);                    /* what is being handed over is handed over first */

/* --- the small pool for slow work -------------------------------------------------------------------- */
struct pool;
struct pool *pool_start(struct folder *, int threads);
enum err pool_put(struct pool *, struct job *, void (*work)(struct worker *, struct job *));
void pool_stop(struct pool *);

/* --- page cache ------------------------------------------------------------------------------------------ */
/* A proxy keeps a public page for half a minute; a browser asks again: who reports a mistake sees it said at once. */
#define PAGE_FRESH "public, max-age=0, s-maxage=30"
struct cache;
struct cache *cache_new(void);
void cache_free(struct cache *);
/* Fills the reply from the cache when the page is there, of this version and minute. */
bool cache_get(struct cache *, struct str key, int64_t version, int64_t now, bool gzip, struct http_reply *);
void cache_put(struct cache *, struct str key, int64_t version, int64_t now, bool gzip, const struct http_reply *,
	       struct http_body *);

/* --- counters for /metrics ---------------------------------------------------------------------------- */
struct metrics {
	_Atomic int64_t requests[6];          /* by hundreds of the status */
	_Atomic int64_t micros[10];           /* histogram: up to 0.25 ms, 0.5, 1, 2, 4, 8, 16, 64, 256, more */
	_Atomic int64_t micros_sum;
	_Atomic int64_t writes, batches, replayed, cache_hits, refused;
	_Atomic int64_t version;              /* number of the newest line of the diary */
	_Atomic bool settings_changed;        /* to be read again after the commit */
	_Atomic int64_t work_done, work_all;  /* how far long work of a command is; all 0: none */
};
void metrics_count(struct metrics *, int status, int64_t micros);

extern const struct route hall_own_routes[];          /* health, metrics, assets, leave, demo clock */
extern const struct route hall_house_routes[];        /* settings and health */
extern const struct route hall_control_routes[];      /* what commands ask; only through the folder's socket */
/* Keys of writes that nobody will send again, and where reports came from (S-106: a day at most). */
enum err hall_tidy(struct ctx *);
/* The demonstration's clock shows this from now on; again: what was done in it is gone, too. */
enum err hall_clock_turn(struct ctx *, int64_t now, bool again);
/* The list of who was erased, into the folder: every hour, and with every backup. */
#define ERASED_LIST "erased"
enum err erased_write(struct ctx *, const char *dir);
int command_main(int argc, char **argv);
/* Where the translations are. */
const char *hall_locale(void);

#endif
