/*
 * sender.h -- a partner outside who hands people over: a centre of the municipality, a ward.  They have no log-in to
 * remember, but a link of their organisation and six digits, and both are needed.
 */
#ifndef SENDER_H
#define SENDER_H

#include "access/access.h"
#include "page/page.h"

enum { SENDER_DIGITS = 6, SENDER_NAME_LEAST = 2, SENDER_NAME_MOST = 80, SENDER_LIST_MOST = 200 };

struct sender {
	int64_t account;
	struct str name;                  /* "Modtagelsen, Aarhus Kommune" */
	int64_t org, area;                /* whose coordinators take over, and where; area 0: anywhere */
	int64_t made_at, seen_at;         /* of link and digits; of their last visit */
	bool asleep;                      /* unused for ninety days: a new link wakes it */
};

/* --- a new link and new digits: slow to make, so outside the writer, and shown once ------------------------- */
struct sender_new {
	struct str token, digits;         /* as they are handed out */
	struct str tag, hash;             /* as they are kept */
};
enum err sender_new(struct ctx *, struct sender_new *);
/* With chosen ones, for a demonstration. */
void sender_new_of(struct ctx *, struct str token, struct str hash, struct sender_new *);
/* As route.before of a page that makes them: they are in req->carry then. */
enum err sender_new_before(struct ctx *, const struct req *, struct reply *);

/* ERR_DENIED outside one's bounds.  Problems at "name", "org" and "area". */
enum err sender_make(struct ctx *, struct str name, int64_t org, int64_t area, const struct sender_new *, int64_t *account, struct problems *bad);
/* Link and digits for an account that has the role already; ERR_NOT_FOUND when it has not, or outside one's bounds. */
enum err sender_give(struct ctx *, int64_t account, const struct sender_new *);
/* The old link and its digits are dead at once, and whoever is in by them is out.  ERR_NOT_FOUND outside one's bounds. */
enum err sender_renew(struct ctx *, int64_t account, const struct sender_new *);
/* Those in one's bounds, by name.  To end one is account_leave. */
enum err sender_list(struct ctx *, struct sender **out, size_t *n);
enum err sender_find(struct ctx *, int64_t account, struct sender *);

/* --- coming in ------------------------------------------------------------------------------------------------ */
/* sender_look does the slow part outside the writer, with the same work for a link that nobody has. */
struct sender_entry {
	struct str link, source, hash;
	int64_t wait_s, account;          /* account 0: link or digits are not right, and nobody learns which */
};
enum err sender_look(struct ctx *, struct str token, struct str digits, struct str source, struct sender_entry *);
enum err sender_wrong(struct ctx *, const struct sender_entry *);
/* ERR_NOT_FOUND when it ended, or was made anew, since it was proved. */
enum err sender_open(struct ctx *, const struct sender_entry *, struct str *token);

extern const struct route sender_routes[];

#endif
