/* verify_state.h -- what the files of this room share. */
#ifndef VERIFY_STATE_H
#define VERIFY_STATE_H

#include "verify/verify.h"

enum verify_link_state { VERIFY_LINK_GOOD, VERIFY_LINK_USED, VERIFY_LINK_OLD, VERIFY_LINK_UNKNOWN };
/* Only looks: a mail program that fetches links in advance changes nothing. */
enum err verify_link_find(struct ctx *, struct str token, enum verify_link_state *, int64_t *listing);
/* right, changed (with words) or closed; uses the link up. */
enum err verify_link_answer(struct ctx *, struct str token, struct str answer, struct str words,
			    enum verify_link_state *);
/* The link is used or too old, and the one who has it would like another: a task for the keeper. */
enum err verify_link_again(struct ctx *, struct str token, uint64_t source);

/* Phone numbers and e-mail addresses become stars; dates and times stay. */
struct str verify_mask_contact(struct ctx *, struct str words);

#endif
