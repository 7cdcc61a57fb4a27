/* account_view.h -- what the pages of this room show alike. */
#ifndef ACCOUNT_VIEW_H
#define ACCOUNT_VIEW_H

#include "account/account_parts.h"
#include "cal/cal.h"

/* A field whose browser attributes matter: a name, a passphrase, a code. */
struct secret_field {
	const char *name, *type, *autocomplete;
	struct str label, hint, value;    /* value: only of what may be shown again */
	bool digits;
};

/* A role of somebody, in words. */
struct role_line {
	struct str role, org, area;       /* org and area absent: all of them */
	const char *code;
	int64_t org_id, area_id;
	bool mine_to_take;
};
enum err role_lines(struct ctx *, const struct grant *, size_t n, struct role_line **out);
struct str role_words(struct ctx *, const struct role_line *);

/* "12.12.2016 kl. 10.00" */
struct str when_words(struct ctx *, int64_t at);
struct str sentence(struct ctx *, const struct problem *);
struct str device_words(struct ctx *, struct str device);
/* A notice by its code in the address: ?done=code; NULL for any other. */
struct done_row {
	const char *code, *text;          /* N_ */
};
const char *done_text(const struct req *, const struct done_row *);
/* "Firefox, Linux" out of a long line: the kind, nothing more. */
struct str device_of(struct ctx *, const struct req *);
/* Where a limit counts: a keyed number of the network, forgotten every day. */
struct str source_of(struct ctx *, const struct req *);
/* The same page again, because one must wait. */
void must_wait(struct ctx *, struct reply *, int64_t seconds, struct problems *);

#endif
