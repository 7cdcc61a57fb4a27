/* paper_gather.h -- what the two gatherers share: gather.c for meetings, support.c for everything else. */
#ifndef PAPER_GATHER_H
#define PAPER_GATHER_H

#include "paper/paper_parts.h"

struct gather {
	const struct paper_wish *wish;
	struct paper_list *list;
	struct arena *keep;               /* what the list is made of; ctx->arena is emptied after each listing */
	int64_t *doubts;                  /* listings that a visitor doubts */
	size_t ndoubts;
};

bool paper_is_doubted(const struct gather *, int64_t listing);
/* Copies every text. */
void paper_keep_entry(struct gather *, struct paper_entry);
void paper_leave_out(struct gather *, struct paper_left_out);
void paper_note_check(struct paper_list *, day_t);
/* The reader's language if there is one, else the other; empty for none. */
struct str paper_text(struct ctx *, struct str da, struct str en);
/* Labels of codes but skip, at most so many; how many. */
size_t paper_add_choices(struct ctx *, struct str codes, const struct choice *, const char *skip, struct str *to, size_t most);
/* "Adults, English, step-free way in": with a capital. */
struct str paper_facts(struct ctx *, const struct str *facts, size_t n);

/* Services of the wish into the list. */
enum err paper_take_support(struct ctx *, struct gather *);

#endif
