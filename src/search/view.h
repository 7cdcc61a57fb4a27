/* view.h -- what the public pages show: rows of dates, ready to be written.  For the search room only. */
#ifndef SEARCH_VIEW_H
#define SEARCH_VIEW_H

#include "search/search.h"

/* One date of one meeting as a row of the list.  What it says of the listing, not of the date, is kept: see kept.c. */
struct row_view {
	struct str slug, name, promise, where, phone, zone;
	int64_t verified_at;
	struct str distance, reason;
	struct str start, end, other_zone;        /* end absent when not known */
	day_t day;                                /* in the reader's zone */
	int minutes;
	int64_t starts;
	bool cancelled, moved, name_foreign, promise_foreign, online, in_room, by_phone;
	struct str soon;                          /* "Starts in 20 min", "Started 5 min ago" */
	struct str next_date;                     /* of a cancelled one */
	struct str method;
	struct str chips[8];                      /* plain facts */
	const char *icons[8];                     /* an icon beside a fact, or NULL */
	size_t nchips;
	enum freshness fresh;
	struct str fresh_text;
	double lat, lon;                          /* NAN: no pin */
	int pin;                                  /* number on the map, 0 none */
};

struct rows_view {
	struct row_view *at;
	size_t n;
	day_t today;                              /* in the reader's zone */
};
/* The hits of a result as rows; reads their listings in one query. */
enum err rows_of(struct ctx *, const struct result *, struct rows_view *);

/* --- rows that were shown lately ------------------------------------------------------------------------ */
/* What is known of the listings of these hits; a row without a slug is not.  How many are not. */
size_t rows_kept_take(struct ctx *, const struct result *, struct row_view *out);
/* Keep a row before its date is put into it; as_of: number of the diary's newest line when it was read. */
void rows_kept_put(struct ctx *, const struct result *, int64_t meeting, int64_t as_of, const struct row_view *);

/* --- said of a row ------------------------------------------------------------------------------------------ */
/* "Today · Monday 12 December" */
struct str day_heading(struct ctx *, day_t day, day_t today);

/* The rows with a point as a picture with numbered pins; text alternative inside. */
enum err rows_map_html(struct ctx *, const struct rows_view *, const struct query *, const struct result *);

/* The outlines of Denmark as a picture of their own. */
void map_denmark_svg(struct buf *);

#endif
