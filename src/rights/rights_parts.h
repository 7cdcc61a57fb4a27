/* rights_parts.h -- what the files of this room share with each other. */
#ifndef RIGHTS_PARTS_H
#define RIGHTS_PARTS_H

#include "rights/rights.h"

/* How a column goes out. */
enum rights_how {
	HOW_TEXT, HOW_CODE, HOW_TIME, HOW_DAY, HOW_YES, HOW_NUMBER, HOW_MINUTES, HOW_WHO, HOW_ORG, HOW_AREA, HOW_CLASSES, HOW_WEEKDAYS,
	HOW_RECEIVER, HOW_DATA, HOW_VAULT, HOW_MARK, HOW_LEFT
};

struct rights_column {
	const char *column;
	enum rights_how how;
	size_t offset;                    /* into the row that is read; HOW_LEFT: none */
	const char *label;                /* N_; HOW_LEFT: why it stays */
	const struct choice *choices;
};

struct rights_source {
	const char *table, *title;        /* title: N_; NULL: nothing of it goes out */
	enum err (*read)(struct ctx *, int64_t participant, void **rows, size_t *n);
	size_t size;                      /* of a row */
	size_t row;                       /* offset of the number that a text is sealed under */
	size_t kind;                      /* offset of "org", "service", "account" for HOW_RECEIVER */
	const struct rights_column *columns;
};
enum { RIGHTS_NO_ROW = 1 << 20 };
extern const struct rights_source rights_sources_more[];
/* All of them, in the order of the copy; NULL ends it. */
extern const struct rights_source *const rights_tables[];

/* Words for codes. */
extern const struct choice rights_types[], rights_events[], rights_tasks_kinds[], rights_tries_kinds[], rights_ways_in[];
extern const struct choice rights_by_what[], rights_bridge_states[], rights_forms[], rights_asked_what[], rights_languages[];

enum err rights_mine_page(struct ctx *, const struct req *, struct reply *);
enum err rights_mine_name(struct ctx *, const struct req *, struct reply *);
enum err rights_mine_way(struct ctx *, const struct req *, struct reply *);
enum err rights_mine_wrong(struct ctx *, const struct req *, struct reply *);
enum err rights_mine_copy(struct ctx *, const struct req *, struct reply *);
enum err rights_mine_json(struct ctx *, const struct req *, struct reply *);
/* The printable copy, framed: of one's own page, or handed over by somebody here. */
enum err rights_copy_show(struct ctx *, const struct req *, struct reply *, enum frame_kind, int64_t participant, struct str back);

#endif
