/* api.h -- the handlers of the API.  Private to this room. */
#ifndef HSDS_API_H
#define HSDS_API_H

#include "hsds/list.h"

enum err api_services(struct ctx *, const struct req *, struct reply *);
enum err api_service(struct ctx *, const struct req *, struct reply *);
enum err api_orgs(struct ctx *, const struct req *, struct reply *);
enum err api_org(struct ctx *, const struct req *, struct reply *);
enum err api_at_places(struct ctx *, const struct req *, struct reply *);
enum err api_at_place(struct ctx *, const struct req *, struct reply *);
enum err api_terms(struct ctx *, const struct req *, struct reply *);
enum err api_term(struct ctx *, const struct req *, struct reply *);
enum err api_taxonomies(struct ctx *, const struct req *, struct reply *);
enum err api_taxonomy(struct ctx *, const struct req *, struct reply *);
/* What the asker can mend, as RFC 9457 has it. */
enum err api_problem(struct ctx *, struct reply *, const struct problems *bad);

#endif
