/* programme_parts.h -- what the files of this room share. */
#ifndef PROGRAMME_PARTS_H
#define PROGRAMME_PARTS_H

#include "programme/programme.h"

enum { PROGRAMME_STALE_DAYS = 180 };      /* so long after somebody looked, a contact is flagged */

/* One programme in a list. */
struct programme_line {
	struct str href, name, level, period, status, org;
	const char *chip;                 /* class of the status */
	int depth;
};
struct programme_line programme_line_of(struct ctx *, const struct programme_node *, day_t today);

enum err programme_tree_page(struct ctx *, const struct req *, struct reply *);
enum err programme_about_page(struct ctx *, const struct req *, struct reply *);
enum err programme_document_page(struct ctx *, const struct req *, struct reply *);

#endif
