/* test.h -- tests are sentences that a user would nod to; each is one promise. */
#ifndef TEST_TEST_H
#define TEST_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail                      /* ours carries a sentence */

#include "base/ctx.h"

/*
 * TEST(a_visitor_never_sees_a_phone_number) { … }
 * Registers itself; the group is the folder that the file stands in.
 */
#define TEST(name)                                                              \
	static void name(void **);                                              \
	__attribute__((constructor)) static void name##_add_(void)              \
	{                                                                       \
		test_add(__FILE__, #name, name);                                \
	}                                                                       \
	static void name(void **state __attribute__((unused)))

void test_add(const char *file, const char *name, void (*fn)(void **));

#define ok(cond) assert_true(cond)
#define same_text(s, z) test_same_text((s), (z), __FILE__, __LINE__)
#define same_int(a, b) assert_int_equal((long long)(a), (long long)(b))
void test_same_text(struct str got, const char *want, const char *file, int line);

/* A fresh context without a database: arena, repeatable randomness, clock at 2016-12-12 10:00 in Copenhagen. */
struct ctx *test_ctx(void);
void test_ctx_free(struct ctx *);

/*
 * Path of a file of real data beside the repository (../shared, or SAMHOLD_SHARED): "data/…".  When it is not
 * there the test ends here, is counted as left out, and the run says so at its end.
 */
const char *test_shared(const char *path);
/* How often: what a variable of the environment says, for a long run, or as often as make test has time for. */
int test_times(const char *variable, int usual);
/* The whole file; absent when it cannot be read. */
struct str test_slurp(struct arena *, const char *path);

/* Every route with its permission and flags, a line each. */
int print_routes(void);

#define TEST_NOW 1481533200   /* Monday 12 December 2016, 10:00 Europe/Copenhagen */

#endif
