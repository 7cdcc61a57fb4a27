/* assets.h -- style sheet, fonts and icons: in the program itself, named by the hash of their bytes. */
#ifndef HTML_ASSETS_H
#define HTML_ASSETS_H

#include "base/str.h"

/*
 * One file that a browser may keep for ever: its path changes when its bytes do.
 * gz is the same file compressed, absent where that gains nothing.  etag has its quotes.
 */
struct asset {
	struct str path, type, etag, bytes, gz;
};

/* The asset served at exactly this path ("/a/1a2b3c4d/app.css"), or NULL. */
const struct asset *asset_find(struct str path);
/* "app.css" -> "/a/1a2b3c4d/app.css"; absent for a name that we do not have. */
struct str asset_path(const char *logical_name);
/*
 * What stands inside <symbol viewBox="0 0 24 24"> for an icon of web/icons.txt; absent for others.
 * "logo" is ours and has viewBox="0 0 38 26".
 */
struct str icon_body(const char *name);

#endif
