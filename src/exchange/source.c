/* source.c -- lists that come again, and the files that came. */
#include "exchange/work.h"
#include "base/rng.h"
#include "csv/csv.h"
#include "event/event.h"
#include "format/hsds.h"
#include "format/oiaa.h"
#include "text/text.h"
#include "zip/zip.h"

#include "exchange_sql.h"

enum { NAME_LEAST = 2, NAME_MOST = 80, RUNS_READ = 500, DAY_S = 86400 };

/* --- whose they are -------------------------------------------------------------------------------------- */

bool source_may_keep(const struct ctx *ctx, const struct entry_source *s)
{
	if (may_for(ctx->who, IMPORT, s->org, 0))
		return true;
	for (size_t i = 0; i < ctx->who->ngrants; i++) {
		const struct grant *g = &ctx->who->grants[i];
		if ((!g->org || g->org == s->org) && may_for(ctx->who, IMPORT, g->org ? g->org : s->org, g->area))
			return true;
	}
	return false;
}

/* The organisation that a person is bound to; 0: none. */
static int64_t org_of(const struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++)
		if (!ctx->who->local && ctx->who->grants[i].org && !may_for(ctx->who, IMPORT, 0, ctx->who->grants[i].area) &&
		    may_for(ctx->who, IMPORT, ctx->who->grants[i].org, ctx->who->grants[i].area))
			return ctx->who->grants[i].org;
	return 0;
}

enum err source_get(struct ctx *ctx, int64_t id, struct entry_source *s)
{
	struct exchange_source_row r;

	TRY(exchange_source_row(ctx, id, &r));
	*s = (struct entry_source){ r.id, r.org.v, r.name, r.method, r.zone, r.kind };
	return source_may_keep(ctx, s) ? OK : ERR_DENIED;
}

enum err exchange_source_of(struct ctx *ctx, struct str name, struct entry_source *s)
{
	struct exchange_source_of_name r;
	enum err e = exchange_source_of_name(ctx, text_fold(ctx->arena, name.p ? name : S("")), &r);

	if (!e) {
		*s = (struct entry_source){ r.id, r.org.v, r.name, r.method, r.zone, r.kind };
		return source_may_keep(ctx, s) ? OK : ERR_DENIED;
	}
	*s = (struct entry_source){ 0, org_of(ctx), str_trim(name.p ? name : S("")), S(""), S(""), S("") };
	return e == ERR_NOT_FOUND ? OK : e;
}

static void check(struct ctx *ctx, const struct entry_source *s, struct problems *bad)
{
	struct str masked;
	struct kind k;
	size_t n = utf8_len(s->name);

	if (n < NAME_LEAST || n > NAME_MOST || !text_fold(ctx->arena, s->name).n)
		problem_once(bad, "source", N_("Give the list a name of 2 to 80 letters, the same one each time."));
	else if (guard_number(ctx, s->name, &masked))
		problem_once(bad, "source", guard_number(ctx, s->name, &masked));
	if (str_is(s->method) && !method_find(s->method))
		problem_once(bad, "method", N_("Choose the method."));
	if (str_is(s->kind) && kind_of_code(ctx, s->kind, &k))
		problem_once(bad, "kind", N_("Choose the kind of support."));
	if (str_is(s->zone) && !zone_find(ctx->house->cal, s->zone))
		problem_once(bad, "zone", N_("We do not know this time zone. Write it like Europe/Copenhagen."));
}

enum err exchange_source_set(struct ctx *ctx, struct entry_source *s, struct problems *bad)
{
	bool is_new = !s->id;
	int64_t changed;

	if (!source_may_keep(ctx, s))
		return ERR_DENIED;
	check(ctx, s, bad);
	if (bad->n)
		return OK;
	if (is_new)
		s->id = id_new(ctx->house->rng, ctx->now);
	TRY(exchange_source_put(ctx, s->id, s->name, text_fold(ctx->arena, s->name), s->method.p ? s->method : S(""),
				s->zone.p ? s->zone : S(""), s->kind.p ? s->kind : S(""), s->org ? SOME_INT(s->org) : NO_INT, ctx->now, &changed));
	return event_add(ctx, is_new ? "exchange.source_added" : "exchange.source_changed", s->id, STR_ABSENT);
}

/* --- files ---------------------------------------------------------------------------------------------------- */

struct str exchange_format_of(struct str bytes)
{
	struct str text = str_trim(str_starts(bytes, S("\xEF\xBB\xBF")) ? str_slice(bytes, 3, bytes.n) : bytes);

	if (zip_is(bytes) || hsds_is_json(text))
		return S("hsds");
	if (text.n && (text.p[0] == '[' || text.p[0] == '{'))
		return oiaa_is(bytes) ? S("oiaa") : S("meeting-guide");
	return S("csv");
}

static enum err run_get(struct ctx *ctx, int64_t id, struct exchange_run *run, bool *sure)
{
	struct entry_source s;
	struct exchange_run_row r;

	TRY(exchange_run_row(ctx, id, &r));
	s = (struct entry_source){ r.source, r.org.v, r.name, S(""), S(""), S("") };
	/* Whose list it is nobody else learns. */
	if (!source_may_keep(ctx, &s))
		return ERR_NOT_FOUND;
	if (sure)
		*sure = r.sure;
	*run = (struct exchange_run){
		.id = r.id, .source = r.source, .format = r.format, .source_name = r.name, .state = r.state, .at = r.at,
		.done_at = r.done_at.v, .account = r.account, .n_new = r.n_new, .n_changed = r.n_changed, .n_same = r.n_same,
		.n_refused = r.n_refused, .n_gone = r.n_gone,
	};
	return OK;
}

enum err run_in_state(struct ctx *ctx, int64_t id, const char *state, struct exchange_run *run, struct entry_source *source,
		      bool *sure)
{
	TRY(run_get(ctx, id, run, sure));
	TRY(source_get(ctx, run->source, source));
	return str_same(run->state, state) ? OK : fail(ctx, ERR_CONFLICT, "run %lld is no longer %s", (long long)id, state);
}

static enum exchange_verdict verdict_of(struct str s)
{
	return str_same(s, "new") ? ROW_NEW : str_same(s, "changed") ? ROW_CHANGED : str_same(s, "gone") ? ROW_GONE : ROW_REFUSED;
}

enum err exchange_get(struct ctx *ctx, int64_t id, struct exchange_run *run)
{
	struct exchange_changes *rows;

	TRY(run_get(ctx, id, run, NULL));
	TRY(exchange_changes(ctx, id, &rows, &run->nrows));
	run->rows = arena_array(ctx->arena, run->nrows, struct exchange_row);
	for (size_t i = 0; i < run->nrows; i++)
		run->rows[i] = (struct exchange_row){ (int)rows[i].line, verdict_of(rows[i].verdict), rows[i].key, rows[i].name,
						      rows[i].field, rows[i].reason, rows[i].gap, entry_kind_of(rows[i].kind), rows[i].subject.v };
	return OK;
}

enum err exchange_list(struct ctx *ctx, int64_t most, struct exchange_run **out, size_t *n)
{
	struct exchange_runs *rows;
	size_t all;

	TRY(exchange_runs(ctx, RUNS_READ, &rows, &all));
	*out = arena_array(ctx->arena, all, struct exchange_run);
	*n = 0;
	for (size_t i = 0; i < all && *n < (size_t)most; i++) {
		const struct exchange_runs *r = &rows[i];
		const struct entry_source s = { r->source, r->org.v, r->name, S(""), S(""), S("") };
		if (source_may_keep(ctx, &s))
			(*out)[(*n)++] = (struct exchange_run){
				.id = r->id, .source = r->source, .format = r->format, .source_name = r->name, .state = r->state,
				.at = r->at, .done_at = r->done_at.v, .account = r->account, .n_new = r->n_new,
				.n_changed = r->n_changed, .n_same = r->n_same, .n_refused = r->n_refused, .n_gone = r->n_gone };
	}
	return OK;
}

enum err exchange_set_sure(struct ctx *ctx, int64_t id)
{
	struct entry_source source;
	struct exchange_run run;
	int64_t changed;

	TRY(run_in_state(ctx, id, "checked", &run, &source, NULL));
	return exchange_run_sure(ctx, id, &changed);
}

enum err exchange_forget(struct ctx *ctx, int64_t id)
{
	struct entry_source source;
	struct exchange_run run;
	int64_t changed;

	TRY(run_in_state(ctx, id, "checked", &run, &source, NULL));
	TRY(exchange_run_state(ctx, id, S("checked"), S("forgotten"), &changed));
	return exchange_changes_drop(ctx, id, &changed);
}

enum err exchange_may_undo(struct ctx *ctx, const struct exchange_run *run, bool *yes)
{
	struct exchange_run_newest_done newest;

	TRY(exchange_run_newest_done(ctx, run->source, &newest));
	*yes = str_same(run->state, "done") && newest.id.v == run->id && ctx->now <= run->done_at + EXCHANGE_UNDO_DAYS * DAY_S;
	return OK;
}
