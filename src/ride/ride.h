/*
 * ride.h -- a lift there and home: asked for, driven, and nobody is left standing.
 *
 * A ride has two legs.  It is arranged only with both, or when the rider says that they get home by themselves
 * (INV-11).  Whoever drives reads when, where and whom to ask for, and never what it is for.
 */
#ifndef RIDE_H
#define RIDE_H

#include "call/call.h"
#include "participant/participant.h"
#include "task/task.h"

enum {
	RIDE_SHORT_MINUTES = 120,         /* sooner than that: straight to a coordinator */
	RIDE_WAVE = 3, RIDE_WAVE_MINUTES = 30,        /* so many drivers are asked at a time */
	RIDE_OUT_LIMIT = 60, RIDE_HOME_LIMIT = 15,    /* minutes before: then a human decides */
	RIDE_HOME_MINUTES = 60,           /* after they should be home: somebody calls */
	RIDE_WAIT_MINUTES = 10,           /* a driver waits so long */
	RIDE_AHEAD_DAYS = 60, RIDE_CONSENT_DAYS = 90, RIDE_WORDS_DAYS = 30, RIDE_KEPT_DAYS = 365,
	RIDE_FAR_KM = 300, RIDE_KM_MOST = 999,        /* more than that in one go is asked about; never more */
	RIDE_WORDS_MOST = 120, RIDE_WEEKS_MOST = 7,
};

enum ride_legs { RIDE_OUT = 1, RIDE_HOME = 2, RIDE_BOTH = 3 };

extern const struct choice ride_purposes[], ride_children[], ride_aids[], ride_reviews[], ride_lengths[];

struct ride {
	int64_t participant, id, org, area;
	struct str from_text, to_text, meet_text, call_text;  /* opened; empty: erased, or gone with the time */
	day_t day, home_day;
	int64_t out_min, home_min, drive_min;
	int64_t out_at, home_at;          /* the same as instants */
	int64_t seats, child_seats;
	struct str children, aids;
	struct str out_how, home_how;     /* empty: not found yet; driver taxi bus, waived for home */
	int64_t out_driver, home_driver;
	struct str state;
	int64_t steps, rescues, on_way_at, there_at, homebound_at, made_at, state_at, ended_at;       /* 0: not */
	struct str end_why, review;
	struct str nickname;              /* for those who serve them */
};

/* What a reader sees: what is stored, and what the clock makes of it. */
enum ride_phase {
	RIDE_REQUESTED, RIDE_OFFERED, RIDE_MATCHED, RIDE_ARRANGED, RIDE_RESCUE, RIDE_ON_WAY, RIDE_THERE, RIDE_HOMEBOUND, RIDE_DONE, RIDE_CANCELLED,
	RIDE_STRANDED, RIDE_NO_SHOW,
	RIDE_DECIDE,                      /* nobody was found in time: a coordinator decides now */
	RIDE_CHECK,                       /* an hour after they should be home nobody has said so: call */
};
enum ride_phase ride_phase(const struct ctx *, const struct ride *);
/* The phase in words, for those who serve. */
struct str ride_phase_text(struct ctx *, const struct ride *);
/* By when somebody does something about it. */
int64_t ride_due(const struct ride *);
/* Until when another driver may be found for a leg that is open; then a human decides. */
int64_t ride_limit(const struct ride *);
/* Legs that nobody takes yet. */
unsigned ride_free(const struct ride *);

/* --- asking ---------------------------------------------------------------------------------------------- */
struct ride_wish {
	int64_t participant;
	struct str from_text, to_text, meet_text, call_text;
	day_t day;
	int64_t out_min, home_min;        /* home_min -1: they get home by themselves, if home_self */
	bool home_self;
	struct str length;                /* minutes each way, a code of ride_lengths */
	int64_t seats, child_seats;
	struct str children, aids, purpose;
	struct str phone;                 /* when we do not know how to reach them yet */
	bool sure;                        /* at night */
	int64_t weeks;                    /* and at the same time in so many weeks after, each a ride of its own */
};
extern const struct field ride_fields[];
/* As a form begins. */
struct ride_wish ride_blank(const struct participant *);
/* The same, to a meeting that is chosen in a loop of theirs (0: none): day, times and street are filled in. */
enum err ride_blank_to(struct ctx *, const struct participant *, int64_t loop, struct ride_wish *);
/*
 * The person asks, or somebody who serves them does in their presence (spoken: the role of who heard the yes).  The
 * consent is given, somebody answers for it, and drivers are asked at once; with less than two hours to go a
 * coordinator is.  Problems go to bad.  ERR_NOT_FOUND: nobody here can answer for it.
 */
enum err ride_ask(struct ctx *, struct ride_wish *, struct str spoken, struct ride *, struct problems *bad);

/* --- reading --------------------------------------------------------------------------------------------- */
/* For the person and those who serve them; else ERR_NOT_FOUND. */
enum err ride_find(struct ctx *, int64_t id, struct ride *);
enum err ride_of(struct ctx *, int64_t participant, int64_t most, struct ride **out, size_t *n);
/* Open ones in one's bounds, the earliest first, and stranded ones that nobody has looked at. */
enum err ride_list(struct ctx *, int64_t most, struct ride **out, size_t *n);
/* Those of them about which somebody must do something, whoever of us it is. */
enum err ride_waiting(struct ctx *, int64_t most, struct ride **out, size_t *n);
struct ride_step {
	struct str event;
	int64_t legs, account, at;
};
enum err ride_steps(struct ctx *, const struct ride *, int64_t most, struct ride_step **out, size_t *n);
struct str ride_event_text(struct ctx *, struct str event);
/* Calling the rider, for those who see to it: by the rules of the room of calls.  ERR_NOT_FOUND: it is over, or no number. */
enum err ride_call(struct ctx *, const struct ride *, struct call *);
enum err ride_number(struct ctx *, const struct ride *, struct str *address, struct problems *bad);
/* A code for a taxi: for the person once nobody was found in time, and for those who serve them.  Absent: none. */
enum err ride_taxi_of(struct ctx *, const struct ride *, struct str *code);
/* Rides of a month in one's bounds: the figure. */
struct ride_figure {
	int64_t all, arranged, done, rescued, stranded, unreviewed;
};
enum err ride_figure(struct ctx *, day_t from, day_t to, struct ride_figure *);

/* --- what happens (requirements 8.7) ------------------------------------------------------------------------ */
enum ride_by { RIDE_BY_RIDER = 1, RIDE_BY_DRIVER = 2, RIDE_BY_STAFF = 4 };
/*
 * offer waive cancel pickup arrived pickup_home home no_show stranded none.  What does not fit is a problem that
 * names where it stands, and nothing is written.
 */
enum err ride_do(struct ctx *, struct ride *, enum ride_by, struct str event, struct problems *bad);
bool ride_fits(const struct ctx *, const struct ride *, enum ride_by, const char *event);
/* A coordinator finds another way: driver (account), taxi or bus. */
enum err ride_found(struct ctx *, struct ride *, unsigned legs, struct str how, int64_t driver, struct problems *bad);
/* What we learnt of one where somebody stood: a class. */
enum err ride_review(struct ctx *, struct ride *, struct str review, struct problems *bad);
/* Those who may drive on that day, the least loaded first. */
struct ride_person {
	int64_t account;
	struct str name;
};
enum err ride_drivers_for(struct ctx *, const struct ride *, int64_t most, struct ride_person **out, size_t *n);

/* --- driving -------------------------------------------------------------------------------------------------- */
/* What a driver sees.  Addresses and what to call them only from their yes until it is over. */
struct ride_job {
	int64_t ride, participant, org;
	day_t day, home_day;
	int64_t out_min, home_min, drive_min, out_at, home_at, seats, child_seats;
	struct str children, aids, area, state;
	struct str from_text, to_text, meet_text, call_text;
	unsigned asked, mine, counted;    /* legs: asked for and not answered; that one drives; with kilometres */
	bool over, needed;                /* needed false: it was called off */
};
/* ERR_NOT_FOUND for anybody who was not asked. */
enum err ride_job(struct ctx *, int64_t ride, struct ride_job *);
/* One's own: asked, driving, called off lately. */
enum err ride_jobs(struct ctx *, int64_t most, struct ride_job **out, size_t *n);
/* Another that one drives at the same time; ride 0: none. */
enum err ride_overlap(struct ctx *, const struct ride_job *, struct ride_job *other);
/* The first yes wins; somebody who was slower is thanked (a problem, nothing else). */
enum err ride_yes(struct ctx *, int64_t ride, unsigned legs, struct problems *bad);
enum err ride_no(struct ctx *, int64_t ride);
/* Cannot after all, without a reason: others are asked at once, and a coordinator knows. */
enum err ride_off(struct ctx *, int64_t ride, unsigned legs, struct problems *bad);
enum err ride_drive(struct ctx *, int64_t ride, struct str event, struct problems *bad);       /* as ride_do */
struct ride_car {
	int64_t seats, child_seats, most_week;
	bool wheelchair;
};
extern const struct field ride_car_fields[];
enum err ride_car(struct ctx *, struct ride_car *);
enum err ride_car_save(struct ctx *, const struct ride_car *, struct problems *bad);

/* --- kilometres ------------------------------------------------------------------------------------------------- */
enum err ride_count(struct ctx *, int64_t ride, unsigned leg, int64_t km, bool sure, struct problems *bad);
enum err ride_rate(struct ctx *, int64_t org, day_t, int64_t *rate);   /* 0: none was said */
enum err ride_rate_set(struct ctx *, int64_t org, day_t from, int64_t rate, struct problems *bad);
struct ride_total {
	int64_t account, rides, km, amount, open;     /* open: amount that is not in the books yet */
	struct str label;                 /* of a driver, or code of a purpose */
};
/* A month of an organisation, by driver or by purpose: never both, never with a rider. */
enum err ride_totals(struct ctx *, int64_t org, day_t from, day_t to, bool by_purpose, int64_t most, struct ride_total **out, size_t *n);
/* What is open of a month goes into a line of a grant's books, as one cost. */
enum err ride_book(struct ctx *, int64_t org, day_t from, day_t to, int64_t book, int64_t line, struct problems *bad);
enum err ride_taxi_add(struct ctx *, int64_t org, struct str codes, int64_t *n, struct problems *bad);
enum err ride_taxi_left(struct ctx *, int64_t org, int64_t *n);

/* A demonstration begins again: its kilometres and its drawer of codes are emptied. */
enum err ride_start_again(struct ctx *);
/* Hourly: addresses thirty days after, everything a year after, but the counts. */
enum err ride_tidy(struct ctx *);

extern const struct route ride_routes[];

#endif
