/* account_test.h -- people for the tests of this room: with real passphrases, through the real pages. */
#ifndef ACCOUNT_TEST_H
#define ACCOUNT_TEST_H

#include "world.h"
#include "account/account_parts.h"

#define PASS "hyacint bandage tromle"
#define PASS_TYPED "hyacint+bandage+tromle"
#define WRONG "not+the+right+one+at+all"

/* Somebody active with the passphrase above. */
int64_t somebody(struct world *, const char *name, enum role role, int64_t org, int64_t area);
/* The log-in form; when it opens, the cookie is taken along. */
struct answer log_in_as(struct world *, const char *name_typed, const char *passphrase_typed);
struct str cookie_of(struct world *, struct answer);
/* What stands between two texts on a page; absent when it is not there. */
struct str between(struct world *, struct answer, const char *before, const char *after);
struct str code_on(struct world *, struct answer);
/* First column of the first row. */
struct str asked(struct world *, const char *sql);
bool leads_to(struct answer, const char *path);

#endif
