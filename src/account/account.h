/* account.h -- people who work with it: invitation, passphrase, second factor, sessions, roles. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "access/access.h"
#include "page/page.h"

enum {
	ACCOUNT_IDLE_MINUTES = 20, ACCOUNT_SESSION_HOURS = 8, ACCOUNT_TOUCH_SECONDS = 60,
	ACCOUNT_CODE_DAYS = 14, ACCOUNT_RESET_HOURS = 24, ACCOUNT_SLEEP_DAYS = 90,
	ACCOUNT_PASSPHRASE_LEAST = 15, ACCOUNT_PASSPHRASE_MOST = 200,   /* characters */
};

struct account {
	int64_t id;
	struct str name, lang, state;     /* invited active former */
	int64_t made_at, seen_at;         /* seen_at: last log-in */
	bool second_factor;
	bool asleep;                      /* unused for 90 days; computed, and never the last administrator */
};

/* --- who asks: what the hall needs --------------------------------------------------------- */
/*
 * Who this session token belongs to, with their grants, while the session lives (idle 20 minutes,
 * absolute 8 hours).  Leaves *who a visitor, with OK, for an unknown, ended or sleeping one.
 */
enum err account_who(struct ctx *, struct str token, struct who *who);
/* Was it the session of a partner from outside, that has ended by itself?  They come in by another door than log-in. */
enum err account_was_partner(struct ctx *, struct str token, bool *);
/*
 * A page that is only read cannot write down that the session was used.  When this says so (once a
 * minute), the hall queues a small write of its own that calls account_touch.
 */
bool account_needs_touch(const struct who *, int64_t now);
enum err account_touch(struct ctx *);
/* The session of ctx->who ends: log-out, and leaving the page (a write of the hall's own as well). */
enum err account_log_out(struct ctx *);
/* The demonstration's clock was turned by so much: sessions stay alive, nobody falls asleep. */
enum err account_clock_turned(struct ctx *, int64_t seconds);

/* --- people --------------------------------------------------------------------------------- */
/* What colleagues call somebody; absent for 0 (the house itself) and for an id that we do not have. */
enum err account_name(struct ctx *, int64_t id, struct str *name);
enum err account_find(struct ctx *, int64_t id, struct account *);
enum err account_of_name(struct ctx *, struct str name, struct account *);
/* Is there an administrator of the whole house who can log in? */
enum err account_has_administrator(struct ctx *, bool *);

/*
 * Somebody new, who can choose a passphrase with the code: shown once, valid 14 days, works once.
 * role ROLE_VISITOR: none yet.  ERR_DENIED outside one's bounds; nothing is stored when bad has problems.
 */
enum err account_invite(struct ctx *, struct str name, const char *lang, enum role role, int64_t org, int64_t area,
			struct str *code, struct problems *bad);
/*
 * A new code for somebody: a new invitation while they never came, else a new passphrase.  The latter
 * works only after another administrator has confirmed it, or at once when made at the machine itself.
 */
enum err account_code_new(struct ctx *, int64_t id, struct str *code, struct problems *bad);
enum err account_code_second(struct ctx *, int64_t id, struct problems *bad);
/*
 * The code as typed, and the passphrase by crypt_passphrase_hash (made outside the writer): the account
 * is active.  ERR_NOT_FOUND for a code that is wrong, used or too old; ERR_DENIED for one not confirmed yet.
 */
enum err account_accept(struct ctx *, struct str code, struct str hash, int64_t *id);

/* ERR_DENIED outside one's bounds.  What cannot be (the last administrator …) is a problem. */
enum err account_role_give(struct ctx *, int64_t id, enum role, int64_t org, int64_t area, struct problems *bad);
enum err account_role_take(struct ctx *, int64_t id, enum role, int64_t org, int64_t area, struct problems *bad);
/* Somebody leaves: sessions ended, roles and codes gone, the name stays for what they did. */
enum err account_leave(struct ctx *, int64_t id, struct problems *bad);
enum err account_wake(struct ctx *, int64_t id);

/* --- sessions -------------------------------------------------------------------------------- */
struct account_session {
	int64_t id, made_at, seen_at;
	struct str device;                /* "Firefox, Linux"; empty: not known */
};
/* device is the kind only, never more.  token goes into the cookie and is kept nowhere. */
enum err account_session_begin(struct ctx *, int64_t id, struct str device, struct str *token);
/*
 * The same for somebody who was proved at another door than log-in, and it is noted that the account was used.
 * ERR_NOT_FOUND when it is not active (any more) or asleep.
 */
enum err account_open(struct ctx *, int64_t id, struct str device, struct str *token);
enum err account_sessions(struct ctx *, int64_t id, struct account_session **out, size_t *n);
/* One of one's own; ERR_NOT_FOUND for another's. */
enum err account_session_end(struct ctx *, int64_t session);
/* All of one's own but this one, or all of somebody else's. */
enum err account_sessions_end(struct ctx *, int64_t id);

/* Log-ins of a demonstration, shown on its log-in page; ends with name NULL.  No real folder has them. */
struct account_demo_login {
	const char *name, *passphrase, *sentence;    /* sentence: N_ */
	enum role role;
	const char *org;                  /* by name; NULL: the whole house */
	const char *hash;
};
extern const struct account_demo_login account_demo_logins[];

/* Partners of a demonstration, with their links and digits, shown there as well; ends with name NULL. */
struct account_demo_door {
	const char *name, *sentence;      /* sentence: N_ */
	const char *org, *area;           /* by name, by code: who takes over, and where they are */
	const char *token, *digits;       /* "/da/p/TOKEN" */
	const char *hash;                 /* of the digits */
};
extern const struct account_demo_door account_demo_doors[];

extern const struct route account_routes[];

/* --- wrong tries (tries.c): also for other doors than log-in ------------------------------------------------ */
enum try_kind { TRY_NAME, TRY_SOURCE, TRY_CODE, TRY_FACTOR, TRY_OWN, TRY_KEY, TRY_KEY_SOURCE, TRY_LINK, TRY_LINK_SOURCE, TRY_WORD };
/* Seconds to wait before the next try; 0: go on. */
enum err tries_wait(struct ctx *, enum try_kind, struct str of, int64_t *seconds);
enum err tries_add(struct ctx *, enum try_kind, struct str of);
enum err tries_clear(struct ctx *, enum try_kind, struct str of);

#endif
