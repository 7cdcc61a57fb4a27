/* fixture_test.c -- lists taken in, and looked at afterwards. */
#include "exchange/exchange_test.h"
#include "area/area.h"
#include "kind/kind.h"

struct world *lists_folder(void)
{
	struct world *w = world_new();

	ok(area_seed(w->ctx) == OK);
	ok(kind_seed(w->ctx) == OK);
	return w;
}

struct exchange_run lists_look(struct world *w, const char *format, const char *source, struct str bytes)
{
	struct exchange_run run = { 0 };
	struct problems bad = { 0 };

	ok(exchange_check(w->ctx, str_of(format), str_of(source), bytes, &run, &bad) == OK);
	same_int(bad.n, 0);
	return run;
}

struct exchange_run lists_take(struct world *w, const char *format, const char *source, struct str bytes)
{
	struct exchange_run run = lists_look(w, format, source, bytes);

	ok(exchange_apply(w->ctx, run.id, NULL, NULL) == OK);
	ok(exchange_get(w->ctx, run.id, &run) == OK);
	return run;
}

struct exchange_run lists_take_text(struct world *w, const char *text)
{
	return lists_take(w, "meeting-guide", "Naboens liste", str_of(text));
}

static void explain(struct exchange_run run)
{
	for (size_t i = 0; i < run.nrows; i++)
		if (run.rows[i].verdict == ROW_REFUSED)
			print_message("line %d: %.*s: %.*s\n", run.rows[i].line, STR_ARG(run.rows[i].field), STR_ARG(run.rows[i].reason));
}

void lists_counts(struct exchange_run run, int64_t fresh, int64_t changed, int64_t same, int64_t refused, int64_t gone)
{
	if (run.n_refused != refused)
		explain(run);
	same_int(run.n_new, fresh);
	same_int(run.n_changed, changed);
	same_int(run.n_same, same);
	same_int(run.n_refused, refused);
	same_int(run.n_gone, gone);
}

struct meeting lists_meeting_at(struct world *w, const struct exchange_run *run, size_t row)
{
	struct meeting m = { 0 };

	ok(row < run->nrows);
	ok(meeting_get(w->ctx, run->rows[row].subject, &m) == OK);
	return m;
}

static bool is_fact(const char *table)
{
	return strncmp(table, "event", 5) && strncmp(table, "exchange_", 9) && strncmp(table, "hall_", 5);
}

const char *lists_differ(const struct dump *a, const struct dump *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if ((is_fact(a->at[i].table) || !strcmp(a->at[i].table, "exchange_listing")) && strcmp(a->at[i].digest, b->at[i].digest))
			return a->at[i].table;
	return NULL;
}

bool lists_hold(struct world *w, const char *text)
{
	static const char *const columns[][2] = {
		{ "meeting", "name || description_da || description_en || extra || conference_notes" },
		{ "location", "name || address || entrance_da || entrance_en || transit" }, { "location_hours", "note" },
		{ "org", "name || description_da || description_en || phone || email || website" },
		{ "service", "name_da || name_en || description_da || description_en || apply_da || apply_en || papers_da || papers_en || "
			     "extras_da || extras_en || hours_da || hours_en || contact_role || phone || email || website || extra || source_key" },
		{ "service_schedule", "note_da || note_en" }, { "service_fact", "value" }, { "hsds_name", "uuid" },
		{ "exchange_change", "key || name || gap || said || reason || was || was_listing" }, { "exchange_listing", "key || said" },
		{ "event", "detail" },
	};
	struct str n;

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT COUNT(*) FROM %s WHERE length(replace(%s, '%s', '')) < length(%s)",
					       columns[i][0], columns[i][1], text, columns[i][1]).p, &n) == OK);
		if (!str_same(n, "0"))
			return true;
	}
	return false;
}
