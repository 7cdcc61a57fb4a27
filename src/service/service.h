/*
 * service.h -- what somebody offers: organisation -> service -> places -> schedules, with the facts of its kind.
 *
 * A service that is running tells the truth or says that something is not known: it has a stage, a price
 * line, a kind, a keeper, a contact and a day on which somebody looked (INV-7), by whatever way it came.
 * What a list from elsewhere says without all of that is parked until a person has looked.
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
	struct str expectations_da, expectations_en;      /* of a faith-based one: what those who come are asked to do */
	struct str secular_da, secular_en;        /* and where one goes instead */
	struct str price_type, currency, price_unit;
	int64_t price_least, price_most;          /* minor units; INT64_MIN: not said; of a fixed one the first counts */
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
	struct str field, value, value_en;        /* see schema: codes, number, date, minor units; of a text the Danish one */
};
struct service_capacity {
	struct str unit;                          /* bed room seat place */
	int64_t total;                            /* INT64_MIN: not said */
	int64_t free, as_of;
	struct str by_what;
};

enum { SERVICE_PLACES_MOST = 200, SERVICE_SCHEDULES_MOST = 200, SERVICE_WORDS_MOST = 80 };

/* Everything that is stored of one service. */
struct service_whole {
	struct service s;
	const struct service_place *places;       /* the first is what lists show */
	size_t nplaces;
	const int64_t *areas;                     /* that it serves, when it comes to people or takes them from there only */
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
/* Keepers' list: in one's bounds, whose name or organisation contains the text; 20 a page; how many altogether goes to all. */
struct service_line {
	int64_t id, kind, org, area, verified_at, full_since;
	day_t full_until;
	struct str slug, name_da, name_en, state, mode, org_name, city;       /* city absent: no place */
};
struct service_asked {
	struct str text, state;                   /* state empty: all */
	int64_t kind, org, page;                  /* 0: any; page from 1 */
};
enum { SERVICE_PAGE = 20 };
enum err service_page(struct ctx *, const struct service_asked *, struct service_line **out, size_t *n, int64_t *all);
/* Material in one's bounds to be looked over within 60 days, or that should have been: the longest overdue first. */
struct service_review {
	int64_t id;
	struct str name_da, name_en, org_name;
	day_t by;                                 /* the last day for it */
};
enum { SERVICE_REVIEW_DAYS = 60 };
enum err service_reviews(struct ctx *, size_t most, struct service_review **out, size_t *n, int64_t *all);
/* Names that it once had; and one more that leads here, unless another service has it. */
enum err service_old_slugs(struct ctx *, int64_t id, struct str **out, size_t *n);
enum err service_also_called(struct ctx *, const struct service *, struct str slug);

/* --- verbs ------------------------------------------------------------------------------------------------ */
/*
 * Store all of it and tell the house; gives id and slug when it has none.  Facts are held against the fields
 * of the kind; empty ones are dropped.  A person's running one that would break INV-7 gets problems and nothing is stored;
 * one that comes from a list (source) and is not complete is parked.  Running for the first time counts as confirmed today.
 * ERR_DENIED outside one's bounds.
 */
enum err service_save(struct ctx *, struct service_whole *, struct problems *bad);
/* The first half of it: blanks filled, what is wrong said, nothing stored. */
enum err service_prepare(struct ctx *, struct service_whole *, struct problems *bad);
/* What is missing before everybody may see it. */
enum err service_complete(struct ctx *, const struct service_whole *, struct problems *bad);
/* What the author should know but may ignore. */
enum err service_warnings(struct ctx *, const struct service_whole *, struct problems *warn);
/* draft, parked or ended -> running.  Who publishes has looked: it counts as confirmed today. */
enum err service_publish(struct ctx *, int64_t id, struct problems *bad);
enum err service_end(struct ctx *, int64_t id);
/* Somebody looked and it is right; by: "link", "keeper", "import". */
enum err service_set_verified(struct ctx *, int64_t id, struct str by, int64_t at);
/* "Full until …", "takes people again": what a decline elsewhere or a keeper says. */
enum err service_set_full(struct ctx *, int64_t id, bool full, day_t until, struct problems *bad);
/*
 * Free places now.  More than there are, or 200 beds in a house of six, is asked about (problem "free") unless sure.  total
 * INT64_MIN: as before.  Whoever calls it has shown the right: a keeper, or a one-time link.
 */
enum err service_set_capacity(struct ctx *, int64_t id, struct str unit, int64_t total, int64_t free, struct str by, bool sure,
			      struct problems *bad);
/* Drafts and parked ones go for good; so does what an import made, when it is taken back.  Others: ERR_CONFLICT. */
enum err service_discard(struct ctx *, int64_t id);
enum err service_snapshot(struct ctx *, int64_t id, struct str *out);
enum err service_put_back(struct ctx *, struct str snapshot);

/*
 * The same as service_save, and for a week it can be taken back with service_undo: for what somebody types.  A change by
 * another way (a list, the API, a wish that is taken over) ends that, because what came later would go with it.
 */
enum err service_save_by_hand(struct ctx *, struct service_whole *, struct problems *bad);
enum { SERVICE_UNDO_DAYS = 7, SERVICE_DIFFERENCES_MOST = 160 };
struct service_difference {
	struct str label, was, is;                /* as a reader reads them; empty: nothing stood there */
};
struct service_change {
	int64_t id, at;                           /* id 0: there is none to take back */
	struct service_difference *rows;          /* in the order of the form; then places and hours */
	size_t n;
};
/* The last change by hand of this one, and what it changed. */
enum err service_last_change(struct ctx *, const struct service_whole *, const struct kind *, struct service_change *);
/*
 * Take that change back: what its form says is as it was before; what was done by other buttons since (counted, full, ended,
 * published) stays.  It is a change itself and can be taken back in turn.  Another change than the last: ERR_CONFLICT.
 */
enum err service_undo(struct ctx *, int64_t id, int64_t change, struct problems *bad);
/* What is too old to be taken back goes; called by the writer every hour. */
enum err service_forget_changes(struct ctx *);

/* A new one of this kind before its form is filled in: its stages, and sensible answers where there are some. */
struct service_whole service_blank(struct ctx *, const struct kind *);
bool service_may_keep(const struct ctx *, const struct service *);

/* --- what follows from what is stored ----------------------------------------------------------------------- */
bool service_is_free(const struct service *);
bool service_is_faith(const struct service *);
/* Said to be full, and the day until when has not passed. */
bool service_is_full(const struct ctx *, const struct service *);
/* The earliest of its dates after which it is over ("last day to apply"); DAY_NONE: none. */
day_t service_last_day(const struct kind *, const struct service_whole *);
/* Running, and no such day has passed. */
bool service_is_on(const struct ctx *, const struct kind *, const struct service_whole *);
/* The clock it goes by: of its first schedule, else the house's. */
struct str service_zone(const struct service_whole *);
const struct service_fact *service_fact_find(const struct service_whole *, struct str field);    /* NULL: not known */
/* A count of free places is worth something for 24 hours; then one had better call, and after 72 it is not shown. */
enum { CAPACITY_FRESH_HOURS = 24, CAPACITY_SHOWN_HOURS = 72 };
enum capacity_age { CAPACITY_FRESH, CAPACITY_CALL, CAPACITY_OLD };
enum capacity_age service_capacity_age(const struct ctx *, const struct service_capacity *);

/* --- said aloud ------------------------------------------------------------------------------------------- */
struct str service_name(struct ctx *, const struct service *, bool *foreign);    /* reader's language, else the other */
/* "Free", "150 kr. per night", "0–300 kr., by income": the price in the reader's language; "Not known" when it is not. */
struct str service_price(struct ctx *, const struct service *);
/* "Monday to Friday 9.00–16.00, third Tuesday …": from the schedules, or hours in words; empty when neither is known. */
struct str service_hours(struct ctx *, const struct service_whole *);
/* "3 beds free, counted today at 9.12"; "Call to check: 3 beds were free yesterday"; "Call to hear whether there is a bed". */
struct str service_capacity_text(struct ctx *, const struct service_capacity *, struct str zone);
/* One fact as a reader reads it, in its currency; *foreign tells that it is in the other language. */
struct str service_fact_text(struct ctx *, const struct kind_field *, const struct service_fact *, struct str currency, bool *foreign);
/* The labels of codes, as a list said aloud; empty when there are none. */
struct str service_labels(struct ctx *, const struct choice *, struct str codes);

/* --- one table of fields for all that can be said of a service of one kind ---------------------------------- */
/*
 * service_fields, and behind the first group one field for each fact ("fact_seats", of a text also "fact_seats_en"): for web
 * form, API and CSV.  The record is a service_typed; labels are in the reader's language.
 */
struct service_answer {
	struct str text;
	int64_t n;
	day_t day;
};
struct service_typed {
	struct service s;
	struct service_answer facts[2 * KIND_FIELDS_MOST];
};
const struct field *service_form_fields(struct ctx *, const struct kind *);
void service_to_typed(struct ctx *, const struct kind *, const struct service_whole *, struct service_typed *);
/* The reverse; facts of retired fields stay as they are in the whole. */
void service_of_typed(struct ctx *, const struct kind *, const struct service_typed *, struct service_whole *);

extern const struct choice service_relations[], service_providers[], service_staffings[], service_price_types[],
	service_price_units[], service_currencies[], service_modes[], service_units[], service_states[];

extern const struct route service_routes[];

#endif
