/* incident.h -- after something went wrong, and when a child may be in danger: two read it, and somebody learns from it. */
#ifndef INCIDENT_H
#define INCIDENT_H

#include "page/page.h"
#include "task/task.h"

enum {
	INCIDENT_DEBRIEF_HOURS = 48, INCIDENT_REVIEW_DAYS = 14, INCIDENT_KEPT_DAYS = 5 * 365, INCIDENT_WORDS_MOST = 2000,
	INCIDENT_CHILD_HOURS = 4,         /* by then the municipality was told, or somebody says why not */
	INCIDENT_LEAST = 5,               /* fewer of a class are not shown as a number */
};

extern const struct choice incident_classes[], incident_severities[], incident_tolds[], incident_told_by[];
extern const struct field incident_fields[], incident_learned_fields[], incident_child_fields[], incident_why_fields[];

/* --- who ---------------------------------------------------------------------------------------------------- */
/* The organisation that who asks works for; 0: the house. */
int64_t incident_org(const struct ctx *);
/* Two capitals side by side look like the name of somebody: the words, or absent. */
struct str incident_name_in(struct str text);
/* A warning under the field for each of these texts that seems to name somebody; it may be confirmed. */
void incident_names(struct ctx *, const struct field *, const void *record, struct problems *warn);

/* --- something went wrong ------------------------------------------------------------------------------------- */
struct incident {
	int64_t id, org, writer, first, second, made_at, debriefed_at, closed_at;   /* second 0: none; times 0: not yet */
	struct str class_code, severity, told, what, done, learned;
	day_t day, review_day;
	bool call_back;
	bool reads;                       /* who asks is one of the two, or wrote it; otherwise the words are empty */
	bool keeps;                       /* one of the two */
};
/*
 * Anybody who works here writes it.  Two tasks are made with it: to talk it over within 48 hours, and to look at what
 * was learned.  sure: what seems to be a name is none.  ERR_NOT_FOUND when nobody works here who could read it.
 */
enum err incident_add(struct ctx *, struct incident *, bool sure, struct problems *bad, struct problems *warn);
/* ERR_NOT_FOUND for those who have nothing to do with it; without the words for those it climbed up to. */
enum err incident_find(struct ctx *, int64_t id, struct incident *);
enum err incident_list(struct ctx *, int64_t most, struct incident **out, size_t *n);
/* By one of the two: ERR_DENIED for others. */
enum err incident_debrief(struct ctx *, const struct incident *);
enum err incident_close(struct ctx *, const struct incident *, struct str learned, bool sure, struct problems *bad, struct problems *warn);
/* Looked at again on this day instead. */
enum err incident_move(struct ctx *, const struct incident *, day_t, struct problems *bad);
struct incident_count {
	struct str class_code;
	int64_t n;                        /* 0: fewer than INCIDENT_LEAST, and at least one */
};
/* This year, for the two, or for who sees to data protection; n 0 for others. */
enum err incident_counts(struct ctx *, struct incident_count **out, size_t *n);

/* --- a child ---------------------------------------------------------------------------------------------------- */
struct incident_child {
	int64_t id, org, area, writer, first, second, made_at, done_at;
	struct str area_text, note, told, told_by, why;
	bool reads, keeps;
};
/* Somebody was shown what to do; the note is wanted or not.  A red task is made with it. */
enum err incident_child_add(struct ctx *, struct incident_child *, bool sure, struct problems *bad, struct problems *warn);
enum err incident_child_find(struct ctx *, int64_t id, struct incident_child *);
enum err incident_children(struct ctx *, int64_t most, struct incident_child **out, size_t *n);
/* told: by whom (self coordinator other), or "" and why not. */
enum err incident_child_done(struct ctx *, const struct incident_child *, struct str told_by, struct str why, struct problems *bad);
/* The municipality has no number here: somebody who can is asked to write it in.  Done when it is there. */
enum err incident_number_there(struct ctx *, int64_t area, struct problems *bad);

/* All of it goes: when a demonstration begins again.  ERR_DENIED on a real folder. */
enum err incident_forget_all(struct ctx *);
/* Nightly; of how many the words were forgotten. */
enum err incident_tidy(struct ctx *, int64_t *n);

extern const struct route incident_routes[];

#endif
