/* deadline_parts.h -- what the files of this room share with each other. */
#ifndef DEADLINE_PARTS_H
#define DEADLINE_PARTS_H

#include "deadline/deadline.h"

/* One of them, as every page shows it. */
struct deadline_view {
	const struct deadline *d;
	const struct deadline_set *set;
	struct str href, kind, step, due, left, reviewed, ended, key;
	bool missed, soon, open, old;     /* old: the list was looked through long ago */
};
struct deadline_view deadline_view(struct ctx *, const struct deadline *, struct str href);

enum err deadline_list_page(struct ctx *, const struct req *, struct reply *);
enum err deadline_list_post(struct ctx *, const struct req *, struct reply *);
enum err deadline_case_page(struct ctx *, const struct req *, struct reply *);
enum err deadline_case_post(struct ctx *, const struct req *, struct reply *);
enum err deadline_own_page(struct ctx *, const struct req *, struct reply *);
enum err deadline_own_post(struct ctx *, const struct req *, struct reply *);

#endif
