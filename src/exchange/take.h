/* take.h -- entries into listings, with the verbs of the rooms.  Private to this room. */
#ifndef EXCHANGE_TAKE_H
#define EXCHANGE_TAKE_H

#include "exchange/work.h"

#include "exchange_sql.h"

struct taking {
	struct ctx *ctx;
	struct entry_source source;
	int64_t run;
	bool sure;                        /* somebody held the list against the world today */
	struct arena *scratch;            /* of some rows */
	int64_t done, total, next;        /* next: number of a row after all others */
	int64_t n_new, n_changed, n_refused;
	int64_t first_event;              /* of the diary, that is ours */
	void (*progress)(void *, int64_t done, int64_t total);
	void *arg;
};

/* One good row on its way into the house. */
struct row {
	const struct exchange_changes_waiting *at;
	enum entry_kind kind;
	struct values said, was_said;     /* was_said: of last time */
	struct values diff;               /* of a changed one: what is said otherwise, and what no longer */
	bool listed;                      /* there was a listing of this list */
	struct str was, was_listing;
	int64_t subject;
	struct problems bad;
};

/* What the verbs of the rooms are, for each kind of thing that a list can hold. */
struct subject {
	enum err (*take_new)(struct taking *, struct row *);
	enum err (*take_changed)(struct taking *, struct row *);
	enum err (*snapshot)(struct ctx *, int64_t id, struct str *out);      /* NULL: an import never changes it */
	enum err (*put_back)(struct ctx *, struct str snapshot);
	enum err (*discard)(struct ctx *, int64_t id);                /* ERR_NOT_FOUND, or ERR_CONFLICT: it stays */
	/* Somebody held the list against the world; NULL: it does not age.  When it was last looked at goes to at. */
	enum err (*verified)(struct ctx *, int64_t id, int64_t *at);
	enum err (*verify)(struct ctx *, int64_t id, struct str by, int64_t at);
};
extern const struct subject subjects[ENTRY_KINDS];

/* A verb that denies is a row that is refused, not an import that ends. */
enum err or_problem(enum err, struct row *, const char *field, const char *text);
/* What is in the house of this list under a key; 0: nothing. */
enum err listed_as(struct taking *, struct str key, enum entry_kind, int64_t *id);

/* Services, places and organisations of a directory. */
enum err service_new(struct taking *, struct row *);
enum err service_changed(struct taking *, struct row *);
enum err house_new(struct taking *, struct row *);
enum err house_changed(struct taking *, struct row *);
enum err keeper_new(struct taking *, struct row *);
enum err keeper_changed(struct taking *, struct row *);

/* The place of what was said, made when it is missing; 0 where none was said.  What is wrong goes to bad. */
enum err place_make(struct taking *, const struct values *said, int64_t *id, struct problems *bad);
/* Facts about a place that the list says otherwise than last time, if nobody else meets there. */
enum err place_change(struct taking *, int64_t id, const struct values *changed, struct problems *bad);
/* The organisation of the list, or the one that a list of ours names; made when it is missing. */
enum err org_make(struct taking *, const struct values *said, int64_t *id);
/* The organisation that stands for a list whose services name none. */
enum err org_of_list(struct taking *, int64_t *id);

#endif
