/* assets.c -- finds assets and icons in the tables that tools/assets.mjs makes. */
#include "html/assets.h"

#include "assets_made.h"

#include <stdlib.h>

const struct asset *asset_find(struct str path)
{
	for (size_t i = 0; i < asset_rows_n; i++)
		if (str_eq(asset_rows[i].path, path))
			return &asset_rows[i];
	return NULL;
}

/* "/a/1a2b3c4d/app.css" -> "app.css" */
static struct str name_of(struct str path)
{
	return str_slice(path, sizeof "/a/1a2b3c4d/" - 1, path.n);
}

struct str asset_path(const char *logical_name)
{
	for (size_t i = 0; i < asset_rows_n; i++)
		if (str_same(name_of(asset_rows[i].path), logical_name))
			return asset_rows[i].path;
	return STR_ABSENT;
}

static int by_name(const void *key, const void *row)
{
	return str_cmp(*(const struct str *)key, ((const struct icon_row *)row)->name);
}

struct str icon_body(const char *name)
{
	struct str key = str_of(name);
	const struct icon_row *row = bsearch(&key, icon_rows, icon_rows_n, sizeof *icon_rows, by_name);

	return row ? row->body : STR_ABSENT;
}
