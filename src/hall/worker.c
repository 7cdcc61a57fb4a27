/* worker.c -- the context of a thread, made new for every unit of work. */
#include "hall/hall.h"
#include "base/clock.h"
#include "base/log.h"

enum { PAGE_MOST = 24 << 20 };

void worker_open(struct worker *w, struct house *house, struct db *db)
{
	*w = (struct worker){ .arena = arena_new(256 << 20), .db = db };
	buf_init(&w->out, PAGE_MOST);
	w->ctx.house = house;
}

bool worker_reader(struct worker *w, const struct folder *f)
{
	char why[240];

	if (!w->db && folder_reader(f, &w->db, why, sizeof why)) {
		log_line(LOG_ERROR, "no reader", "why", why, NULL);
		w->db = NULL;
	}
	return w->db != NULL;
}

void worker_close(struct worker *w)
{
	arena_free(w->arena);
	buf_free(&w->out);
	db_close(w->db);
	*w = (struct worker){ 0 };
}

struct ctx *worker_begin(struct worker *w)
{
	arena_reset(w->arena);
	buf_cut(&w->out, 0);
	w->out.toobig = false;
	w->ctx = (struct ctx){
		.arena = w->arena, .db = w->db, .who = &access_visitor, .lang = "en",
		.now = clock_now(w->ctx.house->clock), .out = &w->out, .house = w->ctx.house,
	};
	return &w->ctx;
}
