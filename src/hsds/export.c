/* export.c -- everything that is public as tables: read once, one listing in memory at a time. */
#include "hsds/list.h"
#include "json/json.h"
#include "zip/zip.h"

enum { LISTINGS_BETWEEN = 50 };

struct exporting {
	struct book b;
	struct arena *scratch;
	struct hsds_tables *tables;       /* either these */
	struct json_out *trees;           /* or this */
	enum hsds_version version;
};

static void put(struct exporting *x, const struct hsds_service *s)
{
	if (x->tables)
		hsds_tables_add(x->tables, HSDS_SERVICE, s);
	else
		hsds_write(x->trees, HSDS_SERVICE, s, x->version, false);
}

static enum err put_one(struct exporting *x, const struct listing_id *l)
{
	struct arena *mine = book_in(&x->b, x->scratch);
	struct hsds_service *s;
	enum err e = book_listing(&x->b, l->id, l->meeting, &s);

	if (!e)
		put(x, s);
	book_in(&x->b, mine);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err put_listings(struct exporting *x)
{
	struct listing_id *ids;
	size_t n;
	enum err e = OK;

	TRY(list_all(&x->b, &ids, &n));
	for (size_t i = 0; !e && i < n; i++) {
		e = put_one(x, &ids[i]);
		if (i % LISTINGS_BETWEEN == LISTINGS_BETWEEN - 1)
			arena_reset(x->scratch);
	}
	return e;
}

static enum err put_all(struct ctx *ctx, struct exporting *x)
{
	const char *lang = ctx->lang;
	enum err e;

	ctx->lang = "en";
	x->scratch = arena_new(0);
	e = book_open(ctx, &x->b);
	x->b.lasts = true;
	if (!e)
		e = put_listings(x);
	ctx->lang = lang;
	arena_free(x->scratch);
	return e;
}

enum err hsds_export(struct ctx *ctx, enum hsds_version version, struct hsds_tables **out)
{
	struct exporting x = { .tables = hsds_tables_new(ctx->arena, version), .version = version };

	TRY(put_all(ctx, &x));
	*out = x.tables;
	return OK;
}

enum err hsds_export_json(struct ctx *ctx, enum hsds_version version)
{
	struct json_out o;
	struct exporting x = { .trees = &o, .version = version };

	json_start(&o, ctx->out);
	json_array(&o);
	TRY(put_all(ctx, &x));
	json_end_array(&o);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the list is larger than one answer") : OK;
}

enum err hsds_export_zip(struct ctx *ctx, enum hsds_version version)
{
	struct hsds_tables *t;
	struct hsds_file f;
	struct zip_out z;

	TRY(hsds_export(ctx, version, &t));
	zip_begin(&z, ctx->out, ctx->now);
	for (size_t i = 0; hsds_tables_file(t, i, &f); i++)
		zip_add(&z, f.name, f.bytes);
	zip_end(&z);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the package is larger than one answer") : OK;
}
