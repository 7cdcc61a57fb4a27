/* partner.h -- who works together where: organisation, municipality, programme, for a time. */
#ifndef PARTNER_H
#define PARTNER_H

#include "programme/programme.h"

struct partner {
	int64_t id, org, area, programme;
	day_t first_day, last_day;        /* last DAY_NONE: open */
	struct str org_roles, area_roles; /* codes of partner_roles with blanks between */
	struct str flow;                  /* code of partner_flows */
	struct str contact_role, phone, agreement;
	struct str org_text, area_text, programme_text;        /* in forms: ids, and the area as people call it */
};
extern const struct field partner_fields[];
extern const struct choice partner_roles[];      /* runs refers rooms funds */
/* totals: public lists and added-up figures, which is the rule; lists: public lists only. */
extern const struct choice partner_flows[];

enum { PARTNERS_MOST = 2000 };
enum err partner_get(struct ctx *, int64_t id, struct partner *);
/* All of them by name of organisation, then of municipality, in Danish order. */
enum err partner_list(struct ctx *, struct partner **out, size_t *n);
/* Those of a municipality, in order of time. */
enum err partner_of_area(struct ctx *, int64_t area, struct partner **out, size_t *n);
/* Others of the same organisation, municipality and programme that share a day with this one. */
enum err partner_overlapping(struct ctx *, const struct partner *, struct partner **out, size_t *n);
/*
 * Store and tell the house; gives an id when it has none.  The same pair twice at one time is a problem, or with
 * merge becomes one: from the first day to the last, with the roles of both and the more careful flow.
 */
enum err partner_save(struct ctx *, struct partner *, bool merge, struct problems *bad);
enum err partner_discard(struct ctx *, int64_t id);
bool partner_may_keep(const struct ctx *, const struct partner *);
/* "runs groups, refers people": codes as words. */
struct str partner_roles_said(struct ctx *, struct str codes);

extern const struct route partner_routes[];

#endif
