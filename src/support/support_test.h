/* support_test.h -- a small world of every kind of support for the tests of this room. */
#ifndef SUPPORT_TEST_H
#define SUPPORT_TEST_H

#include "service/service_test.h"
#include "support/senses.h"
#include "support/support_parts.h"

/* Random services and meetings in Danish towns; the same for the same seed of the house. */
void world_of_support(struct house_of_help *, size_t services, size_t meetings);
/* A service more, and one of those that were there is looked at, is full or ends: the index follows, and is not read anew. */
void world_lives_on(struct house_of_help *, size_t nth, const int64_t *ids, size_t n);

/* One of each kind, as people write them. */
void tell_all_fifteen(struct house_of_help *);

#endif
