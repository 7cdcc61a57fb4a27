/*
 * support.h -- the directory: every kind of support in one search, meetings and services together.
 *
 * The finder (search) answers what is on near here, next; this one answers who can help with what.  Free comes first;
 * at equals the nearer, then the name.  Every member of a question also stands in the address of its page, and
 * nothing of it is stored.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "service/service.h"

enum { SUPPORT_TYPED_MOST = 100, SUPPORT_FACTS_MOST = 8, SUPPORT_PAGE = 20 };

enum support_order { ORDER_FREE_FIRST, ORDER_NEAREST };

/* An answer that the kind chosen asks for: "stay" "tonight"; of a date "starts" "2017-02-01": from that day on. */
struct support_fact {
	struct str field, code;
	day_t from, to;                   /* of a date; DAY_NONE: no bound */
};

struct support_query {
	struct str q;                     /* as typed, its first 100 characters */
	bool q_cut;                       /* there were more */
	struct str place;
	double lat, lon;                  /* of the place; NAN: anywhere */
	int64_t place_area;               /* the municipality of the place, for those who come there; 0: not known */
	double radius_km;                 /* 0: grows until there is enough */
	bool place_unknown;
	struct str place_name, place_country;   /* as understood: "8000 Aarhus C", "DK" */
	struct str area, org;             /* slugs, exactly */
	int64_t area_id, org_id;          /* 0: none asked; -1: no such one */
	struct str kind;                  /* code */
	uint64_t needs, stages, providers, without, days;   /* bits by the tables kind_needs, kind_stages, support_givers */
	struct str for_whom;              /* me relative parent youth */
	struct str way;                   /* before during after none */
	struct str audience, language, method, time;
	bool open, free, takes, in_room, online;
	bool step_free, toilet, children, substitution, independent, newcomers;
	struct support_fact facts[SUPPORT_FACTS_MOST];
	size_t nfacts;
	enum support_order order;
	bool old;
	int64_t page;
};
/* kinds: as kind_list has them; the facts that can be asked are those of the kind chosen. */
enum err support_read(struct ctx *, const struct values *, const struct kind *kinds, size_t nkinds, struct support_query *);
/* The question as an address, "q=…&kind=…"; one filter left out when drop is its name. */
struct str support_write(struct ctx *, const struct support_query *, const char *drop);
/* Is anything asked but the order and the page? */
bool support_is_asked(const struct support_query *);

struct support_hit {
	int64_t id;
	bool is_meeting, anywhere;        /* anywhere: without going there */
	double km;                        /* NAN: no place asked, or nothing to go to */
	int64_t location;                 /* the nearest of its places; 0: none that may be shown */
	enum freshness fresh;
	int kind;                         /* place in kind_list when the index was read; for telling kinds apart */
	bool reported_today, full;
	day_t full_until;                 /* FULL_WITHOUT_END: not known */
	enum support_open { HOURS_UNKNOWN, HOURS_OPEN, HOURS_ALWAYS, HOURS_LATER } open;
	day_t day, today;                 /* of HOURS_LATER: when next, in its own zone; of a meeting its next date */
	int minutes;                      /* of HOURS_OPEN: until when */
	int64_t free_one, secular_one;    /* the nearest instead; 0: none known; -1: there is no need for one */
	double free_km, secular_km;       /* how far from here; NAN */
};

struct support_count {
	int64_t kinds[KINDS_MOST];        /* in the order of kind_list */
	int64_t stages[16];               /* in the order of kind_stages */
};

struct support_relaxation {
	const char *filter;               /* name of the parameter to let go */
	int64_t hits;
	int weekday;                      /* of "day": the one to take in as well; -1 */
	struct str word;                  /* of "q": the word to leave out; absent: all of them */
};

enum { SUPPORT_RELAX_MOST = 4 };
struct support_result {
	struct support_hit *hits;         /* of this page */
	size_t n;
	int64_t total, pages;
	double radius_km;                 /* really used; 0: no place */
	int64_t old_hidden;               /* fit, but too long unconfirmed */
	int64_t left_out;                 /* would fit, but for who gives it */
	struct support_count count;
	struct support_relaxation relax[SUPPORT_RELAX_MOST];
	size_t nrelax;
};
enum err support_run(struct ctx *, const struct support_query *, const struct kind *kinds, size_t nkinds, struct support_result *);
/* How many fit, and no more than the first `most` of them. */
enum err support_first(struct ctx *, const struct support_query *, size_t most, struct support_result *);

/* --- searches without a result: a total a day, nothing of what was asked ------------------------------------- */
struct support_nothing;                   /* house->nothing */
struct support_nothing *support_nothing_new(void);
void support_nothing_free(struct support_nothing *);
/* Totals of five and more go to the database; called by the writer every hour. */
enum err support_nothing_store(struct ctx *);
/* Totals of these days by kind (0: none was chosen): for those who look for gaps. */
struct support_nothing_total {
	day_t day;
	int64_t kind, n;
};
enum err support_nothing_read(struct ctx *, day_t from, day_t to, struct support_nothing_total **out, size_t *n);

extern const struct route support_routes[];       /* home, directory, needs, families, meanings */
extern const struct route service_listing_routes[];       /* one service */

#endif
