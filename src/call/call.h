/* call.h -- "call me": a visitor leaves a number and a name, and somebody has promised to call. */
#ifndef CALL_H
#define CALL_H

#include "contact/contact.h"
#include "task/task.h"

enum {
	CALL_PROMISE_HOURS = 48,
	CALL_MANY = 20,                   /* so many wait: the page says first how long it really takes */
	CALL_LONG_HOURS = 120,            /* and promises five days instead of two */
	CALL_KEPT_DAYS = 30,              /* after the last try, when nothing came of it */
	CALL_SAME_HOURS = 24,             /* the same number within a day is one request */
};

struct call_wish {
	struct str nickname, role;        /* role: person relative young */
	struct str phone, time;           /* time: a code of contact_times */
	bool voice, others;
	struct str area_text;             /* town or municipality as typed */
	int64_t area;
};
extern const struct field call_fields[];

/* What is promised, as the page says it. */
struct call_promise {
	int64_t task, at;                 /* at: called by then */
	struct str who;                   /* "a coordinator of Frise", never a name */
};

/*
 * A visitor asks.  Makes the person (in the vault), the way to reach them and the task, in one.  The same number
 * within a day is one request.  ERR_NOT_FOUND: nobody here can call anybody; the page says so.
 */
enum err call_ask(struct ctx *, struct call_wish *, const struct participant_candidate *, struct call_promise *, struct problems *bad);
/* How many wait for a call and since when the longest; 0: nobody. */
enum err call_queue_now(struct ctx *, int64_t *n, int64_t *since);

/* A call to make. */
struct call {
	struct task task;
	int64_t participant, channel, promised_at;
	struct str nickname, role;
	struct contact_channel way;       /* address: masked */
};
/* ERR_NOT_FOUND also outside one's bounds. */
enum err call_find(struct ctx *, int64_t task, struct call *);
enum err call_list(struct ctx *, int64_t most, struct call **out, size_t *n);
/* A call that another room promised, by the same rules: masked, at their times, the look written down. */
enum err call_agreed(struct ctx *, const struct task *, int64_t participant, int64_t channel, struct call *);
/* The whole number, for who calls now: the look is written down.  Problem when it is not a time that they allowed. */
enum err call_number(struct ctx *, const struct call *, struct str *address, struct problems *bad);
/* How it went: a talk ends it, "stop" stops the way to reach them, what failed is tried again at another time. */
enum err call_went(struct ctx *, const struct call *, struct task_attempt *, struct problems *bad);
/* Closed after enough vain tries; else a problem says what is missing. */
enum err call_give_up(struct ctx *, const struct call *, struct problems *bad);

/* What the person sees of it on their page. */
struct call_asked {
	int64_t task, promised_at, made_at;
	bool open;
};
enum err call_asked(struct ctx *, int64_t participant, int64_t most, struct call_asked **out, size_t *n);
/* The person takes it back. */
enum err call_stop(struct ctx *, int64_t participant);

/* Nightly: those who only asked for a call, thirty days after it led nowhere, are forgotten.  How many. */
enum err call_tidy(struct ctx *, int64_t *n);

extern const struct route call_routes[];

#endif
