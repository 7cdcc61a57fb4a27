/* service_test.h -- what the tests of this room begin with. */
#ifndef SERVICE_TEST_H
#define SERVICE_TEST_H

#include "world.h"
#include "service/service.h"

/* A house with the fifteen kinds, one organisation and one place in Varde. */
struct house_of_help {
	struct world *w;
	int64_t org, place;
};
struct house_of_help help_new(void);
/* A complete one of this kind, not stored: free, with a stage, a phone and what its kind must know. */
struct service_whole help_service(struct house_of_help *, const char *kind, const char *name);
/* The same, stored and running. */
int64_t help_running(struct house_of_help *, const char *kind, const char *name);
struct service_whole help_get(struct house_of_help *, int64_t id);
void help_fact(struct house_of_help *, struct service_whole *, const char *field, const char *value);

#endif
