/* view.h -- what the pages of the directory show.  For this room only. */
#ifndef SUPPORT_VIEW_H
#define SUPPORT_VIEW_H

#include "support/senses.h"
#include "support/support_parts.h"

enum { ROW_CHIPS_MOST = 6 };

struct instead_view {
	struct str label;                 /* "Free of the same kind:"; absent: there is no need for one */
	struct str name, href, far;       /* name absent: none known */
};

/* One listing as a row. */
struct row {
	struct str href, name, promise, kind, where, distance, by, price, hours, hours_short, next, next_href, why, fresh_text;
	const char *next_icon;
	bool name_foreign, promise_foreign, is_free, is_open, in_room, by_phone;
	struct str stages[4];             /* badges */
	size_t nstages;
	struct str chips[ROW_CHIPS_MOST];
	const char *tones[ROW_CHIPS_MOST];    /* class of the chip */
	size_t nchips;
	struct instead_view instead[2];
	enum freshness fresh;
};

struct rows {
	struct row *at;
	size_t n;
};
/* Hits as rows: their listings are read in a few queries, twenty at a time. */
enum err rows_make(struct ctx *, const struct support_query *, const struct kind *kinds, size_t nkinds, const struct support_hit *,
		   size_t n, struct rows *);

/* What there is instead of one listing, near where it is: the free one, then the one without faith. */
enum err support_instead(struct ctx *, int64_t id, struct instead_view out[2]);

/* Several stages at once: the first few of each. */
enum { GROUPS_MOST = 16, GROUP_FIRST = 2 };
struct group {
	size_t stage;                     /* place in kind_stages */
	int64_t n;
	struct support_hit *hits;
	size_t nhits;
};
enum err support_groups(struct ctx *, const struct support_query *, struct group *out, size_t *n);
/* How many fit each of these questions. */
enum err support_counts(struct ctx *, const struct support_query *, size_t n, int64_t *out);
/* Languages in which there is something: bits by language_choices. */
enum err support_languages(struct ctx *, uint64_t *bits);

struct str support_url(struct ctx *, const struct support_query *, const char *drop);

enum err support_page(struct ctx *, const struct req *, struct reply *);
enum err need_page(struct ctx *, const struct req *, struct reply *);
enum err meanings_page(struct ctx *, const struct req *, struct reply *);
enum err home_page(struct ctx *, const struct req *, struct reply *);
enum err families_page(struct ctx *, const struct req *, struct reply *);

#endif
