/* policy.h -- who a programme is for, as versioned data: facts, three answers, and nobody turned away. */
#ifndef POLICY_H
#define POLICY_H

#include "programme/programme.h"

/* --- three-valued logic (Kleene) ----------------------------------------------------------------------------- */
enum tri { TRI_NO, TRI_UNKNOWN, TRI_YES };

/* What an expression may name.  The last one is no fact of a person: it is how the programme is set. */
enum policy_fact { FACT_BEEN_IN_TREATMENT, FACT_WANTS_SUPPORT, FACT_DRUG_FREE, FACT_STABLE_SUBSTITUTION, FACT_ILLEGAL_USE,
		   FACT_SUBSTITUTION_BRANCH, POLICY_FACTS };
extern const char *const policy_facts[POLICY_FACTS];     /* "been_in_treatment" … */

struct policy_node;
/*
 * "a and (b or not c)" in the arena.  NULL when it is none; then *why is an N_ sentence with the gap {x}, and *gap the
 * piece that it is about.
 */
const struct policy_node *policy_parse(struct arena *, struct str text, const char **why, struct str *gap);
enum tri policy_eval(const struct policy_node *, const enum tri facts[POLICY_FACTS]);

/* --- what is asked ---------------------------------------------------------------------------------------------- */
extern const struct choice policy_been[];        /* finished ongoing left no not_said */
extern const struct choice policy_wants[];       /* yes no not_said */
extern const struct choice policy_status[];      /* drug_free stable otherwise not_said */

struct policy_answers {
	struct str been, wants, status;
};
/* Codes to facts; the last fact is the setting. */
void policy_facts_of(const struct policy_answers *, bool substitution, enum tri facts[POLICY_FACTS]);

/*
 * The 36 cases that a rule is tried on, by been (yes, no, not said), wants (the same) and status: what must come out.
 * cases is a letter for each, i o u, or - for one that the programme leaves open; empty: those of the pilot
 * (requirements 9.5).  With the branch for substitution shut its column is outside, whatever stands there.
 */
enum { POLICY_CASES = 36 };
struct policy_case {
	struct policy_answers answers;
	enum tri expected;
	bool open;
};
struct policy_case policy_case(struct str cases, int i, bool substitution);
struct str policy_pilot_cases(void);

/* --- versions ------------------------------------------------------------------------------------------------------ */
struct policy {
	int64_t id, programme, version, stable_weeks;    /* stable_weeks INT64_MIN: no number is given */
	struct str expression, cases;            /* cases: as policy_case reads them */
	bool substitution;
	struct str in_da, in_en, out_da, out_en, unknown_da, unknown_en;
	int64_t at;
};
extern const struct field policy_fields[];
/* The pilot's rule and texts, as a new form begins. */
struct policy policy_blank(void);

enum { VERSIONS_MOST = 200 };
enum err policy_get(struct ctx *, int64_t id, struct policy *);
/* The version in force; ERR_NOT_FOUND when the programme has none. */
enum err policy_now(struct ctx *, int64_t programme, struct policy *);
/* All versions, the newest first. */
enum err policy_versions(struct ctx *, int64_t programme, struct policy **out, size_t *n);
/*
 * A new version: its 36 cases are run, and a rule that no answer makes true is refused with the reason.  The same as
 * the version in force is none: then id is that one's.  ERR_DENIED outside one's bounds.
 */
enum err policy_save(struct ctx *, struct policy *, struct problems *bad);
/* Its texts for a result, in the reader's language. */
struct str policy_text(struct ctx *, const struct policy *, enum tri result);

/* --- declarations ---------------------------------------------------------------------------------------------------- */
/* What comes out under this version. */
enum tri policy_result(struct ctx *, const struct policy *, const struct policy_answers *);
/*
 * Keep what somebody said, under the version in force; participant absent: nobody's.  Never refused for what it says:
 * the result goes to *result.  ERR_LIMIT when so many came within the day that they are not all people.
 */
enum err policy_declare(struct ctx *, int64_t programme, const struct policy_answers *, struct str participant, enum tri *result);

/* How many declarations came out how, by version: as declared, and as the version in force would say. */
struct policy_count {
	int64_t version, n[3], now[3];           /* by enum tri */
};
enum err policy_counts(struct ctx *, int64_t programme, struct policy_count **out, size_t *n);

extern const struct route policy_routes[];

#endif
