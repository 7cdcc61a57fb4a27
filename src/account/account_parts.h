/* account_parts.h -- what the files of this room share with each other. */
#ifndef ACCOUNT_PARTS_H
#define ACCOUNT_PARTS_H

#include "account/account.h"

enum { DAY_S = 86400, GRANTS_MOST = 200, SESSIONS_MOST = 100 };

/* Who logged in after this is awake. */
static inline int64_t awake_since(const struct ctx *ctx)
{
	return ctx->now - (int64_t)ACCOUNT_SLEEP_DAYS * DAY_S;
}

/* --- bounds (account.c) --------------------------------------------------------------------- */
/* ERR_NOT_FOUND unless some role of theirs, or they as a whole, lies within one's bounds. */
enum err account_see(struct ctx *, int64_t id);
/* ERR_DENIED unless all their roles do: needed for whatever opens or ends a log-in. */
enum err account_keep(struct ctx *, int64_t id);
enum err account_grants(struct ctx *, int64_t id, struct grant **out, size_t *n);
/* Of the whole house: with an organisation it would read more than that organisation. */
bool role_is_of_the_house(enum role);
/* A partner from outside: comes in by a link of its own, and has no passphrase. */
enum err account_is_partner(struct ctx *, int64_t id, bool *);

struct account_row {
	struct account who;
	struct grant *grants;
	size_t ngrants;
};
enum { PEOPLE_PAGE = 20, SEARCH_MOST = 50 };
enum err account_list(struct ctx *, bool former, int64_t page, struct account_row **out, size_t *n, int64_t *total);
enum err account_find_named(struct ctx *, struct str part, struct account_row **out, size_t *n);

/* --- passphrases (passphrase.c) --------------------------------------------------------------- */
/* As it was typed, the same from every keyboard; empty when it is not there. */
struct str passphrase_typed(struct ctx *, const struct values *, const char *name);
/* Long enough, and not what everybody thinks of first.  name: of the person, absent when not known. */
void passphrase_judge(struct ctx *, const char *field, struct str passphrase, struct str name, struct problems *);

/* --- one-time codes (code.c) -------------------------------------------------------------------- */
struct code_holder {
	int64_t account;
	struct str name;
	bool reset;
};
/* Whose code this is, while it can be used; words as account_accept. */
enum err account_code_look(struct ctx *, struct str code, struct code_holder *);
/* A code made for somebody and not used yet. */
struct code_open {
	bool is, reset, confirmed, mine;  /* mine: made by who asks */
	int64_t made_at, expires_at;
};
enum err account_code_waiting(struct ctx *, int64_t id, struct code_open *);
/* Within account_invite: the first code. */
enum err code_put(struct ctx *, int64_t id, bool reset, struct str *code);

/* --- log-in (entry.c) ------------------------------------------------------------------------------ */
/*
 * A log-in under way.  entry_look does the slow part outside the writer, with the same work for a
 * name that nobody has; entry_open begins the session inside it.
 */
struct entry {
	struct str name_key, source, hash;
	int64_t wait_s, account;
	bool right, asleep, second;       /* second: a code of the app is still needed */
};
enum err entry_look(struct ctx *, struct str name, struct str passphrase, struct str source, struct entry *);
enum err entry_wrong(struct ctx *, const struct entry *);
enum err entry_open(struct ctx *, const struct entry *, struct str device, struct str *token);
/* Between passphrase and second factor: proves the first for five minutes.  ERR_DENIED: begin again. */
struct str entry_ticket(struct ctx *, const struct entry *);
enum err entry_ticket_open(struct ctx *, struct str ticket, struct entry *);
/* The passphrase of who is logged in, proved once more outside the writer. */
enum err entry_prove(struct ctx *, struct str passphrase, struct entry *);
enum err entry_prove_wrong(struct ctx *);
enum err passphrase_change(struct ctx *, const struct entry *, struct str hash);

/* --- second factor (factor.c) ----------------------------------------------------------------------- */
struct factor_offer {
	struct str secret;                /* base32, to type */
	struct str uri;                   /* otpauth://…, for the picture */
	struct str sealed;                /* comes back with the form */
};
struct factor_offer factor_offer(struct ctx *);
enum err factor_open(struct ctx *, struct str sealed, struct factor_offer *);
enum factor_answer { FACTOR_RIGHT, FACTOR_WRONG, FACTOR_USED };
/* Turn it on for who asks, if the code fits the offer. */
enum err factor_on(struct ctx *, struct str sealed, struct str code, enum factor_answer *);
enum err factor_off(struct ctx *);
/* Use one code of an account; each step counts once. */
enum err factor_use(struct ctx *, int64_t account, struct str code, enum factor_answer *);

/* --- pages -------------------------------------------------------------------------------------------- */
enum err me_page(struct ctx *, const struct req *, struct reply *);
enum err me_passphrase_page(struct ctx *, const struct req *, struct reply *);
enum err me_passphrase_before(struct ctx *, const struct req *, struct reply *);
enum err me_passphrase(struct ctx *, const struct req *, struct reply *);
enum err me_session_end(struct ctx *, const struct req *, struct reply *);
enum err me_sessions_end(struct ctx *, const struct req *, struct reply *);
enum err me_factor_page(struct ctx *, const struct req *, struct reply *);
enum err me_prove_before(struct ctx *, const struct req *, struct reply *);
enum err me_factor_on(struct ctx *, const struct req *, struct reply *);
enum err me_factor_off(struct ctx *, const struct req *, struct reply *);

enum err people_page(struct ctx *, const struct req *, struct reply *);
enum err people_search(struct ctx *, const struct req *, struct reply *);
enum err people_invite_page(struct ctx *, const struct req *, struct reply *);
enum err people_invite(struct ctx *, const struct req *, struct reply *);
enum err person_page(struct ctx *, const struct req *, struct reply *);
enum err person_role_give(struct ctx *, const struct req *, struct reply *);
enum err person_role_take(struct ctx *, const struct req *, struct reply *);
enum err person_code(struct ctx *, const struct req *, struct reply *);
enum err person_code_second(struct ctx *, const struct req *, struct reply *);
enum err person_sessions_end(struct ctx *, const struct req *, struct reply *);
enum err person_wake(struct ctx *, const struct req *, struct reply *);
enum err person_leave(struct ctx *, const struct req *, struct reply *);

#endif
