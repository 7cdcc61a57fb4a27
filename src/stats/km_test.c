/* km_test.c -- the estimate of Kaplan and Meier against published numbers. */
#include "test.h"
#include "stats/km.h"

#include <math.h>

static void near(double is, double should, double tolerance)
{
	if (!(fabs(is - should) <= tolerance))
		print_error("%.17g is not %.17g\n", is, should);
	ok(fabs(is - should) <= tolerance);
}

/*
 * Freireich et al. (1963), weeks of remission with 6-mercaptopurine, as Gehan (1965) gives them; the figures are those of
 * R 4.2.2, survival 3.5-3, conf.type log-log.
 */
TEST(km_matches_the_trial_of_freireich_as_r_computes_it)
{
	struct km_time t[] = { { 6, true }, { 6, true }, { 6, true }, { 6, false }, { 7, true }, { 9, false }, { 10, true }, { 10, false }, { 11, false },
			       { 13, true }, { 16, true }, { 17, false }, { 19, false }, { 20, false }, { 22, true }, { 23, true }, { 25, false }, { 32, false },
			       { 32, false }, { 34, false }, { 35, false } };
	static const struct km_step r[] = {
		{ 6, 21, 3, 0.857142857142857, 0.0763603548321213, 0.619717955265984, 0.951551747646997 },
		{ 7, 17, 1, 0.80672268907563, 0.0869352851800572, 0.563146564622233, 0.92280901920288 },
		{ 10, 15, 1, 0.752941176470588, 0.0963496529943205, 0.503199510799957, 0.889361835169265 },
		{ 13, 12, 1, 0.690196078431372, 0.10681470777501, 0.431610222486184, 0.849065963349451 },
		{ 16, 11, 1, 0.627450980392157, 0.114053865256753, 0.367510855987502, 0.804912189471841 },
		{ 22, 7, 1, 0.53781512605042, 0.128233751693034, 0.267778936767135, 0.746790717635394 },
		{ 23, 6, 1, 0.448179271708683, 0.13459145675576, 0.188052005959232, 0.680142628495241 },
	};
	struct arena *a = arena_new(1 << 20);
	struct km k = km_of(a, t, sizeof t / sizeof *t);

	same_int(k.n, 7);
	same_int(k.subjects, 21);
	same_int(k.events, 9);
	for (size_t i = 0; i < k.n; i++) {
		same_int(k.steps[i].at_risk, r[i].at_risk);
		same_int(k.steps[i].events, r[i].events);
		near(k.steps[i].t, r[i].t, 0);
		near(k.steps[i].s, r[i].s, 1e-13);
		near(k.steps[i].se, r[i].se, 1e-13);
		near(k.steps[i].lower, r[i].lower, 1e-12);
		near(k.steps[i].upper, r[i].upper, 1e-12);
	}
	near(km_quantile(&k, 0.25), 13, 0);
	near(km_quantile(&k, 0.5), 23, 0);
	ok(isnan(km_quantile(&k, 0.75)));
	arena_free(a);
}

/* Requirements 9.4, "Staying": four digits. */
TEST(km_matches_the_ten_weeks_of_the_requirements)
{
	struct km_time t[] = { { 52, false }, { 5, true }, { 12, true }, { 8, false }, { 12, true }, { 20, false }, { 26, true }, { 30, false }, { 52, false }, { 52, false } };
	struct arena *a = arena_new(1 << 20);
	struct km k = km_of(a, t, 10);

	same_int(k.n, 3);
	same_int(k.steps[1].at_risk, 8);
	near(k.steps[0].s, 0.9, 1e-12), near(k.steps[0].lower, 0.4730, 5e-5), near(k.steps[0].upper, 0.9853, 5e-5);
	near(k.steps[1].s, 0.675, 1e-12), near(k.steps[1].lower, 0.2906, 5e-5), near(k.steps[1].upper, 0.8825, 5e-5);
	near(k.steps[2].s, 0.54, 1e-12), near(k.steps[2].lower, 0.1812, 5e-5), near(k.steps[2].upper, 0.8007, 5e-5);
	near(km_share(&k, 4.9), 1, 0);
	near(km_share(&k, 12), 0.675, 1e-12);
	near(km_share(&k, 1000), 0.54, 1e-12);
	same_int(km_at_risk(t, 10, 12), 8);
	arena_free(a);
}

TEST(where_exactly_half_have_got_there_for_a_while_the_median_is_the_middle_of_it)
{
	struct km_time t[] = { { 1, true }, { 2, true }, { 6, true }, { 9, true } };
	struct arena *a = arena_new(1 << 20);
	struct km k = km_of(a, t, 4);

	near(km_quantile(&k, 0.5), 4, 0);
	ok(isnan(k.steps[3].lower) && k.steps[3].s == 0);
	arena_free(a);
}

TEST(nobody_gives_no_number)
{
	struct arena *a = arena_new(1 << 20);
	struct km k = km_of(a, NULL, 0);

	ok(!k.n && isnan(km_share(&k, 3)) && isnan(km_quantile(&k, 0.5)));
	arena_free(a);
}
