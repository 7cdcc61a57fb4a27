/* policy_parts.h -- what the files of this room share. */
#ifndef POLICY_PARTS_H
#define POLICY_PARTS_H

#include "policy/policy.h"

/* Read the rule, see that it can be true, run the 36 cases: what is wrong goes to bad. */
void policy_try(struct ctx *, const struct policy *, struct problems *bad);

enum err policy_ask_page(struct ctx *, const struct req *, struct reply *);
enum err policy_answer_page(struct ctx *, const struct req *, struct reply *);

#endif
