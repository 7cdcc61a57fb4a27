/* linkage_view.h -- what the pages of this room show. */
#ifndef LINKAGE_VIEW_H
#define LINKAGE_VIEW_H

#include "linkage/linkage_parts.h"
#include "form/form.h"

/* When something is due, said as the first page says it. */
struct linkage_when {
	struct str by, left, tone;
	const char *icon;
};
struct linkage_when linkage_when(struct ctx *, const struct linkage *);
/* "Thursday 15 December at 10:00" */
/* The nickname, or a word for somebody who chose none. */
struct str linkage_called(struct ctx *, struct str nickname);
/* What was or may be told, as a list said aloud. */
struct str linkage_told(struct ctx *, unsigned classes);
struct str linkage_url(struct ctx *, int64_t id, const char *rest);
/* What a form of an act says. */
void linkage_read_act(struct ctx *, const struct values *, struct linkage_act *, struct problems *bad);

#endif
