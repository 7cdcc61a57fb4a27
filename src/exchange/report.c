/* report.c -- what a file did or would do, as text for people and as JSON for programs. */
#include "exchange/work.h"
#include "json/json.h"

enum { NOTES_MOST = 40 };

static const char *const codes[] = { "new", "changed", "same", "refused", "gone" };

/* A gap may hold labels of ours, one on each line. */
static struct str gap_said(struct ctx *ctx, struct str gap)
{
	struct str rest = gap, one, out = S("");

	if (!str_is(gap))
		return S("…");
	if (str_index(gap, S("\n"), 0) == SIZE_MAX)
		return tr_of(ctx, gap);
	while (rest.n && str_cut(&rest, '\n', &one))
		out = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(out), out.n ? ", " : "", STR_ARG(tr_of(ctx, one)));
	return out;
}

struct str reason_said(struct ctx *ctx, const struct exchange_row *r)
{
	struct str rest = r->reason, line, out = S("");

	while (str_is(rest) && str_cut(&rest, '\n', &line)) {
		struct str said = TR_FILL(ctx, tr_of(ctx, line), { "x", gap_said(ctx, r->gap) });
		out = out.n ? arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(out), STR_ARG(said)) : said;
	}
	return out;
}

static struct str first_reason(struct ctx *ctx, const struct exchange_row *r)
{
	struct exchange_row alone = *r;
	struct str rest = r->reason;

	if (!str_is(rest) || r->verdict != ROW_REFUSED)
		return S("");
	str_cut(&rest, '\n', &alone.reason);
	return reason_said(ctx, &alone);
}

struct str verdict_said(struct ctx *ctx, enum exchange_verdict v)
{
	switch (v) {
	case ROW_NEW:
		return tr(ctx, "new");
	case ROW_CHANGED:
		return tr(ctx, "changed");
	case ROW_REFUSED:
		return tr(ctx, "refused");
	case ROW_GONE:
		return tr(ctx, "gone from the list");
	default:
		return tr(ctx, "unchanged");
	}
}

/* What was read generously, each note once with how many rows it is about. */
static void notes_as_text(struct ctx *ctx, const struct exchange_run *run, struct buf *out)
{
	struct {
		struct str note;
		int64_t n;
	} notes[NOTES_MOST];
	size_t n = 0, k;

	for (size_t i = 0; i < run->nrows; i++) {
		struct str rest = run->rows[i].reason, line;
		bool first = run->rows[i].verdict == ROW_REFUSED;
		for (; str_is(rest) && str_cut(&rest, '\n', &line); first = false) {
			for (k = 0; k < n && !str_eq(notes[k].note, line); k++)
				;
			if (first || k == NOTES_MOST)
				continue;
			if (k == n) {
				notes[n].note = line;
				notes[n++].n = 0;
			}
			notes[k].n++;
		}
	}
	/* Each row has a word of its own in the gap. */
	for (k = 0; k < n; k++) {
		struct str said = TR_FILL(ctx, tr_of(ctx, notes[k].note), { "x", S("…") });
		buf_fmt(out, "%lld × %.*s\n", (long long)notes[k].n, STR_ARG(said));
	}
}

static void as_text(struct ctx *ctx, const struct exchange_run *run, struct buf *out)
{
	struct str head = TR_FILL(ctx, tr(ctx, "{source}: new {new}, changed {changed}, unchanged {same}, refused {refused}, gone from the list {gone}."),
				  { "source", run->source_name }, { "new", tr_number(ctx, run->n_new) },
				  { "changed", tr_number(ctx, run->n_changed) }, { "same", tr_number(ctx, run->n_same) },
				  { "refused", tr_number(ctx, run->n_refused) }, { "gone", tr_number(ctx, run->n_gone) });

	buf_str(out, head);
	buf_lit(out, "\n");
	notes_as_text(ctx, run, out);
	for (size_t i = 0; i < run->nrows; i++) {
		const struct exchange_row *r = &run->rows[i];
		struct str verdict = verdict_said(ctx, r->verdict), why = first_reason(ctx, r);

		/* What is simply new or changed is counted; a line is for what somebody should look at. */
		if (r->verdict == ROW_NEW || r->verdict == ROW_CHANGED)
			continue;
		if (r->line)
			buf_str(out, TR_FILL(ctx, tr(ctx, "line {line}: "), { "line", arena_printf(ctx->arena, "%d", r->line) }));
		buf_fmt(out, "%.*s: %.*s%s%.*s\n", STR_ARG(r->name.n ? r->name : r->key), STR_ARG(verdict), why.n ? ". " : "", STR_ARG(why));
	}
}

static void row_json(struct ctx *ctx, struct json_out *o, const struct exchange_row *r)
{
	json_object(o);
	json_put_int(o, "line", r->line);
	json_put_str(o, "verdict", str_of(codes[r->verdict]));
	json_put_str(o, "key", r->key);
	json_put_str(o, "name", r->name);
	json_put_is(o, "field", r->field);
	json_put_is(o, "reason", reason_said(ctx, r));
	json_end_object(o);
}

static void as_json(struct ctx *ctx, const struct exchange_run *run, struct buf *out)
{
	struct json_out o;

	json_start(&o, out);
	json_object(&o);
	json_put_id(&o, "run", run->id);
	json_put_str(&o, "source", run->source_name);
	json_put_str(&o, "format", run->format);
	json_put_str(&o, "state", run->state);
	json_put_int(&o, "new", run->n_new);
	json_put_int(&o, "changed", run->n_changed);
	json_put_int(&o, "unchanged", run->n_same);
	json_put_int(&o, "refused", run->n_refused);
	json_put_int(&o, "gone", run->n_gone);
	json_name(&o, "rows");
	json_array(&o);
	for (size_t i = 0; i < run->nrows; i++)
		row_json(ctx, &o, &run->rows[i]);
	json_end_array(&o);
	json_end_object(&o);
	buf_lit(out, "\n");
}

enum err exchange_report(struct ctx *ctx, const struct exchange_run *run, bool json, struct buf *out)
{
	(json ? as_json : as_text)(ctx, run, out);
	return out->toobig ? fail(ctx, ERR_LIMIT, "the report is larger than one answer") : OK;
}
