/* org.h -- an organisation: association, municipality, hospital, company, faith group, other. */
#ifndef ORG_H
#define ORG_H

#include "page/page.h"

struct org {
	int64_t id, area;                 /* area 0: none */
	struct str name, slug, kind, reg_no, website, phone, email;
	struct str description_da, description_en, neutral_name, frame_hosts, state;
	struct str area_text;             /* in forms: the area as people call it */
};

enum err org_get(struct ctx *, int64_t id, struct org *);
enum err org_of_slug(struct ctx *, struct str slug, struct org *);
/* By name, folded; ERR_NOT_FOUND. */
enum err org_of_name(struct ctx *, struct str name, struct org *);
/* Those that this person may keep, by name; all of them for those without bound.  Ended ones are left out. */
enum err org_list(struct ctx *, int64_t most, struct org **out, size_t *n);
/* The first one, which in most houses is the only one, whoever asks: for what nobody said whose it is.  ERR_NOT_FOUND: none. */
enum err org_first(struct ctx *, int64_t *id);
/* The same as the answers of a form: the code is the id.  Also the present answer, 0: none, whosever it is. */
enum err org_choices(struct ctx *, int64_t present, const struct choice **out);
/* The same with ended ones, whose name contains the text: for the keepers' list. */
enum err org_search(struct ctx *, struct str text, struct org **out, size_t *n);
/* Store and tell the house.  Gives id and slug when it has none.  ERR_DENIED outside one's bounds. */
enum err org_save(struct ctx *, struct org *, struct problems *bad);
/* It no longer exists, or does again.  Its page stays; an organisation with running meetings or services cannot end. */
enum err org_end(struct ctx *, int64_t id, struct problems *bad);
enum err org_resume(struct ctx *, int64_t id);
/* One that nothing belongs to goes for good, when the list that made it is taken back.  Others: ERR_CONFLICT. */
enum err org_discard(struct ctx *, int64_t id);
/* Is it theirs to change?  id 0: may they add it in its area? */
bool org_may_keep(const struct ctx *, const struct org *);
/* May they add one somewhere, if only in their own area? */
bool org_may_add(const struct ctx *);

extern const struct choice org_kinds[];
extern const struct field org_fields[];
extern const struct route org_routes[];

#endif
