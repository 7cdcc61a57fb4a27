/* api.h -- the handlers of the API.  Private to this room. */
#ifndef HSDS_API_H
#define HSDS_API_H

#include "hsds/list.h"

enum err hsds_api_services(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_service(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_orgs(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_org(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_at_places(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_at_place(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_terms(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_term(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_taxonomies(struct ctx *, const struct req *, struct reply *);
enum err hsds_api_taxonomy(struct ctx *, const struct req *, struct reply *);
/* What the asker can mend, as RFC 9457 has it. */
enum err api_problem(struct ctx *, struct reply *, const struct problems *bad);

#endif
