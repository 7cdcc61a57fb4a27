/* handover_parts.h -- what the files of this room share with each other. */
#ifndef HANDOVER_PARTS_H
#define HANDOVER_PARTS_H

#include "handover/handover.h"

/* One place to go to, as it is proposed. */
struct proposal {
	int64_t id;
	struct str name, about;           /* about: when and for what price */
	bool introduction;                /* people who help each other */
};
struct proposals {
	struct proposal at[HANDOVER_MORE];
	size_t n;
	bool anywhere;                    /* nothing near the place: these are elsewhere */
	int64_t area;                     /* municipality of the place; 0: not known */
};
/* The best for a need, near a place (empty: anywhere), without those in `but`. */
enum err handover_propose(struct ctx *, struct str need, struct str place, const int64_t *but, size_t nbut, struct proposals *out);

#endif
