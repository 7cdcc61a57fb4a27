/*
 * service.h -- what somebody offers: organisation -> service -> places -> schedules, with the facts of its kind.
 *
 * A service that is running tells the truth or says that something is not known: it has a stage, a price
 * line, a kind, a contact and a day on which somebody looked (INV-7), by whatever way it came.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include "kind/kind.h"
#include "meeting/meeting.h"

struct service {
	int64_t id, kind, org, area;              /* area 0: none */
	struct str slug, state;                   /* draft parked running ended */
	struct str name_da, name_en, description_da, description_en;
	struct str stages, intervention, relation;
	struct str providers, provider_other, staffing, audience, languages, children, substitution, mode;
	int64_t age_least, age_most;              /* INT64_MIN: no bound */
	struct str price_type, currency, price_unit;
	int64_t price_least, price_most;          /* minor units; INT64_MIN: not said */
	struct str payer_da, payer_en, papers_da, papers_en, extras_da, extras_en;
	struct str first_time_da, first_time_en, apply_da, apply_en, hours_da, hours_en;
	struct str contact_role, phone, email, website, conference_url;
	int64_t verified_at;                      /* 0: never */
	struct str verified_by;
	int64_t full_since;                       /* 0: takes people */
	day_t full_until;                         /* DAY_NONE: not known */
	int64_t source;                           /* 0: made here */
	struct str source_key, extra;
	int64_t changed_at;
};
extern const struct field service_fields[];       /* what a form, JSON, CSV and an import may say of every service */

struct service_place {
	int64_t location;
	struct str source_key;
};
struct service_schedule {
	int64_t location;                         /* 0: at all places */
	struct rhythm rhythm;                     /* first DAY_NONE: always */
	int start_min, duration_min;              /* 1440: round the clock; 0: end not known */
	struct str zone, note_da, note_en, source_key;
};
struct service_fact {
	struct str field, value, value_en;
};
struct service_capacity {
	struct str unit;                          /* bed room seat place */
	int64_t total;                            /* INT64_MIN: not said */
	int64_t free, as_of;
	struct str by_what;
};

/* Everything that is stored of one service. */
struct service_whole {
	struct service s;
	const struct service_place *places;
	size_t nplaces;
	const int64_t *areas;
	size_t nareas;
	const struct service_schedule *schedules;
	size_t nschedules;
	const struct service_fact *facts;
	size_t nfacts;
	const struct service_capacity *capacities;
	size_t ncapacities;
};

enum err service_get(struct ctx *, int64_t id, struct service_whole *);
/* Also by a slug that it once had; then s.slug is the present one. */
enum err service_of_slug(struct ctx *, struct str slug, struct service_whole *);
/*
 * Every service in this state (empty: all) in order of id, whole; what fn gets lasts until it returns.  Ordered readings
 * merged, no query a row.
 */
enum err service_each(struct ctx *, const char *state, enum err (*fn)(void *, struct ctx *, const struct service_whole *), void *arg);
enum err service_each_of_source(struct ctx *, int64_t source, enum err (*fn)(void *, struct ctx *, const struct service_whole *), void *arg);
/* Keepers' list: in one's bounds, whose name contains every word; 20 a page; how many altogether goes to all. */
struct service_line {
	int64_t id, kind, verified_at;
	struct str name, state, org_name, city;
};
enum err service_page(struct ctx *, struct str text, struct str state, int64_t kind, int64_t page, struct service_line **out,
		      size_t *n, int64_t *all);

/* --- verbs ------------------------------------------------------------------------------------------------ */
/*
 * Store all of it and tell the house; gives id and slug when it has none.  Facts are held against the fields
 * of the kind.  A running one that would break INV-7 gets problems and nothing is stored; one that comes from
 * a list without a stage is parked.  ERR_DENIED outside one's bounds.
 */
enum err service_save(struct ctx *, struct service_whole *, struct problems *bad);
/* What the author should know but may ignore. */
enum err service_warnings(struct ctx *, const struct service_whole *, struct problems *warn);
enum err service_publish(struct ctx *, int64_t id, struct problems *bad);       /* draft or parked -> running */
enum err service_end(struct ctx *, int64_t id, struct problems *bad);
enum err service_resume(struct ctx *, int64_t id, struct problems *bad);
enum err service_set_verified(struct ctx *, int64_t id, struct str by, int64_t at);
/* "Full until …", "takes people again": what a decline elsewhere or a keeper says. */
enum err service_set_full(struct ctx *, int64_t id, bool full, day_t until, struct problems *bad);
/* Free places now.  More than there are, or 200 beds in a house of six, is asked about unless sure. */
enum err service_set_capacity(struct ctx *, int64_t id, struct str unit, int64_t total, int64_t free, struct str by, bool sure,
			      struct problems *bad);
/* Drafts and parked ones go for good; so does what an import made, when it is taken back.  Others: ERR_CONFLICT. */
enum err service_discard(struct ctx *, int64_t id);
enum err service_snapshot(struct ctx *, int64_t id, struct str *out);
enum err service_put_back(struct ctx *, struct str snapshot);
struct service_whole service_blank(struct ctx *, const struct kind *);
bool service_may_keep(const struct ctx *, const struct service *);

/* --- said aloud ------------------------------------------------------------------------------------------- */
struct str service_name(struct ctx *, const struct service *, bool *foreign);    /* reader's language, else the other */
/* "Free", "150 kr. per night", "0–300 kr., by income": the price in the reader's language; "not known" when it is not. */
struct str service_price(struct ctx *, const struct service *);
/* "Monday–Friday 9–16, third Tuesday closed": from the schedules, or hours in words. */
struct str service_hours(struct ctx *, const struct service_whole *);
/* One fact as a reader reads it; empty when there is none or it is not theirs to see. */
struct str service_fact_text(struct ctx *, const struct kind_field *, const struct service_fact *);
bool service_is_free(const struct service *);
/* A count of free places is worth something for 24 hours; after that one had better call. */
enum { CAPACITY_FRESH_HOURS = 24 };

extern const struct choice service_relations[], service_providers[], service_staffings[], service_price_types[],
	service_price_units[], service_modes[], service_units[], service_states[];

extern const struct route service_routes[];

#endif
