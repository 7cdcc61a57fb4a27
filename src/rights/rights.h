/* rights.h -- what somebody may ask about what is kept of them: a copy, a correction, an end; and how long it is kept. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "participant/participant.h"
#include "task/task.h"

enum {
	RIGHTS_DAYS = 30,                 /* a request that somebody here does is done by then (GDPR 12(3): one month) */
	RIGHTS_VAULT_DAYS = 182,          /* without a sign of them, name and ways to reach them go (requirements 9.2) */
	RIGHTS_WHOLE_DAYS = 730,          /* and then everything */
	RIGHTS_ASK_DAYS = 30,             /* told so long before */
	RIGHTS_WORDS_DAYS = 365,          /* words of a request that is done */
	RIGHTS_WORDS_MOST = 1000,
};

extern const struct choice rights_kinds[];            /* copy correct erase */
extern const struct choice rights_results[];          /* given corrected kept erased */
extern const struct field rights_words_fields[], rights_new_fields[], rights_answer_fields[], rights_name_fields[];

/* --- the copy ------------------------------------------------------------------------------------------------ */
/* One value that goes out: as a person reads it, and as a program does. */
struct rights_value {
	struct str label, shown, name, raw;
};
struct rights_record {
	struct rights_value *at;
	size_t n;
};
/* A table: what it is called here, and what stands in it about this person. */
struct rights_part {
	struct str title, table;
	struct rights_record *records;
	size_t n;
};
/* A column that does not go out, and why. */
struct rights_left {
	const char *table, *column, *why;     /* why: N_ */
};
struct rights_copy {
	struct rights_part *parts;
	size_t nparts;
	struct rights_left *left;
	size_t nleft;
};
/*
 * Everything that is kept of somebody, in memory and nowhere else.  No permission is asked: the caller is the person,
 * or writes down the look first.
 */
enum err rights_copy(struct ctx *, int64_t participant, struct rights_copy *);
/* The same as one JSON object, into ctx->out. */
enum err rights_json(struct ctx *, const struct rights_copy *);
/* Is there a row for this column of a table about a participant?  For the test that looks at the schema. */
bool rights_knows(const char *table, struct str column);
/* Every table that has a row, in the order of the copy; NULL ends it. */
const char *rights_table(size_t i);

/* --- what somebody here does ------------------------------------------------------------------------------------ */
struct rights_request {
	int64_t participant, id, made_by, made_at, due_at, done_at, done_by;   /* done_at 0: open */
	struct str kind, form, words, answer, result;
	struct str nickname;              /* in rights_waiting */
};
/*
 * Ask: by the person, or by whoever serves them in their presence.  A promise of thirty days is made with it.
 * ERR_NOT_FOUND when nobody here could do it; ERR_DENIED for those who may not.
 */
enum err rights_ask(struct ctx *, struct rights_request *, struct problems *bad);
enum err rights_find(struct ctx *, int64_t id, struct rights_request *);
enum err rights_of(struct ctx *, int64_t participant, int64_t most, struct rights_request **out, size_t *n);
enum err rights_open(struct ctx *, int64_t most, struct rights_request **out, size_t *n);
/* It was done, or it stays as it is and answer says why.  An end that was asked for erases. */
enum err rights_done(struct ctx *, const struct rights_request *, struct str result, struct str answer, struct problems *bad);

/* --- how long --------------------------------------------------------------------------------------------------- */
/* A class of requirements 9.2: what it is and how long it is kept. */
struct rights_rule {
	const char *what, *label, *kept;      /* label, kept: N_ */
	bool own;                         /* about what is kept of somebody who receives support */
};
extern const struct rights_rule rights_rules[];       /* ends with what NULL */
/* Nightly: who was quiet for long is asked, and thirty days later forgotten.  A second time the same night: nothing. */
enum err rights_tidy(struct ctx *);
/* A room forgot so many: counted for the day, in the list and in the diary; 0 writes nothing. */
enum err rights_forgot(struct ctx *, const char *what, int64_t n);
struct rights_night {
	day_t day;
	struct str what;
	int64_t n;
};
enum err rights_nights(struct ctx *, int64_t most, struct rights_night **out, size_t *n);
/* Who will be forgotten soon, in the bounds of who asks. */
struct rights_fading {
	int64_t participant, asked_at;
	struct str what, nickname;
};
enum err rights_fading(struct ctx *, int64_t most, struct rights_fading **out, size_t *n);

extern const struct route rights_routes[];

#endif
