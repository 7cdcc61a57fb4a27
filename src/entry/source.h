/* source.h -- a list that comes again. */
#ifndef ENTRY_SOURCE_H
#define ENTRY_SOURCE_H

#include "base/str.h"

/* What an entry speaks of. */
enum entry_kind { ENTRY_MEETING, ENTRY_SERVICE, ENTRY_PLACE, ENTRY_ORG, ENTRY_KINDS };

/* What is known of a list beside its files.  Empty texts: the files say so, or the places do. */
struct entry_source {
	int64_t id, org;                  /* org 0: nobody's */
	struct str name, method, zone;
	struct str kind;                  /* of its services: a code */
};

#endif
