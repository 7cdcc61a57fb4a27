/* money_test.c -- amounts as people type and read them. */
#include "test.h"
#include "tr/tr.h"

static int64_t typed(const char *z)
{
	int64_t minor;

	return tr_parse_money(str_of(z), &minor) ? minor : -1;
}

TEST(an_amount_is_read_as_danes_and_americans_type_it)
{
	same_int(typed("150"), 15000);
	same_int(typed("99,50"), 9950);
	same_int(typed("99.5"), 9950);
	same_int(typed("1.250"), 125000);
	same_int(typed("1,250.75"), 125075);
	same_int(typed("12.500,00"), 1250000);
	same_int(typed(" 0 "), 0);
	same_int(typed("1 250"), 125000);
}

TEST(a_word_that_begins_with_a_danish_letter_begins_large_and_small)
{
	struct ctx *ctx = test_ctx();

	same_text(tr_capital(ctx, S("ændret")), "Ændret");
	same_text(tr_capital(ctx, S("åben")), "Åben");
	same_text(tr_capital(ctx, S("new")), "New");
	same_text(tr_small(ctx, S("Øvrige")), "øvrige");
	test_ctx_free(ctx);
}

TEST(what_is_no_amount_is_not_taken_for_one)
{
	static const char *const no[] = { "cheap", "", "-5", "1,2,3", "12.3456", "150 kr", "1..5", ",50", "9999999999999", "1,25,000" };

	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		same_int(typed(no[i]), -1);
}

TEST(an_amount_is_written_as_its_reader_expects)
{
	struct ctx *ctx = test_ctx();

	ctx->lang = "da";
	same_text(tr_money(ctx, 15000, S("DKK")), "150 kr.");
	same_text(tr_money(ctx, 125050, S("DKK")), "1.250,50 kr.");
	same_text(tr_money(ctx, 1200, S("USD")), "12 USD");
	ctx->lang = "en";
	same_text(tr_money(ctx, 125050, S("DKK")), "DKK 1,250.50");
	same_text(tr_money(ctx, 1205, S("USD")), "$12.05");
	test_ctx_free(ctx);
}
