/* volunteer.h -- who helps one organisation: their path, what they can, what they are on for. */
#ifndef VOLUNTEER_H
#define VOLUNTEER_H

#include "meeting/meeting.h"

enum {
	VOLUNTEER_PAGE = 30, VOLUNTEER_WAIT_DAYS = 14, VOLUNTEER_WARN_DAYS = 60, VOLUNTEER_REFRESH_DAYS = 183,
	VOLUNTEER_KEPT_DAYS = 183 /* after they left */, VOLUNTEER_CHECK_DAYS = 30 /* a children's certificate that is not in order */,
	VOLUNTEER_SHARE_LEAST = 5 /* smaller numbers are not told */,
	VOLUNTEER_STATEMENT = 1,          /* version of the confidentiality statement that is signed now */
};

struct volunteer {
	int64_t id, org, account;         /* account 0: nobody logs in as them */
	struct str name, phone, email, state;
	day_t state_day, back_day;        /* since when; of a pause: when they think they are back */
	struct str before_pause, roles, areas /* ids with blanks between */, languages, lived, conflicts, referees;
	day_t interview_day, start_day;
	struct str interview_note;
	int64_t statement_version;        /* 0: not signed */
	day_t statement_day, child_asked_day, child_consent_day;
	int64_t lead_yes_by;              /* volunteer; 0: nobody yet */
	day_t own_yes_day;
	bool paid;
	int64_t week_min;
	day_t employed_from, employed_to;
	int64_t most_meetings, most_calls, most_matches, supervision_weeks;
	day_t thanked_day;
	struct str org_text, areas_text, account_text;       /* in forms: id, names with commas, log-in name */
	int64_t week_hours;
};
extern const struct field volunteer_fields[];        /* what a coordinator writes */
extern const struct field volunteer_own_fields[];    /* what they write themself */
extern const struct choice volunteer_states[], volunteer_roles[], volunteer_lived[], volunteer_types[], volunteer_withdrawals[];

enum err volunteer_get(struct ctx *, int64_t id, struct volunteer *);
/* Is this person within one's bounds?  Their own record is theirs to read beside it. */
bool volunteer_may_keep(const struct ctx *, const struct volunteer *);
/* Is it one's own? */
bool volunteer_is_own(const struct ctx *, const struct volunteer *);
/* May one read what they said of their own experience: themself, and coordinators of exactly this organisation. */
bool volunteer_may_read_lived(const struct ctx *, const struct volunteer *);
enum volunteer_group { VOLUNTEER_HERE, VOLUNTEER_NEW, VOLUNTEER_COMING, VOLUNTEER_ACTIVE, VOLUNTEER_PAUSED, VOLUNTEER_GONE, VOLUNTEER_GROUPS };
enum err volunteer_list(struct ctx *, enum volunteer_group, int64_t page, struct volunteer **out, size_t *n);
/* How many there are in each group, of those in one's bounds. */
enum err volunteer_counts(struct ctx *, int64_t out[static VOLUNTEER_GROUPS]);
/* Who waits for whom in this state: them, us, or nobody. */
enum volunteer_wait { WAIT_NONE, WAIT_FOR_US, WAIT_FOR_THEM };
enum volunteer_wait volunteer_waits(struct str state);
/* Everybody in one's bounds who has waited longer than VOLUNTEER_WAIT_DAYS. */
enum err volunteer_waiting(struct ctx *, struct volunteer **out, size_t *n);
/* The records of who is logged in. */
enum err volunteer_own(struct ctx *, struct volunteer **out, size_t *n);
/* Store and tell the house; a new one is "interested".  ERR_DENIED outside one's bounds. */
enum err volunteer_save(struct ctx *, struct volunteer *, struct problems *bad);
/* The same by themself: name, how to reach them, wishes, limits, experience. */
/* Everything about somebody goes for good: when a demonstration begins again, or half a year after they left. */
enum err volunteer_discard(struct ctx *, const struct volunteer *);
/* The same without asking whose they are: for the house itself. */
enum err volunteer_drop_all(struct ctx *, int64_t id);
enum err volunteer_save_own(struct ctx *, struct volunteer *, struct problems *bad);

/* --- the path ------------------------------------------------------------------------------------------------- */
struct volunteer_path {
	int64_t method;                   /* that they are trained in; 0: none */
	bool leads, child_needed, child_ok, trained, certified;
	int64_t practice, practice_needed;
	struct str next;                  /* code of the step that can be taken now; absent: something is missing first */
	const char *missing;              /* N_, when next is absent */
};
enum err volunteer_path_of(struct ctx *, const struct volunteer *, struct volunteer_path *);
/*
 * One step: interviewed signed cleared ready lead_yes own_yes active declined.  lead: who says so, for lead_yes.
 * Whoever becomes active after practice is certified from today on.
 */
enum err volunteer_step(struct ctx *, const struct volunteer *, struct str step, int64_t lead, struct problems *bad);
/* Away, and nobody is told why; back_day DAY_NONE: they do not know.  Themself or a coordinator. */
enum err volunteer_pause(struct ctx *, const struct volunteer *, day_t back_day, struct problems *bad);
enum err volunteer_return(struct ctx *, const struct volunteer *, struct problems *bad);
enum err volunteer_leave(struct ctx *, const struct volunteer *, struct problems *bad);
enum err volunteer_thanks(struct ctx *, const struct volunteer *);

/* --- what they can show --------------------------------------------------------------------------------------- */
struct volunteer_qualification {
	int64_t id, volunteer, method;    /* method 0: none */
	struct str type, code, issuer, evidence, result;
	int64_t version;
	day_t issued, expires, counts_to, entered_day;
	int64_t seen_by, second_by;       /* accounts; 0: nobody */
	day_t withdrawn_day;
	struct str withdrawn_why;
	int64_t withdrawn_by, withdrawn_second;
	struct str method_text;           /* in forms: id */
};
extern const struct field volunteer_qualification_fields[];

enum err volunteer_qualifications(struct ctx *, int64_t volunteer, struct volunteer_qualification **out, size_t *n);
/* valid provisional(waits for a second person) expiring expired withdrawn, as N_ text and code. */
enum qualification_state { QUALIFICATION_VALID, QUALIFICATION_SECOND, QUALIFICATION_EXPIRING, QUALIFICATION_EXPIRED, QUALIFICATION_WITHDRAWN,
			   QUALIFICATION_NOT_IN_ORDER };
enum qualification_state volunteer_qualification_state(const struct volunteer_qualification *, day_t today);
enum err volunteer_qualify(struct ctx *, const struct volunteer *, struct volunteer_qualification *, struct problems *bad);
/* A second person looked at a certification that was entered later than it was issued. */
enum err volunteer_second(struct ctx *, int64_t qualification, struct problems *bad);
/* The first who asks and the second who agrees, a class as reason: from today on it does not count. */
enum err volunteer_withdraw(struct ctx *, int64_t qualification, struct str why, struct problems *bad);
/* The children's certificate is asked for, with their yes. */
enum err volunteer_ask_child_check(struct ctx *, const struct volunteer *, bool consent, struct problems *bad);
/* Certified in the method on the day, and until when; ERR_NOT_FOUND: not. */
enum err volunteer_certified(struct ctx *, int64_t volunteer, int64_t method, day_t, day_t *until);
struct volunteer_end {
	int64_t volunteer, method;
	struct str name;
	day_t until;
};
/* Certifications in one's bounds that end within VOLUNTEER_WARN_DAYS and that nothing follows. */
enum err volunteer_expiring_soon(struct ctx *, struct volunteer_end **out, size_t *n);

/* A meeting led together: what the apprentice says of themself comes first. */
struct volunteer_practised {
	int64_t meeting, lead;
	day_t day;
	struct str own_words, lead_words, meeting_name, lead_name;
};
enum err volunteer_practice(struct ctx *, const struct volunteer *, struct volunteer_practised *, struct problems *bad);
enum err volunteer_practised(struct ctx *, int64_t volunteer, struct volunteer_practised **out, size_t *n);
enum err volunteer_supervise(struct ctx *, const struct volunteer *, day_t, struct problems *bad);
/* When the next talk is due; DAY_NONE: not while somebody is on the way in or away. */
enum err volunteer_supervision_due(struct ctx *, const struct volunteer *, day_t *due);

/* What is signed, N_: version VOLUNTEER_STATEMENT. */
extern const char volunteer_statement[];
/* Short texts with three questions; done when all three are answered as the text says.  Nothing but the day is kept. */
struct volunteer_module {
	const char *code;
	int version;
	const char *title, *text;         /* N_ */
	struct {
		const char *says;         /* N_ */
		bool right;
	} questions[3];
};
extern const struct volunteer_module volunteer_modules[];    /* ends with code NULL */
enum err volunteer_module_done(struct ctx *, const struct volunteer *, const struct volunteer_module *);

/* --- what they are on for ------------------------------------------------------------------------------------------ */
struct volunteer_assignment {
	int64_t id, meeting, volunteer;
	struct str role, state;           /* state: planned cannot ended */
	day_t day, from, to;              /* day DAY_NONE: all dates from..to; to DAY_NONE: open */
	bool paid;
	int64_t stands_in_for;            /* volunteer; 0: nobody */
	struct str name, meeting_name;    /* of the two, when read */
	bool untrained;                   /* a stand-in is needed on some day of it */
	bool away;                        /* they are on a break */
};
/* May they put people on for this group? */
bool volunteer_may_put_on(const struct ctx *, const struct meeting *);
/*
 * Put somebody on.  Who may not lead by then is a problem that says what to do; storage refuses them whatever the
 * way.  A series is led as long as the certification lasts: to is brought forward to that day.
 */
enum err volunteer_assign(struct ctx *, const struct meeting *, struct volunteer_assignment *, struct problems *bad);
enum err volunteer_unassign(struct ctx *, const struct meeting *, int64_t assignment);
/* On this day or later, or whenever. */
enum err volunteer_assigned_on(struct ctx *, int64_t meeting, day_t from, struct volunteer_assignment **out, size_t *n);
enum err volunteer_assignments(struct ctx *, int64_t volunteer, day_t from, struct volunteer_assignment **out, size_t *n);

/* --- no longer than needed, no more than agreed ----------------------------------------------------------------- */
/* What has had its time goes, for the house itself: how many checks that were not in order, how many who left. */
enum err volunteer_tidy(struct ctx *, int64_t *checks, int64_t *people);
/* Who left: not long enough ago to go, and longer. */
enum err volunteer_left_counts(struct ctx *, int64_t *waiting, int64_t *over);
struct volunteer_load {
	int64_t volunteer, meetings, most;       /* meetings of this week */
	struct str name;
};
/* People in one's bounds who are on for more this week than they said. */
enum err volunteer_loaded(struct ctx *, struct volunteer_load **out, size_t *n);
/* Of those who lead for an organisation that one keeps whole: what they said of their own experience, of their own accord. */
struct volunteer_share {
	struct str org_name;
	int64_t own, known, unknown;
	bool small;                               /* some number is too small to be told, or nobody has said anything */
};
enum err volunteer_shares(struct ctx *, struct volunteer_share **out, size_t *n);

/* --- what comes in a table, and goes again -------------------------------------------------------------------- */
/* Everybody of this organisation with this name, whoever asks: the caller has looked at the bounds. */
enum err volunteer_called(struct ctx *, int64_t org, struct str name, struct volunteer **out, size_t *n);
/* Where somebody stands on their path, for volunteer_unqualify. */
enum err volunteer_stand(struct ctx *, int64_t id, struct str *stand);
/* It goes for good, and they stand where they stood before it came.  For whoever has just entered it, never instead of a withdrawal. */
enum err volunteer_unqualify(struct ctx *, int64_t qualification, struct str stand);

/* A row that came with a table goes for good; *back false: it is no longer as it came. */
enum err volunteer_unassign_row(struct ctx *, int64_t assignment, bool *back);

extern const struct route volunteer_routes[];

#endif
