/* search_state.h -- the one index of the house and its lock.  For the search room only. */
#ifndef SEARCH_STATE_H
#define SEARCH_STATE_H

#include "search/index.h"

#include <pthread.h>

/* Many read it at once; who follows the diary or moves the window writes. */
struct search {
	pthread_rwlock_t lock;
	struct index *index;
	int64_t read_to;              /* number of the diary's line read last */
};

#endif
