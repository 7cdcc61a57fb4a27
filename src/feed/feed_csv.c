/*
 * feed_csv.c -- our listings as a table, its columns those of the field tables (a place's after "location_"), or
 * called as the forms call them; and as plain text.
 */
#include "feed/feed.h"
#include "csv/csv.h"
#include "feed/feed_parts.h"

/* A column that is no field. */
static void put_title(struct ctx *ctx, struct csv_out *o, const struct feed_filter *filter, const char *name, const char *title)
{
	csv_put(o, filter->titles ? tr_of(ctx, str_of(title)) : str_of(name));
}

static void put_titles(struct ctx *ctx, struct csv_out *o, const struct feed_filter *filter)
{
	const char *lang = ctx->lang;

	if (filter->titles)
		ctx->lang = filter->titles;
	put_title(ctx, o, filter, "slug", N_("Short name"));
	put_title(ctx, o, filter, "organisation", N_("Organisation"));
	for (const struct field *f = meeting_fields; f->name; f++)
		if (feed_field_is_public(f, NULL))
			put_title(ctx, o, filter, f->name, f->label);
	for (const struct field *f = location_fields; f->name; f++)
		if (feed_field_is_public(f, NULL))
			csv_put(o, filter->titles ? location_column(ctx, f) : arena_printf(ctx->arena, "location_%s", f->name));
	put_title(ctx, o, filter, "confirmed", N_("Confirmed"));
	put_title(ctx, o, filter, "url", N_("Web page of the listing"));
	csv_end_row(o);
	ctx->lang = lang;
}

static void cells(struct ctx *ctx, struct csv_out *o, const struct field *fields, const void *record, const struct listing_full *l)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, NULL))
			csv_put(o, record && feed_field_is_public(f, l) ? field_text(ctx, f, record) : STR_ABSENT);
}

static enum err put_row(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct csv_out *o = arg;

	if (feed_is_over(ctx, l))
		return OK;
	csv_put(o, l->m->slug);
	csv_put(o, l->o.id ? l->o.name : STR_ABSENT);
	cells(ctx, o, meeting_fields, l->m, l);
	cells(ctx, o, location_fields, l->l.id ? &l->l : NULL, NULL);
	csv_put(o, l->m->verified_at ? feed_instant(ctx, l->m->verified_at) : STR_ABSENT);
	csv_put(o, feed_url(ctx, l->m));
	csv_end_row(o);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the table is larger than one answer") : OK;
}

enum err feed_csv(struct ctx *ctx, const struct feed_filter *filter)
{
	struct csv_out o;

	csv_start(&o, ctx->out, ',', CSV_GUARD | CSV_MARK);
	put_titles(ctx, &o, filter);
	return feed_each(ctx, filter, put_row, &o);
}

/* --- plain text -------------------------------------------------------------------------------------------- */

static void line(struct ctx *ctx, struct str text)
{
	if (!str_is(text))
		return;
	buf_lit(ctx->out, "  ");
	buf_str(ctx->out, text);
	buf_char(ctx->out, '\n');
}

static struct str confirmed(struct ctx *ctx, const struct meeting *m)
{
	if (!m->verified_at)
		return tr(ctx, "Nobody has confirmed this yet.");
	return TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, (ctx->now - m->verified_at) / 86400) });
}

static enum err put_text(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	bool *any = arg;

	if (feed_is_over(ctx, l))
		return OK;
	*any = true;
	buf_str(ctx->out, m->name);
	buf_char(ctx->out, '\n');
	line(ctx, meeting_when(ctx, m));
	line(ctx, feed_where(ctx, m, &l->l));
	if (str_is(m->phone))
		line(ctx, TR_FILL(ctx, tr(ctx, "Phone: {number}"), { "number", m->phone }));
	line(ctx, confirmed(ctx, m));
	line(ctx, feed_url(ctx, m));
	buf_char(ctx->out, '\n');
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the text is larger than one answer") : OK;
}

enum err feed_text(struct ctx *ctx, const struct feed_filter *filter)
{
	bool any = false;

	buf_str(ctx->out, ctx->house->name);
	buf_lit(ctx->out, "\n\n");
	TRY(feed_each(ctx, filter, put_text, &any));
	if (!any)
		buf_fmt(ctx->out, "%.*s\n", STR_ARG(tr(ctx, "There are no meetings in this part of the list.")));
	return OK;
}
