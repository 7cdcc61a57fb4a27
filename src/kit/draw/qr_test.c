/* qr_test.c -- the picture is there, bounded, and says what it is. */
#include "test.h"
#include "draw/qr.h"

TEST(a_code_for_an_app_is_one_picture_with_a_text_alternative)
{
	struct ctx *ctx = test_ctx();
	struct str svg = qr_svg(ctx->arena, S("otpauth://totp/Samhold?secret=JBSWY3DPEHPK3PXP"), "Code for the \"app\" <1>");

	ok(str_starts(svg, S("<svg class=\"qr\" role=\"img\" aria-label=\"Code for the &#34;app&#34; &lt;1>\"")));
	ok(str_index(svg, S("M4 4h7v1h-7z"), 0) != SIZE_MAX);     /* the finder mark in the upper left corner */
	ok(str_ends(svg, S("</svg>")));
	ok(str_index(svg, S("style="), 0) == SIZE_MAX);
	test_ctx_free(ctx);
}

TEST(a_text_too_long_for_a_code_gives_none)
{
	struct ctx *ctx = test_ctx();

	ok(!qr_svg(ctx->arena, S(""), "x").p);
	ok(!qr_svg(ctx->arena, (struct str){ arena_alloc(ctx->arena, 3000), 3000 }, "x").p);
	ok(qr_svg(ctx->arena, (struct str){ arena_alloc(ctx->arena, 2300), 2300 }, "x").p != NULL);
	test_ctx_free(ctx);
}
