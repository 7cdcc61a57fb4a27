/* draw_test.c -- paper: what is measured is what is printed, nothing is cut, and the same drawing is the same file. */
#include "test.h"
#include "draw/draw.h"

#include <math.h>

#define NEAR(a, b) (fabs((a) - (b)) < 0.02)

static const struct draw_style nine = { .size_pt = 9, .lead = 1.3 };

static struct ctx *paper_ctx(void)
{
	struct ctx *ctx = test_ctx();

	ctx->lang = "da";
	return ctx;
}

static struct str written(struct ctx *ctx)
{
	struct str all = arena_str(ctx->arena, buf_view(ctx->out));

	buf_cut(ctx->out, 0);
	return all;
}

static bool has(struct str all, const char *part)
{
	return str_index(all, str_of(part), 0) != SIZE_MAX;
}

static struct draw *one_page(struct ctx *ctx, const char *text, double y_mm)
{
	struct draw *d = draw_new(ctx);
	struct draw_panel *p = draw_panel(d, 74, 105);

	draw_put(p, draw_set(d, str_of(text), &nine, 61), 6.5, y_mm);
	draw_place(draw_sheet(d, 74, 105), p, 0, 0, 0);
	return d;
}

TEST(text_is_measured_before_it_is_put_anywhere)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);
	const struct draw_text *one = draw_set(d, S("Tirsdag 19.00"), &nine, 61), *more;
	double line = 9 * 1.3 * 25.4 / 72;

	same_int(draw_lines(one), 1);
	ok(NEAR(draw_height(one), line));
	ok(draw_width(one) > 15 && draw_width(one) < 30);
	more = draw_set(d, S("Frivillighuset i Varde, Prøvevej 4, 6800 Varde, op ad trappen og til højre, hvor døren står åben"), &nine, 61);
	ok(draw_lines(more) >= 2);
	ok(NEAR(draw_height(more), draw_lines(more) * line));
	ok(NEAR(draw_height_of(more, 1, 2), line));
	ok(draw_width(more) <= 61.01);
	test_ctx_free(ctx);
}

TEST(letters_that_our_typeface_lacks_make_no_line_higher)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);

	ok(NEAR(draw_height(draw_set(d, S("Українська"), &nine, 61)), draw_height(draw_set(d, S("Dansk"), &nine, 61))));
	test_ctx_free(ctx);
}

TEST(a_word_wider_than_its_column_is_broken_and_not_cut)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);
	const struct draw_text *t = draw_set(d, S("Rusmiddelbehandlingscenterafdelingsledermødelokale"), &nine, 30);

	ok(draw_lines(t) >= 2);
	ok(draw_width(t) <= 30.01);
	test_ctx_free(ctx);
}

TEST(a_page_from_which_something_would_be_cut_is_not_printed)
{
	struct ctx *ctx = paper_ctx();
	struct draw *fits = one_page(ctx, "Tirsdag 19.00", 6.5), *low = one_page(ctx, "Tirsdag 19.00", 102);

	ok(draw_is_whole(fits) && !draw_is_whole(low));
	ok(draw_pdf(ctx, low, S("Min uge"), 17000) == ERR_BUG);
	ok(draw_svg(ctx, low, 0, S("Side 1")) == ERR_BUG);
	same_int(ctx->out->n, 0);
	test_ctx_free(ctx);
}

TEST(a_panel_that_would_lie_beside_the_sheet_is_not_printed)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);
	struct draw_panel *p = draw_panel(d, 60, 100);
	struct draw_sheet *s = draw_sheet(d, 100, 100);

	draw_place(s, p, 0, 0, 2);
	draw_place(s, p, 0, 0, 1);
	ok(draw_is_whole(d));
	draw_place(s, p, 50, 0, 0);
	ok(!draw_is_whole(d));
	test_ctx_free(ctx);
}

TEST(the_same_drawing_gives_the_same_bytes)
{
	struct ctx *ctx = paper_ctx();
	struct str first, second;

	ok(!draw_pdf(ctx, one_page(ctx, "Ærø, Østerå, Århus", 6.5), S("Min uge"), 17147));
	first = written(ctx);
	ok(!draw_pdf(ctx, one_page(ctx, "Ærø, Østerå, Århus", 6.5), S("Min uge"), 17147));
	second = written(ctx);
	ok(str_eq(first, second));
	ok(has(first, "20161212000000Z"));
	test_ctx_free(ctx);
}

TEST(a_file_carries_its_typefaces_its_language_and_its_structure)
{
	struct ctx *ctx = paper_ctx();
	struct str pdf;

	ok(!draw_pdf(ctx, one_page(ctx, "Ærø, Østerå, Århus", 6.5), S("Min uge"), 17147));
	pdf = written(ctx);
	ok(str_starts(pdf, S("%PDF-1.5")));
	ok(str_ends(pdf, S("%%EOF\n")));
	ok(has(pdf, "+Figtree-Regular") && has(pdf, "/FontFile2"));
	ok(has(pdf, "/Lang (da)") && has(pdf, "/PrintScaling /None"));
	ok(has(pdf, "/StructTreeRoot") && has(pdf, "/Marked true"));
	test_ctx_free(ctx);
}

TEST(a_sheet_for_the_browser_has_the_same_words_as_text)
{
	struct ctx *ctx = paper_ctx();
	struct str svg;

	ok(!draw_svg(ctx, one_page(ctx, "Ærø & Østerå <Århus>", 6.5), 0, S("Side \"1\"")));
	svg = written(ctx);
	ok(str_starts(svg, S("<svg class=\"sheet\" role=\"group\" aria-label=\"Side &#34;1&#34;\"")));
	ok(has(svg, "viewBox=\"0 0 74 105\""));
	ok(has(svg, ">Ærø &amp; Østerå &lt;Århus></text>"));
	ok(!has(svg, "style="));
	test_ctx_free(ctx);
}

TEST(a_panel_turned_upside_down_stands_on_the_same_place)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);
	struct draw_panel *p = draw_panel(d, 60, 100);

	draw_put(p, draw_set(d, S("x"), &nine, 50), 5, 5);
	draw_place(draw_sheet(d, 200, 150), p, 10, 20, 2);
	ok(!draw_svg(ctx, d, 0, S("")));
	ok(has(written(ctx), "translate(70 120) rotate(180)"));
	ok(draw_smallest(d) > 8.99 && draw_smallest(d) < 9.01);
	test_ctx_free(ctx);
}

TEST(a_document_has_a_bound)
{
	struct ctx *ctx = paper_ctx();
	struct draw *d = draw_new(ctx);

	for (int i = 0; i <= DRAW_PANELS_MOST; i++)
		draw_panel(d, 10, 10);
	ok(!draw_is_whole(d));
	test_ctx_free(ctx);
}
