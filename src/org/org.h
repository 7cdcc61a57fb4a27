/* org.h -- an organisation: association, municipality, hospital, company, faith group, other. */
#ifndef ORG_H
#define ORG_H

#include "page/page.h"

struct org {
	int64_t id, area;                 /* area 0: none */
	struct str name, slug, kind, reg_no, website, phone, email;
	struct str description_da, description_en, neutral_name, frame_hosts, state;
};

enum err org_get(struct ctx *, int64_t id, struct org *);
enum err org_of_slug(struct ctx *, struct str slug, struct org *);
/* By name, folded; ERR_NOT_FOUND. */
enum err org_of_name(struct ctx *, struct str name, struct org *);
/* Those that this person may keep, by name; all of them for those without bound. */
enum err org_list(struct ctx *, int64_t most, struct org **out, size_t *n);
/* Store and tell the house.  Gives id and slug when it has none.  ERR_DENIED outside one's bounds. */
enum err org_save(struct ctx *, struct org *, struct problems *bad);

extern const struct field org_fields[];
extern const struct route org_routes[];

#endif
