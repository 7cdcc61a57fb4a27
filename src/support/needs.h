/* needs.h -- plain needs: what somebody can say without knowing a word of ours. */
#ifndef SUPPORT_NEEDS_H
#define SUPPORT_NEEDS_H

#include "support/support.h"

struct need {
	const char *code;             /* of kind_needs */
	const char *sentence;         /* N_ */
	bool urgent;                  /* the numbers that answer now come first */
};
extern const struct need support_needs[];             /* in the order of kind_needs; ends with code NULL */
const struct need *need_find(const char *code);
bool need_is_urgent(uint64_t needs);
/* Somebody who types this may need a voice before a list: a bed tonight, an overdose, violence, not wanting to live. */
bool need_typed_is_urgent(struct arena *, struct str typed);

#endif
