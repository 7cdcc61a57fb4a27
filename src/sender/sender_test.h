/* sender_test.h -- a partner outside, as tests make one; and coming in by the link. */
#ifndef SENDER_TEST_H
#define SENDER_TEST_H

#include "account/account_test.h"
#include "sender/sender.h"

struct partner_outside {
	int64_t account;
	struct str token, digits;
};
/* The world's ctx may keep accounts there. */
struct partner_outside partner_outside(struct world *, const char *name, int64_t org, int64_t area);
const char *outside_door(struct world *, struct str token);                      /* "/en/p/…" */
struct answer comes_in(struct world *, struct partner_outside, const char *digits);
/* With the right digits: logged in from now on. */
void is_in(struct world *, struct partner_outside);

#endif
