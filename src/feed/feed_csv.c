/* feed_csv.c -- our listings as a table: the columns of the field tables, those of the place after a "location_". */
#include "feed/feed.h"
#include "csv/csv.h"

static void head(struct ctx *ctx, struct csv_out *o, const struct field *fields, const char *prefix)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, NULL))
			csv_put(o, arena_printf(ctx->arena, "%s%s", prefix, f->name));
}

static void cells(struct ctx *ctx, struct csv_out *o, const struct field *fields, const void *record, const struct listing_full *l)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, NULL))
			csv_put(o, record && feed_field_is_public(f, l) ? field_text(ctx, f, record) : STR_ABSENT);
}

static enum err row(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct csv_out *o = arg;

	csv_put(o, l->m->slug);
	csv_put(o, l->org_name);
	cells(ctx, o, meeting_fields, l->m, l);
	cells(ctx, o, location_fields, l->l.id ? &l->l : NULL, NULL);
	csv_end_row(o);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the table is larger than one answer") : OK;
}

enum err feed_csv(struct ctx *ctx, const struct feed_filter *filter)
{
	struct csv_out o;

	csv_start(&o, ctx->out, ',', CSV_GUARD | CSV_MARK);
	csv_put(&o, S("slug"));
	csv_put(&o, S("organisation"));
	head(ctx, &o, meeting_fields, "");
	head(ctx, &o, location_fields, "location_");
	csv_end_row(&o);
	return feed_each(ctx, filter, row, &o);
}
