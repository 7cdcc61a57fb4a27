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

/* The organisation and area in which whoever asks hands people over; org 0: the whole house. */
struct grant handover_place(const struct ctx *);
/* The number at which somebody of the house answers; empty: none is known. */
enum err handover_number(struct ctx *, int64_t org, struct str *number);

enum err handover_send_page(struct ctx *, const struct req *, struct reply *);
enum err handover_left_page(struct ctx *, const struct req *, struct reply *);
enum err handover_left_post(struct ctx *, const struct req *, struct reply *);
enum err handover_back_post(struct ctx *, const struct req *, struct reply *);

#endif
