/* partner_parts.h -- what the files of this room share. */
#ifndef PARTNER_PARTS_H
#define PARTNER_PARTS_H

#include "partner/partner.h"

enum err partner_list_page(struct ctx *, const struct req *, struct reply *);
enum err partner_area_page(struct ctx *, const struct req *, struct reply *);
/* "573" of the code "DK-573": how a municipality is called in an address. */
struct str partner_area_code(struct ctx *, int64_t area);

#endif
