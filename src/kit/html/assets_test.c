/* assets_test.c -- what a browser is given beside pages. */
#include "html/assets.h"
#include "test.h"

TEST(an_asset_is_found_under_the_path_that_pages_give)
{
	const struct asset *css = asset_find(asset_path("app.css"));

	assert_non_null(css);
	same_text(css->type, "text/css; charset=utf-8");
	ok(str_starts(css->path, S("/a/")));
	same_int(str_index(css->path, S("/app.css"), 0), 11);
	same_int(css->etag.p[0], '"');
}

TEST(an_asset_under_another_hash_is_not_there)
{
	assert_null(asset_find(S("/a/00000000/app.css")));
	assert_null(asset_find(S("/a/app.css")));
	ok(!asset_path("nothing.js").p);
}

TEST(the_style_sheet_stays_within_nine_kilobytes_on_the_wire)
{
	const struct asset *css = asset_find(asset_path("app.css"));

	ok(css->gz.n > 0 && css->gz.n <= 9 * 1024);
	ok(css->bytes.n > css->gz.n);
}

TEST(a_first_page_with_its_style_and_one_font_stays_within_45_kilobytes)
{
	const size_t page = 8 * 1024;
	size_t css = asset_find(asset_path("app.css"))->gz.n;
	size_t font = asset_find(asset_path("figtree.woff2"))->bytes.n;
	size_t icon = asset_find(asset_path("favicon.svg"))->bytes.n;

	ok(page + css + font + icon <= 45 * 1024);
}

TEST(the_style_sheet_asks_for_nothing_from_other_places)
{
	struct str css = asset_find(asset_path("app.css"))->bytes;
	struct str font = asset_path("figtree.woff2");

	same_int(str_index(css, S("@import"), 0), SIZE_MAX);
	same_int(str_index(css, S("url(http"), 0), SIZE_MAX);
	ok(str_index(css, font, 0) != SIZE_MAX);
	same_int(str_index(css, S("/*"), 0), SIZE_MAX);
}

TEST(the_style_sheet_stays_on_the_floor_of_old_phones)
{
	static const char *const too_new[] = { ":has(", "@layer", "@container", "oklch", ";inset:", "{inset:" };
	struct str css = asset_find(asset_path("app.css"))->bytes;

	for (size_t i = 0; i < sizeof too_new / sizeof *too_new; i++)
		same_int(str_index(css, str_of(too_new[i]), 0), SIZE_MAX);
}

TEST(icons_come_without_the_svg_around_them)
{
	struct str pin = icon_body("map-pin");

	ok(str_starts(pin, S("<")));
	same_int(str_index(pin, S("<svg"), 0), SIZE_MAX);
	ok(icon_body("accessibility").n && icon_body("x").n && icon_body("logo").n);
	ok(!icon_body("no-such-icon").p);
}
