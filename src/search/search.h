/* search.h -- finding the next occurrences of meetings: what is on near here, next. */
#ifndef SEARCH_H
#define SEARCH_H

#include "meeting/meeting.h"

enum search_when { WHEN_WEEK, WHEN_NOW, WHEN_TODAY, WHEN_TONIGHT, WHEN_WEEKEND, WHEN_DAY, WHEN_ANY };

/* What is asked; every member also stands in the address of the page. */
struct query {
	struct str q;                     /* free text, at most 100 characters used */
	struct str place;                 /* town or postcode as typed */
	double lat, lon;                  /* of the place; NAN: anywhere */
	double radius_km;                 /* 0: grows until there is enough */
	bool place_unknown;               /* typed, but no such town; see search_suggest */
	struct str place_name;            /* "8000 Aarhus C" as understood */
	struct str area;                  /* slug of an area, exactly */
	int64_t area_id;                  /* 0: none asked; -1: no such area */
	enum search_when when;
	unsigned weekdays;                /* bits; 0 all; for WHEN_DAY */
	struct str method, audience, language;   /* codes; empty all */
	struct str time_of_day;           /* morning afternoon evening night; empty all */
	bool in_room, online;             /* both false or both true: all */
	bool step_free;
	bool children, newcomers;
	bool relatives;                   /* the family door */
	struct str org;                   /* slug of an organisation, exactly */
	int64_t org_id;                   /* as area_id */
	bool old;                         /* also what nobody has confirmed for 180 days */
	int64_t page;                     /* from 1 */
};
enum err search_read(struct ctx *, const struct values *, struct query *);
/* The query as an address, "q=…&place=…"; one filter left out when drop is its name. */
struct str search_write(struct ctx *, const struct query *, const char *drop);

enum { SEARCH_PAGE = 20 };

struct hit {
	int64_t meeting;
	int64_t known_at;                 /* of its document: see index.h */
	struct occurrence when;           /* the next one (or the one going on) */
	double km;                        /* NAN: no place asked, or an online meeting */
	enum freshness fresh;
	bool reported_today;
};

struct relaxation {
	const char *filter;               /* name of the parameter to let go */
	int64_t hits;
};

struct result {
	struct hit *hits;                 /* of this page, by start, distance, name */
	size_t n;
	uint32_t index;                   /* serial number of the index that found them */
	int64_t total;                    /* occurrences that fit */
	int64_t pages;
	double radius_km;                 /* really used; 0: no place */
	const struct zone *zone;          /* the reader's: days and hours are counted in it */
	int64_t old_hidden;               /* dates that fit but are too long unconfirmed */
	struct relaxation relax[4];       /* when there is nothing: what helps most */
	size_t nrelax;
};
enum err search_run(struct ctx *, const struct query *, struct result *);
/* Spellings near a place that we do not know. */
size_t search_suggest(struct ctx *, struct str place, struct str *out, size_t most);

/* Parts of the finder on other pages: its form, and the first dates with their map beside them. */
enum err search_form_html(struct ctx *, const struct query *, const char *action);
enum err search_next_html(struct ctx *, const struct values *asked, const struct query *, struct str title, size_t most);

/* Parts of the public pages of one listing, of any kind. */
/* "Confirmed 3 days ago" and the like. */
struct str freshness_text(struct ctx *, enum freshness, int64_t verified_at, struct str phone);
/* An address whose own page is not public: to the listing that is shown instead of it, else ERR_NOT_FOUND. */
enum err twin_or_nothing(struct ctx *, struct reply *, int64_t listing);

/* Rows of lists that were shown lately; house->rows. */
struct rows_kept;
struct rows_kept *rows_kept_new(void);
void rows_kept_free(struct rows_kept *);

extern const struct route search_routes[];        /* the finder */
extern const struct route listing_routes[];       /* one meeting */

#endif
