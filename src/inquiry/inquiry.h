/* inquiry.h -- somebody outside asks about a person, or something confidential got out: answered calmly, by two, in time. */
#ifndef INQUIRY_H
#define INQUIRY_H

#include "page/page.h"
#include "task/task.h"

enum { INQUIRY_HOURS = 48, INQUIRY_BREACH_HOURS = 72, INQUIRY_KEPT_DAYS = 5 * 365, INQUIRY_WORDS_MOST = 2000 };

extern const struct choice inquiry_froms[], inquiry_decisions[], inquiry_bases[], inquiry_kinds[], inquiry_classes[], inquiry_risks[];
extern const struct field inquiry_fields[], inquiry_answer_fields[], inquiry_breach_fields[], inquiry_why_fields[], inquiry_measure_fields[];

struct inquiry {
	int64_t id, org, made_by, made_at, decided_by, agreed_by, closed_at;    /* 0: nobody, not yet */
	struct str from_kind, what, decision, basis, reason, given;
	day_t day;
};

/* Anybody who works here writes it down; who decides has two days.  sure: what seems to be a name is none. */
enum err inquiry_add(struct ctx *, struct inquiry *, bool sure, struct problems *bad, struct problems *warn);
/* For those who decide; ERR_NOT_FOUND for others. */
enum err inquiry_find(struct ctx *, int64_t id, struct inquiry *);
enum err inquiry_list(struct ctx *, int64_t most, struct inquiry **out, size_t *n);
/* What is answered.  "given" waits for a second person, and needs a legal basis. */
enum err inquiry_decide(struct ctx *, const struct inquiry *, const struct inquiry *answer, struct problems *bad);
enum err inquiry_agree(struct ctx *, const struct inquiry *, struct problems *bad);

struct breach {
	int64_t id, org, found_at, people, hours_ago, authority_at, told_at, made_by, made_at, closed_by, closed_at;
	struct str kind, what, classes, risk, measures, authority, authority_why, told, told_why, why;
};
/* Anybody who works here writes it down; the 72 hours run from when somebody learned of it. */
enum err breach_add(struct ctx *, struct breach *, bool sure, struct problems *bad, struct problems *warn);
enum err breach_find(struct ctx *, int64_t id, struct breach *);
enum err breach_list(struct ctx *, int64_t most, struct breach **out, size_t *n);
/* yes: told now; late or no: why. */
enum err breach_authority(struct ctx *, const struct breach *, bool yes, struct str why, struct problems *bad);
enum err breach_told(struct ctx *, const struct breach *, bool yes, struct str why, struct problems *bad);
enum err breach_measures(struct ctx *, const struct breach *, struct str measures, int64_t people, struct problems *bad);
/* Refused without both decisions. */
enum err breach_close(struct ctx *, const struct breach *, struct problems *bad);
/* When the 72 hours are over. */
int64_t breach_due(const struct breach *);

/* All of it goes: when a demonstration begins again.  ERR_DENIED on a real folder. */
enum err inquiry_forget_all(struct ctx *);
/* Nightly; of how many the words were forgotten. */
enum err inquiry_tidy(struct ctx *, int64_t *n);

extern const struct route inquiry_routes[];

#endif
